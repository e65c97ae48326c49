"""Where the printed pages begin: what the PDF tells the EPUB, so that both have the same page numbers."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PageBreak:
    """A printed page by its label ("xii", "34") and the anchor at which it begins.

    The anchor is a section's id or `xhtml.block_anchor` of one of its top-level blocks: the first that begins on the
    page, or, when none does, the one that runs through it.
    """

    label: str
    anchor: str
