"""The author's own contents list: read as evidence for headings, then dropped, since both outputs make their own."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from bookmaker.facts import fact
from bookmaker.languages import Language
from bookmaker.model import Decision, Finding, Kind, Line, Severity
from bookmaker.normalise.boilerplate import picture_lists
from bookmaker.normalise.boilerplate.contents_entries import (
    Key,
    entries_of,
    entry_text,
    is_summary,
    keys_of,
    keys_of_first,
    keys_of_group,
    keys_of_short_groups,
    with_stops,
)
from bookmaker.normalise.habits import ends_sentence
from bookmaker.normalise.headings import headings
from bookmaker.normalise.headings.decoration import closed_up
from bookmaker.normalise.headings.letter_case import is_caps, is_title_case
from bookmaker.normalise.passes import Decisions, Findings, Group, LayoutPass, Manuscript, Piece, removal, text_of

_WITH_ILLUSTRATIONS = re.compile(r" and (?:list of )?illustrations$")
_OF = frozenset("of dei del della delle des du de der van von do da dos das los las".split())
_LAST_NUMBER = re.compile(r"[^\d\s].*[\s.](\d{1,4})$")
_TRIED = 4  # headings of a contents list looked at from either end
_FEWEST_LINES = 3
_LONGEST_ENTRY = 280  # characters
_MOST_TIMES = 3  # so often a speaker's name returns
_FEWEST_APART, _MOST_APART = 8, 400  # entries
_OWN_PAGES = frozenset("titlepage cover coverpage copyright copyrightpage halftitle frontmatter information".split())
"""Entries of an e-book's list that stand over no text."""
_LIST_ENDS = frozenset(
    "findelatable findelatabledesmatières findelatabledesmatieres findelíndice findelindice fimdoíndice fimdoindice "
    "finedellindice".split()
)
_PROSE = 400  # characters: longer groups are text, not entries


def make(language: Language) -> LayoutPass:
    """The pass that takes out contents lists and lists of illustrations."""

    def drop(manuscript: Manuscript) -> tuple[Manuscript, Decisions, Findings]:
        pieces = tuple(part for piece in manuscript.pieces for part in _heading_apart(piece, language))
        decisions: list[Decision] = []
        findings: list[Finding] = []
        entries: list[str] = []
        keys = keys_of_short_groups(pieces, language)
        starts = [n for n, piece in enumerate(pieces) if _is_contents_heading(piece, language)]
        lists = (
            _named(pieces, starts, keys, language)
            if starts
            else [_unnamed(pieces, keys, language, headings.normal(fact(manuscript.facts, "title")))]
        )
        if not starts and lists == [(0, 0)]:
            lists = [_apart(pieces, keys)]
        for first, last in reversed(lists):
            lines = [line for piece in pieces[first:last] if isinstance(piece, Group) for line in piece.lines]
            inner = pieces[first + (first in starts) : last]
            entries = with_stops([entry for piece in inner for entry in entries_of(piece)]) + entries
            if last > first:
                decisions.insert(0, removal("contents/list", lines))
            pieces = pieces[:first] + pieces[last:]
        if not lists and isinstance(heading := pieces[starts[0]], Group):
            message = "a contents list whose entries do not stand in the text; kept"
            findings.append(Finding("N002", Severity.NOTE, heading.lines[0].place, message))
        while (found := picture_lists.first(pieces, language, entries)) is not None:
            first, last = found
            lines = [line for piece in pieces[first:last] if isinstance(piece, Group) for line in piece.lines]
            decisions.append(removal("contents/illustrations", lines))
            pieces = pieces[:first] + pieces[last:]
        return replace(manuscript, pieces=pieces, contents=tuple(entries)), tuple(decisions), tuple(findings)

    return drop


def _heading_apart(piece: Piece, language: Language) -> tuple[Piece, ...]:
    """A list set close under its heading and over the first chapter, taken apart: each entry ends in its page."""
    if not isinstance(piece, Group) or len(piece.lines) <= _FEWEST_LINES or not _is_contents_heading(piece, language):
        return (piece,)
    end = next((n for n, line in enumerate(piece.lines) if n and not picture_lists.PAGE.search(line.text)), 0)
    end = end or len(piece.lines)
    if end <= _FEWEST_LINES:
        return (piece,)
    parts = (piece.lines[:1], piece.lines[1:end], piece.lines[end:])
    return tuple(
        replace(piece, lines=lines, opens_file=piece.opens_file and not n) for n, lines in enumerate(parts) if lines
    )


def _is_contents_heading(piece: Piece, language: Language) -> bool:
    if not isinstance(piece, Group) or len(piece.lines[0].text) > 40:
        return False
    text = closed_up(piece.lines[0].text).casefold().strip(" .:*_=~#-–—[]")
    if text in language.contents or (" and " in text and _WITH_ILLUSTRATIONS.sub("", text) in language.contents):
        return True
    # "Indice dei capitoli del saggio", "Table des chapitres du second volume"
    if any(text.startswith(key + " ") and text[len(key) :].split()[0] in _OF for key in language.contents):
        return True
    # "Contents of Vol. I."
    word, _, volume = text.partition(" ")
    shape = headings.shape(volume.partition(" ")[2], language) if word in language.contents else None
    return shape is not None and shape.kind is Kind.VOLUME


def _named(
    pieces: Sequence[Piece], starts: Sequence[int], keys: list[set[Key]], language: Language
) -> list[tuple[int, int]]:
    """The lists under these headings: each volume may have one, and what stands over a chapter may be called so too."""
    lists: list[tuple[int, int]] = []
    for start in starts if len(starts) < 2 * _TRIED else [*starts[:_TRIED], *starts[-_TRIED:]]:
        if lists and start < lists[-1][1]:
            continue
        first, last = _listed(pieces, start, keys, language)
        if last > first:
            lists.append((first, last))
    return lists


def _listed(pieces: Sequence[Piece], start: int, keys: list[set[Key]], language: Language) -> tuple[int, int]:
    """From the heading of the list to its last entry that stands again later as a heading."""
    begins = start + 1  # its first entry: `CHAPTER    PAGE` is none
    while begins + 1 < len(pieces) and begins < start + 3:
        if keys_of_group(pieces[begins], language) and headings.normal(text_of(pieces[begins])) not in _OWN_PAGES:
            break
        begins += 1
    opening = keys_of_first(pieces[begins], language) if begins < len(pieces) else set()
    end = start + 1
    listed: set[Key] = set()
    for number in range(start + 1, len(pieces)):
        piece = pieces[number]
        if not isinstance(piece, Group) or not _goes_on(pieces, number, language):
            break
        if number > begins and (keys[number] & opening or _opens_another_list(piece)):
            break
        if keys[number] & listed and not _goes_on(pieces, number + 1, language):
            break  # the first chapter, when what opens the list stands nowhere else
        listed |= {key for key in keys[number] if isinstance(key, str)}
        end = number + 1
    later = set().union(*keys[end:]) if end < len(pieces) else set()
    earlier = set().union(*keys[:start]) if start > 0.8 * len(pieces) else set()
    hits = [
        bool(keys_of_group(pieces[n], language) & (later | earlier)) or _is_paged(pieces[n])
        for n in range(start + 1, end)
    ]
    while hits and not hits[-1] and not _has_page(pieces[start + len(hits)]):
        hits.pop()
    if len(hits) == 0 or sum(hits) < 0.5 * len(hits):
        return 0, 0
    last = start + 1 + len(hits)
    ended = last < len(pieces) and headings.normal(text_of(pieces[last])) in _LIST_ENDS
    return start, last + ended


def _goes_on(pieces: Sequence[Piece], number: int, language: Language) -> bool:
    """Whether a list may go on here: what stands here looks like an entry."""
    piece = pieces[number] if number < len(pieces) else None
    return isinstance(piece, Group) and _entry_like(piece, language)


def _has_page(piece: Piece) -> bool:
    return isinstance(piece, Group) and any(picture_lists.PAGE.search(line.text) for line in piece.lines)


def _is_paged(piece: Piece) -> bool:
    """Whether nearly each of several lines ends in its page: entries beyond doubt, wherever their headings are."""
    if not isinstance(piece, Group):
        return False
    if len(piece.lines) < _FEWEST_LINES or is_summary(piece):
        return is_summary(piece)
    return sum(picture_lists.PAGE.search(line.text) is not None for line in piece.lines) >= 0.8 * len(piece.lines)


def _opens_another_list(group: Group) -> bool:
    """Whether `LIST OF ILLUSTRATIONS` stands here as a heading; among the entries it would be one of them."""
    return group.lines[0].blanks > 1 and picture_lists.HEADING.fullmatch(group.lines[0].text) is not None


def _unnamed(pieces: Sequence[Piece], keys: list[set[Key]], language: Language, title: str) -> tuple[int, int]:
    """A list without a heading: entries in a row near the beginning, nearly all of which stand again as headings.

    `title`: the book's; in three lines over its half title it is no list.
    """
    limit = max(20, int(picture_lists.FRONT * len(pieces)))
    last = {
        key: number for number, own in enumerate(keys) for key in own
    }  # where each of them stands for the last time

    def again(entries: Iterable[set[Key]], end: int) -> int:
        """How many of these entries stand again from there on."""
        return sum(any(last.get(key, -1) >= end for key in own) for own in entries)

    for number, piece in enumerate(pieces[:limit]):
        if isinstance(piece, Group) and len(piece.lines) > 2 and all(_title_like(line.text) for line in piece.lines):
            entries = (keys_of(entry_text(line.text), language) for line in piece.lines)
            listed = again(entries, number + 1) >= max(3, 0.8 * len(piece.lines))
            if listed and headings.normal(text_of(piece)) != title:
                end = number + 1
                while (more := _listed_on(pieces, end)) > end:
                    rows = (keys_of(entry_text(line.text), language) for line in _lines(pieces[more - 1]))
                    if again(rows, more) < max(3, 0.8 * len(_lines(pieces[more - 1]))):
                        break
                    end = more
                return number, end
        if (end := _paged_row(pieces, number)) > number:
            rows = (keys_of_group(each, language) for each in pieces[number:end])
            if again(rows, end) >= max(3, 0.8 * (end - number)):
                return number, end
        if isinstance(piece, Group) and sum(len(line.text) for line in piece.lines) > _PROSE:
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


def _apart(pieces: Sequence[Piece], keys: Sequence[set[Key]]) -> tuple[int, int]:
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
    return headings.normal(entry_text(text)) if (text := text_of(piece)) else ""


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


def _entry_like(group: Group, language: Language) -> bool:
    size = sum(len(line.text) for line in group.lines)
    if is_summary(group):
        return True
    if size >= _PROSE:
        return size / len(group.lines) < 60 or _is_paged(group)
    # Wrapped lines without a number before them are a short paragraph.
    texts = [line.text for line in group.lines]
    wrapped = len(texts) > 1 and min(map(len, texts[:-1])) > 50 and any(text[0].islower() for text in texts[1:])
    spoken = texts[0][0] in "\"“'‘«„" and ends_sentence(texts[-1])
    return not wrapped or (size < 200 and not spoken) or headings.shape(texts[0], language) is not None
