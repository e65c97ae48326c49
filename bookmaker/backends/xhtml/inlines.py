"""Runs of text → XHTML."""

from __future__ import annotations

import re
from typing import assert_never
from urllib.parse import quote

from bookmaker import walk
from bookmaker.backends.xhtml.markup import Markup, attribute, escape, lang
from bookmaker.model import (
    Blocks,
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

_WEB = re.compile(r"(?:https?://[^\s/?#:]+|mailto:[^\s@]+@[^\s@]|tel:\+?\d)", re.IGNORECASE)
"""Addresses that a reader can open. A path into the author's own folder, or a script, is none."""


def inlines(level: Inlines, markup: Markup) -> str:
    """Inlines as XHTML."""
    if len(level) == 1 and isinstance(level[0], Text):
        return escape(level[0].text)
    return "".join([_inline(inline, markup) for inline in level])


def _inline(inline: Inline, markup: Markup) -> str:
    match inline:
        case Text():
            return escape(inline.text)
        case Emphasis():
            return f"<em>{inlines(inline.inlines, markup)}</em>"
        case Strong():
            return f"<strong>{inlines(inline.inlines, markup)}</strong>"
        case SmallCaps():
            return f'<span class="small-caps">{inlines(inline.inlines, markup)}</span>'
        case Span():
            role = f' class="{attribute(inline.role)}"' if inline.role else ""
            foreign = lang(inline.language, inline.direction, markup)
            return f"<span{role}{foreign}>{inlines(inline.inlines, markup)}</span>"
        case Link():
            return _link(inline, markup)
        case Image():
            return image(inline, markup)
        case NoteRef():
            return _call(inline, markup)
        case LineBreak():
            return "<br/>"
        case Ruby():
            return f"<ruby>{''.join(_reading(base, reading, markup) for base, reading in inline.pairs)}</ruby>"
        case Sup():
            return f"<sup>{inlines(inline.inlines, markup)}</sup>"
        case Sub():
            return f"<sub>{inlines(inline.inlines, markup)}</sub>"
        case Code():
            return f"<code>{escape(inline.text)}</code>"
        case _:
            assert_never(inline)


def _reading(base: str, reading: str, markup: Markup) -> str:
    """A pair of a ruby; in brackets where it cannot stand above. EPUB discourages `rp`, and its readers know ruby."""
    if markup.semantics:
        return f"{escape(base)}<rt>{escape(reading)}</rt>"
    return f"{escape(base)}<rp>(</rp><rt>{escape(reading)}</rt><rp>)</rp>" if reading else escape(base)


def _link(link: Link, markup: Markup) -> str:
    """A link; HTML allows none inside it, so that one in it gives way and a note is called behind it."""
    inner = _without_links(link.inlines)
    calls = "".join(_call(call, markup) for call in walk.inlines(link.inlines) if isinstance(call, NoteRef))
    words = inlines(inner, markup)
    if link.target.startswith("#"):
        anchor = link.target[1:]
        href = markup.href(anchor) if anchor in markup.anchors else ""
    else:
        href = _address(link.target)
    return (f'<a href="{attribute(href)}">{words}</a>' if href else words) + calls


def _address(target: str) -> str:
    """A web address as a link may hold it: what is no letter of an address is escaped; "" for what is no address."""
    known = _WEB.match(target.strip())
    return quote(target.strip(), safe="!#$%&'()*+,/:;=?@[]~") if known else ""


def _without_links(level: Inlines) -> Inlines:
    def plain(inline: Inline) -> Inline:
        match inline:
            case Link():
                return Span(inline.inlines)
            case NoteRef():
                return Text("")
            case _:
                return inline

    return walk.map_inlines(level, plain)


def image(picture: Image, markup: Markup) -> str:
    """An `img` element; a picture without alternative text gets an empty one, which every reader accepts."""
    role = ' role="presentation"' if picture.decorative else ""
    return f'<img src="{attribute(markup.src(picture.asset))}" alt="{attribute(picture.alt)}"{role}/>'


def _call(call: NoteRef, markup: Markup) -> str:
    numbered = markup.notes[call.note]
    again = numbered.call in markup.calls
    markup.calls[numbered.call] = numbered
    if markup.note_style == "inline" and not again:
        # The number stands there to be drawn: a counter would begin again in every piece of a PDF.
        start = f'<span class="footnote" id="{numbered.anchor}" data-number="{numbered.number}">'
        return f"{start}{_flat(numbered.note.blocks, markup)}</span>"
    own = "" if again else f' id="{numbered.call}"'
    meaning = ' epub:type="noteref" role="doc-noteref"' if markup.semantics else ""
    href = attribute(markup.href(numbered.anchor))
    return f'<a class="noteref" href="{href}"{own}{meaning}>{numbered.number}</a>'


def _flat(level: Blocks, markup: Markup) -> str:
    """The blocks of a note as one run, for a layout that takes no block inside a footnote: each block a span."""
    parts = []
    for block in level:
        match block:
            case Paragraph() | Heading():
                parts.append(f'<span class="p">{inlines(block.inlines, markup)}</span>')
            case Verse():
                for stanza in block.stanzas:
                    lines = "<br/>".join(inlines(line.inlines, markup) for line in stanza)
                    parts.append(f'<span class="verse">{lines}</span>')
                if block.attribution:
                    parts.append(f'<span class="attribution">{inlines(block.attribution, markup)}</span>')
            case Quotation():
                parts.append(f'<span class="quotation">{_flat(block.blocks, markup)}</span>')
            case Speech():
                speaker = f'<span class="speaker">{inlines(block.speaker, markup)}</span>'
                parts.append(f"{speaker} {_flat(block.blocks, markup)}")
            case ItemList():
                parts.extend(_flat(item, markup) for item in block.items)
            case Figure():
                parts.append(image(block.image, markup))
                if block.caption:
                    parts.append(f'<span class="p">{inlines(block.caption, markup)}</span>')
            case Table():
                if block.caption:
                    parts.append(f'<span class="p">{inlines(block.caption, markup)}</span>')
                parts.extend(
                    f'<span class="p">{" ".join(inlines(cell, markup) for cell in row)}</span>' for row in block.rows
                )
            case Preformatted():
                lines = "<br/>".join(escape(line) for line in block.text.split("\n"))
                parts.append(f'<span class="p"><code>{lines}</code></span>')
            case SceneBreak():
                parts.append("<br/>")
            case _:
                assert_never(block)
    return " ".join(parts)
