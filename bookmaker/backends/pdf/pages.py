"""The page: trim sizes for paper, screens for e-readers, margins, gutters, and the size of type that suits them.

A layout is made with equal side margins, `side` wide. Bound pages are shifted to the outside by `Page.shift` when the
book is put together: the measure does not change, so a gutter that depends on the page count costs no second layout.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bookmaker.devices import device
from bookmaker.errors import UsageError
from bookmaker.metadata import BuildSettings

INCH = 25.4
POINT = INCH / 72
LINE = 1.32
"""Line height of text in ems: Source Serif has a large x-height and wants a little air."""

LETTER = 0.455
"""The width of a letter of English prose in Source Serif, in ems, spaces included."""
WANTED, WIDEST = 60, 70
"""Letters in a line: what a small page should hold, what a wide one may."""
MARGIN = 0.125
"""Side margins as a share of the width, before the gutter."""
WIDE = 6.5 * INCH

TRIMS: dict[str, tuple[float, float]] = {
    "5x8in": (5 * INCH, 8 * INCH),
    "5.25x8in": (5.25 * INCH, 8 * INCH),
    "5.5x8.5in": (5.5 * INCH, 8.5 * INCH),
    "6x9in": (6 * INCH, 9 * INCH),
    "7x10in": (7 * INCH, 10 * INCH),
    "a4": (210, 297),
    "a5": (148, 210),
    "a6": (105, 148),
    "b5": (176, 250),
    "b6": (125, 176),  # ISO 216
}
"""Width and height in millimetres."""

LARGE_PRINT = "large-print"
LARGE_PRINT_TRIM = "7x10in"
LARGE_PRINT_BODY = 18.0
"""Points. Large print is 16 to 18 pt (RNIB, Clear print guidance); 18 pt is the least that the American Council of
the Blind takes (ACB, Best Practices and Guidelines for Large Print Documents, 2011)."""
LARGE_PRINT_LINE = 1.4

# Inside margins by page count, in inches: Amazon KDP help, "Set Trim Size, Bleed, and Margins".
KDP_GUTTERS = ((150, 0.375), (300, 0.5), (500, 0.625), (700, 0.75), (828, 0.875))
KDP_OUTSIDE, KDP_OUTSIDE_BLEED = 0.25, 0.375
"""The least outside margin without and with bleed, in inches (same KDP page)."""
# Lulu help, "Tips for formatting documents" (help.lulu.com, article 64000255583, read 2026-11-23): 0.5 in on every
# side, and for most books a gutter of 0.2 to 0.3 in besides, whatever the page count.
LULU_MARGIN, LULU_GUTTER = 0.5, 0.3

# Thickness of a sheet's page in inches: KDP, "Create a Paperback Cover": white 0.002252, cream 0.0025.
CREAM_PAPER = 0.0025

NO_HEADS = 7.2
"""Screens of so many inches and less have no room for running heads (a "7 inch" screen measures up to 7.07)."""
HEAD, SCREEN_HEAD = 2.3, 1.75
"""How far the top of the running head stands above the text, in lines: on paper, on a screen."""
FOOT = 1.2
"""How far the folio of an opening stands below the text, in lines."""
EDGE = 7.0
"""The least from a head or folio to the edge of the paper, in mm: printers ask for 0.25 in (KDP, the same page)."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page and the type on it: `width`, `height`, margins, `bleed` in mm; `body` and `line` (line height) in points.

    `screen`: made for an e-reader, so both sides are alike and the cover opens the book.
    """

    width: float
    height: float
    top: float
    bottom: float
    side: float
    body: float
    line: float
    screen: bool = False
    heads: bool = True
    bleed: float = 0.0
    crop_marks: bool = False

    @property
    def measure(self) -> float:
        """Width of a line in mm."""
        return self.width - 2 * self.side

    @property
    def lines(self) -> int:
        """Lines of running text on a full page."""
        return round((self.height - self.top - self.bottom) / (self.line * POINT))

    @property
    def letters(self) -> int:
        """Letters of English prose on a full page, about."""
        return int(self.lines * self.measure / POINT / self.body / LETTER)

    @property
    def sink(self) -> int:
        """Lines above the heading of a chapter."""
        return max(1, round(self.lines / 9))

    @property
    def opening(self) -> int:
        """Lines above the text of a chapter."""
        return max(4, round(self.lines / 3.6))

    def shift(self, pages: int) -> float:
        """How far a page of a book of so many pages moves to the outside, in mm: never past what must stay there."""
        if self.screen:
            return 0.0
        lulu = min(LULU_MARGIN + LULU_GUTTER, 2 * self.side / INCH - LULU_MARGIN)
        outside = KDP_OUTSIDE_BLEED if self.bleed else KDP_OUTSIDE
        return max(0.0, min(self.side - outside * INCH, max(gutter(pages), lulu) * INCH - self.side))


def gutter(pages: int) -> float:
    """The least inside margin in inches that KDP takes for so many pages."""
    return next((width for most, width in KDP_GUTTERS if pages <= most), KDP_GUTTERS[-1][1])


def spine(pages: int) -> float:
    """The width of the spine in mm, on cream paper."""
    return pages * CREAM_PAPER * INCH


def page(build: BuildSettings) -> Page:
    """The page that the build settings ask for. Raises UsageError for a size or device that is not there."""
    if build.device:
        return _screen(build.device)
    large = build.page == LARGE_PRINT
    width, height = _trim(LARGE_PRINT_TRIM if large else build.page)
    side = width * MARGIN
    body = LARGE_PRINT_BODY if large else _body(width, (width - 2 * side) / POINT)
    side = max(side, (width - WIDEST * LETTER * body * POINT) / 2)
    line = round(body * (LARGE_PRINT_LINE if large else LINE) * 4) / 4
    top = max(height * 0.085, HEAD * line * POINT + EDGE)
    bottom = max(height * 0.095, (FOOT + 1) * line * POINT + EDGE)
    return _filled(
        Page(width, height, top, bottom, side, body, line, bleed=_length(build.bleed),
             crop_marks=build.crop_marks)
    )  # fmt: skip


def _body(width: float, measure: float) -> float:
    """The size of type in points for a page `width` mm wide and a line of `measure` points."""
    largest = 11.0 if width < WIDE else 12.0
    return max(9.0, min(largest, round(measure / (WANTED * LETTER) * 4) / 4))


def _screen(name: str) -> Page:
    reader = device(name)
    width, height = reader.page
    screen = reader.screen
    assert screen is not None  # or `page` would have raised
    heads = screen.diagonal > NO_HEADS
    line = round(screen.body * 1.3 * 4) / 4
    top = screen.margin + (SCREEN_HEAD * line * POINT if heads else 0)
    return _filled(Page(width, height, top, screen.margin, screen.margin, screen.body, line, screen=True, heads=heads))


def _filled(page: Page) -> Page:
    """The page with its text block a whole number of lines deep, the odd part of a line given to the foot."""
    line = page.line * POINT
    depth = int((page.height - page.top - page.bottom) / line + 0.02) * line
    over = page.height - page.top - page.bottom - depth
    top = page.top + (over / 2 if page.screen else 0)
    return Page(
        page.width, page.height, top, page.height - top - depth, page.side, page.body, page.line,
        page.screen, page.heads, page.bleed, page.crop_marks,
    )  # fmt: skip


_SIZE = re.compile(r"(\d+(?:\.\d+)?)\s*[x×]\s*(\d+(?:\.\d+)?)\s*(mm|cm|in)", re.IGNORECASE)
_LENGTH = re.compile(r"(\d+(?:\.\d+)?)\s*(mm|cm|in|pt)", re.IGNORECASE)
_UNITS = {"mm": 1.0, "cm": 10.0, "in": INCH, "pt": POINT}
SMALLEST, LARGEST = 60.0, 500.0
"""Sides of a page in mm that make sense."""


def _trim(name: str) -> tuple[float, float]:
    wanted = name.strip().lower().replace("×", "x").replace(" ", "")
    if wanted in TRIMS:
        return TRIMS[wanted]
    if match := _SIZE.fullmatch(wanted):
        width, height = (float(match[side]) * _UNITS[match[3].lower()] for side in (1, 2))
        if SMALLEST <= width <= LARGEST and SMALLEST <= height <= LARGEST:
            return width, height
        raise UsageError(f"a page of {name} is not a book's", f"sides run from {SMALLEST:.0f} to {LARGEST:.0f} mm")
    known = ", ".join((*TRIMS, LARGE_PRINT))
    raise UsageError(f"no page size is called {name!r}", f"use one of {known}, or a size like 148x210mm")


def _length(text: str) -> float:
    """A length in mm; "" is none."""
    if not text:
        return 0.0
    if match := _LENGTH.fullmatch(text.strip()):
        return float(match[1]) * _UNITS[match[2].lower()]
    raise UsageError(f"{text!r} is no length", "write it like 3mm or 0.125in")
