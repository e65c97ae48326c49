"""Numbers as headings have them: `12`, `XII`, `twelve`, `the first`, `the last`."""

from __future__ import annotations

import re
import unicodedata

from bookmaker import languages
from bookmaker.languages import Language, numerals

_ARABIC = re.compile(
    r"(\d{1,4})(?:[.,]\d|st|nd|rd|th|d|e|er|re|ère|ème|ste|de|den|det|die|dje|te|:(?:a|e|dje|de|sta|ste|nen|te)|\.?[ºª°]|[.]|-?(?:я|ая|й|ый|е|ое)|-(?:szy|sza|ty|ta|ső|ik))?",
    re.IGNORECASE,
)
# `Ier`, `XIIe`, `II^e`, `IIº`: ordinals in Roman numerals
_ROMAN_ORDINAL = re.compile(r"(I)\^?\{?(?:er|re|ère)\}?|([IVX]{2,8})\^?\{?(?:e|ème)\}?|([IVXLC]{1,8})[º°ª]")
# `Chapter 1.01`, `Interlude 3.x`, `Chapter 12b`, `Chapter 2/7`, `Chapter 2-1`: web serials count arcs, and within them.
_SERIAL = re.compile(r"(\d{1,3})(?:[.-]\d{1,3}|\.?[a-z]|/(?:\d{1,3}|\?))")
# `Scene 1.II.`: a scene, after its act; `Chapter 2.1.IV.`: a chapter, after its volume and book
_INNER = re.compile(r"(?:(?:\d|[IVX]{1,4})\.){1,3}([IVXL]{1,6})")
# `1.1 Low Water`, `Salt 1.02`, `Salt 1.x (Interlude: Maren)`
SERIAL = re.compile(
    r"(?P<label>(?:[^\W\d_]+ )?(?P<arc>\d{1,2})\.(?:\d{1,2}|[a-z]))"
    r"(?:(?: ?[-–—:] ?| )(?P<title>[^\W\d_a-zß-öø-ÿ].*|\(.+\)))?"
)
# `FEDERALIST No. 1`, `Essay No. IV. Of Boats`: any word or none, and a number that says it is one.
COUNTED = re.compile(
    r"(?P<label>(?:(?P<word>[A-Z][\w'’-]+),? )?(?:N[Oo]\.?|Nr\.?|№) ?(?P<number>\d{1,3}|[IVXLC]{1,8}))"
    r"(?:\W+(?P<title>\S.*))?\W*"
)
# `Chapters 317-318`, `Chapter 315 & 316`: two or three set as one.
_RANGE = re.compile(r"(\d{1,4})(?:[-–]| ?[&+] ?| and | to )(\d{1,4})")
# Letters of other alphabets that Roman numerals are typed with: Cyrillic ones, and the signs `Ⅰ` to `Ⅿ`.
_LOOK_ROMAN = str.maketrans("ІХСМ", "IXCM") | {
    ord(sign): unicodedata.normalize("NFKC", sign) for sign in "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫⅬⅭⅮⅯ"
}
NUMBER_CLOSE = re.compile(r"--|[—–:：](?=.)|(?<=\d)[-_](?=[A-ZÀ-ÞА-Я])|(?<=\d)[.、．](?=[A-Z][a-z])")
"""What parts a number from the title typed close to it: `1:Ashes`, `1.Ashes`, `1-Ashes`."""

ARTICLES = frozenset("the das der die le la les l' el il lo o a het de den det".split())
LAST = frozenset(
    "last final letztes letzter letzte dernier dernière último última ultimo ultima laatste sista siste sidste ostatni "
    "ostatnia poslední последняя последний последнее viimeinen utolsó unique único unico".split()
)
AND = frozenset("and und et y e i en och og a и та és ja".split())
# `Actus Primus. Scena Secunda.`
_LATIN = {
    f"{stem}{ending}": number
    for number, stem in enumerate("prim secund terti quart quint sext septim octav non decim".split(), 1)
    for ending in ("us", "a")
}
_MOST_AT_ONCE = 10
MAX_NUMBER_WORDS = 4  # "one hundred and twenty"


def roman(text: str) -> int | None:
    """The value of a Roman numeral in one case ("XIV", "xiv"); None for anything else."""
    if not text.isascii():
        text = text.translate(_LOOK_ROMAN)
    return numerals.roman(text) if text in (text.upper(), text.lower()) else None


def is_number(text: str) -> bool:
    """Whether a text is a number in figures or Roman numerals and nothing else, a stop behind it or not."""
    text = text.rstrip(".")
    return text.isdecimal() or roman(text) is not None


def numeral(text: str, language: Language | None) -> int | None:
    """A number in figures, Roman or spelled out in the language; None when the text is no number."""
    match = _ARABIC.fullmatch(text)
    if match:
        return int(match.group(1))
    ordinal = _ROMAN_ORDINAL.fullmatch(text)
    value = roman(next(filter(None, ordinal.groups())) if ordinal else text)
    if value is not None and value < numerals.ROMAN_LIMIT:
        return value
    if not text or len(text) > 40 or not text[0].isalpha():
        return None
    if text[-1] in "sa" and (latin := _LATIN.get(text.casefold())) is not None:
        return latin
    return languages.numeral(text.casefold(), language) if language else None


def leading_number(words: list[str], language: Language) -> tuple[int | None, int]:
    """The number a list of words begins with, and how many words it takes ("the first": 2)."""
    skip = 1 if len(words) > 1 and key_of(words[0]) in ARTICLES else 0
    if len(words) > skip and key_of(words[skip]) in LAST and (len(words) == skip + 1 or words[skip][-1] in ".:"):
        return 0, skip + 1
    for used in (1, 3):
        several = _RANGE.fullmatch(" ".join(words[:used]).rstrip(".,:;"))
        if several and 0 < int(several[2]) - int(several[1]) < _MOST_AT_ONCE:
            return int(several[1]), used
    best: tuple[int | None, int] = (None, 0)
    for used in range(1, min(MAX_NUMBER_WORDS, len(words) - skip) + 1):
        token = words[skip + used - 1]
        bare = NUMBER_CLOSE.split(token, maxsplit=1)[0].rstrip(".,:;)–—-*_]：、")
        number = numeral(" ".join([*words[skip : skip + used - 1], bare]).lstrip("#№"), language)
        if number is None and used == 1 and (serial := _SERIAL.fullmatch(bare)):
            number = int(serial.group(1))
        elif number is None and used == 1 and (inner := _INNER.fullmatch(bare)):
            number = roman(inner.group(1))
        if number is not None and (used == 1 or key_of(token) not in ARTICLES | AND):
            best = number, skip + used
        if bare != token:
            break
    used = best[1]
    following = [key_of(word) for word in words[used : used + 2]]
    if best[0] is not None and len(following) == 2 and following[0] in AND and following[1] in LAST:
        return best[0], used + 2  # `Chapter the Third and Last`
    return best


def is_range(text: str) -> bool:
    """Whether a word is two numbers: `317-318`."""
    return _RANGE.fullmatch(text.rstrip(".,:;")) is not None


def last_of_range(label: str) -> int:
    """The second of two numbers that a label has; 0 when it has one."""
    several = _RANGE.search(label)
    return int(several[2]) if several else 0


def key_of(word: str) -> str:
    """A word as it is looked up: without case, and without the marks round it."""
    return word.casefold().replace("’", "'").strip('.,:;!?()[]*_"“”»«–—-')
