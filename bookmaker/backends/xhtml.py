"""Blocks and inlines → XHTML, for the EPUB and the PDF alike. Strings are joined, never parsed: it must be fast.

The shape of a section is a promise (themes, converters and checks rely on it): one heading element, number and title
inside it; `p` paragraphs; `hr` for a scene break; verse in an element of class `verse`, a stanza a `p`, its lines
parted by `br`; `blockquote` for quotations and letters; note calls typed `noteref`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal, assert_never

from bookmaker.model import (
    Block,
    Blocks,
    Book,
    Code,
    Direction,
    Emphasis,
    Figure,
    Heading,
    Image,
    Inline,
    Inlines,
    ItemList,
    Kind,
    LineBreak,
    Link,
    Note,
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
    VerseLine,
)
from bookmaker.walk import plain

MEANING: Mapping[Kind, tuple[str, str]] = {
    Kind.TEXT: ("", ""),
    Kind.VOLUME: ("volume", ""),
    Kind.PART: ("part", "doc-part"),
    Kind.CHAPTER: ("chapter", "doc-chapter"),
    Kind.STORY: ("chapter", "doc-chapter"),
    Kind.ACT: ("part", "doc-part"),
    Kind.SCENE: ("subchapter", ""),
    Kind.LETTER: ("chapter", "doc-chapter"),
    Kind.INTERLUDE: ("chapter", "doc-chapter"),
    Kind.SUBCHAPTER: ("subchapter", ""),
    Kind.PREFACE: ("preface", "doc-preface"),
    Kind.FOREWORD: ("foreword", "doc-foreword"),
    Kind.INTRODUCTION: ("introduction", "doc-introduction"),
    Kind.PROLOGUE: ("prologue", "doc-prologue"),
    Kind.EPIGRAPH: ("epigraph", "doc-epigraph"),
    Kind.DEDICATION: ("dedication", "doc-dedication"),
    Kind.CAST: ("", ""),
    Kind.EPILOGUE: ("epilogue", "doc-epilogue"),
    Kind.AFTERWORD: ("afterword", "doc-afterword"),
    Kind.CONCLUSION: ("conclusion", "doc-conclusion"),
    Kind.APPENDIX: ("appendix", "doc-appendix"),
    Kind.ACKNOWLEDGMENTS: ("acknowledgments", "doc-acknowledgments"),
    Kind.AUTHORS_NOTE: ("", ""),
    Kind.GLOSSARY: ("", ""),  # `glossary` promises a definition list, which an author's text seldom is
    Kind.COVER: ("cover", ""),
    Kind.HALF_TITLE: ("halftitlepage", ""),
    Kind.TITLE_PAGE: ("titlepage", ""),
    Kind.COPYRIGHT: ("copyright-page", ""),
    Kind.CONTENTS: ("toc", "doc-toc"),
    Kind.ABOUT: ("", ""),
    Kind.ALSO_BY: ("", ""),
    Kind.ABOUT_AUTHOR: ("", ""),
    Kind.ENDNOTES: ("endnotes", "doc-endnotes"),
}
"""Each kind's `epub:type` (EPUB Structural Semantics Vocabulary 1.1) and ARIA role (DPUB-ARIA 1.1)."""

UNSEEN_TITLES = frozenset({Kind.COVER, Kind.COPYRIGHT, Kind.DEDICATION, Kind.EPIGRAPH})
"""Pages of ours whose title is a name for listeners and lists, not printed on the page."""


@dataclass(frozen=True, slots=True)
class Markup:
    """How a backend wants its XHTML.

    `notes` gives each note and its number; `calls` grows by each note called, in order, while text is written (only
    the first call of a note is the one it links back to). `anchors` are the ids that links may point to: a link
    to any other is written as plain words. `pages` gives, for the anchor of a section or block, the labels of the
    printed pages that begin there.
    """

    language: str = "en"
    notes: Mapping[str, tuple[int, Note]] = field(default_factory=dict)
    note_style: Literal["link", "inline"] = "link"
    semantics: bool = True  # epub:type and xml:lang: XHTML alone understands them
    href: Callable[[str], str] = "#{}".format
    src: Callable[[str], str] = "images/{}".format
    anchors: frozenset[str] = frozenset()
    opening: Literal["plain", "drop-cap", "small-caps"] = "plain"
    block_ids: bool = False  # an id on every top-level block: `block_anchor`
    pages: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    calls: dict[str, int] = field(default_factory=dict)


def numbered_notes(book: Book) -> dict[str, tuple[int, Note]]:
    """Each note with its number, from 1 through the book, by id."""
    return {note.id: (number, note) for number, note in enumerate(book.notes, 1)}


def block_anchor(section: str, index: int) -> str:
    """The id of a section's top-level block: the section's id and the block's place in it, from 0."""
    return f"{section}-b{index}"


# --- text ---------------------------------------------------------------------------------------

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def escape(text: str) -> str:
    """Text between tags: a newline is a space, and what XML cannot hold is left out."""
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    if "\n" in text:
        text = text.replace("\n", " ")
    return text if text.isprintable() else _ILLEGAL.sub("", text)


def attribute(text: str) -> str:
    """Text inside double quotes."""
    return escape(text).replace('"', "&quot;")


def lang(language: str, direction: Direction, markup: Markup) -> str:
    """The attributes of a language and a direction, with a space before them; "" for none."""
    out = ""
    if language:
        tag = attribute(language)
        out = f' lang="{tag}" xml:lang="{tag}"' if markup.semantics else f' lang="{tag}"'
    return f'{out} dir="{direction}"' if direction else out


# --- inlines --------------------------------------------------------------------------------------


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
            pairs = (f"{escape(base)}<rp>(</rp><rt>{escape(reading)}</rt><rp>)</rp>" for base, reading in inline.pairs)
            return f"<ruby>{''.join(pairs)}</ruby>"
        case Sup():
            return f"<sup>{inlines(inline.inlines, markup)}</sup>"
        case Sub():
            return f"<sub>{inlines(inline.inlines, markup)}</sub>"
        case Code():
            return f"<code>{escape(inline.text)}</code>"
        case _:
            assert_never(inline)


def _link(link: Link, markup: Markup) -> str:
    words = inlines(link.inlines, markup)
    if not link.target.startswith("#"):
        return f'<a href="{attribute(link.target)}">{words}</a>'
    anchor = link.target[1:]
    return f'<a href="{attribute(markup.href(anchor))}">{words}</a>' if anchor in markup.anchors else words


def image(picture: Image, markup: Markup) -> str:
    """An `img` element; a picture without alternative text gets an empty one, which every reader accepts."""
    role = ' role="presentation"' if picture.decorative else ""
    return f'<img src="{attribute(markup.src(picture.asset))}" alt="{attribute(picture.alt)}"{role}/>'


def _call(call: NoteRef, markup: Markup) -> str:
    number, note = markup.notes[call.note]
    again = call.note in markup.calls
    markup.calls[call.note] = number
    if markup.note_style == "inline" and not again:
        return f'<span class="footnote" id="note-{number}">{_flat(note.blocks, markup)}</span>'
    own = "" if again else f' id="noteref-{number}"'
    meaning = ' epub:type="noteref" role="doc-noteref"' if markup.semantics else ""
    href = attribute(markup.href(f"note-{number}"))
    return f'<a class="noteref" href="{href}"{own}{meaning}>{number}</a>'


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


# --- blocks ---------------------------------------------------------------------------------------


def blocks(level: Blocks, markup: Markup, depth: int = 1, *, opens: bool = False) -> list[str]:
    """Each block as XHTML. `depth` is that of the section they stand in; `opens` says that they open a section."""
    out = []
    first = opens
    for block in level:
        out.append(_block(block, markup, depth, first=first))
        first = isinstance(block, SceneBreak | Heading)
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
            inner = "\n".join(blocks(block.blocks, markup, depth))
            meaning = ' epub:type="epigraph"' if markup.semantics and block.role == "epigraph" else ""
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
                rows.append("<li>" + "\n".join(blocks(item, markup, depth)) + "</li>")
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
    return f"<table{foreign}>\n{caption}{''.join(parts)}</table>"


# --- sections and notes ---------------------------------------------------------------------------


def section(part: Section, markup: Markup, depth: int = 1) -> str:
    """A whole section with all sections inside it, `section` elements nested."""
    inner = [heading(part, markup, depth), *section_blocks(part, markup, depth)]
    inner += [section(below, markup, depth + 1) for below in part.sections]
    return "\n".join((section_tag(part, markup), *filter(None, inner), "</section>"))


def section_tag(part: Section, markup: Markup) -> str:
    """The start tag of a section, named for those who listen by its heading or by its unseen title."""
    meaning, role = MEANING[part.kind]
    name = f"{part.kind} generated" if part.generated else str(part.kind)
    out = f'<section class="{name}"'
    if part.id:
        out += f' id="{part.id}"'
    if markup.semantics and meaning:
        out += f' epub:type="{meaning}"'
    if role:
        out += f' role="{role}"'
    if _shows_title(part) and part.id:
        out += f' aria-labelledby="{part.id}-heading"'
    elif part.title:
        out += f' aria-label="{attribute(_words(part.title))}"'
    return out + lang(part.language, part.direction, markup) + ">"


def heading(part: Section, markup: Markup, depth: int) -> str:
    """The header of a section: one heading element with number and title, then the subtitle; "" when it has none."""
    if not _shows_title(part):
        return ""
    words = []
    if part.label:
        alone = "" if part.title else " only"
        words.append(f'<span class="label{alone}">{inlines(part.label, markup)}</span>')
    if part.title:
        words.append(f'<span class="title">{inlines(part.title, markup)}</span>')
    own = f' id="{part.id}-heading"' if part.id else ""
    level = min(6, depth)
    out = f"<header>\n<h{level}{own}>{' '.join(words)}</h{level}>"
    if part.subtitle:
        role = ' role="doc-subtitle"' if markup.semantics else ""
        out += f'\n<p class="subtitle"{role}>{inlines(part.subtitle, markup)}</p>'
    return out + "\n</header>"


def section_blocks(part: Section, markup: Markup, depth: int) -> list[str]:
    """A section's own blocks, each with the marks of the printed pages that begin at it."""
    out = blocks(part.blocks, markup, depth, opens=True)
    if markup.block_ids:
        out = [_with_id(text, block_anchor(part.id, index)) for index, text in enumerate(out)]
    if markup.pages:
        for index, text in enumerate(out):
            labels = markup.pages.get(block_anchor(part.id, index), ())
            if labels:
                out[index] = page_marks(labels) + text
    return out


def page_marks(labels: tuple[str, ...]) -> str:
    """Marks where printed pages begin, by their labels; their ids are `page_anchor`."""
    return "".join(
        f'<div class="pagebreak" id="{page_anchor(label)}" epub:type="pagebreak" role="doc-pagebreak" '
        f'aria-label="{attribute(label)}"></div>\n'
        for label in labels
    )


def page_anchor(label: str) -> str:
    """The id of a printed page's mark."""
    return "page-" + re.sub(r"[^A-Za-z0-9]", "-", label)


def note(number: int, content: Note, markup: Markup) -> str:
    """A note as an `aside` that pops up where the reader can; its number leads back to the call."""
    back = f'<a class="backlink" href="{attribute(markup.href(f"noteref-{number}"))}" role="doc-backlink"'
    back += f' epub:type="backlink">{number}</a>' if markup.semantics else f">{number}</a>"
    match content.blocks:
        case (Paragraph(role="body") as opening, *rest):
            own = lang(opening.language, opening.direction, markup)
            inner = [f"<p{own}>{back} {inlines(opening.inlines, markup)}</p>", *blocks(tuple(rest), markup)]
        case _:
            inner = [f"<p>{back}</p>", *blocks(content.blocks, markup)]
    meaning = ' epub:type="footnote" role="doc-footnote"' if markup.semantics else ""
    return f'<aside class="note" id="note-{number}"{meaning}>\n' + "\n".join(inner) + "\n</aside>"


def _with_id(text: str, anchor: str) -> str:
    """The outermost element of a block with an id: it has none of its own."""
    end = re.match(r"<[a-z0-9]+", text)
    return f'{text[: end.end()]} id="{anchor}"{text[end.end() :]}' if end else text


def _shows_title(part: Section) -> bool:
    return bool(part.label or part.title) and not (part.generated and part.kind in UNSEEN_TITLES)


def _words(level: Inlines) -> str:
    return " ".join(plain(level).split())
