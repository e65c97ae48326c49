"""Lines → paragraphs, whatever the typist's habit; and the last layout pass: what is still lines is running text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from bookmaker.model import Decision, Inline, Inlines, Line, LineBreak, Paragraph, ParagraphRole, Text
from bookmaker.normalise.blocks import close_titles, double_spacing, sheets
from bookmaker.normalise.blocks.line_shapes import (
    breaks_off,
    goes_on,
    indented_starts,
    is_set_in_over,
    is_verse_set_in,
    left_short,
    stops_short,
)
from bookmaker.normalise.habits import WIDEST, Habit
from bookmaker.normalise.headings.heading_numbers import is_number
from bookmaker.normalise.headings.letter_case import is_caps
from bookmaker.normalise.line_ends import ends_sentence, exactly_wrapped, is_full
from bookmaker.normalise.passes import (
    Group,
    LayoutPass,
    LayoutResult,
    Manuscript,
    Piece,
    group_at,
    lines_of,
    longest_of,
    margin_of,
)

_BROKEN_WORD = re.compile(r"([^\W\d_]+)[-‐=]$")  # (Old German books print = for the hyphen.)
_SUSPENDED = re.compile(r"(?:or|and|to|und|oder|bis)\b")  # `three-` / `or four-oared`
_STOPS = re.compile(r"(?:[.!?…]|(?:--|[—–-])(?=[\"”»«“]))[\"'”’»«“‘‹›)*_]*$")
_HAN_STOPS = "。！？」』…”）"
_SHORT_VERSE = 60  # characters, where nothing else parts paragraphs but line ends
_BEHIND_DASH = re.compile(r"(?:--|[—–])\s*[¿¡«\"]*[^\W\d_a-zß-öø-ÿа-я]")  # `—¿Quién es?`
_OPENS_SPEECH = '"“„«»‘'
_FAR_FROM_FULL = 0.75  # share of the width
_FEWEST_VERSES = 3  # lines, set in
_CLOSES_SPEECH = re.compile(r"[.,!?…–—-][\"”“»«’']$")
_NUMBER_SET_IN, _LONGEST_NUMBER = 3, 7  # columns; characters
_WRAPPED, _WRAPPED_AT = 8, 45  # lines, and columns, by which wrapped paragraphs are told from stanzas
_LONE = 0.6  # share of groups of one line from which on lines are paragraphs
_NAME = 40  # characters of a speaker's name
_SPEAKER = re.compile(r"[^\W\d_a-zß-öø-ÿа-я]{2}[^a-zß-öø-ÿа-я.:()]*(?:\([^)]*\))?[.:](?=\s|--|—|$)")
_MESSAGE = re.compile(r"\*\*[^*:]{1,30}(?::\*\*|\*\*:) ")
_SHEET = re.compile(r"[:\]】]")
_WORDS = re.compile(r"[^\W\d_]+(?:[-‐][^\W\d_]+)*")


def split(habit: Habit) -> LayoutPass:
    """Groups by the manuscript's own habit: where a blank line does not part paragraphs, line ends or indents do."""

    def parted(manuscript: Manuscript) -> LayoutResult:
        pieces = double_spacing.closed_up(manuscript.pieces, habit) if habit.doubled else manuscript.pieces
        out: list[Piece] = []
        sizes = [len(piece.lines) for piece in pieces if isinstance(piece, Group)]
        lone = sizes.count(1) > _LONE * len(sizes)
        titles = close_titles.find(pieces, habit)
        for index, piece in enumerate(pieces):
            if not isinstance(piece, Group):
                out.append(piece)
                continue
            if used := titles.get(index):
                out.append(replace(piece, lines=piece.lines[:used]))
                piece = Group(piece.lines[used:])
            lines = piece.lines
            if lines[0].text[0] == "|":
                piece = _without_bar(piece)
            steps = len(lines) > 2 and lines[0].indent != lines[1].indent
            if steps and _under_number(lines):
                out += [replace(piece, lines=lines[:1]), Group(lines[1:])]
            elif len(lines) > 1 and not habit.doubled and not (steps and _under_name(lines)):
                out.extend(_split(piece, habit, lone and not _is_speech(out[-1:], piece)))
            else:
                out.append(piece)
        return replace(manuscript, pieces=tuple(out)), (), ()

    return parted


def _without_bar(group: Group) -> Group:
    """A paragraph without the bar that a typist put before its large initial: `|IT was ...`."""
    first = group.lines[0]
    if not first.text[1:2].isalpha() or any("|" in line.text[1:] for line in group.lines):
        return group
    return replace(group, lines=(first._replace(text=first.text[1:]), *group.lines[1:]))


def _under_name(lines: Sequence[Line]) -> bool:
    """Whether lines are all set in alike under a name in capitals: a speech of a play."""
    name, indents = lines[0].text, {line.indent - lines[0].indent for line in lines[1:]}
    if len(lines) < 3 or len(indents) > 1 or not 2 <= min(indents) < 8:
        return False
    return len(name) < _NAME and is_caps(name) and all(len(line.text) < WIDEST for line in lines)


def _under_number(lines: Sequence[Line]) -> bool:
    """Whether lines stand under a number that is set in far beyond them: `       2`, close over a stanza."""
    if len(lines) < 3 or lines[0].indent < lines[1].indent + _NUMBER_SET_IN:
        return False
    return len(lines[0].text) <= _LONGEST_NUMBER and is_number(lines[0].text)


def _split(group: Group, habit: Habit, lone: bool) -> Iterator[Group]:
    """The paragraphs of lines that no blank line parts. `lone`: most lines of the text stand alone."""
    lines = group.lines
    if habit.width and habit.indented and is_verse_set_in(lines, habit.first):
        starts = []
    elif habit.width:
        starts = indented_starts(lines, habit.width) if habit.indented else []
        if not habit.blanks and not starts:
            starts = [
                n
                for n in range(1, len(lines))
                if stops_short(lines[n - 1], lines[n], habit.width)
                or left_short(lines[n - 1], lines[n], habit.width)
                or (_BEHIND_DASH.match(lines[n].text) and ends_sentence(lines[n - 1].text))
                or (lines[n].text[0] in _OPENS_SPEECH and _may_be_answered(lines[n - 1], habit.width))
            ]
        elif not starts and is_set_in_over(lines, habit.width):
            starts = [1]
    elif starts := _set_in_openings(lines):
        pass
    elif exactly_wrapped(lines):
        starts = []
    else:
        starts = [n for n in range(1, len(lines)) if not goes_on(lines[n - 1], lines[n])]
        # A stanza in a file of one-line paragraphs: several short lines between blank ones. Lines that all end
        # sentences are paragraphs, set close.
        close = lone and not habit.verse and all(_STOPS.search(line.text) or _is_quoted(line.text) for line in lines)
        said = [line.text for line in lines if any(map(str.isalnum, line.text))]
        close = close or (bool(said) and all(text[-1] in _HAN_STOPS for text in said))
        stanza = breaks_off(lines) and (habit.blanks or longest_of(lines) < _SHORT_VERSE)
        stanza = stanza or (_is_set_apart(lines, habit) and longest_of(lines) < _SHORT_VERSE)
        if starts and not close and (stanza or (habit.blanks and longest_of(lines) < 75)):
            starts = []
    if not starts or (_SHEET.search(lines[-1].text) and sheets.is_notice(lines)):
        yield group
        return
    bounds = [0, *starts, len(lines)]
    for first, last in pairwise(bounds):
        yield replace(group, lines=lines[first:last], opens_file=group.opens_file and not first)


def _is_set_apart(lines: Sequence[Line], habit: Habit) -> bool:
    """Whether lines are set in where no others are, and more of them than one break off, in small letters or not."""
    if len(lines) < _FEWEST_VERSES or margin_of(lines) <= max(habit.first, habit.indent) + 1:
        return False
    listed = any(line.text[0] in "-–—•*" for line in lines)
    return not listed and sum(not _STOPS.search(line.text) for line in lines) > 1


def _may_be_answered(line: Line, width: int) -> bool:
    """Whether a line, above one that opens a speech, closes another one, or is left far from full."""
    return line.indent + len(line.text) < _FAR_FROM_FULL * width or _CLOSES_SPEECH.search(line.text) is not None


def _is_quoted(text: str) -> bool:
    """Whether a line is in quotation marks from its first sign to its last, or a message: `**maren:** no`."""
    if text.startswith("**") and _MESSAGE.match(text):
        return True
    return len(text) > 2 and (text[0] + text[-1] in {'""', "''", "“”", "‘’", "「」"})


def _set_in_openings(lines: Sequence[Line]) -> list[int]:
    """Where paragraphs open in lines that were wrapped and set in at their openings, in a text that is not wrapped."""
    if len(lines) < _WRAPPED or len({line.indent for line in lines}) != 2:
        return []
    margin = margin_of(lines)
    going_on = [(upper, lower) for upper, lower in pairwise(lines) if lower.indent == margin]
    if len(going_on) < 3 or sum(lower.text[0].islower() for _, lower in going_on) < 0.4 * len(going_on):
        return []  # (lines of verse open with capitals)
    widths: dict[int, int] = {}  # (a tab may have counted as one column)
    for upper, _ in going_on:
        widths[upper.indent] = max(widths.get(upper.indent, _WRAPPED_AT), upper.indent + len(upper.text))
    if not all(is_full(upper, lower, widths[upper.indent]) for upper, lower in going_on):
        return []
    return [n for n, line in enumerate(lines) if n and line.indent > margin]


def _is_speech(above: Sequence[Piece], group: Group) -> bool:
    """Whether lines are a speech of a play: a name in capitals stands over them, or before the first."""
    if _SPEAKER.match(group.lines[0].text):
        return True
    name = group_at(above, 0)
    return name is not None and len(name.lines) == 1 and len(name.lines[0].text) < _NAME and is_caps(name.lines[0].text)


# --- the last pass ----------------------------------------------------------------------------


def set_all(habit: Habit) -> LayoutPass:
    """The pass that makes a paragraph of every group still there, words broken over line ends made whole."""

    def find(manuscript: Manuscript) -> LayoutResult:
        mend = Mender(manuscript.pieces)
        pieces = tuple(
            piece
            if not isinstance(piece, Group)
            else as_typed(piece.lines)
            if not habit.width and _are_meant(piece.lines)
            else mend.paragraph(piece.lines)
            for piece in manuscript.pieces
        )
        return replace(manuscript, pieces=pieces), tuple(mend.decisions), ()

    return find


def _are_meant(lines: Sequence[Line]) -> bool:
    """Whether lines end where they do for a reason, in a text that wraps none: most had room for the next word."""
    if len(lines) < 2 or any(goes_on(upper, lower) or _is_unsaid(upper, lower) for upper, lower in pairwise(lines)):
        return False
    room = sum(not is_full(upper, lower, _SHORT_VERSE) for upper, lower in pairwise(lines))
    return room * 2 >= len(lines) - 1 and not exactly_wrapped(lines)


def _is_unsaid(upper: Line, lower: Line) -> bool:
    """Whether a sentence goes on behind a comma, in speech or not."""
    return upper.text[-1] == "," and (lower.text[0] in _OPENS_SPEECH or lower.text[0].islower())


def kept(lines: Sequence[Line]) -> Inlines:
    """The text of these lines with their ends kept, as in an address."""
    out: list[Inline] = []
    for line in lines:
        out += [LineBreak(), Text(line.text)] if out else [Text(line.text)]
    return tuple(out)


def as_typed(lines: Sequence[Line], role: ParagraphRole = "body") -> Paragraph:
    """These lines as one paragraph, their ends kept."""
    return Paragraph(kept(lines), role, place=lines[0].place)


class Mender:
    """Joins lines; a word broken over a line end is made whole only when the text elsewhere shows it whole."""

    def __init__(self, pieces: Iterable[Piece]) -> None:
        self.decisions: list[Decision] = []
        self._vocabulary: set[str] | None = None
        self._pieces = tuple(pieces)

    def paragraph(self, lines: Sequence[Line], role: ParagraphRole = "body") -> Paragraph:
        """These lines as one paragraph."""
        return Paragraph(self.inlines(lines), role, place=lines[0].place)

    def inlines(self, lines: Sequence[Line]) -> Inlines:
        """The text of these lines, their ends kept as newlines."""
        texts = [line.text for line in lines]
        for number in range(len(texts) - 1):
            if (
                texts[number].endswith(("-", "‐", "="))
                and _BROKEN_WORD.search(texts[number])
                and texts[number + 1][0].isalpha()
                and not _SUSPENDED.match(texts[number + 1])
            ):
                texts[number], texts[number + 1] = self._whole(texts[number], texts[number + 1], lines[number])
        return (Text("\n".join(texts)),)

    def _whole(self, upper: str, lower: str, line: Line) -> tuple[str, str]:
        """Both lines with the broken word whole at the end of the first: the line end stays where it was, nearly."""
        end, _, rest = lower.partition(" ")
        start = upper.rsplit(None, 1)[-1]
        word = re.match(r"[^\W\d_]+(?:['’][^\W\d_]+)?", end)
        tail = word.group() if word else end
        head = _BROKEN_WORD.search(start)
        whole = (head.group(1) if head else "") + tail
        known = self._known()
        if upper[-1] == "=" and whole.casefold() not in known:
            return upper, lower  # =so= ends there
        keeps = f"{head.group(1) if head else ''}-{tail}".casefold() in known or whole.casefold() not in known
        joined = upper + end if keeps else upper[:-1] + end
        rule = "paragraphs/hyphen-kept" if keeps else "paragraphs/word-rejoined"
        after = joined.rsplit(None, 1)[-1]
        self.decisions.append(Decision(rule, line.place, f"{start}\n{end}", after, 0.6 if keeps else 0.9))
        return joined, rest

    def _known(self) -> set[str]:
        if self._vocabulary is None:
            lines = (line.text for line in lines_of(self._pieces))
            self._vocabulary = {
                word for text in lines for word in _WORDS.findall(text.casefold()[: None if text[-1] != "-" else -1])
            }
        return self._vocabulary
