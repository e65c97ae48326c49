"""What a heading line is made of: the word that says what it opens, the number, the title."""

from __future__ import annotations

from dataclasses import dataclass

from bookmaker.model import Kind

NUMBERED = frozenset(
    {Kind.VOLUME, Kind.PART, Kind.CHAPTER, Kind.STORY, Kind.ACT, Kind.SCENE, Kind.LETTER, Kind.SUBCHAPTER}
)
"""Kinds whose heading carries a number; all others can stand as a word alone (`PROLOGUE`)."""

HOLDERS = frozenset({Kind.VOLUME, Kind.PART, Kind.ACT})
"""Kinds that hold chapters or scenes."""

STAGE = frozenset({Kind.ACT, Kind.SCENE})
"""Kinds that a play divides into."""

ADDRESSED = STAGE | {Kind.LETTER}
"""Kinds under whose heading stands an address, or what the stage shows: never a title."""


_BARE = frozenset({"arabic", "roman", "spelled"})


@dataclass(frozen=True, slots=True)
class Shape:
    """What a heading line is made of.

    `family` gathers its likes: `chapter:kapitel` (a kind, and the word for it that a number goes with), `word:day` (any
    other word with a number), `prologue` (a kind's word alone), `arabic`, `roman`, `spelled` (how a number is written;
    `arabic+` with a title), and a few more: `serial`, `greek`, `§`, `date`, `month`, `title`, `subheading`.
    """

    family: str
    kind: Kind
    number: int | None  # None: it has none; 0: "the last"; 13 is also the number of 13.5
    label: str
    title: str
    decorated: bool = False
    weak: bool = False

    @property
    def has_word(self) -> bool:
        """Whether a word goes with a number: `Chapter 2`, `Day 3`."""
        return ":" in self.family

    @property
    def has_any_word(self) -> bool:
        """Whether that word is none that headings begin with: `Day 3`."""
        return self.family.startswith("word:")

    @property
    def is_bare(self) -> bool:
        """Whether it is a number with no word, be there a title or not: `IV`, `12. Ashes`."""
        return self.family.rstrip("+") in _BARE
