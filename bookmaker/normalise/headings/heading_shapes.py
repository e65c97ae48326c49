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


@dataclass(frozen=True, slots=True)
class Shape:
    """What a heading line is made of. `family` gathers its likes: the word's kind, or how its number is written."""

    family: str
    kind: Kind
    number: int | None  # None: it has none; 0: "the last"; 13 is also the number of 13.5
    label: str
    title: str
    decorated: bool = False
    weak: bool = False
