"""Headings underlined in plain text: a line over a row of `=` or `-` as long as itself. Two of a kind show it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bookmaker.facts import completed
from bookmaker.metadata import Override
from bookmaker.model import Line
from bookmaker.normalise.line_ends import ends_sentence
from bookmaker.normalise.passes import Group, LayoutResult, Manuscript, Piece

_RULES = "=-~"
_RULE = re.compile(r"={3,}|-{3,}|~{3,}")
_MORE = 3  # columns by which a rule may be longer than its title, or shorter
_LONGEST = 76  # characters of a title
_BY = re.compile(r"(\S.*?)\s{2,}([Bb][Yy] [^\W\d_a-z].{2,40})")
_FEWEST = 2


def find(manuscript: Manuscript) -> LayoutResult:
    """Take the rules for what the author says by them: those of the first kind stand under the highest headings. One
    alone of its kind, over all others, stands under the book's title."""
    pieces = manuscript.pieces
    found = {at: used for at, piece in enumerate(pieces) if (used := _underlined(piece))}
    kinds = [_kind(pieces[at], used) for at, used in found.items()]
    titled = len(kinds) > _FEWEST and kinds.count(kinds[0]) == 1 and min(found) == 0
    ranks = [kind for kind in dict.fromkeys(kinds) if kinds.count(kind) >= _FEWEST]
    if not ranks:
        return manuscript, (), ()
    out = list(pieces)
    facts = manuscript.facts
    for (at, used), kind in reversed(list(zip(found.items(), kinds, strict=True))):
        group = out[at]
        assert isinstance(group, Group)
        if titled and not at:
            facts = completed(facts, by=(("title", " ".join(line.text for line in group.lines[:used])),))
            out[at : at + 1] = _parts(group, used, None)
        elif kind in ranks:
            out[at : at + 1] = _parts(group, used, Override("heading", level=ranks.index(kind) + 1))
    return replace(manuscript, pieces=tuple(out), facts=facts), (), ()


def _underlined(piece: Piece) -> int:
    """How many lines of a group are a title over a rule as long as the last of them; 0 for nearly every group."""
    if not isinstance(piece, Group) or len(piece.lines) < 2 or piece.plain or piece.heading is not None:
        return 0
    lines = piece.lines
    if lines[1].text[0] in _RULES:
        return int(_is_title(lines[:1]) and _fits(lines[0], lines[1]))
    if len(lines) > 2 and lines[2].text[0] in _RULES:
        return 2 * int(_is_title(lines[:2]) and _fits(lines[1], lines[2]))
    return 0


def _fits(title: Line, rule: Line) -> bool:
    """Whether a rule begins or ends where the title does."""
    if not _RULE.fullmatch(rule.text):
        return False
    left, right = title.indent - rule.indent, title.indent + len(title.text) - rule.indent - len(rule.text)
    return abs(right) <= _MORE and 0 <= left <= _MORE


def _is_title(lines: Sequence[Line]) -> bool:
    text = lines[-1].text
    told = ends_sentence(text) and text[-1] not in ".!?"  # (a title may end in a stop, no sentence is so short)
    letters = any(map(str.isalpha, lines[0].text)) and lines[0].text[0] not in _RULES
    return letters and not told and len(text) < _LONGEST and "   " not in text and len(lines[0].text) < _LONGEST


def _kind(piece: Piece, used: int) -> str:
    return piece.lines[used].text[0] if isinstance(piece, Group) else ""


def _parts(group: Group, used: int, said: Override | None) -> list[Group]:
    """The title, who wrote what it heads, and what stands close below the rule."""
    title, below = group.lines[:used], group.lines[used + 1 :]
    parts = [replace(group, lines=title, heading=said)]
    if said is not None and (match := _BY.fullmatch(title[-1].text)):
        parts = [replace(group, lines=(*title[:-1], title[-1]._replace(text=match[1])), heading=said)]
        parts.append(Group((title[-1]._replace(text=match[2], blanks=1),)))
    return parts + ([Group((below[0]._replace(blanks=1), *below[1:]))] if below else [])
