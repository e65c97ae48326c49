"""The author's word on blocks of Markdown and HTML: a block is taken apart into its lines, and some are made anew.

A line is what the author sees as one: in Markdown a line of the file, in HTML what a <br> ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import assert_never

from bookmaker.metadata import Override
from bookmaker.model import (
    Block,
    Blocks,
    Figure,
    Heading,
    Inline,
    Inlines,
    ItemList,
    Line,
    LineBreak,
    Paragraph,
    Place,
    Preformatted,
    Quotation,
    SceneBreak,
    Speech,
    Table,
    Text,
    Verse,
    VerseLine,
)
from bookmaker.walk import block_text, inlines, plain, trimmed

_BY_LINE = (".md", ".markdown")
_WIDE = "\u00a0\u2002\u2003"  # spaces typed for an indent
_STEP = 2  # of them a step
_DASH = "- "  # begins an item of a list; in a book more often speech


@dataclass(frozen=True, slots=True)
class Said:
    """What the author says of lines, by their place and text; `level` is that of a heading without one."""

    lines: Mapping[tuple[Place, str], Override]
    level: int = 1

    def __call__(self, line: Line) -> Override | None:
        """The author's word on a line."""
        return self.lines.get((line.place, line.text)) or self.lines.get((line.place, line.text.removeprefix(_DASH)))


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a block: what an override is looked up by, and its inlines with the line break that ends it.

    `numbered`: it stands in a numbered list, whose numbers are not the author's words.
    """

    line: Line
    inlines: Inlines
    numbered: bool = False


def rows(block: Block) -> Iterator[Row]:
    """The lines of a block and of the blocks inside it, in order."""
    match block:
        case Paragraph() | Heading():
            yield from _of_paragraph(block)
        case Verse():
            yield from (row for stanza in _of_verse(block) for row in stanza)
        case Quotation() | Speech():
            yield from (row for inner in block.blocks for row in rows(inner))
        case ItemList():
            found = (row for item in block.items for inner in item for row in rows(inner))
            yield from (replace(row, numbered=True) for row in found) if block.ordered else found
        case Preformatted():
            for number, text in enumerate(block.text.split("\n")):
                yield Row(Line(text, block.place.later(number)), (Text(text),))
        case SceneBreak():
            yield Row(Line(block.ornament, block.place), (Text(block.ornament),))
        case Table() | Figure():
            yield Row(Line(block_text(block), block.place), ())
        case _:
            assert_never(block)


def _of_paragraph(block: Paragraph | Heading) -> Iterator[Row]:
    by_line = isinstance(block, Paragraph) and block.place.path.lower().endswith(_BY_LINE)
    place = block.place
    run: list[Inline] = []
    ended = False
    for inline in block.inlines:
        texts = re.split(r"(?<=\n)", inline.text) if by_line and isinstance(inline, Text) else ()
        for piece in [Text(text) for text in texts if text] if isinstance(inline, Text) and by_line else [inline]:
            breaks = isinstance(piece, LineBreak)
            ends_line = by_line and isinstance(piece, Text) and piece.text.endswith("\n")
            if ended and not (isinstance(piece, Text) and piece.text == "\n" and by_line):
                yield _row(run, place)
                place = place.later(_line_ends(run))
                run = []
            run.append(piece)
            ended = breaks or ends_line
    if run:
        yield _row(run, place)


def _row(run: Sequence[Inline], place: Place) -> Row:
    text = plain(tuple(run))
    lead = text[: len(text) - len(text.lstrip())].count("\n")
    return Row(Line(" ".join(text.split()), place.later(lead)), tuple(run))


def _line_ends(run: Sequence[Inline]) -> int:
    return sum(inline.text.count("\n") for inline in inlines(tuple(run)) if isinstance(inline, Text))


def _of_verse(block: Verse) -> Iterator[list[Row]]:
    place = block.place
    for stanza in block.stanzas:
        yield [
            Row(Line(plain(line.inlines).strip(), place.later(number), line.indent * _STEP), line.inlines)
            for number, line in enumerate(stanza)
        ]
        place = place.later(len(stanza) + 1)


def applied(block: Block, said: Said) -> Iterator[tuple[Block, Override | None]]:
    """The blocks that come of a block, each with the override that made it; None where it is as it was."""
    if not any(said(row.line) for row in rows(block)):
        yield block, None
        return
    match block:
        case Paragraph() | Heading():
            yield from _taken_apart(tuple(rows(block)), said, block)
        case Preformatted():
            yield from _taken_apart(tuple(rows(block)), said, block)
        case Verse():
            for stanza in _of_verse(block):
                yield from _taken_apart(stanza, said, block)
        case Quotation():
            yield from _quotation(block, said)
        case Speech():
            yield replace(block, blocks=_inside(block.blocks, said)), None
        case ItemList():
            yield from _list(block, said)
        case SceneBreak() | Table() | Figure():
            row = next(rows(block))
            override = said(row.line)
            if isinstance(block, SceneBreak):
                yield from _break(block, row, said)
            elif override and override.meaning == "scene-break":
                yield from ((SceneBreak(place=block.place), override), (block, None))
            else:
                yield block, None
        case _:
            assert_never(block)


def _inside(level: Blocks, said: Said) -> Blocks:
    return tuple(made for inner in level for made, _ in applied(inner, said))


def _quotation(block: Quotation, said: Said) -> Iterator[tuple[Block, Override | None]]:
    """A quotation is meant as a whole when its first line is; what the lines inside it are is another matter."""
    override = said(next(rows(block)).line)
    meaning = override.meaning if override else ""
    if meaning in ("letter", "quotation"):
        yield replace(block, role=meaning), override
    elif meaning == "text":
        yield from ((inner, override) for inner in block.blocks)
    else:
        yield replace(block, blocks=_inside(block.blocks, said)), None


def _list(block: ItemList, said: Said) -> Iterator[tuple[Block, Override | None]]:
    """A list of which an item is said to be something else: the items before it and after it stay lists."""
    kept: list[Blocks] = []
    first = block.start
    for number, item in enumerate(block.items):
        if not any(said(row.line) for inner in item for row in rows(inner)):
            kept.append(item)
            continue
        if kept:
            yield replace(block, items=tuple(kept), start=first), None
        kept, first = [], block.start + number + 1
        for at, inner in enumerate(item):
            if not at and isinstance(inner, Paragraph):
                inner = replace(inner, inlines=(Text(_DASH), *inner.inlines))
            yield from applied(inner, said)
    if kept:
        yield replace(block, items=tuple(kept), start=first), None


def _break(block: SceneBreak, row: Row, said: Said) -> Iterator[tuple[Block, Override | None]]:
    override = said(row.line)
    meaning = override and override.meaning
    if meaning == "scene-break" or (meaning != "text" and not block.ornament):  # no word to be verse or a heading
        yield block, None
    elif block.ornament:
        yield from _made([row], said, Paragraph((Text(block.ornament),), place=block.place))


def _taken_apart(
    lines: Sequence[Row], said: Said, block: Paragraph | Heading | Verse | Preformatted
) -> Iterator[tuple[Block, Override | None]]:
    broken: list[Row] = []  # lines below a break, which may go on
    for override, run in groupby(lines, lambda row: said(row.line)):
        part = list(run)
        if override is None:
            yield _as_before(broken + part, block), None
            broken = []
            continue
        if broken:
            yield _as_before(broken, block), None
            broken = []
        if override.meaning == "scene-break":
            yield SceneBreak(place=part[0].line.place), override
            broken = part
        else:
            yield from _made(part, said, block)
    if broken:
        yield _as_before(broken, block), None


def _as_before(part: Sequence[Row], block: Paragraph | Heading | Verse | Preformatted) -> Block:
    """Some of a block's lines as a block of the same kind."""
    place = part[0].line.place
    match block:
        case Paragraph() | Heading():
            return replace(block, inlines=_joined(part), place=place)
        case Verse():
            return replace(block, stanzas=(_stanza(part),), place=place)
        case Preformatted():
            return replace(block, text="\n".join(row.line.text for row in part), place=place)
        case _:
            assert_never(block)


def _made(part: list[Row], said: Said, block: Block) -> Iterator[tuple[Block, Override | None]]:
    """What an override makes of lines of a block, all of which it speaks of."""
    override = said(part[0].line)
    assert override is not None
    place, language, direction = part[0].line.place, block.language, block.direction
    paragraph = Paragraph(_joined(part), place=place, language=language, direction=direction)
    match override.meaning:
        case "heading":
            words = tuple(Text(" ") if isinstance(inline, LineBreak) else inline for inline in paragraph.inlines)
            level = override.level or (block.level if isinstance(block, Heading) else said.level)
            yield Heading(words, level, place=place, language=language, direction=direction), override
        case "text":
            yield paragraph, override
        case "verse":
            stanzas = [list(run) for lined, run in groupby(part, lambda row: bool(row.line.text)) if lined]
            made = tuple(_stanza(stanza) for stanza in stanzas)
            yield Verse(made, place=place, language=language, direction=direction), override
        case "verbatim":
            yield Preformatted("\n".join(" " * row.line.indent + row.line.text for row in part), place=place), override
        case "letter" | "quotation" as role:
            yield Quotation((paragraph,), role, place=place), override


def _joined(part: Sequence[Row]) -> Inlines:
    """The inlines of lines one after the other; lines that ended without a break get a space between them."""
    out: list[Inline] = []
    for row in part:
        text = plain(tuple(out))
        ended = not out or text.endswith(("\n", " ")) or isinstance(out[-1], LineBreak)
        out += row.inlines if ended else (Text("\n"), *row.inlines)
    return trimmed(out)


def _stanza(part: Sequence[Row]) -> tuple[VerseLine, ...]:
    return tuple(VerseLine(trimmed(_without_breaks(row.inlines)), _indent(row)) for row in part)


def _without_breaks(line: Inlines) -> Inlines:
    return tuple(inline for inline in line if not isinstance(inline, LineBreak))


def _indent(row: Row) -> int:
    """Steps of indent: those of a line of verse, or spaces that do not collapse."""
    text = plain(row.inlines).lstrip("\n ")
    wide = len(text) - len(text.lstrip(_WIDE))
    return row.line.indent // _STEP or (wide + _STEP - 1) // _STEP
