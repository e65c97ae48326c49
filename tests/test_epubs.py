"""Real books through the whole program: epubcheck says nothing of their EPUBs, and Ace nothing of the short ones."""

from __future__ import annotations

import os
import shutil
import sys
import zipfile
from pathlib import Path

import pytest
from kepubs import unkepub

from bookmaker.backends.kepub import kepub
from bookmaker.check.epub import MOST_FILES_FOR_ACE
from bookmaker.check.structure import faults
from bookmaker.check.validators import ACE, ace, epubcheck
from bookmaker.cli import run

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
SAMPLES = sorted(path.stem for path in (ROOT / "metadata").glob("*.yaml"))
BOOKS = sorted(SHARED.glob("accuracy/books/*.txt")) + sorted(SHARED.glob("samples/*.txt"))


@pytest.fixture(autouse=True)
def nothing_of_the_user(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("CONFIG", "CACHE", "STATE"):
        monkeypatch.setenv(f"BOOKMAKER_{name}", str(tmp_path / name.lower()))


def epub_of_sample(slug: str, folder: Path) -> Path:
    path = folder / f"{slug}.epub"
    assert run(["epub", "-q", "-C", str(ROOT), slug, "-o", str(path)]) == 0
    return path


@pytest.mark.parametrize("slug", SAMPLES)
def test_epubcheck_is_silent_on_a_sample(slug: str, tmp_path: Path) -> None:
    path = epub_of_sample(slug, tmp_path)
    assert faults(path.read_bytes()) == ()
    assert epubcheck(path) == ()


@pytest.mark.slow
def test_the_books_to_try_are_there() -> None:
    if not BOOKS and "CI" not in os.environ:
        pytest.skip("no books beside the repository")
    assert BOOKS


@pytest.mark.slow
@pytest.mark.parametrize("source", BOOKS, ids=lambda path: path.stem)
def test_epubcheck_is_silent_on_a_whole_book(source: Path, tmp_path: Path) -> None:
    path = tmp_path / "book.epub"
    assert run(["epub", "-q", str(source), "-o", str(path)]) == 0
    assert faults(path.read_bytes()) == ()
    assert epubcheck(path) == ()
    wrapped = kepub(path.read_bytes())
    assert faults(wrapped) == ()
    assert unkepub(wrapped) == path.read_bytes()


@pytest.fixture
def ace_command(monkeypatch: pytest.MonkeyPatch) -> str:
    command = shutil.which(ACE) or shutil.which(ACE, path=Path(sys.prefix) / "ace" / "node_modules" / ".bin")
    if not command and "CI" not in os.environ:
        pytest.skip("Ace is not installed")
    assert command, "make test-slow installs Ace"
    monkeypatch.setenv("PUPPETEER_EXECUTABLE_PATH", shutil.which("chromium") or shutil.which("chromium-browser") or "")
    return command


@pytest.mark.slow
@pytest.mark.parametrize("slug", SAMPLES)
def test_ace_finds_nothing_in_a_sample(slug: str, tmp_path: Path, ace_command: str) -> None:
    assert ace(epub_of_sample(slug, tmp_path), ace_command) == ()


@pytest.mark.slow
@pytest.mark.parametrize("source", BOOKS, ids=lambda path: path.stem)
def test_ace_finds_nothing_in_a_book_of_some_files(source: Path, tmp_path: Path, ace_command: str) -> None:
    path = tmp_path / "book.epub"
    assert run(["epub", "-q", str(source), "-o", str(path)]) == 0
    with zipfile.ZipFile(path) as epub:
        if len(epub.namelist()) > MOST_FILES_FOR_ACE:
            pytest.skip("Ace takes a third of a second a file")
    assert ace(path, ace_command) == ()
