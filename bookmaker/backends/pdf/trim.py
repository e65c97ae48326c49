"""The boxes of a page and the marks a printer cuts by, when a book is to bleed or to be trimmed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pikepdf import Array, Object, Pdf

from bookmaker.backends.pdf.pages import POINT, Page

GAP, LENGTH, HAIR = 3 / POINT, 5 / POINT, 0.25
"""Crop marks in points: how far off the trim they begin, how long and how thick they are."""


@dataclass(frozen=True, slots=True)
class Trim:
    """Where a page is cut: its size, how far ink runs over (`bleed`), room around that for marks; in points."""

    width: float
    height: float
    bleed: float = 0.0
    marks: bool = False

    @property
    def around(self) -> float:
        """From the trim to the edge of the sheet."""
        return max(self.bleed, GAP + LENGTH + 3) if self.marks else self.bleed

    def set_boxes(self, page: Object) -> None:
        """Give a page its boxes (ISO 32000-1, 14.11.2). The trimmed page keeps its origin."""
        for name, room in (("/MediaBox", self.around), ("/BleedBox", self.bleed), ("/TrimBox", 0.0)):
            box = (-room, -room, self.width + room, self.height + room)
            page[name] = Array([round(side, 3) for side in box])

    def draw(self, pdf: Pdf, tagged: bool) -> Object | None:
        """The crop marks as content for every page, or None."""
        if not self.marks:
            return None
        begin = max(GAP, self.bleed)
        lines = []
        for x in (0.0, self.width):
            lines += [(x, -begin, x, -begin - LENGTH), (x, self.height + begin, x, self.height + begin + LENGTH)]
        for y in (0.0, self.height):
            lines += [(-begin, y, -begin - LENGTH, y), (self.width + begin, y, self.width + begin + LENGTH, y)]
        return pdf.make_stream(_stroked(lines, tagged))


def trim(page: Page) -> Trim:
    """How a page of these settings is cut."""
    paper = not page.screen
    return Trim(page.width / POINT, page.height / POINT, page.bleed / POINT * paper, page.crop_marks and paper)


def _stroked(lines: Sequence[tuple[float, float, float, float]], tagged: bool) -> bytes:
    drawn = " ".join(f"{x:.3f} {y:.3f} m {to_x:.3f} {to_y:.3f} l" for x, y, to_x, to_y in lines)
    strokes = f"q 0 G {HAIR} w {drawn} S Q"
    return (f"/Artifact <</Type /Page>> BDC {strokes} EMC\n" if tagged else f"{strokes}\n").encode()
