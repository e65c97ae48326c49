"""How titles without word or number go with numbered headings: over the numbers of each story, or of one among many."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from bookmaker.languages import Language
from bookmaker.model import Kind
from bookmaker.normalise.headings.evidence import Candidate
from bookmaker.normalise.passes import Piece

FEWEST_STORIES = 3
"""Titles that make a book one of stories, at the least."""


def start_anew(chosen: Sequence[Candidate]) -> bool:
    """Whether all headings are chapters, whose numbers begin again and again: then titles stand over them."""
    numbered = [c for c in chosen if c.shape.number is not None]
    firsts = sum(candidate.shape.number == 1 for candidate in numbered)
    if any(candidate.shape.kind is not Kind.CHAPTER for candidate in numbered):
        return False
    return firsts > 1 and len({candidate.shape.family for candidate in numbered}) == 1


def without_by_lines(titles: Sequence[Candidate], language: Language) -> list[Candidate]:
    """The titles but those that say, straight below another, whose it is: `BY M. ORR.`"""
    over = {title.index + 1 for title in titles}
    said = ((title, title.lines[0].text.partition(" ")[0].casefold()) for title in titles)
    return [title for title, word in said if title.index not in over or word not in language.by]


def hold(titles: Sequence[Candidate], chosen: Sequence[Candidate]) -> bool:
    """Whether a title stands straight over every number that begins anew."""
    over = {candidate.index + 1 for candidate in titles}
    return all(candidate.index in over for candidate in chosen if candidate.shape.number == 1)


def leave_most(chosen: Sequence[Candidate], pieces: Sequence[Piece]) -> bool:
    """Whether all numbers stand in one half of the text, or less."""
    return chosen[-1].index - chosen[0].index < len(pieces) / 2


def hold_one(titles: Sequence[Candidate], chosen: Sequence[Candidate]) -> bool:
    """Whether all numbers stand under one title of many, straight below it: of several stories one has parts."""
    first, last = chosen[0].index, chosen[-1].index
    straight_over = any(title.index == first - 1 for title in titles)
    within = any(first < title.index < last for title in titles)
    return straight_over and not within and len(titles) > max(len(chosen), FEWEST_STORIES)


def part(titles: Sequence[Candidate], chosen: Sequence[Candidate]) -> bool:
    """Whether titles in capitals stand between numbers wherever these begin anew, as far off as they or farther, and
    never where numbers run on: over some stories a motto stands between the title and the first number."""
    numbers = [candidate for candidate in chosen if candidate.shape.number is not None]
    if not titles or not all("in capitals" in title.signals for title in titles):
        return False
    above = [title.lines[0].blanks for title in titles if title.index]  # nothing stands above what opens the text
    if not above or min(above) < median(number.lines[0].blanks for number in numbers):
        return False
    at = [-1, *(number.index for number in numbers)]
    between = [any(a < title.index < b for title in titles) for a, b in pairwise(at)]
    return all(parted == (number.shape.number == 1) for parted, number in zip(between, numbers, strict=True))
