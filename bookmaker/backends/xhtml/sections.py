"""Sections → XHTML: the start tag, the header, the blocks, the marks of printed pages."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bookmaker.backends.xhtml.blocks import blocks
from bookmaker.backends.xhtml.inlines import inlines
from bookmaker.backends.xhtml.markup import Markup, attribute, lang
from bookmaker.backends.xhtml.openings import dressed
from bookmaker.model import Kind, Section
from bookmaker.walk import one_line

MEANING: Mapping[Kind, tuple[str, str]] = {
    Kind.TEXT: ("", ""),
    Kind.VOLUME: ("volume", ""),
    Kind.PART: ("part", "doc-part"),
    Kind.CHAPTER: ("chapter", "doc-chapter"),
    Kind.STORY: ("chapter", "doc-chapter"),
    Kind.ACT: ("part", "doc-part"),
    Kind.SCENE: ("z3998:scene", ""),
    Kind.LETTER: ("chapter", "doc-chapter"),
    Kind.INTERLUDE: ("chapter", "doc-chapter"),
    Kind.SUBCHAPTER: ("z3998:subchapter", ""),
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
"""Each kind's `epub:type` (EPUB Structural Semantics 1.1, else `z3998:`) and ARIA role (DPUB-ARIA 1.1)."""

NO_LANDMARKS = frozenset({Kind.SUBCHAPTER, Kind.SCENE})
"""Sections in the middle of a chapter: to name them would make each a landmark, and ten called "I" on one page."""

UNSEEN_TITLES = frozenset({Kind.COVER, Kind.COPYRIGHT, Kind.DEDICATION, Kind.EPIGRAPH})
"""Pages of ours whose title is a name for listeners and lists, not printed on the page."""


def block_anchor(section: str, index: int) -> str:
    """The id of a section's top-level block: the section's id and the block's place in it, from 0."""
    return f"{section}-b{index}"


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
    if part.kind in NO_LANDMARKS:
        pass
    elif _shows_title(part) and part.id:
        out += f' aria-labelledby="{part.id}-heading"'
    elif part.title:
        out += f' aria-label="{attribute(one_line(part.title))}"'
    return out + lang(part.language, part.direction, markup) + ">"


def heading(part: Section, markup: Markup, depth: int) -> str:
    """The header of a section: one heading element with number and title, then the subtitle; "" when it has none."""
    if not _shows_title(part):
        return ""
    title, subtitle = part.title, part.subtitle
    if not part.label and not title:  # a subtitle to nothing is the title
        title, subtitle = subtitle, ()
    words = []
    if part.label:
        alone = "" if title else " only"
        words.append(f'<span class="label{alone}">{inlines(part.label, markup)}</span>')
    if title:
        words.append(f'<span class="title">{inlines(title, markup)}</span>')
    own = f' id="{part.id}-heading"' if part.id else ""
    level = min(6, depth)
    out = f"<header>\n<h{level}{own}>{' '.join(words)}</h{level}>"
    if subtitle:
        role = ' role="doc-subtitle"' if markup.semantics else ""
        out += f'\n<p class="subtitle"{role}>{inlines(subtitle, markup)}</p>'
    return out + "\n</header>"


def section_blocks(part: Section, markup: Markup, depth: int) -> list[str]:
    """A section's own blocks, each with the marks of the printed pages that begin at it."""
    out = blocks(dressed(part, markup.opening), markup, depth, opens=True)
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


def _with_id(text: str, anchor: str) -> str:
    """The outermost element of a block with an id: it has none of its own."""
    end = re.match(r"<[a-z0-9]+", text)
    return f'{text[: end.end()]} id="{anchor}"{text[end.end() :]}' if end else text


def _shows_title(part: Section) -> bool:
    return bool(part.label or part.title or part.subtitle) and not (part.generated and part.kind in UNSEEN_TITLES)
