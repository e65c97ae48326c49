"""Words letterspaced for emphasis, as old German books have them: `s e h r` becomes `_sehr_`, `W i e  s o` `_Wie so_`.

Only what the book also has as a word is closed up, or anything where wider spaces part the words. Three letters at the
least; an alphabet, initials, and words that have one letter in the language (`и я с`) stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import pairwise

from bookmaker.languages import Language
from bookmaker.normalise.passes import Decisions
from bookmaker.normalise.typography.changes import Change, change_text
from bookmaker.normalise.typography.runs import Run

# (Looked for at spaces first: most of them are followed by more than one letter.)
_SEEN = re.compile(r" [^\W\d_] [^\W\d_](?![^\W_])")
_WORD = re.compile(r"(?<![\w'’-])[^\W\d_](?: [^\W\d_])+(?![\w'’-])")
_WIDE = re.compile(r" [^\W\d_](?:  +|\n)[^\W\d_] [^\W\d_](?![^\W_])")  # the space between two such words
_WORDS = re.compile(r"[^\W\d_]{3,}")
_FEWEST = 3  # letters
_STOPS = tuple(",.;:?!")
_ALONE = {
    "ca": "aeioy", "cs": "aikosuvz", "da": "iåo", "es": "aeouy", "fi": "", "fr": "aàyô", "hu": "aesóő", "it": "aeioèò",
    "nb": "iåo", "pl": "aeiouwz", "pt": "aeoéàó", "ru": "абвжикосуяѣэ", "sv": "iåöo", "uk": "абвжзийоуія", "de": "o",
    "nl": "uo",
}  # fmt: skip
"""The words of one letter in each language whose books have letterspaced words."""


def closed_up(runs: Sequence[Run], language: Language | None) -> tuple[Sequence[Run], Decisions]:
    """The runs with letterspaced words closed up, between the marks of emphasis."""
    alone = _ALONE.get(language.tag.partition("-")[0]) if language else None
    spaced = [run for run in runs if _SEEN.search(run.text)] if alone is not None else []
    if not spaced or alone is None:
        return runs, ()
    known = {word.casefold() for run in runs for word in _WORDS.findall(run.text)}
    wide = any(_WIDE.search(run.text) for run in spaced)
    runs, decisions, _ = change_text(
        runs, "emphasis", language, partial(_close, known=known, wide=wide, alone=frozenset(alone))
    )
    return runs, decisions


def _close(text: str, language: Language, *, known: set[str], wide: bool, alone: frozenset[str]) -> Sequence[Change]:
    """The letterspaced words of a run, those that stand together in one change."""
    if not _SEEN.search(f" {text}"):
        return ()
    found = [match.span() for match in _WORD.finditer(text)]
    words = [text[start:end].replace(" ", "") for start, end in found]
    sure = [_is_word(word, known, wide, alone) for word in words]
    changes = []
    for first, last in _together(text, found, words, sure):
        start, end = found[first][0], found[last][1]
        between = (text[found[n][1] : found[n + 1][0]] for n in range(first, last))
        gaps = ["\n" if "\n" in gap else " " for gap in between]
        said = "".join(word + gap for word, gap in zip(words[first : last + 1], [*gaps, ""], strict=True))
        end += text[end : end + 1] == " " and text[end + 1 : end + 2] in _STOPS  # `s o ?`
        changes.append(Change(start, end, f"_{said}_", "letterspacing", 0.9))
    return changes


def _together(
    text: str, found: Sequence[tuple[int, int]], words: Sequence[str], sure: Sequence[bool]
) -> Iterator[tuple[int, int]]:
    """The first and last of the words between which nothing but space stands; one at the least is surely a word."""
    first = 0
    for number in range(len(found)):
        if number + 1 < len(found) and text[found[number][1] : found[number + 1][0]].isspace():
            continue
        these = range(first, number + 1)
        if any(sure[n] for n in these) and all(sure[n] or len(words[n]) < _FEWEST for n in these):
            yield first, number
        first = number + 1


def _is_word(word: str, known: set[str], wide: bool, alone: frozenset[str]) -> bool:
    if len(word) < _FEWEST or not word[1:].islower() or set(word.casefold()) <= alone:
        return False
    alphabet = all(ord(after) - ord(before) == 1 for before, after in pairwise(word))  # a b c
    return not alphabet and (wide or word.casefold() in known)
