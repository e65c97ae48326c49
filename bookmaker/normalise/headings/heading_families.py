"""What speaks for and against a heading among its siblings: numbers that run on, dates, items of a list, stanzas."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from bookmaker.languages import Language
from bookmaker.model import Kind
from bookmaker.normalise.blocks.letter_words import is_salutation
from bookmaker.normalise.habits import Habit
from bookmaker.normalise.headings import dates
from bookmaker.normalise.headings.evidence import ENOUGH, Candidate
from bookmaker.normalise.headings.heading_shapes import HOLDERS, STAGE
from bookmaker.normalise.headings.letter_case import is_caps
from bookmaker.normalise.line_ends import ends_sentence
from bookmaker.normalise.passes import Group, Piece, group_at, longest_of, margin_of

_LONGEST_POEM = 12  # stanzas under one number
_POEMS = 3  # in numbered stanzas
_SONNET = 14  # lines
# `Chapter 1.02` after `Chapter 1.01`, `Chapter 2 (Part Two)` after its part one
_PARTS = re.compile(r"^[^\d]*\d+(?:\.\d|\.?[a-z]\b)|\((?:part|pt\.?|teil|partie|parte|часть) \w+\)", re.IGNORECASE)
_RUN_ON = 0.7  # share of numbers that follow the one above
_ACTS, _TOLD = 2, 3  # acts and scenes of a synopsis, at the least; groups from one to the next
_SMALL = 0.7  # share of titles in small letters that shows it to be the author's way
_FIGURES = frozenset({"roman", "arabic"})
_SPANS = frozenset(
    f"word:{word}"
    for word in "day week month year night tag woche jour jours semaine día dia semana giorno dag день".split()
)


def weigh(found: Sequence[Candidate], pieces: Sequence[Piece], habit: Habit, language: Language) -> None:
    """Give every candidate the signals that its family gives."""
    parts = {candidate.index for candidate in found if candidate.shape.kind in HOLDERS and candidate.weight >= ENOUGH}
    chapters = [c.index for c in found if c.shape.kind is Kind.CHAPTER and c.shape.has_word and c.weight >= ENOUGH]
    families: dict[str, list[Candidate]] = defaultdict(list)
    for candidate in found:
        if candidate.shape.number == 1 and candidate.index - 1 in parts:
            candidate.signals.append("the first under a part")
        families[candidate.shape.family].append(candidate)
    for family in _together(families):
        _weigh_family(family, pieces, chapters)
    for candidate in _of_synopsis([candidate for candidate in found if candidate.shape.kind in STAGE]):
        candidate.signals += ["in a list of its likes", "an item of a list"]
    for family in families.values():
        _weigh_stanzas(family, pieces, habit)
        _weigh_poems(family, pieces)
    _weigh_months(families.get(dates.MONTHS, []), pieces, language)
    _weigh_dates(families.get(dates.FAMILY, []), pieces, language)


def _together(families: Mapping[str, list[Candidate]]) -> Iterator[list[Candidate]]:
    """The families; numbers with a title and without are one where they run on together (`1. Ashes`, `2.`, `3.`)."""
    left = dict(families)
    for figures in _FIGURES:
        both = sorted((*left.get(figures, ()), *left.get(f"{figures}+", ())), key=lambda candidate: candidate.index)
        chain: list[Candidate] = []
        for candidate in both:
            if not chain or candidate.shape.number == (chain[-1].shape.number or 0) + 1:
                chain.append(candidate)
        if len({candidate.shape.family for candidate in chain}) > 1 and len(chain) >= _RUN_ON * len(both):
            yield chain
            taken = {candidate.index for candidate in chain}
            for name in (figures, f"{figures}+"):  # items of a list somewhere
                left[name] = [candidate for candidate in left[name] if candidate.index not in taken]
    yield from filter(None, left.values())


def _weigh_family(family: list[Candidate], pieces: Sequence[Piece], chapters: Sequence[int]) -> None:
    """Signals that only siblings give: a running number, a common habit, being items of a list or page numbers."""
    numbers = [candidate.shape.number for candidate in family]
    adjacent = [later.index == earlier.index + 1 and earlier.fills(pieces) for earlier, later in pairwise(family)]
    # Days and weeks pass untold.
    rising = family[0].shape.family in _SPANS and len(family) > 2 and not any(adjacent)
    rising = rising and all(lower > upper for upper, lower in pairwise(n or 0 for n in numbers))
    for place, candidate in enumerate(family):
        number = numbers[place]
        if number is not None:
            before = numbers[place - 1] if place else None
            after = numbers[place + 1] if place + 1 < len(family) else None
            part = _PARTS.search(f"{candidate.shape.label} {candidate.shape.title}") is not None
            follows = before is not None and (number in (before + 1, 0) or (number == before and part))
            leads = (after in (number + 1, 0) and (number <= 1 or not place)) or (
                after == number and part and not place
            )
            second = number == 2 and candidate.shape.family in _FIGURES and _is_second(place, family, chapters)
            if follows or leads or rising or second:
                candidate.signals.append("the number follows its sibling's")
            elif len(family) > 1 and number != 1:
                candidate.signals.append("out of sequence")
        if len(family) > 2:
            candidate.signals.append("three or more siblings")
        if (place and adjacent[place - 1]) or (place < len(adjacent) and adjacent[place]):
            candidate.signals.append("an item of a list")
    for candidate in _listed(family, adjacent):
        candidate.signals.append("in a list of its likes")
    small = [candidate for candidate in family if "begins in lower case" in candidate.signals]
    if len(small) > 2 and len(small) >= _SMALL * len(family) and not any(adjacent):
        for candidate in small:
            candidate.signals.append("in small letters like its siblings")
    breaking = [candidate for candidate in family if breaks_in(candidate, pieces)]
    if len(breaking) > 0.2 * len(family):
        for candidate in family if len(breaking) > 2 else breaking:
            candidate.signals.append("breaks into a sentence")


def _is_second(place: int, family: Sequence[Candidate], chapters: Sequence[int]) -> bool:
    """Whether a chapter was opened since the last number: its first part may have none (`CHAPTER IV`, text, `II`)."""
    above = family[place - 1].index if place else -1
    return bisect_left(chapters, family[place].index) > bisect_left(chapters, above)


def _listed(family: Sequence[Candidate], adjacent: Sequence[bool]) -> Iterator[Candidate]:
    """Members straight below one another whose numbers come again further down: `ACT I. A mill.`, `ACT II. A quay.`"""
    end = next((n for n, close in enumerate(adjacent) if not close), len(adjacent)) + 1
    below = {candidate.shape.number for candidate in family[end:]}
    if end > 1 and sum(candidate.shape.number in below for candidate in family[:end]) > 0.5 * end:
        yield from family[:end]


def _of_synopsis(found: Sequence[Candidate]) -> Sequence[Candidate]:
    """The acts and scenes that a play tells of, a few lines under each, before its acts begin anew: nobody speaks."""
    firsts = [n for n, c in enumerate(found) if c.shape.kind is Kind.ACT and c.shape.number == 1]
    if len(firsts) != 2 or firsts[1] - firsts[0] < _ACTS:
        return ()
    told = found[firsts[0] : firsts[1]]
    apart = [lower.index - upper.index for upper, lower in pairwise(found[firsts[0] : firsts[1] + 1])]
    return told if max(apart) <= _TOLD else ()


def _weigh_stanzas(family: list[Candidate], pieces: Sequence[Piece], habit: Habit) -> None:
    """Numbers alone with nothing but set-in verse between them, in prose, no more white space round them: a poem's."""
    if not habit.width or habit.verse or family[0].shape.title or family[0].shape.family not in _FIGURES:
        return
    parted = [_only_verse(pieces[a.index + 1 : b.index], habit) for a, b in pairwise(family)]
    close = [candidate.lines[0].blanks <= max(1, habit.blanks) for candidate in family]
    for place, candidate in enumerate(family):
        near = (place and parted[place - 1]) or (place < len(parted) and parted[place])
        opens = candidate.shape.number == 1 and place < len(parted) and parted[place] and close[place + 1]
        if near and (close[place] or opens):  # (over the first stands the title of the poem)
            candidate.signals.append("over a stanza")


def _weigh_poems(family: Sequence[Candidate], pieces: Sequence[Piece]) -> None:
    """Numbers alone that begin anew in poem after poem, each over one stanza, are no headings."""
    if family[0].shape.title or family[0].shape.family not in _FIGURES:
        return
    starts = [n for n, candidate in enumerate(family) if candidate.shape.number == 1]
    poems = [family[first:last] for first, last in pairwise([*starts, len(family)])]
    poems = [poem for poem in poems if len(poem) > 1 and _in_single_stanzas(poem, pieces)]
    if len(poems) >= _POEMS:
        for candidate in (candidate for poem in poems for candidate in poem):
            candidate.signals.append("over a stanza")


def _in_single_stanzas(poem: Sequence[Candidate], pieces: Sequence[Piece]) -> bool:
    """Whether nearly every number, but the last, stands over one group of short lines, shorter than a sonnet."""
    parts = [pieces[upper.index + 1 : lower.index] for upper, lower in pairwise(poem)]
    single = sum(len(part) == 1 and _is_stanza(part[0]) for part in parts)
    return single > 0.7 * len(parts) and all(map(_is_stanza, pieces[poem[-1].index + 1 :][:1]))


def _is_stanza(piece: Piece) -> bool:
    if not isinstance(piece, Group) or not 2 < len(piece.lines) < _SONNET:
        return False
    return sum(line.text[0].islower() for line in piece.lines) < 0.2 * len(piece.lines)


def _only_verse(pieces: Sequence[Piece], habit: Habit) -> bool:
    """Whether all that stands here is set in, and of short lines."""
    return 0 < len(pieces) < _LONGEST_POEM and all(
        isinstance(piece, Group)
        and len(piece.lines) > 1
        and margin_of(piece.lines) > habit.indent + 1
        and longest_of(piece.lines) < 0.85 * habit.width
        for piece in pieces
    )


def _weigh_dates(family: list[Candidate], pieces: Sequence[Piece], language: Language) -> None:
    """Dates that run on are a diary's; over salutations they are letters'."""
    said = [dates.date(candidate.shape.title, language.tag) or (0, 0) for candidate in family]
    letters = sum(
        candidate.index + 1 < len(pieces) and is_salutation(pieces[candidate.index + 1]) for candidate in family
    )
    letters += sum(_under_name(candidate, pieces) for candidate in family)
    if letters > 0.3 * len(family):
        signal = "a letter's date"
    elif len(family) > 2 and dates.run_on(said):
        signal = "dates that run on"
    else:
        return
    for candidate in family:
        candidate.signals.append(signal)


def _under_name(candidate: Candidate, pieces: Sequence[Piece]) -> bool:
    """Whether a date stands close under a name in capitals and farther over what follows: at a letter's foot."""
    above, below = group_at(pieces, candidate.index - 1), group_at(pieces, candidate.index + 1)
    if above is None or below is None or len(above.lines) > 1:
        return False
    return is_caps(above.lines[0].text) and candidate.lines[0].blanks < below.lines[0].blanks


def _weigh_months(family: list[Candidate], pieces: Sequence[Piece], language: Language) -> None:
    """Months that run on, with the days of each under it, are a diary's."""
    said = [(dates.month(candidate.shape.title, language.tag) or 0, 0) for candidate in family]
    if not dates.run_on(said):
        return
    below = (group_at(pieces, candidate.index + 1) for candidate in family)
    opened = sum(group is not None and dates.day_opens(group.lines[0].text) for group in below)
    if opened * 2 >= len(family):  # a month may begin with no day
        for candidate in family:
            candidate.signals.append("dates that run on")


def breaks_in(candidate: Candidate, pieces: Sequence[Piece]) -> bool:
    """Whether the text before stops in mid-sentence and the text after goes on: a page number does that."""
    before, after = group_at(pieces, candidate.index - 1), group_at(pieces, candidate.index + 1)
    if before is None or after is None or candidate.lines[0].text.islower():  # (of an author who types none but small)
        return False
    return not ends_sentence(before.lines[-1].text) and after.lines[0].text[0].islower()


def weigh_company(found: list[Candidate], chosen: Sequence[Candidate]) -> None:
    """A sure heading in the text makes others likelier."""
    if not any(c.shape.family == "serial" or "a heading word and a number" in c.signals for c in chosen):
        return
    for candidate in found:
        if candidate.shape.family in (dates.FAMILY, dates.MONTHS):
            continue
        if candidate.shape.number is None or candidate.shape.kind is not Kind.CHAPTER:
            candidate.signals.append("in the company of surer headings")
