"""What a title without word or number looks like: short, with capitals, without a stop, marks round it or not."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bookmaker.model import Kind
from bookmaker.normalise.headings import heading_lines
from bookmaker.normalise.headings.decoration import undecorated
from bookmaker.normalise.headings.heading_shapes import Shape
from bookmaker.normalise.headings.letter_case import is_caps, is_title_case
from bookmaker.normalise.passes import Group, Piece, text_of

_DASHES = "-–—"
_WRITTEN = re.compile(r"[(\[][^()\[\]]*\b1[4-9]\d\d\b[^()\[\]]*[)\]]\.?")


def title_of(piece: Piece) -> str:
    """The text of a group without the marks put round it; "" for any other piece."""
    return undecorated(text_of(piece))


def title_like(group: Group) -> bool:
    """Short, capitalised, and without the full stop of a sentence."""
    text = title_of(group)
    words = text.split()
    if group.lines[0].text[0] == "(":
        return False  # `(Luke)`: who tells, or an aside
    if group.lines[0].text[0] in _DASHES and group.lines[-1].text[-1] not in _DASHES:
        return False  # `- Why?`: somebody speaks
    if len(group.lines) > 3 or len(words) > 12 or len(text) > 80 or not any(char.isalpha() for char in text):
        return False
    if heading_lines.normal(text) in heading_lines.NO_TITLES or text[-1] in ",;:-" or text[0] in "\"“«»„'‘([/":
        return False
    if text[-1] == "." and not is_caps(text) and len(words) > 4:
        return False
    return is_caps(text) or is_title_case(text)


def shape_of(group: Group) -> Shape:
    """The shape of a heading that is a title and nothing else."""
    raw, text = text_of(group), title_of(group)
    return Shape("title", Kind.STORY, None, "", text, decorated=raw != text and not raw.startswith(text[0]))


def tells_when_written(text: str) -> bool:
    """Whether a line under a poem says in brackets when, and perhaps where, it was written: `[1851, Riga]`."""
    return _WRITTEN.fullmatch(text) is not None


def in_stanzas(pieces: Sequence[Piece]) -> bool:
    """Whether most of the text is groups of several lines, as in a book of verse."""
    sizes = [len(piece.lines) for piece in pieces if isinstance(piece, Group) and len(piece.lines) > 1]
    groups = sum(isinstance(piece, Group) for piece in pieces)
    return len(sizes) > 0.5 * groups and sum(sizes) > 2.5 * len(sizes)
