"""Headings of a markup source that are one: a chapter's title under its number, a heading that stands twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from bookmaker.languages import Language
from bookmaker.model import Decision, Heading, Kind, Paragraph, Strong
from bookmaker.normalise.headings.heading_lines import shape
from bookmaker.normalise.headings.heading_shapes import Shape
from bookmaker.normalise.passes import Piece
from bookmaker.walk import one_line


def below(pieces: Sequence[Piece], headings: Sequence[Heading], language: Language) -> dict[int, Heading]:
    """The headings that are the title of a numbered one (by its id).

    Of equal rank straight under a chapter's, which would be empty; or each numbered one has one straight under it, of a
    lower rank, and no other.
    """
    straight = {id(upper): lower for upper, lower in pairwise(pieces) if isinstance(lower, Heading)}
    beside: dict[int, Heading] = {}
    under: dict[int, Heading] = {}
    ranks: set[tuple[int, str]] = set()
    alike = True
    for number, heading in enumerate(headings):
        found = _shape(heading, language)
        if found is None or found.number is None or found.title:
            continue
        ranks.add((heading.level, found.family))
        title = straight.get(id(heading))
        worded = title is not None and _shape(title, language) is None
        after = headings[number + 2 : number + 3]
        if title is not None and worded and title.level == heading.level and found.kind is Kind.CHAPTER:
            beside[id(heading)] = title
        elif title is not None and worded and title.level > heading.level:
            alike = alike and not (after and after[0].level > heading.level)
            under[id(heading)] = title
        else:
            alike = False
    return beside | (under if alike and len(ranks) == 1 else {})


def once(pieces: Sequence[Piece], language: Language) -> tuple[tuple[Piece, ...], list[Decision]]:
    """The pieces without a chapter's heading where it stands straight under or over itself, there fuller."""
    gone: set[int] = set()
    decisions: list[Decision] = []
    kept = list(pieces)
    for at, (upper, lower) in enumerate(pairwise(pieces)):
        over = _shape(upper, language) if isinstance(upper, Heading) and at not in gone else None
        if over is None or not over.number or not isinstance(upper, Heading):
            continue
        if not isinstance(lower, Heading) and not (isinstance(lower, Paragraph) and _is_strong(lower)):
            continue
        under = shape(one_line(lower.inlines), language)
        if under is None or (under.number, under.kind) != (over.number, over.kind) or (over.title and under.title):
            continue
        drop = at + 1 if over.title or not under.title else at
        if drop == at:
            kept[at + 1] = replace(upper, inlines=lower.inlines, place=lower.place)
        gone.add(drop)
        told = upper if drop == at else lower
        decisions.append(Decision("sections/heading-again", told.place, one_line(told.inlines), "", 0.9, removed=True))
    return tuple(piece for at, piece in enumerate(kept) if at not in gone), decisions


def _is_strong(paragraph: Paragraph) -> bool:
    """Whether a paragraph is all bold."""
    return len(paragraph.inlines) == 1 and isinstance(paragraph.inlines[0], Strong)


def _shape(heading: Heading, language: Language) -> Shape | None:
    return shape(one_line(heading.inlines), language)
