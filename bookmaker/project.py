"""Find the project, its books, and the files each book is made of. No file outside the project is ever read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from bookmaker.errors import BookError, UsageError
from bookmaker.metadata import Recipe
from bookmaker.model import MARKUP, Finding, Place, Severity

SOURCE_SUFFIXES = frozenset({".txt", ".text", *MARKUP})
"""What counts as a source when the YAML names none; the pictures beside them do not."""
YAML_SUFFIXES = frozenset({".yaml", ".yml"})
NO_PROJECT = (
    "no project here: no folder above this one holds metadata/ and sources/",
    "start one with `bookmaker new DIR`, or name a file",
)
"""What is wrong, and what to do, where a project is needed."""


@dataclass(frozen=True, slots=True)
class Project:
    """A folder with `metadata/` and `sources/` in it."""

    root: Path

    @property
    def metadata(self) -> Path:
        """The folder of the YAML files."""
        return self.root / "metadata"

    @property
    def sources(self) -> Path:
        """The folder of the texts and pictures."""
        return self.root / "sources"

    @property
    def dist(self) -> Path:
        """The folder of the finished books."""
        return self.root / "dist"


@dataclass(frozen=True, slots=True)
class Entry:
    """A book that was asked for: its slug, its YAML or (a text alone) its one source.

    No file of the book may lie outside `root`; its sources and pictures are named from `beside`, and shown to the
    author as seen from `seen_from` (None: from `root`).
    """

    slug: str
    root: Path
    beside: Path
    yaml: Path | None = None
    source: Path | None = None
    project: Project | None = None
    seen_from: Path | None = None

    def shown(self, path: Path) -> str:
        """A path as the author knows it: from the project's folder, or from where a lone file was named."""
        try:
            return path.relative_to(self.seen_from or self.root).as_posix()
        except ValueError:
            return path.as_posix()


def find(start: Path) -> Project | None:
    """The project a folder lies in: the nearest one, going up, that holds `metadata/` and `sources/`."""
    start = start.resolve()
    for folder in (start, *start.parents):
        if (folder / "metadata").is_dir() and (folder / "sources").is_dir():
            return Project(folder)
    return None


def books(project: Project) -> list[Entry]:
    """Every book of the project, one a YAML file, in natural order. Raises UsageError for two of one name."""
    found: dict[str, Path] = {}
    for path in _natural(project.metadata.iterdir()):
        if path.suffix.lower() not in YAML_SUFFIXES or path.name.startswith("."):
            continue
        if path.stem in found:
            raise UsageError(f"two files for one book: {found[path.stem].name} and {path.name}", "rename one of them")
        found[path.stem] = path
    return [_entry(project, path) for path in found.values()]


def choose(words: Sequence[str], project: Project | None, here: Path) -> list[Entry]:
    """The books these words name (slugs, paths of YAML files or sources); every book of the project for none.

    Raises UsageError for a word that names nothing, with the nearest slug.
    """
    if not words:
        if project is None:
            raise UsageError(*NO_PROJECT)
        return books(project)
    chosen = {entry.yaml or entry.source: entry for entry in (_named(word, project, here) for word in words)}
    return list(chosen.values())


def sources(entry: Entry, recipe: Recipe) -> tuple[Path, ...]:
    """The files of a book's text, in order. Raises BookError when one is missing or lies outside."""
    if entry.source is not None:
        return (entry.source,)
    places = dict(recipe.places)
    at = places.get("sources", Place(entry.shown(entry.yaml)) if entry.yaml else Place(entry.slug))
    if recipe.sources:
        found: list[Path] = []
        problems: list[Finding] = []
        for name in recipe.sources:
            try:
                found.append(inside(entry, name, at))
            except BookError as error:
                problems += error.findings
        if problems:
            raise BookError(problems)
        return tuple(found)
    alone = [path for path in _texts(entry.beside) if path.stem == entry.slug]
    folder = entry.beside / entry.slug
    several = _texts(folder) if folder.is_dir() else []
    if len(alone) > 1 or (alone and several):
        names = ", ".join(path.name for path in alone) + (f" and {folder.name}/" if several else "")
        raise _wrong("M016", at, f"more than one source for this book: {names}", "name the ones meant under `sources:`")
    if not alone and not several:
        wanted = entry.shown(entry.beside / f"{entry.slug}.txt")
        raise _wrong("M014", at, f"no source: there is no {wanted}", "write it, or name the file under `sources:`")
    return tuple(_within(entry, path, at) for path in (alone or several))


def inside(entry: Entry, name: str, place: Place) -> Path:
    """A file the YAML names, beside the sources. Raises BookError when it is missing or leaves the project."""
    parts = Path(name).parts
    if Path(name).is_absolute() or ".." in parts or "\\" in name or not parts:
        raise _wrong("M013", place, f"`{name}` leads out of the project", "name a file inside it")
    path = entry.beside / name
    if not path.exists():
        near = get_close_matches(path.name, _alike(path), 1)
        hint = f"did you mean {near[0]}?" if near else f"put it into {entry.shown(entry.beside)}/"
        raise _wrong("M014", place, f"`{name}` is not there", hint)
    if not path.is_file():
        raise _wrong("M014", place, f"`{name}` is no file")
    return _within(entry, path, place)


def orphans(project: Project, used: Iterable[Path]) -> list[Finding]:
    """Sources that no book uses, each a warning. `used` are the sources of all books."""
    taken = {path.resolve() for path in used}
    slugs = {entry.slug for entry in books(project)}
    out = []
    for path in _natural(project.sources.iterdir()):
        texts = _texts(path) if path.is_dir() else [path] if path.suffix.lower() in SOURCE_SUFFIXES else []
        if texts and path.stem not in slugs and not any(text.resolve() in taken for text in texts):
            shown = path.relative_to(project.root).as_posix()
            fix = f"add metadata/{path.stem}.yaml with a `title:`"
            out.append(Finding("M015", Severity.WARNING, Place(shown), "no metadata: no book is made of it", fix))
    return out


# --- below ------------------------------------------------------------------------------------


def _named(word: str, project: Project | None, here: Path) -> Entry:
    """The book a slug or a path names."""
    path = here / word
    if project is not None and not path.exists() and (project.root / word).exists():  # with -C
        path = project.root / word
    looks_like_path = "/" in word or path.suffix.lower() in YAML_SUFFIXES | SOURCE_SUFFIXES
    if project is not None and not looks_like_path:
        by_slug = {entry.slug: entry for entry in books(project)}
        if word in by_slug:
            return by_slug[word]
        if not path.is_file():
            near = get_close_matches(word, by_slug, 1)
            hint = f"did you mean {near[0]}?" if near else "`bookmaker list` shows the books"
            raise UsageError(f"no book called {word}", hint)
    if path.is_dir():
        raise UsageError(f"{word} is a folder, not a book", _of_folder(path))
    if not path.is_file():
        if looks_like_path:
            raise UsageError(f"no such file: {word}")
        raise UsageError(f"no book called {word}", "outside a project a book is named by its file")
    return _of_file(path.parent.resolve() / path.name, here.resolve())  # a symlink keeps its own name


def _of_folder(path: Path) -> str:
    """What to do with a folder that was named as a book: it may hold the chapters of one, or a project."""
    if not _texts(path):
        return "use -C to name a project's folder"
    name = path.resolve().name
    return f"to make one book of its texts, put it into a project's sources/ and a `title:` into metadata/{name}.yaml"


def _of_file(path: Path, here: Path) -> Entry:
    """The book that a YAML file or a text belongs to: one of the project it lies in, or one of its own."""
    home = find(path.parent)
    if path.suffix.lower() in YAML_SUFFIXES:
        if home and path.parent == home.metadata:
            return _entry(home, path)
        return Entry(path.stem, path.parent, path.parent, yaml=path, seen_from=here)
    if home and home.sources in path.parents:
        slugs = {path.stem, *(folder.name for folder in path.parents if folder.parent == home.sources)}
        entries = books(home)
        named_for = (entry for entry in entries if entry.slug in slugs)
        listing = (entry for entry in entries if path in _listed(entry))
        if entry := next(named_for, None) or next(listing, None):
            return entry
    return Entry(path.stem, path.parent, path.parent, source=path, seen_from=here)


def _entry(project: Project, yaml: Path) -> Entry:
    return Entry(yaml.stem, project.root, project.sources, yaml=yaml, project=project)


def _listed(entry: Entry) -> list[Path]:
    """The sources that a book's YAML names; none when it cannot be read."""
    from bookmaker.metadata.recipe import read_file

    if entry.yaml is None:
        return []
    try:
        return [entry.beside / name for name in read_file(entry.yaml, entry.shown(entry.yaml)).sources]
    except BookError:  # told when the book's turn comes
        return []


def _texts(folder: Path) -> list[Path]:
    texts = (path for path in folder.iterdir() if path.suffix.lower() in SOURCE_SUFFIXES)
    return _natural(path for path in texts if path.is_file() and not path.name.startswith("."))


def _natural(paths: Iterable[Path]) -> list[Path]:
    """In the order people count: part-2 before part-10."""
    from natsort import natsorted, ns

    return natsorted(paths, key=lambda path: path.name, alg=ns.IGNORECASE)


def _alike(path: Path) -> list[str]:
    """The names beside a missing file that it may have been meant for: texts for a text, others for another."""
    text = path.suffix.lower() in SOURCE_SUFFIXES
    beside = path.parent.iterdir() if path.parent.is_dir() else ()
    return sorted(other.name for other in beside if (other.suffix.lower() in SOURCE_SUFFIXES) == text)


def _within(entry: Entry, path: Path, place: Place) -> Path:
    if not path.resolve().is_relative_to(entry.root.resolve()):
        raise _wrong("M013", place, f"`{entry.shown(path)}` is a link that leads out of the project")
    return path


def _wrong(code: str, place: Place, message: str, fix: str = "") -> BookError:
    return BookError([Finding(code, Severity.ERROR, place, message, fix)])
