"""Gaps that stand round what is quoted at length (a letter, an article, a document): none of them is a pause."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from itertools import pairwise

from bookmaker.model import Paragraph, SceneBreak
from bookmaker.normalise.habits import Habit
from bookmaker.normalise.passes import Group, Opening, Piece, group_at, margin_of, text_of

_LEADS_IN = re.compile(r"[:：;,][\"'”’»«“‘)\]_*]*(?:--|—|–|-)?$")
_HEADS = frozenset({"dateline", "salutation"})
_FEET = frozenset({"valediction", "signature", "postscript"})
_LONGEST = 25  # paragraphs of an extract
_SHORTEST = 300  # characters of a document that is quoted: what is shorter may be a scene of one speech
_NAME = 48  # characters
_SET_IN = 3  # columns
_QUOTED = '"“„«»'
_UNQUOTED = '"”“»'
_NOTE = re.compile(r"[†‡\[{]|\*(?!\S[^*]{0,80}\*)")  # (`*Midnight.*` is emphasis.)


def gaps_round(pieces: tuple[Piece, ...], wide: Set[int], habit: Habit) -> set[int]:
    """Those of these wide gaps (each by the number of the piece below it) that stand round an extract."""
    gaps = sorted(wide)
    told = set(_at_edges(pieces, gaps, habit)) | set(_after_letters(pieces, wide, habit))
    for first, last in pairwise(gaps):
        if last - first > _LONGEST or any(isinstance(piece, Opening | SceneBreak) for piece in pieces[first:last]):
            continue
        if first in told and _leads_in(pieces[first - 1]):
            told.add(last)
        elif _is_one_quotation([piece for piece in pieces[first:last] if isinstance(piece, Group)]):
            told |= {first, last}
    return told


def _at_edges(pieces: tuple[Piece, ...], gaps: list[int], habit: Habit) -> Iterator[int]:
    """The gaps whose neighbours tell: what leads in, what is set in, a note."""
    margin = max(habit.indent, habit.first) + _SET_IN
    for number in gaps:
        above, below = pieces[number - 1], pieces[number]
        if not isinstance(above, Group) or not isinstance(below, Group):
            continue
        set_in = any(margin_of(group.lines) >= margin for group in (above, below))
        if set_in or _leads_in(above) or _NOTE.match(below.lines[0].text) or _signs_off(pieces, number):
            yield number


def _signs_off(pieces: tuple[Piece, ...], number: int) -> bool:
    """Whether a line ends a chapter that is no sentence: a name, a place."""
    piece = pieces[number]
    last = number + 1 == len(pieces) or isinstance(pieces[number + 1], Opening)
    if not last or not isinstance(piece, Group) or len(piece.lines) > 1:
        return False
    text = piece.lines[0].text
    return len(text) < _NAME and (text[-1].isalnum() or text.isupper() or text[-1] in ")_")


def _leads_in(piece: Piece) -> bool:
    """Whether a paragraph breaks off to quote: `It ran as follows:`."""
    return isinstance(piece, Group) and _LEADS_IN.search(piece.lines[-1].text) is not None


def _after_letters(pieces: tuple[Piece, ...], wide: Set[int], habit: Habit) -> Iterator[int]:
    """The first gap below the head of a letter that has one above it too, or straight below its foot."""
    since = _LONGEST
    for number, piece in enumerate(pieces):
        since += 1
        if number in wide and since <= _LONGEST:
            yield number
            since = _LONGEST
        if isinstance(piece, Opening | SceneBreak):
            since = _LONGEST
        elif isinstance(piece, Paragraph) and piece.role in _HEADS:
            above = group_at(pieces, number - 1)
            apart = above is not None and piece.place.line - above.lines[-1].place.line - 1 > habit.blanks
            since = 0 if apart else since
        elif isinstance(piece, Paragraph) and piece.role in _FEET:
            since = _LONGEST - 2  # a postscript may follow


def _is_one_quotation(groups: list[Group]) -> bool:
    """Whether paragraphs are one quotation, each opened anew and only the last closed."""
    if not groups or any(group.lines[0].text[0] not in _QUOTED for group in groups):
        return False
    *inner, last = groups
    closed = any(group.lines[-1].text[-1] in _UNQUOTED for group in inner)
    texts = [text_of(group) for group in groups]
    if closed or last.lines[-1].text[-1] not in _UNQUOTED or sum(map(len, texts)) < _SHORTEST:
        return False
    # No mark inside: `"...," he said, "..."` is speech.
    return not any(mark in text[1:-1] for text in texts for mark in {*_QUOTED, *_UNQUOTED})
