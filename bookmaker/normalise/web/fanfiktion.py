"""The facts over a story of fanfiktion.de: `GeschichteDrama / P12 / Gen`, then persons, days, chapters, words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bookmaker.facts import ABOUT
from bookmaker.model import Facts, Line
from bookmaker.normalise.passes import Group, Piece

_REACH = 8  # groups from the top
_MOST = 10  # lines under the first
_SORT = re.compile(
    r"(?:Kurzgeschichte|Geschichte|OneShot|Oneshot|Drabble|Gedicht|Songfic|Sammlung|Mitmachgeschichte) ?"
    r"(?P<Genre>\S.*?)? ?/ (?P<Rating>P\d{1,2}(?:[ -]AVL)?(?: Slash)?)(?: / (?P<Pairing>\w[\w ]*))?"
)
_DAY = re.compile(r"\d\d\.\d\d\.\d{4}")
_COUNT = re.compile(r"\d{1,3}(?:\.\d{3})*")
_REVIEWS = re.compile(r"\d[\d.]* (?:Reviews?|Kommentare?|Empfehlungen?)")
_UNDER = (("Published", _DAY), ("Updated", _DAY), ("Chapters", _COUNT), ("Words", _COUNT))


def facts(pieces: Sequence[Piece]) -> tuple[Facts, list[Line]]:
    """What the site says of a story, and the lines that say it; nothing where its first line is not there."""
    lines = [line for piece in pieces[:_REACH] if isinstance(piece, Group) for line in piece.lines[: 2 * _MOST]]
    for row, line in enumerate(lines):
        if " / P" in line.text and (sort := _SORT.fullmatch(line.text)):
            said = tuple((ABOUT + name, value) for name, value in sort.groupdict().items() if value)
            below, taken = _below(lines[row + 1 : row + _MOST])
            return said + below, [line, *taken]
    return (), []


def _below(lines: Sequence[Line]) -> tuple[Facts, list[Line]]:
    """The facts under the first line, up to the first line that is none; the persons stand over the days."""
    said: list[tuple[str, str]] = []
    taken: list[Line] = []
    wanted = list(_UNDER)
    days = next((n for n, line in enumerate(lines) if _DAY.fullmatch(line.text)), 0)
    for row, line in enumerate(lines):
        if row < days:
            said.append((ABOUT + "Characters", line.text))
        elif wanted and wanted[0][1].fullmatch(line.text):
            said.append((ABOUT + wanted.pop(0)[0], line.text))
        elif not _REVIEWS.fullmatch(line.text):
            break
        taken.append(line)
    return tuple(said), taken
