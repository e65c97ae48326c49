"""What bookmaker knows of a language: one `Language` a profile, one file a language beside this one."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from bookmaker.model import Kind

Quotes: TypeAlias = tuple[str, str]
"""An opening and a closing quotation mark, with the space inside them where the language sets one."""

NARROW = "\u202f"
"""Narrow no-break space: what French sets before ; : ! ? and inside guillemets."""

NBSP = "\u00a0"


@dataclass(frozen=True, slots=True)
class Words:
    """The words of the pages that bookmaker makes itself. `also_by` takes `{author}`."""

    contents: str
    notes: str
    copyright: str
    rights: str  # "All rights reserved."
    also_by: str
    about_author: str
    about: str  # heading of the facts about a text
    cover: str
    title_page: str
    half_title: str
    dedication: str
    epigraph: str
    figure: str
    start: str  # the landmark where reading starts
    by: str  # before the author's name on a title page; "" where the language sets none
    page: str
    back: str  # from a note back to its call
    translated_by: str
    edited_by: str
    illustrated_by: str


@dataclass(frozen=True, slots=True, eq=False)  # a profile is itself: so it hashes
class Language:
    """How a language is set.

    `double` and `single` are what typed `"` and `'` become; `single_first` says that the single marks are the
    outer ones. A dash inside a sentence is set as `dash`, its spaces included; `cut_off` ends speech that breaks
    off; `speech_dash` opens a speech where the language has that habit ("" where it has not).
    """

    tag: str
    name: str  # in the language itself
    double: Quotes
    single: Quotes
    words: Words
    headings: Mapping[str, Kind]  # casefolded, apostrophes straight
    contents: frozenset[str]  # what stands above a list of contents; casefolded
    by: frozenset[str]  # what stands before an author's name; casefolded
    single_first: bool = False
    dash: str = " – "
    cut_off: str = "–"
    speech_dash: str = ""
    brackets: bool = False  # dashes stand around an aside like brackets: -so-, not - so -
    tight_ellipsis: bool = True  # no space before an ellipsis, whatever was typed
    elisions: frozenset[str] = frozenset()  # words without their beginning ("em", "tis"); casefolded
    conjunctions: frozenset[str] = frozenset()  # after a hyphen left hanging: two- or threefold
    clipped: frozenset[str] = frozenset()  # words without their end ("th", "l"); casefolded
    clipped_ending: str = ""  # what many words keep of an ending (goin')
    spaces: tuple[tuple[str, str], ...] = ()  # where a space must not break: pattern (any white space), replacement
    numbers: Mapping[str, int] = field(default_factory=dict)  # number words num2words has not; casefolded
    inflection: str = ""  # endings that number words take, as a regular expression
    old_numbers: tuple[tuple[str, str], ...] = ()  # how number words were once spelled: pattern, today's spelling
    hyphenation: str = ""  # the dictionary of pyphen; "" where it has none

    @property
    def quotes(self) -> tuple[Quotes, Quotes]:
        """The outer and the inner quotation marks."""
        return (self.single, self.double) if self.single_first else (self.double, self.single)


def headings(table: Mapping[Kind, str]) -> dict[str, Kind]:
    """Heading words from "one|another" for each kind; shortened ones (`cap.`) without their full stop too, and all as
    they are typed where there are no accents (`Rozdzial`)."""
    words = {word.casefold(): kind for kind, listed in table.items() for word in listed.split("|")}
    words = {word.rstrip("."): kind for word, kind in words.items()} | words
    return {_without_accents(word): kind for word, kind in words.items()} | words


def _without_accents(word: str) -> str:
    letters = unicodedata.normalize("NFD", word.replace("ł", "l"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def compounds(tens: Mapping[str, int], ones: Mapping[str, int], pattern: str = "{tens} {ones}") -> dict[str, int]:
    """Number words made of two: `dvacátý první`, `enogtyvende`."""
    return {
        pattern.format(tens=high, ones=low): tens[high] + ones[low] for high in tens for low in ones if ones[low] < 10
    }


def some(words: str) -> frozenset[str]:
    """A set from "one|another"."""
    return frozenset(words.casefold().split("|"))
