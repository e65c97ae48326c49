"""`bookmaker new`: a project that works at once."""

from __future__ import annotations

import uuid
from pathlib import Path

import pytest

from bookmaker.build import Order, build
from bookmaker.check import check
from bookmaker.cli import run
from bookmaker.errors import OutsideError, UsageError
from bookmaker.project import books, find
from bookmaker.starter import start

ID = uuid.UUID("2f6d1c0e-4b5a-4f0e-9c43-5a6a0c6f2b10")


@pytest.mark.usefixtures("no_validators")
def test_the_first_book_is_made_without_a_finding(tmp_path: Path) -> None:
    start(tmp_path / "new", ID)
    project = find(tmp_path / "new")
    assert project is not None
    (entry,) = books(project)
    assert check(entry, Order()) == ()
    result = build(entry, Order())
    assert result.errors == ()
    assert [output.path.name for output in result.outputs] == ["first-book.epub", "first-book.pdf"]


def test_its_identifier_is_its_own(tmp_path: Path) -> None:
    start(tmp_path, ID)
    assert f"urn:uuid:{ID}" in (tmp_path / "metadata" / "first-book.yaml").read_text()


def test_two_projects_two_identifiers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["new", "a"]) == run(["new", "deep/b"]) == 0
    shown = capsys.readouterr()
    assert shown.out.splitlines()[:3] == [
        "a/metadata/first-book.yaml",
        "a/sources/first-book.txt",
        "a/dist/.gitignore",
    ]
    assert "cd deep/b && bookmaker build" in shown.err
    one, two = (Path(name, "metadata", "first-book.yaml").read_text() for name in ("a", "deep/b"))
    assert one != two


def test_nothing_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(UsageError, match="is not empty"):
        start(tmp_path, ID)
    with pytest.raises(UsageError, match="is a file"):
        start(tmp_path / "mine.txt", ID)
    with pytest.raises(OutsideError, match="cannot write"):
        start(tmp_path / "mine.txt" / "below", ID)
