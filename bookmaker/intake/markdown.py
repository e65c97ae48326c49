"""Markdown → Draft: CommonMark with tables and footnotes. Typography is the normaliser's; nothing here is smart.

What stands inside a paragraph is in `markdown_text`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from operator import gt
from pathlib import Path
from typing import TYPE_CHECKING

from bookmaker.intake import markdown_manuscripts, markdown_notation, plaintext
from bookmaker.intake.images import Pictures
from bookmaker.intake.markdown_text import Inside
from bookmaker.intake.markup import heading_id, note_id, paragraphs
from bookmaker.model import (
    Block,
    Blocks,
    Draft,
    Figure,
    Finding,
    Heading,
    ItemList,
    Note,
    Paragraph,
    Place,
    Preformatted,
    Quotation,
    SceneBreak,
    Severity,
    Strong,
    Table,
    Text,
)
from bookmaker.walk import plain, trimmed

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

_LANGUAGE = re.compile(r"[a-z0-9+#.-]*|\{.*\}")  # of code; other words behind a fence are the author's
_NAME = re.compile(r"\s*\{(?:#([\w-]+)|[.-])[^{}]*\}\s*$")  # ## The Tide {#tide .unnumbered}


def read(data: bytes, name: str, *, encoding: str = "", root: Path | None = None) -> Draft:
    """The Draft of a Markdown file. Raises BookError for a file that is empty or not text."""
    from markdown_it import MarkdownIt
    from markdown_it.tree import SyntaxTreeNode
    from mdit_py_plugins.deflist import deflist_plugin
    from mdit_py_plugins.footnote import footnote_plugin

    text, findings = plaintext.text_of(data, name, encoding)
    lines, stated, cut = markdown_notation.without_licence(text.split("\n"), name)
    skipped, found, decisions = plaintext.head(lines, name, any_keys=True)
    if not skipped:
        skipped, found, decisions = markdown_notation.metadata(lines, name)
    meant = markdown_manuscripts.meant(lines[skipped:], name, skipped + 1)
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"]).use(footnote_plugin).use(deflist_plugin)
    tree = SyntaxTreeNode(parser.parse("\n".join(meant.lines)))
    reader = Reader(name, Pictures(root, name), meant.numbers)
    blocks = reader.blocks(tree.children, 1)
    return Draft(
        blocks=blocks,
        notes=tuple(reader.notes),
        assets=reader.pictures.assets,
        found=(*found, *stated),
        findings=(*findings, *meant.findings, *reader.findings, *reader.pictures.findings),
        decisions=(*cut, *decisions, *meant.decisions),
    )


class Reader:
    """Walks the tree of one file; gathers its notes and what could not be carried over."""

    def __init__(self, name: str, pictures: Pictures, numbers: Sequence[int]) -> None:
        self.name = name
        self.pictures = pictures
        self.numbers = numbers  # the line in the file of each line parsed
        self.notes: list[Note] = []
        self.called: dict[str, Place] = {}
        self.headings: dict[str, int] = {}
        self.findings: list[Finding] = []
        self.said: set[str] = set()
        self.inside = Inside(self)

    def blocks(self, nodes: list[SyntaxTreeNode], line: int) -> Blocks:
        """The blocks of sibling nodes; `line` is where they begin, for nodes that do not know."""
        out: list[Block] = []
        for node in nodes:
            line = node.map[0] + 1 if node.map else line
            out += self.block(node, self.place(line))
        return tuple(out)

    def place(self, line: int) -> Place:
        """Where a line that was parsed stands in the file; 0 is nowhere."""
        return Place(self.name, self.numbers[line - 1] if 0 < line <= len(self.numbers) else 0)

    def block(self, node: SyntaxTreeNode, place: Place) -> Blocks:
        """What one block node becomes."""
        match node.type:
            case "heading":
                heading = self.heading(node, place)
                return (heading,) if heading.inlines else (SceneBreak(place=place, ornament=node.markup),)
            case "paragraph":
                return tuple(self.captioned(node, place, paragraphs(self.inside.inlines(node, place), place)))
            case "blockquote":
                return (Quotation(self.blocks(node.children, _first(node)), place=place),)
            case "bullet_list" | "ordered_list":
                return self.items(node, place)
            case "hr":
                return (SceneBreak(place=place, ornament=node.markup[:3]),)
            case "code_block":
                return (Preformatted(node.content.rstrip("\n"), place=place),)
            case "fence":
                words = "" if _LANGUAGE.fullmatch(node.info.strip()) else node.info.strip() + "\n"
                return (Preformatted((words + node.content).rstrip("\n"), place=place),)
            case "dl":
                return tuple(self.definitions(node))
            case "table":
                return (self.table(node, place),)
            case "html_block":
                return self.raw(node.content, place)
            case "footnote_block":
                for note in node.children:
                    self.note(note)
                return ()
            case _:
                self.lost(place, f"{node.type.replace('_', ' ')} cannot be set")
                return ()

    def heading(self, node: SyntaxTreeNode, place: Place) -> Heading:
        """A heading and what links lead to it by: `{#name}` behind its words, else the words; a second one gets -1."""
        inlines = self.inside.inlines(node, place)
        last = inlines[-1] if inlines else None
        named = _NAME.search(last.text) if isinstance(last, Text) else None
        if named and isinstance(last, Text):
            inlines = trimmed((*inlines[:-1], Text(last.text[: named.start()])))
        name = heading_id(self.name, (named and named[1]) or plain(inlines))
        number = self.headings.get(name, 0)
        self.headings[name] = number + 1
        return Heading(inlines, int(node.tag[1]), f"{name}-{number}" if number else name, place=place)

    def items(self, node: SyntaxTreeNode, place: Place) -> Blocks:
        """A list. One number alone, or numbers that skip, begin paragraphs: `1986. That was the year.`"""
        items = tuple(self.blocks(item.children, _first(item)) for item in node.children)
        start = int(node.attrs.get("start", 1))
        if node.type == "bullet_list":
            return (ItemList(items, False, start, place=place),)
        numbers = [int(item.info) for item in node.children]
        skips = any(later > number + 1 for number, later in pairwise(numbers))
        headed = all(item and isinstance(item[0], Paragraph) for item in items)
        if headed and (len(items) == 1 or (skips and all(map(gt, numbers[1:], numbers)))):
            marks = [f"{number}{node.markup} " for number in numbers]
            return tuple(block for mark, item in zip(marks, items, strict=True) for block in _numbered(mark, item))
        return (ItemList(items, True, start, place=place),)

    def definitions(self, node: SyntaxTreeNode) -> Iterator[Block]:
        """Terms in bold, what they mean in paragraphs set in."""
        for child in node.children:
            place = self.place(_first(child))
            if child.type == "dt":
                yield Paragraph((Strong(self.inside.inlines(child, place)),), place=place)
            else:
                yield Quotation(self.blocks(child.children, _first(child)), place=place)

    def table(self, node: SyntaxTreeNode, place: Place) -> Table:
        """A table: its first row is the heading."""
        rows = [row for part in node.children for row in part.children]
        cells = tuple(tuple(self.inside.inlines(cell, place) for cell in row.children) for row in rows)
        styles = [str(cell.attrs.get("style", "")) for cell in rows[0].children]
        align = tuple(style.removeprefix("text-align:") for style in styles)
        return Table(cells, 1, align if any(align) else (), place=place)

    def note(self, node: SyntaxTreeNode) -> None:
        """A footnote, wherever the author wrote it; one inside a line stands where it is called."""
        children = [child for child in node.children if child.type != "footnote_anchor"]
        first = next((child.map[0] + 1 for child in children if child.map), 0)
        place = self.place(first) if first else self.called.get(self.note_id(node), self.place(0))
        self.notes.append(Note(self.note_id(node), self.blocks(children, first), place))

    def note_id(self, node: SyntaxTreeNode) -> str:
        """An id for a note, in the order of the first calls."""
        return note_id(self.name, int(node.meta["id"]) + 1)

    def raw(self, source: str, place: Place) -> Blocks:
        """HTML among the Markdown."""
        from bookmaker.intake import html

        draft = html.fragment(source, place, self.pictures)
        self.findings += draft.findings
        return draft.blocks

    def captioned(self, paragraph: SyntaxTreeNode, place: Place, made: Iterable[Block]) -> Iterator[Block]:
        """The blocks of a paragraph, its figures with their captions: the titles of the pictures."""
        pictures = [inner for inner in paragraph.walk() if inner.type == "image"]
        titles = [str(inner.attrs.get("title", "")) for inner in pictures]
        blocks = list(made)
        if len(titles) == sum(isinstance(block, Figure) for block in blocks):
            rest = iter(titles)
            yield from (self.with_caption(b, next(rest)) if isinstance(b, Figure) else b for b in blocks)
            return
        yield from blocks
        for title in filter(None, titles):
            self.lost(place, f"the picture cannot bear its caption {title!r} here")

    def with_caption(self, figure: Figure, title: str) -> Figure:
        """The figure with its caption, if it has one."""
        return replace(figure, caption=(Text(title),)) if title else figure

    def lost(self, place: Place, message: str) -> None:
        """Say, once for all its kind, what the book will not have."""
        if message not in self.said:
            self.said.add(message)
            self.findings.append(Finding("I030", Severity.WARNING, place, message))


def _numbered(mark: str, item: Blocks) -> Iterator[Block]:
    """An item whose number is text."""
    first, *rest = item
    assert isinstance(first, Paragraph)
    yield replace(first, inlines=trimmed((Text(mark), *first.inlines)))
    yield from rest


def _first(node: SyntaxTreeNode) -> int:
    """The first line of a node among those parsed."""
    return node.map[0] + 1 if node.map else 1
