"""A user without a home folder (a container that runs under a bare number), and a folder that is gone."""

from __future__ import annotations

from pathlib import Path

import pytest

from bookmaker.cli import run

TOLD = "error: this user has no home folder; set HOME\n"


@pytest.fixture
def story(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    def unknown(_: int) -> None:
        raise KeyError("uid not found")

    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("pwd.getpwuid", unknown)
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "tide.txt"
    path.write_text("The tide came in. Nobody saw it come.\n")
    return path


def test_a_book_is_made_without_a_home(story: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["epub", "-q", "tide.txt"]) == 0
    assert capsys.readouterr() == ("tide.epub\n", "")
    assert sorted(path.name for path in story.parent.iterdir()) == ["tide.epub", "tide.txt"]  # and no folder “~”


@pytest.mark.parametrize("command", [["send", "tide.txt", "--to", "kobo"], ["devices", "--connected"]])
def test_what_needs_a_home_says_so(story: Path, command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(command) == 3
    assert capsys.readouterr().err == TOLD


def test_the_folder_one_is_in_is_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert run(["list"]) == 3
    assert capsys.readouterr().err == "error: the folder you are in is gone; go into another\n"
