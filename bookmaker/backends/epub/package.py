"""The metadata of the package document: Dublin Core, roles, identifiers, series, subjects."""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from bookmaker.backends.epub.accessibility import accessibility
from bookmaker.model import Book, Contributor, Identifier, Metadata, Subject

if TYPE_CHECKING:
    from bookmaker.backends.epub.ebooklib_mends import Package

UNDATED = date(2000, 1, 1)
"""The day of `dcterms:modified` for a book that says no date of its own."""

SURNAME_FIRST = frozenset({"hu", "ja", "ko", "vi", "zh"})
"""Languages whose speakers put the surname first."""

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

# Codes of https://ns.editeur.org/onix/en/5 (ONIX code list 5: product identifier types).
_ONIX = {"doi": "06", "urn": "22"}


def identifier(metadata: Metadata) -> str:
    """The unique identifier: the author's first that is not for another format, else a UUID of title and authors."""
    for given in metadata.identifiers:
        if given.format in ("", "epub"):
            return urn(given)
    names = "\n".join((metadata.title, *(author.name for author in metadata.authors)))
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, names)}"


def urn(given: Identifier) -> str:
    """An identifier as a URN where its scheme has one: `urn:isbn:…`, `urn:uuid:…`, `doi:…`."""
    value = given.value.strip()
    match given.scheme:
        case _ if value.startswith("urn:"):
            return value
        case "isbn":
            return "urn:isbn:" + value.replace(" ", "").replace("-", "")
        case "uuid":
            return f"urn:uuid:{value}"
        case "uri" | "":
            return value
        case scheme:
            return value if value.startswith(f"{scheme}:") else f"{scheme}:{value}"


def modified(metadata: Metadata, digest: bytes) -> str:
    """`dcterms:modified`: the day the book was published, at a time of day that follows from its content.

    So it stays while the content stays, and moves when the content moves, whatever the clock says.
    """
    day = metadata.published if isinstance(metadata.published, date) else UNDATED
    if isinstance(metadata.published, int):
        day = date(max(1, min(9999, metadata.published)), 1, 1)
    seconds = int.from_bytes(digest[:8], "big") % 86_400
    return f"{day.isoformat()}T{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}Z"


def add_metadata(
    package: Package,
    book: Book,
    *,
    uid: str,
    moment: str,
    cover_id: str,
    pages: bool,
    writing: str = "horizontal",
) -> None:
    """Write everything the metadata says into the package."""
    metadata = book.metadata
    package.IDENTIFIER_ID = "uid"
    package.uid = uid
    package.title = metadata.title
    package.language = metadata.language or "en"
    _add_identifiers(package, uid, metadata.identifiers)
    _add_titles(package, metadata)
    package.add_metadata("DC", "language", metadata.language or "en")
    _add_people(package, metadata.contributors)
    _add_plain(package, metadata)
    _add_subjects(package, metadata.subjects)
    if metadata.series:
        _add_series(package, metadata.series.name, metadata.series.number)
    _meta(package, {"property": "dcterms:modified"}, moment)
    for name, value in accessibility(book, pages=pages):
        foreign = {XML_LANG: "en"} if name == "schema:accessibilitySummary" else {}
        _meta(package, {"property": name} | foreign, value)
    if pages:
        _meta(package, {"property": "pageBreakSource"}, _printed_edition(metadata))
    if writing == "vertical":  # a Kindle goes by this (Kindle Publishing Guidelines, languages with vertical writing)
        _meta(package, {"name": "primary-writing-mode", "content": "vertical-rl"})
    for name, value in metadata.about:
        _meta(package, {"name": f"bookmaker:{name}", "content": value})
    # The Nook reads `name` before `content` or not at all (Standard Ebooks, se_epub_build.py:1590).
    _meta(package, {"name": "cover", "content": cover_id})


def _add_plain(package: Package, metadata: Metadata) -> None:
    """What is a line of text and nothing else."""
    for name, value in (
        ("publisher", metadata.publisher),
        ("date", metadata.published.isoformat() if isinstance(metadata.published, date) else metadata.published),
        ("description", metadata.description),
        ("source", metadata.source),
        ("rights", metadata.rights),
    ):
        if value and str(value).strip():
            package.add_metadata("DC", name, str(value))


def _add_identifiers(package: Package, uid: str, identifiers: tuple[Identifier, ...]) -> None:
    """The one the book goes by, and those the author gave it for an EPUB or for every format."""
    package.add_metadata("DC", "identifier", uid, {"id": "uid"})
    for number, given in enumerate(identifiers, 1):
        if urn(given) == uid:
            _type_identifier(package, "uid", given)
        elif given.format in ("", "epub"):
            package.add_metadata("DC", "identifier", urn(given), {"id": f"identifier-{number}"})
            _type_identifier(package, f"identifier-{number}", given)


def _add_titles(package: Package, metadata: Metadata) -> None:
    package.add_metadata("DC", "title", metadata.title, {"id": "title"})
    _refine(package, "title", "title-type", "main")
    if metadata.subtitle.strip():
        package.add_metadata("DC", "title", metadata.subtitle, {"id": "subtitle"})
        _refine(package, "subtitle", "title-type", "subtitle")


def _printed_edition(metadata: Metadata) -> str:
    """What the page numbers are those of: the PDF, by its ISBN when it has one."""
    return next((urn(given) for given in metadata.identifiers if given.format == "pdf"), f"{metadata.title} (PDF)")


def _add_people(package: Package, people: tuple[Contributor, ...]) -> None:
    for number, person in enumerate(people, 1):
        own = f"person-{number}"
        package.add_metadata("DC", "creator" if person.role == "aut" else "contributor", person.name, {"id": own})
        _refine(package, own, "role", person.role, scheme="marc:relators")
        if key := person.sort or _sort_key(person.name, package.language):
            _refine(package, own, "file-as", key)
        _refine(package, own, "display-seq", str(number))


def _sort_key(name: str, language: str) -> str:
    """ "Example, Ada" for a name of a given name and a surname; "" wherever that is less than sure."""
    words = name.split()
    if language.split("-")[0] in SURNAME_FIRST or len(words) != 2 or words[0] in ("The", "Saint", "St.", "Sir", "Dame"):
        return ""
    latin = all(word[0].isupper() and word.replace(".", "").isalpha() and max(word) < "ɐ" for word in words)
    return f"{words[1]}, {words[0]}" if latin and not words[1].endswith(".") else ""


def _add_subjects(package: Package, subjects: tuple[Subject, ...]) -> None:
    for number, subject in enumerate(subjects, 1):
        package.add_metadata("DC", "subject", subject.name, {"id": f"subject-{number}"})
        if subject.scheme and subject.code:  # the one without the other is an error in EPUB 3.3
            _refine(package, f"subject-{number}", "authority", subject.scheme)
            _refine(package, f"subject-{number}", "term", subject.code)


def _add_series(package: Package, name: str, number: str) -> None:
    """In both dialects: EPUB 3's collection, and calibre's, which is older and the one that most readers know."""
    _meta(package, {"property": "belongs-to-collection", "id": "series"}, name)
    _refine(package, "series", "collection-type", "series")
    counted = re.fullmatch(r"\d+(\.\d+)*", number)  # both dialects know digits alone
    if counted:
        _refine(package, "series", "group-position", number)
    _meta(package, {"name": "calibre:series", "content": name})
    if counted:
        _meta(package, {"name": "calibre:series_index", "content": number})


def _type_identifier(package: Package, own: str, given: Identifier) -> None:
    if given.scheme == "isbn":
        digits = [letter for letter in given.value if letter.isalnum()]
        _refine(package, own, "identifier-type", "15" if len(digits) == 13 else "02", scheme="onix:codelist5")
    elif given.scheme in _ONIX:
        _refine(package, own, "identifier-type", _ONIX[given.scheme], scheme="onix:codelist5")


def _meta(package: Package, attributes: Mapping[str, str], text: str = "") -> None:
    package.add_metadata(None, "meta", text, dict(attributes))


def _refine(package: Package, own: str, name: str, value: str, scheme: str = "") -> None:
    """Say more of the element with that id."""
    attributes = {"refines": f"#{own}", "property": name}
    _meta(package, attributes | {"scheme": scheme} if scheme else attributes, value)
