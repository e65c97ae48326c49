"""What this author's file is like: how it parts paragraphs, how wide its lines are. Measured, never assumed.

A line end is *soft* when it only wrapped a line: the line is full (the next word would not have fitted), or it
stops in the middle of a sentence and the next line goes on in lower case.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from bookmaker.model import Line
from bookmaker.normalise.passes import Group, Piece

# (Noncharacters and figures between them: a note's call, see `notes`.)
_ENDS_SENTENCE = re.compile(
    r"(?:[.!?…:;—*。！？」』；：؟۔][\"'”’»«“‘‹›)\]_*]*|--[\"'”’»«“]?|[\"”»]|(?<=\w)[«“])(?:\ufdd0\d+\ufdd1)*$"
)
# Breaks anywhere: no word is too long for a line.
_HAN = re.compile(r"[\"'“‘]?[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")
_WRAPPED_HAN = 0.4  # share of line ends that are full where Chinese or Japanese is wrapped, at the least
_ROOM_OF_HAN = 3  # columns that stops which may not begin a line leave free
_VERSE = 0.7  # share of lines opening with a capital from which on lines are not wrapped but meant
_LONGEST_VERSE = 80  # columns
_LONGEST_STANZA = 56  # columns: few lines of verse are longer, most of wrapped prose are
_SPARE = 5  # columns that few lines of verse are longer than the rest
_FEWEST_JOINTS = 20  # line ends that tell verse from prose
CROWDED = 14  # lines between blank ones from which on paragraphs have none between them
_NARROWEST = 30  # nor short of this
_UNREST = 0.85  # share of full lines in a passage that some hand wrapped at about one width
_MARGIN = 0.25  # share of the lines that stand at the running text's margin
_LONGEST_NAME = 72  # characters of a speaker's name, and what is said of how he speaks
_IN_PLAY = 0.2  # share of groups that are speeches under their names
_INDENT = 2  # columns: one stray space is a slip, not an indent
_UNEVEN = 8  # columns by which some wrapped line may be wider than the rest
_OPENING = 0.04  # share of lines that open paragraphs, at the least
_DEEPEST = 12  # columns that a paragraph's first line is indented
_APART = 0.8  # share of the lines of a double-spaced typescript with a blank line over them: stanzas may be typed close
WIDEST = 110  # columns: no typist wraps by hand beyond this


@dataclass(frozen=True, slots=True)
class Habit:
    """How a file is typed.

    `width`: columns of a full line; 0 when lines are not wrapped (a line is a paragraph).
    `blanks`: blank lines between paragraphs as a rule (0 when line ends or indents part them).
    `indented`: the first line of a paragraph is indented and no blank line is needed.
    `first`: columns the first line of a paragraph is indented as a rule, blank lines between them or not.
    `indent`: columns the lines of a paragraph are indented as a rule, all but the first.
    `doubled`: every line is followed by a blank line, wrapped ones too.
    `verse`: most lines are verse; long ones go on in lines set in.
    `paused`: columns that verse keeps to whose lines open in small letters (0: they open with capitals).
    """

    width: int = 0
    blanks: int = 1
    indented: bool = False
    first: int = 0
    indent: int = 0
    doubled: bool = False
    verse: bool = False
    paused: int = 0


def measure(pieces: Iterable[Piece]) -> Habit:
    """The habit most of the text follows."""
    groups = [piece.lines for piece in pieces if isinstance(piece, Group)]
    lines = [line for group in groups for line in group]
    if len(lines) < 2:
        return Habit()
    if _doubled(lines):
        return _of_typescript(lines)
    blanks = _usual_gap(group[0].blanks for group in groups[1:]) if len(groups) > 1 else 0
    set_in = (group for group in groups if len(group) > 1 and group[1].indent > group[0].indent)
    named = sum(map(_under_name, set_in)) > _IN_PLAY * len(groups)
    said = [group[1:] if named and _under_name(group) else group for group in groups]
    joints = [(upper, lower) for group in said if len(group) > 1 for upper, lower in pairwise(group)]
    if len(joints) < 0.02 * len(groups):
        return Habit(blanks=blanks, first=Counter(line.indent for line in lines).most_common(1)[0][0])
    width = _width([upper for upper, _ in joints])
    # Weighed by length: a few stanzas have more line ends than a short text has wrapped lines.
    soft = sum(len(upper.text) for upper, lower in joints if is_soft(upper, lower, width))
    long = sum(len(line.text) for line in lines if len(line.text) > WIDEST)
    capitals = sum(lower.text.lstrip("\"'“‘«»„([")[:1].isupper() for _, lower in joints)
    if capitals > _VERSE * len(joints) or width < _NARROWEST or long > 0.5 * sum(len(line.text) for line in lines):
        soft = 0
    if len(joints) < len(groups) and _outgrown(lines, joints, width):
        soft = 0
    if _HAN.match(joints[len(joints) // 2][1].text) and _full(joints, width) < _WRAPPED_HAN * len(joints):
        soft = 0
    wrapped = width <= WIDEST and soft > 0.5 * sum(len(upper.text) for upper, _ in joints)
    indented = _indents_part(joints, width) if len(groups) < 0.5 * len(lines) else False
    if wrapped and not indented and len(lines) <= CROWDED * len(groups) and (paused := _paused(joints, width)):
        return Habit(blanks=blanks, verse=True, paused=paused)
    if not wrapped:
        per_group = len(lines) / len(groups)
        first = Counter(line.indent for line in lines).most_common(1)[0][0]
        stanzas = _meant(joints)
        blanks = 0 if per_group > 2 and not stanzas else blanks
        verse = stanzas and capitals > _VERSE * len(joints) and len(joints) > 0.5 * len(lines)
        return Habit(blanks=blanks, indented=indented, first=first, verse=verse)
    # More paragraphs begin by an indent than by a blank line: that is a pause.
    inner = sum(lower.indent >= upper.indent + _INDENT for upper, lower in joints) if indented else 0
    if len(lines) > CROWDED * len(groups) or inner > len(groups):
        blanks = 0
    margins = Counter(lower.indent for _, lower in joints)
    most = margins.most_common(1)[0][1]
    # The outermost of the usual margins: letters and verse that are set in may be half of a short text.
    indent = min(indent for indent, lines_at in margins.items() if lines_at >= min(_MARGIN * len(joints), most))
    openings = Counter(group[0].indent for group in groups if len(group) > 1 and group[1].indent == indent)
    if indented:  # (what opens a chapter may stand at the margin)
        openings.update(lower.indent for upper, lower in joints if lower.indent >= upper.indent + _INDENT)
    first = openings.most_common(1)[0][0] if openings else indent
    if _hangs(joints, first):
        return Habit(width, blanks, first=first, indent=first, verse=True)
    return Habit(width, blanks, indented, first, indent)


def _outgrown(lines: Sequence[Line], joints: Sequence[tuple[Line, Line]], width: int) -> bool:
    """Whether more lines run far beyond this width than are wrapped at it: a few stanzas and lists set it."""
    beyond = sum(line.indent + len(line.text) > width + _UNEVEN for line in lines)
    return beyond > sum(is_soft(upper, lower, width) for upper, lower in joints)


def _under_name(lines: Sequence[Line]) -> bool:
    """Whether lines stand set in under a name in capitals: a speech of a play."""
    if len(lines) < 2 or lines[1].indent < lines[0].indent + _INDENT:
        return False
    name = lines[0].text
    return len(name) < _LONGEST_NAME and name[-1] in ":.)" and name[:2].isupper()


def of_verse(habit: Habit, pieces: Iterable[Piece]) -> Habit:
    """The habit of a book that says it is verse: its lines are meant, unless most are as long as prose's."""
    lines = [line.text for piece in pieces if isinstance(piece, Group) for line in piece.lines]
    long = sum(len(text) > _LONGEST_STANZA for text in lines)
    return replace(habit, width=0, verse=True) if long < 0.2 * len(lines) else habit


def _hangs(joints: Sequence[tuple[Line, Line]], first: int) -> bool:
    """Whether lines at the margin open with capitals, others go on from them: verse whose lines are long."""
    at_margin = [lower for _, lower in joints if lower.indent == first]
    set_in = sum(lower.indent > first for _, lower in joints)
    if len(at_margin) < max(10, 0.2 * len(joints)) or not 0.1 * len(joints) < set_in < len(joints):
        return False
    if len(at_margin) + set_in < 0.9 * len(joints):
        return False  # paragraphs whose first line is set in
    return sum(line.text[0].islower() for line in at_margin) < (1 - _VERSE) * 0.5 * len(at_margin)


def _paused(joints: Sequence[tuple[Line, Line]], width: int) -> int:
    """The columns that verse in small letters keeps to; 0 for prose, whose lines end where they are full.

    A third of the lines of verse end in a pause at the least (of wrapped prose a sixth), and the next word had room.
    """
    if len(joints) < _FEWEST_JOINTS:
        return 0
    lengths = sorted(len(upper.text) for upper, _ in joints)
    usual, long = lengths[len(joints) // 2], lengths[int(0.9 * len(joints))]
    if usual > _LONGEST_STANZA or long > 1.4 * usual:
        return 0
    pausing = sum(upper.text[-1] in ",.;:!?…»”\"'’)—-" for upper, _ in joints)
    full = _full(joints, width)
    return long + _SPARE if pausing > len(joints) / 3 and full <= 0.6 * len(joints) else 0


def _meant(joints: Sequence[tuple[Line, Line]]) -> bool:
    """Whether these short lines are a book of verse: many end in mid-sentence, as no paragraph does."""
    running = sum(not ends_sentence(upper.text) for upper, _ in joints)
    return running > 0.3 * len(joints) and _width([upper for upper, _ in joints]) < _LONGEST_VERSE


def _full(joints: Sequence[tuple[Line, Line]], width: int) -> int:
    """How many line ends leave no room for what comes next."""
    return sum(is_full(upper, lower, width) for upper, lower in joints)


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
    width = max(line.indent + len(line.text) for line in lines)
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
    width = max(line.indent + len(line.text) for line in lines)
    slack = (width - min(line.indent for line in lines)) // 8
    full = [is_full(upper, lower, width - slack) for upper, lower in pairwise(lines)].count(True)
    return full >= _UNREST * (len(lines) - 1)


def full_width(lines: Sequence[Line], usual: int) -> int:
    """The width these lines keep to; `usual` when they are too few to tell."""
    return _width(lines) if len(lines) > 5 else usual


def _width(lines: Sequence[Line]) -> int:
    """The width nearly all lines keep to: a few stray ones are longer."""
    lengths = sorted(line.indent + len(line.text) for line in lines)
    return lengths[min(len(lengths) - 1, int(0.97 * len(lengths)))]


def _usual_gap(gaps: Iterable[int]) -> int:
    counted = Counter(gap for gap in gaps if gap)
    return counted.most_common(1)[0][0] if counted else 0


def _doubled(lines: Sequence[Line]) -> bool:
    """Nearly every line stands alone, yet many break off in the middle of a sentence: typed double-spaced."""
    apart = sum(line.blanks > 0 for line in lines[1:])
    if apart < _APART * (len(lines) - 1) or len(lines) < 8:
        return False
    width = _width(lines)
    if width > WIDEST:
        return False
    broken = sum(
        lower.blanks == 1 and not ends_sentence(upper.text) and is_full(upper, lower, width)
        for upper, lower in pairwise(lines)
    )
    return broken > max(4, 0.2 * len(lines))


def _of_typescript(lines: Sequence[Line]) -> Habit:
    """The habit of a double-spaced typescript."""
    indents = Counter(line.indent for line in lines).most_common(2)
    indent, first = indents[0][0], indents[-1][0]
    if indent < first <= indent + _DEEPEST and indents[-1][1] > _OPENING * len(lines):
        blanks = _usual_gap(line.blanks for line in lines if line.indent == first)
    else:
        first, blanks = indent, _usual_gap(line.blanks for line in lines if line.blanks > 1)
    return Habit(width=_width(lines), blanks=blanks, first=first, indent=indent, doubled=True)


def _indents_part(joints: Sequence[tuple[Line, Line]], width: int) -> bool:
    """Whether an indented line within a run of lines opens a paragraph: the line before it has ended a sentence, or
    stops far short of the margin, as headings do."""
    opening = [(upper, lower) for upper, lower in joints if lower.indent >= upper.indent + _INDENT]
    ended = sum(ends_sentence(upper.text) or len(upper.text) < width / 3 for upper, _ in opening)
    return len(opening) >= max(2, 0.02 * len(joints)) and ended > 0.85 * len(opening)
