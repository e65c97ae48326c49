"""Elements of an HTML page: what they are called here, and what they say."""

from __future__ import annotations

from lxml import html as lxml_html

Element = lxml_html.HtmlElement

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def text_in(element: Element) -> str:
    """The text of an element and all inside it, on one line."""
    return " ".join(element.text_content().split())
