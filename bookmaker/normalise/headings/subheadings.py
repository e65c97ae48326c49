"""Lines over the scenes of a chapter: `A KISS FOR HESTER`, below an ornament or a wider gap; over its parts in a book
of learning: `The rise of the guilds`, below a wider gap.

Only where most scenes of a book of chapters have one, and each another: a sign, a place and a date are said now and
then, and a cry again and again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bookmaker.languages import Language
from bookmaker.model import Kind
from bookmaker.normalise.blocks import datelines
from bookmaker.normalise.blocks.scene_breaks import ornament
from bookmaker.normalise.habits import Habit
from bookmaker.normalise.headings import heading_lines
from bookmaker.normalise.headings.evidence import Candidate
from bookmaker.normalise.headings.heading_shapes import Shape
from bookmaker.normalise.headings.letter_case import is_caps
from bookmaker.normalise.passes import Group, Piece, lines_of, size_of, text_of

_FEWEST = 8  # in a book
_HOLDERS = frozenset({Kind.CHAPTER, Kind.STORY})
_CHAPTERS = 3
_DISTINCT = 0.9  # share that are not said twice
_SHARE = 0.6  # of the ornaments that stand over one; of lines in capitals alone that stand below a gap
_LONGEST = 60  # characters
_ENDS = ",;:-—–"
_LONGEST_WRITTEN = 80  # characters
_ENDS_TEXT = ".,;:-—–!…\"”’'"
_UNLIKE = 0.7  # share that are not said twice: each chapter may have its `Conclusion`
_TEXT = 500  # characters of text that three of four have below them, at the least


def find(pieces: Sequence[Piece], chosen: Sequence[Candidate], habit: Habit, language: Language) -> list[Candidate]:
    """The headings within chapters; none where the chapters are few, or such lines."""
    chapters = [candidate.index for candidate in chosen if candidate.shape.kind in _HOLDERS]
    if len(chapters) < _CHAPTERS:
        return []
    taken = {candidate.index for candidate in chosen}
    titled = {candidate.index for candidate in chosen if candidate.shape.title}
    fewest = max(_FEWEST, len(chapters))
    span = range(chapters[0] + 1, len(pieces) - 1)
    scenes = _over_scenes(pieces, span, taken, fewest, habit, language)
    parts = _over_parts(pieces, span, taken, fewest, habit, language)
    if len(scenes) >= len(parts):
        return [_made(pieces[index], index, "in capitals") for index in scenes]
    first = [index + 1 for index in titled if _opens(pieces, index + 1, taken, habit, language)]
    return [_made(pieces[index], index) for index in sorted({*first, *parts, *scenes})]


def _over_scenes(
    pieces: Sequence[Piece], span: range, taken: set[int], fewest: int, habit: Habit, language: Language
) -> list[int]:
    """The lines in capitals over most scenes."""
    alone = list(_alone(pieces, span, taken, language))
    if len(alone) < fewest:
        return []
    ornaments = sum(_is_ornament(piece) for piece in pieces[span.start - 1 :])
    below = [index for index in alone if _is_ornament(pieces[index - 1])]
    if len(below) <= _SHARE * ornaments:
        below = [index for index in alone if _below_gap(pieces, index, habit)]
        below = below if len(below) > _SHARE * len(alone) else []
    said = {heading_lines.normal(text_of(pieces[index])) for index in below}
    return below if len(below) >= fewest and len(said) >= _DISTINCT * len(below) else []


def _over_parts(
    pieces: Sequence[Piece], span: range, taken: set[int], fewest: int, habit: Habit, language: Language
) -> list[int]:
    """The lines like titles below most of the wider gaps, each over paragraphs, as a book of learning has them.

    In a story a gap has the scene below it.
    """
    wide = [
        index for index in span if index not in taken and index - 1 not in taken and _below_gap(pieces, index, habit)
    ]
    if len(wide) < fewest:
        return []
    over = [index for index in wide if index + 1 not in taken and _is_written(pieces[index], language)]
    said = {heading_lines.normal(text_of(pieces[index])) for index in over}
    if len(over) < max(fewest, _SHARE * len(wide)) or len(said) < _UNLIKE * len(over):
        return []
    spans = zip(over, (*over[1:], span.stop), strict=True)
    text = [size_of(lines_of(pieces[start + 1 : end])) for start, end in spans]
    return over if sorted(text)[len(text) // 4] > _TEXT else []


def _opens(pieces: Sequence[Piece], index: int, taken: set[int], habit: Habit, language: Language) -> bool:
    """Whether the first part of a chapter has its line there, straight under the chapter's title."""
    if index in taken or index + 1 in taken or index + 1 >= len(pieces):
        return False
    return _below_gap(pieces, index, habit) and _is_written(pieces[index], language)


def _is_written(piece: Piece, language: Language) -> bool:
    """Whether a piece is one line that may be a title: no end of a sentence, no speech, no place and date."""
    if not isinstance(piece, Group) or len(piece.lines) > 1 or piece.plain:
        return False
    text = piece.lines[0].text
    if not 2 < len(text) < _LONGEST_WRITTEN or text[-1] in _ENDS_TEXT or not text[0].isupper():
        return False
    shape = heading_lines.shape(text, language)
    return (shape is None or shape.number is None) and not datelines.says_when(text)


def _alone(pieces: Sequence[Piece], span: range, taken: set[int], language: Language) -> Iterator[int]:
    """The lines in capitals that stand alone over text, straight under no heading."""
    for index in span:
        piece, below = pieces[index], pieces[index + 1]
        if index in taken or index - 1 in taken or not isinstance(piece, Group) or len(piece.lines) > 1 or piece.plain:
            continue
        text = piece.lines[0].text
        if (
            not 2 < len(text) < _LONGEST
            or not is_caps(text)
            or text[-1] in _ENDS
            or heading_lines.shape(text, language)
        ):
            continue
        over_text = isinstance(below, Group) and not is_caps(text_of(below)) and index + 1 not in taken
        if over_text and heading_lines.normal(text) not in heading_lines.NO_TITLES:
            yield index


def _is_ornament(piece: Piece) -> bool:
    return isinstance(piece, Group) and len(piece.lines) == 1 and ornament(piece.lines[0].text)


def _below_gap(pieces: Sequence[Piece], index: int, habit: Habit) -> bool:
    """Whether a line stands farther from what is above than paragraphs do, and nearer to its text."""
    piece, below = pieces[index], pieces[index + 1]
    if not isinstance(piece, Group) or not isinstance(below, Group):
        return False
    return piece.lines[0].blanks > max(1, habit.blanks) and below.lines[0].blanks < piece.lines[0].blanks


def _made(piece: Piece, index: int, *signals: str) -> Candidate:
    assert isinstance(piece, Group)
    shape = Shape("subheading", Kind.SUBCHAPTER, None, "", piece.lines[0].text)
    said = ["stands alone", "more white space than a paragraph has", *signals, "three or more siblings"]
    return Candidate(index, 1, shape, piece.lines, said)
