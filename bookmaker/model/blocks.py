"""What stands between two headings.

Every block carries its place, language and direction. They are ignored by equality: two paragraphs
with the same words are the same paragraph wherever they stand.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from bookmaker.model.inlines import Direction, Image, Inlines
from bookmaker.model.places import NOWHERE, Place

ParagraphRole: TypeAlias = Literal[
    "body",  # running text
    "continued",  # goes on after a verse or quotation: no indent
    "salutation",  # of a letter
    "dateline",  # place and date of a letter
    "valediction",  # "Yours ever,"
    "signature",
    "postscript",
    "attribution",  # of an epigraph or quotation
    "stage-direction",
    "sidenote",  # what stood in the margin beside a paragraph
    "display",  # a line set apart: an inscription, a sign, THE END
]
QuotationRole: TypeAlias = Literal["quotation", "letter", "epigraph", "telegram", "sign", "authors-note"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Placed:
    place: Place = field(default=NOWHERE, compare=False)
    language: str = field(default="", compare=False)
    direction: Direction = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Paragraph(_Placed):
    inlines: Inlines
    role: ParagraphRole = "body"


@dataclass(frozen=True, slots=True)
class Heading(_Placed):
    """A heading inside a section that opens no section of its own. In a markup Draft: any heading, `level` 1 to 6.

    `id` is what links lead to: its file and its name there, `sources/story.md#the-tide`.
    """

    inlines: Inlines
    level: int = 1
    id: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class SceneBreak(_Placed):
    """A pause in the story. `ornament` is what the author typed; "" when it was white space alone."""

    ornament: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class VerseLine:
    """A line of verse; `indent` in steps (0, 1, 2 ...), not columns."""

    inlines: Inlines
    indent: int = 0


@dataclass(frozen=True, slots=True)
class Verse(_Placed):
    stanzas: tuple[tuple[VerseLine, ...], ...]
    attribution: Inlines = ()


@dataclass(frozen=True, slots=True)
class Quotation(_Placed):
    blocks: tuple[Block, ...]
    role: QuotationRole = "quotation"


@dataclass(frozen=True, slots=True)
class Speech(_Placed):
    """A speech in a play, or a message in a chat log: who speaks, and what."""

    speaker: Inlines
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class ItemList(_Placed):
    items: tuple[tuple[Block, ...], ...]
    ordered: bool = False
    start: int = 1


@dataclass(frozen=True, slots=True)
class Figure(_Placed):
    image: Image
    caption: Inlines = ()


@dataclass(frozen=True, slots=True)
class Table(_Placed):
    """`rows` of cells; the first `head` rows are headings; `align` holds "left", "right", "center" or "" a column."""

    rows: tuple[tuple[Inlines, ...], ...]
    head: int = 0
    align: tuple[str, ...] = ()
    caption: Inlines = ()


@dataclass(frozen=True, slots=True)
class Preformatted(_Placed):
    text: str


Block: TypeAlias = (
    Paragraph | Heading | SceneBreak | Verse | Quotation | Speech | ItemList | Figure | Table | Preformatted
)
Blocks: TypeAlias = tuple[Block, ...]
