"""The same book by one WeasyPrint call: what the joined pieces are compared with, and measured against.

Running heads, folios and the numbers of the contents are made the way a stylesheet makes them: margin boxes,
`string-set`, `target-counter`.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from reading import opened, outline

from bookmaker.backends.pdf import Printed, document, engine, fonts, pages
from bookmaker.metadata import BuildSettings
from bookmaker.model import Book, Kind
from bookmaker.themes import Theme

CSS = """
.opening.verso { break-before: left; }
.opening.recto { break-before: right; }
.opening { string-set: head attr(data-head); }
@page :left {
  @top-left { content: counter(page); }
  @top-center { content: "TITLE"; font-variant: small-caps; white-space: nowrap; }
}
@page :right {
  @top-right { content: counter(page); }
  @top-center { content: string(head); font-variant: small-caps; white-space: nowrap; }
}
"""
"""No named pages: after a break inside one, the engine keeps a margin that it drops elsewhere."""

COUNTED = """
ul.contents a::after { content: leader(" . ") target-counter(attr(href), page); }
"""
"""The numbers of the contents, found by the engine: it lays pages out again for them."""


def html_and_css(
    book: Book, build: BuildSettings, theme: Theme, folios: Mapping[str, str] | None = None
) -> tuple[str, str]:
    """The whole book as one HTML document, and its stylesheet; `folios` are the contents' numbers, if known."""
    page = pages.page(build)
    bodies = []
    for opening in document.openings(book, build, page):
        html = opening.html
        if opening.kind is Kind.CONTENTS:
            html = document.contents(book, opening.sections[0], "#{}".format, folios or {})
        bodies.append(f'<div class="opening {opening.side}" data-head="{opening.head}">\n{html}\n</div>')
    outfit = fonts.outfit({letter for body in bodies for letter in body}, None)
    assert not any(face.axes for face in outfit.faces), "a book that needs no fallback"
    paths = [face.path for face in outfit.faces]
    style = fonts.css(outfit.faces, paths) + document.css(page, build) + theme.css("pdf", build.ornament)
    whole = document.wrapped([], book.metadata.language or "en", book.metadata.title)
    return whole.replace("<body>", "<body>" + "\n".join(bodies)), style + (CSS if folios else CSS + COUNTED).replace(
        "TITLE", book.metadata.title
    )


def single(book: Book, build: BuildSettings, theme: Theme, folios: Mapping[str, str] | None = None) -> bytes:
    """The PDF of one call."""
    import weasyprint
    from weasyprint.text.fonts import FontConfiguration

    engine.mend_layout()  # lines and pages break by the same rules
    html, css = html_and_css(book, build, theme, folios)
    config = FontConfiguration()
    sheet = weasyprint.CSS(string=css, font_config=config)
    made: bytes = weasyprint.HTML(string=html).write_pdf(
        stylesheets=[sheet], font_config=config, pdf_variant=build.pdf_variant or None
    )
    return made


def folios(book: Book, printed: Printed) -> dict[str, str]:
    """The label of the page that each line of the contents is on."""
    pages_of = [printed.labels[number] for _, _, number in outline(opened(printed.pdf))]
    return {line.id: label for line, label in zip(document.listed(book), pages_of, strict=True)}


SAMPLE = Path(__file__).resolve().parents[4] / "shared" / "samples" / "war-and-peace.txt"
