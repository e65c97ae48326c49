from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bookmaker.devices import Device, Format
from bookmaker.send import Edition, Outside

KOBO_VERSION = "N4180A0000000,4.9.77,4.38.23171,4.9.77,4.9.77,00000000-0000-0000-0000-000000000390"


@pytest.fixture
def outside(tmp_path: Path) -> Outside:
    """A world of its own: home, current folder, state."""
    (tmp_path / "home").mkdir()
    return Outside(tmp_path / "home", tmp_path, tmp_path / "state", datetime(2026, 11, 23, 12, tzinfo=UTC))


@pytest.fixture
def dist(tmp_path: Path) -> Callable[..., Edition]:
    """Writes a file of `dist/` and says what it is."""

    def write(book: str = "lamp", content: str = "one", suffix: str = ".epub", title: str = "The Lamp") -> Edition:
        folder = tmp_path / "dist"
        folder.mkdir(exist_ok=True)
        path = folder / f"{book}{suffix}"
        path.write_text(content)
        return Edition(book, path, title, "R. Example")

    return write


@pytest.fixture
def make(dist: Callable[..., Edition]) -> Callable[[str, Device, Format], Edition]:
    """Builds: the file says what it was built for."""

    def build(book: str, device: Device, kind: Format) -> Edition:
        suffix = {"kepub": ".kepub.epub"}.get(kind, f".{kind}")
        return dist(book, f"{book} for {device.name} as {kind}", suffix, title=book.title())

    return build


@pytest.fixture
def kobo(tmp_path: Path) -> Path:
    """A folder with a Kobo's marks and a reader's own files."""
    root = tmp_path / "KOBOeReader"
    (root / ".kobo").mkdir(parents=True)
    (root / ".kobo/version").write_text(KOBO_VERSION)
    (root / ".kobo/KoboReader.sqlite").write_bytes(b"database")
    (root / "Someone Else's.epub").write_bytes(b"bought")
    return root
