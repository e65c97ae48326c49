"""What a pass is. There are two kinds, and each also says what it decided and what a person should look at.

A layout pass works on the manuscript: it replaces the lines it recognises by what they are. Lines no pass has
recognised are running text in the end. A typographic pass works on the runs of text of the finished book. Settings
and language are bound when a pass is made (`make(language, ...) -> TypographicPass`), so a pass is a pure function.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from bookmaker.metadata import Override
from bookmaker.model import Block, Decision, Facts, Finding, Kind, Line, Note, Place, Section
from bookmaker.normalise.typography.runs import Run

Decisions: TypeAlias = Sequence[Decision]
Findings: TypeAlias = tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Lines that belong together by the manuscript's own habit: a paragraph, a stanza, a heading.

    `plain`: the author has said that it is running text. `heading`: the author has said that it is a heading.
    `opens_file`: it stands first in its source file.
    """

    lines: tuple[Line, ...]
    plain: bool = False
    heading: Override | None = None
    opens_file: bool = False


@dataclass(frozen=True, slots=True)
class Opening:
    """A heading: the section it opens (still without blocks) and how deep that stands (1 at the top)."""

    section: Section
    depth: int


Piece: TypeAlias = Group | Opening | Block


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A book on its way from lines to sections: pieces in order, and what was taken out of the running text."""

    pieces: tuple[Piece, ...]
    contents: tuple[str, ...] = ()  # the entries of the author's own contents list
    notes: tuple[Note, ...] = ()
    kinds: tuple[tuple[Place, Kind], ...] = ()  # what the author says that headings of markup sources open
    facts: Facts = ()  # what the text says of itself


def text_of(piece: Piece) -> str:
    """The lines of a group as one, a space between them; "" for any other piece."""
    return joined_text(piece.lines) if isinstance(piece, Group) else ""


def group_at(pieces: Sequence[Piece], index: int) -> Group | None:
    """The group of that index; None for any other piece, and where there is none."""
    piece = pieces[index] if 0 <= index < len(pieces) else None
    return piece if isinstance(piece, Group) else None


def lines_of(pieces: Iterable[Piece]) -> Iterator[Line]:
    """The lines of all groups, in order."""
    return (line for piece in pieces if isinstance(piece, Group) for line in piece.lines)


def typed(lines: Iterable[Line]) -> str:
    """Lines as they were typed, a line end between two; without their indents."""
    return "\n".join(line.text for line in lines)


def joined_text(lines: Iterable[Line]) -> str:
    """Lines as one, a space between two."""
    return " ".join([line.text for line in lines])


def size_of(lines: Iterable[Line]) -> int:
    """How many characters these lines have together, their ends not counted."""
    return sum([len(line.text) for line in lines])


def longest_of(lines: Iterable[Line]) -> int:
    """How many characters the longest of these lines has."""
    return max([len(line.text) for line in lines])


def margin_of(lines: Iterable[Line]) -> int:
    """The column in which the outermost of these lines begins."""
    return min([line.indent for line in lines])


def removal(rule: str, lines: Sequence[Line], confidence: float = 0.9) -> Decision:
    """The decision that these lines are no part of the book's text."""
    return Decision(rule, lines[0].place, typed(lines), "", confidence, removed=True)


LayoutResult: TypeAlias = tuple[Manuscript, Decisions, Findings]
LayoutPass: TypeAlias = Callable[[Manuscript], LayoutResult]
TypographicResult: TypeAlias = tuple[Sequence[Run], Decisions, Findings]
TypographicPass: TypeAlias = Callable[[Sequence[Run]], TypographicResult]
