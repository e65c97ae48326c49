"""What stands again over every chapter: the part's heading (`Part One: Water / Chapter 2: Tea`), the book's title."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from bookmaker.languages import Language
from bookmaker.model import Decision, Kind, Line
from bookmaker.normalise.headings import heading_lines
from bookmaker.normalise.headings.heading_shapes import HOLDERS, Shape
from bookmaker.normalise.passes import Decisions, Group, Piece, group_at, removal
from bookmaker.normalise.title_page.by_lines import after_by

_ENDS = frozenset({Kind.PROLOGUE, Kind.EPILOGUE})  # that may hold chapters, too
_LONGEST = 120  # characters
_BETWEEN = re.compile(r"\s*(?:/|\||·|•|--+|—|–|\s-\s|[:;,.])\s*")
_LABEL, _NUMBER = 40, 16  # characters
_LINES = 6  # of a group that may hold two headings
_FEWEST = 2
_MOST = 0.5  # share of the chapters that have the same name under their headings
_MARKS = 9  # characters put round a title

_Split = tuple[Line, Line]  # the part's heading and the chapter's


def apart(pieces: Sequence[Piece], language: Language) -> tuple[tuple[Piece, ...], Decisions]:
    """The pieces with both headings in groups of their own; the part's where it begins, and not again."""
    alone = _numbers_alone(pieces, language)
    pieces = [part for piece in pieces for part in _over_each_other(piece, language, alone)]
    found = {
        index: split
        for index, piece in enumerate(pieces)
        if isinstance(piece, Group) and len(piece.lines) == 1 and (split := _split(piece.lines[0], language))
    }
    found = _without_strange_words(found, language)
    staged = any(part.text.casefold().startswith("act ") for part, _ in found.values())
    if len(found) < (1 if staged else _FEWEST):  # (an act's heading has its scene's beside it, if only once)
        return tuple(pieces), ()
    out: list[Piece] = []
    decisions: list[Decision] = []
    above = ""
    for index, piece in enumerate(pieces):
        if index not in found or not isinstance(piece, Group):
            out.append(piece)
            continue
        part, chapter = found[index]
        if heading_lines.normal(part.text) == above:
            decisions.append(removal("sections/part-again", [part]))
            chapter = chapter._replace(blanks=part.blanks)
        else:
            out.append(replace(piece, lines=(part,)))
            above = heading_lines.normal(part.text)
        out.append(replace(piece, lines=(chapter,)))
    return tuple(out), tuple(decisions)


def _numbers_alone(pieces: Sequence[Piece], language: Language) -> frozenset[tuple[str, int]]:
    """The numbers that stand alone, each in a group of its own: `II`."""
    texts = {piece.lines[0].text for piece in pieces if isinstance(piece, Group) and len(piece.lines) == 1}
    shapes = (heading_lines.shape(text, language) for text in sorted(texts) if len(text) < _NUMBER)
    return frozenset((shape.family, shape.number) for shape in shapes if shape and shape.number and not shape.title)


def _holds(shape: Shape) -> bool:
    """Whether a line is `PART ONE` or `EPILOGUE`, and no more."""
    if shape.kind in _ENDS:
        return shape.number is None and not (shape.label and shape.title)
    return shape.kind in HOLDERS and shape.number is not None and shape.has_word and not shape.title


def _over_each_other(piece: Piece, language: Language, alone: frozenset[tuple[str, int]]) -> tuple[Piece, ...]:
    """A group that begins with `ACT I` over `SCENE I`, as two; or with `PART ONE` over `I`, when `II` stands alone."""
    if not isinstance(piece, Group) or piece.plain or piece.heading or not 1 < len(piece.lines) < _LINES:
        return (piece,)
    upper, lower = piece.lines[:2]
    outer = heading_lines.shape(upper.text, language) if len(upper.text) < _LABEL else None
    if outer is None or not _holds(outer):
        return (piece,)
    inner = heading_lines.shape(lower.text, language) if len(lower.text) < _LONGEST else None
    if inner is None or inner.number is None or inner.kind in HOLDERS:
        return (piece,)
    numbered = inner.has_word and outer.number is not None
    if not numbered and (inner.title or (inner.family, inner.number + 1) not in alone):
        return (piece,)
    return replace(piece, lines=(upper,)), Group((lower._replace(blanks=1), *piece.lines[2:]))


def without_title(pieces: Sequence[Piece], title: str, language: Language) -> tuple[tuple[Piece, ...], Decisions]:
    """The pieces without the book's title over chapters, and without a name that stands under each of them."""
    own = heading_lines.normal(title)
    names = _names_again(pieces, language)
    out: list[Piece] = []
    gone: list[Line] = []
    for index, piece in enumerate(pieces):
        if not isinstance(piece, Group) or piece.plain:
            out.append(piece)
            continue
        text = piece.lines[0].text
        over = bool(own) and abs(len(text) - len(title)) < _MARKS and heading_lines.normal(text) == own
        if not over and (len(piece.lines) > 1 or text not in names):
            out.append(piece)
            continue
        first, *others = piece.lines
        below = group_at(pieces, index + 1)
        under = others[0] if others else below.lines[0] if below else None
        if over and under is not None and _numbers(under, language):
            gone.append(first)
            if others:
                out.append(replace(piece, lines=(others[0]._replace(blanks=first.blanks), *others[1:])))
        elif not others and first.text in names:
            gone.append(first)
        else:
            out.append(piece)
    return tuple(out), [removal("sections/title-again", [line]) for line in gone]


def _names_again(pieces: Sequence[Piece], language: Language) -> frozenset[str]:
    """Lines like `By Ines Varga` that stand straight under most chapters' headings."""
    pairs = [
        (upper, lower) for upper, lower in pairwise(pieces) if isinstance(upper, Group) and isinstance(lower, Group)
    ]
    below = Counter(
        lower.lines[0].text
        for upper, lower in pairs
        if len(lower.lines) == 1 and _says_by(lower, language)
        if any(_numbers(line, language) for line in upper.lines[:3])
    )
    names = {text for text, times in below.items() if times >= _FEWEST}
    if not names:
        return frozenset()
    # Under a few of many chapters it says who speaks there: some of the psalms are `By David`.
    chapters = sum(_numbers(upper.lines[0], language) for upper, _ in pairs)
    return frozenset(text for text in names if below[text] > _MOST * chapters)


def _says_by(group: Group, language: Language) -> bool:
    return len(group.lines[0].text.split()) < 6 and bool(after_by(group.lines[0].text, language))


def named_again(untitled: Decisions, language: Language) -> str:
    """The name among what stood over or under every chapter."""
    return next((name for decision in untitled if (name := after_by(decision.before, language))), "")


def _numbers(line: Line, language: Language) -> bool:
    """Whether a line is a heading word with its number."""
    found = heading_lines.shape(line.text, language) if len(line.text) < _LONGEST else None
    return found is not None and found.number is not None and found.has_word


def _without_strange_words(found: dict[int, _Split], language: Language) -> dict[int, _Split]:
    """The split headings; those under any word (`World 1, Chapter 2`) only where several of it run on from one."""
    worded = {i: shape for i, (part, _) in found.items() if (shape := _strange(part, language))}
    counted: dict[str, list[int]] = defaultdict(list)
    for shape in worded.values():
        counted[shape.family].append(shape.number or 0)
    running = {
        family
        for family, numbers in counted.items()
        if numbers[0] < 2 < len(numbers) + 1 and all(0 <= later - number < 2 for number, later in pairwise(numbers))
        if numbers[-1] > numbers[0]
    }
    return {i: split for i, split in found.items() if i not in worded or worded[i].family in running}


def _strange(line: Line, language: Language) -> Shape | None:
    """The shape of a line with a number after a word that no heading begins with."""
    shape = heading_lines.shape(line.text, language)
    return shape if shape and shape.has_any_word else None


def _split(line: Line, language: Language) -> _Split | None:
    """The line of the part and that of its chapter; None for any other line."""
    text = line.text
    if len(text) > _LONGEST:
        return None
    whole = heading_lines.shape(text, language)
    if whole is None or whole.number is None or not whole.has_word:
        return None
    for between in _BETWEEN.finditer(text):
        part, chapter = text[: between.start()], text[between.end() :]
        outer, inner = (heading_lines.shape(each, language) if each else None for each in (part, chapter))
        if outer is None or inner is None or inner.number is None or outer.number is None:
            continue
        holds = outer.kind in HOLDERS or (outer.has_any_word and not outer.title)
        worded = inner.has_word and not inner.has_any_word
        if holds and outer.has_word and worded and inner.kind not in HOLDERS:
            return line._replace(text=part), line._replace(text=chapter, blanks=1)
    return None
