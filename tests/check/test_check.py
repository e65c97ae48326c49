"""What `check` looks at: the YAML, the text, the book it would become. Nothing is written."""

from pathlib import Path

import pytest

from bookmaker.build import Order
from bookmaker.check import check
from bookmaker.project import Project, choose

pytestmark = pytest.mark.usefixtures("no_validators")


@pytest.fixture
def shelf(tmp_path: Path) -> Project:
    for folder in ("metadata", "sources"):
        (tmp_path / folder).mkdir()
    return Project(tmp_path.resolve())


def codes(shelf: Project, yaml: str, text: str) -> list[str]:
    (shelf.metadata / "tide.yaml").write_text(yaml, encoding="utf-8")
    (shelf.sources / "tide.txt").write_text(text, encoding="utf-8")
    (entry,) = choose(["tide"], shelf, shelf.root)
    found = check(entry, Order())
    assert not shelf.dist.exists()
    return [finding.code for finding in found]


def test_a_clean_book(shelf: Project) -> None:
    assert codes(shelf, "title: The Tide\nlanguage: en", "The tide came in. Nobody saw it come.\n") == []


def test_the_yaml(shelf: Project) -> None:
    assert codes(shelf, "titel: The Tide", "The tide came in.\n") == ["M002"]


def test_the_text(shelf: Project) -> None:
    assert codes(shelf, "title: The Tide\nlanguage: en", "The tide came in the the night.\n") == ["T301"]


def test_the_cover(shelf: Project) -> None:
    assert codes(shelf, "title: The Tide\nlanguage: en\ncover: tide.jpg", "The tide came in.\n") == ["M014"]
