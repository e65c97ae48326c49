"""A printed book: the file, and what is known of it. Kept whole in the cache, for a build that changes nothing."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import dataclass

from bookmaker.backends.pagination import PageBreak
from bookmaker.model import NOWHERE, Finding, Severity


@dataclass(frozen=True, slots=True)
class Printed:
    """A finished PDF, and what is known of it.

    `labels` has one for each page, as printed; `breaks` says where each begins in the text. `body` and `notes` are
    the author's words as they stand on the pages, line by line, for the fidelity gate; notes in the order of
    `Book.notes`.
    """

    pdf: bytes
    labels: tuple[str, ...]
    breaks: tuple[PageBreak, ...]
    body: str
    notes: tuple[str, ...]
    findings: tuple[Finding, ...] = ()


def pack(printed: Printed) -> bytes:
    """A printed book as bytes for the cache; a checksum guards each part."""
    facts = {
        "labels": printed.labels,
        "breaks": [[mark.label, mark.anchor] for mark in printed.breaks],
        "notes": printed.notes,
        "findings": [[found.code, found.severity, found.message, found.fix] for found in printed.findings],
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as parts:
        parts.writestr("facts.json", json.dumps(facts))
        parts.writestr("body.txt", printed.body)
        parts.writestr("book.pdf", printed.pdf)
    return out.getvalue()


def unpack(data: bytes) -> Printed | None:
    """A printed book from the cache; None when the bytes are damaged."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            facts = json.loads(parts.read("facts.json"))
            return Printed(
                parts.read("book.pdf"),
                tuple(facts["labels"]),
                tuple(PageBreak(label, anchor) for label, anchor in facts["breaks"]),
                parts.read("body.txt").decode(),
                tuple(facts["notes"]),
                tuple(Finding(code, Severity(how), NOWHERE, *rest) for code, how, *rest in facts["findings"]),
            )
    except (zipfile.BadZipFile, ValueError, KeyError, TypeError, EOFError):
        return None
