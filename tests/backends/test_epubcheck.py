"""epubcheck is silent, usage messages and all. Java starts slowly: each case is worth its three seconds."""

from __future__ import annotations

from pathlib import Path

import pytest
from torture import many_chapters, torture_book

from bookmaker import themes
from bookmaker.backends.epub import render
from bookmaker.backends.pagination import PageBreak
from bookmaker.check.validators import epubcheck
from bookmaker.compose import compose
from bookmaker.metadata import BuildSettings
from bookmaker.model import Book


@pytest.mark.parametrize(
    ("name", "book"),
    [
        ("torture", torture_book(long=True)),
        pytest.param("one", many_chapters(1), marks=pytest.mark.slow),
        pytest.param("many", many_chapters(5000), marks=pytest.mark.slow),  # minutes: epubcheck is quadratic in files
    ],
)
def test_silent(name: str, book: Book, tmp_path: Path) -> None:
    build = BuildSettings(opening="small-caps")
    whole = compose(book, build)
    pages = tuple(PageBreak(str(number), section.id) for number, section in enumerate(whole.sections[4:9], 1))
    path = tmp_path / f"{name}.epub"
    path.write_bytes(render(whole, build, themes.load("classic", None), pages=pages))
    assert epubcheck(path) == ()
