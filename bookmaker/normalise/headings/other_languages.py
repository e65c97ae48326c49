"""Headings of languages in Latin letters that no profile covers: Romanian, Turkish, Latin, Esperanto, Icelandic.

A word of theirs and its number suffice, on either side: `Capitolul al doilea`, `BİRİNCİ BÖLÜM`, `LIBER PRIMUS`.
"""

from __future__ import annotations

import re
import unicodedata

from bookmaker.model import Kind
from bookmaker.normalise.headings import heading_numbers
from bookmaker.normalise.headings.heading_shapes import Shape

# All words stand here in small letters without accents.
_NUMBERED = {
    Kind.CHAPTER: "capitolul|bolum|fasil|caput|capitro|kafli|kapituli",
    Kind.PART: "partea|cartea|kisim|kitap|pars|liber|parto|libro|hluti|bok",
    Kind.VOLUME: "volumul|tomul|cilt|tomus|volumo",
    Kind.ACT: "actul|perde|actus|akto",
    Kind.SCENE: "scena|sahne|scaena|sceno",
    Kind.LETTER: "scrisoarea|mektup|epistula",
}
_ALONE = {
    Kind.PREFACE: "praefatio|prooemium|onsoz|formali|prefata|antauparolo",
    Kind.INTRODUCTION: "introducere|giris|inngangur|enkonduko",
    Kind.FOREWORD: "cuvant inainte",
    Kind.PROLOGUE: "prologus|prologo",
    Kind.EPILOGUE: "epilogus|epilogo",
    Kind.AFTERWORD: "postfata|sonsoz|eftirmali|postparolo",
}
_ROMANIAN = (
    "al doilea|al treilea|al patrulea|al cincilea|al saselea|al saptelea|al optulea|al noualea|al zecelea|"
    "al unsprezecelea|al doisprezecelea|al treisprezecelea|al paisprezecelea|al cincisprezecelea"
).split("|")
_ROMANIAN_OF_PARTS = "a doua|a treia|a patra|a cincea|a sasea|a saptea|a opta|a noua|a zecea".split("|")
_TURKISH = "birinci ikinci ucuncu dorduncu besinci altinci yedinci sekizinci dokuzuncu".split()
_ESPERANTO = "unua dua tria kvara kvina sesa sepa oka naua".split()
_LATIN = "prim secund terti quart quint sext septim octav non decim undecim duodecim".split()
_ICELANDIC = "fyrst ann þriðj fjorð fimmt sjott sjound attund niund tiund elleft tolft".split()
_ORDINALS = (
    {"intai": 1, "intaia": 1, "intii": 1, "intiia": 1, "onnur": 2, "onuncu": 10, "yirminci": 20, "deka": 10}
    | {word: n for words in (_ROMANIAN, _ROMANIAN_OF_PARTS) for n, word in enumerate(words, 2)}
    | {tens + word: n for tens, low in (("", 1), ("on ", 11), ("yirmi ", 21)) for n, word in enumerate(_TURKISH, low)}
    | {tens + word: n for tens, low in (("", 1), ("dek", 11), ("dudek ", 21)) for n, word in enumerate(_ESPERANTO, low)}
    | {stem + ending: n for n, stem in enumerate(_LATIN, 1) for ending in ("us", "a", "um")}
    | {stem + ending: n for n, stem in enumerate(_ICELANDIC, 1) for ending in ("i", "a", "ar")}
)
WORDS = {word: kind for table in (_NUMBERED, _ALONE) for kind, words in table.items() for word in words.split("|")}
_LINE = re.compile(r"((?:(?:\d{1,3}|[IVXLC]{1,8})\. ?)?[^.:—–]{3,40}?)(?:[.:]? [—–-]+ |[.:] |[.:]?$)(.{0,60})")


def worded(text: str) -> Shape | None:
    """The shape of a heading; None for any other line."""
    match = _LINE.fullmatch(text) if text[:1].isupper() or text[:1].isdecimal() else None
    words = _plain(match[1]).split() if match else []
    if match is None or not words:
        return None
    alone = WORDS.get(" ".join(words))
    if alone in _ALONE and not match[2]:
        return Shape(f"{alone}", alone, None, "", text)
    for word, rest in ((words[0], words[1:]), (words[-1], words[:-1])):
        kind, number = WORDS.get(word), _number(" ".join(rest).rstrip("."))
        if kind in _NUMBERED and number:
            return Shape(f"{kind}:{word}", kind, number, text[: match.start(2)].rstrip(" –—-:"), match[2])
    return None


def _number(text: str) -> int:
    """The value of figures, of a Roman number, or of an ordinal; 0 for others."""
    return int(text) if text.isdecimal() else _ORDINALS.get(text) or heading_numbers.roman(text) or 0


def _plain(text: str) -> str:
    """Small letters without accents; the Turkish i has its dot or not."""
    letters = unicodedata.normalize("NFD", text.casefold().replace("ı", "i"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
