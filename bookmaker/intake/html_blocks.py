"""The blocks of an HTML page: elements → blocks of the model. What has no block of its own is told.

What stands inside a paragraph is in `html_text`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial

from bookmaker.intake import html_notes, html_tables, html_verse
from bookmaker.intake.html_elements import BLOCKS, Element, said_of, typed_in
from bookmaker.intake.html_text import SILENT, UNSETTABLE, Inside, hidden, is_weighty, text_of, weighed
from bookmaker.intake.images import Pictures
from bookmaker.intake.markup import VERSE_LINES, paragraphs
from bookmaker.model import (
    Block,
    Blocks,
    Direction,
    Figure,
    Finding,
    Heading,
    Inline,
    Inlines,
    ItemList,
    LineBreak,
    Note,
    Paragraph,
    ParagraphRole,
    Place,
    Preformatted,
    Quotation,
    QuotationRole,
    SceneBreak,
    Severity,
    Strong,
    Table,
    Text,
    Verse,
)
from bookmaker.walk import map_lines, trimmed

_BOX = 600  # characters of what a story shows in one
_QUOTED: dict[str, QuotationRole] = {
    "epigraph": "epigraph", "letter": "letter", "telegram": "telegram", "authors-note": "authors-note"
}  # fmt: skip
_ROLES: dict[str, ParagraphRole] = {
    "salutation": "salutation", "valediction": "valediction", "signature": "signature", "dateline": "dateline",
    "postscript": "postscript", "stage-direction": "stage-direction",
}  # fmt: skip


class Reader:
    """Walks the elements of one page; gathers its notes and what could not be carried over."""

    def __init__(self, name: str, pictures: Pictures, offset: int = 0) -> None:
        self.name = name
        self.offset = offset
        self.pictures = pictures
        self.calls = html_notes.Calls()
        self.headings: Mapping[Element, str] = {}
        self.leads: Mapping[str, str] = {}
        self.gap_is_break = False
        self.verse = VERSE_LINES
        self.findings: list[Finding] = []
        self._said: set[str] = set()
        self._reached = 0
        self.inside = Inside(self)

    def place(self, element: Element) -> Place:
        """The line an element stands on; never one before what has been read already."""
        self._reached = max(self._reached, (element.sourceline or 1) + self.offset)
        return Place(self.name, self._reached)

    def lost(self, element: Element, message: str) -> None:
        """Say, once for all its kind, what the book will not have."""
        if message not in self._said:
            self._said.add(message)
            self.findings.append(Finding("I030", Severity.WARNING, self.place(element), message))

    def notes(self) -> Iterator[Note]:
        """The footnotes, in the order of their calls."""
        for call in self.calls.in_order:
            self._reached = 0
            place = self.place(call.note)
            yield Note(call.id, self.blocks(call.note), place)

    def blocks(self, parent: Element, language: str = "", direction: Direction = "") -> Blocks:
        """The blocks of an element's content: text between block elements makes paragraphs."""
        out: list[Block] = []
        run: list[Inline] = []
        start = self.place(parent)

        def flush() -> None:
            if run:
                out.extend(paragraphs(tuple(run), start, language, direction, fewest=self.verse))
                run.clear()

        if parent.text:
            run.append(text_of(parent.text))
        for child in parent:
            if not isinstance(child.tag, str):
                pass  # a comment
            elif self._is_block(child):
                flush()
                if not self.calls.is_note(child) and not self.dropped(child):
                    own = child.get("lang") or child.get("xml:lang") or language
                    out.extend(self.block(child, own, _direction(child) or direction))
            else:
                if not run or not any(isinstance(each, Text) and each.text.strip() for each in run):
                    start = self.place(child)
                run += self.inside.inline(child)
            if child.tail:
                if not run and child.tail.strip():
                    start = self.place(max(child.iter(), key=lambda each: each.sourceline or 0))
                run.append(text_of(child.tail))
        flush()
        return tuple(out)

    def _is_block(self, element: Element) -> bool:
        if element.tag in BLOCKS:
            return True
        return element.tag not in SILENT | UNSETTABLE and any(each.tag in BLOCKS for each in element.iterdescendants())

    def dropped(self, element: Element) -> bool:
        """Is this an element whose content does not come along? Says so unless nobody would miss it."""
        if element.tag in SILENT:
            return True
        if element.tag in UNSETTABLE:
            self.lost(element, f"<{element.tag!s}> cannot be set in a book; left out")
            return True
        if hidden(element):
            self.lost(element, f"hidden <{element.tag!s}> left out")
            return True
        return False

    def block(self, element: Element, language: str, direction: Direction) -> Blocks:
        """What one block element becomes."""
        outside = self.verse
        self.verse = html_verse.fewest_lines(element, outside)
        made = self._block(element, language, direction)
        self.verse = outside
        return tuple(map_lines(each, partial(weighed, element)) for each in made) if is_weighty(element) else made

    def _block(self, element: Element, language: str, direction: Direction) -> Blocks:
        place = self.place(element)
        said = said_of(element)
        match element.tag:
            case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
                inlines = trimmed(_without_breaks(self.inside.inlines(element)))
                own = self.headings.get(element, "")
                return (Heading(inlines, int(element.tag[1]), own, place=place, language=language),) if inlines else ()
            case "hr":
                return (SceneBreak(place=place),)
            case "p" if self.gap_is_break and _is_gap(element):
                return (SceneBreak(place=place),)
            case "pre" if not any(child.tag in BLOCKS for child in element):  # (Wattpad's holds paragraphs)
                return (Preformatted(typed_in(element).strip("\n"), place=place),)
            case "blockquote":
                role: QuotationRole = next(
                    (role for name, role in _QUOTED.items() if name in " ".join(said)), "quotation"
                )
                inner = tuple(html_verse.joined(self.blocks(element, language, direction)))
                verse_alone = len(inner) == 1 and isinstance(inner[0], Verse) and role == "quotation"
                return inner if verse_alone or not inner else (Quotation(inner, role, place=place),)
            case "ul" | "ol" | "menu" | "dir":
                return self.items(element, language, direction)
            case "dl":
                return tuple(self.definitions(element, language, direction))
            case "table":
                return self.table(element)
            case "figure":
                return self.figure(element, language, direction)
            case "p" if part := next((_ROLES[name] for name in sorted(said & _ROLES.keys())), None):
                inner = self.blocks(element, language, direction)
                return tuple(replace(each, role=part) if isinstance(each, Paragraph) else each for each in inner)
            case _:
                inner = self.blocks(element, language, direction)
                return tuple(html_verse.joined(inner)) if self.verse < VERSE_LINES else inner

    def items(self, element: Element, language: str, direction: Direction) -> Blocks:
        """A list, less the items that were notes."""
        place = self.place(element)
        items = []
        for child in element:
            if isinstance(child.tag, str) and not self.calls.is_note(child) and not self.dropped(child):
                content = self.blocks(child, language, direction)
                if content:
                    items.append(content)
        ordered = element.tag == "ol"
        start = element.get("start") or "1"
        first = int(start) if re.fullmatch(r"-?\d+", start) else 1
        return (ItemList(tuple(items), ordered, first, place=place),) if items else ()

    def definitions(self, element: Element, language: str, direction: Direction) -> Iterator[Block]:
        """Terms in bold, what they mean in paragraphs set in."""
        for child in element:
            if not isinstance(child.tag, str) or self.calls.is_note(child):
                continue
            if child.tag == "dt":
                inlines = trimmed(self.inside.inlines(child))
                if inlines:
                    yield Paragraph((Strong(inlines),), place=self.place(child), language=language)
            else:
                place = self.place(child)
                content = self.blocks(child, language, direction)
                if content:
                    yield Quotation(content, place=place)

    def table(self, element: Element) -> Blocks:
        """A table; one that has a single cell in each row is only a frame round its content, a small one a box."""
        rows = [row for row in element.iter("tr") if next(row.iterancestors("table", "td", "th"), None) is element]
        cells = [[cell for cell in row if cell.tag in ("td", "th")] for row in rows]
        if all(len(row) < 2 for row in cells):
            content = tuple(block for row in cells for cell in row for block in self.blocks(cell))
            size = len(element.text_content())
            shown = len(cells) == 1 and content and all(isinstance(block, Paragraph) for block in content)
            shown = shown and size < _BOX and 2 * size < len(_page(element).text_content())
            return (Quotation(content, "sign", place=self.place(element)),) if shown else content
        if any(cell.get("colspan", "1") != "1" or cell.get("rowspan", "1") != "1" for row in cells for cell in row):
            self.lost(element, "cells that span rows or columns are set as one, empty ones beside it")
        place = self.place(element)
        head = 0
        while head < len(cells) and cells[head] and all(cell.tag == "th" for cell in cells[head]):
            head += 1
        caption = element.find("caption")
        set_caption = trimmed(self.inside.inlines(caption)) if caption is not None else ()
        grid = html_tables.grid([row for row in cells if row])
        made = tuple(tuple(() if cell is None else trimmed(self.inside.inlines(cell)) for cell in row) for row in grid)
        return (Table(made, head, (), set_caption, place=place),)

    def figure(self, element: Element, language: str, direction: Direction) -> Blocks:
        """A figure: its first picture takes the caption; whatever else is in it follows."""
        caption = element.find(".//figcaption")
        words: Inlines = ()
        if caption is not None:
            words = trimmed(self.inside.inlines(caption))
            caption.drop_tree()
        inner = list(self.blocks(element, language, direction))
        for number, block in enumerate(inner):
            if isinstance(block, Figure):
                inner[number] = Figure(block.image, words, place=block.place)
                return tuple(inner)
        if words:
            inner.append(Paragraph(words, place=self.place(element), language=language))
        return tuple(inner)


def _page(element: Element) -> Element:
    return element.getroottree().getroot()


def _direction(element: Element) -> Direction:
    found = (element.get("dir") or "").casefold()
    return "rtl" if found == "rtl" else "ltr" if found == "ltr" else ""


def _without_breaks(inlines: Inlines) -> Inlines:
    """A heading on one line."""
    return tuple(Text(" ") if isinstance(inline, LineBreak) else inline for inline in inlines)


def _is_gap(paragraph: Element) -> bool:
    """A paragraph of white space alone."""
    return not "".join(paragraph.itertext()).strip() and not any(True for _ in paragraph.iter("img", "hr"))


def gaps_are_rare(page: Element) -> bool:
    """Do empty paragraphs part scenes here, or does one stand between any two?"""
    gaps = [_is_gap(paragraph) for paragraph in page.iter("p")]
    return 0 < sum(gaps) < 0.15 * len(gaps)
