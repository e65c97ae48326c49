"""Lines and pages as a compositor leaves them: last lines, last words, scene breaks near the edge of a page."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from novel import novel
from reading import Print, page_texts

from bookmaker.backends.pdf import Printed, pages
from bookmaker.backends.pdf.lines import TAIL
from bookmaker.metadata import BuildSettings
from bookmaker.model import Block, Book, SceneBreak, Section

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
