"""What is told of a printed book: letters without a font, what the engine cannot set, what a cover needs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from bookmaker.backends.pdf import fonts, pages
from bookmaker.backends.pdf.document import Opening
from bookmaker.backends.pdf.laid import Laid
from bookmaker.model import NOWHERE, Finding, Severity


def findings(
    laid: Sequence[Laid], lacking: str, openings: Sequence[Opening], writing: Literal["horizontal", "vertical"]
) -> list[Finding]:
    """What is to be told of the pages; `lacking` are characters that our fonts have not."""
    out = fonts.findings(lacking, missing(laid))
    for fault in dict.fromkeys(fault for part in laid for fault in part.faults):
        if not fault.startswith(".notdef"):  # told as P101, with what to do
            out.append(Finding("P103", Severity.WARNING, NOWHERE, f"the layout engine says: {fault}"))
    if writing == "vertical":
        told = "the PDF is set in lines from left to right, not in columns: the layout engine knows no other way"
        out.append(Finding("P104", Severity.WARNING, NOWHERE, told, "the EPUB has the columns"))
    if any("<ruby>" in opening.html for opening in openings):
        told = "readings (ruby) stand in brackets behind their words in the PDF: the layout engine sets none above"
        out.append(Finding("P105", Severity.NOTE, NOWHERE, told, "the EPUB has them above"))
    return out


def missing(laid: Sequence[Laid]) -> str:
    """The characters that no font had: boxes stand in their place."""
    return "".join(font.missing for part in laid for font in part.fonts.values())


def spine(count: int) -> Finding:
    """How wide the spine of a bound book of so many pages is."""
    width = f"{pages.spine(count):.1f} mm on cream paper"
    return Finding("P201", Severity.NOTE, NOWHERE, f"the book has {count} pages; its spine is {width}")
