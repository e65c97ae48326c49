"""Books printed once for all tests: laying out takes seconds."""

from __future__ import annotations

import sys
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path

import pytest
import weasyprint.pdf.fonts

sys.path.insert(0, str(Path(__file__).parent))

from novel import novel
from reading import Print
from torture import picture, torture_book

from bookmaker import themes
from bookmaker.backends.pdf import Printed, pieces, printed
from bookmaker.compose import compose
from bookmaker.metadata import BuildSettings
from bookmaker.model import Book


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache that all tests of a process share."""
    return tmp_path_factory.mktemp("cache")


class Here:
    """In place of a pool of processes: the work done in this one, without a second to start another."""

    def __init__(self, jobs: int, context: object, initializer: Callable[..., None], initargs: tuple[object]) -> None:
        initializer(*initargs)

    def submit(self, work: Callable[..., object], *args: object) -> Future[object]:
        done: Future[object] = Future()
        done.set_result(work(*args))
        return done

    def shutdown(self, **how: bool) -> None:
        """Nothing was started."""


@pytest.fixture(scope="session")
def press(shelf: Path) -> Print:
    """Print a book: `press(book, page="a5")`. What was printed before is in the cache. `here`: start no process."""

    def run(
        book: Book, *, jobs: int = 2, cache: Path | None = shelf, here: bool = False, **settings: object
    ) -> Printed:
        build = replace(BuildSettings(), **settings)  # type: ignore[arg-type]
        with pytest.MonkeyPatch.context() as patch:
            if here:
                patch.setattr(pieces, "ProcessPoolExecutor", Here)
                patch.setattr(weasyprint.pdf.fonts.Font, "clean", weasyprint.pdf.fonts.Font.clean)
                patch.setattr(weasyprint.pdf, "add_tags", weasyprint.pdf.add_tags)
                patch.setattr(weasyprint.pdf.stream.Stream, "marked", weasyprint.pdf.stream.Stream.marked)
                patch.setenv("FONTCONFIG_FILE", "")
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
