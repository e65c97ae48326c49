"""Feet and inches, minutes and seconds: 6′ 2″, 51° 30′ 26″. Set before the quotes, which would take these marks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bookmaker.languages import Language
from bookmaker.normalise.passes import Decisions, Findings, TypographicPass
from bookmaker.normalise.typography.changes import Change, change_text
from bookmaker.normalise.typography.runs import Run

_FRACTION = r"(?:[ -]?\d/\d|[ ]?[½¼¾⅓⅔⅛⅜⅝⅞])?"
_AFTER_FIGURE = re.compile(r"['\"](?<=\d.)")  # (the other way round it is tried at every letter)
_PATTERNS = (
    # 6' 2", 5'10
    ("feet-and-inches", re.compile(rf"\d(')(?=[ -]?\d{{1,2}}{_FRACTION}(?:\"|'')(?![\w*=]))"), 0.95),
    ("feet-and-inches", re.compile(rf"\d'[ -]?\d{{1,2}}{_FRACTION}(\"|'')(?![\w*=])"), 0.95),
    ("feet-and-inches", re.compile(r"(?<![\d'])\d(')(?=(?:1[01]|\d)(?![\d'\"s]))"), 0.9),
    # 51° 30' 26"
    ("minutes-and-seconds", re.compile(r"\d°[ ]?\d{1,2}(?:\.\d+)?(')"), 0.98),
    ("minutes-and-seconds", re.compile(r"\d°[ ]?\d{1,2}'[ ]?\d{1,2}(?:\.\d+)?(\"|'')(?![\w*=])"), 0.98),
    # 6' tall, 12' x 10', 3" x 5"
    ("measure", re.compile(r"\d(')(?= (?:tall|high|long|wide|deep|by|x|×)\b|[ ]?[x×][ ]?\d)"), 0.9),
    ("measure", re.compile(r"\d(\")(?= (?:tall|high|long|wide|deep|by|x|×)\b|[ ]?[x×][ ]?\d)"), 0.85),
    ("measure", re.compile(r"(?<=[x×])[ ]?\d+(['\"])(?![\w])"), 0.85),
)
_LONE_INCHES = re.compile(r"(?<![\w.,])\d{1,3}(?:\.\d+)?(\")(?=[ -][a-z])")


def make(language: Language | None) -> TypographicPass:
    """The pass that sets primes."""

    def primes(runs: Sequence[Run]) -> tuple[Sequence[Run], Decisions, Findings]:
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
    # One mark too many in the paragraph, and one after a figure: that one is no quotation mark.
    lone = [match for match in _LONE_INCHES.finditer(text) if match.start(1) not in found]
    if len(lone) == 1 and sum(text.count(mark) for mark in '"') % 2 != sum(text[at] == '"' for at in found) % 2:
        at = lone[0].start(1)
        found[at] = Change(at, at + 1, "″", "odd-mark-after-figure", 0.7)
    return [found[at] for at in sorted(found)]
