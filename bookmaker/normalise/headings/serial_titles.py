"""The story's title in the heading of every chapter: `Salt Road - Chapter 2: Tea`, `Chapter 2 – Salt Road`.

It is the book's title: kept as such, and taken out of the headings. What running heads repeat is left to `page_marks`:
here each number stands once, and the numbers rise.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain, pairwise

from bookmaker import languages
from bookmaker.facts import completed, fact
from bookmaker.languages import Language
from bookmaker.model import Decision, Line
from bookmaker.normalise.headings import heading_lines
from bookmaker.normalise.headings.heading_shapes import NUMBERED
from bookmaker.normalise.headings.letter_case import SMALL
from bookmaker.normalise.passes import Decisions, Findings, Group, LayoutPass, Manuscript, Piece, text_of

_LONGEST = 120  # characters
_MOST_LINES = 3
_NAME = 60  # characters of a line under it
_FEWEST = 3
_ALL = 0.8  # share of the headings that have it
_TOP = 12  # pieces among which the first such heading stands
_FLAIR = re.compile(r"\[?(?:OC|PI|TOTS)\]? (?=\S)")  # of the board r/HFY
_STOPS = ".,;:\"”'’-–—"
_BETWEEN = " \t-–—:|,~/[(•·"
# `End of Chapter 2`, `Next: Chapter 3` are no headings.
_SAID_OF = frozenset("end ends next previous prev continue continued read start summary notes note back see".split())


@dataclass(frozen=True, slots=True)
class _Heading:
    """A line with the story's title and a chapter's heading: which group's first, and its parts."""

    at: int
    title: str
    heading: str
    number: int
    last: bool  # whether the title comes after the heading


def make(language: Language) -> LayoutPass:
    """The pass that takes the story's title out of the chapters' headings."""

    def take_out(manuscript: Manuscript) -> tuple[Manuscript, Decisions, Findings]:
        title = fact(manuscript.facts, "title")
        families = _families(manuscript.pieces, language)
        found = _found(families, heading_lines.normal(title), set(_tops(manuscript.pieces)) if families else set())
        parts = [] if found else _parts(families)
        if not found and not parts:
            return manuscript, (), ()
        firsts = {family[0].at for family in parts}
        pieces = list(manuscript.pieces)
        decisions: list[Decision] = []
        for each in sorted(found or chain.from_iterable(parts), key=lambda each: -each.at):
            group = pieces[each.at]
            assert isinstance(group, Group)
            first, *others = group.lines
            own = each.title.strip(_BETWEEN)
            over = heading_lines.normal(text_of(pieces[each.at - 1])) if each.at else ""
            opens = each.at in firsts and over != heading_lines.normal(own)
            above = [replace(group, lines=(first._replace(text=own),))] if opens else []
            if not opens:
                decisions.append(Decision("sections/title-again", first.place, each.title, "", 0.9, removed=True))
            heading = replace(group, lines=(first._replace(text=each.heading, blanks=1 if opens else first.blanks),))
            below = [Group((others[0]._replace(blanks=1), *others[1:]))] if others else []
            pieces[each.at : each.at + 1] = [*above, heading, *below]
        facts = manuscript.facts
        if found:
            facts = completed(facts, by=(("title", _FLAIR.sub("", found[0].title.strip(_BETWEEN))),))
        return replace(manuscript, pieces=tuple(pieces), facts=facts), decisions[::-1], ()

    return take_out


_Families = Mapping[tuple[str, bool], list[_Heading]]


def _families(pieces: Sequence[Piece], language: Language) -> _Families:
    """The headings with a title on their line, by it, and by whether it comes after."""
    families: dict[tuple[str, bool], list[_Heading]] = defaultdict(list)
    for at, piece in enumerate(pieces):
        if not isinstance(piece, Group) or piece.plain or piece.heading or len(piece.lines) > _MOST_LINES:
            continue
        if len(piece.lines) > 1 and len(piece.lines[1].text) > _NAME:
            continue
        if (parted := _parted(at, piece.lines[0], language)) is not None:
            families[heading_lines.normal(parted.title), parted.last].append(parted)
    return families


def _parts(families: _Families) -> list[list[_Heading]]:
    """`Inferno - Canto I` and on, then `Purgatorio - Canto I`: the headings of two parts or more, each from one on."""
    parts = [
        family
        for (_, last), family in families.items()
        if not last and len(family) > 1 and family[0].number == 1 and _rising(family)
    ]
    return parts if len(parts) > 1 else []


def _rising(family: Sequence[_Heading]) -> bool:
    return all(a.number < b.number and b.at > a.at + 1 for a, b in pairwise(family))


def _tops(pieces: Sequence[Piece]) -> Iterator[str]:
    """The lines over the first chapter, among which the book's title stands alone."""
    for piece in pieces[:_TOP]:
        if isinstance(piece, Group) and len(piece.lines) <= _MOST_LINES:
            for line in piece.lines:
                if len(line.text) < _NAME:
                    yield heading_lines.normal(line.text)
                    yield heading_lines.normal(line.text.partition(" - ")[0])  # `Salt Road - marsh_hen`


def _found(families: _Families, known: str, tops: Collection[str]) -> list[_Heading]:
    """The headings of every chapter that have the book's title: `known`, or one that all of them share.

    `tops`: what stands alone over the first of them; two headings with it are enough.
    """
    for (title, last), family in families.items():
        fewest = 2 if title == known or title in tops or not (family[0].at or last) else _FEWEST
        if (last or title != known) and len(family) < _ALL * sum(map(len, families.values())):
            continue  # some chapters have the same title
        if len(family) >= fewest and _rising(family) and (title == known or family[0].at < _TOP):
            return family
    return []


def _parted(at: int, line: Line, language: Language) -> _Heading | None:
    text = line.text
    if len(text) > _LONGEST or text[-1] in _STOPS or not (text[0].isupper() or text[0].isdigit() or text[0] == "["):
        return None
    shape = heading_lines.shape(text, language)
    if shape is not None and shape.has_word and shape.number and shape.title:
        last = text.endswith(shape.title) and text[-1] != "]"  # (`Chapter 2 [Edited]`)
        return _Heading(at, shape.title, shape.label, shape.number, True) if last else None
    for word in _heading_word(language.tag).finditer(text):
        title, heading = text[: word.start()], text[word.start() :].rstrip(" ])")
        core = title.strip(_BETWEEN + "])")
        shape = heading_lines.shape(heading, language) if core else None
        if shape is None or not shape.number or not shape.has_word:
            continue
        words = core.casefold().split()
        said = words[-1] in SMALL or words[0].strip(":") in _SAID_OF
        if said or core[-1] in ".;!”\"'’" or heading_lines.shape(core, language) is not None:
            return None
        return _Heading(at, title, heading, shape.number, False)
    return None


@cache
def _heading_word(tag: str) -> re.Pattern[str]:
    """A word that a chapter's number follows, within a line."""
    language = languages.language(tag)
    assert language is not None
    words = "|".join(re.escape(word) for word, kind in language.headings.items() if kind in NUMBERED)
    return re.compile(rf"(?<=[\s\[(])(?:{words})\.?(?= ?[#\d]| [^\W\d_])", re.IGNORECASE)
