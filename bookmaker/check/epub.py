"""Findings about the EPUB a book becomes: our structural rules, the reader's own, and what others' validators say."""

from __future__ import annotations

import io
import tempfile
import zipfile
from bisect import bisect_right
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeAlias

from bookmaker.backends.epub import SourceLines, source_lines
from bookmaker.backends.pagination import PageBreak
from bookmaker.check import validators
from bookmaker.check.preflight import Proof, preflight
from bookmaker.check.structure import faults
from bookmaker.devices import device
from bookmaker.errors import OutsideError
from bookmaker.metadata import BuildSettings
from bookmaker.model import Book, Finding, Place, Severity

Validator: TypeAlias = Callable[[Path], tuple[validators.Message, ...]]

MOST_FILES_FOR_ACE = 100
"""Ace opens every file in a browser, three a second: a long novel would take minutes."""

EXPECTED = frozenset({"CSS-028"})
"""What epubcheck tells of a book that is as its author wants it: that fonts are embedded."""

EXPECTED_FOR_KINDLE = EXPECTED | {"OPF-097"}
"""And that no page shows the cover: a Kindle does so by itself."""

_SEVERITIES = {
    "fatal": Severity.ERROR,
    "error": Severity.ERROR,
    "warning": Severity.WARNING,
    "critical": Severity.WARNING,  # Ace's two gravest: the book opens, but shuts somebody out
    "serious": Severity.WARNING,
}


def findings(
    book: Book, build: BuildSettings, epub: bytes, *, pages: tuple[PageBreak, ...] = (), others: bool = True
) -> tuple[Finding, ...]:
    """Everything to say of a composed book's EPUB (never its KEPUB), at the author's own lines where one is known.

    `others` runs epubcheck and Ace too, where they are installed.
    """
    reader = device(build.device) if build.device else None
    found = list(preflight(Proof(book, len(epub), build.writing == "vertical"), reader))
    where = source_lines(book, build, pages=pages)
    for fault in faults(epub):
        told = f"{fault.file}:{fault.line}: {fault.message}"
        found.append(Finding("E102", Severity.ERROR, _place(where, fault.file, fault.line), told, "report this"))
    if others:
        found += _of_others(epub, where, EXPECTED_FOR_KINDLE if reader and reader.family == "kindle" else EXPECTED)
    return tuple(found)


def _of_others(epub: bytes, where: SourceLines, expected: frozenset[str]) -> Iterator[Finding]:
    with zipfile.ZipFile(io.BytesIO(epub)) as archive:
        files = len(archive.namelist())
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "book.epub"
        path.write_bytes(epub)
        if validators.has_epubcheck():
            yield from _told("E103", "epubcheck", validators.epubcheck, path, where, expected)
        if validators.has_ace() and files <= MOST_FILES_FOR_ACE:
            yield from _told("E104", "Ace", validators.ace, path, where, expected)


def _told(
    code: str, name: str, look: Validator, path: Path, where: SourceLines, expected: frozenset[str]
) -> Iterator[Finding]:
    try:
        messages = look(path)
    except OutsideError as error:
        yield Finding(code, Severity.NOTE, Place(""), str(error))
        return
    for said in messages:
        if said.code in expected:
            continue
        severity = _SEVERITIES.get(said.severity, Severity.NOTE)
        at = f"{said.file}:{said.line}" if said.line else said.file
        text = f"{name} {said.code}: {said.text} ({at})"
        yield Finding(code, severity, _place(where, said.file, said.line), text)


def _place(where: SourceLines, file: str, line: int) -> Place:
    """The author's place a line of the EPUB comes from: that of the nearest piece above it; else the file itself."""
    if not file.startswith("EPUB/"):
        file = f"EPUB/{file}"
    places = where.get(file, ())
    nearest = bisect_right(places, line, key=lambda known: known[0]) if line else 1
    return places[max(0, nearest - 1)][1] if places else Place("")
