"""What goes to a reader, and what became of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

from bookmaker.devices import Device, Format, NameRules
from bookmaker.errors import BookError, BookmakerError, RefusedError
from bookmaker.model import Finding
from bookmaker.send.names import file_name


@dataclass(frozen=True, slots=True)
class Order:
    """What the author asked for. `to` is a folder, a reader's name, a mail address, or "" for the one connected reader.

    `device` says what reader stands behind `to` when that does not show it (a Kobo's model shows, a PocketBook's
    does not). `format` overrides what that reader reads best. `ascii_names` keeps file names to ASCII letters.
    """

    books: tuple[str, ...]
    to: str = ""
    device: str = ""
    format: Format | Literal[""] = ""
    replace: bool = False
    dry_run: bool = False
    eject: bool = False
    ascii_names: bool = False


@dataclass(frozen=True, slots=True)
class Edition:
    """A finished, fresh file of a book, and the words that name it on a reader."""

    book: str  # the slug
    path: Path
    title: str
    author: str = ""

    @property
    def suffix(self) -> str:
        """With its dot: `.epub`, `.kepub.epub`."""
        return ".kepub.epub" if self.path.name.endswith(".kepub.epub") else self.path.suffix

    def named(self, rules: NameRules, *, folder: str = "", title: str = "", ascii_only: bool = False) -> str:
        """What the file is called in `folder` on a reader with these rules; `title` stands in for the book's."""
        return file_name(
            title or self.title, self.author, self.suffix, rules, folder=folder, slug=self.book, ascii_only=ascii_only
        )


Make: TypeAlias = Callable[[str, Device, Format], Edition]
"""Builds the book of that slug for that reader in that format when `dist/` is stale; raises BookmakerError.

The reader may be a family without a screen, or `devices.FOLDER`. "azw3" is never asked for: that is made here,
of an EPUB.
"""

Preflight: TypeAlias = Callable[[Edition, Device], Sequence[Finding]]
"""What the reader at the other end would stumble over; an error among the findings refuses the send."""

Outcome: TypeAlias = Literal[
    "copied", "replaced", "up to date", "mailed", "uploaded", "refused", "failed",
    "would copy", "would replace", "would mail", "would upload",
]  # fmt: skip


NOT_OURS = "a different file of that name stands there, and it is not a copy we made; --replace overwrites it"
"""Why a book is refused that somebody else put there, or changed."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """What became of one book. `where` is a path on the reader or an address; `detail` a sentence for the author.

    `exit_code` is the contract's: 0, 1 when it was refused, 2 or 3 when something is wrong with the asking or outside.
    """

    book: str
    target: str
    outcome: Outcome
    where: str = ""
    detail: str = ""
    findings: tuple[Finding, ...] = ()
    exit_code: int = 0


def failed(book: str, target: str, error: BookmakerError, where: str = "") -> Delivery:
    """The delivery that an error prevented; a refusal is told from a failure."""
    outcome: Outcome = "refused" if isinstance(error, RefusedError | BookError) else "failed"
    if isinstance(error, BookError) and error.findings:
        return Delivery(book, target, outcome, where, "the book needs work", error.findings, error.exit_code)
    return Delivery(book, target, outcome, where, str(error), exit_code=error.exit_code)
