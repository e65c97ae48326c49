"""Ace by DAISY finds nothing against the torture book. It needs Node and Chromium (`make test-slow` installs them)."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest
from torture import torture_book

from bookmaker import themes
from bookmaker.backends.epub import render
from bookmaker.backends.pagination import PageBreak
from bookmaker.check.validators import ACE, ace
from bookmaker.compose import compose
from bookmaker.metadata import BuildSettings


@pytest.fixture(scope="session")
def command() -> str:
    """Ace from the path, or where `make test-slow` puts it."""
    found = shutil.which(ACE) or shutil.which(ACE, path=Path(sys.prefix) / "ace" / "node_modules" / ".bin")
    if not found and "CI" not in os.environ:
        pytest.skip("Ace is not installed")
    assert found, "make test-slow installs Ace"
    return found


@pytest.mark.slow
def test_no_violation(command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium:
        monkeypatch.setenv("PUPPETEER_EXECUTABLE_PATH", chromium)
    build = BuildSettings(opening="drop-cap")
    whole = compose(torture_book(), build)
    pages = tuple(PageBreak(str(number), section.id) for number, section in enumerate(whole.sections[4:9], 1))
    path = tmp_path / "torture.epub"
    path.write_bytes(render(whole, build, themes.load("classic", None), pages=pages))
    assert ace(path, command) == ()
