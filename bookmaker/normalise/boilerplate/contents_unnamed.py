"""Contents lists without a heading: entries in a row near the beginning, nearly all of which stand again below."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from bookmaker.languages import Language
from bookmaker.model import Line
from bookmaker.normalise.boilerplate import picture_lists
from bookmaker.normalise.boilerplate.contents_entries import Key, entry_text, keys_of, keys_of_group
from bookmaker.normalise.headings import heading_lines
from bookmaker.normalise.headings.letter_case import is_caps, is_title_case
from bookmaker.normalise.passes import Group, Piece, size_of, text_of

_LAST_NUMBER = re.compile(r"[^\d\s].*[\s.](\d{1,4})$")
_LONGEST_ENTRY = 280  # characters
_MOST_TIMES = 3  # so often a speaker's name returns
_FEWEST_APART, _MOST_APART = 8, 400  # entries
_PROSE = 400  # characters: longer groups are text, not entries


def unnamed(pieces: Sequence[Piece], keys: list[set[Key]], language: Language, title: str) -> tuple[int, int]:
    """A list without a heading: entries in a row near the beginning, nearly all of which stand again as headings.

    `title`: the book's; in three lines over its half title it is no list.
    """
    limit = max(20, int(picture_lists.FRONT * len(pieces)))
    last = {key: number for number, own in enumerate(keys) for key in own}  # where each stands for the last time

    def again(entries: Sequence[set[Key]], end: int) -> bool:
        """Whether nearly all of these entries stand again from there on; not as one: a notice, a sheet of a game."""
        places = [max((last.get(key, -1) for key in own), default=-1) for own in entries]
        found = [place for place in places if place >= end]
        return len(found) >= max(3, 0.8 * len(entries)) and len(set(found)) > 1

    def listed(piece: Piece, end: int) -> bool:
        """Whether the lines of a group do."""
        return again([keys_of(entry_text(line.text), language) for line in _lines(piece)], end)

    for number, piece in enumerate(pieces[:limit]):
        if isinstance(piece, Group) and len(piece.lines) > 2 and all(_title_like(line.text) for line in piece.lines):
            end = number + 1
            if listed(piece, end) and heading_lines.normal(text_of(piece)) != title:
                while (more := _listed_on(pieces, end)) > end and listed(pieces[more - 1], more):
                    end = more
                return number, end
        end = _paged_row(pieces, number)
        if end > number and again([keys_of_group(each, language) for each in pieces[number:end]], end):
            return number, end
        if isinstance(piece, Group) and size_of(piece.lines) > _PROSE:
            break
    return 0, 0


def _listed_on(pieces: Sequence[Piece], start: int) -> int:
    """One past the group of short lines that follows here, or below one line more (`Second Series`)."""
    for end in (start + 1, start + 2):
        lines = _lines(pieces[end - 1]) if end <= len(pieces) else ()
        if len(lines) > 2 and all(_title_like(line.text) for line in lines):
            return end
        if len(lines) != 1:
            break
    return start


def _lines(piece: Piece) -> Sequence[Line]:
    return piece.lines if isinstance(piece, Group) else ()


def apart(pieces: Sequence[Piece], keys: Sequence[set[Key]]) -> tuple[int, int]:
    """A list whose entries stand apart like paragraphs: most stand again further on, once or twice, in this order."""
    end = next((n for n, piece in enumerate(pieces) if len(text_of(piece)) > _LONGEST_ENTRY), 0)
    if end < _FEWEST_APART:
        return 0, 0
    places: dict[str, list[int]] = defaultdict(list)
    for number in range(end - 2, len(pieces)):  # (a heading or two stand over the first paragraph)
        for key in keys[number]:
            if isinstance(key, str):
                places[key].append(number)
    again = [(n, found[0]) for n in range(end - 2) if 0 < len(found := places.get(_whole(pieces[n]), [])) < _MOST_TIMES]
    run = _rising(again)
    if len(run) < _FEWEST_APART or len(run) < 0.7 * (run[-1] + 1 - run[0]):
        return 0, 0
    return run[0], run[-1] + 1


def _whole(piece: Piece) -> str:
    """All of an entry, as headings are matched."""
    return heading_lines.normal(entry_text(text)) if (text := text_of(piece)) else ""


def _rising(pairs: Sequence[tuple[int, int]]) -> list[int]:
    """The first members of the longest run of pairs whose second members rise; of two, of the one that begins later:
    over a list stands the book's title."""
    runs: list[list[tuple[int, int]]] = []
    for pair in pairs[:_MOST_APART]:
        below = max((run for run in runs if run[-1][1] < pair[1]), key=_length, default=[])
        runs.append([*below, pair])
    return [number for number, _ in max(runs, key=_length, default=[])]


def _length(run: Sequence[tuple[int, int]]) -> tuple[int, int]:
    return len(run), run[0][0]


def _paged_row(pieces: Sequence[Piece], start: int) -> int:
    """One past the last of the lines from here that stand alone and end in numbers that rise: `Chapter Two 15`."""
    last = -1
    for number in range(start, len(pieces)):
        piece = pieces[number]
        alone = isinstance(piece, Group) and len(piece.lines) == 1 and len(piece.lines[0].text) < 80
        page = _LAST_NUMBER.search(piece.lines[0].text) if alone and isinstance(piece, Group) else None
        if page is None or int(page[1]) < last:
            return number
        last = int(page[1])
    return start


def _title_like(text: str) -> bool:
    entry = entry_text(text)
    return len(entry) < 70 and (is_title_case(entry) or is_caps(entry) or entry[:1].isdigit())
