"""What speaks for and against a line being a heading: named signals with weights.

Signals look at the line, at the white space round it, and at its siblings: numbers that run on, the author's own
contents list, page numbers and list items that only look like headings.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from bookmaker.languages import Language
from bookmaker.model import Kind, Line, Place
from bookmaker.normalise import dates, headings
from bookmaker.normalise.habits import Habit, ends_sentence
from bookmaker.normalise.heading_numbers import roman
from bookmaker.normalise.heading_shapes import HOLDERS, Shape
from bookmaker.normalise.letter_case import is_caps, is_title_case
from bookmaker.normalise.letter_words import is_salutation
from bookmaker.normalise.passes import Group, Piece

ENOUGH = 4.0
_POEMS = 3  # in numbered stanzas
_SONNET = 14  # lines
_LONGEST_POEM = 12  # stanzas under one number
# `Chapter 1.02` after `Chapter 1.01`, `Chapter 2 (Part Two)` after its part one
_PARTS = re.compile(r"^[^\d]*\d+(?:\.\d|\.?[a-z]\b)|\((?:part|pt\.?|teil|partie|parte|часть) \w+\)", re.IGNORECASE)

_SPANS = frozenset(
    f"word:{word}"
    for word in "day week month year night tag woche jour jours semaine día dia semana giorno dag день".split()
)

WEIGHTS = {
    "the author says so": 100.0,
    # what the line says
    "a heading word and a number": 3.0,
    "a heading word alone": 3.0,
    "a heading word that is often plain text": 1.5,
    "a number alone": 1.5,
    "a number and a title": 0.5,
    "any word and a number": 0.5,
    "a date": 1.0,
    # how it stands
    "stands alone": 1.0,
    "more white space than a paragraph has": 1.0,
    "centred": 0.75,
    "in capitals": 1.0,
    "in title case": 0.5,
    "ornaments round it": 1.0,
    "nothing else stops without a stop": 2.0,
    "opens a file": 2.0,
    # its family
    "the number follows its sibling's": 2.0,
    "dates that run on": 2.0,
    "three or more siblings": 1.0,
    "in small letters like its siblings": 1.5,
    "the first under a part": 2.0,
    "in the contents list": 3.0,
    "in the company of surer headings": 1.0,
    # against it
    "ends like a sentence": -1.5,
    "begins in lower case": -1.5,
    "longer than a heading": -1.0,
    "far longer than a heading": -3.0,
    "speech": -2.0,
    "text follows at once": -1.0,
    "breaks into a sentence": -4.0,
    "out of sequence": -1.5,
    "an item of a list": -4.0,
    "a letter's date": -4.0,
    "over a stanza": -6.0,
}


@dataclass(slots=True)
class Candidate:
    """A line that may be a heading, with all that speaks for and against it."""

    index: int  # of its group among the pieces
    used: int  # how many lines of the group it takes
    shape: Shape
    lines: Sequence[Line]
    signals: list[str] = field(default_factory=list)
    title_at: int = 0  # the piece that holds its title, when that stands apart
    subtitle_at: int = 0
    level: int = 0  # what the author says of its depth

    @property
    def weight(self) -> float:
        """What the signals add up to."""
        return sum(WEIGHTS[signal] for signal in self.signals)

    def fills(self, pieces: Sequence[Piece]) -> bool:
        """Whether it takes all lines of its group, so that what may be its title stands in the next one."""
        piece = pieces[self.index]
        return isinstance(piece, Group) and self.used == len(piece.lines)

    @property
    def place(self) -> Place:
        """Where the heading stands."""
        return self.lines[0].place


def weigh(found: list[Candidate], pieces: Sequence[Piece], habit: Habit, entries: set[str], language: Language) -> None:
    """Give every candidate its signals. `entries`: the contents list, as `headings.normal` gives it."""
    for candidate in found:
        candidate.signals += _own_signals(candidate, pieces, habit)
        shape = candidate.shape
        text = headings.normal(shape.label + shape.title)
        if text in entries or (shape.title and headings.normal(shape.title) in entries):
            candidate.signals.append("in the contents list")
    parts = {candidate.index for candidate in found if candidate.shape.kind in HOLDERS and candidate.weight >= ENOUGH}
    families: dict[str, list[Candidate]] = defaultdict(list)
    for candidate in found:
        if candidate.shape.number == 1 and candidate.index - 1 in parts:
            candidate.signals.append("the first under a part")
        families[candidate.shape.family].append(candidate)
    for family in families.values():
        _weigh_family(family, pieces)
        _weigh_stanzas(family, pieces, habit)
        _weigh_poems(family, pieces)
    _weigh_months(families.get(dates.MONTHS, []), pieces, language)
    _weigh_dates(families.get(dates.FAMILY, []), pieces, language)


def _own_signals(candidate: Candidate, pieces: Sequence[Piece], habit: Habit) -> Iterable[str]:
    shape, first = candidate.shape, candidate.lines[0]
    if isinstance(group := pieces[candidate.index], Group) and group.heading is not None:
        yield "the author says so"
        return
    match shape.family.rstrip("+").split(":")[0]:
        case "arabic" | "roman" | "spelled":
            yield "a number and a title" if shape.title else "a number alone"
        case "word" | "serial":
            yield "any word and a number"
        case dates.FAMILY | dates.MONTHS:
            yield "a date"
        case "§":
            yield "a heading word and a number"
        case _ if shape.number is None:
            yield "a heading word that is often plain text" if shape.weak else "a heading word alone"
        case _:
            yield "a heading word and a number"
    text = " ".join(line.text for line in candidate.lines)
    whole = candidate.fills(pieces)
    yield "stands alone" if whole else "text follows at once"
    if first.blanks > max(1, habit.blanks):
        yield "more white space than a paragraph has"
    if first.indent >= 8:
        yield "centred"
    letters = shape.title if roman(shape.label.rstrip(".")) is not None else text
    if is_caps(letters):
        yield "in capitals"
    elif is_title_case(letters):
        yield "in title case"
    if shape.decorated:
        yield "ornaments round it"
    if isinstance(group, Group) and group.opens_file:
        yield "opens a file"
    yield from _doubts(shape, text)


def _doubts(shape: Shape, text: str) -> Iterable[str]:
    title = shape.title
    if title and not is_caps(text):
        words = title.split()
        if text[-1] in ",;" or (
            ends_sentence(title) and title[-1] in ".!?\"'”’" and len(words) > 5 and "--" not in title
        ):
            yield "ends like a sentence"
        if title[0].islower():
            yield "begins in lower case"
        if len(words) > 25:
            yield "far longer than a heading"
        elif len(words) > 12:
            yield "longer than a heading"
    if text[0] in "\"“«„'‘" and not shape.decorated:
        yield "speech"


def _weigh_family(family: list[Candidate], pieces: Sequence[Piece]) -> None:
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
            if follows or leads or rising:
                candidate.signals.append("the number follows its sibling's")
            elif len(family) > 1 and number != 1:
                candidate.signals.append("out of sequence")
        if len(family) > 2:
            candidate.signals.append("three or more siblings")
        if (place and adjacent[place - 1]) or (place < len(adjacent) and adjacent[place]):
            candidate.signals.append("an item of a list")
    if (
        all("begins in lower case" in candidate.signals for candidate in family)
        and len(family) > 2
        and not any(adjacent)
    ):
        for candidate in family:
            candidate.signals.append("in small letters like its siblings")
    breaking = [candidate for candidate in family if _breaks_in(candidate, pieces)]
    if len(breaking) > 0.2 * len(family):
        for candidate in family if len(breaking) > 2 else breaking:
            candidate.signals.append("breaks into a sentence")


def _weigh_stanzas(family: list[Candidate], pieces: Sequence[Piece], habit: Habit) -> None:
    """Numbers alone with nothing but set-in verse between them, in prose, no more white space round them: a poem's."""
    if not habit.width or habit.verse or family[0].shape.title or family[0].shape.family not in {"roman", "arabic"}:
        return
    parted = [_only_verse(pieces[a.index + 1 : b.index], habit) for a, b in pairwise(family)]
    for place, candidate in enumerate(family):
        near = (place and parted[place - 1]) or (place < len(parted) and parted[place])
        if near and candidate.lines[0].blanks <= max(1, habit.blanks):
            candidate.signals.append("over a stanza")


def _weigh_poems(family: Sequence[Candidate], pieces: Sequence[Piece]) -> None:
    """Numbers alone that begin anew in poem after poem, each over one stanza, are no headings."""
    if family[0].shape.title or family[0].shape.family not in {"roman", "arabic"}:
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
        and min(line.indent for line in piece.lines) > habit.indent + 1
        and max(len(line.text) for line in piece.lines) < 0.85 * habit.width
        for piece in pieces
    )


def _weigh_dates(family: list[Candidate], pieces: Sequence[Piece], language: Language) -> None:
    """Dates that run on are a diary's; over salutations they are letters'."""
    said = [dates.date(candidate.shape.title, language.tag) or (0, 0) for candidate in family]
    letters = sum(
        candidate.index + 1 < len(pieces) and is_salutation(pieces[candidate.index + 1]) for candidate in family
    )
    if letters > 0.3 * len(family):
        signal = "a letter's date"
    elif len(family) > 2 and dates.run_on(said):
        signal = "dates that run on"
    else:
        return
    for candidate in family:
        candidate.signals.append(signal)


def _weigh_months(family: list[Candidate], pieces: Sequence[Piece], language: Language) -> None:
    """Months that run on, with the days of each under it, are a diary's."""
    said = [(dates.month(candidate.shape.title, language.tag) or 0, 0) for candidate in family]
    if not dates.run_on(said):
        return
    below = (pieces[candidate.index + 1] for candidate in family if candidate.index + 1 < len(pieces))
    opened = sum(isinstance(piece, Group) and dates.day_opens(piece.lines[0].text) for piece in below)
    if opened * 2 >= len(family):  # a month may begin with no day
        for candidate in family:
            candidate.signals.append("dates that run on")


def _breaks_in(candidate: Candidate, pieces: Sequence[Piece]) -> bool:
    """Whether the text before stops in mid-sentence and the text after goes on: a page number does that."""
    before = pieces[candidate.index - 1] if candidate.index else None
    after = pieces[candidate.index + 1] if candidate.index + 1 < len(pieces) else None
    if not isinstance(before, Group) or not isinstance(after, Group):
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
