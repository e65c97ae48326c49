"""What a page's style sheet says of words: `.c3{font-style:italic}`, as Google Docs, calibre and Word write emphasis.

The rules of single classes are given to the spans that have them, as if they stood there; no other rule is read.
"""

from __future__ import annotations

import re
from collections import defaultdict

from bookmaker.intake.html_elements import HEADINGS, Element, text_in

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"([^{}]{1,400})\{([^{}]{1,2000})\}")
_CLASS = re.compile(r"(?:span|font|a|b|i|em)?\.([A-Za-z_][\w-]*)")
_SLANTED = re.compile(r"font-style\s*:\s*(?:italic|oblique)", re.IGNORECASE)
_HEAVY = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_CAPS = re.compile(r"font-variant\s*:\s*small-caps", re.IGNORECASE)
_UNSEEN = re.compile(r"display\s*:\s*none\b.*speak\s*:\s*(?:never|none)", re.IGNORECASE | re.DOTALL)
_SETS = ((_SLANTED, "font-style:italic"), (_HEAVY, "font-weight:bold"), (_CAPS, "font-variant:small-caps"))
_TITLES = frozenset({"title", "MsoTitle", "Title"})
_SPANS = ("span", "font")


def apply(page: Element) -> None:
    """Give the spans of a page the style that their classes have, and its title paragraph the rank of a heading."""
    if (title := title_of(page)) is not None:
        title.tag = "h1"
    sheet = "\n".join(style.text or "" for style in page.iter("style"))
    _hide(page, sheet)
    rules = _rules(sheet)
    if not rules:
        return
    heads = {span for head in page.iter(*HEADINGS) for span in head.iter(*_SPANS)}  # all of a heading is heavy
    for span in page.iter(*_SPANS):
        given = {style for name in (span.get("class") or "").split() for style in rules.get(name, ())}
        if given and span not in heads:
            span.set("style", ";".join([*sorted(given), span.get("style") or ""]))


def _hide(page: Element, sheet: str) -> None:
    """Mark as hidden what no reader of the page sees or hears: Royal Road's words to those who read a stolen copy."""
    selectors = [each for each, body in _RULE.findall(sheet) if _UNSEEN.search(body)] if "speak" in sheet else []
    unseen = {match[1] for each in selectors if (match := _CLASS.fullmatch(each.strip()))}
    for element in page.iter("p", "span", "div") if unseen else ():
        if not unseen.isdisjoint((element.get("class") or "").split()):
            element.set("hidden", "")


def title_of(page: Element) -> Element | None:
    """The paragraph over all headings that a word processor's style (Google's, Word's) says is the title."""
    first = next((p for p in page.iter("p", *HEADINGS) if p.tag in HEADINGS or _is_title(p)), None)
    return first if first is not None and first.tag == "p" else None


def _is_title(paragraph: Element) -> bool:
    return not _TITLES.isdisjoint((paragraph.get("class") or "").split()) and bool(text_in(paragraph))


def _rules(sheet: str) -> dict[str, set[str]]:
    """The styles of words that single classes have."""
    found: dict[str, set[str]] = defaultdict(set)
    if "font-" not in sheet:
        return found
    for selectors, body in _RULE.findall(_COMMENT.sub("", sheet)):
        given = {style for pattern, style in _SETS if pattern.search(body)}
        if given:
            for selector in selectors.split(","):
                if match := _CLASS.fullmatch(selector.strip()):
                    found[match[1]] |= given
    return found
