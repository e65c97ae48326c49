"""Titles that the contents list names: which entries are titles alone, and which lines of the text they name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from itertools import pairwise

from bookmaker.languages import Language
from bookmaker.model import Line
from bookmaker.normalise.boilerplate.contents_entries import first_name_first, said_in_capitals
from bookmaker.normalise.headings import heading_lines
from bookmaker.normalise.headings.evidence import Candidate
from bookmaker.normalise.passes import Group, Piece, text_of

_SURE = 24  # letters with which no other line begins by chance
_LONGEST = 80  # characters of a title
_TITLE_LINES = 5  # fewer of them are a title
_FIRST_YEAR = "1000"
_BRACKETED = re.compile(r" \([^()]+\)$")


def named(contents: Sequence[str], language: Language) -> set[str]:
    """The contents entries that are titles alone: not those with a number, nor the title under a number."""
    shapes = [None if is_year(entry) else heading_lines.shape(entry, language) for entry in contents]
    lone = [below for above, below in pairwise(shapes) if above is not None and not above.title]
    # Labels have their titles below them (`Number Nine`, once, is a title itself, and `Preface` has none).
    titled = len(lone) > 1 and sum(shape is None for shape in lone) > 0.5 * len(lone)
    bare = [
        entry
        for entry, shape, above in zip(contents, shapes, [None, *shapes], strict=False)
        if shape is None and (above is None or above.title or not titled)
    ]
    # `The Ferry Song (Supplement)`: what a list says in brackets does not always stand over the text.
    said = ((entry, _BRACKETED.sub("", entry), first_name_first(entry), said_in_capitals(entry)) for entry in bare)
    return {heading_lines.normal(each) for ways in said for each in ways} - {""}


def is_year(text: str) -> bool:
    """Whether a line is a year alone, as some poems are called; no book has so many chapters."""
    text = text.strip("_. ")
    return len(text) == 4 and text.isdecimal() and text >= _FIRST_YEAR


def numbered(contents: Sequence[str], language: Language, pieces: Iterable[Piece]) -> set[str]:
    """The titles of entries that are numbered in the list alone, `7 Gunga Din`: half of them stand so in the text."""
    shapes = (heading_lines.shape(entry, language) for entry in contents)
    titles = {heading_lines.normal(shape.title) for shape in shapes if shape is not None and shape.number}
    titles = {title for title in titles if title and not title.isdecimal()}  # `BOOK ONE: 1805`
    if not titles:
        return set()
    few = (piece for piece in pieces if isinstance(piece, Group) and len(piece.lines) < _TITLE_LINES)
    alone = (text for piece in few if len(text := text_of(piece)) < _LONGEST)
    said = {normal for text in alone if (normal := heading_lines.normal(text)) in titles}
    return titles if len(said) > 0.5 * len(titles) else set()


def _is_named(title: str, named: set[str]) -> bool:
    """Whether a title stands in the contents list, a slip of the typist's allowed."""
    if title in named or (len(title) > 6 and bool(get_close_matches(title, named, 1, 0.88))):
        return True
    return any(len(name) > _SURE and title.startswith(name) for name in named)  # a list may leave out the end


def begins_named(lines: Sequence[Line], named: set[str]) -> bool:
    """Whether the first of a few lines in capitals is in the contents list: `THE LETTER` / `TO` / `A GOAT`."""
    if not named or not 1 < len(lines) < _TITLE_LINES or not all(line.text.isupper() for line in lines):
        return False
    return heading_lines.normal(lines[0].text) in named


def listed(possible: Sequence[Candidate], named: set[str], pieces: Sequence[Piece]) -> list[Candidate]:
    """The titles that the contents list names, with text below them."""
    listed = [
        candidate
        for candidate in possible
        if _is_named(heading_lines.normal(candidate.shape.title), named) or begins_named(candidate.lines, named)
    ]
    # One that the text says again, a headline in a story of that name, has far less white space over it, or no page.
    fed = {heading_lines.normal(candidate.shape.title) for candidate in listed if candidate.lines[0].page}
    over: dict[str, int] = {}
    kept: list[Candidate] = []
    for candidate in listed:
        title, blanks = heading_lines.normal(candidate.shape.title), candidate.lines[0].blanks
        if blanks + 1 >= over.setdefault(title, blanks) and (candidate.lines[0].page or title not in fed):
            kept.append(candidate)
    for candidate in kept:
        candidate.signals.append("in the contents list")
    return [candidate for candidate in kept if candidate.index + 1 < len(pieces)]
