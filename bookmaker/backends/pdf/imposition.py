"""Which page stands where: sides of the sheet, blank pages, folios, and what is printed at the head of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from bookmaker.backends.pdf.document import Opening
from bookmaker.backends.pdf.heads import Head

Furniture = Literal["none", "drop", "full"]
"""What a page has besides its text: nothing, a folio at the foot, or a running head and a folio."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page in its place. `piece` and `index` say which page of which piece it is (-1: a blank page).

    `number` counts from 1 in the front matter and again in the rest; `label` is that number as printed.
    """

    piece: int
    index: int
    opening: int
    number: int
    label: str
    recto: bool
    furniture: Furniture

    @property
    def blank(self) -> bool:
        """Whether nothing is printed on it."""
        return self.piece < 0


@dataclass(frozen=True, slots=True)
class Run:
    """The pages of an opening: the piece they are in, the first of them there, how many."""

    piece: int
    first: int
    pages: int


def impose(openings: Sequence[Opening], runs: Sequence[Run], *, screen: bool, cover_label: str) -> list[Sheet]:
    """Every page of the book in order. On a screen there are no blank pages and no sides."""
    out: list[Sheet] = []
    roman, number = True, 0

    def place(piece: int, index: int, opening: int, furniture: Furniture) -> None:
        nonlocal number
        number += 1
        label = lower_roman(number) if roman else str(number)
        out.append(Sheet(piece, index, opening, number, label, screen or len(out) % 2 == 0, furniture))

    for at, (opening, run) in enumerate(zip(openings, runs, strict=True)):
        wrong_side = {"recto": len(out) % 2 == 1, "verso": len(out) % 2 == 0, "any": False}[opening.side]
        if wrong_side and not screen:
            place(-1, -1, at, "none")
        if roman and opening.matter != "front":
            roman, number = False, 0
        if opening.kind == "cover":
            out.append(Sheet(run.piece, run.first, at, 0, cover_label, True, "none"))
            continue
        for index in range(run.pages):
            first: Furniture = "none" if opening.blind else "drop"
            place(run.piece, run.first + index, at, first if index == 0 else "full")
    if not screen and len(out) % 2:
        place(-1, -1, len(openings) - 1, "none")
    return out


def running_head(sheet: Sheet, openings: Sequence[Opening], title: str, author: str, *, screen: bool) -> Head | None:
    """The running head of a page: the book on the left, the chapter on the right; None where there is none."""
    if sheet.furniture != "full":
        return None
    chapter = openings[sheet.opening].head
    if screen or sheet.recto:
        return Head("recto", chapter or title)
    words = title if chapter and chapter != title else author or title
    return Head("verso", words)


def lower_roman(number: int) -> str:
    """A number from 1 up in lower-case roman numerals."""
    out = ""
    for value, numeral in (
        (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
        (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
    ):  # fmt: skip
        count, number = divmod(number, value)
        out += numeral * count
    return out
