"""Where links within a page of HTML lead: to the heading that the place named by an id stands at or under."""

from __future__ import annotations

from collections.abc import Mapping

from bookmaker.intake.html_elements import HEADINGS, Element
from bookmaker.intake.markup import heading_id


def anchors(page: Element, name: str) -> tuple[Mapping[Element, str], Mapping[str, str]]:
    """The id of each heading, and for each address within the page (`#tide`) where a link to it leads.

    An id straight before a heading, or on what begins with one, is the heading's own.
    """
    headings: dict[Element, str] = {}
    leads: dict[str, str] = {}
    waiting: list[str] = []
    above = ""

    def lead() -> None:
        leads.update((f"#{each}", f"#{above}") for each in waiting if above)
        waiting.clear()

    for element in page.iter():
        if not isinstance(element.tag, str) or any(each in headings for each in element.iterancestors()):
            continue
        if element.tag in HEADINGS:
            own = _names(element)
            waiting += (each for inner in element.iter() for each in _names(inner))
            above = heading_id(name, (*own, *waiting, f"line-{element.sourceline}")[0])
            headings[element] = above
            lead()
            continue
        waiting += _names(element)
        if (element.text or "").strip():
            lead()
    lead()
    return headings, leads


def _names(element: Element) -> tuple[str, ...]:
    """What an element can be linked to by."""
    if not isinstance(element.tag, str):
        return ()
    name = element.get("id") or (element.get("name") if element.tag == "a" else "")
    return (name,) if name else ()
