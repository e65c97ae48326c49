"""Markdown → Draft: CommonMark with tables and footnotes. Typography is the normaliser's; nothing here is smart."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from html import escape
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from bookmaker.intake import markdown_manuscripts, plaintext
from bookmaker.intake.images import Pictures
from bookmaker.intake.markup import heading_id, inside, note_id, paragraphs
from bookmaker.model import (
    Block,
    Blocks,
    Code,
    Draft,
    Emphasis,
    Figure,
    Finding,
    Heading,
    Image,
    Inline,
    Inlines,
    ItemList,
    LineBreak,
    Link,
    Note,
    NoteRef,
    Paragraph,
    Place,
    Preformatted,
    Quotation,
    SceneBreak,
    Severity,
    Strong,
    Sub,
    Sup,
    Table,
    Text,
)
from bookmaker.walk import plain, trimmed

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

_NAME = re.compile(r"\s*\{(?:#([\w-]+)|[.-])[^{}]*\}\s*$")  # ## The Tide {#tide .unnumbered}
_RAW_TAGS: dict[str, Callable[[Inlines], Inline]] = {
    **dict.fromkeys(("em", "i", "cite"), Emphasis),
    **dict.fromkeys(("strong", "b"), Strong),
    "sup": Sup,
    "sub": Sub,
}


def read(data: bytes, name: str, *, encoding: str = "", root: Path | None = None) -> Draft:
    """The Draft of a Markdown file. Raises BookError for a file that is empty or not text."""
    from markdown_it import MarkdownIt
    from markdown_it.tree import SyntaxTreeNode
    from mdit_py_plugins.footnote import footnote_plugin

    text, findings = plaintext.text_of(data, name, encoding)
    lines = text.split("\n")
    skipped, found, decisions = plaintext.head(lines, name, any_keys=True)
    if not skipped:
        skipped, found, decisions = markdown_manuscripts.metadata(lines, name)
    lines, numbers, changed = markdown_manuscripts.meant(lines[skipped:], name, skipped + 1)
    parser = MarkdownIt("commonmark").enable("table").use(footnote_plugin)
    tree = SyntaxTreeNode(parser.parse("\n".join(lines)))
    reader = _Reader(name, Pictures(root, name), numbers)
    blocks = reader.blocks(tree.children, 1)
    return Draft(
        blocks=blocks,
        notes=tuple(reader.notes),
        assets=reader.pictures.assets,
        found=found,
        findings=(*findings, *reader.findings, *reader.pictures.findings),
        decisions=(*decisions, *changed),
    )


class _Reader:
    """Walks the tree of one file; gathers its notes and what could not be carried over."""

    def __init__(self, name: str, pictures: Pictures, numbers: Sequence[int]) -> None:
        self.name = name
        self.pictures = pictures
        self.numbers = numbers  # the line in the file of each line parsed
        self.notes: list[Note] = []
        self.headings: dict[str, int] = {}
        self.findings: list[Finding] = []

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
                return (self.heading(node, place),)
            case "paragraph":
                return tuple(self.captioned(node, place, paragraphs(self.inlines(node, place), place)))
            case "blockquote":
                return (Quotation(self.blocks(node.children, _first(node)), place=place),)
            case "bullet_list" | "ordered_list":
                return self.items(node, place)
            case "hr":
                return (SceneBreak(place=place, ornament=node.markup[:3]),)
            case "code_block" | "fence":
                return (Preformatted(node.content.rstrip("\n"), place=place),)
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
        inlines = self.inlines(node, place)
        last = inlines[-1] if inlines else None
        named = _NAME.search(last.text) if isinstance(last, Text) else None
        if named and isinstance(last, Text):
            inlines = trimmed((*inlines[:-1], Text(last.text[: named.start()])))
        name = heading_id(self.name, (named and named[1]) or plain(inlines))
        number = self.headings.get(name, 0)
        self.headings[name] = number + 1
        return Heading(inlines, int(node.tag[1]), f"{name}-{number}" if number else name, place=place)

    def items(self, node: SyntaxTreeNode, place: Place) -> Blocks:
        """A list; one number alone is no list, but begins a paragraph: `1986. That was the year.`"""
        items = tuple(self.blocks(item.children, _first(item)) for item in node.children)
        start = int(node.attrs.get("start", 1))
        ordered = node.type == "ordered_list"
        first = items[0][0] if items[0] else None
        if ordered and len(items) == 1 and isinstance(first, Paragraph):
            number = Text(f"{start}{node.markup} ")
            return (replace(first, inlines=trimmed((number, *first.inlines))), *items[0][1:])
        return (ItemList(items, ordered, start, place=place),)

    def table(self, node: SyntaxTreeNode, place: Place) -> Table:
        """A table: its first row is the heading."""
        rows = [row for part in node.children for row in part.children]
        cells = tuple(tuple(self.inlines(cell, place) for cell in row.children) for row in rows)
        styles = [str(cell.attrs.get("style", "")) for cell in rows[0].children]
        align = tuple(style.removeprefix("text-align:") for style in styles)
        return Table(cells, 1, align if any(align) else (), place=place)

    def note(self, node: SyntaxTreeNode) -> None:
        """A footnote, wherever the author wrote it."""
        children = [child for child in node.children if child.type != "footnote_anchor"]
        first = next((child.map[0] + 1 for child in children if child.map), 0)
        place = self.place(first)
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

    # --- inside a paragraph ---

    def inlines(self, node: SyntaxTreeNode, place: Place) -> Inlines:
        """The inlines of a node that holds one `inline` node."""
        out: list[Inline] = []
        for inline in node.children:
            if inline.type == "inline":
                out += self.run(inline.children, place)
        return trimmed(out)

    def run(self, nodes: list[SyntaxTreeNode], place: Place) -> list[Inline]:
        """Sibling inline nodes; raw tags take what stands between them."""
        out: list[Inline] = []
        opened: list[tuple[str, int]] = []
        ruby_ends = 0
        for at, node in enumerate(nodes):
            if at < ruby_ends:
                continue
            if ruby := _ruby_source(nodes, at):
                out += self.ruby(ruby, place)
                ruby_ends = at + len(ruby)
                continue
            if node.type != "html_inline":
                out += self.inline(node, place)
                continue
            tag = node.content.strip("</> \n").split()[0].casefold() if node.content.strip("</> \n") else ""
            if tag == "br":
                out.append(LineBreak())
            elif node.content.startswith("</") and opened and opened[-1][0] == tag:
                at = opened.pop()[1]
                out[at:] = [_RAW_TAGS[tag](tuple(out[at:]))]
            elif tag in _RAW_TAGS and not node.content.startswith("</"):
                opened.append((tag, len(out)))
            elif not node.content.startswith(("<!--", "</")):
                self.lost(place, f"the tag {node.content} is not set; its text is kept")
        return out

    def ruby(self, source: list[str], place: Place) -> Inlines:
        """Base characters with their readings, in the words of HTML."""
        blocks = self.raw("".join(source), place)
        return blocks[0].inlines if blocks and isinstance(blocks[0], Paragraph) else ()

    def inline(self, node: SyntaxTreeNode, place: Place) -> list[Inline]:
        """What one inline node becomes."""
        match node.type:
            case "text":
                return [Text(node.content)]
            case "softbreak":
                return [Text("\n")]
            case "hardbreak":
                return [LineBreak(), Text("\n")]
            case "em":
                return [Emphasis(tuple(self.run(node.children, place)))]
            case "strong":
                return [Strong(tuple(self.run(node.children, place)))]
            case "code_inline":
                return [Code(node.content)]
            case "link":
                return self.link(node, place)
            case "image":
                name = self.pictures.find(str(node.attrs["src"]), place)
                alt = plain(tuple(self.run(node.children, place)))
                return [Image(name, alt)] if name else []
            case "footnote_ref":
                return [NoteRef(self.note_id(node))]
            case "footnote_anchor":
                return []
            case _:
                self.lost(place, f"{node.type.replace('_', ' ')} cannot be set; its text is kept")
                return self.run(node.children, place) or [Text(node.content)]

    def link(self, node: SyntaxTreeNode, place: Place) -> list[Inline]:
        """A link to the web, or to a heading in the author's files; any other keeps its words only."""
        inner = self.run(node.children, place)
        target = str(node.attrs.get("href", ""))
        if target.startswith(("http://", "https://", "mailto:")):
            return [Link(tuple(inner), target)]
        if leads := inside(self.name, target):
            return [Link(tuple(inner), leads)]
        if target:
            self.lost(place, f"the link to {target} leads nowhere in a book; its text is kept")
        return inner

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
        """Say what the book will not have."""
        self.findings.append(Finding("I030", Severity.WARNING, place, message))


def _first(node: SyntaxTreeNode) -> int:
    """The first line of a node among those parsed."""
    return node.map[0] + 1 if node.map else 1


def _ruby_source(nodes: list[SyntaxTreeNode], first: int) -> list[str]:
    """The HTML of each node of the ruby that begins at `first`; none when none does or it never ends."""
    out: list[str] = []
    for node in islice(nodes, first, None):
        if node.type not in ("text", "html_inline") or not (out or node.content.casefold().startswith("<ruby")):
            return []
        out.append(node.content if node.type == "html_inline" else escape(node.content))
        if node.content.casefold().startswith("</ruby"):
            return out
    return []
