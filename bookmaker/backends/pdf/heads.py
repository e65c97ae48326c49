"""Running heads and folios: laid out once each as the theme says, drawn on every page when the book is put together.

A head is a page of its own with nothing else on it, reused as a picture of glyphs. A folio is a line of all digits and
roman numerals, from which the glyphs, their widths and the place and alignment of the line are read.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import pikepdf

from bookmaker.backends import xhtml
from bookmaker.backends.pdf.laid import Laid

FIGURES = "0123456789ivxlcdm"
FolioPlace = Literal["verso", "recto", "drop"]
"""The outside of a left or right page, or the foot of a page that something opens on."""
FOLIO_PLACES: tuple[FolioPlace, ...] = ("verso", "recto", "drop")


@dataclass(frozen=True, slots=True)
class Head:
    """A running head: its words and the side it stands on."""

    side: Literal["verso", "recto"]
    words: str


@dataclass(frozen=True, slots=True)
class Folio:
    """How a folio is drawn: font (its name in the resources), size and base line in points; where it is anchored."""

    font: str
    size: float
    y: float
    x: float
    align: Literal["left", "center", "right"]
    glyphs: dict[str, tuple[int, float]]  # of each figure: the id, and the width in points

    def draw(self, label: str, shift: float) -> bytes:
        """The operators that draw a label, moved by `shift` points."""
        glyphs = [self.glyphs[figure] for figure in label]
        width = sum(width for _, width in glyphs)
        x = self.x - {"left": 0.0, "center": width / 2, "right": width}[self.align] + shift
        string = "".join(f"{glyph:04x}" for glyph, _ in glyphs)
        return f"BT 0 g /Folio {self.size:.3f} Tf {x:.3f} {self.y:.3f} Td <{string}> Tj ET".encode()


def html(heads: Sequence[Head], language: str) -> str:
    """The document of all folios and heads, a page each, in that order."""
    lines = [f'<p class="folio {place}">{FIGURES}</p>' for place in FOLIO_PLACES]
    for head in heads:
        capitals = " capitals" if head.words.isupper() else ""
        lines.append(f'<p class="running-head {head.side}{capitals}">{xhtml.escape(head.words)}</p>')
    pages = "\n".join(f'<div class="opening">{line}</div>' for line in lines)
    return f'<!DOCTYPE html>\n<html lang="{xhtml.attribute(language)}"><body>\n{pages}\n</body></html>\n'


_LINE = re.compile(rb"1 0 0 -1 ([\d.-]+) ([\d.-]+) Tm\n/(\w+) ([\d.]+) Tf\n(\[.*?\] TJ|<\w+> Tj)")
_HEX = re.compile(rb"<([0-9a-f]+)>")
PX = 0.75


def folios(laid: Laid) -> dict[FolioPlace, Folio]:
    """The folios of a document made of `html`; a theme may leave one out (`display: none`)."""
    found: dict[FolioPlace, Folio] = {}
    with pikepdf.open(io.BytesIO(laid.pdf)) as pdf:
        for place, page in zip(FOLIO_PLACES, pdf.pages, strict=False):
            match = _LINE.search(page.Contents.read_bytes())
            folio = match and _folio(match, laid, float(page.MediaBox[2]) / 2, float(page.MediaBox[3]))
            if folio:
                found[place] = folio
    return found


def _folio(match: re.Match[bytes], laid: Laid, middle: float, height: float) -> Folio | None:
    """A folio as it was drawn; None when its figures cannot be told apart, so strangely does a theme set them."""
    x, y, size = (float(match[group]) * PX for group in (1, 2, 4))
    font = match[3].decode()
    string = b"".join(_HEX.findall(match[5])).decode()
    ids = [int(string[at : at + 4], 16) for at in range(0, len(string), 4)]
    if len(ids) != len(FIGURES):
        return None
    widths = laid.fonts[font].glyphs
    glyphs = {figure: (glyph, widths[glyph][0] * size / 1000) for figure, glyph in zip(FIGURES, ids, strict=True)}
    end = x + sum(width for _, width in glyphs.values())
    near = (x + end) / 2 - middle
    if abs(near) < 3:
        return Folio(font, size, height - y, middle, "center", glyphs)
    if near < 0:
        return Folio(font, size, height - y, x, "left", glyphs)
    return Folio(font, size, height - y, end, "right", glyphs)
