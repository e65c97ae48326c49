"""Walk over a book and map over it: each section, each block, each run of text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import assert_never

from bookmaker.model import (
    Block,
    Blocks,
    Book,
    Code,
    Emphasis,
    Figure,
    Heading,
    Image,
    Inline,
    Inlines,
    ItemList,
    LineBreak,
    Link,
    NoteRef,
    Paragraph,
    Place,
    Preformatted,
    Quotation,
    Ruby,
    SceneBreak,
    Section,
    SmallCaps,
    Span,
    Speech,
    Strong,
    Sub,
    Sup,
    Table,
    Text,
    Verse,
    VerseLine,
)


def sections(book: Book) -> Iterator[tuple[int, Section]]:
    """Every section in reading order, with its depth (1 at the top)."""

    def descend(depth: int, level: tuple[Section, ...]) -> Iterator[tuple[int, Section]]:
        for section in level:
            yield depth, section
            yield from descend(depth + 1, section.sections)

    yield from descend(1, book.sections)


def blocks(level: Blocks) -> Iterator[Block]:
    """Every block in reading order, each before the blocks inside it."""
    for block in level:
        yield block
        match block:
            case Quotation() | Speech():
                yield from blocks(block.blocks)
            case ItemList():
                for item in block.items:
                    yield from blocks(item)
            case _:
                pass


def lines(block: Block) -> Iterator[Inlines]:
    """The runs of inlines a block itself holds, in reading order; blocks inside it are left to `blocks`."""
    match block:
        case Paragraph() | Heading():
            yield block.inlines
        case Verse():
            for stanza in block.stanzas:
                for line in stanza:
                    yield line.inlines
            if block.attribution:
                yield block.attribution
        case Speech():
            yield block.speaker
        case Figure():
            if block.caption:
                yield block.caption
        case Table():
            if block.caption:
                yield block.caption
            for row in block.rows:
                yield from row
        case Quotation() | ItemList() | SceneBreak() | Preformatted():
            pass
        case _:
            assert_never(block)


def inlines(level: Inlines) -> Iterator[Inline]:
    """Every inline in reading order, each before the inlines inside it."""
    for inline in level:
        yield inline
        match inline:
            case Emphasis() | Strong() | SmallCaps() | Span() | Link() | Sup() | Sub():
                yield from inlines(inline.inlines)
            case _:
                pass


def plain(level: Inlines) -> str:
    """The text of inlines as a reader sees it: no marks, no note calls, alternative text for pictures left out."""
    parts: list[str] = []
    for inline in inlines(level):
        match inline:
            case Text() | Code():
                parts.append(inline.text)
            case Ruby():
                parts.extend(base for base, _ in inline.pairs)
            case LineBreak():
                parts.append("\n")
            case _:
                pass
    return "".join(parts)


def one_line(level: Inlines) -> str:
    """The text of inlines on one line, as headings are matched and told."""
    return " ".join(plain(level).split())


def block_text(block: Block) -> str:
    """The text of a block and all blocks inside it, a line each."""
    parts: list[str] = []
    for inner in blocks((block,)):
        parts.extend(plain(run) for run in lines(inner))
        if isinstance(inner, Preformatted):
            parts.append(inner.text)
    return "\n".join(parts)


def author_blocks(book: Book) -> Iterator[Blocks]:
    """The blocks of each section, then of each note, but for the pages that are of our making."""
    for _, section in sections(book):
        if not section.generated:
            yield section.blocks
    for note in book.notes:
        yield note.blocks


def author_pictures(book: Book) -> Iterator[tuple[Place, Image]]:
    """The pictures of the text, each with its block's place. The cover, described by ourselves, is none of them."""
    for content in author_blocks(book):
        for block in blocks(content):
            if isinstance(block, Figure):
                yield block.place, block.image
            for run in lines(block):
                yield from ((block.place, inline) for inline in inlines(run) if isinstance(inline, Image))


def trimmed(level: Iterable[Inline]) -> Inlines:
    """Inlines without white space at either end, empty texts gone, neighbouring texts joined."""
    out: list[Inline] = []
    for inline in level:
        if isinstance(inline, Text) and out and isinstance(out[-1], Text):
            out[-1] = Text(out[-1].text + inline.text)
        elif not isinstance(inline, Text) or inline.text:
            out.append(inline)
    while out and (isinstance(out[0], LineBreak) or (isinstance(out[0], Text) and not out[0].text.strip())):
        del out[0]
    while out and (isinstance(out[-1], LineBreak) or (isinstance(out[-1], Text) and not out[-1].text.strip())):
        del out[-1]
    if out and isinstance(out[0], Text):
        out[0] = Text(out[0].text.lstrip())
    if out and isinstance(out[-1], Text):
        out[-1] = Text(out[-1].text.rstrip())
    return tuple(out)


def map_lines(block: Block, change: Callable[[Inlines], Inlines]) -> Block:
    """The block with every run of inlines in it, at any depth, replaced by `change` of it."""

    def inside(level: Blocks) -> Blocks:
        return tuple(map_lines(inner, change) for inner in level)

    match block:
        case Paragraph() | Heading():
            inlines = change(block.inlines)
            return block if inlines is block.inlines else replace(block, inlines=inlines)
        case Verse():
            stanzas = tuple(
                tuple(VerseLine(change(line.inlines), line.indent) for line in stanza) for stanza in block.stanzas
            )
            return replace(block, stanzas=stanzas, attribution=change(block.attribution))
        case Quotation():
            return replace(block, blocks=inside(block.blocks))
        case Speech():
            return replace(block, speaker=change(block.speaker), blocks=inside(block.blocks))
        case ItemList():
            return replace(block, items=tuple(inside(item) for item in block.items))
        case Figure():
            return replace(block, caption=change(block.caption))
        case Table():
            rows = tuple(tuple(change(cell) for cell in row) for row in block.rows)
            return replace(block, rows=rows, caption=change(block.caption))
        case SceneBreak() | Preformatted():
            return block
        case _:
            assert_never(block)


def map_inlines(level: Inlines, change: Callable[[Inline], Inline]) -> Inlines:
    """Inlines with every one replaced by `change` of it, innermost first."""

    def one(inline: Inline) -> Inline:
        match inline:
            case Emphasis() | Strong() | SmallCaps() | Span() | Link() | Sup() | Sub():
                return change(replace(inline, inlines=map_inlines(inline.inlines, change)))
            case Text() | Image() | NoteRef() | LineBreak() | Ruby() | Code():
                return change(inline)
            case _:
                assert_never(inline)

    return tuple(one(inline) for inline in level)


def map_sections(book: Book, change: Callable[[Section], Section]) -> Book:
    """The book with every section replaced by `change` of it, subsections first."""

    def one(section: Section) -> Section:
        return change(replace(section, sections=tuple(one(inner) for inner in section.sections)))

    return replace(book, sections=tuple(one(section) for section in book.sections))
