"""Lines and pages as a compositor leaves them: last lines, last words, scene breaks near the edge of a page."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest
from novel import novel
from reading import Print, opened, page_texts

from bookmaker.backends.pdf import Printed, pages
from bookmaker.backends.pdf.lines import TAIL
from bookmaker.metadata import BuildSettings
from bookmaker.model import Block, Book, SceneBreak, Section
from bookmaker.walk import block_text, map_sections

HYPHEN = "‐"
ORNAMENT = "* * *"


def blocks(printed: Printed) -> list[list[str]]:
    """The lines of each block."""
    return [block.split("\n") for block in printed.body.split("\n\n") if "\n" in block]


def broken(book: Book, every: int = 4) -> Book:
    """The book with a scene break after every so many blocks."""

    def section(part: Section) -> Section:
        plain = [block for block in part.blocks if not isinstance(block, SceneBreak)]
        out: list[Block] = []
        for at, block in enumerate(plain):
            out += [SceneBreak(ornament="***"), block] if at and at % every == 0 else [block]
        return replace(part, blocks=tuple(out), sections=tuple(map(section, part.sections)))

    return replace(book, sections=tuple(map(section, book.sections)))


@pytest.mark.parametrize("settings", [{}, {"device": "kobo-clara-bw"}, {"page": "large-print"}], ids=str)
def test_no_last_line_of_a_few_letters_and_no_last_word_parted(settings: dict[str, str], press: Print) -> None:
    found = blocks(press(novel(2), **settings))
    assert len(found) > 50
    assert any(line.endswith(HYPHEN) for lines in found for line in lines)
    for *_, before, last in found:
        assert len(last.strip()) >= TAIL
        assert not (before.endswith(HYPHEN) and len(last.split()) == 1), (before, last)


def test_hyphens_leave_two_letters_before_and_three_after(press: Print) -> None:
    for lines in blocks(press(novel(2))):
        for line, after in pairwise(lines):
            if line.endswith(HYPHEN):
                assert len(line.split()[-1].strip("“‘(—")) >= 3
                assert len(after.split()[0].rstrip(".,;:!?’”)—")) >= 3


def test_a_book_without_hyphens(press: Print) -> None:
    assert HYPHEN not in press(novel(1), hyphenate=False).body


@pytest.mark.parametrize("device", ["", "kobo-clara-bw"])
def test_a_scene_break_stands_amid_a_page_and_leaves_it_full(device: str, press: Print, tmp_path: Path) -> None:
    printed = press(broken(novel(3)), device=device)
    page = pages.page(BuildSettings(device=device))
    band = (page.top / pages.POINT - 2, (page.height - page.bottom) / pages.POINT + 2)
    shown = [[row for row in text.split("\n") if row.strip()] for text in page_texts(printed.pdf, tmp_path, band=band)]
    assert sum(ORNAMENT in rows for rows in shown) > 20
    for rows in shown:
        assert ORNAMENT not in (*rows[:1], *rows[-1:])


def base_lines(printed: Printed) -> list[list[float]]:
    """How far down each line stands on each page, in points, from top to bottom."""
    found = []
    for sheet in opened(printed.pdf).pages:
        contents = sheet.obj.get("/Contents")
        data = b"\n".join(part.read_bytes() for part in contents) if isinstance(contents, pikepdf.Array) else b""
        found.append(sorted({float(y) * 0.75 for y in re.findall(rb"1 0 0 -1 [\d.-]+ ([\d.-]+) Tm", data)}))
    return found


def test_facing_pages_stand_level(press: Print) -> None:
    plain = broken(novel(3), every=6)
    printed = press(map_sections(plain, without_notes))
    page = pages.page(BuildSettings())
    sheets = [lines for lines in base_lines(printed)[printed.labels.index("1") + 1 :] if len(lines) > 12]
    first = Counter(round(lines[0], 1) for lines in sheets).most_common(1)[0][0]
    last = first + (page.lines - 1) * page.line
    short = []
    for lines in sheets:
        for down in lines[-6:]:
            assert abs((down - first) / page.line - round((down - first) / page.line)) < 0.03
        short.append(round((last - lines[-1]) / page.line))
    assert min(short) == 0
    # (The last page of a chapter may be as short as it is.)
    assert sum(lines > 4 for lines in short) <= 6
    assert sum(lines <= 1 for lines in short) > 0.7 * len(short)


def without_notes(section: Section) -> Section:
    kept = tuple(block for block in section.blocks if isinstance(block, SceneBreak) or "stood" not in block_text(block))
    return replace(section, blocks=kept)
