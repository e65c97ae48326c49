"""The one document model: what every intake makes and every backend draws.

Frozen dataclasses in closed unions. Dispatch on `Block` and `Inline` is `match` with `assert_never`,
so a new kind fails the type check until every backend draws it. There is no raw-HTML block and no
attribute dictionary: what they could say in one backend would break the other. (Places, lines and decisions, of which
a long book has a hundred thousand, are named tuples: made in half the time.)

White space: a newline inside `Text` (or between inlines) is the end of a line in the author's file.
It means a space. Passes keep it, because it tells on which line of the file a change happened;
backends draw it as a space.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Literal, NamedTuple, TypeAlias

# --- where things come from ----------------------------------------------------------------


class Place(NamedTuple):
    """A line in one of the author's files: path as the author would type it, line from 1 (0: the whole file)."""

    path: str
    line: int = 0

    def __str__(self) -> str:
        return f"{self.path}:{self.line}" if self.line else self.path

    @property
    def in_markup(self) -> bool:
        """Whether the file is Markdown or HTML."""
        return self.path.lower().endswith(MARKUP)

    def later(self, lines: int) -> Place:
        """The place so many lines further down the same file."""
        return Place(self.path, self.line + lines) if self.line else self


MARKUP = (".md", ".markdown", ".html", ".htm", ".xhtml")
"""How the names of sources end whose marks their intake has read; in any other they stand in the text as typed."""

NOWHERE = Place("", 0)
"""The place of what the program made itself."""


class Severity(StrEnum):
    """How much a finding matters: an error stops the build, a warning counts under `--strict`, a note never."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a person should look at. `code` is stable (`T201`), `fix` is the next step to take."""

    code: str
    severity: Severity
    place: Place
    message: str
    fix: str = ""

    def __str__(self) -> str:
        where = f"{self.place}: " if self.place.path else ""
        tail = f"; {self.fix}" if self.fix else ""
        return f"{where}{self.severity}: {self.message}{tail} [{self.code}]"

    def record(self) -> dict[str, str | int]:
        """The same for programs, as `--json` shows it."""
        path, line = self.place
        return {
            "code": self.code,
            "severity": str(self.severity),
            "path": path,
            "line": line,
            "message": self.message,
            "fix": self.fix,
        }


class Decision(NamedTuple):
    """What a pass saw and did at one place.

    `rule` is the pass and its reason (`quotes/opening-after-space`). `before` and `after` are text.
    `confidence` runs from 0 to 1. `removed` marks words that are in the source and, by this decision,
    no longer in the book; `moved` marks words that left the running text for a note. The fidelity gate
    takes `before` of these two, and nothing else, out of the source's running text; where `before` begins
    with `after`, only the rest of it.
    """

    rule: str
    place: Place
    before: str = ""
    after: str = ""
    confidence: float = 1.0
    removed: bool = False
    moved: bool = False


# --- a source file as it was read -------------------------------------------------------------


class Line(NamedTuple):
    """One line of plain text, without its line end and trailing space.

    `text` has its indent cut; `indent` is that indent in columns (a tab runs to the next multiple of 8);
    `blanks` counts the blank lines straight before it; `page` says that it opens a page (a form feed stood before it).
    """

    text: str
    place: Place
    indent: int = 0
    blanks: int = 0
    page: bool = False


Facts: TypeAlias = tuple[tuple[str, str], ...]
"""What a source says of itself: names (`title`, `author`, `about.Rating`) and values; see `facts`."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What an intake read: lines with their evidence, or (markup sources) sections and blocks already told apart.

    `found` holds the facts a source states of itself (`title`, `author`, `language`, ...).
    """

    lines: tuple[Line, ...] = ()
    blocks: tuple[Block, ...] = ()
    notes: tuple[Note, ...] = ()
    assets: tuple[Asset, ...] = ()
    found: Facts = ()
    findings: tuple[Finding, ...] = ()
    decisions: tuple[Decision, ...] = ()


# --- inlines ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Text:
    text: str


@dataclass(frozen=True, slots=True)
class Emphasis:
    inlines: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Strong:
    inlines: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class SmallCaps:
    inlines: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Span:
    """A run in another language or direction, or with a role of its own (`speaker`, `stage-direction`)."""

    inlines: tuple[Inline, ...]
    language: str = ""
    direction: Direction = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A link to a web address (`https:`, `mailto:`) or, as `#id`, to a section of the same book.

    In a Draft: to a heading, `#sources/story.md#the-tide`, or to a file, `#sources/story.md`.
    """

    inlines: tuple[Inline, ...]
    target: str


@dataclass(frozen=True, slots=True)
class Image:
    """A picture: `asset` names an `Asset`; `alt` is "" when the author gave none (`decorative`: on purpose)."""

    asset: str
    alt: str = ""
    decorative: bool = False


@dataclass(frozen=True, slots=True)
class NoteRef:
    """A call to the note of that id, standing where the author's mark stood. Backends number notes themselves."""

    note: str


@dataclass(frozen=True, slots=True)
class LineBreak:
    pass


@dataclass(frozen=True, slots=True)
class Ruby:
    """Base text with its reading: `pairs` of (base, reading)."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Sup:
    inlines: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Sub:
    inlines: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Code:
    text: str


Inline: TypeAlias = (
    Text | Emphasis | Strong | SmallCaps | Span | Link | Image | NoteRef | LineBreak | Ruby | Sup | Sub | Code
)
Inlines: TypeAlias = tuple[Inline, ...]
Direction: TypeAlias = Literal["", "ltr", "rtl"]

# --- blocks -----------------------------------------------------------------------------------
# Every block carries its place, language and direction. They are ignored by equality: two paragraphs
# with the same words are the same paragraph wherever they stand.

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

# --- the book ---------------------------------------------------------------------------------


class Kind(StrEnum):
    """What a section is, in the book trade's words. Generated pages have kinds too: compose makes them."""

    # body matter
    TEXT = "text"  # a story without chapters, or words before the first heading
    VOLUME = "volume"
    PART = "part"  # also "Book One" inside a novel
    CHAPTER = "chapter"
    STORY = "story"  # one story of a collection
    ACT = "act"
    SCENE = "scene"
    LETTER = "letter"
    INTERLUDE = "interlude"
    SUBCHAPTER = "subchapter"
    # front matter by the author
    PREFACE = "preface"
    FOREWORD = "foreword"
    INTRODUCTION = "introduction"
    PROLOGUE = "prologue"
    EPIGRAPH = "epigraph"
    DEDICATION = "dedication"
    CAST = "dramatis-personae"
    # back matter by the author
    EPILOGUE = "epilogue"
    AFTERWORD = "afterword"
    CONCLUSION = "conclusion"
    APPENDIX = "appendix"
    ACKNOWLEDGMENTS = "acknowledgments"
    AUTHORS_NOTE = "authors-note"
    GLOSSARY = "glossary"
    # made by compose
    COVER = "cover"
    HALF_TITLE = "halftitlepage"
    TITLE_PAGE = "titlepage"
    COPYRIGHT = "copyright-page"
    CONTENTS = "toc"
    ABOUT = "about"  # fan-fiction facts and the like
    ALSO_BY = "also-by"
    ABOUT_AUTHOR = "about-author"
    ENDNOTES = "endnotes"


Matter: TypeAlias = Literal["front", "body", "back"]


@dataclass(frozen=True, slots=True)
class Section:
    """A titled division of a book, with its own blocks first and its subsections after them.

    `label` is the numbered name as typed ("CHAPTER I", "2."), `title` the words after it; either may be empty.
    `id` is "" until compose gives stable ones. `generated` marks what the program made: its words are not the author's.
    """

    kind: Kind
    label: Inlines = ()
    title: Inlines = ()
    subtitle: Inlines = ()
    blocks: Blocks = ()
    sections: tuple[Section, ...] = ()
    matter: Matter = "body"
    id: str = ""
    generated: bool = False
    place: Place = field(default=NOWHERE, compare=False)
    language: str = field(default="", compare=False)
    direction: Direction = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote or endnote; the text calls it by `id` with a `NoteRef`."""

    id: str
    blocks: Blocks
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Asset:
    """A picture ready for any reader: `name` is an ASCII file name, `media_type` image/jpeg or image/png; pixels."""

    name: str
    media_type: str
    data: bytes
    width: int
    height: int


# --- metadata ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Contributor:
    """A person and what they did: `role` is a MARC relator code (`aut`, `edt`, `trl` ...), `sort` the sort key."""

    name: str
    role: str = "aut"
    sort: str = ""


@dataclass(frozen=True, slots=True)
class Identifier:
    """`scheme` is `isbn`, `doi`, `uuid`, `uri` or the author's own; `format` limits it to one output ("epub")."""

    scheme: str
    value: str
    format: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    name: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject heading, with its scheme ("BISAC", "Thema", "LCSH") and code when it has one."""

    name: str
    scheme: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Cover:
    """The author's cover: a file inside the project and its alternative text."""

    image: str
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the YAML says of a book, every scalar as the author typed it."""

    title: str
    subtitle: str = ""
    contributors: tuple[Contributor, ...] = ()
    language: str = ""
    identifiers: tuple[Identifier, ...] = ()
    series: Series | None = None
    published: date | int | None = None
    publisher: str = ""
    rights: str = ""
    description: str = ""
    source: str = ""
    subjects: tuple[Subject, ...] = ()
    cover: Cover | None = None
    about: tuple[tuple[str, str], ...] = ()
    dedication: str = ""
    epigraph: str = ""
    also_by: tuple[str, ...] = ()
    about_author: str = ""

    @property
    def authors(self) -> tuple[Contributor, ...]:
        """The contributors with the role `aut`, in order."""
        return tuple(c for c in self.contributors if c.role == "aut")


@dataclass(frozen=True, slots=True)
class Book:
    """The whole book: its metadata, its sections in reading order, its notes in order of first call, its pictures."""

    metadata: Metadata
    sections: tuple[Section, ...]
    notes: tuple[Note, ...] = ()
    assets: tuple[Asset, ...] = ()
