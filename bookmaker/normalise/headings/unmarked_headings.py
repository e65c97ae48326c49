"""Headings of markup sources that were only typed: `<p><b>Chapter One</b></p>`, as word processors write them.

Only a heading word with a number shows one, and what stands between such (`Prologue`): in markup a heading can be
marked, and where the chapters' are, a paragraph is a paragraph.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from bookmaker.languages import Language
from bookmaker.model import Emphasis, Heading, Inlines, Kind, LineBreak, Link, Paragraph, Strong, Text
from bookmaker.normalise.headings.heading_lines import normal, shape
from bookmaker.normalise.headings.heading_shapes import NUMBERED, Shape
from bookmaker.normalise.line_ends import ends_sentence
from bookmaker.normalise.passes import Piece
from bookmaker.walk import one_line, plain, trimmed

_LONGEST = 100  # characters
_WORDS = 12  # of a title
_TOP = 3  # blocks of a file before which a lone heading may stand
_HOLDERS = frozenset({Kind.VOLUME, Kind.PART})


@dataclass(frozen=True, slots=True)
class _Found:
    at: int
    text: str
    shape: Shape
    heavy: bool  # set in bold


def marked(pieces: tuple[Piece, ...], language: Language) -> tuple[Piece, ...]:
    """The pieces with the headings that were only typed made headings."""
    own = [piece for piece in pieces if isinstance(piece, Heading)]
    shapes = [shape(one_line(heading.inlines), language) for heading in own]
    if any(each and each.kind in NUMBERED and each.number is not None for each in shapes):
        return pieces
    found = _without_lists([each for at, piece in enumerate(pieces) if (each := _found(at, piece, language))])
    numbered = [each for each in found if each.shape.number is not None]
    if not numbered or not _run_on(numbered, pieces, found[0].at):
        numbered = found = _numbers_alone(pieces, language)
        if not found:
            return pieces
    above = [piece.level for piece in pieces[: numbered[0].at] if isinstance(piece, Heading)]
    level = min(max(above, default=0) + 1, 5)
    holders = any(each.shape.kind in _HOLDERS for each in numbered)
    out = list(pieces)
    gone: set[int] = set()
    for each in found:
        text = each.text
        below = _found_title(pieces, each) if not each.shape.title else ""
        if below:
            text, gone = f"{text} {below}", gone | {each.at + 1}
        depth = level + (holders and each.shape.kind not in _HOLDERS)
        out[each.at] = Heading((Text(text),), depth, place=pieces[each.at].place)  # type: ignore[union-attr]
    return tuple(piece for at, piece in enumerate(out) if at not in gone)


def _without_lists(found: list[_Found]) -> list[_Found]:
    """The headings but those that stand in a row: they list what is to come."""
    places = {each.at for each in found}
    return [
        each
        for each in found
        if not any({each.at + step, each.at + step + 1, each.at + step + 2} <= places for step in (-2, -1, 0))
    ]


def _found(at: int, piece: Piece, language: Language, *, bare: bool = False) -> _Found | None:
    """A paragraph with a heading's shape: with a word, or `bare` with a number alone."""
    if not isinstance(piece, Paragraph) or piece.role != "body" or not piece.place.in_markup:
        return None
    inlines, heavy = _unwrapped(piece.inlines)
    if not all(isinstance(each, Text | LineBreak) for each in inlines):
        return None
    text = " ".join("".join(each.text if isinstance(each, Text) else " " for each in inlines).split())
    if not 0 < len(text) <= _LONGEST:
        return None
    made = shape(text, language)
    if made is None or made.kind is Kind.AUTHORS_NOTE:
        return None
    worded = made.has_word if made.number is not None else made.kind not in NUMBERED and not made.weak
    if bare:
        worded = made.is_bare
    title = made.title
    doubtful = len(title.split()) > _WORDS or title[:1].islower() or (ends_sentence(title) and title[-1] in ".,;:")
    return _Found(at, text, made, heavy) if worded and not doubtful else None


def _unwrapped(inlines: Inlines) -> tuple[Inlines, bool]:
    """What stands inside the emphasis round all of it, and whether that is bold."""
    heavy = False
    inlines = trimmed(inlines)
    while len(inlines) == 1 and isinstance(inlines[0], Strong | Emphasis | Link):
        heavy = heavy or isinstance(inlines[0], Strong)
        inlines = trimmed(inlines[0].inlines)
    return inlines, heavy


def _numbers_alone(pieces: Sequence[Piece], language: Language) -> list[_Found]:
    """Numbers that run on from the first, alone (`II`) or in bold with a title (`2. Herring`), text between them."""
    found = [each for at, piece in enumerate(pieces) if (each := _found(at, piece, language, bare=True))]
    family = [each for each in found if each.shape.family == found[0].shape.family]
    heavy = all(each.heavy for each in family)
    numbers = [each.shape.number for each in family]
    if len(family) < (2 if heavy else 3) or numbers != [*range(1, len(family) + 1)]:
        return []
    apart = all(lower.at > upper.at + 2 for upper, lower in pairwise(family))
    return family if apart and (heavy or not family[0].shape.title) else []


def _run_on(found: Sequence[_Found], pieces: Sequence[Piece], first: int) -> bool:
    """Whether the numbers run on; one alone must stand at the top of what it heads, or the `first` that has none."""
    if len(found) == 1:
        above = pieces[:first]
        return len(above) <= _TOP and all(len(_text(piece)) < _LONGEST for piece in above)
    families: dict[str, list[int]] = defaultdict(list)
    for each in found:
        families[each.shape.family].append(each.shape.number or 0)
    steps = [
        (pair[1] - pair[0] in (0, 1) or pair[1] <= 1) for numbers in families.values() for pair in pairwise(numbers)
    ]
    return sum(steps) >= 0.8 * len(steps)


def _found_title(pieces: Sequence[Piece], label: _Found) -> str:
    """The title in a bold paragraph of its own under a bold label."""
    below = pieces[label.at + 1] if label.at + 1 < len(pieces) else None
    if not label.heavy or not isinstance(below, Paragraph):
        return ""
    inlines, heavy = _unwrapped(below.inlines)
    text = one_line(inlines)
    return text if heavy and len(text) < 60 and not ends_sentence(text) and normal(text) else ""


def _text(piece: Piece) -> str:
    return plain(piece.inlines) if isinstance(piece, Paragraph) else ""
