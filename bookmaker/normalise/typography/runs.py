"""Runs of text: what a typographic pass looks at.

A run is a stretch whose typography hangs together: a paragraph, a heading, a stanza with all its lines. Its text is
read in one piece, whatever emphasis or note calls stand in it; `changes` writes what a pass makes of it into its lines.
A book is taken apart once (`runs`), goes through all passes as a list of runs, and is put together again (`rebuild`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import count
from typing import NamedTuple, assert_never

from bookmaker.languages import Language, language
from bookmaker.model import (
    Block,
    Blocks,
    Book,
    Code,
    Emphasis,
    Figure,
    Heading,
    Image,
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

OPAQUE = "\ufffc"
"""Stands in a run's text for what has no text to change: a picture, code, ruby."""


class Run(NamedTuple):
    """`lines` belong together, `text` is that of all of them, a newline between two (`text_of`).

    `flow` numbers the stretch of text the run is part of. `apart` is verse and what else is set apart: speech around
    it may go on after it.
    """

    lines: tuple[Inlines, ...]
    text: str
    place: Place
    language: str
    flow: int
    apart: bool

    @property
    def is_plain(self) -> bool:
        """Is it one text with nothing set in it, as by far the most are?"""
        first = self.lines[0]
        return len(first) == 1 == len(self.lines) and isinstance(first[0], Text)

    def with_text(self, text: str) -> Run:
        """The plain run with another text."""
        return Run(((Text(text),),), text, self.place, self.language, self.flow, self.apart)

    def with_lines(self, lines: tuple[Inlines, ...]) -> Run:
        """The run with other lines."""
        return Run(lines, text_of(lines), self.place, self.language, self.flow, self.apart)


def text_of(lines: tuple[Inlines, ...]) -> str:
    """The text of some lines, a newline between them."""
    first = lines[0]
    if len(lines) == 1 and len(first) == 1 and isinstance(first[0], Text):
        return first[0].text
    return "\n".join("".join(_texts(line)) for line in lines)


def profile_of(run: Run, own: Language | None) -> Language | None:
    """The language of a run: its own where it says one, else the book's."""
    return language(run.language) if run.language else own


def runs(book: Book) -> list[Run]:
    """Every run of the book, in the order in which `rebuild` takes them back."""
    flows = count(1)
    found = [run for section in book.sections for run in _of_section(section, flows)]
    found += (run for note in book.notes for run in _of_blocks(note.blocks, next(flows)))
    return found


def _of_section(section: Section, flows: Iterator[int]) -> Iterator[Run]:
    for line in (section.label, section.title, section.subtitle):
        if line:
            yield _run((line,), section.place, section.language, next(flows))
    yield from _of_blocks(section.blocks, next(flows))
    for inner in section.sections:
        yield from _of_section(inner, flows)


def _of_blocks(blocks: Blocks, flow: int, apart: bool = False) -> Iterator[Run]:
    for block in blocks:
        if isinstance(block, Paragraph):  # by far the most
            yield _run((block.inlines,), block.place, block.language, flow, apart)
        else:
            yield from _of_block(block, flow, apart)


def _run(lines: tuple[Inlines, ...], place: Place, language: str, flow: int, apart: bool = False) -> Run:
    return Run(lines, text_of(lines), place, language, flow, apart)


def _of_block(block: Block, flow: int, apart: bool) -> Iterator[Run]:
    place, tongue = block.place, block.language
    match block:
        case Paragraph() | Heading():
            yield _run((block.inlines,), place, tongue, flow, apart)
        case Verse():
            for stanza in block.stanzas:
                yield _run(tuple(line.inlines for line in stanza), place, tongue, flow, apart=True)
                place = place.later(len(stanza) + 1)
            if block.attribution:
                yield _run((block.attribution,), place, tongue, flow)
        case Quotation():
            yield from _of_blocks(block.blocks, flow, apart=True)
        case Speech():
            yield _run((block.speaker,), place, tongue, flow)
            yield from _of_blocks(block.blocks, flow)
        case ItemList():
            for item in block.items:
                yield from _of_blocks(item, flow)
        case Figure():
            if block.caption:
                yield _run((block.caption,), place, tongue, flow)
        case Table():
            if block.caption:
                yield _run((block.caption,), place, tongue, flow)
            for row in block.rows:
                for cell in row:
                    yield _run((cell,), place, tongue, flow)
        case SceneBreak() | Preformatted():
            pass
        case _:
            assert_never(block)


def rebuild(book: Book, changed: Iterable[Run]) -> Book:
    """The book with the lines of its runs replaced, in the order of `runs`."""
    coming = (run.lines for run in changed)
    sections = tuple(_section(section, coming) for section in book.sections)
    notes = tuple(replace(note, blocks=_blocks(note.blocks, coming)) for note in book.notes)
    return replace(book, sections=sections, notes=notes)


def _section(section: Section, coming: Iterator[tuple[Inlines, ...]]) -> Section:
    label = next(coming)[0] if section.label else ()
    title = next(coming)[0] if section.title else ()
    subtitle = next(coming)[0] if section.subtitle else ()
    blocks = _blocks(section.blocks, coming)
    inner = tuple(_section(each, coming) for each in section.sections)
    return replace(section, label=label, title=title, subtitle=subtitle, blocks=blocks, sections=inner)


def _blocks(blocks: Blocks, coming: Iterator[tuple[Inlines, ...]]) -> Blocks:
    return tuple(_block(block, coming) for block in blocks)


def _block(block: Block, coming: Iterator[tuple[Inlines, ...]]) -> Block:
    match block:
        case Paragraph():  # by far the most: `replace` would take three times as long
            line = next(coming)[0]
            if line is block.inlines:
                return block
            return Paragraph(line, block.role, place=block.place, language=block.language, direction=block.direction)
        case Heading():
            return replace(block, inlines=next(coming)[0])
        case Verse():
            stanzas = tuple(
                tuple(VerseLine(line, old.indent) for line, old in zip(next(coming), stanza, strict=True))
                for stanza in block.stanzas
            )
            return replace(block, stanzas=stanzas, attribution=next(coming)[0] if block.attribution else ())
        case Quotation():
            return replace(block, blocks=_blocks(block.blocks, coming))
        case Speech():
            speaker = next(coming)[0]
            return replace(block, speaker=speaker, blocks=_blocks(block.blocks, coming))
        case ItemList():
            return replace(block, items=tuple(_blocks(item, coming) for item in block.items))
        case Figure():
            return replace(block, caption=next(coming)[0]) if block.caption else block
        case Table():
            caption = next(coming)[0] if block.caption else ()
            rows = tuple(tuple(next(coming)[0] for _ in row) for row in block.rows)
            return replace(block, caption=caption, rows=rows)
        case SceneBreak() | Preformatted():
            return block
        case _:
            assert_never(block)


def _texts(level: Inlines) -> Iterator[str]:
    for inline in level:
        match inline:
            case Text():
                yield inline.text
            case Emphasis() | Strong() | SmallCaps() | Span() | Link() | Sup() | Sub():
                yield from _texts(inline.inlines)
            case LineBreak():
                yield "\n"
            case Image() | Ruby() | Code():
                yield OPAQUE
            case NoteRef():
                pass
            case _:
                assert_never(inline)
