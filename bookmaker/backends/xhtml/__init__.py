"""Blocks and inlines → XHTML, for the EPUB and the PDF alike. Strings are joined, never parsed: it must be fast.

The shape of a section is a promise (themes, converters and checks rely on it): one heading element, number and title
inside it; `p` paragraphs; `hr` for a scene break; verse in an element of class `verse`, a stanza a `p`, its lines
parted by `br`; `blockquote` for quotations and letters; note calls typed `noteref`.
"""

from bookmaker.backends.xhtml.blocks import blocks
from bookmaker.backends.xhtml.inlines import image, inlines
from bookmaker.backends.xhtml.markup import Markup, Numbered, attribute, escape, lang, legal
from bookmaker.backends.xhtml.notes import RUN_ON, grouped, label, note, numbered_notes
from bookmaker.backends.xhtml.sections import (
    MEANING,
    UNSEEN_TITLES,
    block_anchor,
    heading,
    page_anchor,
    page_marks,
    section,
    section_blocks,
    section_tag,
)

__all__ = [
    "MEANING",
    "RUN_ON",
    "UNSEEN_TITLES",
    "Markup",
    "Numbered",
    "attribute",
    "block_anchor",
    "blocks",
    "escape",
    "grouped",
    "heading",
    "image",
    "inlines",
    "label",
    "lang",
    "legal",
    "note",
    "numbered_notes",
    "page_anchor",
    "page_marks",
    "section",
    "section_blocks",
    "section_tag",
]
