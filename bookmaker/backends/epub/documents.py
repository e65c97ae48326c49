"""Sections → XHTML files: one a chapter, none too big for any reader, links led to the file they now stand in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from bookmaker.backends import xhtml
from bookmaker.backends.epub.splitting import Body, Piece, bodies, joined, notes_div, runs_on
from bookmaker.backends.pagination import PageBreak
from bookmaker.backends.scripts import direction
from bookmaker.metadata import BuildSettings
from bookmaker.model import Book, Kind, Matter, Place, Section
from bookmaker.walk import one_line, sections

NOT_HERE = frozenset({Kind.HALF_TITLE, Kind.ENDNOTES})
"""Printed books have these; on a screen the title comes once, and notes stand with their chapter and pop up."""

_MARK = "\ue000"  # stands in an href for "wherever this anchor ends up"
_HREF = re.compile(f'href="{_MARK}([^"]*)"')
_ANCHOR = re.compile(r'<(?:section|aside|a|div) [^>]*?id="([^"]+)"')


@dataclass(frozen=True, slots=True)
class Document:
    """One XHTML file: its name, its title for listeners, its text."""

    name: str
    title: str
    content: bytes
    kind: Kind
    matter: Matter
    places: tuple[tuple[int, Place], ...] = ()  # lines of the file, from 1, and where they come from

    @property
    def id(self) -> str:
        """The id in the manifest."""
        return self.name.removesuffix(".xhtml")


@dataclass(frozen=True, slots=True)
class Documents:
    """The files in reading order, and where each anchor (section, note, printed page) is: `file` or `file#id`."""

    files: tuple[Document, ...]
    places: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Draft:
    """A file before its links are led."""

    name: str
    section: Section
    body: Body


def documents(
    book: Book, build: BuildSettings, pages: tuple[PageBreak, ...], *, stylesheet: str, nav: str, cover: bool
) -> Documents:
    """Every file of the book; the contents page is called `nav` and has no content yet; `cover` wants a cover page."""
    labels: dict[str, tuple[str, ...]] = {}
    for page in pages:
        labels[page.anchor] = (*labels.get(page.anchor, ()), page.label)
    markup = xhtml.Markup(
        language=book.metadata.language,
        notes=xhtml.numbered_notes(book),
        href=f"{_MARK}{{}}".format,
        anchors=frozenset(section.id for _, section in sections(book)),
        opening=build.opening,
        pages=labels,
    )
    left_out = NOT_HERE if cover else NOT_HERE | {Kind.COVER}
    drafts: list[_Draft] = []
    for section in book.sections:
        if section.kind is Kind.CONTENTS:
            drafts.append(_Draft(nav, section, Body("", ())))
        elif not (section.generated and section.kind in left_out):
            drafts.extend(_drafts(section, markup, 1))
    _add_uncalled(drafts, markup)
    places = _places(drafts)
    files = tuple(_document(draft, book, stylesheet, places) for draft in drafts)
    return Documents(files, places)


def _drafts(section: Section, markup: xhtml.Markup, depth: int) -> Iterator[_Draft]:
    for number, body in enumerate(bodies(section, markup, depth), 1):
        yield _Draft(f"{section.id}.xhtml" if number == 1 else f"{section.id}--{number}.xhtml", section, body)
    if not runs_on(section):
        for below in section.sections:
            yield from _drafts(below, markup, depth + 1)


def _add_uncalled(drafts: list[_Draft], markup: xhtml.Markup) -> None:
    """Notes that nothing calls stand at the end of the author's text: his words are not ours to leave out."""
    left = [numbered for numbered in markup.notes.values() if numbered.call not in markup.calls]
    if not left:
        return
    last = max((index for index, draft in enumerate(drafts) if not draft.section.generated), default=len(drafts) - 1)
    pieces = notes_div([Piece(xhtml.note(numbered, markup), numbered.note.place) for numbered in left])
    name = f"{drafts[last].section.id}--notes.xhtml"
    drafts.insert(last + 1, _Draft(name, replace(drafts[last].section, id="uncalled-notes"), joined(pieces)))


def _places(drafts: list[_Draft]) -> dict[str, str]:
    places = {}
    for draft in drafts:
        for anchor in _ANCHOR.findall(draft.body.text):
            # A section that opens a file is the file: old readers lose their way at a fragment they need not follow.
            places[anchor] = draft.name if anchor == draft.section.id else f"{draft.name}#{anchor}"
        places.setdefault(draft.section.id, draft.name)
    return places


def _document(draft: _Draft, book: Book, stylesheet: str, places: Mapping[str, str]) -> Document:
    def lead(match: re.Match[str]) -> str:
        place = places[match.group(1)]
        name, _, anchor = place.partition("#")
        return f'href="#{anchor}"' if anchor and name == draft.name else f'href="{place}"'

    section, body = draft.section, draft.body.text
    title = one_line(section.label + section.title) or book.metadata.title
    if not body:
        return Document(draft.name, title, b"", section.kind, section.matter)
    if _MARK in body:
        body = _HREF.sub(lead, body)
    content = page(title, body, root_language(book), stylesheet, matter=f"{section.matter}matter")
    above = content[: content.index("<body")].count("\n") + 2
    lines = tuple((line + above, place) for line, place in draft.body.places)
    return Document(draft.name, title, content.encode(), section.kind, section.matter, lines)


def page(title: str, body: str, language: str, stylesheet: str, *, matter: str = "") -> str:
    """A whole XHTML file. `language` is a run of attributes as `root_language` makes it."""
    prefix = ' epub:prefix="z3998: http://www.daisy.org/z3998/2012/vocab/structure/#"' if "z3998:" in body else ""
    meaning = f' epub:type="{matter}"' if matter else ""
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n'
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'
        f"{prefix}{language}>\n"
        f"<head>\n<title>{xhtml.escape(title)}</title>\n"
        f'<link rel="stylesheet" type="text/css" href="{stylesheet}"/>\n</head>\n'
        f"<body{meaning}>\n{body}\n</body>\n</html>\n"
    )


def root_language(book: Book) -> str:
    """The attributes of every file's root: the language, and the direction when it is not the usual one."""
    tag = book.metadata.language or "en"
    return xhtml.lang(tag, "rtl" if direction(tag) == "rtl" else "", xhtml.Markup())
