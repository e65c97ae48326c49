"""Which lines may be headings: those with a heading's shape, and the title that stands in the lines below them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bookmaker.languages import Language
from bookmaker.metadata import Override
from bookmaker.model import Kind, Line
from bookmaker.normalise.habits import Habit
from bookmaker.normalise.headings import heading_lines, turns
from bookmaker.normalise.headings.decoration import undecorated
from bookmaker.normalise.headings.evidence import Candidate
from bookmaker.normalise.headings.heading_shapes import STAGE, Shape
from bookmaker.normalise.headings.letter_case import is_caps, is_title_case
from bookmaker.normalise.line_ends import ends_sentence, is_soft
from bookmaker.normalise.passes import Group, Piece, joined_text, size_of, text_of
from bookmaker.normalise.web.archive_keys import KEPT, LABELS

_LONGEST = 120  # characters of a heading's first line
_MOST_LINES = 5  # of a heading with its title
_SIZE = 320  # characters of all of them
_SPEECH = "\"“„«»'‘—–"


def find(pieces: Sequence[Piece], habit: Habit, language: Language) -> Iterator[Candidate]:
    """The lines with a heading's shape, each at the head of a group, and those that the author says are headings."""
    for index, piece in enumerate(pieces):
        if not isinstance(piece, Group) or piece.plain:
            continue
        if piece.heading is not None:
            yield Candidate(
                index, len(piece.lines), _said(piece, piece.heading, language), piece.lines, level=piece.heading.level
            )
            continue
        first = piece.lines[0]
        if len(first.text) > _LONGEST:
            continue
        lines = _without_rule(piece.lines)
        if len(lines) <= _MOST_LINES and size_of(lines) < _SIZE:
            made = _in_short_group(index, piece, lines, habit, language)
        elif len(piece.lines) > 1 and not is_soft(first, piece.lines[1], habit.width or 200):
            shape = heading_lines.shape(first.text, language)
            made = Candidate(index, 1, shape, piece.lines[:1]) if shape is not None else None
        else:
            made = None
        if made is not None:
            yield made


def _in_short_group(
    index: int, group: Group, lines: Sequence[Line], habit: Habit, language: Language
) -> Candidate | None:
    """A heading of one line, or of several with its title in those below; text may begin straight under it."""
    shape = heading_lines.shape(lines[0].text, language)
    used = len(group.lines)
    if shape is not None and (said := _said_to_reader(lines)):
        lines, used = lines[:said], said
    if shape is not None and not shape.title and len(lines) > 1:
        if _is_text(lines[1:], shape):
            return Candidate(index, 1, shape, lines[:1])
        if len(lines) > 2 and _opens_text(lines[1], lines[2:]):
            lines, used = lines[:2], 2
        shape = replace(shape, title=joined_text(lines[1:]))
        if shape.is_bare:
            shape = replace(shape, family=shape.family + "+")
    elif shape is not None and len(lines) > 1 and not habit.width and _is_paragraph(shape, lines[1]):
        return Candidate(index, 1, shape, lines[:1])
    elif len(lines) > 1:
        shape = heading_lines.shape(joined_text(lines), language)
    if shape is None:
        return None
    return Candidate(index, used, replace(shape, decorated=shape.decorated or len(lines) < used), lines)


def _said_to_reader(lines: Sequence[Line]) -> int:
    """Where what is said to the reader begins straight under a heading: an archive's label, a note, who tells; or 0."""
    rows = (row for row, line in enumerate(lines) if row)
    texts = ((row, lines[row].text) for row in rows)
    return next((row for row, text in texts if text in LABELS or KEPT.fullmatch(text) or turns.is_view(text)), 0)


def _without_rule(lines: Sequence[Line]) -> Sequence[Line]:
    """Lines without the rule under a heading (`=====`)."""
    return lines[:-1] if len(lines) > 1 and not any(map(str.isalnum, lines[-1].text)) else lines


def _opens_text(title: Line, below: Sequence[Line]) -> bool:
    """Whether the text begins straight under a title of one line: with speech, or with sentences."""
    if title.text[-1] in ",;:-" or title.text[0] in _SPEECH or not is_title_case(title.text):
        return False
    text = joined_text(below)
    return text[0] in _SPEECH or (ends_sentence(text) and not is_caps(text) and not is_title_case(text))


def _is_paragraph(shape: Shape, line: Line) -> bool:
    """Whether the line under a whole heading, where no lines are wrapped, is speech or a sentence.

    What a scene shows (`SCENE II. A quay. The` / `Ferrymen at their posts.`) is wrapped in plays, though verse is not.
    """
    text = line.text
    if shape.kind in STAGE:
        return False
    if text[0] in _SPEECH:
        return True
    return text[0].isupper() and ends_sentence(text) and not is_caps(text) and not is_title_case(text)


def _is_text(lines: Sequence[Line], shape: Shape) -> bool:
    """Whether the lines under a label are the first paragraph, or what is seen on the stage, and not a title."""
    return _is_prose(lines) or (shape.kind in STAGE and lines[0].text[0] in "[(")


def _is_prose(lines: Sequence[Line]) -> bool:
    """Whether the lines under a label are the first paragraph and not a title."""
    text = joined_text(lines)
    return not is_caps(text) and len(text.split()) > 8 and ends_sentence(text) and not is_title_case(text)


def _said(group: Group, override: Override, language: Language) -> Shape:
    """The shape of a line that the author says is a heading."""
    text = text_of(group)
    shape = heading_lines.shape(text, language) or Shape("title", Kind.CHAPTER, None, "", undecorated(text))
    return replace(shape, kind=override.kind or shape.kind)
