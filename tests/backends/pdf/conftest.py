"""Books printed once for all tests: laying out takes seconds."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from novel import novel
from reading import Print
from torture import picture, torture_book

from bookmaker import themes
from bookmaker.backends.pdf import Printed, printed
from bookmaker.compose import compose
from bookmaker.metadata import BuildSettings
from bookmaker.model import Book


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache that all tests of a process share."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="session")
def press(shelf: Path) -> Print:
    """Print a book: `press(book, page="a5")`. What was printed before comes from the cache."""

    def run(book: Book, *, jobs: int = 2, cache: Path | None = shelf, **settings: object) -> Printed:
        build = replace(BuildSettings(), **settings)  # type: ignore[arg-type]
        return printed(compose(book, build), build, themes.load(build.theme, None), jobs=jobs, cache=cache)

    return run


@pytest.fixture(scope="session")
def novel_book() -> Book:
    return novel(picture=picture())


@pytest.fixture(scope="session")
def paperback(press: Print, novel_book: Book) -> Printed:
    """The novel on paper."""
    return press(novel_book)


@pytest.fixture(scope="session")
def tortured(press: Print) -> Printed:
    """The book with every construct."""
    return press(torture_book())
