"""A book as readable text, for golden tests and those who write them. One construct a line, nesting by indent."""

from __future__ import annotations

from collections.abc import Iterator
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
)

INDENT = "  "


def dump(book: Book) -> str:
    """The whole book as text, every word of it, ending in a newline."""
    parts = [line for section in book.sections for line in _section(section, 0)]
    for note in book.notes:
        parts.append(f"note {note.id}")
        parts.extend(INDENT + line for line in dump_blocks(note.blocks))
    return "\n".join(parts) + "\n"


def dump_blocks(level: Blocks) -> Iterator[str]:
    """The lines of `dump` for some blocks."""
    for block in level:
        yield from _block(block)


def dump_inlines(level: Inlines) -> str:
    """Inlines on one line, marked up: `<em>`, `<strong>`, `<sc>`, `[^note]`; a newline shows as a space."""
    return "".join(_inline(inline) for inline in level)


def _section(section: Section, depth: int) -> Iterator[str]:
    words = [f"{section.kind}"]
    if section.matter != "body":
        words.append(f"({section.matter})")
    if section.generated:
        words.append("(generated)")
    for name, value in (("label", section.label), ("title", section.title), ("subtitle", section.subtitle)):
        if value:
            words.append(f"{name}={dump_inlines(value)!r}")
    yield INDENT * depth + "# " + " ".join(words)
    for line in dump_blocks(section.blocks):
        yield INDENT * (depth + 1) + line
    for inner in section.sections:
        yield from _section(inner, depth + 1)


def _nested(level: Blocks) -> Iterator[str]:
    for line in dump_blocks(level):
        yield INDENT + line


def _block(block: Block) -> Iterator[str]:
    match block:
        case Paragraph():
            role = "" if block.role == "body" else f"({block.role})"
            yield f"p{role} {dump_inlines(block.inlines)}"
        case Heading():
            yield f"h{block.level} {dump_inlines(block.inlines)}"
        case SceneBreak():
            yield f"scene-break {block.ornament}".rstrip()
        case Verse():
            yield "verse"
            for number, stanza in enumerate(block.stanzas):
                if number:
                    yield INDENT + "/"
                for verse_line in stanza:
                    yield INDENT * (1 + verse_line.indent) + "| " + dump_inlines(verse_line.inlines)
            if block.attribution:
                yield INDENT + "by " + dump_inlines(block.attribution)
        case Quotation():
            yield block.role
            yield from _nested(block.blocks)
        case Speech():
            yield f"speech {dump_inlines(block.speaker)}"
            yield from _nested(block.blocks)
        case ItemList():
            yield f"list from {block.start}" if block.ordered else "list"
            for item in block.items:
                yield INDENT + "-"
                for line in _nested(item):
                    yield INDENT + line
        case Figure():
            yield f"figure {dump_inlines((block.image,))} {dump_inlines(block.caption)}".rstrip()
        case Table():
            yield f"table {dump_inlines(block.caption)}".rstrip()
            for number, row in enumerate(block.rows):
                mark = "!" if number < block.head else "|"
                yield INDENT + "".join(f"{mark} {dump_inlines(cell)} " for cell in row) + mark
        case Preformatted():
            yield "pre"
            for text in block.text.split("\n"):
                yield INDENT + text
        case _:
            assert_never(block)


def _inline(inline: Inline) -> str:
    match inline:
        case Text():
            return inline.text.replace("\n", " ")
        case Emphasis():
            return f"<em>{dump_inlines(inline.inlines)}</em>"
        case Strong():
            return f"<strong>{dump_inlines(inline.inlines)}</strong>"
        case SmallCaps():
            return f"<sc>{dump_inlines(inline.inlines)}</sc>"
        case Span():
            marks = "".join(f" {mark}" for mark in (inline.language, inline.direction, inline.role) if mark)
            return f"<span{marks}>{dump_inlines(inline.inlines)}</span>"
        case Link():
            return f"<a {inline.target}>{dump_inlines(inline.inlines)}</a>"
        case Image():
            return f"![{inline.alt}]({inline.asset})"
        case NoteRef():
            return f"[^{inline.note}]"
        case LineBreak():
            return "<br>"
        case Ruby():
            return "".join(f"{{{base}|{reading}}}" for base, reading in inline.pairs)
        case Sup():
            return f"<sup>{dump_inlines(inline.inlines)}</sup>"
        case Sub():
            return f"<sub>{dump_inlines(inline.inlines)}</sub>"
        case Code():
            return f"`{inline.text}`"
        case _:
            assert_never(inline)
