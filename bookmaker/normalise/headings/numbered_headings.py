"""Headings of a number: `IV`, `12.`, `Seven`, `III. The Hound`, and any word with a number: `Day 3`."""

from __future__ import annotations

import re
from dataclasses import replace

from bookmaker.languages import Language
from bookmaker.model import Kind
from bookmaker.normalise.headings.heading_numbers import COUNTED, MAX_NUMBER_WORDS, SERIAL, key_of, numeral, roman
from bookmaker.normalise.headings.heading_shapes import Shape
from bookmaker.normalise.headings.worded_headings import worded

# Between number and title: `I--`, `1: `, `1 - `, `III. `, `IV) `.
_SEPARATOR = re.compile(r"\s*(?:--+|[—–:]|\s[-|]\s|[.)]\s*(?:--+|[-—–])|[.)](?=\s|$))\s*")
_TIME = re.compile(r"\d{1,2}(?::\d\d\b|\.\d\d ?(?:[ap]\.?m|uhr|h)\b)", re.IGNORECASE)  # "10:35 a.m."
_OF_SO_MANY = re.compile(r"(\d{1,2})/(\d{1,2}|\?)")  # `2/3`: of the posts of a story
_INITIALS = frozenset("L. C. D. M. i. v. c. d. m.".split())  # `SAMUEL L. CLEMENS`, `Freiburg i. B.`, `Anna v. H.`
_COUNTED = frozenset("footnote figure plate table diagram fußnote abbildung tafel tabelle planche tableau".split())


def numbered(core: str, language: Language) -> Shape | None:
    """`IV`, `12.`, `Seven`, `III. The Hound`, `1 - Ashes`, and any word with a number: `Day 3`."""
    if _TIME.match(core):
        return None
    if serial := SERIAL.fullmatch(core):
        title = serial["title"] or ""
        return Shape("serial", Kind.CHAPTER, int(serial["arc"]), serial["label"], title, weak=True)
    if counted := COUNTED.fullmatch(core):
        number, title = numeral(counted["number"], language), counted["title"] or ""
        return Shape(
            f"word:{key_of(counted['word'] or 'no')}", Kind.CHAPTER, number, counted["label"], title, weak=True
        )
    if core[1:3].find("/") >= 0 and (post := _OF_SO_MANY.fullmatch(core)):
        return Shape(f"of:{post[2]}", Kind.CHAPTER, int(post[1]), core, "", weak=True)
    if ", " in core and (within := _in_a_world(core, language)):
        return within
    head, title = _split(core)
    words = head.split()
    if not words or len(words) > MAX_NUMBER_WORDS:
        return None
    label = core[: len(core) - len(title)].rstrip(" -–—:|")
    if head[0] == "§":
        number = numeral(head.lstrip("§ "), language)
        return None if number is None else Shape("§", Kind.CHAPTER, number, label, title)
    number = numeral(head, language)
    if number is not None:
        style = "arabic" if head[0].isdigit() else "roman" if roman(head) is not None else "spelled"
        return Shape(f"{style}+" if title else style, Kind.CHAPTER, number, label, title, weak=True)
    if len(words) == 2 and words[0][0].isupper() and words[0].isalpha() and not _counts_none(words[0], language):
        number = None if core.split(None, 2)[1] in _INITIALS else numeral(words[1].rstrip(".").lstrip("#"), language)
        if number is not None and number < 500:
            return Shape(f"word:{key_of(words[0])}", Kind.CHAPTER, number, label, title, weak=True)
    return None


def _in_a_world(core: str, language: Language) -> Shape | None:
    """`World 1, Chapter 2: Salt`: a chapter, after any word with a number."""
    outer, _, rest = core.partition(", ")
    words = outer.split()
    if len(words) != 2 or not words[0].istitle() or numeral(words[1], language) is None:
        return None
    inner = worded(rest, language)
    if inner is None or not inner.number or not inner.family.startswith(f"{Kind.CHAPTER}:"):
        return None
    return replace(inner, label=f"{outer}, {inner.label}")


def _counts_none(word: str, language: Language) -> bool:
    """Whether the number after a word is no chapter's: `By L. M. Orr`, `Footnote 3`, `Plate IV.`"""
    return word.casefold() in language.by or word.casefold() in _COUNTED


def _split(core: str) -> tuple[str, str]:
    """What stands before the first separator, and what after it."""
    match = _SEPARATOR.search(core)
    return (core[: match.start()], core[match.end() :]) if match else (core, "")
