"""The marks of a paragraph, read so that they balance: the cheapest of all readings.

Every reading has a price: what each mark's surroundings ask for it (`marks`), and what it costs not to balance. All
readings go forward together, mark by mark; of those that leave the same marks open only the cheapest is kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple, TypeAlias

from bookmaker.normalise.typography.apostrophes import NEVER
from bookmaker.normalise.typography.marks import Action, Mark, Stack

# What it costs not to balance. The prices of a mark's surroundings run from 0 to 9.
NEVER_OPENED = 6.0
NEVER_CLOSED = 4.5
CLOSED_OVER = 6.0  # an inner mark is still open when the outer one closes
OPENED_AGAIN = 7.0  # speech opens inside speech of the same kind: the one before was never closed
SAME_INSIDE = 5.0  # "He said "no" to me"
UNSTOPPED = 2.0  # speech of more than a sentence ends with no stop
UNLIKE = 4.0  # "So,' said he
DEEPER = 0.5  # a quotation in a quotation in a quotation
LEADS_ON = 1.5  # speech stays open before or inside verse, or before a colon's matter
PASSES = 0.2  # speech that was open before passes by what is set apart
GOES_ON = 0.3  # the next paragraph repeats the opening mark
CARRIED, NOT_CARRIED = 1.5, 0.5  # speech left open, and this paragraph does not repeat its mark
DEEPEST = 4


Trail: TypeAlias = "tuple[Trail, Action] | None"
"""What the marks so far do, the last one outermost: a paragraph may have thousands, and each reading goes on from
another's."""


class Following(NamedTuple):
    """What comes after a run: the kind of mark it begins with, and whether this run leads on to it."""

    starts: str
    leads_on: bool


class Fault(NamedTuple):
    """A mark of the run (by number) that has no partner."""

    mark: int
    never_closed: bool
    at_end: bool = False


class Reading(NamedTuple):
    """One way to read the marks of a run: what each does, what is open in the end, and what does not balance."""

    price: float
    stack: Stack
    opened: tuple[int, ...] = ()  # the marks that opened what is on the stack; -1 for a mark of an earlier run
    trail: Trail = None
    faults: tuple[Fault, ...] = ()
    from_carried: bool = False

    @property
    def actions(self) -> list[Action]:
        """What each mark does."""
        out: list[Action] = []
        trail = self.trail
        while trail:
            trail, action = trail
            out.append(action)
        return out[::-1]


def cheapest(candidates: Sequence[Mark], carried: Stack, starts: str, following: Following, apart: bool) -> Reading:
    """The cheapest reading of a run. `starts` names the kind of mark it begins with."""
    goes_on = bool(carried) and starts != carried[0]
    readings = [Reading((1.0 if apart else NOT_CARRIED) if goes_on else 0.0, "")]
    if carried:
        price = 3.0 if not goes_on else 0.0 if apart else CARRIED
        readings.append(Reading(price, carried, (-1,) * len(carried), from_carried=True))
    for number, mark in enumerate(candidates):
        best: dict[Stack, Reading] = {}
        for reading in readings:
            for after in _steps(reading, number, mark, candidates, apart):
                if after.stack not in best or after.price < best[after.stack].price:
                    best[after.stack] = after
        readings = list(best.values())
    return min((_ended(reading, following) for reading in readings), key=lambda reading: (reading.price, reading.stack))


def _steps(reading: Reading, number: int, mark: Mark, candidates: Sequence[Mark], apart: bool) -> Iterator[Reading]:
    """What the reading becomes when the mark opens, closes, or stands for something left out."""
    stack, opened = reading.stack, reading.opened

    def after(action: Action, price: float, stack: Stack, opened: tuple[int, ...], *faults: Fault) -> Reading:
        total = reading.price + price
        return Reading(total, stack, opened, (reading.trail, action), reading.faults + faults, reading.from_carried)

    if mark.opens < NEVER:
        if stack[-1:] == mark.kind:
            price = OPENED_AGAIN
            faults = (Fault(opened[-1], True),) if opened[-1] >= 0 else ()
            if mark.at_line_start:  # the lines of a quoted letter, of verse, each with a mark of its own
                price, faults = 0.5 if apart or opened[-1] == -1 else 2.0, ()
            yield after("open", mark.opens + price, stack, (*opened[:-1], number), *faults)
            if len(stack) < DEEPEST and mark.kind == "d":
                yield after("open", mark.opens + SAME_INSIDE, stack + mark.kind, (*opened, number))
        elif mark.at_line_start and stack[:1] == mark.kind and _repeats(candidates, number, stack):
            yield after("open", mark.opens + 0.5, stack[:1], (number,))  # "'Yours truly, / "'J. Smith.'"
        elif len(stack) < DEEPEST:
            price = DEEPER if mark.kind in stack else 0.0
            yield after("open", mark.opens + price, stack + mark.kind, (*opened, number))
        else:
            yield after("open", mark.opens + OPENED_AGAIN, stack, opened)
    if mark.closes < NEVER:
        level = stack.rfind(mark.kind)
        if level < 0:
            yield after("close", mark.closes + NEVER_OPENED, stack, opened, Fault(number, False))
            if len(stack) == 1 and mark.closes == 0.0 and mark.stands_for > UNLIKE:
                yield after("close", UNLIKE, "", (), Fault(number, False))
        else:
            over = [Fault(at, True) for at in opened[level + 1 :] if at >= 0]
            price = CLOSED_OVER * (len(stack) - level - 1)
            if mark.unstopped and (opened[level] < 0 or candidates[opened[level]].sentence != mark.sentence):
                price += UNSTOPPED
            yield after("close", mark.closes + price, stack[:level], opened[:level], *over)
    if mark.stands_for < NEVER:
        yield after("apostrophe", mark.stands_for, stack, opened)


def _repeats(candidates: Sequence[Mark], number: int, stack: Stack) -> bool:
    """Do marks that touch each other, from this one on, open again all that is open?"""
    again = candidates[number : number + len(stack)]
    touching = all(mark.end == after.start for mark, after in pairwise(again))
    return len(stack) > 1 and touching and "".join(mark.kind for mark in again) == stack


def _ended(reading: Reading, following: Following) -> Reading:
    """The reading with the price of what it leaves open."""
    if not reading.stack:
        return reading
    faults: tuple[Fault, ...] = ()
    if following.starts == reading.stack[0]:
        price = GOES_ON
    else:
        if following.leads_on:
            price = sum(PASSES if at < 0 else LEADS_ON for at in reading.opened)
        else:
            price = NEVER_CLOSED * len(reading.stack)
        faults = tuple(Fault(at, True, at_end=True) for at in reading.opened if at >= 0)
    return reading._replace(price=reading.price + price, faults=reading.faults + faults)
