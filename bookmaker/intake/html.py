"""HTML and XHTML → Draft. Scripts, styles and comments stay behind; whatever else the model has no word for is told.

A page as a whole is here; its blocks are in `html_blocks`, what stands inside a paragraph in `html_text`, footnotes in
`html_notes`, a page saved from the Archive of Our Own in `archive`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from lxml import etree
from lxml import html as lxml_html

from bookmaker.errors import BookError
from bookmaker.intake import (
    archive,
    html_anchors,
    html_contents,
    html_libraries,
    html_notes,
    html_sheets,
    html_sites,
    html_verse,
    margin_comments,
    plaintext,
)
from bookmaker.intake.html_blocks import Reader, gaps_are_rare
from bookmaker.intake.html_elements import Element, text_in
from bookmaker.intake.html_mending import mend, rank_titles, without_pages
from bookmaker.intake.images import Pictures
from bookmaker.model import Draft, Finding, Inlines, Place, Severity

_BY = re.compile(r"(.{2,80}?),? by (\S.{1,40})", re.IGNORECASE)
# What Project Gutenberg writes round a title: `The Project Gutenberg eBook of …`, `… | Project Gutenberg`.
_LIBRARY = re.compile(
    r"^The Project Gutenberg e-?(?:book|text)s? of,? |(?:\.| [|—–-] ?(?:A )?Project Gutenberg(?: e-?book)?)$",
    re.IGNORECASE,
)
_CHARSET = re.compile(rb"""charset\s*=\s*["']?([A-Za-z0-9._-]+)|encoding\s*=\s*["']([A-Za-z0-9._-]+)""")


def read(data: bytes, name: str, *, encoding: str = "", root: Path | None = None) -> Draft:
    """The Draft of an HTML file. Raises BookError for a file that is empty or not text."""
    text, findings = plaintext.text_of(data, name, encoding or _declared(data))
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    try:
        page = lxml_html.document_fromstring(text)
    except (etree.ParserError, ValueError):
        raise BookError([Finding("I001", Severity.ERROR, Place(name), "there is no text in this page")]) from None
    pictures = Pictures(root, name)
    reader = Reader(name, pictures)
    found: dict[str, str] = {}
    decisions, stated = html_libraries.cut(page, name)
    told = (*stated, *archive.facts(page), *html_sites.facts(page), *archive.listed(page), *_facts(page))
    for fact, value in told:
        found.setdefault(fact, value)
    archive.strip(page)
    decisions += html_sites.cut(page, name)
    decisions += margin_comments.drop(page, name)
    decisions += without_pages(page, name)
    mend(page)
    rank_titles(page)
    html_sheets.apply(page)
    html_verse.apply(page)
    decisions += html_contents.drop(page, name)
    reader.headings, reader.leads = html_anchors.anchors(page, name)
    reader.calls = html_notes.calls(page, name)
    reader.gap_is_break = gaps_are_rare(page)
    body = page.find("body")
    blocks = reader.blocks(body if body is not None else page)
    return Draft(
        blocks=blocks,
        notes=tuple(reader.notes()),
        assets=pictures.assets,
        found=tuple((fact, value) for fact, value in found.items() if value),
        findings=(*findings, *reader.findings, *pictures.findings),
        decisions=tuple(decisions),
    )


def fragment(source: str, place: Place, pictures: Pictures) -> Draft:
    """A piece of HTML inside another source that begins at `place`."""
    if not re.sub(r"<!--.*?-->", "", source, flags=re.DOTALL).strip():
        return Draft()
    body = lxml_html.fragment_fromstring(source, create_parent="div")
    mend(body)
    reader = Reader(place.path, pictures, place.line - 1)
    return Draft(blocks=reader.blocks(body), findings=tuple(reader.findings))


def around(tag: str, inner: Inlines, place: Place, pictures: Pictures) -> tuple[Inlines, list[Finding]]:
    """Inlines as an element of HTML among another source's words has them set; what it cannot say is told."""
    reader = Reader(place.path, pictures, place.line - 1)
    return reader.inside.wrapped(lxml_html.fragment_fromstring(tag), inner), reader.findings


def _declared(data: bytes) -> str:
    """The encoding a page says it has, if Python knows it and it is not plainly UTF-8, whatever the page says."""
    import codecs

    if data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        return ""
    match = _CHARSET.search(data[:2048])
    declared = (match[1] or match[2]).decode() if match else ""
    try:
        known = codecs.lookup(declared)
        data.decode(declared)
        if known.name not in ("utf-8", "ascii") and _is_utf8(data):
            return ""
    except (LookupError, UnicodeDecodeError):
        return ""
    return declared


def _is_utf8(data: bytes) -> bool:
    """Whether bytes beyond ASCII make sense as UTF-8, which those of no other encoding do by chance."""
    try:
        return not data.isascii() and bool(data.decode("utf-8"))
    except UnicodeDecodeError:
        return False


def _facts(page: Element) -> Iterator[tuple[str, str]]:
    """What a page says of itself: title, author, language."""
    if (styled := html_sheets.title_of(page)) is not None:
        yield "title", text_in(styled)
    typed = " ".join((page.findtext(".//title") or "").split())
    title = _LIBRARY.sub("", typed)
    heads = {text_in(head) for head in page.iter("h1")}
    # `The Tide by Ines Varga`, where the page says so twice: as FanFicFare does, and many by hand.
    both = _BY.fullmatch(title) if title in heads or title != typed else None
    if both:
        yield "title", both[1]
        yield "author", both[2]
    elif title:
        yield "title", title
    for meta in page.iter("meta"):
        if (meta.get("name") or "").casefold() in ("author", "dc.creator") and meta.get("content"):
            yield "author", meta.get("content", "").strip()
    language = page.get("lang") or page.get("{http://www.w3.org/XML/1998/namespace}lang") or page.get("xml:lang")
    if language:
        yield "language", language
