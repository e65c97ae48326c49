"""What Project Gutenberg sets round the text of a page: the head up to its START line, the licence from its END line
on, the transcriber's notes. It goes, and this is declared; title, author and language are read from it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bookmaker.intake import gutenberg
from bookmaker.intake.html_elements import BLOCKS, Element, said_of, text_in, typed_in
from bookmaker.model import Decision, Place

_NOTES = frozenset("transnote transnotes trans-note tnote tn transcriber transcribers-note transcriber-note".split())
_LONGEST_MARK = 20_000  # characters: a head may be one <pre>, a book is none


def cut(page: Element, name: str) -> tuple[list[Decision], list[tuple[str, str]]]:
    """Take out what is not the author's; the decisions, and the facts that it states."""
    body = page.find("body")
    if body is None:
        return [], []
    start, end = _mark(body, gutenberg.START), _mark(body, gutenberg.END)
    head = _around(start, after=False) if start is not None else []
    foot = _around(end, after=True) if end is not None else []
    if start is not None and (end in head or start in foot):  # what comes first ends nothing
        return [], []
    gone = head + foot
    for element in gone:
        element.tail = element.tail if element is start else None
    facts = [fact for element in gone for fact in gutenberg.stated("\n".join(_lines(element)))]
    decisions = [_taken_out(element, name, "html/licence") for element in gone if text_in(element)]
    if start is not None or end is not None:
        notes = [each for each in page.iter("div", "section", "p") if not _NOTES.isdisjoint(said_of(each))]
        notes = [each for each in notes if not any(outer in notes for outer in each.iterancestors())]
        decisions += [_taken_out(each, name, "html/transcribers-note") for each in notes if text_in(each)]
        gone += notes
    for element in gone:
        if element.getparent() is not None:
            element.drop_tree()
    return decisions, facts


def _mark(body: Element, pattern: re.Pattern[str]) -> Element | None:
    """The block that holds the line of asterisks."""
    for text in body.xpath(".//text()[contains(., 'PROJECT GUTENBERG')]"):
        if pattern.search(text):
            holder = text.getparent()
            around = [*([] if text.is_tail else [holder]), *holder.iterancestors()]
            block: Element = next((each for each in around if each.tag in BLOCKS), body)
            return block if block is not body and len(text_in(block)) < _LONGEST_MARK else None
    return None


def _around(mark: Element, *, after: bool) -> list[Element]:
    """The mark, and every element before it (or after it) in its page, in the order of the page."""
    out = [mark]
    outer: Element | None = mark
    while outer is not None and outer.tag != "body":
        beside = [each for each in outer.itersiblings(preceding=not after) if isinstance(each.tag, str)]
        out = [*out, *beside] if after else [*reversed(beside), *out]
        outer = outer.getparent()
    return out


def _lines(element: Element) -> Iterator[str]:
    """The text of an element, paragraph by paragraph, or as typed where it has none."""
    inner = [each for each in element.iter("p", "div") if not any(child.tag in BLOCKS for child in each)]
    yield from map(text_in, inner) if inner else [typed_in(element)]


def _taken_out(element: Element, name: str, rule: str) -> Decision:
    return Decision(rule, Place(name, element.sourceline or 1), text_in(element), "", 0.95, removed=True)
