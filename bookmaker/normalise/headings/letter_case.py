"""How a line is set: in capitals, or with a capital on each word as English titles are."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W\d_][\w'’-]*")

SMALL = frozenset(
    "a an and as at but between by for from in into nor of on or over the through to under upon with "
    "von und der die das des dem den im am zu le la les de du et en un une à au aux d' l' el los las del y il lo di "
    "e da do dos o os i w z na и в на с о".split()
)
"""Words that titles, and all running text, write without a capital."""


def is_caps(text: str) -> bool:
    """Whether a text is set in capitals (two letters at the least)."""
    if sum(map(str.islower, text[:24])) > 8:
        return False  # as nearly every paragraph
    letters = list(filter(str.isalpha, text))
    return len(letters) > 1 and sum(map(str.isupper, letters)) > 0.9 * len(letters)


def is_title_case(text: str) -> bool:
    """Whether every word but the small ones has a capital."""
    words = [word for word in _WORD.findall(text) if word.casefold() not in SMALL]
    return bool(words) and all(word[0].isupper() for word in words)
