"""Verse that a page of HTML says is verse: `<div class="stanza">`, a line in each `<div>`; `epub:type="z3998:song"`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from bookmaker.intake.html_elements import Element, said_of
from bookmaker.model import Block, Verse

_POEMS = frozenset("poem poetry poetry-container stanza verse song hymn lyrics linegroup".split())
_LINES = ("div", "p", "span")
_INDENT = re.compile(r"(?:i|in|indent)-?(\d{1,2})")
_WIDEST = 90  # characters of a line
_INSIDE = 2  # lines that are verse where the page says so


def fewest_lines(element: Element, outside: int) -> int:
    """How many lines parted by breaks are verse in an element, when so many are around it."""
    said = said_of(element)
    return 1 if "stanza" in said else min(_INSIDE, outside) if not _POEMS.isdisjoint(said) else outside


def apply(page: Element) -> None:
    """End each line of a page's poems with a <br>, as others type it; indents become spaces that do not collapse."""
    for poem in [element for element in page.iter() if isinstance(element.tag, str) and _is_outermost(element)]:
        for stanza in [poem, *poem.iterdescendants("div")]:
            for line in _lines(stanza):
                line.tag, line.tail = "span", "\n"
                line.append(line.makeelement("br"))
        _set_in([line for line in poem.iter("span") if line.getparent() is not None])


def joined(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks of a poem, its stanzas together."""
    last: Block | None = None
    for block in blocks:
        if isinstance(last, Verse) and isinstance(block, Verse):
            last = replace(last, stanzas=last.stanzas + block.stanzas)
            continue
        if last is not None:
            yield last
        last = block
    if last is not None:
        yield last


def _is_outermost(element: Element) -> bool:
    return _is_poem(element) and not any(_is_poem(outer) for outer in element.iterancestors())


def _is_poem(element: Element) -> bool:
    return not _POEMS.isdisjoint(said_of(element))


def _lines(stanza: Element) -> list[Element]:
    """The elements inside that are a line each, when nothing else is there."""
    lines = [child for child in stanza if isinstance(child.tag, str)]
    loose = (stanza.text or "").strip() or any((child.tail or "").strip() for child in stanza)
    plain = all(line.tag in _LINES and not any(True for _ in line.iterdescendants("div", "p", "br")) for line in lines)
    short = all(len(line.text_content().strip()) < _WIDEST for line in lines)
    several = len(lines) > 1 or "stanza" in said_of(stanza)
    return lines if several and plain and short and not loose else []


def _set_in(lines: list[Element]) -> None:
    """The indents that lines have by their class, `i4`, in steps of the smallest."""
    found = [
        (line, next((int(name[1]) for name in map(_INDENT.fullmatch, said_of(line)) if name), 0)) for line in lines
    ]
    step = min((indent for _, indent in found if indent), default=1)
    for line, indent in found:
        if indent:
            line.text = "\xa0\xa0" * (indent // step) + (line.text or "").lstrip()
