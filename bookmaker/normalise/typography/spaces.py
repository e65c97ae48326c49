"""Spaces that must not break, and those a language sets before its tall marks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from bookmaker.languages import Language
from bookmaker.normalise.passes import TypographicPass, TypographicResult
from bookmaker.normalise.typography.changes import Change, change_text
from bookmaker.normalise.typography.runs import Run


def make(language: Language | None) -> TypographicPass:
    """The pass that sets non-breaking spaces."""

    def spaces(runs: Sequence[Run]) -> TypographicResult:
        return change_text(runs, "spaces", language, find)

    return spaces


def find(text: str, language: Language) -> list[Change]:
    """Where the language's own patterns (`Language.spaces`) want a space that does not break."""
    changes: dict[int, Change] = {}
    for pattern, replacement in _patterns(language):
        for match in pattern.finditer(text):
            after = match.expand(replacement)
            if after != match.group():
                changes.setdefault(match.start(), Change(*match.span(), after, "language", 0.95))
    ordered = [changes[at] for at in sorted(changes)]
    return [change for number, change in enumerate(ordered) if not number or ordered[number - 1].end <= change.start]


@cache
def _patterns(language: Language) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern), replacement) for pattern, replacement in language.spaces)
