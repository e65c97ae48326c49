"""What `dist/` holds, told by the files themselves: a publication a slug, with what its EPUB says of it."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from natsort import natsort_keygen, ns

from bookmaker.devices import device
from bookmaker.errors import UsageError
from bookmaker.serve.about import Description, of_epub, of_pdf

# Python 3.11's own table knows neither EPUB nor AZW3. A KEPUB is an EPUB: Kobos go by the file's name.
_TYPES = {
    ".epub": "application/epub+zip",
    ".pdf": "application/pdf",
    ".azw3": "application/vnd.amazon.mobi8-ebook",
}


@dataclass(frozen=True, slots=True)
class BookFile:
    """One file of `dist/`. `kind` is "epub", "kepub", "pdf" or "azw3"; `edition` the reader it was made for."""

    path: Path
    kind: str
    media_type: str
    size: int
    modified: datetime
    edition: str = ""

    @property
    def name(self) -> str:
        """Its file name."""
        return self.path.name

    @property
    def label(self) -> str:
        """What a reader of the page sees."""
        kind = {"kepub": "EPUB for Kobo", "azw3": "AZW3 for Kindle"}.get(self.kind, self.kind.upper())
        return f"{kind}, for {self.edition}" if self.edition else kind


@dataclass(frozen=True, slots=True)
class Publication:
    """A book and its files."""

    slug: str
    about: Description
    files: tuple[BookFile, ...]

    @property
    def updated(self) -> datetime:
        """When the newest of its files was written."""
        return max(file.modified for file in self.files)

    @property
    def urn(self) -> str:
        """A name for the catalogue's entry that stays while the book's identifier does, and is not that identifier."""
        return uuid.uuid5(uuid.NAMESPACE_URL, f"catalogue:{self.about.identifier or self.slug}").urn


def catalogue(dist: Path) -> tuple[Publication, ...]:
    """The publications of that folder, by title. Links, hidden files and everything that is no book are passed over."""
    by_slug: dict[str, list[BookFile]] = {}
    for path in sorted(dist.iterdir()) if dist.is_dir() else ():
        if file := _book_file(path):
            by_slug.setdefault(path.name.partition(".")[0], []).append(file)
    found = (Publication(slug, _about(slug, files), tuple(files)) for slug, files in by_slug.items())
    order = natsort_keygen(alg=ns.IGNORECASE)
    return tuple(sorted(found, key=lambda publication: (order(publication.about.title), publication.slug)))


def newest(publications: Sequence[Publication]) -> datetime:
    """When the catalogue changed last; the start of the epoch when it is empty."""
    return max((publication.updated for publication in publications), default=datetime.fromtimestamp(0, UTC))


def _book_file(path: Path) -> BookFile | None:
    name = path.name
    if path.suffix not in _TYPES or name.startswith(".") or not name.isprintable():
        return None
    if path.is_symlink() or not path.is_file():  # a link could lead anywhere
        return None
    status = path.stat()
    _, *middle, _ = name.split(".")
    kind = "kepub" if middle[-1:] == ["kepub"] else path.suffix[1:]
    edition = ".".join(middle[:-1] if kind == "kepub" else middle)
    modified = datetime.fromtimestamp(int(status.st_mtime), UTC)
    return BookFile(path, kind, _TYPES[path.suffix], status.st_size, modified, _label_of(edition))


def _label_of(edition: str) -> str:
    try:
        return device(edition).label if edition else ""
    except UsageError:
        return edition


def _about(slug: str, files: Iterable[BookFile]) -> Description:
    for kind, read in (("epub", of_epub), ("kepub", of_epub), ("pdf", of_pdf)):
        for file in files:
            if file.kind == kind and (about := read(file.path, file.modified, file.size)):
                return about
    return Description(slug.replace("-", " ").title())
