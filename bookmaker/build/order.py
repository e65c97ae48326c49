"""What is asked of a build, what it says on the way, and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bookmaker.errors import BookmakerError
from bookmaker.model import Finding
from bookmaker.project import Entry


@dataclass(frozen=True, slots=True)
class Order:
    """What was asked for on the command line and around it.

    `formats`: () for those the book itself asks for. `below` and `above`: build settings that the book's YAML beats
    (the user's config) and is beaten by (flags). `out`: where the one output goes; `folder`: where all go; None for
    the usual place. `here`: where a book outside any project goes. `jobs`: processes at the most. `strict`: warnings
    stop a build. `cache`: a folder for what is costly to redo.
    """

    formats: tuple[str, ...] = ()
    below: Mapping[str, Any] = field(default_factory=dict)
    above: Mapping[str, Any] = field(default_factory=dict)
    title: str = ""
    author: str = ""
    out: Path | None = None
    folder: Path | None = None
    here: Path = Path()
    jobs: int = 1
    strict: bool = False
    cache: Path | None = None


@dataclass(frozen=True, slots=True)
class Output:
    """A file of `dist/`, and whether its bytes are new."""

    path: Path
    format: str
    changed: bool


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What became of one book: what was written, what to look at, what went wrong (a format each).

    `title` and `author` are as they stand in the book, "" when it was not read.
    """

    entry: Entry
    title: str = ""
    author: str = ""
    outputs: tuple[Output, ...] = ()
    findings: tuple[Finding, ...] = ()
    errors: tuple[BookmakerError, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """How far a build is: the book, what is being done (`reading`, `epub`, `pdf`); chapters laid out, pages so far."""

    slug: str
    doing: str
    done: int = 0
    total: int = 0
    pages: int = 0


Watch = Callable[[Step], None]
