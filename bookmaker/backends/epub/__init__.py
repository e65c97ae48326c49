"""A composed book → EPUB 3.3 that EPUB 2 readers take too. ebooklib writes the package; everything in it is ours.

Where to look:

    documents       sections → XHTML files, links between them
    splitting       files of a size every reader bears, each with its notes
    navigation      contents, landmarks, page list; the NCX and the guide for old readers
    package         the metadata
    accessibility   what the book can truly claim of itself
    fonts           embedded on request, only the letters the book uses
    fixed_zip       the same bytes at any hour
    ebooklib_mends  what ebooklib gets wrong, put right in one place
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from bookmaker import __version__, languages
from bookmaker.backends.pagination import PageBreak
from bookmaker.backends.scripts import page_progression, suited
from bookmaker.devices import device
from bookmaker.metadata import BuildSettings
from bookmaker.model import Book, Figure, Kind, Place
from bookmaker.themes import Theme
from bookmaker.walk import sections

if TYPE_CHECKING:
    from bookmaker.backends.epub.fonts import Font

STYLESHEET = "book.css"
NAV = "nav.xhtml"
NCX = "toc.ncx"
SourceLines: TypeAlias = Mapping[str, tuple[tuple[int, Place], ...]]

KINDLE_LEVELS = 2
"""Levels of contents a Kindle shows (Standard Ebooks, se_epub_build.py:1815)."""


def render(
    book: Book, build: BuildSettings, theme: Theme, *, pages: tuple[PageBreak, ...] = (), own_fonts: Path | None = None
) -> bytes:
    """The EPUB of a composed book: the same bytes for the same book, on any machine at any hour.

    `pages` are the PDF's, for the page list. `build.device` bends it to a reader; UsageError for an unknown one.
    `own_fonts` is the project's folder of fonts (`metadata/fonts`), for `build.embed_fonts`.
    """
    # ebooklib and lxml take their time to import; nothing but the EPUB needs them.
    from ebooklib import epub

    from bookmaker.backends.epub.documents import documents
    from bookmaker.backends.epub.ebooklib_mends import Package, Page, Picture, packed
    from bookmaker.backends.epub.navigation import guide, nav_document, navigation, ncx
    from bookmaker.backends.epub.package import add_metadata, identifier, modified

    kindle = _kindle(build)
    words, ours = languages.page_words(book.metadata.language)
    language = book.metadata.language or "en"
    css, embedded = _dressed(book, build, suited(theme.css("epub", build.ornament), language, build.writing), own_fonts)
    # A Kindle shows the cover by itself, and twice when it has a page (Kindle Publishing Guidelines 2026.1).
    files = documents(book, build, pages, stylesheet=STYLESHEET, nav=NAV, cover=not kindle)
    ways = navigation(book, files, pages, words, deepest=KINDLE_LEVELS if kindle else 6)
    nav = nav_document(book, ways, words, STYLESHEET, foreign="" if ours else "en")
    uid = identifier(book.metadata)

    package = Package(f"bookmaker {__version__}")
    package.spine = [Page(f.id, f.name, nav if f.name == NAV else f.content, nav=f.name == NAV) for f in files.files]
    unseen = [] if any(page.file_name == NAV for page in package.spine) else [Page("nav", NAV, nav, nav=True)]
    cover = cover_asset(book)
    for item in (
        *package.spine,
        *unseen,
        epub.EpubItem("ncx", NCX, "application/x-dtbncx+xml", ncx(book, ways, uid)),
        epub.EpubItem("stylesheet", STYLESHEET, "text/css", css.encode()),
        *(epub.EpubItem(font.name.replace("/", "-"), font.name, font.media_type, font.data) for font in embedded),
        *(Picture(asset, is_cover=asset.name == cover) for asset in book.assets),
    ):
        package.add_item(item)
    digest = hashlib.sha256(b"".join(item.get_content() for item in package.get_items())).digest()
    moment = modified(book.metadata, digest)
    add_metadata(
        package, book, uid=uid, moment=moment, cover_id=f"image-{cover}", pages=bool(ways.pages), writing=build.writing
    )
    package.guide = guide(ways)
    package.direction = page_progression(language, build.writing)
    return packed(package, language)


def _dressed(book: Book, build: BuildSettings, css: str, own_fonts: Path | None) -> tuple[str, tuple[Font, ...]]:
    """The stylesheet, and the fonts that go into the EPUB, which it names then."""
    if not build.embed_fonts:
        return css, ()
    from bookmaker.backends.epub.fonts import family_rule, fonts

    embedded = fonts(book, css, own_fonts)
    return family_rule(embedded) + css, embedded


def source_lines(book: Book, build: BuildSettings, *, pages: tuple[PageBreak, ...] = ()) -> SourceLines:
    """For each XHTML file of the EPUB that `render` makes of the same: its lines, from 1, and where they come from."""
    from bookmaker.backends.epub.documents import documents

    files = documents(book, build, pages, stylesheet=STYLESHEET, nav=NAV, cover=not _kindle(build))
    return {f"EPUB/{file.name}": file.places for file in files.files}


def _kindle(build: BuildSettings) -> bool:
    return bool(build.device) and device(build.device).family == "kindle"


def cover_asset(book: Book) -> str:
    """The name of the picture on the cover page; "" without one."""
    for _, section in sections(book):
        if section.kind is Kind.COVER:
            return next((block.image.asset for block in section.blocks if isinstance(block, Figure)), "")
    return ""
