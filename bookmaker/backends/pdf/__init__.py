"""The PDF backend: a composed book → a book's pages, on paper or on an e-reader's screen.

printing    every step in order; copy: what comes out; findings: what is told of it
pages       the page: trims, screens, margins, gutters
document    the book as HTML, one `Opening` for each page that something opens on; lines: mends for line ends
pieces      the openings in pieces, laid out by processes, kept in a cache
worker      one such process; engine: WeasyPrint mended; tags; text: the words of a page; laid: what comes back
imposition  which page stands where: sides, blank pages, folios
heads       running heads and folios
join        the pieces put together; trim: boxes and marks; typecase: fonts; outline: links and labels; facts: metadata
fonts       the faces that come with the program; native: the libraries that do not
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bookmaker.backends.pdf.copy import Printed
from bookmaker.backends.pdf.printing import Progress, printed

__all__ = ["Printed", "Progress", "printed"]


def __getattr__(name: str) -> object:
    """The entries, imported when they are asked for: the EPUB borrows our fonts, and no PDF engine with them."""
    if name not in __all__:
        raise AttributeError(name)
    from bookmaker.backends.pdf import printing

    return getattr(printing, name)
