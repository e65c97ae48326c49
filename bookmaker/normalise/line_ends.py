"""What a line's end tells: whether it only wrapped the line, and whether a sentence may stop there.

A line end is *soft* when it only wrapped a line: the line is full (the next word would not have fitted), or it
stops in the middle of a sentence and the next line goes on in lower case.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from bookmaker.model import Line
from bookmaker.normalise.passes import margin_of

# A stop with what closes behind it (a star may be a note's or emphasis: behind a comma it is none); a dash, or one
# behind a stop; a closing mark alone, or one that German turns the other way. (Noncharacters and figures between
# them: a note's call, see `notes`.)
_ENDS_SENTENCE = re.compile(
    r"(?:(?:[.!?…:;—。！？」』；：؟۔]|\*(?<!,\*))[\"'”’»«“‘‹›)\]_*]*|(?:--|[:.!?] [-–])[\"'”’»«“]?|[\"”»]|"
    r"(?<=\w)[«“])(?:\ufdd0\d+\ufdd1)*$"
)
# Breaks anywhere: no word is too long for a line.
_HAN = re.compile(r"[\"'“‘]?[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")
_ROOM_OF_HAN = 3  # columns that stops which may not begin a line leave free
_UNREST = 0.85  # share of full lines in a passage that some hand wrapped at about one width


def is_full(upper: Line, lower: Line, width: int) -> bool:
    """Whether the first word of the next line would not have fitted on this one."""
    room = width - upper.indent - len(upper.text) - 1
    fits = room >= 1 and (len(lower.text) <= room or " " in lower.text[: room + 1])
    return not fits and (room < _ROOM_OF_HAN or _HAN.match(lower.text) is None)


def is_soft(upper: Line, lower: Line, width: int) -> bool:
    """Whether this line end only wraps a line."""
    if is_full(upper, lower, width):
        return True
    return lower.text[0].islower() and not ends_sentence(upper.text) and len(upper.text) > width / 2


def ends_sentence(text: str) -> bool:
    """Whether a text stops where a sentence, or a part of one, may stop."""
    return bool(_ENDS_SENTENCE.search(text, max(0, len(text) - 12)))


def exactly_wrapped(lines: Sequence[Line]) -> bool:
    """Whether these lines are full against the widest of themselves: prose, however narrow it was set."""
    width = right_edge_of(lines)
    return len(lines) > 3 and _at_one_margin(lines) and all(is_full(a, b, width) for a, b in pairwise(lines))


def _at_one_margin(lines: Sequence[Line]) -> bool:
    """Whether lines stand under each other, the first one aside: the steps of a staircase are no wrapped prose."""
    indents = [line.indent for line in lines[1:]]
    return max(indents) - min(indents) <= 1


def nearly_wrapped(lines: Sequence[Line], usual: int) -> bool:
    """Whether these lines were wrapped with some unrest at a width of their own: most leave little room, and go on in
    lower case. Verse in lower case has lines of unlike length. `usual`: how wide the text is else (0: not wrapped).
    """
    lower = sum(line.text[0].islower() for line in lines[1:])
    if lower < (0.3 if len(lines) > 3 else 1) * (len(lines) - 1):
        return False
    if len(lines) < 4 and (not usual or min(len(line.text) for line in lines[:-1]) < 0.7 * usual):
        return False  # too few to tell, and short
    if not _at_one_margin(lines):
        return False
    width = right_edge_of(lines)
    slack = (width - margin_of(lines)) // 8
    full = [is_full(upper, lower, width - slack) for upper, lower in pairwise(lines)].count(True)
    return full >= _UNREST * (len(lines) - 1)


def full_width(lines: Sequence[Line], usual: int) -> int:
    """The width these lines keep to; `usual` when they are too few to tell."""
    return width_of(lines) if len(lines) > 5 else usual


def right_edge_of(lines: Sequence[Line]) -> int:
    """The column in which the furthest of these lines ends."""
    return max([line.indent + len(line.text) for line in lines])


def width_of(lines: Sequence[Line]) -> int:
    """The width nearly all lines keep to: a few stray ones are longer."""
    lengths = sorted(line.indent + len(line.text) for line in lines)
    return lengths[min(len(lengths) - 1, int(0.97 * len(lengths)))]


def breaks_anywhere(text: str) -> bool:
    """Whether a line may break anywhere in this text: in Chinese or Japanese no word is too long for one."""
    return _HAN.match(text) is not None
