"""Sections → XHTML files: one a chapter, none too big for any reader, links led to the file they now stand in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bookmaker.backends import xhtml
from bookmaker.backends.pagination import PageBreak
from bookmaker.backends.scripts import direction
from bookmaker.metadata import BuildSettings
from bookmaker.model import Book, Kind, Matter, Section
from bookmaker.walk import plain, sections

LARGEST = 260_000
"""Bytes of an XHTML file. Adobe's readers fail on bigger ones; calibre's `flow_size` is the same."""

INSIDE = frozenset({Kind.SUBCHAPTER, Kind.SCENE})
"""Kinds that go on in the file of the section they stand in. All others begin a file: the only page break that
every e-ink reader honours (https://github.com/kobolabs/epub-spec)."""

NOT_HERE = frozenset({Kind.HALF_TITLE, Kind.ENDNOTES})
"""Printed books have these; on a screen the title comes once, and notes stand with their chapter and pop up."""

_MARK = "\ue000"  # stands in an href for "wherever this anchor ends up"
_HREF = re.compile(f'href="{_MARK}([^"]*)"')
_CALL = re.compile(r'id="noteref-(\d+)"')


@dataclass(frozen=True, slots=True)
class Document:
    """One XHTML file: its name, its title for listeners, its text."""

    name: str
    title: str
    content: bytes
    kind: Kind
    matter: Matter

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
    """A file before its links are led: the text of its body and the anchors in it."""

    name: str
    section: Section
    body: str


@dataclass(frozen=True, slots=True)
class _Tag:
    """The start (or, with `text` empty, the end) of a section inside a file. `again` opens it anew after a split."""

    text: str = ""
    again: str = ""


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
    drafts = []
    for section in book.sections:
        if section.kind is Kind.CONTENTS:
            drafts.append(_Draft(nav, section, ""))
        elif section.kind not in left_out:
            drafts.extend(_drafts(section, markup, 1))
    places = _places(drafts)
    language = root_language(book)
    files = tuple(
        Document(
            draft.name,
            _title(draft.section, book),
            _file(draft, _title(draft.section, book), language, stylesheet, places) if draft.body else b"",
            draft.section.kind,
            draft.section.matter,
        )
        for draft in drafts
    )
    return Documents(files, places)


def _drafts(section: Section, markup: xhtml.Markup, depth: int) -> Iterator[_Draft]:
    inside = all(below.kind in INSIDE for below in section.sections)
    for number, body in enumerate(_split(_tokens(section, markup, depth, inside=inside), markup), 1):
        name = section.id if number == 1 else f"{section.id}--{number}"
        yield _Draft(f"{name}.xhtml", section, body)
    if not inside:
        for below in section.sections:
            yield from _drafts(below, markup, depth + 1)


def _tokens(section: Section, markup: xhtml.Markup, depth: int, *, inside: bool) -> Iterator[_Tag | str]:
    yield _Tag(xhtml.section_tag(section, markup), f'<div class="{section.kind} continued">')
    if labels := markup.pages.get(section.id, ()):
        yield xhtml.page_marks(labels)
    if head := xhtml.heading(section, markup, depth):
        yield head
    yield from xhtml.section_blocks(section, markup, depth)
    if inside:
        for below in section.sections:
            yield from _tokens(below, markup, depth + 1, inside=True)
    yield _Tag()


def _split(tokens: Iterator[_Tag | str], markup: xhtml.Markup) -> Iterator[str]:
    """The bodies of a section's files, each with the notes it calls; cut between blocks, never below a heading."""
    open_tags: list[tuple[str, str]] = []  # how to go on with each open section in a new file, and its end tag here
    out: list[str] = []
    size = 0
    for token in tokens:
        if isinstance(token, _Tag):
            if token.text:
                out.append(token.text)
                open_tags.append((token.again, "</section>"))
            else:
                out.append(open_tags.pop()[1])
            continue
        length = len(token.encode())
        if size and size + length > LARGEST and not out[-1].startswith(("<header", "<section", "<hr")):
            out.extend(end for _, end in reversed(open_tags))
            yield _with_notes(out, markup)
            out = [again for again, _ in open_tags]
            open_tags = [(again, "</div>") for again, _ in open_tags]
            size = 0
        out.append(token)
        size += length
    yield _with_notes(out, markup)


def _with_notes(parts: list[str], markup: xhtml.Markup) -> str:
    body = "\n".join(parts)
    if not markup.notes:
        return body
    by_number = dict(markup.notes.values())
    notes: list[str] = []
    called = [int(number) for number in _CALL.findall(body)]
    for number in called:  # grows: a note may call another
        text = xhtml.note(number, by_number[number], markup)
        notes.append(text)
        called.extend(int(inner) for inner in _CALL.findall(text))
    return "\n".join((body, '<div class="notes">', *notes, "</div>")) if notes else body


_ANCHOR = re.compile(r'<(?:section|aside|a|div) [^>]*?id="([^"]+)"')


def _places(drafts: list[_Draft]) -> dict[str, str]:
    places = {}
    for draft in drafts:
        for anchor in _ANCHOR.findall(draft.body):
            # A section that opens a file is the file: old readers lose their way at a fragment they need not follow.
            places[anchor] = draft.name if anchor == draft.section.id else f"{draft.name}#{anchor}"
        places.setdefault(draft.section.id, draft.name)
    return places


def _file(draft: _Draft, title: str, language: str, stylesheet: str, places: Mapping[str, str]) -> bytes:
    def lead(match: re.Match[str]) -> str:
        place = places[match.group(1)]
        name, _, anchor = place.partition("#")
        return f'href="#{anchor}"' if anchor and name == draft.name else f'href="{place}"'

    body = _HREF.sub(lead, draft.body) if _MARK in draft.body else draft.body
    return page(title, body, language, stylesheet, matter=f"{draft.section.matter}matter").encode()


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


def _title(section: Section, book: Book) -> str:
    return " ".join(plain(section.label + section.title).split()) or book.metadata.title
