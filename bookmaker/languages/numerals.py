"""Numbers as headings have them: `12`, `XII`, `twelve`, `twelfth`, `Zwölftes`."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from bookmaker.languages.profile import Language

ROMAN_LIMIT = 500
"""No chapter has a Roman numeral from here on: `di`, `mi`, `dix` are words, D. is a name."""

LIMIT = 200
"""Number words are known up to here; figures have no limit."""

ROMAN = re.compile(r"(?=[mdclxvi])m*(cm|cd|d?c{0,4})(xc|xl|l?x{0,4})(ix|iv|v?i{0,4})j?")
"""A Roman numeral in small letters, also as they were once written: `iiii`, `iij`."""

_FIGURES = re.compile(r"(\d{1,4})(?:st|nd|rd|th|er|e|ère|ème|º|ª|°)?")
_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
# What num2words calls a language where it differs from the first part of our tag.
_NUM2WORDS = {"nb": "no", "nn": "no"}

_ENGLISH_SMALL = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_ENGLISH_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_ENGLISH_ORDINALS = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}


def numeral(words: str, language: Language | None = None) -> int | None:
    """The number that a few words name, or None. Case and a closing full stop do not matter.

    Figures and Roman numerals are read in any language; number words, cardinal or ordinal, in `language`
    (English without one).
    """
    text = " ".join(re.sub(r"[-‐‑–]", " ", words.strip().rstrip(".:;,").casefold()).split())
    if not text:
        return None
    figures = _FIGURES.fullmatch(text)
    if figures:
        return int(figures[1])
    if (value := roman(text)) is not None and value < ROMAN_LIMIT:
        return value
    if language is None or language.tag.startswith("en"):
        return None if text.endswith("and") else _english().get(re.sub(r"\b(the|and)\b\s*", "", text).strip())
    table, stems = _words(language)
    if text in table:
        return table[text]
    for old, new in language.old_numbers:
        text = re.sub(old, new, text)
    return next((stems[key] for key in _keys(text, language.inflection) if key in stems), None)


def roman(text: str) -> int | None:
    """The value of a Roman numeral (`iv`, `IIII`, `XIIJ`), or None."""
    text = text.casefold()
    if not ROMAN.fullmatch(text):
        return None
    if text.endswith("j"):
        text = text[:-1] + "i"
    values = [_VALUES[letter] for letter in text]
    return sum(
        -value if any(value < later for later in values[at + 1 : at + 2]) else value for at, value in enumerate(values)
    )


@cache
def _english() -> dict[str, int]:
    cardinals = dict(zip(_ENGLISH_SMALL, range(20), strict=True))
    for tens, word in enumerate(_ENGLISH_TENS, start=2):
        cardinals[word] = tens * 10
        cardinals.update({f"{word} {_ENGLISH_SMALL[ones]}": tens * 10 + ones for ones in range(1, 10)})
    for below in list(cardinals.items()):
        if below[1]:
            cardinals[f"one hundred {below[0]}"] = cardinals[f"hundred {below[0]}"] = 100 + below[1]
    cardinals["one hundred"] = cardinals["hundred"] = cardinals["a hundred"] = 100
    ordinals = {}
    for word, value in cardinals.items():
        head, _, last = word.rpartition(" ")
        last = _ENGLISH_ORDINALS.get(last) or (last[:-1] + "ieth" if last.endswith("y") else last + "th")
        ordinals[f"{head} {last}".strip()] = value
    return cardinals | ordinals


@cache
def _words(language: Language) -> tuple[dict[str, int], dict[str, int]]:
    """Number words of a language, as they are and by what they have in common with other forms (`_keys`)."""
    from num2words import num2words  # type: ignore[import-untyped]  # 20 ms, and only headings with number words need it

    code = language.tag.partition("-")[0]
    code = _NUM2WORDS.get(code, code)
    table: dict[str, int] = {}
    for kind in ("cardinal", "ordinal"):
        for value in range(1, LIMIT + 1):
            try:
                word = num2words(value, lang=code, to=kind)
            except (NotImplementedError, LookupError):
                continue  # num2words has holes
            table.setdefault(" ".join(word.casefold().replace("-", " ").split()), value)
    table.update(language.numbers)
    stems: dict[str, int] = {}
    for word, value in table.items():
        for key in _keys(word, language.inflection):
            stems.setdefault(key, value)
    return table, stems


def _keys(text: str, inflection: str) -> tuple[str, ...]:
    """What number words have in common however they are inflected, accented and joined.

    `erstes` and `erste`, `vigésima primera` and `vigesimoprimero`, `ein und zwanzigstes` and `einundzwanzigste` meet.
    """
    endings = re.compile(rf"(?<=\w\w)(?:{inflection or '$'})$")
    *words, last = text.split()
    last = endings.sub("", last)
    return _bare("".join(endings.sub("", word) for word in words) + last), _bare("".join(words) + last)


def _bare(word: str) -> str:
    """Letters alone, without their accents."""
    return "".join(filter(str.isalpha, unicodedata.normalize("NFD", word.replace("ß", "ss"))))
