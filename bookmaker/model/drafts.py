"""A source file as it was read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from bookmaker.model.blocks import Block
from bookmaker.model.book import Asset, Note
from bookmaker.model.findings import Decision, Finding
from bookmaker.model.places import Place


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
