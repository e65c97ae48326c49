"""Three typed dots are one ellipsis; in English a fourth is the full stop before it. Spaces follow the language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bookmaker.languages import Language
from bookmaker.languages.profile import NBSP
from bookmaker.normalise.passes import TypographicPass, TypographicResult
from bookmaker.normalise.typography.changes import Change, change_text
from bookmaker.normalise.typography.runs import Run

_HEAP = re.compile(r"[.…](?:[ \u00a0\n]?[.…])+")  # all dots that stand together
_GROUP = re.compile(r"[.…]+")
_TYPED = re.compile(r"(?P<lead>[ \u00a0\n]+)…")
# A full stop after these is their own; one more is a slip of the finger.
_SHORTENED = re.compile(r"\b(?:etc|mr|mrs|dr|st|vs|usw|bzw|ecc|p|pp|no|vol|ch)$", re.IGNORECASE)
_SET = ("…", ".…", "….", "……")  # nothing to do
_AS_TYPED = tuple(".!?…\"“”„«»'’‘‚‹›`´)—–-_*=<>")  # after these the space is as typed
_BEFORE_TWO = tuple("?!’'`´\"”“„»«‘‹›,<>")  # two dots after these, or after a letter, are one short
_ASKS = ("?", "!")
_LEADER = 8  # dots in a row that fill a line, and no longer stand for words
"""So many dots and more are a leader, in a contents list or a form."""


def make(language: Language | None) -> TypographicPass:
    """The pass that sets ellipses."""

    def ellipses(runs: Sequence[Run]) -> TypographicResult:
        return change_text(runs, "ellipses", language, find, "T206")

    return ellipses


def find(text: str, language: Language) -> list[Change]:
    """Runs of dots, and ellipses with a space before them that the language does not set, or must not break."""
    changes: list[Change] = []
    if ".." in text or ". ." in text or ".\n." in text:
        for heap in _HEAP.finditer(text):
            changes += _heap(text, heap, language)
    if "…" in text:
        for match in _TYPED.finditer(text):
            lead = _lead(text, match.start(), match["lead"], language)
            if lead != match["lead"]:
                changes.append(Change(*match.span("lead"), lead, "space-before", 0.9))
    return sorted(changes)


def _heap(text: str, heap: re.Match[str], language: Language) -> Iterator[Change]:
    """What is to be done with dots that stand together; those that can be read in two ways stay as they are."""
    start, end = heap.span()
    groups = [match.group() for match in _GROUP.finditer(heap.group())]
    singles = groups.count(".")
    if singles == len(groups) and singles in (3, 4):
        asks = singles == 3 and text[end : end + 1] == " " and text[end + 1 : end + 2] in _ASKS  # . . . ?
        change = _dots(text, start, end, singles, "spaced-dots", language)
        yield change._replace(end=end + 1) if asks else change
    elif singles == len(groups) and 4 < singles < _LEADER and _breaks_off(text, start, end):
        yield _dots(text, start, end, singles, "spaced-dots", language)
    elif singles < 2 and all(group in _SET or group == "." * len(group) for group in groups):
        for group in _GROUP.finditer(heap.group()):
            first, last = start + group.start(), start + group.end()
            count = last - first
            if group.group() in _SET or count >= _LEADER:
                continue
            if count > 2:
                yield _dots(text, first, last, count, "dots", language)
            elif count == 2 and _is_ellipsis(text, first, last, language):
                yield _dots(text, first, last, count, "two-dots", language)
    elif heap.group().count(".") > 2:
        yield Change(start, end, heap.group(), "heap", 0.5)


def _breaks_off(text: str, start: int, end: int) -> bool:
    """Do spaced dots, too many of them, stand where a sentence breaks off, and not as a leader or as a row?"""
    after_word = start > 1 and text[start - 2].isalpha() and text[start - 1].isspace()
    return after_word and not text[end:].lstrip()[:1].isdigit()


def _is_ellipsis(text: str, start: int, end: int, language: Language) -> bool:
    """Are two dots an ellipsis, and not a slip of the finger?"""
    before = text[start - 1 : start]
    if language.tag in ("ru", "uk") and before in "?!":
        return False  # ?.. and !.. are how Russian and Ukrainian have it
    between = before == " " and text[start - 2 : start - 1].isalpha() and text[end : end + 1] in " \n"
    if not (before.isalnum() or before in _BEFORE_TWO or between):
        return False
    if _SHORTENED.search(text, max(0, start - 6), start):
        return False
    return not (before.isnumeric() and text[end : end + 1].isnumeric())


def _dots(text: str, start: int, end: int, count: int, reason: str, language: Language) -> Change:
    """The ellipsis for so many dots, with the space before it."""
    at = start
    while at and text[at - 1] in " \u00a0\n":
        at -= 1
    before = text[start - 1 : start]
    lead = _lead(text, at, text[at:start], language)
    if count == 4 and not language.tag.startswith("en"):
        # Elsewhere an ellipsis has no full stop beside it (Duden, RAE, Imprimerie nationale): it is a long one.
        return Change(at, end, lead + "…", "four-dots", 0.85)
    if count == 4 and at < start and not text[end : end + 1].isalnum():
        return Change(at, end, lead + "….", "four-dots", 0.85)
    ends = before.isalnum() or before in ("’", "'", '"', "”", ")")
    if count == 4 and ends and text[end : end + 1] not in _ASKS:
        return Change(start, end, ".…", "four-dots", 0.9)  # the first is the full stop of the sentence
    return Change(at, end, lead + "…", reason, {2: 0.7, 3: 0.99}.get(count, 0.85))


def _lead(text: str, at: int, lead: str, language: Language) -> str:
    """The space before an ellipsis: none, or one that does not break; as typed where a sentence begins with it."""
    before = text[at - 1 : at]
    if not lead or not before or before in _AS_TYPED:
        return lead
    return "" if language.tight_ellipsis else NBSP
