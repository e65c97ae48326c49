"""Markers for pictures that are not in a text: `[Illustration: The pier at low water.]`, `p045.jpg (40K)`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bookmaker.model import Line
from bookmaker.normalise.passes import Group, Piece, text_of

MOST = 8
"""Groups of a marker with its caption, at the most."""

_LONGEST_CAPTION = 1_000  # characters
_LONGEST_FILE = 40  # characters of a picture's file name
# What other languages call a picture.
_ABROAD = (
    "illustrazione|ilustración|ilustracion|ilustração|illustratie|illustrasjon|illustration|ilustracja|ilustrace|"
    "abbildung|bild|gravure|vignette|afbeelding|plaat|lámina|grabado|kuva|kép|рисунок|иллюстрация"
)
_PICTURE = re.compile(
    r"\[_*(?:(?:full[- ]page |coloured |colored )?illustration|frontispiece|plate|picture|map|portrait|decoration|"
    rf"ornament|headpiece|tailpiece|{_ABROAD})_*(?: (?:n[ro]?[.°] ?)?\d{{1,3}})?(?:[:.\]]|--| ?$)",
    re.IGNORECASE,
)
HEADING = re.compile(r"(?:chapter|chap\.|book|part|letter|volume) [\divxlc]{1,7}\.?\]?", re.IGNORECASE)
"""A chapter's heading within a caption: the picture is the ornament round it."""

# What is left of pictures where a page was turned into text: `0023m`, `p045.jpg (40K)`.
_PICTURE_FILE = re.compile(
    r"[\w-]{1,24}\.(?:jpe?g|png|gif)(?: ?\(\d+ ?k\))?|\d{4,5}[a-z]|[\w-]{3,24} \(\d+ ?k\)", re.IGNORECASE
)


def is_marker(line: Line) -> bool:
    """Whether a picture's marker begins and ends on a line: `[Illustration: The pier.]`"""
    return line.text[-1] == "]" and line.text.find("]") == len(line.text) - 1 and _PICTURE.match(line.text) is not None


def is_file(text: str) -> bool:
    """Whether a line is the name of a picture's file."""
    return 4 < len(text) < _LONGEST_FILE and text[0] not in "\"'“‘" and _PICTURE_FILE.fullmatch(text) is not None


def groups(pieces: Sequence[Piece]) -> int:
    """How many groups a picture's marker takes from here, its caption among them; 0 when it is none, or never ends."""
    depth = size = 0
    for number, piece in enumerate(pieces):
        if not isinstance(piece, Group):
            break
        text = text_of(piece)
        if not number and not _PICTURE.match(text):
            return 0
        size += len(text)
        depth += text.count("[") - text.count("]")
        if depth <= 0 or size > _LONGEST_CAPTION:
            return number + 1 if text.endswith("]") and size <= _LONGEST_CAPTION else 1
    return 1
