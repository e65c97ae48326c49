"""The catalogue as OPDS 1.2 (Atom) and OPDS 2.0 (JSON), in the forms that e-reading programs were seen to take.

The specifications: https://specs.opds.io/opds-1.2 and https://drafts.opds.io/opds-2.0. What programs want besides:
KOReader knows only relations that begin with http://opds-spec.org/acquisition, one author an entry, plain-text content
(koreader plugins/opds.koplugin); Moon+ wants every namespace declared and every address absolute.
"""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Sequence
from datetime import datetime

from lxml import etree
from lxml.builder import ElementMaker

from bookmaker.serve.catalogue import BookFile, Publication, newest
from bookmaker.serve.links import Links, cover_name, thumbnail_name

ATOM_TYPE = "application/atom+xml;profile=opds-catalog;kind=acquisition"
JSON_TYPE = "application/opds+json"
TITLE = "Books"

_ACQUIRE = "http://opds-spec.org/acquisition/open-access"
_ATOM = "http://www.w3.org/2005/Atom"
_TERMS = "http://purl.org/dc/terms/"
_FULL_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_E = ElementMaker(namespace=_ATOM, nsmap={None: _ATOM, "dc": _TERMS, "opds": "http://opds-spec.org/2010/catalog"})
_DC = ElementMaker(namespace=_TERMS)


def atom(publications: Sequence[Publication], links: Links) -> bytes:
    """The acquisition feed of OPDS 1.2."""
    here = links.to(links.atom)
    feed = _E.feed(
        _E.id(uuid.uuid5(uuid.NAMESPACE_URL, here).urn),
        _E.title(TITLE),
        _E.updated(_stamp(newest(publications))),
        _E.author(_E.name("bookmaker")),
        _E.link(rel="self", href=here, type=ATOM_TYPE),
        _E.link(rel="start", href=here, type=ATOM_TYPE),
        _E.link(rel="alternate", href=links.to(links.page), type="text/html"),
        _E.link(rel="alternate", href=links.to(links.json), type=JSON_TYPE),
        *(_entry(publication, links) for publication in publications),
    )
    return etree.tostring(feed, xml_declaration=True, encoding="utf-8", pretty_print=True)


def _entry(publication: Publication, links: Links) -> etree._Element:
    about = publication.about
    entry = _E.entry(_E.title(about.title), _E.id(publication.urn), _E.updated(_stamp(publication.updated)))
    if about.authors:
        entry.append(_E.author(_E.name(" & ".join(about.authors))))
    for tag, value in (
        ("language", about.language),
        ("issued", about.published),
        ("publisher", about.publisher),
        ("identifier", about.identifier),
    ):
        if value:
            entry.append(_DC(tag, value))
    entry.extend(_E.category(term=subject, label=subject) for subject in about.subjects)
    if about.summary:
        entry.append(_E.summary(about.summary, type="text"))
    if about.cover:
        picture = links.cover(cover_name(publication.slug, about.cover.media_type))
        small = links.cover(thumbnail_name(publication.slug))
        entry.append(_E.link(rel="http://opds-spec.org/image", href=picture, type=about.cover.media_type))
        entry.append(_E.link(rel="http://opds-spec.org/image/thumbnail", href=small, type="image/jpeg"))
    for file in offered(publication):
        href = links.book(file.name)
        entry.append(_E.link(rel=_ACQUIRE, href=href, type=file.media_type, length=str(file.size), title=file.label))
    return entry


def offered(publication: Publication) -> tuple[BookFile, ...]:
    """The files for a reading program: a KEPUB, which only Kobo's own wants, where nothing else is there."""
    others = tuple(file for file in publication.files if file.kind != "kepub")
    return others or publication.files


def feed2(publications: Sequence[Publication], links: Links) -> bytes:
    """The same catalogue as an OPDS 2.0 feed."""
    here = links.to(links.json)
    feed: dict[str, object] = {
        "metadata": {"title": TITLE, "modified": _stamp(newest(publications)), "numberOfItems": len(publications)},
        "links": [
            {"rel": "self", "href": here, "type": JSON_TYPE},
            {"rel": "start", "href": here, "type": JSON_TYPE},
            {"rel": "alternate", "href": links.to(links.atom), "type": ATOM_TYPE},
        ],
    }
    if publications:
        feed["publications"] = [_publication(publication, links) for publication in publications]
    else:  # a feed must hold something
        feed["navigation"] = [{"href": links.to(links.page), "title": "No books yet", "type": "text/html"}]
    return json.dumps(feed, ensure_ascii=False, indent=1).encode()


def _publication(publication: Publication, links: Links) -> dict[str, object]:
    about = publication.about
    series: dict[str, object] = {"name": about.series}
    if about.number.replace(".", "", 1).isdigit():
        series["position"] = float(about.number) if "." in about.number else int(about.number)
    metadata = {
        "@type": "http://schema.org/Book",
        "title": about.title,
        "identifier": publication.urn,
        "author": [{"name": name} for name in about.authors],
        "language": about.language,
        "modified": _stamp(publication.updated),
        "published": about.published if _FULL_DATE.match(about.published) else "",  # the schema knows no bare years
        "publisher": about.publisher,
        "description": about.summary,
        "subject": list(about.subjects),
        "belongsTo": {"series": series} if about.series else {},
    }
    images: list[dict[str, object]] = []
    if about.cover:
        picture = links.cover(cover_name(publication.slug, about.cover.media_type))
        size = {"width": about.cover.width, "height": about.cover.height}
        images = [
            {"href": picture, "type": about.cover.media_type, **size},
            {"href": links.cover(thumbnail_name(publication.slug)), "type": "image/jpeg"},
        ]
    return {
        "metadata": {name: value for name, value in metadata.items() if value},
        "links": [
            {"rel": _ACQUIRE, "href": links.book(file.name), "type": file.media_type, "title": file.label}
            for file in offered(publication)
        ],
        **({"images": images} if images else {}),
    }


def _stamp(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
