"""What shows that a line opens a paragraph: its indent, and the ends of the line over it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from bookmaker.model import Line
from bookmaker.normalise.blocks import close_titles
from bookmaker.normalise.line_ends import ends_sentence, is_full, right_edge_of
from bookmaker.normalise.passes import longest_of, margin_of

_WIDEST_VERSE = 100  # characters
_LEFT = 0.4  # share of a line that no wrapping leaves free
_SET_IN, _FEWEST_LINES = 6, 3  # columns of a title set in over its text; lines of both


def indented_starts(lines: Sequence[Line], width: int) -> list[int]:
    """Where an indented line opens a paragraph. All lines at one indent are a block of their own."""
    margin = margin_of(lines)
    steps = sorted({line.indent for line in lines})
    if len(steps) == 1:
        return list(range(1, len(lines))) if margin and not runs_on(lines) else []
    set_in = [
        n
        for n in range(1, len(lines))
        if lines[n].indent > margin
        and (
            lines[n - 1].indent == margin
            or ends_sentence(lines[n - 1].text)
            or lines[n - 1].indent < lines[n].indent
            or _under_title(lines[n - 1 : n + 2], margin, width)
        )
        and lines[n].indent == steps[1]
    ]
    return sorted({*set_in, *(n - used for n in set_in if (used := close_titles.at_margin(lines, n, margin, width)))})


def _under_title(lines: Sequence[Line], margin: int, width: int) -> bool:
    """Whether a full line stands under a short one at its own indent, and goes on at the margin: a title, then text."""
    short = not is_full(lines[0], lines[1], width)
    return short and len(lines) > 2 and lines[2].indent == margin and is_full(lines[1], lines[2], width - 1)


def stops_short(upper: Line, lower: Line, width: int) -> bool:
    """Where nothing else parts paragraphs: a line that ends a sentence and has room for the next word."""
    return ends_sentence(upper.text) and not is_full(upper, lower, width)


def is_set_in_over(lines: Sequence[Line], width: int) -> bool:
    """Whether the first line is a title set in, close over a paragraph that is not: it ends short, in no stop."""
    if len(lines) < _FEWEST_LINES or lines[0].indent < lines[1].indent + _SET_IN:
        return False
    title, first, second = lines[:3]
    if first.indent != second.indent or title.text[-1] in ".,;:-" or not title.text[0].isalnum():
        return False
    return first.text[:1].isupper() and not is_full(title, first, width) and is_full(first, second, width)


def left_short(upper: Line, lower: Line, width: int) -> bool:
    """A line left far short of the margin, no comma at its end, and a capital below: a heading or a title.

    Lines of verse stay together as far as commas end them.
    """
    room = width - upper.indent - len(upper.text)
    return (
        room > _LEFT * width
        and upper.text.rstrip("*_")[-1:] not in (",", ";")
        and lower.text.lstrip("\"'“‘«»„([_–— ")[:1].isupper()
    )


def breaks_off(lines: Sequence[Line]) -> bool:
    """Whether many of these lines end in mid-sentence and each opens with a capital: a stanza of long lines."""
    broken = sum(not ends_sentence(line.text) for line in lines[:-1])
    capital = all(line.text.lstrip("\"'“‘«»„([_*")[:1].isupper() for line in lines)
    return capital and len(lines) > 2 and broken > 0.4 * (len(lines) - 1) and longest_of(lines) < _WIDEST_VERSE


def is_verse_set_in(lines: Sequence[Line], first: int) -> bool:
    """Whether lines stand deeper than paragraphs begin, and are not wrapped: few are full, or go on in lower case."""
    if margin_of(lines) <= first + 1:
        return False
    width = right_edge_of(lines)
    joints = list(pairwise(lines))
    full = sum(is_full(upper, lower, width) for upper, lower in joints)
    lower_case = sum(lower.text[0].islower() for _, lower in joints)
    return 2 * full < len(joints) or 3 * lower_case < len(joints)


def runs_on(lines: Sequence[Line]) -> bool:
    """Whether one of these lines breaks off in mid-sentence."""
    return any(not ends_sentence(upper.text) for upper in lines[:-1])


def goes_on(upper: Line, lower: Line) -> bool:
    """In a file whose lines are paragraphs: a line wrapped all the same."""
    return lower.text[0].islower() and not ends_sentence(upper.text) and 50 < len(upper.text) < 110
