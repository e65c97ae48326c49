"""Text that stands loose in a list or a table, where HTML allows none, gets an item or a cell of its own."""

from __future__ import annotations

from lxml import etree
from lxml import html as lxml_html

from bookmaker.intake.html_elements import Element

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
