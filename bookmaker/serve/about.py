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
            rootfile = _xml(archive, "META-INF/container.xml").find(".//{*}rootfile")
            where = rootfile.get("full-path", "") if rootfile is not None else ""
            package = _xml(archive, where)
            about = _about(package)
            covers = _covers(package, posixpath.dirname(where))
            return replace(about, cover=_cover(archive, path, modified, covers)) if about.title else None
    except FAULTS:
        return None


# --- the package document -------------------------------------------------------------------------


def _about(package: etree._Element) -> Description:
    unique = package.get("unique-identifier")
    own = (e for e in _stated(package, "identifier") if e.get("id") == unique)
    identifier = next((_text(e) for e in own), "") or _first(package, "identifier")
    roles = _refined(package, "role")
    creators = (e for e in _stated(package, "creator") if roles.get(e.get("id", ""), "aut") == "aut")
    series, number = _series(package)
    return Description(
        title=_first(package, "title"),
        authors=tuple(map(_line, creators)),
        language=_first(package, "language"),
        identifier=identifier,
        published=_first(package, "date"),
        publisher=_first(package, "publisher"),
        summary=_first(package, "description"),
        subjects=tuple(dict.fromkeys(map(_text, _stated(package, "subject")))),
        series=series,
        number=number,
    )


def _stated(package: etree._Element, tag: str) -> list[etree._Element]:
    """The elements of Dublin Core of that name that say anything."""
    return [e for e in package.iterfind(f".//{{http://purl.org/dc/elements/1.1/}}{tag}") if _text(e)]


def _first(package: etree._Element, tag: str) -> str:
    return next(map(_line, _stated(package, tag)), "")


def _refined(package: etree._Element, name: str) -> dict[str, str]:
    """What is said of elements besides, by their id."""
    metas = package.iterfind(f".//{{*}}meta[@property='{name}']")
    return {meta.get("refines", "")[1:]: _text(meta) for meta in metas}


def _series(package: etree._Element) -> tuple[str, str]:
    """The name of the first series, and the number in it; "" for none."""
    types, numbers = _refined(package, "collection-type"), _refined(package, "group-position")
    for meta in package.iterfind(".//{*}meta[@property='belongs-to-collection']"):
        if types.get(key := meta.get("id", ""), "series") == "series":
            return _text(meta), numbers.get(key, "")
    return "", ""


def _covers(package: etree._Element, folder: str) -> dict[str, str]:
    """The pictures named as covers, by their path in the EPUB, with their types."""
    return {
        posixpath.normpath(posixpath.join(folder, unquote(item.get("href", "")))): item.get("media-type", "")
        for item in package.iterfind(".//{*}manifest/{*}item")
        if "cover-image" in item.get("properties", "").split()
    }


def _text(element: etree._Element) -> str:
    return (element.text or "").strip()


def _line(element: etree._Element) -> str:
    return " ".join((element.text or "").split())


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
