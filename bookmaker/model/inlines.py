"""What stands inside a paragraph."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias


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
