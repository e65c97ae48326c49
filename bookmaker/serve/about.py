"""What a finished file says of itself: an EPUB by its package document, a PDF by its title and author."""

from __future__ import annotations

import io
import posixpath
import zipfile
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote

import pikepdf
from lxml import etree
from PIL import Image

_LARGEST_PACKAGE = 8 << 20  # bytes; War and Peace's has 0.1 MB
_LARGEST_COVER = 32 << 20  # bytes
_THUMBNAIL = (300, 450)  # pixels

FAULTS = (
    OSError,
    zipfile.BadZipFile,
    KeyError,
    ValueError,
    NotImplementedError,
    etree.XMLSyntaxError,
    Image.DecompressionBombError,
)
"""What reading a spoilt EPUB raises."""


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


@lru_cache(maxsize=1024)
def of_epub(path: Path, modified: datetime, size: int) -> Description | None:
    """What an EPUB says; None when it is spoilt or has no title. Time and size say when to read it anew."""
    try:
        with zipfile.ZipFile(path) as archive:
            about, covers = _package(archive)
            return replace(about, cover=_cover(archive, path, modified, covers)) if about.title else None
    except FAULTS:
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
    folder = posixpath.dirname(where)
    covers = {
        posixpath.normpath(posixpath.join(folder, unquote(item.get("href", "")))): item.get("media-type", "")
        for item in package.iterfind(".//{*}manifest/{*}item")
        if "cover-image" in item.get("properties", "").split()
    }
    return about, covers


def _cover(archive: zipfile.ZipFile, epub: Path, modified: datetime, covers: dict[str, str]) -> Cover | None:
    for member, media_type in covers.items():
        try:
            with Image.open(io.BytesIO(_member(archive, member, _LARGEST_COVER))) as picture:
                return Cover(epub, modified, member, media_type, *picture.size)
        except FAULTS:
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
def of_pdf(path: Path, modified: datetime, size: int) -> Description | None:
    """What a PDF says; None when it is spoilt or has no title. Time and size say when to read it anew."""
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
