"""Text that stands loose in a list or a table, where HTML allows none, gets an item or a cell of its own.

The numbers of the printed pages go; a title that stands as a paragraph under its chapter's number is a heading, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree
from lxml import html as lxml_html

from bookmaker.intake.html_elements import HEADINGS, Element, said_of, text_in
from bookmaker.model import Decision, Place

_PAGES = frozenset("pagenum pagenumber page-number page_number pageno pagebreak doc-pagebreak".split())
_PAGE = re.compile(
    r"\W*(?:p(?:ages?|g|p)?|seite|s)?\W*(?:\d{1,4}|[ivxlcdm]{1,8})(?:\W+(?:\d{1,4}|[ivxlcdm]{1,8}))?\W*", re.IGNORECASE
)
_INSIDE = {
    **dict.fromkeys(("ul", "ol", "menu", "dir"), ("li", ("li", "script", "template", "style"))),
    "dl": ("dd", ("dt", "dd", "div", "script", "template", "style")),
    "tr": ("td", ("td", "th", "script", "template", "style")),
    **dict.fromkeys(("thead", "tbody", "tfoot"), ("tr", ("tr", "script", "template", "style"))),
    "table": ("tr", ("caption", "colgroup", "col", "thead", "tbody", "tfoot", "tr", "script", "template", "style")),
}


def mend(page: Element) -> None:
    """Wrap whatever stands loose, from the outside in."""
    for element in list(page.iter(*_INSIDE)):
        _mend(element)


def without_pages(page: Element, name: str) -> Iterator[Decision]:
    """Empty what a page marks as the number of a printed page; links to it still find its place."""
    for mark in page.iter("span", "a", "div", "p", "small", "sup"):
        said = text_in(mark)
        if said and not _PAGES.isdisjoint({*said_of(mark), mark.get("role")}) and _PAGE.fullmatch(said):
            yield Decision("html/page-number", Place(name, mark.sourceline or 1), said, "", 0.95, removed=True)
            for each in mark.iter():
                each.text = None
                each.tail = each.tail if each is mark else None


def rank_titles(page: Element) -> None:
    """Make `<p epub:type="title">` under a heading that is a number a heading, too."""
    for title in page.iter("p"):
        above = title.getprevious()
        if "title" not in said_of(title) or above is None or above.tag not in HEADINGS[:-1]:
            continue
        if "ordinal" in said_of(above):
            title.tag = above.tag
        elif any("ordinal" in said_of(each) for each in above):  # Part <span epub:type="ordinal">I</span>
            title.tag = HEADINGS[HEADINGS.index(str(above.tag)) + 1]


def _mend(element: Element) -> None:
    wrapper, allowed = _INSIDE[str(element.tag)]
    if (element.text or "").strip():
        element.insert(0, _wrapped(wrapper, element.text, element))
        element.text = None
    for child in list(element):
        tail = child.tail
        if (tail or "").strip():
            child.tail = None
            child.addnext(_wrapped(wrapper, tail, child))
        if isinstance(child.tag, str) and child.tag not in allowed:
            child.tail = None
            holder = _wrapped(wrapper, None, child)
            child.addprevious(holder)
            (holder if wrapper != "tr" else holder[0]).append(child)


def _wrapped(wrapper: str, text: str | None, near: Element) -> Element:
    """An element of this name with the text in it, on the line of its neighbour; a row gets a cell."""
    made = etree.SubElement(lxml_html.Element("div"), wrapper)
    made.sourceline = near.sourceline  # type: ignore[misc]  # the stubs do not know it can be set
    inner = etree.SubElement(made, "td") if wrapper == "tr" else made
    inner.sourceline = near.sourceline  # type: ignore[misc]
    inner.text = text
    return made
