"""A single mark at the edge of a word: quotation mark or apostrophe? What the word itself says.

Dialect drops beginnings and ends at will ('uz, 'ooman, mos', foun'), more than any list could hold. So beside the
language's own list the book is asked: a word that it has nowhere without the mark is probably not whole.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from bookmaker.languages import Language
from bookmaker.normalise.typography.vocabulary import Vocabulary, last_word

Prices = tuple[float, float, float]
"""What it costs to read a single mark as opening, as closing, as standing for something left out."""

NEVER = 9.0

_DECADE = re.compile(r"\d0(?:['’]?s)?\b")
_YEAR = re.compile(r"\d\d\b(?!['’]\B)")
_AFTER_YEAR = tuple(".,;:!?)–—-")
_NEXT_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_AND = re.compile(r"(?<![^\W_])['’´]n['’´](?![^\W_])", re.IGNORECASE)  # rock 'n' roll
_LETTER = re.compile(r"['’´][^\W\d_][,.;:!?]?['’´](?![^\W_])")
_HAVE = re.compile(
    r"(?:might|must|may|will|could|would|should|ought(?:a|er)|to|not|n['’]t|['’]d)\s+['’]a['’](?![^\W_])",
    re.IGNORECASE,
)
_MARKED = re.compile(r"(?<![^\W_])['’]([^\W\d_]+)")
_GOES_ON = re.compile(r"\s(?:[^\W\d_A-Z]|I\b)")  # 'S all right, 'T is: no initial
_EXCHANGE = re.compile(r"\b(?:on|upon|off|from|to|into|at)\s['’]Change\b")
# As Hardy's people say: 'a said
_HE = re.compile(
    r"['’]a\s(?:was|is|had|has|have|hath|said|says|used|did|do|don['’]t|would|will|could|can|came|went|never|always|"
    r"called|told|looked|b['’]lieve|must|should|may|might|kept|took|gave|got|made|cried)(?!\w)",
    re.IGNORECASE,
)
_LEANING = frozenset("o th t wi an d f n fro wid".split())
"""Clipped words that end no sentence."""
_ENDS_CLIPPED = re.compile(r"[^\W_]['’]\s$")  # months' 'ard
_WHOLE = frozenset("aioyuàéèêìòóôуяивоакс")
"""Letters that are a word in some language of ours."""

_LOST = ("h", "a", "be", "ex", "re", "e", "un", "in", "th", "o")
"""What English words lose in front: 'ead, 'bout, 'fore, 'spect, 'member, 'nough, 'less, 'stead, 'at, 'pinion."""


class _Word(NamedTuple):
    """A word straight after a single mark, and what stands before that mark."""

    said: str  # casefolded, with straight apostrophes; "" where there is none
    end: int  # in the text
    capital: bool
    last: str  # the last sign before the mark that is no space; "" where it opens the paragraph
    follows: bool  # a word stands before the mark
    speaks: bool  # the mark opens a paragraph of a book whose speeches open with such a one


def before_word(text: str, at: int, language: Language, book: Vocabulary, opens: float) -> Prices:
    """A single mark at `at` with a word or figure straight after it, and a space, bracket or dash before it.

    `opens` is what the surroundings ask for opening.
    """
    if _AND.match(text, at) or _HE.match(text, at) or _stands_for_have(text, at) or _means_exchange(text, at):
        return 3.0, NEVER, 0.0
    if _LETTER.match(text, at):
        return opens, NEVER, 5.0  # the letter 'e'
    word = _word_after(text, at, book)
    if book.is_silent:
        opens += 2.5
    elif word.last == "," and text[at + 1].islower() and book.speaks_double and book.is_dialect:
        opens += 1.5  # a quotation begins with a capital
    return (
        _before_figure(text, at + 1, word, language, opens)
        or _before_suffix(text, word, book, opens)
        or _elided(text, at, word, language, book, opens)
        or _beside_mark(text, at, word, opens)
        or _asked_of_book(text, at, word, language, book, opens)
    )


def before_elided(text: str, at: int, language: Language) -> Prices | None:
    """A mark typed as opening before the word or figure at `at`: ‘tis, ‘90s, rock ‘n’ roll; None before others."""
    word = _NEXT_WORD.match(text, at)
    said = word.group().casefold().replace("’", "'") if word else ""
    if said == "n" and text[at + 1 : at + 2] in ("'", "’"):
        return NEVER, NEVER, 0.0
    elided = said in language.elisions or said.partition("'")[0] in language.elisions or _DECADE.match(text, at)
    return (0.0, NEVER, 2.0) if elided else None  # (where another one closes it, it opens)


def _word_after(text: str, at: int, book: Vocabulary) -> _Word:
    match = _NEXT_WORD.match(text, at + 1)
    said = match.group().casefold().replace("’", "'") if match else ""
    last = _last_sign(text, at - 1)
    follows = last.isalnum() or _ends_clipped(text, at)
    speaks = not last and book.speaks_single  # the mark that opens a paragraph opens a speech
    return _Word(said, match.end() if match else at + 1, text[at + 1].isupper(), last, follows, speaks)


def _before_figure(text: str, right: int, word: _Word, language: Language, opens: float) -> Prices | None:
    """A single mark before a figure; None when it is no year."""
    if not text[right].isdigit():
        return None
    if word.speaks:
        return opens, NEVER, 5.0
    if _DECADE.match(text, right):
        return opens + (4.0 if word.follows else 2.5), NEVER, 0.0
    if _YEAR.match(text, right):
        sure = word.follows or text[right + 2 : right + 3] in _AFTER_YEAR
        rare = word.follows and not language.single_first and not language.tag.startswith("en")  # nel '48
        return opens + (5.0 if rare else 2.0 if sure else 0.0), NEVER, 0.5
    return None


def _before_suffix(text: str, word: _Word, book: Vocabulary, opens: float) -> Prices | None:
    """A single mark before what another one closes, in brackets or after a colon: (TN: 'er' is a suffix)."""
    closed = bool(word.said) and word.last in (":", "(") and text[word.end : word.end + 1] in ("'", "’")
    return (opens, NEVER, 4.0) if closed and book.speaks_double else None


def _elided(text: str, at: int, word: _Word, language: Language, book: Vocabulary, opens: float) -> Prices | None:
    """A single mark before what is left of a word by the language's list, or before a letter that is no word."""
    right, said = at + 1, word.said
    lone = len(said) == 1 and said.isalpha() and said not in _WHOLE
    lone = lone and (text[right].islower() or said == "e" or _GOES_ON.match(text, right + 1) is not None)
    if not lone and said not in language.elisions and said.partition("'")[0] not in language.elisions:
        return None
    if lone and said in language.elisions and not language.tag.startswith("en"):
        return NEVER, NEVER, 0.0  # 't Meisje, 's avonds: nothing quoted begins with such a letter
    whole = book.has_whole(said)
    begins = word.speaks or (word.last in (",", ":") and word.capital and text[at - 1] != "\n")
    if whole and (begins or text[right + len(said) : right + len(said) + 1] == "-"):
        return None
    return opens + (5.0 if word.follows and not (word.capital or whole) else 3.0), NEVER, 0.0


def _beside_mark(text: str, at: int, word: _Word, opens: float) -> Prices | None:
    """A single mark straight after a dash, a hyphen, or a mark like it."""
    before, further = text[at - 1 : at], text[at - 2 : at - 1]
    if before in ("—", "–", "-") and word.said in ("s", "d", "ll"):
        return opens + 3.0, NEVER, 0.0  # General ——'s
    if before == "-" and further.isalnum():
        return opens + 2.0, NEVER, 0.3  # a-'untin'
    if before == text[at] and not (further.isalnum() or text[at - 2 : at] == "''"):
        return opens + 6.0, NEVER, 2.0  # ''Most nine: the first one opens
    return None


def _asked_of_book(text: str, at: int, word: _Word, language: Language, book: Vocabulary, opens: float) -> Prices:
    """A single mark before a word of which the book has to say whether it is whole."""
    said, follows = word.said, word.follows
    if follows:  # most quotations come after a comma, a colon, a full stop
        opens += 1.0 if word.capital else 2.5 if book.speaks_double or book.is_dialect else 1.5
    if not said[:1].isalpha():
        return opens, NEVER, 5.0
    if book.clips(said):
        return opens + 1.0, NEVER, 0.2
    if word.speaks and word.capital:
        return opens, NEVER, 7.5
    if text[word.end : word.end + 1] in ("'", "’"):
        if said not in book and (_has_clipped_ending(said, language) or (book.is_dialect and said in language.clipped)):
            return opens + 1.0, NEVER, 0.5  # 'ittin', 'fo'
        return opens, NEVER, 4.0  # a word between marks
    if said not in book:
        doubt = 0.5 if book.is_large and book.may_clip(language) else 2.0
        return opens + (0.5 if follows else 0.0), NEVER, doubt if follows or book.is_silent else doubt + 1.0
    dropped = _drops_h(text, language, book)
    if dropped > 1 and "h" + said in book:
        return opens, NEVER, 0.8
    if dropped > 2 and follows and said[0] in "aeiou":
        return opens, NEVER, 1.5
    times = book.plain[said]
    lost = 1.0 if any(book.plain[lost + said] > times for lost in _LOST) else 0.0
    if follows:
        return opens, NEVER, 3.5 - lost
    if text[at + 1].islower() and book.speaks_double:  # a quotation begins with a capital
        return opens, NEVER, (1.5 if word.last in ".!?" else 4.5) - 1.5 * lost
    stopped = word.last in (".", "!", "?")
    if stopped and word.capital and not lost and not book.is_dialect and book.speaks_single:
        return opens, NEVER, 7.5  # speech again, and the mark that closed the one before was forgotten
    return opens, NEVER, (4.0 if book.is_dialect and stopped else 5.5) - lost  # 'Guess he did


def _stands_for_have(text: str, at: int) -> bool:
    """He might 'a' known."""
    return text[at + 1 : at + 3].casefold() in ("a'", "a’") and _HAVE.search(text, max(0, at - 12), at + 4) is not None


def _means_exchange(text: str, at: int) -> bool:
    """He was good upon 'Change."""
    return text[at + 1 : at + 3] == "Ch" and _EXCHANGE.search(text, max(0, at - 6), at + 8) is not None


def _drops_h(text: str, language: Language, book: Vocabulary) -> int:
    """How many words of this paragraph are without their h?"""
    marked = set(_MARKED.findall(text.casefold()))
    return sum("h" + word in book or (word in language.elisions and word[0] in "aeiou") for word in marked)


def _ends_clipped(text: str, at: int) -> bool:
    """Does a word that ends with a mark stand before this place? Two quotations do not follow each other so."""
    return _ENDS_CLIPPED.search(text, max(0, at - 3), at) is not None


def after_word(text: str, at: int, language: Language, book: Vocabulary, opens: float) -> Prices:
    """A single mark at `at` with a word straight before it and none after: a quotation's end, dogs', mos'."""
    if _AND.match(text, at - 2) or (_HAVE.search(text, max(0, at - 14), at + 2) and text[at - 2 : at - 1] in "'’"):
        return opens, 3.0, 0.0
    opens = NEVER
    word = last_word(text, at)
    goes_on = text[at + 1 : at + 2].isspace() and text[at + 2 : at + 3].isalpha()
    between_marks = text[at - len(word) - 1 : at - len(word)] in ("'", "‘", "’") and at > len(word)
    if between_marks and len(word) == 1:
        return opens, 0.3, 4.0  # the letter 't'
    if (
        (goes_on or text[at + 2 : at + 3] in ("'", "’"))
        and word in _LEANING
        and word in language.clipped
        and not between_marks
    ):
        return opens, 3.5, 0.0
    if word in language.clipped and not (between_marks and word in book and not book.is_dialect):
        return opens, 1.8, 0.3
    if _has_clipped_ending(word, language) or (book.docks(word) and not between_marks):
        return (opens, 4.5, 0.2) if goes_on and book.is_dialect else (opens, 1.5, 0.4)
    if word[-1:] == "s" and text[at + 1 : at + 2] == "-" and text[at + 2 : at + 3].isalpha():
        return opens, 2.5, 0.3  # mares'-tails
    unknown = book.is_large and word not in book and not word[-1:].isdigit()
    if word[-1:] in ("s", "x", "z") and not (unknown and book.is_dialect):
        return opens, 0.6, 0.8 if goes_on else 2.0
    if between_marks:
        return opens, 0.3, 3.0  # a word between marks
    stopped = text[at + 1 : at + 2] in (".", ",") and book.speaks_double and book.is_dialect  # fren'. (no,' they set)
    if unknown and book.may_clip(language):
        return opens, 1.2 if goes_on or stopped else 0.5, 0.5 if goes_on or stopped else 1.5
    return opens, 0.5 if goes_on else 1.2 if stopped else 0.2, 3.0 if goes_on or stopped else 4.0


def _has_clipped_ending(word: str, language: Language) -> bool:
    """Is the word like goin', which has lost the end of its ending? (Again and certain are whole.)"""
    ending = language.clipped_ending
    return bool(ending) and len(word) > 3 and word.endswith(ending) and not word.endswith("a" + ending)


def _last_sign(text: str, at: int) -> str:
    """The last sign that is no space, at or before this place."""
    while at > 0 and text[at].isspace():
        at -= 1
    return text[at] if at >= 0 else ""
