from __future__ import annotations

import pytest

from bookmaker.languages import language, numeral

CASES = [
    ("7", "", 7), ("12.", "", 12), ("XIV", "", 14), ("iiii", "", 4), ("3rd", "en", 3),
    ("twenty-first", "en", 21), ("The Second", "en", 2), ("ONE HUNDRED AND FOUR", "en", 104), ("Ten", "", 10),
    ("Erstes", "de", 1), ("zweiundzwanzig", "de", 22), ("première", "fr", 1), ("quinze", "fr", 15),
    ("PRIMERO", "es", 1), ("tercera", "es", 3), ("decimoquinto", "es", 15), ("terzo", "it", 3), ("segunda", "pt", 2),
    ("derde", "nl", 3), ("första", "sv", 1), ("tredje", "da", 3), ("annen", "nb", 2), ("pierwsza", "pl", 1),
    ("druhá", "cs", 2), ("třetí", "cs", 3), ("первая", "ru", 1), ("двадцать первая", "ru", 21), ("третья", "ru", 3),
    ("ensimmäinen", "fi", 1), ("második", "hu", 2), ("друга", "uk", 2), ("tercer", "ca", 3),
    # as they were once spelled, joined and accented
    ("Siebentes", "de", 7), ("eilftes", "de", 11), ("ein und zwanzigstes", "de", 21), ("zweyter", "de", 2),
    ("dreissigste", "de", 30), ("vingt-unième", "fr", 21), ("décimosexto", "es", 16), ("vigésima primera", "es", 21),
    ("vigesimoprimero", "es", 21), ("sétimo", "es", 7), ("nono", "es", 9), ("decimo primo", "it", 11),
    ("ventesimosecondo", "it", 22), ("decimottavo", "it", 18), ("setimo", "pt", 7), ("een-en-twintigste", "nl", 21),
    ("tjuguförsta", "sv", 21), ("adertonde", "sv", 18), ("fjerde", "sv", 4), ("tredie", "da", 3),
    ("to og tyvende", "da", 22), ("een og tredivte", "da", 31), ("enogtyvende", "nb", 21), ("sjuende", "nb", 7),
    ("ośmnasty", "pl", 18), ("trzecia", "pl", 3), ("dvacátá první", "cs", 21), ("třicátá", "cs", 30),
    ("четвертая", "ru", 4), ("осьмая", "ru", 8), ("yhdeskolmatta", "fi", 21), ("nyolczadik", "hu", 8),
]  # fmt: skip


@pytest.mark.parametrize(("words", "tag", "value"), CASES)
def test_numbers_are_read(words: str, tag: str, value: int) -> None:
    assert numeral(words, language(tag)) == value


@pytest.mark.parametrize("words", ["", "hello", "the hound", "99999", "iiiiii", "one by one"])
def test_words_are_not_numbers(words: str) -> None:
    assert numeral(words, language("en")) is None
