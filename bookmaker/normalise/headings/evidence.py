"""What speaks for and against a line being a heading: named signals with weights.

Signals look at the line, at the white space round it, and at its siblings: numbers that run on, the author's own
contents list, page numbers and list items that only look like headings.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from bookmaker.model import Line, Place
from bookmaker.normalise.habits import Habit
from bookmaker.normalise.headings import dates, heading_lines
from bookmaker.normalise.headings.heading_numbers import roman
from bookmaker.normalise.headings.heading_shapes import Shape
from bookmaker.normalise.headings.letter_case import is_caps, is_title_case
from bookmaker.normalise.line_ends import ends_sentence
from bookmaker.normalise.passes import Group, Piece, joined_text

ENOUGH = 4.0


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
    "text follows at once": -1.0,
    "breaks into a sentence": -4.0,
    "out of sequence": -1.5,
    "an item of a list": -4.0,
    "in a list of its likes": -6.0,
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
    more_at: int = 0  # the piece in which that title goes on
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


def weigh(found: Sequence[Candidate], pieces: Sequence[Piece], habit: Habit, entries: set[str]) -> None:
    """Give every candidate the signals of its own. `entries`: the contents list, as `heading_lines.normal` gives it."""
    for candidate in found:
        candidate.signals += _own_signals(candidate, pieces, habit)
        shape = candidate.shape
        text = heading_lines.normal(shape.label + shape.title)
        if text in entries or (shape.title and heading_lines.normal(shape.title) in entries):
            candidate.signals.append("in the contents list")


def _own_signals(candidate: Candidate, pieces: Sequence[Piece], habit: Habit) -> Iterable[str]:
    shape, first = candidate.shape, candidate.lines[0]
    if isinstance(group := pieces[candidate.index], Group) and group.heading is not None:
        yield "the author says so"
        return
    match shape.family.rstrip("+").split(":")[0]:
        case "arabic" | "roman" | "spelled":
            yield "a number and a title" if shape.title else "a number alone"
        case "word" | "serial" | "of":
            yield "any word and a number"
        case dates.FAMILY | dates.MONTHS:
            yield "a date"
        case "§":
            yield "a heading word and a number"
        case _ if shape.number is None:
            yield "a heading word that is often plain text" if shape.weak else "a heading word alone"
        case _:
            yield "a heading word and a number"
    text = joined_text(candidate.lines)
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
