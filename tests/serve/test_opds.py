"""The feeds by schema, and as programs that read such feeds understand them."""

from __future__ import annotations

import io
import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import feedparser
import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from webpub_manifest_parser.opds2 import OPDS2FeedParserFactory

from bookmaker.errors import UsageError
from bookmaker.serve import opds, static_catalogue
from bookmaker.serve.about import Cover, Description
from bookmaker.serve.catalogue import BookFile, Publication, catalogue
from bookmaker.serve.links import Links, static_links
from bookmaker.serve.page import page

LINKS = Links("http://192.0.2.7:8080")
RNG = etree.RelaxNG(etree.parse(Path(__file__).with_name("opds-1.2.rng")))

# The demands of https://drafts.opds.io/schema/feed.schema.json on an acquisition feed, and whole addresses besides.
_ADDRESS = {"type": "string", "pattern": "^https?://"}
_DATE = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\dZ)?$"}
_NAMES = {"type": "array", "items": {"type": "object", "required": ["name"]}}
_LINK = {"type": "object", "required": ["href", "type"], "properties": {"href": _ADDRESS, "rel": {"type": "string"}}}
SCHEMA = {
    "type": "object",
    "required": ["metadata", "links"],
    "oneOf": [{"required": ["publications"]}, {"required": ["navigation"]}],
    "properties": {
        "metadata": {
            "required": ["title"],
            "properties": {
                "title": {"type": "string", "minLength": 1},
                "modified": _DATE,
                "numberOfItems": {"minimum": 0},
            },
        },
        "links": {
            "type": "array",
            "items": _LINK,
            "contains": {"properties": {"rel": {"const": "self"}}, "required": ["rel"]},
        },
        "navigation": {"type": "array", "minItems": 1, "items": {**_LINK, "required": ["href", "type", "title"]}},
        "publications": {
            "type": "array",
            "minItems": 1,
            "uniqueItems": True,
            "items": {
                "required": ["metadata", "links"],
                "properties": {
                    "metadata": {
                        "required": ["title", "identifier"],
                        "properties": {
                            "@type": {"const": "http://schema.org/Book"},
                            "title": {"type": "string", "minLength": 1},
                            "identifier": {"type": "string", "pattern": "^urn:uuid:"},
                            "author": _NAMES,
                            "modified": _DATE,
                            "published": _DATE,
                            "language": {"type": "string", "minLength": 2},
                            "belongsTo": {"required": ["series"]},
                        },
                    },
                    "links": {
                        "minItems": 1,
                        "items": {**_LINK, "properties": {"rel": {"pattern": "^http://opds-spec.org/acquisition"}}},
                    },
                    "images": {
                        "minItems": 1,
                        "items": {**_LINK, "properties": {"type": {"pattern": "^image/(jpeg|png|gif)$"}}},
                    },
                },
            },
        },
    },
}


def atom_of(publications: tuple[Publication, ...], links: Links = LINKS) -> etree._Element:
    feed = etree.fromstring(opds.atom(publications, links))
    RNG.assertValid(feed)
    return feed


def json_of(publications: tuple[Publication, ...], links: Links = LINKS) -> dict[str, Any]:
    feed: dict[str, Any] = json.loads(opds.feed2(publications, links))
    jsonschema.validate(feed, SCHEMA)
    return feed


def test_opds_1_as_a_client_reads_it(dist: Path) -> None:
    atom_of(catalogue(dist))
    feed = feedparser.parse(opds.atom(catalogue(dist), LINKS))
    assert not feed.bozo
    assert feed.feed.title == "Books"
    paper, lamp = feed.entries
    assert lamp.title == "The Lamp & the Moth"
    assert lamp.author == "R. Example & Q. Sample"
    assert lamp.summary == 'A lamp, "a moth" <and> more.'
    assert lamp.id.startswith("urn:uuid:")
    assert lamp.updated == "2023-11-14T22:14:20Z"
    links = {(link.rel.rpartition("/")[2], link.href, link.type) for link in lamp.links}
    assert links == {
        ("open-access", "http://192.0.2.7:8080/books/lamp.epub", "application/epub+zip"),
        ("open-access", "http://192.0.2.7:8080/books/lamp.pdf", "application/pdf"),
        ("open-access", "http://192.0.2.7:8080/books/lamp.kobo-libra-colour.pdf", "application/pdf"),
        ("image", "http://192.0.2.7:8080/covers/lamp.png", "image/png"),
        ("thumbnail", "http://192.0.2.7:8080/covers/lamp.small.jpg", "image/jpeg"),
    }
    assert [link.href for link in paper.links] == ["http://192.0.2.7:8080/books/paper.pdf"]


def test_opds_2_as_a_client_reads_it(dist: Path) -> None:
    json_of(catalogue(dist))
    result = OPDS2FeedParserFactory().create().parse_stream(io.BytesIO(opds.feed2(catalogue(dist), LINKS)))
    # A PDF alone has no cover to show; the schema does not ask for one, this program does.
    assert [str(error).rpartition("'s ")[2] for error in result.errors] == ["required property images is missing"]
    paper, lamp = result.root.publications
    assert lamp.metadata.title == "The Lamp & the Moth"
    assert [author.name for author in lamp.metadata.authors] == ["R. Example", "Q. Sample"]
    assert lamp.metadata.identifier.startswith("urn:uuid:")
    assert [link.href for link in lamp.links] == [f"http://192.0.2.7:8080/books/{n}" for n in sorted(
        ("lamp.epub", "lamp.kobo-libra-colour.pdf", "lamp.pdf"))]  # fmt: skip
    assert (lamp.images.links[0].width, lamp.images.links[0].height) == (600, 900)
    assert paper.metadata.title == "A Paper Book"


def test_a_kepub_is_offered_where_it_is_all_there_is(dist: Path) -> None:
    (dist / "lamp.epub").unlink()
    for name in ("lamp.pdf", "lamp.kobo-libra-colour.pdf", "paper.pdf"):
        (dist / name).unlink()
    (entry,) = feedparser.parse(opds.atom(catalogue(dist), LINKS)).entries
    assert entry.links[-1].href == "http://192.0.2.7:8080/books/lamp.kepub.epub"


def test_an_empty_catalogue_is_a_catalogue() -> None:
    atom_of(())
    json_of(())


def test_names_stay_while_files_change(dist: Path) -> None:
    before = [book.urn for book in catalogue(dist)]
    (dist / "lamp.pdf").unlink()
    assert [book.urn for book in catalogue(dist)] == before


# XML 1.0's characters; what reads EPUB and PDF hands over no others.
WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co")), max_size=60)
TITLES = WORDS.filter(str.strip)
FILES = st.builds(
    BookFile,
    path=st.from_regex(r"[a-z0-9&é' +#%-]{1,20}\.epub", fullmatch=True).map(Path),
    kind=st.sampled_from(["epub", "kepub", "pdf", "azw3"]),
    media_type=st.just("application/epub+zip"),
    size=st.integers(1, 10**9),
    modified=st.datetimes(datetime(1980, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)),
    edition=WORDS,
)
BOOKS = st.builds(
    Publication,
    slug=st.from_regex(r"[a-z0-9&é' +#%-]{1,20}", fullmatch=True),
    about=st.builds(
        Description,
        title=TITLES,
        authors=st.lists(TITLES, max_size=3).map(tuple),
        language=st.sampled_from(["", "en", "pt-BR"]),
        identifier=TITLES,
        published=st.sampled_from(["", "2026", "2026-11-22", "c. 1850"]),
        publisher=TITLES,
        summary=WORDS,
        subjects=st.lists(TITLES, max_size=3, unique=True).map(tuple),
        series=WORDS,
        number=st.sampled_from(["", "2", "1.5", "II"]),
        cover=st.none()
        | st.just(Cover(Path("x.epub"), datetime(2026, 1, 1, tzinfo=UTC), "cover.jpg", "image/jpeg", 6, 9)),
    ),
    files=st.lists(FILES, min_size=1, max_size=4).map(tuple),
)


@given(st.lists(BOOKS, max_size=3, unique_by=lambda book: book.urn).map(tuple))
def test_whatever_the_books_say_the_feeds_are_valid_and_true(books: tuple[Publication, ...]) -> None:
    feed, feed2 = atom_of(books), json_of(books)
    ns = {"a": "http://www.w3.org/2005/Atom"}
    assert [title.text for title in feed.iterfind("a:entry/a:title", ns)] == [book.about.title for book in books]
    assert [book["metadata"]["title"] for book in feed2.get("publications", [])] == [book.about.title for book in books]
    text = page(books, LINKS).decode()
    body = etree.HTML(text)
    assert body is not None
    shown = [" ".join("".join(heading.itertext()).split()) for heading in body.iterfind(".//h2")]
    assert shown == [" ".join(book.about.title.split()) for book in books]
    assert not body.findall(".//script")


def test_a_static_catalogue_points_at_the_files_beside_it(dist: Path) -> None:
    files = static_catalogue(dist, "https://example.org/my%20books/")
    assert set(files) == {"opds.xml", "opds.json", "index.html", "covers/lamp.png", "covers/lamp.small.jpg"}
    RNG.assertValid(etree.fromstring(files["opds.xml"]))
    jsonschema.validate(json.loads(files["opds.json"]), SCHEMA)
    addresses = re.findall(rb'href="(https://[^"]+)"', files["opds.xml"])
    base = b"https://example.org/my%20books/"
    assert all(address.startswith(base) for address in addresses)
    there = {address.removeprefix(base).decode() for address in addresses}
    assert there == {*set(files), *(path.name for path in dist.iterdir() if "kepub" not in path.name)}
    assert files == static_catalogue(dist, "https://example.org/my%20books")


@pytest.mark.parametrize(
    "base", ["", "example.org", "/books", "ftp://example.org", "https://", "https://x/?a", "https://x/#a"]
)
def test_a_base_that_is_no_web_address_is_refused(base: str) -> None:
    with pytest.raises(UsageError, match="not the address of a web folder"):
        static_links(base)
