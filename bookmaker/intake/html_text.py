"""What stands inside a paragraph of HTML → inlines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from bookmaker.intake.html_elements import BLOCKS, HEADINGS, Element, typed_in
from bookmaker.intake.markup import inside
from bookmaker.model import (
    Code,
    Direction,
    Emphasis,
    Image,
    Inline,
    Inlines,
    LineBreak,
    Link,
    NoteRef,
    Ruby,
    SmallCaps,
    Span,
    Strong,
    Sub,
    Sup,
    Text,
)
from bookmaker.walk import plain

if TYPE_CHECKING:
    from bookmaker.intake.html_blocks import Reader

SILENT = frozenset("script style template head meta link base noscript title colgroup col wbr rp source track".split())
"""Left behind without a word: nobody reads them."""

UNSETTABLE = frozenset(
    "iframe object embed applet video audio canvas svg math map form input button select textarea progress meter "
    "frameset frame marquee datalist".split()
)
"""Left behind, and told: a book has no place for them."""

_EMPHASIS = frozenset("em i cite dfn var".split())
_STRONG = frozenset("strong b".split())
_CODE = frozenset("code kbd samp tt".split())
_PLAIN = frozenset("a abbr acronym bdi bdo big font label nobr output q small span time data mark ruby u ins".split())
_BROKEN = "\x1e"  # a sign that no page has, for <br>
_SPACES = re.compile(r"[ \t\r\f]*\n[ \t\r\f\n]*|[ \t\r\f]+")


def style_of(element: Element) -> str:
    """An element's own style, without spaces, in small letters."""
    return re.sub(r"\s+", "", (element.get("style") or "").casefold())


def hidden(element: Element) -> bool:
    """Is the element not meant to be seen?"""
    style = style_of(element)
    return element.get("hidden") is not None or "display:none" in style or "visibility:hidden" in style


def is_weighty(element: Element) -> bool:
    """Whether an element round blocks has their words emphasised: `<i><p>`. (A heading is heavy as it is.)"""
    return weighed(element, (Text("x"),)) != (Text("x"),) and element.tag not in HEADINGS


def weighed(element: Element, inner: Inlines) -> Inlines:
    """Inlines with the emphasis that an element gives them."""
    style = style_of(element)
    if not inner:
        return inner
    if element.tag in _EMPHASIS or "font-style:italic" in style or "font-style:oblique" in style:
        inner = (Emphasis(inner),)
    if element.tag in _STRONG or re.search(r"font-weight:(bold|[6-9]00)", style):
        inner = (Strong(inner),)
    return inner


class Inside:
    """Reads inline elements for a page's reader."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader

    def inlines(self, element: Element) -> Inlines:
        """The content of an element as inlines; blocks inside it are parted by line breaks."""
        out: list[Inline] = []
        apart = False
        if element.text:
            out.append(text_of(element.text))
        for child in element:
            if isinstance(child.tag, str):
                apart = apart or child.tag in BLOCKS
                if apart and plain(tuple(out)).strip() and not isinstance(out[-1], LineBreak):
                    out.append(LineBreak())
                out += self.inline(child)
                apart = child.tag in BLOCKS
            if child.tail:
                if apart and child.tail.strip() and plain(tuple(out)).strip():
                    out.append(LineBreak())
                apart = apart and not child.tail.strip()
                out.append(text_of(child.tail))
        return tuple(out)

    def inline(self, element: Element) -> list[Inline]:
        """What one inline element becomes."""
        tag = str(element.tag)
        reader = self.reader
        note = reader.calls.note_called_by(element)
        if note:
            return [NoteRef(note)]
        if reader.calls.leads_back(element) or tag in SILENT or reader.dropped(element):
            return []
        if tag == "br":
            return [LineBreak()]
        if tag == "img":
            return self.image(element)
        if tag == "ruby":
            return [Ruby(tuple(_ruby(element)))]
        if tag in _CODE:
            return list(_code(typed_in(element, _BROKEN)))
        inner = self.inlines(element)
        if not inner:
            return []
        return list(self.wrapped(element, inner))

    def wrapped(self, element: Element, inner: Inlines) -> Inlines:
        """The content of an element as the element has it set."""
        if element.tag == "q":
            return (Text('"'), *inner, Text('"'))
        if element.tag == "a":
            return self.link(element, inner)
        return self._styled(element, str(element.tag), inner)

    def _styled(self, element: Element, tag: str, inner: Inlines) -> Inlines:
        style = style_of(element)
        classes = (element.get("class") or "").casefold()
        inner = weighed(element, inner)
        if "small-caps" in style or re.search(r"\bsmall-?caps\b|\bsc\b", classes):
            inner = (SmallCaps(inner),)
        if tag == "sup":
            inner = (Sup(inner),)
        elif tag == "sub":
            inner = (Sub(inner),)
        elif tag in ("u", "ins") or "underline" in style:
            self.reader.lost(element, "underlining is not set; the text is kept")
        elif tag in ("s", "strike", "del") or "line-through" in style:
            self.reader.lost(element, "striking out is not set; the text is kept")
        elif tag not in _PLAIN | _EMPHASIS | _STRONG | BLOCKS:
            self.reader.lost(element, f"<{tag}> is not set; its text is kept")
        language = element.get("lang") or element.get("xml:lang") or ""
        direction: Direction = "rtl" if element.get("dir") == "rtl" else "ltr" if element.get("dir") == "ltr" else ""
        return (Span(inner, language, direction),) if language or direction else inner

    def link(self, element: Element, inner: Inlines) -> Inlines:
        """A link to the web, or to a heading in the author's files; any other keeps its words only."""
        target = (element.get("href") or "").strip()
        if target.startswith(("http://", "https://", "mailto:")):
            return (Link(inner, target),)
        leads = self.reader.leads.get(target, "") if target[:1] == "#" else inside(self.reader.name, target)
        if leads:
            return (Link(inner, leads),)
        if target and not target.startswith(("#", "javascript:")):
            self.reader.lost(element, f"the link to {target} leads nowhere in a book; its text is kept")
        return inner

    def image(self, element: Element) -> list[Inline]:
        """A picture; one without an address, or the size of a dot, is none."""
        address = (element.get("src") or "").strip()
        if not address or (element.get("width") in ("0", "1") and element.get("height") in ("0", "1")):
            return []
        name = self.reader.pictures.find(address, self.reader.place(element))
        alt = element.get("alt")
        return [Image(name, " ".join((alt or "").split()), decorative=alt == "")] if name else []


def text_of(text: str) -> Text:
    """Text with its white space as HTML means it; line ends stay, for the sake of places."""
    return Text(_SPACES.sub(lambda match: "\n" * match.group().count("\n") or " ", text))


def _code(text: str) -> Iterator[Inline]:
    """Code, its lines parted, the spaces at its ends outside it."""
    for number, line in enumerate(text.split(_BROKEN)):
        if number:
            yield LineBreak()
        words = " ".join(line.split())
        if not words:
            yield text_of(line)
            continue
        head, tail = line[: len(line) - len(line.lstrip())], line[len(line.rstrip()) :]
        yield from (text_of(head), Code(words), text_of(tail)) if head or tail else (Code(words),)


def _ruby(element: Element) -> list[tuple[str, str]]:
    """Base and reading, pair by pair."""
    pairs: list[tuple[str, str]] = []
    base = (element.text or "").strip()
    for child in element:
        if child.tag == "rt":
            pairs.append((base, child.text_content().strip()))
            base = ""
        elif child.tag not in ("rp", "rtc") and isinstance(child.tag, str):
            base += child.text_content().strip()
        base += (child.tail or "").strip()
    if base:
        pairs.append((base, ""))
    return pairs
