"""The author's own contents list: read as evidence for headings, then dropped, since both outputs make their own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bookmaker.facts import fact
from bookmaker.languages import Language
from bookmaker.model import Decision, Finding, Kind, Severity
from bookmaker.normalise.boilerplate import contents_unnamed, picture_lists
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
from bookmaker.normalise.headings import heading_lines
from bookmaker.normalise.headings.decoration import closed_up
from bookmaker.normalise.line_ends import ends_sentence
from bookmaker.normalise.passes import (
    Group,
    LayoutPass,
    LayoutResult,
    Manuscript,
    Piece,
    group_at,
    lines_of,
    removal,
    size_of,
    text_of,
)

_WITH_ILLUSTRATIONS = re.compile(r" and (?:list of )?illustrations$")
_OF = frozenset("of dei del della delle des du de der van von do da dos das los las".split())
_TRIED = 4  # headings of a contents list looked at from either end
_FEWEST_LINES = 3  # of a group of entries
_FEWEST_PAGES = 5  # that rise, after one space each
_CLOSE_PAGE = re.compile(r"(?:(?<=\w|[_.]) |^)(\d{1,4})$")
_OWN_PAGES = frozenset("titlepage cover coverpage copyright copyrightpage halftitle frontmatter information".split())
"""Entries of an e-book's list that stand over no text."""
_LIST_ENDS = frozenset(
    "findelatable findelatabledesmatières findelatabledesmatieres findelíndice findelindice fimdoíndice fimdoindice "
    "finedellindice".split()
)
_TOLD = 0.6  # share of small words in a sentence
_PROSE = 400  # characters: longer groups are text, not entries


def make(language: Language) -> LayoutPass:
    """The pass that takes out contents lists and lists of illustrations."""

    def drop(manuscript: Manuscript) -> LayoutResult:
        pieces = tuple(part for piece in manuscript.pieces for part in _heading_apart(piece, language))
        decisions: list[Decision] = []
        findings: list[Finding] = []
        entries: list[str] = []
        keys = keys_of_short_groups(pieces, language)
        starts = [n for n, piece in enumerate(pieces) if _is_contents_heading(piece, language)]
        lists = (
            _named(pieces, starts, keys, language)
            if starts
            else [
                contents_unnamed.unnamed(pieces, keys, language, heading_lines.normal(fact(manuscript.facts, "title")))
            ]
        )
        if not starts and lists == [(0, 0)]:
            lists = [contents_unnamed.apart(pieces, keys)]
        meant = [n for n, piece in enumerate(pieces) if isinstance(piece, Group) and (piece.plain or piece.heading)]
        lists = [(first, last) for first, last in lists if not any(first <= n < last for n in meant)]
        for first, last in reversed(lists):
            lines = list(lines_of(pieces[first:last]))
            inner = pieces[first + (first in starts) : last]
            entries = with_stops([entry for piece in inner for entry in entries_of(piece)]) + entries
            if last > first:
                decisions.insert(0, removal("contents/list", lines))
            pieces = pieces[:first] + pieces[last:]
        if not lists and not meant and isinstance(heading := pieces[starts[0]], Group):
            message = "a contents list whose entries do not stand in the text; kept"
            fix = "take it out, if the book's own list is enough"
            findings.append(Finding("N002", Severity.NOTE, heading.lines[0].place, message, fix))
        while (found := picture_lists.first(pieces, language, entries)) is not None:
            first, last = found
            lines = list(lines_of(pieces[first:last]))
            decisions.append(removal("contents/illustrations", lines))
            pieces = pieces[:first] + pieces[last:]
        return replace(manuscript, pieces=pieces, contents=tuple(entries)), tuple(decisions), tuple(findings)

    return drop


def _heading_apart(piece: Piece, language: Language) -> tuple[Piece, ...]:
    """A list set close under its heading and over the first chapter, taken apart: each entry ends in its page,
    or all are like headings."""
    if not isinstance(piece, Group) or len(piece.lines) <= _FEWEST_LINES or not _is_contents_heading(piece, language):
        return (piece,)
    unpaged = [n for n, line in enumerate(piece.lines) if n and not picture_lists.PAGE.search(line.text)]
    end = unpaged[0] if unpaged else len(piece.lines)
    if end == 1 and all(heading_lines.shape(line.text, language) for line in piece.lines[1:]):
        end = len(piece.lines)
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
    shape = heading_lines.shape(volume.partition(" ")[2], language) if word in language.contents else None
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
        if keys_of_group(pieces[begins], language) and heading_lines.normal(text_of(pieces[begins])) not in _OWN_PAGES:
            break
        begins += 1
    opening = keys_of_first(pieces[begins], language) if begins < len(pieces) else set()
    opening -= _said_again(pieces[begins : begins + 2], opening, language)
    end = start + 1
    listed: set[Key] = set()
    for number in range(start + 1, len(pieces)):
        piece = pieces[number]
        if not isinstance(piece, Group) or not _goes_on(pieces, number, language):
            break
        if number > begins and (keys[number] & opening or _opens_another_list(piece) or _opens_cast(piece, language)):
            break
        if keys[number] & listed and not _has_page(piece) and not _goes_on(pieces, number + 1, language):
            break  # the first chapter, when what opens the list stands nowhere else
        listed |= {key for key in keys[number] if isinstance(key, str)}
        end = number + 1
    later = set().union(*keys[end:]) if end < len(pieces) else set()
    earlier = set().union(*keys[:start]) if start > 0.8 * len(pieces) else set()
    hits = [
        bool(keys_of_group(pieces[n], language) & (later | earlier)) or _is_paged(pieces[n])
        for n in range(start + 1, end)
    ]
    hits = [hit or close for hit, close in zip(hits, _close_pages(pieces[start + 1 : end]), strict=True)]
    while hits and not hits[-1] and not _has_page(pieces[start + len(hits)]):
        hits.pop()
    if len(hits) == 0 or sum(hits) < 0.5 * len(hits):
        return 0, 0
    last = _last_page(pieces, start, start + 1 + len(hits))
    ended = last < len(pieces) and heading_lines.normal(text_of(pieces[last])) in _LIST_ENDS
    return start, last + ended


def _close_pages(pieces: Sequence[Piece]) -> list[bool]:
    """Whether each piece ends in its page after one space: `DAY THE SECOND 48`, when most do and the pages rise."""
    found = [_CLOSE_PAGE.search(piece.lines[-1].text) if isinstance(piece, Group) else None for piece in pieces]
    pages = [int(match[1]) for match in found if match]
    rising = pages == sorted(pages) and len(pages) >= _FEWEST_PAGES and pages[-1] > 2 * len(pages)
    sure = rising and 2 * len(pages) > len(pieces)
    return [sure and match is not None for match in found]


def _last_page(pieces: Sequence[Piece], start: int, last: int) -> int:
    """Where a list ends that gives pages: what stands below the last of them, farther off than its entries, is none."""
    groups = [group_at(pieces, number) for number in range(start + 1, last)]
    paged = [n for n, group in enumerate(groups) if group is not None and _has_page(group)]
    if not paged or 2 * len(paged) < len(groups) or paged[-1] + 1 == len(groups):
        return last
    gaps = [group.lines[0].blanks for group in groups if group is not None]
    return start + 2 + paged[-1] if gaps[paged[-1] + 1] > max(2, *gaps[: paged[-1] + 1]) else last


def _goes_on(pieces: Sequence[Piece], number: int, language: Language) -> bool:
    """Whether a list may go on here: what stands here looks like an entry."""
    group = group_at(pieces, number)
    return group is not None and _entry_like(group, language)


def _said_again(entries: Sequence[Piece], opening: set[Key], language: Language) -> set[Key]:
    """What a second group of entries says like the first, under another title: `Act I`, under each play's name."""
    groups = [piece for piece in entries if isinstance(piece, Group) and len(piece.lines) > 1]
    if len(groups) < 2 or keys_of(entry_text(groups[1].lines[0].text), language) & opening:
        return set()
    return keys_of_group(groups[1], language)


def _has_page(piece: Piece) -> bool:
    return isinstance(piece, Group) and any(picture_lists.PAGE.search(line.text) for line in piece.lines)


def _is_paged(piece: Piece) -> bool:
    """Whether nearly each of several lines ends in its page: entries beyond doubt, wherever their headings are."""
    if not isinstance(piece, Group):
        return False
    if len(piece.lines) < _FEWEST_LINES or is_summary(piece):
        return is_summary(piece)
    return sum(picture_lists.PAGE.search(line.text) is not None for line in piece.lines) >= 0.8 * len(piece.lines)


def _opens_cast(group: Group, language: Language) -> bool:
    """Whether a play's persons begin here, well below its contents list: their names return over their speeches."""
    shape = heading_lines.shape(group.lines[0].text, language) if group.lines[0].blanks > 1 else None
    return shape is not None and shape.kind is Kind.CAST


def _opens_another_list(group: Group) -> bool:
    """Whether `LIST OF ILLUSTRATIONS` stands here as a heading; among the entries it would be one of them."""
    return group.lines[0].blanks > 1 and picture_lists.HEADING.fullmatch(group.lines[0].text) is not None


def _entry_like(group: Group, language: Language) -> bool:
    size = size_of(group.lines)
    if is_summary(group):
        return True
    if size >= _PROSE:
        return size / len(group.lines) < 60 or _is_paged(group)
    # Wrapped lines without a number before them are a short paragraph.
    texts = [line.text for line in group.lines]
    wrapped = len(texts) > 1 and min(map(len, texts[:-1])) > 50 and any(text[0].islower() for text in texts[1:])
    spoken = texts[0][0] in "\"“'‘«»„" and ends_sentence(texts[-1])
    short = size < 200 and not spoken and not (wrapped and _is_told(" ".join(texts)))
    return not wrapped or short or heading_lines.shape(texts[0], language) is not None


def _is_told(text: str) -> bool:
    """Whether a sentence is told, as no title is: it ends in a stop, and most of its words are small."""
    words = text.split()
    told = text[-1] in ".!?" and "--" not in text and "—" not in text
    return told and sum(word[0].islower() for word in words) > _TOLD * len(words)
