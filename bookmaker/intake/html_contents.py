"""Lists of contents in HTML: the book makes its own, so they go, and this is declared."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bookmaker.intake.html_elements import Element, text_in
from bookmaker.model import Decision, Place

_NO_LETTER = re.compile(r"[\W\d_]")


def drop(page: Element, name: str) -> Iterator[Decision]:
    """Take out lists of contents, which the book makes itself: blocks of nothing but links to places of the page."""
    ids = {element.get("id") or element.get("name") for element in page.iter() if isinstance(element.tag, str)}
    for block in list(page.iter("nav", "ul", "ol", "table", "div", "section", "p")):
        links = [link for link in block.iter("a") if (link.get("href") or "#").lstrip("#") in ids]
        said, linked = block.text_content(), "".join(link.text_content() for link in links)
        rest = len(_NO_LETTER.sub("", said)) - len(_NO_LETTER.sub("", linked))
        if (
            len(links) < 3
            or rest > 0.1 * len(said)
            or any(True for _ in block.iterdescendants("p", "h1", "h2", "h3", "img"))
        ):
            continue
        heading = block.getprevious()
        if heading is not None and heading.tag in ("h1", "h2", "h3", "h4", "p") and len(text_in(heading).split()) < 4:
            yield Decision("html/contents-heading", _place(name, heading), text_in(heading), "", 0.85, removed=True)
            heading.drop_tree()
        yield Decision("html/contents-list", _place(name, block), text_in(block), "", 0.9, removed=True)
        block.drop_tree()


def _place(name: str, element: Element) -> Place:
    return Place(name, element.sourceline or 1)
