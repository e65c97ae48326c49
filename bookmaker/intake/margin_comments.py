"""What readers wrote in the margin of a document: exports call it `[a]` (Google) or `[W1]` and print it at the end.

These are no notes of the author's: they go, with the marks that call them. (An author's footnotes are `[1]` there.)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from bookmaker.model import Decision, Place

if TYPE_CHECKING:  # plain text needs no parser of HTML
    from bookmaker.intake.html_elements import Element

_COMMENT = re.compile(r"\[([a-z]{1,3})\](?=[^\s\[])")  # at a line's beginning, its text straight after it
_RULE = "plaintext/margin-comment"


def cut(raw: list[str], name: str) -> tuple[list[str], tuple[Decision, ...]]:
    """The lines without comments at the end and their marks; as they were when a mark and its comment do not agree."""
    first = next((n for n in range(len(raw) - 1, -1, -1) if raw[n].startswith("[a]")), 0)
    labels = [match[1] for line in raw[first:] if (match := _COMMENT.match(line))]
    if not first or labels != [_label(n) for n in range(len(labels))]:
        return raw, ()
    above = "\n".join(raw[:first])
    places = [above.find(f"[{label}]") for label in labels]
    if not labels or -1 in places or places != sorted(places) or any(_begins(above, at) for at in places):
        return raw, ()
    mark = re.compile("|".join(re.escape(f"[{label}]") for label in labels))
    lines = [mark.sub("", line) if "[" in line else line for line in raw[:first]]
    decisions = [
        Decision(_RULE, Place(name, n + 1), found, "", 0.9, removed=True)
        for n, line in enumerate(raw[:first])
        if "[" in line
        for found in mark.findall(line)
    ]
    said = "\n".join(raw[first:]).strip()
    return lines, (*decisions, Decision(_RULE, Place(name, first + 1), said, "", 0.9, removed=True))


def drop(page: Element, name: str) -> Iterator[Decision]:
    """Take them out of a page that Google Docs exported, where the links that call them lead to `#cmnt1`; or Word."""
    for own in [*page.find_class("MsoCommentReference"), *page.xpath("//*[contains(@style, 'comment-list')]")]:
        if own.getparent() is not None:
            said = "".join(own.itertext())
            yield Decision(_RULE, Place(name, own.sourceline or 1), said, "", 0.95, removed=True)
            own.drop_tree()
    targets = {element.get("id") for element in page.iter("a") if (element.get("id") or "").startswith("cmnt")}
    for link in [*page.iter("a")] if targets else []:
        goal = (link.get("href") or "").removeprefix("#")
        if goal not in targets:
            continue
        whole = link.getparent()
        if goal.startswith("cmnt_ref"):
            while whole is not None and whole.tag != "div":
                whole = whole.getparent()
        if whole is None or whole.tag not in ("div", "sup"):
            continue
        yield Decision(_RULE, Place(name, link.sourceline or 1), "".join(whole.itertext()), "", 0.95, removed=True)
        whole.drop_tree()


def _label(number: int) -> str:
    """`a` … `z`, `aa` …: the label of a comment, counted from 0."""
    last = chr(ord("a") + number % 26)
    return last if number < 26 else _label(number // 26 - 1) + last


def _begins(text: str, at: int) -> bool:
    """Whether a mark begins its line: it calls nothing there."""
    return not at or text[at - 1] == "\n"
