"""The pages a book has besides the author's words, made once for both backends; ids that stay put; front, body, back.

Where to look:

    anchors   stable ids of sections, and links led to them
    matter    which sections are front, body and back matter
    pages     title page, copyright page, contents, about the author ...
    cover/    the author's picture fitted, or a typographic cover drawn
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from bookmaker.compose.anchors import anchored
from bookmaker.compose.matter import assigned
from bookmaker.compose.pages import Tongue, back_pages, cover_page, front_pages
from bookmaker.languages import page_words
from bookmaker.metadata import BuildSettings
from bookmaker.model import Book, Kind, Metadata, Section


def compose(
    book: Book,
    build: BuildSettings,
    cover_image: bytes = b"",
    own_fonts: Path | None = None,
    drawn: Metadata | None = None,
) -> Book:
    """The whole book as it is bound: our pages around the author's sections, every section with its id and matter.

    `cover_image` is the author's cover file; without one a cover is drawn, in fonts of the program's or the project's
    own (`own_fonts`) as far as they go. The cover becomes an asset, and the first section shows it. A contents page has
    no blocks: each backend lists what it knows (links, page numbers). `drawn` is the metadata as our pages show it, its
    marks set; absent: as typed.
    Raises BookError when the cover image is no picture, UsageError for an unknown `cover_style`.
    """
    from bookmaker.compose.cover import cover_asset  # Pillow takes its time to import

    tongue = Tongue(*page_words(book.metadata.language))
    shown = replace(book, metadata=drawn or book.metadata)
    cover = cover_asset(shown, build, cover_image, own_fonts)
    own = assigned(book.sections)
    front = [section for section in own if section.matter == "front"]
    rest = [section for section in own if section.matter != "front"]
    # The author's dedication and epigraph stand before the contents, as ours would.
    lead = 0
    while lead < len(front) and front[lead].kind in (Kind.DEDICATION, Kind.EPIGRAPH):
        lead += 1
    before, contents = front_pages(shown, tongue)
    sections: tuple[Section, ...] = (
        cover_page(cover.name, shown, tongue),
        *before,
        *front[:lead],
        *contents,
        *front[lead:],
        *rest,
        *back_pages(shown, build, tongue),
    )
    return anchored(replace(book, sections=sections, assets=(*book.assets, cover)))
