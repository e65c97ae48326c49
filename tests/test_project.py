"""Finding the project, its books and their files."""

from __future__ import annotations

from pathlib import Path

import pytest

from bookmaker import intake
from bookmaker.errors import BookError, UsageError
from bookmaker.metadata.recipe import read
from bookmaker.model import Place
from bookmaker.project import SOURCE_SUFFIXES, Entry, Project, books, choose, find, inside, orphans, sources


@pytest.fixture
def shelf(tmp_path: Path) -> Project:
    for name in ("metadata/tide.yaml", "metadata/ebb.yml", "sources/tide.txt", "sources/ebb.md"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("title: x\n")
    return Project(tmp_path.resolve())


def test_the_project_is_found_from_below_and_not_from_above(shelf: Project) -> None:
    deep = shelf.sources / "a" / "b"
    deep.mkdir(parents=True)
    assert find(deep) == shelf
    assert find(shelf.root) == shelf
    assert find(shelf.root.parent) is None


def test_the_nearest_project_wins(shelf: Project) -> None:
    inner = shelf.root / "inner"
    (inner / "metadata").mkdir(parents=True)
    (inner / "sources").mkdir()
    assert find(inner / "sources") == Project(inner)


@pytest.mark.parametrize("suffix", sorted(SOURCE_SUFFIXES))
def test_every_source_has_an_intake(suffix: str, tmp_path: Path) -> None:
    source = tmp_path / f"tide{suffix}"
    source.write_text("Once upon a time.", encoding="utf-8")
    draft = intake.read(source, source.name)
    assert draft.lines or draft.blocks


def test_books_in_natural_order(shelf: Project) -> None:
    for number in (10, 9, 1):
        (shelf.metadata / f"Volume {number}.yaml").write_text("title: x")
    (shelf.metadata / ".hidden.yaml").write_text("title: x")
    (shelf.metadata / "themes").mkdir()
    assert [entry.slug for entry in books(shelf)] == ["ebb", "tide", "Volume 1", "Volume 9", "Volume 10"]


def test_two_yaml_files_for_one_book(shelf: Project) -> None:
    (shelf.metadata / "tide.yml").write_text("title: x")
    with pytest.raises(UsageError, match="two files for one book"):
        books(shelf)


def entry_of(shelf: Project, slug: str = "tide") -> Entry:
    (entry,) = choose([slug], shelf, shelf.root)
    return entry


def found(shelf: Project, slug: str, yaml: str = "title: x") -> list[str]:
    entry = entry_of(shelf, slug)
    return [path.relative_to(shelf.sources).as_posix() for path in sources(entry, read(yaml, "metadata/x.yaml"))]


def test_a_source_of_the_books_name(shelf: Project) -> None:
    (shelf.sources / "tide.jpg").write_text("a picture")
    (shelf.sources / "tide-old.txt").write_text("another")
    assert found(shelf, "tide") == ["tide.txt"]


def test_a_folder_of_the_books_name_in_natural_order(shelf: Project) -> None:
    (shelf.sources / "tide.txt").unlink()
    (shelf.sources / "tide").mkdir()
    for name in ("2.txt", "10.txt", "1.txt", "map.png", ".swp.txt", "notes.MD"):
        (shelf.sources / "tide" / name).write_text("x")
    assert found(shelf, "tide") == ["tide/1.txt", "tide/2.txt", "tide/10.txt", "tide/notes.MD"]


def test_listed_sources_in_the_order_listed(shelf: Project) -> None:
    assert found(shelf, "tide", "title: x\nsources: [tide.txt, ebb.md]") == ["tide.txt", "ebb.md"]
    assert found(shelf, "tide", "title: x\nsources: tide.txt") == ["tide.txt"]


@pytest.mark.parametrize("name", ["../secret.txt", "a/../../secret.txt", "/etc/passwd", "..", "", "a\\..\\b"])
def test_no_way_out(shelf: Project, name: str) -> None:
    (shelf.root / "secret.txt").write_text("x")
    with pytest.raises(BookError, match=r"leads out of the project|is no file"):
        inside(entry_of(shelf), name, Place("metadata/tide.yaml", 1))


def test_no_way_out_by_a_link(shelf: Project, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (outside / "secret.txt").write_text("x")
    (shelf.sources / "link.txt").symlink_to(outside / "secret.txt")
    (shelf.sources / "folder").symlink_to(outside)
    (shelf.sources / "fine.txt").symlink_to(shelf.sources / "tide.txt")
    (shelf.sources / "tide.txt").unlink()
    (shelf.sources / "tide.txt").symlink_to(outside / "secret.txt")
    entry = entry_of(shelf)
    for name in ("link.txt", "folder/secret.txt"):
        with pytest.raises(BookError, match=r"a link that leads out of the project"):
            inside(entry, name, Place("metadata/tide.yaml", 1))
    with pytest.raises(BookError, match=r"a link that leads out of the project"):
        found(shelf, "tide")


def test_a_link_that_stays_inside(shelf: Project) -> None:
    (shelf.sources / "fine.txt").symlink_to(shelf.sources / "tide.txt")
    assert inside(entry_of(shelf), "fine.txt", Place("x")).name == "fine.txt"


def test_a_project_behind_a_link(shelf: Project, tmp_path_factory: pytest.TempPathFactory) -> None:
    link = tmp_path_factory.mktemp("home") / "books"
    link.symlink_to(shelf.root)
    assert find(link) == shelf


def test_every_way_to_name_a_book(shelf: Project) -> None:
    for words in (["tide"], ["metadata/tide.yaml"], ["sources/tide.txt"], [str(shelf.sources / "tide.txt")]):
        assert [entry.slug for entry in choose(words, shelf, shelf.root)] == ["tide"]
    assert [entry.yaml for entry in choose(["tide.txt"], shelf, shelf.sources)] == [shelf.metadata / "tide.yaml"]
    (shelf.sources / "part").mkdir()
    (shelf.metadata / "part.yaml").write_text("title: x")
    (shelf.sources / "part" / "1.txt").write_text("x")
    assert [entry.slug for entry in choose(["sources/part/1.txt"], shelf, shelf.root)] == ["part"]


def test_a_listed_source_names_its_book(shelf: Project) -> None:
    (shelf.sources / "part-one.txt").write_text("x")
    (shelf.metadata / "tide.yaml").write_text("title: x\nsources: [part-one.txt]")
    (shelf.metadata / "bad.yaml").write_text("titel: x")
    assert [entry.slug for entry in choose(["sources/part-one.txt"], shelf, shelf.root)] == ["tide"]


def test_a_path_is_read_from_here_and_then_from_the_project(shelf: Project, tmp_path: Path) -> None:
    assert [entry.slug for entry in choose(["sources/tide.txt"], shelf, tmp_path.parent)] == ["tide"]


def test_a_lone_file_is_shown_as_it_was_named(tmp_path: Path) -> None:
    (tmp_path / "drafts").mkdir()
    (tmp_path / "drafts" / "tide.txt").write_text("x")
    (entry,) = choose(["drafts/tide.txt"], None, tmp_path)
    assert entry.source is not None
    assert entry.shown(entry.source) == "drafts/tide.txt"


def test_a_book_named_twice_is_made_once(shelf: Project) -> None:
    assert len(choose(["tide", "sources/tide.txt", "metadata/tide.yaml"], shelf, shelf.root)) == 1


def test_a_source_without_yaml_is_a_book_of_its_own(shelf: Project) -> None:
    (shelf.sources / "loose.txt").write_text("x")
    (entry,) = choose(["sources/loose.txt"], shelf, shelf.root)
    assert (entry.slug, entry.yaml, entry.project) == ("loose", None, None)


def test_a_yaml_outside_any_project(tmp_path: Path) -> None:
    (tmp_path / "tide.yaml").write_text("title: x")
    (tmp_path / "tide.txt").write_text("x")
    (entry,) = choose(["tide.yaml"], None, tmp_path)
    assert sources(entry, read("title: x", "tide.yaml")) == (tmp_path / "tide.txt",)


def test_orphans(shelf: Project) -> None:
    (shelf.sources / "lost.txt").write_text("x")
    (shelf.sources / "lost").mkdir()
    (shelf.sources / "lost" / "1.txt").write_text("x")
    (shelf.sources / "pictures").mkdir()
    (shelf.sources / "pictures" / "a.png").write_text("x")
    (shelf.sources / "listed.txt").write_text("x")
    told = orphans(shelf, [shelf.sources / "listed.txt"])
    assert [str(finding.place) for finding in told] == ["sources/lost", "sources/lost.txt"]
