"""How a backend wants its XHTML, and text that XML can hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from bookmaker.model import Direction, Note


@dataclass(frozen=True, slots=True)
class Numbered:
    """A note as it is shown: its number in its chapter, and that section's id. See `numbered_notes`."""

    note: Note
    number: int
    chapter: str

    @property
    def anchor(self) -> str:
        """The id of the note. No section's id has two hyphens in a row."""
        return f"{self.chapter}--note-{self.number}"

    @property
    def call(self) -> str:
        """The id of the first call."""
        return f"{self.chapter}--noteref-{self.number}"


@dataclass(frozen=True, slots=True)
class Markup:
    """How a backend wants its XHTML.

    `notes` gives each note by its id; `calls` grows, while text is written, by each note called, under the id of its
    first call, which is the one it links back to. `anchors` are the ids that links may point to: a link
    to any other is written as plain words. `pages` gives, for the anchor of a section or block, the labels of the
    printed pages that begin there.
    """

    language: str = "en"
    notes: Mapping[str, Numbered] = field(default_factory=dict)
    note_style: Literal["link", "inline"] = "link"
    semantics: bool = True  # epub:type and xml:lang: XHTML alone understands them
    href: Callable[[str], str] = "#{}".format
    src: Callable[[str], str] = "images/{}".format
    anchors: frozenset[str] = frozenset()
    opening: Literal["plain", "drop-cap", "small-caps"] = "plain"
    block_ids: bool = False  # an id on every top-level block: `block_anchor`
    longest_row: int = 0  # letters; the cells of a table with a longer one stand below each other (0: as long as it is)
    pages: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    calls: dict[str, Numbered] = field(default_factory=dict)


# Chinese and Japanese have no spaces for a line's end to be one of (CSS Text 3, §4.1.3; browsers do not do it).
_NO_SPACE = re.compile(
    "\n(?<=[\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff].)"
    "(?=[\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff])",
    re.DOTALL,
)
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def escape(text: str) -> str:
    """Text between tags: a newline is a space, in Chinese and Japanese nothing. What XML cannot hold is left out."""
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    if "\n" in text:
        text = (text if text.isascii() else _NO_SPACE.sub("", text)).replace("\n", " ")
    return text if text.isprintable() else legal(text)


def legal(text: str) -> str:
    """Text without what XML cannot hold: control characters, half of a surrogate pair."""
    return _ILLEGAL.sub("", text)


def attribute(text: str) -> str:
    """Text inside double quotes."""
    return escape(text).replace('"', "&quot;")


def lang(language: str, direction: Direction, markup: Markup) -> str:
    """The attributes of a language and a direction, with a space before them; "" for none."""
    out = ""
    if language:
        tag = attribute(language)
        out = f' lang="{tag}" xml:lang="{tag}"' if markup.semantics else f' lang="{tag}"'
    return f'{out} dir="{direction}"' if direction else out
