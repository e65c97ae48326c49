"""Per language: quotation marks, dashes, spaces, heading words, number words, hyphenation.

One file a language (`en.py`, `de.py` ...); it is read when a book in that language comes by.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from bookmaker.languages.detection import detect
from bookmaker.languages.numerals import numeral
from bookmaker.languages.own_pages import own_pages
from bookmaker.languages.profile import Language, Quotes, Words

if TYPE_CHECKING:
    from types import ModuleType

__all__ = ["CODES", "Language", "Quotes", "Words", "detect", "every", "language", "numeral", "page_words", "unprofiled"]

CODES = ("ca", "cs", "da", "de", "en", "es", "fi", "fr", "hu", "it", "nb", "nl", "pl", "pt", "ru", "sv", "uk")
"""The languages with a file of their own, by ISO 639-1."""

# Other tags for a language of ours: the macrolanguage, and Nynorsk, which shares a file with Bokmål.
_FILES = {"no": "nb", "nn": "nb"}


@cache
def language(tag: str) -> Language | None:
    """The profile for a BCP 47 tag: the nearest there is (`en-AU` gives `en`), or None for an unknown language."""
    parts = tag.replace("_", "-").split("-")
    code = parts[0].casefold()
    if _FILES.get(code, code) not in CODES:
        return None
    profiles = {profile.tag.casefold(): profile for profile in _profiles(_FILES.get(code, code))}
    for end in range(len(parts), 0, -1):
        found = profiles.get("-".join(parts[:end]).casefold())
        if found:
            return found
    return None


def unprofiled() -> Language:
    """What a text in a language without a profile is read with."""
    from bookmaker.languages.no_profile import UNPROFILED

    return UNPROFILED


def page_words(tag: str) -> tuple[Words, bool]:
    """The words of the pages we make for a book in that language; English ones, and False, when we have none of it."""
    profile = language(tag or "en")
    if words := profile.words if profile else own_pages(tag):
        return words, True
    return page_words("en")[0], False


def every() -> tuple[Language, ...]:
    """All profiles, the plain language before its regions."""
    return tuple(profile for code in CODES for profile in _profiles(code))


def _profiles(code: str) -> tuple[Language, ...]:
    module: ModuleType = import_module(f"bookmaker.languages.{code}")
    profiles: tuple[Language, ...] = module.LANGUAGES
    return profiles
