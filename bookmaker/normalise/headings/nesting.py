"""How deep each heading stands: from the kinds, and from whose numbers start anew under whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from bookmaker.model import Kind
from bookmaker.normalise.headings.evidence import Candidate
from bookmaker.normalise.headings.heading_shapes import HOLDERS, NUMBERED

_BARE_NUMBERS = frozenset({"arabic", "roman", "spelled", "arabic+", "roman+", "spelled+", "§"})
"""Families whose heading has no word: below those that have one."""


def depths(chosen: Sequence[Candidate]) -> list[int]:
    """How deep each heading stands, from the kinds and from whose numbers start anew under whom."""
    ranks = _ranks(chosen)
    used = sorted(set(ranks.values()))
    out: list[int] = []
    for place, candidate in enumerate(chosen):
        rank = ranks.get(candidate.shape.family)
        if candidate.level:
            out.append(candidate.level)
        elif rank is None:
            out.append(_loose_depth(place, chosen, ranks, used))
        else:
            out.append(1 + used.index(rank))
    return _without_holes(out)


def settle_kinds(chosen: Sequence[Candidate], depths: Sequence[int]) -> None:
    """What lies in a chapter is no part, what holds chapters is; titles over chapters that run on are no stories."""
    over: list[tuple[int, Kind]] = []
    for candidate, depth in zip(chosen, depths, strict=True):
        while over and over[-1][0] >= depth:
            over.pop()
        if candidate.shape.kind is Kind.PART and (over and over[-1][1] is Kind.CHAPTER):
            candidate.shape = replace(candidate.shape, kind=Kind.SUBCHAPTER)
        over.append((depth, candidate.shape.kind))
    days = [
        above
        for (above, upper), (below, lower) in pairwise(zip(chosen, depths, strict=True))
        if lower > upper and above.shape.family == "title" and above.shape.kind is Kind.STORY is below.shape.kind
    ]
    if len(days) == sum(candidate.shape.family == "title" for candidate in chosen):
        for above in days:
            above.shape = replace(above.shape, kind=Kind.PART)  # `Day the Second`, over `The First Story`
    holding = {
        above.shape.family
        for (above, upper), (below, lower) in pairwise(zip(chosen, depths, strict=True))
        if above.shape.has_any_word and below.shape.family.startswith("chapter:") and lower > upper
    }
    for candidate in chosen if holding else ():  # `World 1`, over chapters
        if candidate.shape.family in holding:
            candidate.shape = replace(candidate.shape, kind=Kind.PART)
    holders = [
        (above, below.shape.number)
        for above, below in pairwise(chosen)
        if above.shape.family == "title" and below.shape.kind is Kind.CHAPTER and below.shape.has_word
    ]
    later = [number for _, number in holders[1:]]
    if any(later) and 1 not in later:
        for candidate, _ in holders:
            candidate.shape = replace(candidate.shape, kind=Kind.PART)


def _ranks(chosen: Sequence[Candidate]) -> dict[str, int]:
    """Families of numbered headings from the outermost in: those that stand over others, then the rest."""
    families = Counter(c.shape.family for c in chosen if c.shape.kind in NUMBERED)
    places = {candidate.shape.family: place for place, candidate in reversed([*enumerate(chosen)])}
    first = {family: places[family] for family in families}
    kinds = {family: chosen[place].shape.kind for family, place in first.items()}
    chapters = [family for family, kind in kinds.items() if kind is Kind.CHAPTER and ":" in family]

    def within(family: str) -> bool:
        """Whether `Section 1` and the like begin anew under chapters."""
        over = [other for other in chapters if first[other] < first[family]]
        return any(_stands_under(chosen, family, o) and not _stands_under(chosen, o, family) for o in over)

    def titled(family: str) -> bool:
        """Whether `Act I` and the like begin anew under titles: of several plays, each has its own."""
        return "title" in first and not _runs_on(chosen, family) and _stands_under(chosen, family, "title")

    def order(family: str) -> tuple[int, int, int]:
        kind = kinds[family]
        if kind in HOLDERS and not within(family) and not titled(family):
            return (0, families[family], first[family])
        if kind in HOLDERS or kind in (Kind.SCENE, Kind.SUBCHAPTER):
            return (2, families[family], first[family])
        worded = family.partition(":")[0] not in _BARE_NUMBERS
        return (1 if worded else 2, 0, 0)

    orders = {family: order(family) for family in families}
    ranks: dict[str, int] = {}
    for family in sorted(families, key=orders.__getitem__):
        same = _continued(chosen, family, ranks) or [other for other in ranks if orders[other] == orders[family]]
        if (
            not same
            and [*ranks] == ["title"]
            and _runs_on(chosen, family)
            and not _stands_under(chosen, family, "title")
        ):
            same = ["title"]  # `The Forethought`, over its own text, beside chapters that are numbered
        if not same and family == "title" and _stand_beside(chosen, [*ranks], first):
            same = [next(iter(ranks))]
        held = [other for other in same if _stands_under(chosen, family, other)]
        ranks[family] = ranks[same[0]] if same and not held else len(set(ranks.values()))
    return ranks


def _stands_under(chosen: Sequence[Candidate], inner: str, outer: str) -> bool:
    """Whether headings of one family stand straight under those of the other, or begin anew time after time below one
    of the other each, with text between (a by-line, a motto)."""
    straight = sum((a.shape.family, b.shape.family) == (outer, inner) for a, b in _straight(chosen))
    anew = [
        above.shape.family
        for above, below in pairwise(chosen)
        if (below.shape.family, below.shape.number) == (inner, 1)
    ]
    outers = sum(candidate.shape.family == outer for candidate in chosen)
    always = anew.count(outer) == len(anew) > 0
    return (always and len(anew) > 1) or (straight > 0 and (straight > 0.5 * outers or always))


def _stand_beside(chosen: Sequence[Candidate], numbered: Sequence[str], first: dict[str, int]) -> bool:
    """Whether titles stand before the only numbered headings and never straight under one: they are its like."""
    if len(numbered) != 1 or not _runs_on(chosen, numbered[0]) or first["title"] > first[numbered[0]]:
        return False
    under = (above.shape.family == numbered[0] and below.shape.family == "title" for above, below in _straight(chosen))
    return not any(under)


def _straight(chosen: Sequence[Candidate]) -> list[tuple[Candidate, Candidate]]:
    """Each heading with the one straight below it, nothing between them."""
    return [
        (above, below)
        for above, below in pairwise(chosen)
        if below.index == max(above.index, above.title_at, above.subtitle_at) + 1
    ]


def _runs_on(chosen: Sequence[Candidate], family: str) -> bool:
    """Whether the numbers of a family begin once only."""
    return sum((c.shape.family, c.shape.number) == (family, 1) for c in chosen) < 2


def _continued(chosen: Sequence[Candidate], family: str, ranks: dict[str, int]) -> list[str]:
    """Families whose numbers this one carries on (`ADVENTURE VI`, then `VII.`): a sibling typed another way."""
    first = next(place for place, c in enumerate(chosen) if c.shape.family == family)
    before = next((c for c in reversed(chosen[:first]) if c.shape.family in ranks), None)
    if before is None or not before.shape.number or chosen[first].shape.number != before.shape.number + 1:
        return []
    if sum((c.shape.family, c.shape.number) == (family, chosen[first].shape.number) for c in chosen) > 1:
        return []  # `CHAPTER I`, text, `II`; `CHAPTER II`, text, `II`: parts of chapters
    return [before.shape.family]


def _loose_depth(place: int, chosen: Sequence[Candidate], ranks: dict[str, int], used: Sequence[int]) -> int:
    """The depth of a heading without number (prologue, epilogue, interlude, appendix)."""
    following = next((c for c in chosen[place + 1 :] if c.shape.family in ranks), None)
    if len(used) < 2:
        return 1
    before = chosen[place - 1] if place else None
    holds = before and (before.shape.kind in HOLDERS or (before.shape.kind is Kind.CHAPTER and before.shape.title))
    if before and holds and chosen[place].index == max(before.index, before.title_at) + 1:
        # Straight under the heading of a part: the part's own prologue; or of a chapter: its introduction.
        return 1 + used.index(ranks[before.shape.family]) + 1 if before.shape.family in ranks else 1
    # Numbers that start anew right after it make it the head of its own part.
    if following is not None and following.shape.number == 1 and ranks[following.shape.family] == used[-1]:
        return 1
    if following is not None and ranks[following.shape.family] == used[-1]:
        return len(used)
    return 1


def _without_holes(depths: list[int]) -> list[int]:
    """A heading is at most one deeper than what holds it."""
    out: list[int] = []
    stack: list[int] = []
    for depth in depths:
        while stack and stack[-1] >= depth:
            stack.pop()
        stack.append(depth)
        out.append(len(stack))
    return out
