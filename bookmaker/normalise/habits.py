"""What this author's file is like: how it parts paragraphs, how wide its lines are. Measured, never assumed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from bookmaker.model import Line
from bookmaker.normalise.line_ends import breaks_anywhere, ends_sentence, is_full, is_soft, width_of
from bookmaker.normalise.passes import Group, Piece, lines_of, size_of

_WRAPPED_HAN = 0.4  # share of line ends that are full where Chinese or Japanese is wrapped, at the least
_VERSE = 0.7  # share of lines opening with a capital from which on lines are not wrapped but meant
_LONGEST_VERSE = 80  # columns
_LONGEST_STANZA = 56  # columns: few lines of verse are longer, most of wrapped prose are
_ROOM = 0.8  # share of the longest lines' width that lines fill which are turned over
_SPARE = 5  # columns that few lines of verse are longer than the rest
_FEWEST_JOINTS = 20  # line ends that tell verse from prose
CROWDED = 14  # lines between blank ones from which on paragraphs have none between them
_MARGIN = 0.25  # share of the lines that stand at the running text's margin
_MANY_JOINTS = 200  # line ends of a text long enough to have prose and verse told apart so
_SAMPLE = 500  # line ends that show whether much is set in
_NEARLY_ALL = 0.85  # share of the lines at the margin where hardly anything is set in
_LONGEST_NAME = 72  # characters of a speaker's name, and what is said of how he speaks
_IN_PLAY = 0.2  # share of groups that are speeches under their names
_INDENT = 2  # columns: one stray space is a slip, not an indent
_FAR = 6  # columns by which the end of a broken line is set in
_UNEVEN = 8  # columns by which some wrapped line may be wider than the rest
_OPENING = 0.04  # share of lines that open paragraphs, at the least
_DEEPEST = 12  # columns that a paragraph's first line is indented
_APART = 0.8  # share of the lines of a double-spaced typescript with a blank line over them: stanzas may be typed close
WIDEST = 110  # columns: no typist wraps by hand beyond this
_NARROWEST = 30  # nor short of this


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
    `answered`: lines of verse are answered in lines set in, whole ones: no long line goes on in them.
    """

    width: int = 0
    blanks: int = 1
    indented: bool = False
    first: int = 0
    indent: int = 0
    doubled: bool = False
    verse: bool = False
    paused: int = 0
    answered: bool = False


class _Text(NamedTuple):
    """What is measured: the groups, all their lines, and the joints: a line and the next one, no blank line between."""

    groups: Sequence[Sequence[Line]]
    lines: Sequence[Line]
    joints: Sequence[tuple[Line, Line]]


def measure(pieces: Iterable[Piece]) -> Habit:
    """The habit most of the text follows."""
    groups = [piece.lines for piece in pieces if isinstance(piece, Group)]
    lines = [line for group in groups for line in group]
    if len(lines) < 2:
        return Habit()
    if _doubled(lines):
        return _of_typescript(lines)
    blanks = _usual_gap(group[0].blanks for group in groups[1:]) if len(groups) > 1 else 0
    joints = _joints(groups)
    if len(joints) < 0.02 * len(groups):
        return Habit(blanks=blanks, first=_usual_indent(lines))
    text = _Text(groups, lines, joints)
    if habit := _around_verse(text, blanks):
        return habit
    width = width_of([upper for upper, _ in joints])
    indented = len(groups) < 0.5 * len(lines) and _indents_part(joints, width)
    if not _is_wrapped(text, width):
        return _of_unwrapped(text, blanks, indented)
    if not indented and len(lines) <= CROWDED * len(groups) and (paused := _paused(joints, width)):
        return Habit(blanks=blanks, verse=True, paused=paused)
    return _of_wrapped(text, width, blanks, indented)


def _joints(groups: Sequence[Sequence[Line]]) -> list[tuple[Line, Line]]:
    """The joints within groups, without those under the names of a play's speakers."""
    set_in = (group for group in groups if len(group) > 1 and group[1].indent > group[0].indent)
    named = sum(map(_under_name, set_in)) > _IN_PLAY * len(groups)
    said = [group[1:] if named and _under_name(group) else group for group in groups]
    return [(upper, lower) for group in said if len(group) > 1 for upper, lower in pairwise(group)]


def _is_wrapped(text: _Text, width: int) -> bool:
    """Whether most line ends only wrap a line."""
    groups, lines, joints = text
    if not _NARROWEST <= width <= WIDEST or _open_with_capitals(joints):
        return False
    if sum(len(line.text) for line in lines if len(line.text) > WIDEST) > 0.5 * size_of(lines):
        return False
    if len(joints) < len(groups) and _outgrown(lines, joints, width):
        return False
    if breaks_anywhere(joints[len(joints) // 2][1].text) and _full(joints, width) < _WRAPPED_HAN * len(joints):
        return False
    # Weighed by length: a few stanzas have more line ends than a short text has wrapped lines.
    soft = sum(len(upper.text) for upper, lower in joints if is_soft(upper, lower, width))
    return soft > 0.5 * sum(len(upper.text) for upper, _ in joints)


def _open_with_capitals(joints: Sequence[tuple[Line, Line]]) -> bool:
    capitals = sum(lower.text.lstrip("\"'“‘«»„([")[:1].isupper() for _, lower in joints)
    return capitals > _VERSE * len(joints)


def _around_verse(text: _Text, blanks: int) -> Habit | None:
    """The habit of prose wrapped at the margin beside verse that is set in and runs beyond its width; None where no
    such prose is.
    """
    groups, lines, joints = text
    if len(joints) < _MANY_JOINTS:
        return None
    few = joints[:: len(joints) // _SAMPLE + 1]
    margin = min(min(upper.indent, lower.indent) for upper, lower in few)
    if not _MARGIN < sum(_at(margin, joint) for joint in few) / len(few) < _NEARLY_ALL:
        return None
    prose = [joint for joint in joints if _at(margin, joint)]
    width = width_of([upper for upper, _ in prose])
    inner = _Text(groups, lines, prose)
    if (
        width >= width_of([upper for upper, _ in joints])
        or not _is_wrapped(inner, width)
        or _full(prose, width) < 0.5 * len(prose)
    ):
        return None
    return _of_wrapped(inner, width, blanks, _indents_part(prose, width))


def _at(margin: int, joint: tuple[Line, Line]) -> bool:
    return joint[0].indent == margin or joint[1].indent == margin


def _of_unwrapped(text: _Text, blanks: int, indented: bool) -> Habit:
    """The habit of a text whose lines are paragraphs, or verse."""
    groups, lines, joints = text
    answered = _answered(joints)
    stanzas = answered or _meant(joints)
    if len(lines) > 2 * len(groups) and not stanzas:
        blanks = 0
    verse = stanzas and (answered or _open_with_capitals(joints)) and len(joints) > 0.5 * len(lines)
    return Habit(blanks=blanks, indented=indented, first=_usual_indent(lines), verse=verse, answered=verse and answered)


def _of_wrapped(text: _Text, width: int, blanks: int, indented: bool) -> Habit:
    """The habit of a text whose lines were wrapped at a width."""
    groups, lines, joints = text
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


def _usual_indent(lines: Sequence[Line]) -> int:
    return Counter(line.indent for line in lines).most_common(1)[0][0]


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
    lines = [line.text for line in lines_of(pieces)]
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
    return running > 0.3 * len(joints) and width_of([upper for upper, _ in joints]) < _LONGEST_VERSE


def _answered(joints: Sequence[tuple[Line, Line]]) -> bool:
    """Whether lines are answered in lines set in, many of these in small letters, as psalms are. Long lines that go on
    below have no room for the next word.
    """
    small = [(upper, lower) for upper, lower in joints if lower.text[0].islower()]
    set_in = [(upper, lower) for upper, lower in small if _INDENT <= lower.indent - upper.indent < _FAR]
    if len(set_in) <= max(0.1 * len(joints), 0.5 * len(small)):
        return False
    width = width_of([upper for upper, _ in joints])
    return width < _LONGEST_VERSE and _full(set_in, int(_ROOM * width)) < 0.5 * len(set_in)


def _full(joints: Sequence[tuple[Line, Line]], width: int) -> int:
    """How many line ends leave no room for what comes next."""
    return sum(is_full(upper, lower, width) for upper, lower in joints)


def _usual_gap(gaps: Iterable[int]) -> int:
    counted = Counter(gap for gap in gaps if gap)
    return counted.most_common(1)[0][0] if counted else 0


def _doubled(lines: Sequence[Line]) -> bool:
    """Most lines stand alone, yet many break off in the middle of a sentence: typed double-spaced."""
    apart = sum(line.blanks > 0 for line in lines[1:])
    if apart < _APART * (len(lines) - 1) or len(lines) < 8:
        return False
    width = width_of(lines)
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
    return Habit(width=width_of(lines), blanks=blanks, first=first, indent=indent, doubled=True)


def _indents_part(joints: Sequence[tuple[Line, Line]], width: int) -> bool:
    """Whether an indented line within a run of lines opens a paragraph: the line before it has ended a sentence, or
    stops far short of the margin, as headings do."""
    opening = [(upper, lower) for upper, lower in joints if lower.indent >= upper.indent + _INDENT]
    ended = sum(ends_sentence(upper.text) or len(upper.text) < width / 3 for upper, _ in opening)
    return len(opening) >= max(2, 0.02 * len(joints)) and ended > 0.85 * len(opening)
