"""Blocks → XHTML."""

from __future__ import annotations

from typing import assert_never

from bookmaker.backends.xhtml.inlines import image, inlines
from bookmaker.backends.xhtml.markup import Markup, escape, lang
from bookmaker.model import (
    Block,
    Blocks,
    Figure,
    Heading,
    Inlines,
    ItemList,
    Paragraph,
    Preformatted,
    Quotation,
    SceneBreak,
    Speech,
    Table,
    Verse,
    VerseLine,
)
from bookmaker.walk import plain


def blocks(level: Blocks, markup: Markup, depth: int = 1, *, opens: bool = False) -> list[str]:
    """Each block as XHTML. `depth` is that of the section they stand in; `opens` says that they open a section."""
    out = []
    first = opens
    for block in level:
        out.append(_block(block, markup, depth, first=first))
        match block:
            case SceneBreak() | Heading():
                first = True
            case Quotation(role="epigraph"):
                pass
            case _:
                first = False
    return out


def _block(block: Block, markup: Markup, depth: int, *, first: bool = False) -> str:
    match block:
        case Paragraph():
            role = block.role if block.role != "body" else "first" if first else ""
            name = f' class="{role}"' if role else ""
            foreign = lang(block.language, block.direction, markup) if block.language or block.direction else ""
            return f"<p{name}{foreign}>{inlines(block.inlines, markup)}</p>"
        case Heading():
            level = min(6, depth + block.level)
            foreign = lang(block.language, block.direction, markup)
            return f'<h{level} class="subheading"{foreign}>{inlines(block.inlines, markup)}</h{level}>'
        case SceneBreak():
            return '<hr class="ornament"/>' if block.ornament else '<hr class="blank"/>'
        case Verse():
            return _verse(block, markup)
        case Quotation():
            inner = "\n".join(blocks(block.blocks, markup, depth, opens=True))
            meaning = (
                ' epub:type="epigraph" role="doc-epigraph"' if markup.semantics and block.role == "epigraph" else ""
            )
            foreign = lang(block.language, block.direction, markup)
            return f'<blockquote class="{block.role}"{meaning}{foreign}>\n{inner}\n</blockquote>'
        case Speech():
            return _speech(block, markup, depth)
        case ItemList():
            return _list(block, markup, depth)
        case Figure():
            caption = f"\n<figcaption>{inlines(block.caption, markup)}</figcaption>" if block.caption else ""
            foreign = lang(block.language, block.direction, markup)
            return f"<figure{foreign}>{image(block.image, markup)}{caption}</figure>"
        case Table():
            return _table(block, markup)
        case Preformatted():
            foreign = lang(block.language, block.direction, markup)
            lines = "\n".join(escape(line) for line in block.text.split("\n"))
            return f"<pre{foreign}>{lines}</pre>"
        case _:
            assert_never(block)


def _verse(verse: Verse, markup: Markup) -> str:
    stanzas = ["<p>" + "<br/>\n".join([_line(line, markup) for line in stanza]) + "</p>" for stanza in verse.stanzas]
    if verse.attribution:
        stanzas.append(f'<p class="attribution">{inlines(verse.attribution, markup)}</p>')
    meaning = ' epub:type="z3998:verse"' if markup.semantics else ""
    foreign = lang(verse.language, verse.direction, markup)
    return f'<div class="verse"{meaning}{foreign}>\n' + "\n".join(stanzas) + "\n</div>"


def _line(line: VerseLine, markup: Markup) -> str:
    name = f"line in{min(line.indent, 5)}" if line.indent else "line"
    return f'<span class="{name}">{inlines(line.inlines, markup)}</span>'


def _speech(speech: Speech, markup: Markup, depth: int) -> str:
    """The speaker's name stands in front of the first words, as a play is printed."""
    name = f'<b class="speaker">{inlines(speech.speaker, markup)}</b>'
    foreign = lang(speech.language, speech.direction, markup)
    match speech.blocks:
        case (Paragraph(role="body") as opening, *rest):
            own = lang(opening.language, opening.direction, markup)
            inner = [f'<p class="spoken"{own}>{name} {inlines(opening.inlines, markup)}</p>']
            inner += blocks(tuple(rest), markup, depth)
        case _:
            inner = [f'<p class="spoken">{name}</p>', *blocks(speech.blocks, markup, depth)]
    return f'<div class="speech"{foreign}>\n' + "\n".join(inner) + "\n</div>"


def _list(items: ItemList, markup: Markup, depth: int) -> str:
    rows = []
    for item in items.items:
        match item:
            case (Paragraph(role="body", language="", direction="") as only,):
                rows.append(f"<li>{inlines(only.inlines, markup)}</li>")
            case _:
                rows.append("<li>" + "\n".join(blocks(item, markup, depth, opens=True)) + "</li>")
    tag = "ol" if items.ordered else "ul"
    start = f' start="{items.start}"' if items.ordered and items.start != 1 else ""
    foreign = lang(items.language, items.direction, markup)
    return f"<{tag}{start}{foreign}>\n" + "\n".join(rows) + f"\n</{tag}>"


def _table(table: Table, markup: Markup) -> str:
    caption = f"<caption>{inlines(table.caption, markup)}</caption>\n" if table.caption else ""
    columns = max((len(row) for row in table.rows), default=0)
    align = table.align + ("",) * columns

    def line(row: tuple[Inlines, ...], tag: str, scope: str) -> str:
        cells = []
        for number in range(columns):
            name = f' class="{align[number]}"' if align[number] else ""
            cell = inlines(row[number], markup) if number < len(row) else ""
            cells.append(f"<{tag}{scope}{name}>{cell}</{tag}>")
        return "<tr>" + "".join(cells) + "</tr>\n"

    head = "".join(line(row, "th", ' scope="col"') for row in table.rows[: table.head])
    body = "".join(line(row, "td", "") for row in table.rows[table.head :])
    foreign = lang(table.language, table.direction, markup)
    parts = (f"<thead>\n{head}</thead>\n" if head else "", f"<tbody>\n{body}</tbody>\n" if body else "")
    longest = max((sum(len(plain(cell)) for cell in row) for row in table.rows), default=0)
    stacked = ' class="stacked"' if 0 < markup.longest_row < longest else ""
    return f"<table{stacked}{foreign}>\n{caption}{''.join(parts)}</table>"
