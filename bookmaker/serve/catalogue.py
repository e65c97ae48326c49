"""What `dist/` holds, told by the files themselves: a publication a slug, with what its EPUB says of it."""

from __future__ import annotations

import io
import posixpath
import uuid
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote

import pikepdf
from lxml import etree
from natsort import natsort_keygen, ns
from PIL import Image

from bookmaker.devices import device
from bookmaker.errors import UsageError

# Python 3.11's own table knows neither EPUB nor AZW3. A KEPUB is an EPUB: Kobos go by the file's name.
_TYPES = {
    ".epub": "application/epub+zip",
    ".pdf": "application/pdf",
    ".azw3": "application/vnd.amazon.mobi8-ebook",
}
_LARGEST_PACKAGE = 8 << 20  # bytes; War and Peace's has 0.1 MB
_LARGEST_COVER = 32 << 20  # bytes
_THUMBNAIL = (300, 450)  # pixels


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
class Cover:
    """A cover picture, where it stands in an EPUB of that moment; its size in pixels."""

    epub: Path
    modified: datetime
    member: str
    media_type: str
    width: int
    height: int

    def data(self) -> bytes:
        """The picture's bytes."""
        with zipfile.ZipFile(self.epub) as archive:
            return _member(archive, self.member, _LARGEST_COVER)


@dataclass(frozen=True, slots=True)
class Description:
    """What a book says of itself."""

    title: str
    authors: tuple[str, ...] = ()
    language: str = ""
    identifier: str = ""
    published: str = ""
    publisher: str = ""
    summary: str = ""
    subjects: tuple[str, ...] = ()
    series: str = ""
    number: str = ""
    cover: Cover | None = None


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
    for kind, read in (("epub", _epub), ("kepub", _epub), ("pdf", _pdf)):
        for file in files:
            if file.kind == kind and (about := read(file.path, file.modified, file.size)):
                return about
    return Description(slug.replace("-", " ").title())


@lru_cache(maxsize=1024)
def _epub(path: Path, modified: datetime, size: int) -> Description | None:  # time and size say when to read anew
    try:
        with zipfile.ZipFile(path) as archive:
            about, covers = _package(archive)
            return replace(about, cover=_cover(archive, path, modified, covers)) if about.title else None
    except (OSError, zipfile.BadZipFile, KeyError, ValueError, NotImplementedError, etree.XMLSyntaxError):
        return None


def _package(archive: zipfile.ZipFile) -> tuple[Description, dict[str, str]]:
    """What the package document says, and the cover pictures it names with their types."""
    rootfile = _xml(archive, "META-INF/container.xml").find(".//{*}rootfile")
    where = rootfile.get("full-path", "") if rootfile is not None else ""
    package = _xml(archive, where)

    def all_of(tag: str) -> list[etree._Element]:
        return [e for e in package.iterfind(f".//{{http://purl.org/dc/elements/1.1/}}{tag}") if (e.text or "").strip()]

    def first(tag: str) -> str:
        return next((" ".join((e.text or "").split()) for e in all_of(tag)), "")

    def refines(name: str) -> dict[str, str]:
        metas = package.iterfind(f".//{{*}}meta[@property='{name}']")
        return {m.get("refines", "")[1:]: (m.text or "").strip() for m in metas}

    roles = refines("role")
    authors = tuple(
        " ".join((e.text or "").split()) for e in all_of("creator") if roles.get(e.get("id", ""), "aut") == "aut"
    )
    types, numbers = refines("collection-type"), refines("group-position")
    series = {
        meta.get("id", ""): (meta.text or "").strip()
        for meta in package.iterfind(".//{*}meta[@property='belongs-to-collection']")
        if types.get(meta.get("id", ""), "series") == "series"
    }
    key = next(iter(series), "")
    unique = package.get("unique-identifier")
    own = [e for e in all_of("identifier") if e.get("id") == unique]
    about = Description(
        title=first("title"),
        authors=authors,
        language=first("language"),
        identifier=(own[0].text or "").strip() if own else first("identifier"),
        published=first("date"),
        publisher=first("publisher"),
        summary=first("description"),
        subjects=tuple(dict.fromkeys((e.text or "").strip() for e in all_of("subject"))),
        series=series.get(key, ""),
        number=numbers.get(key, ""),
    )
    covers = {
        posixpath.normpath(posixpath.join(posixpath.dirname(where), unquote(item.get("href", "")))): item.get(
            "media-type", ""
        )
        for item in package.iterfind(".//{*}manifest/{*}item")
        if "cover-image" in item.get("properties", "").split()
    }
    return about, covers


def _cover(archive: zipfile.ZipFile, epub: Path, modified: datetime, covers: dict[str, str]) -> Cover | None:
    for member, media_type in covers.items():
        try:
            with Image.open(io.BytesIO(_member(archive, member, _LARGEST_COVER))) as picture:
                return Cover(epub, modified, member, media_type, *picture.size)
        except (OSError, zipfile.BadZipFile, KeyError, ValueError, Image.DecompressionBombError):
            continue
    return None


def _member(archive: zipfile.ZipFile, name: str, largest: int) -> bytes:
    if archive.getinfo(name).file_size > largest:
        raise ValueError(f"{name} is too large")
    return archive.read(name)


def _xml(archive: zipfile.ZipFile, name: str) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(_member(archive, name, _LARGEST_PACKAGE), parser)


@lru_cache(maxsize=1024)
def _pdf(path: Path, modified: datetime, size: int) -> Description | None:
    try:
        with pikepdf.open(path) as document:
            title, author = (_printable(str(document.docinfo.get(name, ""))) for name in ("/Title", "/Author"))
            language = str(document.Root.get("/Lang", ""))
    except (OSError, pikepdf.PdfError):
        return None
    return Description(title, (author,) if author else (), language) if title else None


def _printable(text: str) -> str:
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())


@lru_cache(maxsize=256)
def thumbnail(cover: Cover) -> bytes:
    """The cover as a small JPEG."""
    with Image.open(io.BytesIO(cover.data())) as picture:
        small = picture.convert("RGB")
        small.thumbnail(_THUMBNAIL)
        out = io.BytesIO()
        small.save(out, "JPEG", quality=85)
    return out.getvalue()
