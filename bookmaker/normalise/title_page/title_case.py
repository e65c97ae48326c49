"""A book's title set in capitals, written as its language writes it: the book's own text shows which words have one."""

from __future__ import annotations

import re
from collections import Counter

from bookmaker import languages
from bookmaker.languages.detection import FUNCTION_WORDS
from bookmaker.languages.numerals import ROMAN_LIMIT
from bookmaker.normalise.headings.heading_numbers import roman
from bookmaker.normalise.headings.letter_case import SMALL, is_caps

_WORD = re.compile(r"[^\W\d_]+")
# `STEHENDE` in `DIE STEHENDE UHR`: between an article and what it belongs to.
_ADJECTIVE = re.compile(r"(?<=\b(?:DER|DIE|DAS|DEN|DEM|DES|EIN) )\w+E[NRSM]?(?= \w)")
_SAINTS = frozenset("saint sainte san santa sant' são santo sankt".split())  # with a name behind them
_READ = 400_000  # characters that show which words have a capital
_INSIDE = re.compile(r"(?<=[^\W_][ \n,;'’])(?:[ \n]?)[^\W\d_]+")  # within a sentence, where a capital says something


def as_written(title: str, tag: str, text: str, names: str) -> str:
    """The title in small letters but for its first word, names and, in German, nouns.

    English has a way of its own, and of languages without a profile nobody can tell: their titles stay. `text` is
    the book's, `names` its author's: who is named in the title is named in one of them.
    """
    language = tag.partition("-")[0]
    if language == "en" or languages.language(tag) is None or not is_caps(title):
        return title
    small = frozenset(FUNCTION_WORDS.get(language, "").split()) | SMALL
    wanted = {word.casefold() for word in _WORD.findall(title)}
    seen: Counter[tuple[str, bool]] = Counter()
    for match in _INSIDE.finditer(text, 0, _READ):
        word = match.group().strip()
        if (key := word.casefold()) in wanted and not (len(word) > 1 and word.isupper()):
            seen[key, word[0].isupper()] += 1

    seen.update((word, True) for word in map(str.casefold, _WORD.findall(names)))

    adjectives = {match.span() for match in _ADJECTIVE.finditer(title)}

    def written(match: re.Match[str]) -> str:
        word, before = match.group(), title[: match.start()].rstrip(" «„“\"'")
        key = word.casefold()
        if (0 < (roman(word) or 0) < ROMAN_LIMIT and key not in small) or (
            len(word) == 1 and title[match.end() :][:1] == "."
        ):
            return word
        last = _WORD.findall(before.casefold())[-1:]
        if title[match.end() :][:1] in ("'", "’") and len(key) < 4:
            capital = False  # d'Anna, l'écluse
        elif key in _SAINTS or _SAINTS.intersection(last):
            capital = key not in small
        elif seen[key, True] or seen[key, False]:
            capital = seen[key, True] > seen[key, False]
        else:
            capital = language == "de" and key not in small and match.span() not in adjectives
        return word.capitalize() if capital or not before or before[-1] in ".:!?" else word.lower()

    return _WORD.sub(written, title)
