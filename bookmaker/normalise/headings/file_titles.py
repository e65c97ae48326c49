"""Titles of chapters that are files of their own: a short line alone at the head of nearly every file."""

from __future__ import annotations

from collections.abc import Sequence

from bookmaker.model import Kind
from bookmaker.normalise.headings import heading_lines
from bookmaker.normalise.headings.decoration import undecorated
from bookmaker.normalise.headings.evidence import Candidate
from bookmaker.normalise.headings.heading_shapes import Shape
from bookmaker.normalise.passes import Group, Piece, group_at, text_of

_LONGEST = 60  # characters
_MOST_WORDS = 9
_NEARLY_ALL = 0.8  # of the files


def find(pieces: Sequence[Piece], chosen: Sequence[Candidate]) -> list[Candidate]:
    """The lines that are the titles of their files; none where too many files open otherwise."""
    files = [index for index, piece in enumerate(pieces) if isinstance(piece, Group) and piece.opens_file]
    if len(files) < 2:
        return []
    headed = {candidate.index for candidate in chosen}
    found = [index for index in files if index not in headed and _is_title(pieces, index)]
    others = sum(index in headed for index in files)
    if not found or len(found) + others < max(2, _NEARLY_ALL * len(files)):
        return []
    return [_candidate(pieces, index) for index in found]


def _is_title(pieces: Sequence[Piece], index: int) -> bool:
    group, below = group_at(pieces, index), group_at(pieces, index + 1)
    if group is None or group.plain or below is None or below.opens_file or len(group.lines) > 1:
        return False
    text = undecorated(text_of(group))
    if (
        not 0 < len(text) < _LONGEST
        or len(text.split()) > _MOST_WORDS
        or heading_lines.normal(text) in heading_lines.NO_TITLES
    ):
        return False
    return text[0].isalnum() and (text[-1].isalnum() or text[-1] in ")!?'’")


def _candidate(pieces: Sequence[Piece], index: int) -> Candidate:
    group = group_at(pieces, index)
    assert group is not None
    shape = Shape("title", Kind.CHAPTER, None, "", undecorated(text_of(group)))
    return Candidate(index, 1, shape, group.lines, ["stands alone", "opens a file"])
