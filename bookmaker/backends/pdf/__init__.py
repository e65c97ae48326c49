"""The PDF backend: a composed book → a book's pages, on paper or on an e-reader's screen.

pages     the page: trims, screens, margins, gutters
document  the book as HTML, one piece for each page that something opens on
fonts     the faces that come with the program
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bookmaker.backends.pdf import document, fonts, pages
from bookmaker.errors import OutsideError
from bookmaker.metadata import BuildSettings
from bookmaker.model import Book, Kind
from bookmaker.themes import Theme


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the layout is: chapters (whatever opens a page) laid out of all, and the pages they make so far."""

    done: int
    total: int
    pages: int


def render(
    book: Book,
    build: BuildSettings,
    theme: Theme,
    *,
    jobs: int = 1,
    cache: Path | None = None,
    progress: Callable[[Progress], None] | None = None,
) -> bytes:
    """The PDF of a composed book. Raises OutsideError when a native library is missing."""
    try:
        import weasyprint
    except OSError as error:
        raise OutsideError(
            f"the PDF needs Pango, which cannot be loaded ({error})".splitlines()[0],
            "install libpango-1.0-0, libpangoft2-1.0-0 and libharfbuzz-subset0 (Debian, Ubuntu), "
            "pango (Homebrew, Fedora, Arch)",
        ) from None
    page = pages.page(build)
    bodies = []
    for opening in document.openings(book, build, page):
        if opening.kind is Kind.CONTENTS:
            bodies.append(document.contents(book, opening.sections[0], "#{}".format, lambda line: ""))
        else:
            bodies.append(opening.html)
    html = document.wrapped(bodies, book.metadata.language or "en", book.metadata.title)
    sheet = fonts.css() + document.css(page, build) + theme.css("pdf", build.ornament) + _SINGLE
    made: bytes = weasyprint.HTML(string=html).write_pdf(
        stylesheets=[weasyprint.CSS(string=sheet)], pdf_variant=build.pdf_variant or None
    )
    return made


_SINGLE = """
.opening { break-before: page; }
ul.contents a::after { content: leader(' . ') target-counter(attr(href), page); }
@page { @bottom-center { content: counter(page); } }
"""
