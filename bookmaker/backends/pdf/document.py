"""The book as HTML for the page: one `Opening` for each page that something opens on, with all that runs on from it."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from bookmaker.backends import xhtml
from bookmaker.backends.pdf.fonts import text_width
from bookmaker.backends.pdf.lines import ended, mended
from bookmaker.backends.pdf.pages import HEAD, POINT, SCREEN_HEAD, Page
from bookmaker.languages import page_words
from bookmaker.metadata import BuildSettings
from bookmaker.model import Book, Kind, Matter, Section
from bookmaker.walk import one_line, sections

Side = Literal["recto", "verso", "any"]

BLIND = frozenset(
    {
        Kind.COVER,
        Kind.HALF_TITLE,
        Kind.TITLE_PAGE,
        Kind.COPYRIGHT,
        Kind.DEDICATION,
        Kind.EPIGRAPH,
        Kind.PART,
        Kind.VOLUME,
    }
)
"""Pages without running head and folio while they are one page long (Chicago Manual of Style 1.37, 1.16)."""
ON_RECTO = frozenset(
    {Kind.HALF_TITLE, Kind.TITLE_PAGE, Kind.DEDICATION, Kind.CONTENTS, Kind.PART, Kind.VOLUME}
)  # fmt: skip
"""What opens on a right-hand page whatever the chapters do (Chicago Manual of Style 1.4)."""
UNLISTED = frozenset({Kind.COVER, Kind.HALF_TITLE, Kind.TITLE_PAGE, Kind.COPYRIGHT, Kind.DEDICATION, Kind.EPIGRAPH})
"""Our pages that neither the contents nor the outline name."""


@dataclass(frozen=True, slots=True)
class Opening:
    """Sections from one page break to the next, as HTML. `head` is the words of the running head over them."""

    sections: tuple[Section, ...]
    html: str
    side: Side
    blind: bool
    head: str
    matter: Matter

    @property
    def kind(self) -> Kind:
        """What opens here."""
        return self.sections[0].kind

    @property
    def id(self) -> str:
        """The id of the section that opens here."""
        return self.sections[0].id


@dataclass(frozen=True, slots=True)
class Listed:
    """A line of the contents: the section's id, its depth in the list from 0, its words."""

    id: str
    depth: int
    label: str
    title: str
    matter: Matter
    kind: Kind


@dataclass(slots=True)
class _Batch:
    depth: int
    sections: list[Section] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)


def openings(book: Book, build: BuildSettings, page: Page, href: Callable[[str], str] = "#{}".format) -> list[Opening]:
    """The whole book but its contents page, which is made when the page numbers are known: its `html` is "".

    `href` makes a link of an anchor.
    """
    markup = _markup(book, build, page, href)
    batches: list[_Batch] = []
    for depth, section in sections(book):
        if (
            section.generated
            and section.kind in (Kind.COVER, Kind.HALF_TITLE)
            and page.screen != (section.kind is Kind.COVER)
        ):
            continue  # a cover opens an e-reader's book, a half title a bound one
        if not batches or section.kind not in xhtml.RUN_ON or batches[-1].sections[0].matter != section.matter:
            batches.append(_Batch(depth))
        batches[-1].sections.append(section)
        if section.kind is not Kind.CONTENTS:
            batches[-1].parts += _leaf(book, section, markup, depth, page.measure / POINT / page.body)
    first_of_body = next((batch for batch in batches if batch.sections[0].matter == "body"), None)
    return [_opening(batch, build, page, first=batch is first_of_body) for batch in batches]


def _markup(book: Book, build: BuildSettings, page: Page, href: Callable[[str], str]) -> xhtml.Markup:
    data = {
        asset.name: f"data:{asset.media_type};base64,{base64.b64encode(asset.data).decode()}" for asset in book.assets
    }
    return xhtml.Markup(
        language=book.metadata.language or "en",
        notes=xhtml.numbered_notes(book),
        note_style="inline" if build.notes == "foot" else "link",
        semantics=False,
        href=href,
        src=data.__getitem__,
        anchors=frozenset(section.id for _, section in sections(book)),
        opening=build.opening,
        block_ids=True,
        longest_row=page.letters // 2,
    )


_START = re.compile(r'<ol\b[^>]* start="(-?\d+)"')
_UNTOLD = re.compile(r'alt=""( role="presentation")?')


def _leaf(book: Book, section: Section, markup: xhtml.Markup, depth: int, measure: float) -> Iterator[str]:
    """A section without the sections inside it; `measure` is the width of a line in ems."""
    # PDF/UA wants words for every picture; a decorative one is passed over in silence.
    figure = page_words(markup.language)[0].figure
    yield xhtml.section_tag(section, markup)
    if heading := xhtml.heading(section, markup, depth):
        yield ended(heading)
    for block in xhtml.section_blocks(section, markup, depth):
        if 'alt=""' in block:
            block = _UNTOLD.sub(lambda img: f'alt="{" " if img[1] else figure}"{img[1]}', block)
        if ' start="' in block:  # the engine counts by style alone
            block = _START.sub(lambda ol: f'{ol[0]} style="counter-reset: list-item {int(ol[1]) - 1}"', block)
        yield mended(block, text_width, measure)
    if section.kind is Kind.ENDNOTES and section.generated:
        for chapter, notes in xhtml.grouped(book, markup.notes.values()):
            if chapter:
                yield f'<h{depth + 1} class="subheading">{xhtml.escape(chapter)}</h{depth + 1}>'
            for numbered in notes:
                yield xhtml.note(numbered, markup)
    yield "</section>"


def _opening(batch: _Batch, build: BuildSettings, page: Page, *, first: bool) -> Opening:
    opener = batch.sections[0]
    side: Side = "any"
    if not page.screen:
        if first or opener.kind in ON_RECTO or (opener.matter == "body" and build.openings == "recto"):
            side = "recto"
        elif opener.kind is Kind.COPYRIGHT:
            side = "verso"
    blind = opener.kind in BLIND and (opener.generated or opener.kind in (Kind.PART, Kind.VOLUME))
    html = "\n".join(batch.parts)
    return Opening(tuple(batch.sections), html, side, blind, one_line(opener.title or opener.label), opener.matter)


def listed(book: Book) -> list[Listed]:
    """The lines of the contents page and of the outline, in order."""
    out = []
    for depth, section in sections(book):
        if section.generated and section.kind in UNLISTED | {Kind.CONTENTS}:
            continue
        if section.label or section.title:
            label, title = one_line(section.label), one_line(section.title)
            out.append(Listed(section.id, depth - 1, label, title, section.matter, section.kind))
    return out


def contents(book: Book, section: Section, href: Callable[[str], str], folios: Mapping[str, str]) -> str:
    """The contents page: a list of links, each with the folio of its page."""
    markup = xhtml.Markup(language=book.metadata.language or "en", semantics=False)
    rows = []
    for line in listed(book):
        words = " ".join(
            f'<span class="{name}">{xhtml.escape(text)}</span>'
            for name, text in (("label", line.label), ("title", line.title))
            if text
        )
        folio = f' data-folio="{folios.get(line.id, "")}"'
        rows.append(
            f'<li class="depth{min(line.depth, 3)} {line.kind} {line.matter}">'
            f'<a href="{xhtml.attribute(href(line.id))}"{folio}>{words}</a></li>'
        )
    body = "\n".join((xhtml.section_tag(section, markup), xhtml.heading(section, markup, 1)))
    return f'{body}\n<ul class="contents">\n' + "\n".join(rows) + "\n</ul>\n</section>"


def wrapped(bodies: list[str], language: str, title: str = "") -> str:
    """An HTML document of some openings, each on a page of its own."""
    inner = "\n".join(f'<div class="opening">\n{body}\n</div>' for body in bodies)
    return (
        f'<!DOCTYPE html>\n<html lang="{xhtml.attribute(language)}">\n<head><meta charset="utf-8">'
        f"<title>{xhtml.escape(title)}</title></head>\n<body>\n{inner}\n</body>\n</html>\n"
    )


def css(page: Page, build: BuildSettings) -> str:
    """What follows from the page and the settings: sizes and margins. A theme's own rules come after it."""
    # A hair less at the foot: what is rounded must not push the last line off the page.
    margins = f"{page.top:.4f}mm {page.side:.4f}mm {page.bottom - 0.01:.4f}mm"
    head = SCREEN_HEAD if page.screen else HEAD
    hyphens = "auto" if build.hyphenate else "manual"
    drawn = "crisp-edges" if build.pdf_variant.startswith("pdf/a") else "auto"  # PDF/A has no pixels made up
    return (
        f"@page {{ size: {page.width:.4f}mm {page.height:.4f}mm; margin: {margins}; }}\n"
        f".opening {{ break-before: page; }}\n"
        f"@page cover {{ margin: 0; }}\n"
        f"html {{ font-size: {page.body}pt; line-height: {page.line}pt; color: #000; hyphens: {hyphens}; }}\n"
        f"img {{ max-height: {page.lines * 0.7 * page.line:.1f}pt; image-rendering: {drawn}; }}\n"
        "section.cover { page: cover; }\n"
        "section.cover figure { margin: 0; }\n"
        "section.cover img { display: block; max-height: none; object-fit: contain; "
        f"width: {page.width:.4f}mm; height: {page.height:.4f}mm; }}\n"
        f":root {{ --sink: {page.sink}rlh; --opening: {page.opening}rlh; --head: {head}rlh; }}\n"
    )
