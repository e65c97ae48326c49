"""Chapters numbered without a stop, as sites list them: `1 Awakening`, `II The Ferry`.

A line of prose begins so too (`12 men came`); what stands alone, counts on and has a chapter's text below is a heading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from bookmaker.languages import Language
from bookmaker.model import Decision
from bookmaker.normalise.headings import heading_lines
from bookmaker.normalise.headings.heading_numbers import roman
from bookmaker.normalise.headings.letter_case import is_caps, is_title_case
from bookmaker.normalise.passes import Group, LayoutPass, LayoutResult, Manuscript, Piece, lines_of, size_of

_NUMBERED = re.compile(r"(\d{1,4}|[IVXLC]{1,8}) ([^\W\d_a-zß-öø-ÿ].*|[\"“'‘«].*)")
_LONGEST = 70  # characters
_FEWEST = 3
_SHARE = 0.4  # of the lines that begin so
_GROUPS = 3  # of text under each, on average
_TEXT = 400  # characters of it
_WORDED = 2  # chapters with a word of their own: these count sections of something else


def make(language: Language) -> LayoutPass:
    """The pass that sets the stop after such numbers."""

    def stop(manuscript: Manuscript) -> LayoutResult:
        listed = frozenset(map(heading_lines.normal, manuscript.contents))
        found = list(_numbered(manuscript.pieces, listed, language))
        runs = [_run([each for each in found if each[2] == arabic]) for arabic in (True, False)]
        chosen = [at for run in runs if _holds_text(run, manuscript.pieces) for at in run]
        if not chosen or _has_words(manuscript.pieces, language):
            return manuscript, (), ()
        pieces = list(manuscript.pieces)
        decisions: list[Decision] = []
        for at in sorted(chosen):
            group = pieces[at]
            assert isinstance(group, Group)
            line = group.lines[0]
            stopped = line.text.replace(" ", ". ", 1)
            decisions.append(Decision("sections/number-stopped", line.place, line.text, stopped, 0.8))
            pieces[at] = replace(group, lines=(line._replace(text=stopped),))
        return replace(manuscript, pieces=tuple(pieces)), decisions, ()

    return stop


def _numbered(pieces: Sequence[Piece], listed: frozenset[str], language: Language) -> Iterator[tuple[int, int, bool]]:
    """Lines alone that begin with a number and a title: where, the number, and whether it is in figures.

    What the contents list says, too, is a title in small letters as well: `2 The rise of the guilds`.
    """
    for at, piece in enumerate(pieces):
        if not isinstance(piece, Group) or len(piece.lines) > 1 or piece.plain or piece.heading:
            continue
        text = piece.lines[0].text
        if len(text) > _LONGEST or not (text[0].isdigit() or text[0] in "IVXLC") or text[-1] in ".,;:":
            continue
        match = _NUMBERED.fullmatch(text)
        if match is None or not (is_title_case(match[2]) or is_caps(match[2]) or heading_lines.normal(text) in listed):
            continue
        arabic = match[1].isdigit()
        number = int(match[1]) if arabic else roman(match[1])
        if number and heading_lines.shape(text, language) is None:
            yield at, number, arabic


def _run(found: Sequence[tuple[int, int, bool]]) -> list[int]:
    """Where the longest run of numbers that count on stands; nothing where most lines are none of it."""
    runs: dict[int, list[int]] = {}  # by the number they have come to
    best: list[int] = []
    for at, number, _ in found:
        runs[number] = run = runs.pop(number - 1, [])
        run.append(at)
        best = max(best, run, key=len)
    return best if len(best) >= max(_FEWEST, _SHARE * len(found)) else []


def _holds_text(run: Sequence[int], pieces: Sequence[Piece]) -> bool:
    if len(run) < _FEWEST:
        return False
    between = [pieces[upper + 1 : lower] for upper, lower in pairwise(run)]
    sizes = [size_of(lines_of(part)) for part in between]
    return (
        min(map(len, between)) > 1
        and sum(map(len, between)) >= _GROUPS * len(between)
        and sum(sizes) >= _TEXT * len(sizes)
    )


def _has_words(pieces: Sequence[Piece], language: Language) -> bool:
    lines = (p.lines[0].text for p in pieces if isinstance(p, Group) and len(p.lines) == 1)
    shapes = (heading_lines.shape(text, language) for text in lines if len(text) < _LONGEST)
    worded = (shape for shape in shapes if shape is not None and shape.number and shape.family.startswith("chapter:"))
    return sum(1 for _ in worded) >= _WORDED
