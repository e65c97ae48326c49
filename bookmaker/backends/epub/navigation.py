"""The ways into the book: contents, landmarks and page list (nav.xhtml), the NCX and the guide for old readers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from bookmaker.backends import xhtml
from bookmaker.backends.epub.documents import Documents, page, root_language
from bookmaker.backends.pagination import PageBreak
from bookmaker.languages import Words
from bookmaker.model import Book, Kind, Section

UNLISTED = frozenset(
    {Kind.COVER, Kind.HALF_TITLE, Kind.TITLE_PAGE, Kind.COPYRIGHT, Kind.DEDICATION, Kind.EPIGRAPH, Kind.CONTENTS}
)
"""Pages that no contents list names when they are ours; the landmarks name them."""


FEWEST_RUN_IN = 8
"""So many chapters that are numbers alone run on in a line, as long novels list them."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents and those below it. `bare`: a number and no words."""

    label: str
    href: str
    entries: tuple[Entry, ...] = ()
    bare: bool = False


@dataclass(frozen=True, slots=True)
class Landmark:
    """A place every reader offers: its `epub:type`, its name in the guide of EPUB 2 ("" for none), its title."""

    meaning: str
    old_name: str
    label: str
    href: str


@dataclass(frozen=True, slots=True)
class Navigation:
    """All ways into a book."""

    contents: tuple[Entry, ...]
    landmarks: tuple[Landmark, ...]
    pages: tuple[tuple[str, str], ...]  # label, href


def navigation(
    book: Book, documents: Documents, pages: tuple[PageBreak, ...], words: Words, *, deepest: int
) -> Navigation:
    """The ways into a book, in reading order. Contents deeper than `deepest` levels are laid flat on the last."""
    contents = tuple(_flattened(tuple(_entries(book.sections, documents, book, words)), deepest))
    listed = tuple(
        (break_.label, documents.places[anchor])
        for break_ in pages
        if (anchor := xhtml.page_anchor(break_.label)) in documents.places
    )
    return Navigation(
        contents or (Entry(book.metadata.title, documents.files[0].name),),
        tuple(_landmarks(book, documents, words)),
        listed,
    )


def _entries(level: tuple[Section, ...], documents: Documents, book: Book, words: Words) -> Iterator[Entry]:
    names = {Kind.DEDICATION: words.dedication, Kind.EPIGRAPH: words.epigraph, Kind.TEXT: book.metadata.title}
    for section in level:
        if (section.generated and section.kind in UNLISTED) or section.id not in documents.places:
            continue
        below = tuple(_entries(section.sections, documents, book, words))
        name = xhtml.label(section) or names.get(section.kind, "")
        if name:
            yield Entry(name, documents.places[section.id], below, bare=bool(section.label and not section.title))
        else:
            yield from below


def _flattened(level: tuple[Entry, ...], deepest: int) -> Iterator[Entry]:
    for entry in level:
        if deepest > 1:
            yield replace(entry, entries=tuple(_flattened(entry.entries, deepest - 1)))
        else:
            yield replace(entry, entries=())
            yield from _flattened(entry.entries, deepest)


def _landmarks(book: Book, documents: Documents, words: Words) -> Iterator[Landmark]:
    """One of each type: Apple Books takes no more (Standard Ebooks, se_epub_build.py:1505)."""
    wanted = {
        Kind.COVER: ("cover", "cover", words.cover),
        Kind.TITLE_PAGE: ("titlepage", "title-page", words.title_page),
        Kind.COPYRIGHT: ("copyright-page", "copyright-page", words.copyright),
        Kind.DEDICATION: ("dedication", "dedication", words.dedication),
        Kind.EPIGRAPH: ("epigraph", "epigraph", words.epigraph),
        Kind.CONTENTS: ("toc", "toc", words.contents),
        Kind.PREFACE: ("preface", "preface", ""),
        Kind.FOREWORD: ("foreword", "foreword", ""),
    }
    seen = set()
    for section in book.sections:
        meaning, old, name = wanted.get(section.kind, ("", "", ""))
        if section.matter == "body" and "bodymatter" not in seen:
            seen.add("bodymatter")
            yield Landmark("bodymatter", "text", words.start, documents.places[section.id])
        name = xhtml.label(section) or name
        if name and meaning and meaning not in seen and section.id in documents.places:
            seen.add(meaning)
            yield Landmark(meaning, old, name, documents.places[section.id])


# --- nav.xhtml --------------------------------------------------------------------------------------


def nav_document(book: Book, ways: Navigation, words: Words, stylesheet: str, *, foreign: str = "") -> bytes:
    """The navigation document. It is also the contents page of the book. `foreign` is the language of our words
    when it is not the book's."""
    english = xhtml.lang(foreign, "ltr" if foreign else "", xhtml.Markup())
    parts = [
        '<nav epub:type="toc" role="doc-toc" id="toc" aria-labelledby="toc-heading">',
        f'<h1 id="toc-heading"{english}>{xhtml.escape(words.contents)}</h1>',
        _list(ways.contents),
        "</nav>",
        f'<nav epub:type="landmarks" aria-label="{xhtml.attribute(words.start)}" hidden="hidden">',
        _plain_list((mark.label, mark.href, f' epub:type="{mark.meaning}"') for mark in ways.landmarks),
        "</nav>",
    ]
    if ways.pages:
        name = xhtml.attribute(words.page)
        parts += [
            f'<nav epub:type="page-list" role="doc-pagelist" aria-label="{name}" hidden="hidden">',
            _plain_list((name, href, "") for name, href in ways.pages),
            "</nav>",
        ]
    body = "\n".join(parts)
    return page(words.contents, body, root_language(book), stylesheet, matter="frontmatter").encode()


def _plain_list(items: Iterable[tuple[str, str, str]]) -> str:
    """A flat list of links: label, address, further attributes."""
    lines = (f'<li><a{more} href="{xhtml.attribute(href)}">{xhtml.escape(name)}</a></li>' for name, href, more in items)
    return "\n".join(("<ol>", *lines, "</ol>"))


def _list(level: tuple[Entry, ...]) -> str:
    # Thirty bare numbers are a paragraph, not three screens.
    run_in = len(level) >= FEWEST_RUN_IN and all(entry.bare and not entry.entries for entry in level)
    lines = ['<ol class="run-in">' if run_in else "<ol>"]
    for entry in level:
        below = "\n" + _list(entry.entries) + "\n" if entry.entries else ""
        lines.append(f'<li><a href="{xhtml.attribute(entry.href)}">{xhtml.escape(entry.label)}</a>{below}</li>')
    return "\n".join((*lines, "</ol>"))


# --- EPUB 2 -----------------------------------------------------------------------------------------


def ncx(book: Book, ways: Navigation, uid: str) -> bytes:
    """The NCX: the same contents, numbered in playing order."""
    lines: list[str] = []
    order = 0

    def points(level: tuple[Entry, ...]) -> None:
        nonlocal order
        for entry in level:
            order += 1
            lines.append(
                f'<navPoint id="point-{order}" playOrder="{order}"><navLabel><text>{xhtml.escape(entry.label)}</text>'
                f'</navLabel><content src="{xhtml.attribute(entry.href)}"/>'
            )
            points(entry.entries)
            lines.append("</navPoint>")

    points(ways.contents)
    language = xhtml.attribute(book.metadata.language or "en")
    head = {
        "dtb:uid": uid,
        "dtb:depth": str(_depth(ways.contents)),
        "dtb:totalPageCount": "0",
        "dtb:maxPageNumber": "0",
    }
    metas = "\n".join(f'<meta name="{name}" content="{xhtml.attribute(value)}"/>' for name, value in head.items())
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1" xml:lang="{language}">\n'
        f"<head>\n{metas}\n</head>\n<docTitle><text>{xhtml.escape(book.metadata.title)}</text></docTitle>\n"
        "<navMap>\n" + "\n".join(lines) + "\n</navMap>\n</ncx>\n"
    ).encode()


def guide(ways: Navigation) -> list[dict[str, str]]:
    """The guide of EPUB 2. Without one the Kindle's chapter indicator stands still (Standard Ebooks,
    se_epub_build.py:1531)."""
    return [{"type": mark.old_name, "title": mark.label, "href": mark.href} for mark in ways.landmarks if mark.old_name]


def _depth(level: tuple[Entry, ...]) -> int:
    return 1 + max((_depth(entry.entries) for entry in level if entry.entries), default=0)
