"""Marks of pages one after the other: numbers that rise, heads that stand on one side of the book, misread ones."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import accumulate, pairwise
from typing import Literal

from bookmaker.model import Line
from bookmaker.normalise.headings import heading_lines

Form = Literal["number", "bracketed", "head", "head-alone"]

LONGEST = 84
"""Characters of such a line."""

SPARSEST = 8
"""Pages for each one that is marked."""

_FEWEST_SIDED = 6  # heads with their pages
_MANY = 12  # pages that tell by their size
_PAGE_HOLDS = 5_000  # characters
_UNLIKE, _ALIKE = 0.15, 0.7  # of the usual page's size; share of pages that are nearer to it
_HEAD_MISREAD = re.compile(
    r"(?:(?P<left>\d{1,4})[\s.]+(?P<after>\S.{3,50})|(?P<before>\S.{3,50}?)[\s.]+(?P<right>\d{1,4}))[.\s]?"
)
_ALIKE_HEADS = 0.7


@dataclass(frozen=True, slots=True)
class Mark:
    """A line that may be a page's: where it stands among all lines, its form and number, the head's words."""

    at: int
    form: Form
    number: int
    head: str = ""


def rising(marks: Sequence[Mark]) -> list[Mark]:
    """The longest run of marks, in order, whose numbers rise."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for place, mark in enumerate(marks):
        at = bisect_left(tails, mark.number)
        before.append(ends[at - 1] if at else -1)
        tails[at : at + 1] = [mark.number]
        ends[at : at + 1] = [place]
    run: list[Mark] = []
    place = ends[-1] if ends else -1
    while place >= 0:
        run.append(marks[place])
        place = before[place]
    return run[::-1]


def pages_between(run: Sequence[Mark]) -> int:
    """How many pages a run of marks spans."""
    arabic = [mark.number for mark in run if mark.number >= 0] or [0]
    return arabic[-1] - arabic[0]


def evenly(run: Sequence[Mark], flat: Sequence[Line]) -> bool:
    """Whether numbers that follow one another have as much text between them as a page holds, and nearly alike."""
    if len(run) < _MANY:
        return False
    sizes = list(accumulate((len(line.text) for line in flat), initial=0))
    pages = sorted(sizes[b.at] - sizes[a.at] for a, b in pairwise(run) if b.number == a.number + 1)
    usual = pages[len(pages) // 2] if pages else 0
    alike = sum(abs(page - usual) < _UNLIKE * usual for page in pages)
    return usual < _PAGE_HOLDS and alike > _ALIKE * len(run)


def sided(run: Sequence[Mark]) -> bool:
    """Whether two heads or more stand on one side of the book each, by their numbers: `12 THE MILL`, `LOW WATER 13`.

    Each on several pages: a chapter has its number in the contents list and over its text, and no other.
    """
    numbers: dict[str, set[int]] = defaultdict(set)
    for mark in run if len(run) >= _FEWEST_SIDED and run[0].head else ():
        numbers[mark.head].add(mark.number)
    sides = [{number % 2 for number in own} for own in numbers.values() if len(own) > 1]
    return len(sides) > 1 and all(len(own) == 1 for own in sides) and len(set.union(*sides)) > 1


def misread(run: Sequence[Mark], flat: Sequence[Line]) -> Iterator[Mark]:
    """Heads of pages between those that are found, nearly the same, with the number of a page that has none."""
    heads = {mark.head for mark in run}
    for above, below in pairwise(run):
        if not 1 < below.number - above.number <= SPARSEST:
            continue
        for at in range(above.at + 1, below.at):
            text = flat[at].text
            paged = len(text) < LONGEST and (text[0].isdigit() or text[-1].isdigit() or text[-2:-1].isdigit())
            match = _HEAD_MISREAD.fullmatch(text) if paged else None
            number = int(match["left"] or match["right"]) if match else 0
            if match and above.number < number < below.number:
                head = heading_lines.normal(match["after"] or match["before"])
                if get_close_matches(head, heads, 1, _ALIKE_HEADS):
                    yield Mark(at, "head", number, head)
