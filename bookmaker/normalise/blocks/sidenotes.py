"""What stood in the margin, `[Sidenote: The mare.]`: over a paragraph it is set apart, within one it is a note."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from bookmaker.model import Decision, Line, Note, Paragraph, Text
from bookmaker.normalise.blocks import notes
from bookmaker.normalise.passes import Group, LayoutResult, Manuscript, Piece, lines_of, typed

_MARK = "idenote"
_SIDENOTE = re.compile(r"(?P<mark>\[Sidenotes?:?\s*)(?P<said>[^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)*)\]\s?", re.IGNORECASE)


def find(manuscript: Manuscript) -> LayoutResult:
    """The pass that sets sidenotes apart; the word that says what they are goes."""
    if not any(_MARK in line.text for line in lines_of(manuscript.pieces)):
        return manuscript, (), ()
    margin = _Margin(1 + len(manuscript.notes))
    pieces = tuple(part for piece in manuscript.pieces for part in margin.apart(piece))
    return replace(manuscript, pieces=pieces, notes=(*manuscript.notes, *margin.notes)), tuple(margin.decisions), ()


def _marked(group: Group) -> bool:
    return any(_MARK in line.text for line in group.lines)


@dataclass(slots=True)
class _Margin:
    """What has been found so far. `number`: of the next note."""

    number: int
    notes: list[Note] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)

    def apart(self, piece: Piece) -> Iterator[Piece]:
        """The piece with its sidenotes before it, or called in it."""
        if not isinstance(piece, Group) or not _marked(piece):
            yield piece
            return
        text = typed(piece.lines)
        kept: list[tuple[Line, str]] = []  # each line with what stays of it
        at = 0  # where the text goes on
        for match in _SIDENOTE.finditer(text):
            _keep(kept, piece, text, at, match.start())
            at = match.end()
            line = piece.lines[text.count("\n", 0, match.start())]
            said = piece.lines[text.count("\n", 0, match.start("said"))]
            self.decisions.append(Decision("sidenotes/mark", line.place, match["mark"].strip(), "", 0.9, removed=True))
            paragraph = Paragraph((Text(match["said"].strip()),), "sidenote", place=said.place)
            if not any(words.strip() for _, words in kept):
                yield paragraph
                continue
            note = replace(paragraph, role="body")
            self.notes.append(Note(f"{self.number}", (note,), said.place))
            moved = Decision("sidenotes/note", said.place, match["said"], f"note {self.number}", 0.8, moved=True)
            self.decisions.append(moved)
            upper, words = kept[-1]
            kept[-1] = upper, f"{words.rstrip()}{notes.placeholder(self.number)}{' ' if match[0][-1] != ']' else ''}"
            self.number += 1
        _keep(kept, piece, text, at, len(text))
        lines = [line._replace(text=words.strip()) for line, words in kept if words.strip()]
        if lines:
            lines[0] = lines[0]._replace(blanks=piece.lines[0].blanks)
            yield replace(piece, lines=tuple(lines))


def _keep(kept: list[tuple[Line, str]], group: Group, text: str, start: int, end: int) -> None:
    """Keep this stretch of the group's text, beside what is kept of the line it begins in."""
    first = text.count("\n", 0, start)
    for number, words in enumerate(text[start:end].split("\n"), first):
        if number == first and kept:
            line, before = kept[-1]
            kept[-1] = line, before + words
        else:
            kept.append((group.lines[number], words))
