"""Titles typed close over their text, no blank line between, in a text whose lines are wrapped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from bookmaker.model import Line
from bookmaker.normalise.habits import Habit
from bookmaker.normalise.headings.heading_numbers import is_number
from bookmaker.normalise.headings.letter_case import is_caps, is_title_case
from bookmaker.normalise.line_ends import ends_sentence, is_full
from bookmaker.normalise.passes import Group, Piece, typed

_MOST_LINES = 3  # of a title
_FEWEST = 3  # titles: one such line could be anything
_APART = 2.5  # groups from one to the next, on average: what heads single paragraphs is no title of a chapter
_LONGEST = 60  # characters of a title in small letters
_UNREST = 0.9  # share of the width that wrapped lines reach at the least
_NUMBER = 7  # characters of a number alone


def find(pieces: Sequence[Piece], habit: Habit) -> Mapping[int, int]:
    """How many lines of which groups are a title over a wrapped paragraph: those of a kind, far apart, no two alike.

    (A name over a speech returns.)
    """
    if not habit.width or not habit.blanks or habit.indented or habit.verse or habit.doubled:
        return {}
    families: dict[tuple[bool, bool], dict[int, str]] = {}
    nearly_full = _UNREST * habit.width  # as the first line of nearly every paragraph is
    for index, piece in enumerate(pieces):
        if not isinstance(piece, Group) or piece.plain or len(piece.lines[0].text) > nearly_full:
            continue
        if used := _titled(piece.lines, habit.width):
            title = typed(piece.lines[:used])
            families.setdefault((_is_number(title.split()[0]), title.isupper()), {})[index] = title
    found: dict[int, int] = {}
    for family in families.values():
        apart = [lower - upper for upper, lower in pairwise(family)]
        if len(family) >= _FEWEST and len(set(family.values())) == len(family) and sum(apart) >= _APART * len(apart):
            found |= {index: title.count("\n") + 1 for index, title in family.items()}
    return found


def _titled(lines: Sequence[Line], width: int) -> int:
    """How many lines are a title over lines that are wrapped; 0 where the first line is text, as nearly always."""
    for used in range(1, min(_MOST_LINES + 1, len(lines))):
        upper, lower = lines[used - 1], lines[used]
        if is_full(upper, lower, width) or not _is_title(upper.text) or lower.indent > upper.indent:
            return 0
        if used + 1 == len(lines) or is_full(lower, lines[used + 1], int(_UNREST * width)):
            return 0 if lower.text[0].islower() or _is_title(lower.text) else used
    return 0


def _is_title(text: str) -> bool:
    """Whether a line may be a title: a number, words in capitals, or a few without a stop, each with its capital."""
    if _is_number(text):
        return True
    if not text[0].isupper() and not text[0].isdigit():
        return False
    if is_caps(text):
        return text[-1] not in ",;-"
    if text[-1] == "." and text.count(" ") == 1 and _is_number(text.partition(" ")[2]):
        return True  # `Chapter IV.`
    return not ends_sentence(text) and text[-1] != "," and is_title_case(text)


def at_margin(lines: Sequence[Line], start: int, margin: int, width: int) -> int:
    """How many lines straight over a paragraph that opens set in are a title at the margin: a sentence has ended over
    them. (The last line of a paragraph stands at the margin, too.)
    """
    first = start
    while first > max(0, start - _MOST_LINES) and lines[first - 1].indent == margin:
        text = lines[first - 1].text
        if not _is_title(text) and not (text[0].isupper() and text[-1].isalnum() and len(text) < _LONGEST):
            return 0
        first -= 1
        ended = first and ends_sentence(lines[first - 1].text)  # (`… of No.` / `12.` is no title)
        if ended and not (_is_number(lines[first].text) and is_full(lines[first - 1], lines[first], width)):
            return start - first
    return 0


def _is_number(text: str) -> bool:
    return len(text) < _NUMBER and is_number(text)
