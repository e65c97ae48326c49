"""The words of a book, asked about a doubtful apostrophe: which it has whole, which it clips, how its people speak."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from bookmaker.languages import Language

ENOUGH = 500_000
"""So many characters of a book show its words."""

MANY = 100
"""So many words with a mark in front are no dialect's."""

_LAST_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*$")
_BETWEEN_WORDS = '.,;:!?()[]"“”„«»—–…-'
# In the middle of a sentence, and no quotation that ends with the word or a few words on.
_MARKED_INSIDE = re.compile(r"'(?<=[^\W_]\s')([^\W\d_]+)(?!'(?![^\W_])|[^'\"]{0,30}\S'(?![^\W_]))")
_MARKED_AFTER_STOP = re.compile(r"'(?:(?<![\s\S]')|(?<=[^\w\s]\s')|(?<=[^\w\s]'))([^\W\d_]+)")
_DOCKED = re.compile(r"'(?<=[^\W\d_]')(?=\s[a-z])")  # yu' want


class Vocabulary:
    """How often a book has a word without an apostrophe at its edges, and how often with one in front.

    Counted when first asked.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts

    def __contains__(self, word: str) -> bool:
        return word in self.plain

    @cached_property
    def plain(self) -> Counter[str]:
        """Words that stand whole."""
        text = self._text
        for mark in _BETWEEN_WORDS:  # (a pattern would take twice as long)
            text = text.replace(mark, " ")
        return Counter(text.split())

    @cached_property
    def marked(self) -> tuple[Counter[str], Counter[str]]:
        """Words with a mark in front, in the middle of a sentence and after a comma, a colon, a full stop."""
        return Counter(_MARKED_INSIDE.findall(self._text)), Counter(_MARKED_AFTER_STOP.findall(self._text))

    @cached_property
    def _text(self) -> str:
        gathered: list[str] = []
        length = 0
        for text in self._texts:
            gathered.append(text)
            length += len(text)
            if length > ENOUGH:
                break
        return " ".join(gathered).casefold().replace("’", "'").replace("´", "'")

    @cached_property
    def speaks_double(self) -> bool:
        """Are double marks the ones for speech?"""
        doubles = sum(self._text.count(mark) for mark in ('"', "“", "„", "«", "``"))
        return self.speaks_in_pairs or doubles > sum(self._text.count(mark) for mark in (" '", "\n'", " ‘", "\n‘"))

    @cached_property
    def speaks_single(self) -> bool:
        """Are single marks the ones for speech? (Verse may have no speech.)"""
        return not self.speaks_double and self._stopped > 1

    @cached_property
    def is_silent(self) -> bool:
        """Does nobody speak at all, as in much verse?"""
        return not self._stopped and not any(mark in self._text for mark in '"“”„«`')

    @cached_property
    def _stopped(self) -> int:
        """How many single marks stand after a stop."""
        return sum(map(self._text.count, (",'", ".'", "?'", "!'")))

    @cached_property
    def speaks_in_pairs(self) -> bool:
        """Are two single marks the one for speech?"""
        text = self._text
        pairs = text.count("''")
        return pairs > 20 and pairs > 4 * text.count('"') and pairs > text.count(" '") - text.count(" ''")

    def has_whole(self, word: str) -> bool:
        """Has the book the word oftener whole than with a mark in front?"""
        return self.plain[word] > self.marked[0][word]

    @cached_property
    def is_dialect(self) -> bool:
        """Do its persons say goin' an' comin'?"""
        return sum(map(self._text.count, ("in' ", " an' ", " o' "))) * 5_000 > len(self._text)

    def may_clip(self, language: Language) -> bool:
        """May a word that it has nowhere whole be one that is clipped?"""
        return self.is_dialect or not language.clipped_ending

    @cached_property
    def docked(self) -> Counter[str]:
        """Words with a mark behind, in the middle of a sentence, where nothing is quoted."""
        text = self._text
        starts = (match.start() for match in _DOCKED.finditer(text))
        return Counter(last_word(text, at) for at in starts if " '" not in text[max(0, at - 40) : at])

    def docks(self, word: str) -> bool:
        """Is the word one that this book keeps clipping behind?"""
        return self.docked[word] > 2 and self.docked[word] * 20 > self.plain[word]

    @property
    def is_large(self) -> bool:
        """Are there enough words to say that one is not among them?"""
        return len(self.plain) > 2500

    @cached_property
    def quotes_inside(self) -> bool:
        """Does the book keep quoting between single marks in the middle of its sentences, as learned ones do?"""
        return len(self.marked[0]) > MANY and not self.speaks_double and not self.is_dialect

    def clips(self, word: str) -> bool:
        """Is the word one that this book keeps clipping in front? Quotations do not begin with one word so often."""
        inside, after_stop = self.marked
        times = inside[word]
        if self.quotes_inside and times < self.plain[word]:
            return False
        return times > 1 and times >= after_stop[word] and times > (0.05 if times < 3 else 0.01) * self.plain[word]


def last_word(text: str, end: int) -> str:
    """The word that ends here, casefolded, with straight apostrophes."""
    match = _LAST_WORD.search(text, max(0, end - 24), end)
    return match.group().casefold().replace("’", "'") if match else ""
