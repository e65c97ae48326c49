"""Typed fractions: 1/2 becomes ½, 3 1/4 and 3-1/4 become 3¼. Dates, scores and fractions without a sign stay."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bookmaker.languages import Language
from bookmaker.languages.profile import NARROW
from bookmaker.normalise.passes import TypographicPass, TypographicResult
from bookmaker.normalise.typography.changes import Change, change_text
from bookmaker.normalise.typography.runs import Run

SIGNS = {
    "1/2": "½",
    "1/3": "⅓",
    "2/3": "⅔",
    "1/4": "¼",
    "3/4": "¾",
    "1/8": "⅛",
    "3/8": "⅜",
    "5/8": "⅝",
    "7/8": "⅞",
}
# Between two words these bind them, and a sign in place of figures would not; French sets a space inside, later.
_BINDING = frozenset(f"'’‘`´\"“”„«»‚‹›_*={NARROW}")
_FRACTION = re.compile(r"(?<![\w/,:*=–—′-])(?<!\d\.)(?:(\d{1,3})[ \n-])?([1-7]/[2348])(?![\w/*=–—′-]|[.,:]\d)")
_HEADING = 80  # characters
# `Part 1/3`, `The Ferry (2/3)`, and `2/3` alone over a post
_COUNTED = re.compile(r"(?:[^\W\d_]+[:.]? )?\d/\d|.*[^\W_] [(\[]\d/\d[)\]]", re.DOTALL)


_PART = re.compile(r"(?:part|pt\.?|chapter|ch\.?|page|teil|partie|parte|часть|глава) $", re.IGNORECASE)  # END part 2/3


def make(language: Language | None) -> TypographicPass:
    """The pass that sets fractions."""

    def fractions(runs: Sequence[Run]) -> TypographicResult:
        return change_text(runs, "fractions", language, find)

    return fractions


def find(text: str, _: Language) -> list[Change]:
    """Fractions that have a sign of their own; a whole number before one is closed up to it."""
    if "/" not in text or (len(text) < _HEADING and _COUNTED.fullmatch(text)):
        return []
    return [
        Change(*match.span(), (match[1] or "") + SIGNS[match[2]], "sign", 0.9)
        for match in _FRACTION.finditer(text)
        if match[2] in SIGNS and not _bound(text, *match.span()) and not _counts(text, *match.span())
    ]


def _counts(text: str, start: int, end: int) -> bool:
    """Does it count parts: behind that word, or in brackets of its own at a line's end, as a story's do?"""
    if text[start - 1 : start] == " " and _PART.search(text, max(0, start - 9), start):
        return True
    return text[start - 1 : start] in ("(", "[") and text[end : end + 2] in (")", "]", ")\n", "]\n")


def _bound(text: str, start: int, end: int) -> bool:
    """Does a word stand before or after, with nothing but quotation marks between?"""
    while start and text[start - 1] in _BINDING:
        start -= 1
    while end < len(text) and text[end] in _BINDING:
        end += 1
    return text[start - 1 : start].isalnum() or text[end : end + 1].isalnum()
