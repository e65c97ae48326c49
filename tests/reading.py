"""A PDF read back: its text by page, its outline, its tags."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pikepdf

from bookmaker.backends.pdf import Printed
from bookmaker.fidelity import words

Print = Callable[..., Printed]
"""Prints a book under some settings."""


def opened(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf))


def page_texts(pdf: bytes, folder: Path, *, band: tuple[float, float] | None = None, raw: bool = False) -> list[str]:
    """The text of each page by poppler; `band`: only what stands between these heights, in points from the top.

    `raw`: in the order of the file, not as poppler would put it from where it stands.
    """
    assert shutil.which("pdftotext"), "install poppler-utils"
    path = folder / "read.pdf"
    path.write_bytes(pdf)
    crop = []
    if band:
        crop = ["-x", "0", "-W", "2000", "-y", str(round(band[0])), "-H", str(round(band[1] - band[0]))]
    how = ["-raw"] if raw else []
    done = subprocess.run(["pdftotext", "-r", "72", *how, *crop, str(path), "-"], capture_output=True, check=True)
    return done.stdout.decode().split("\f")[:-1]


def page_words(text: str) -> list[str]:
    return words(text)


def labels(pdf: pikepdf.Pdf) -> list[str]:
    return [page.label for page in pdf.pages]


def outline(pdf: pikepdf.Pdf) -> list[tuple[int, str, int]]:
    """Depth, title and page of each entry."""
    numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}

    def below(item: pikepdf.Object, depth: int) -> Iterator[tuple[int, str, int]]:
        entry = item.get("/First")
        while entry is not None:
            yield depth, str(entry.Title), numbers[entry.Dest[0].objgen]
            yield from below(entry, depth + 1)
            entry = entry.get("/Next")

    return list(below(pdf.Root.Outlines, 0)) if "/Outlines" in pdf.Root else []


def links(pdf: pikepdf.Pdf) -> Iterator[tuple[int, pikepdf.Object]]:
    for number, page in enumerate(pdf.pages):
        for note in page.obj.get("/Annots", ()):
            yield number, note


def elements(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Every element of the structure tree, in reading order."""

    def below(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
        yield element
        kids = element.get("/K", ())
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                yield from below(kid)

    for top in pdf.Root.StructTreeRoot.K:
        yield from below(top)


SHOWS = frozenset({"Tj", "TJ", "Do", "sh", "f", "f*", "S", "B"})


def unmarked(page: pikepdf.Page) -> list[str]:
    """Operators that draw outside any marked content."""
    out, marks = [], 0
    for instruction in pikepdf.parse_content_stream(page):
        operator = str(instruction.operator)
        if operator in ("BDC", "BMC"):
            marks += 1
        elif operator == "EMC":
            marks -= 1
        elif operator in SHOWS and not marks:
            out.append(operator)
    return out


def marked_ids(page: pikepdf.Page) -> list[int]:
    """The ids of a page's marked content."""
    ids = []
    for instruction in pikepdf.parse_content_stream(page):
        if str(instruction.operator) == "BDC" and isinstance(instruction.operands[1], pikepdf.Dictionary):
            mcid = instruction.operands[1].get("/MCID")
            if mcid is not None:
                ids.append(int(mcid))
    return ids


CONTENTS_LINE = re.compile(r"^(.*?)[ .]*(?:\. ){2,}\.?\s*([ivxlc]+|\d+)$", re.MULTILINE)
