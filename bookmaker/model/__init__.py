"""The one document model: what every intake makes and every backend draws.

Frozen dataclasses in closed unions. Dispatch on `Block` and `Inline` is `match` with `assert_never`,
so a new kind fails the type check until every backend draws it. There is no raw-HTML block and no
attribute dictionary: what they could say in one backend would break the other. (Places, lines and decisions, of which
a long book has a hundred thousand, are named tuples: made in half the time.)

White space: a newline inside `Text` (or between inlines) is the end of a line in the author's file.
It means a space. Passes keep it, because it tells on which line of the file a change happened;
backends draw it as a space.

places    a line in one of the author's files
findings  what a person should look at; what a pass did
inlines   what stands inside a paragraph
blocks    what stands between two headings
book      sections, notes, pictures, metadata
drafts    a source file as it was read
"""

from __future__ import annotations

from bookmaker.model.blocks import (
    Block,
    Blocks,
    Figure,
    Heading,
    ItemList,
    Paragraph,
    ParagraphRole,
    Preformatted,
    Quotation,
    QuotationRole,
    SceneBreak,
    Speech,
    Table,
    Verse,
    VerseLine,
)
from bookmaker.model.book import (
    Asset,
    Book,
    Contributor,
    Cover,
    Identifier,
    Kind,
    Matter,
    Metadata,
    Note,
    Section,
    Series,
    Subject,
)
from bookmaker.model.drafts import Draft, Facts, Line
from bookmaker.model.findings import Decision, Finding, Severity
from bookmaker.model.inlines import (
    Code,
    Direction,
    Emphasis,
    Image,
    Inline,
    Inlines,
    LineBreak,
    Link,
    NoteRef,
    Ruby,
    SmallCaps,
    Span,
    Strong,
    Sub,
    Sup,
    Text,
)
from bookmaker.model.places import MARKUP, NOWHERE, Place

__all__ = [
    "MARKUP",
    "NOWHERE",
    "Asset",
    "Block",
    "Blocks",
    "Book",
    "Code",
    "Contributor",
    "Cover",
    "Decision",
    "Direction",
    "Draft",
    "Emphasis",
    "Facts",
    "Figure",
    "Finding",
    "Heading",
    "Identifier",
    "Image",
    "Inline",
    "Inlines",
    "ItemList",
    "Kind",
    "Line",
    "LineBreak",
    "Link",
    "Matter",
    "Metadata",
    "Note",
    "NoteRef",
    "Paragraph",
    "ParagraphRole",
    "Place",
    "Preformatted",
    "Quotation",
    "QuotationRole",
    "Ruby",
    "SceneBreak",
    "Section",
    "Series",
    "Severity",
    "SmallCaps",
    "Span",
    "Speech",
    "Strong",
    "Sub",
    "Subject",
    "Sup",
    "Table",
    "Text",
    "Verse",
    "VerseLine",
]
