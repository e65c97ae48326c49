"""Lines in capitals over the scenes of a chapter: `A KISS FOR HESTER`, below an ornament or a wider gap.

Only where most scenes of a book of chapters have one, and each another: a sign, a place and a date are said now and
then, and a cry again and again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bookmaker.languages import Language
from bookmaker.model import Kind
from bookmaker.normalise.blocks.scene_breaks import ornament
from bookmaker.normalise.habits import Habit
from bookmaker.normalise.headings import heading_lines
from bookmaker.normalise.headings.evidence import Candidate
from bookmaker.normalise.headings.heading_shapes import Shape
from bookmaker.normalise.headings.letter_case import is_caps
from bookmaker.normalise.passes import Group, Piece, text_of

_FEWEST = 8  # in a book
_CHAPTERS = 3
_DISTINCT = 0.9  # share that are not said twice
_SHARE = 0.6  # of the ornaments that stand over one; of lines in capitals alone that stand below a gap
_LONGEST = 60  # characters
_ENDS = ",;:-—–"


def find(pieces: Sequence[Piece], chosen: Sequence[Candidate], habit: Habit, language: Language) -> list[Candidate]:
    """The headings within chapters; none where the chapters are few, or such lines."""
    chapters = [candidate.index for candidate in chosen if candidate.shape.kind is Kind.CHAPTER]
    if len(chapters) < _CHAPTERS:
        return []
    taken = {candidate.index for candidate in chosen}
    alone = list(_alone(pieces, range(chapters[0] + 1, len(pieces) - 1), taken, language))
    if len(alone) < max(_FEWEST, len(chapters)):
        return []
    ornaments = sum(_is_ornament(piece) for piece in pieces[chapters[0] :])
    below = [index for index in alone if _is_ornament(pieces[index - 1])]
    if len(below) <= _SHARE * ornaments:
        below = [index for index in alone if _below_gap(pieces, index, habit)]
        below = below if len(below) > _SHARE * len(alone) else []
    said = {heading_lines.normal(text_of(pieces[index])) for index in below}
    if len(below) < max(_FEWEST, len(chapters)) or len(said) < _DISTINCT * len(below):
        return []
    return [_made(pieces[index], index) for index in below]


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


def _made(piece: Piece, index: int) -> Candidate:
    assert isinstance(piece, Group)
    shape = Shape("subheading", Kind.SUBCHAPTER, None, "", piece.lines[0].text)
    signals = ["stands alone", "more white space than a paragraph has", "in capitals", "three or more siblings"]
    return Candidate(index, 1, shape, piece.lines, signals)
