"""Three typed dots are one ellipsis; a fourth is the full stop before it. Spaces around it follow the language."""

from __future__ import annotations

import re

from bookmaker.languages import Language
from bookmaker.languages.profile import NBSP
from bookmaker.model import Book
from bookmaker.normalise.changes import Change, change_text
from bookmaker.normalise.passes import Decisions, Findings, TypographicPass

_DOTS = re.compile(
    r"(?P<lead>[ \u00a0\n]*)"
    r"(?P<dots>\.{3,}|\.(?:[ \u00a0\n]\.){2,3}(?![ \u00a0\n]?\.)|(?<![.\s])\.\.(?!\.))"
)
_TYPED = re.compile(r"(?P<lead>[ \u00a0\n]+)…")
# A full stop after these is their own; one more is a slip of the finger.
_SHORTENED = re.compile(r"\b(?:etc|mr|mrs|dr|st|vs|usw|bzw|ecc|p|pp|no|vol|ch)$", re.IGNORECASE)
_LEADER = 8
"""So many dots and more are a leader, in a contents list or a form."""


def make(language: Language | None) -> TypographicPass:
    """The pass that sets ellipses."""

    def ellipses(book: Book) -> tuple[Book, Decisions, Findings]:
        return change_text(book, "ellipses", language, find, "T206")

    return ellipses


def find(text: str, language: Language) -> list[Change]:
    """Runs of dots, and ellipses with a space before them that the language does not set, or must not break."""
    changes = []
    if ".." in text or ". ." in text or ".\n." in text:
        for match in _DOTS.finditer(text):
            change = _dots(text, match, language)
            if change:
                changes.append(change)
    if "…" in text:
        for match in _TYPED.finditer(text):
            lead = _lead(text, match.start(), match["lead"], language)
            if lead != match["lead"]:
                changes.append(Change(*match.span("lead"), lead, "space-before", 0.9))
    return sorted(changes)


def _dots(text: str, match: re.Match[str], language: Language) -> Change | None:
    dots = match["dots"]
    start, end = match.span("dots")
    count = dots.count(".")
    before = text[start - 1 : start]
    if count >= _LEADER:
        return None
    if count == 2:
        if language.tag == "ru" and before in "?!":
            return None  # ?.. and !.. are how Russian has it
        if not (before.isalnum() or before in "?!’'") or _SHORTENED.search(text, max(0, start - 6), start):
            return None
        if before.isnumeric() and text[end : end + 1].isnumeric():
            return None
        return Change(start, end, "…", "two-dots", 0.7)
    lead = _lead(text, match.start(), match["lead"], language)
    if count == 4 and match["lead"] and not text[end : end + 1].isalnum():
        return Change(match.start(), end, lead + "….", "four-dots", 0.85)
    if count == 4 and (before.isalnum() or before in "’'\"”)"):
        return Change(start, end, ".…", "four-dots", 0.9)  # the first is the full stop of the sentence
    reason = "dots" if dots.startswith("..") else "spaced-dots"
    return Change(match.start(), end, lead + "…", reason, 0.99 if count == 3 else 0.85)


def _lead(text: str, at: int, lead: str, language: Language) -> str:
    """The space before an ellipsis: none, or one that does not break; as typed where a sentence begins with it."""
    before = text[at - 1 : at]
    if not lead or not before or before in '.!?…"”»)—–-':
        return lead
    return "" if language.tight_ellipsis else NBSP
