"""Feet and inches, minutes and seconds: 6′ 2″, 51° 30′ 26″. Set before the quotes, which would take these marks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bookmaker.languages import Language
from bookmaker.normalise.passes import TypographicPass, TypographicResult
from bookmaker.normalise.typography.changes import Change, change_text
from bookmaker.normalise.typography.runs import Run

_FRACTION = r"(?:[ -]?\d/\d|[ ]?[½¼¾⅓⅔⅛⅜⅝⅞])?"
_DEGREES = r"\d(?:°|\s?deg(?:rees?|\.)?)\s?"
_AFTER_FIGURE = re.compile(r"['\"](?<=\d.)")  # (the other way round it is tried at every letter)
_PATTERNS = (
    # 6' 2", 5'10
    ("feet-and-inches", re.compile(rf"\d(')(?=[ -]?\d{{1,2}}{_FRACTION}(?:\"|'')(?![\w*=]))"), 0.95),
    ("feet-and-inches", re.compile(rf"\d'[ -]?\d{{1,2}}{_FRACTION}(\"|'')(?![\w*=])"), 0.95),
    ("feet-and-inches", re.compile(r"(?<![\d'])\d(')(?=(?:1[01]|\d)(?![\d'\"s]))"), 0.9),
    # 51° 30' 26", 51 deg. 30'
    ("minutes-and-seconds", re.compile(rf"{_DEGREES}\d{{1,2}}(?:\.\d+)?(')"), 0.98),
    ("minutes-and-seconds", re.compile(rf"{_DEGREES}\d{{1,2}}'\s?\d{{1,2}}(?:\.\d+)?(\"|'')(?![\w*=])"), 0.98),
    # 6' tall, 12' x 10', 3" x 5"
    ("measure", re.compile(r"\d(')(?= (?:tall|high|long|wide|deep|by|x|×)\b|[ ]?[x×][ ]?\d)"), 0.9),
    ("measure", re.compile(r"\d(\")(?= (?:tall|high|long|wide|deep|by|x|×)\b|[ ]?[x×][ ]?\d)"), 0.85),
    ("measure", re.compile(r"(?<=[x×])[ ]?\d+(['\"])(?![\w])"), 0.85),
    ("measure", re.compile(r"\d' by \d+(')(?!\w)"), 0.85),
)
_LONE_INCHES = re.compile(r"(?<![\w.,])\d{1,3}(?:\.\d+)?(\")(?=[ \n-][a-z]|[;:])")
_DOUBLE = re.compile('["“”]')
_OPENS = tuple("'‘’—-([…._")
_CLOSES = tuple("'’.,;:!?—-)]…_")


def make(language: Language | None) -> TypographicPass:
    """The pass that sets primes."""

    def primes(runs: Sequence[Run]) -> TypographicResult:
        return change_text(runs, "primes", language, find, "T205")

    return primes


def find(text: str, _: Language) -> list[Change]:
    """Marks after figures that measure something."""
    if not _AFTER_FIGURE.search(text):
        return []
    found = {}
    for reason, pattern, sure in _PATTERNS:
        for match in pattern.finditer(text):
            found[match.start(1)] = Change(*match.span(1), "′" if match[1] == "'" else "″", reason, sure)
    # Without the marks after figures the others are quotation marks in pairs: those after figures are none.
    lone = [match.start(1) for match in _LONE_INCHES.finditer(text) if match.start(1) not in found]
    if lone and _pair_up(text, {*lone, *found}):
        for at in lone:
            found[at] = Change(at, at + 1, "″", "odd-mark-after-figure", 0.7)
    return [found[at] for at in sorted(found)]


def _pair_up(text: str, but: set[int]) -> bool:
    """Do all double marks but these open and close by turns?"""
    opens = True
    for match in _DOUBLE.finditer(text):
        if match.start() in but:
            continue
        before, after = text[: match.start()][-1:], text[match.end() : match.end() + 1]
        if opens != (after.isalnum() or after in _OPENS) or opens == (before.isalnum() or before in _CLOSES):
            return False
        opens = not opens
    return opens
