"""A title page while it is read: what is recognised on it is taken out, and what it says of the book is kept."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from bookmaker.facts import completed
from bookmaker.languages import Language
from bookmaker.model import Decision, Facts
from bookmaker.normalise.passes import Piece, lines_of, removal, text_of


@dataclass(slots=True)
class TitlePage:
    """The head of a text, and what is known of the book so far.

    `front`: the groups that may belong to the title page, by their places among the pieces. `entries`: the contents
    list, as `heading_lines.normal` gives it. `title`, `authors`: what to look for, "" and none when nobody has told.
    `facts`: what the text has said of itself. `gone`: the groups that have been taken out.
    `title_at`, `author_at`: where the title ends and the by-line stands, -1 where none has been seen.
    """

    pieces: tuple[Piece, ...]
    language: Language
    front: Sequence[int]
    entries: Collection[str]
    title: str
    authors: Sequence[str]
    facts: Facts
    title_at: int = -1
    author_at: int = -1
    gone: set[int] = field(default_factory=set)
    decisions: list[Decision] = field(default_factory=list)

    def text(self, index: int) -> str:
        """The lines of a group as one."""
        return text_of(self.pieces[index])

    def rest(self) -> list[int]:
        """The groups of the front that are still there."""
        return [index for index in self.front if index not in self.gone]

    def take(self, indices: Sequence[int], name: str, value: str, confidence: float) -> None:
        """Take groups out: they state a fact, which holds unless the text has said it before ("": they state none)."""
        self.gone.update(indices)
        for _, run in groupby(enumerate(indices), lambda numbered: numbered[1] - numbered[0]):  # side by side
            lines = list(lines_of(self.pieces[index] for _, index in run))
            self.decisions.append(removal(f"title-block/{name}", lines, confidence))
        if value:
            self.facts = completed(self.facts, by=((name, value),))
