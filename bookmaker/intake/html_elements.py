"""Elements of an HTML page: what they are called here, and what they say."""

from __future__ import annotations

from lxml import html as lxml_html

Element = lxml_html.HtmlElement

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
BLOCKS = frozenset(
    "address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer "
    "form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre search section summary table tbody "
    "td tfoot th thead tr ul".split()
)


def text_in(element: Element) -> str:
    """The text of an element and all inside it, on one line."""
    return " ".join(element.text_content().split())


def typed_in(element: Element, line_break: str = "\n") -> str:
    """The text of an element and all inside it, as typed, with a sign for each <br>."""
    parts = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str):
            parts.append(line_break if child.tag == "br" else typed_in(child, line_break))
        parts.append(child.tail or "")
    return "".join(parts)


def said_of(element: Element) -> frozenset[str]:
    """What an element's class and `epub:type` say it is: `{"poem", "chapter"}`."""
    said = f"{element.get('class') or ''} {element.get('epub:type') or ''}".casefold().replace("z3998:", "")
    return frozenset(said.split())
