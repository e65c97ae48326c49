"""The facts over a story in a page or in Markdown: `**Rating:** PG`, a paragraph or a line each.

As in plain text, several that only an archive states show that they are facts; what the author says there stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain

from bookmaker.model import (
    Decision,
    Facts,
    Heading,
    Inline,
    Inlines,
    LineBreak,
    Paragraph,
    Quotation,
    SceneBreak,
    Verse,
)
from bookmaker.normalise.passes import Piece
from bookmaker.normalise.web import archive_keys
from bookmaker.walk import one_line, plain

_REACH = 14  # pieces from the top
_ENOUGH = 3  # facts
_FEWEST = 3  # lines of verse
_CHAPTER = re.compile(r"\W*(?:chapter|prologue|part|kapitel|chapitre|cap[íi]tulo|capitolo|глава|\d+\b)", re.IGNORECASE)


def strip(pieces: tuple[Piece, ...]) -> tuple[tuple[Piece, ...], list[Decision], Facts]:
    """The pieces without the lines that state facts, and the facts."""
    facts: list[tuple[str, str]] = []
    decisions: list[Decision] = []
    made: list[tuple[Piece, ...]] = []
    disclaimed = False
    for piece in pieces[:_REACH]:
        if isinstance(piece, Heading | SceneBreak | Quotation):
            made.append((piece,))
            continue
        if not isinstance(piece, Paragraph | Verse):
            break
        lines = _lines(piece)
        rest: list[Inlines] = []
        for line in lines:
            match = archive_keys.KEY.fullmatch(one_line(line))
            if not match or not match[2]:
                disclaimed |= one_line(line).casefold().startswith("disclaimer")
                rest.append(line)
                continue
            name = archive_keys.named(match[1])
            facts.append((name, archive_keys.valued(name, match[2])))
            decisions.append(Decision("fan-fiction/fact", piece.place, plain(line), "", 0.9, removed=True))
        if len(rest) == len(lines) and not archive_keys.KEPT.fullmatch(one_line(lines[0])):
            break
        made.append((piece,) if len(rest) == len(lines) else tuple(_left(piece, rest)))
    stated = {name for name, _ in facts}
    if archive_keys.telling(stated, disclaimed) < 2 or len(facts) + disclaimed < _ENOUGH:
        return pieces, [], ()
    if (
        isinstance(pieces[0], Heading)
        and "title" not in stated
        and not _CHAPTER.match(title := one_line(pieces[0].inlines))
    ):
        facts.append(("title", title))
    return (*chain.from_iterable(made), *pieces[len(made) :]), decisions, tuple(facts)


def _lines(piece: Paragraph | Verse) -> list[Inlines]:
    """The lines that the author parted."""
    if isinstance(piece, Verse):
        return [line.inlines for stanza in piece.stanzas for line in stanza]
    lines: list[list[Inline]] = [[]]
    for inline in piece.inlines:
        if isinstance(inline, LineBreak):
            lines.append([])
        else:
            lines[-1].append(inline)
    return [tuple(line) for line in lines if plain(tuple(line)).strip()] or [()]


def _left(piece: Paragraph | Verse, rest: Sequence[Inlines]) -> Iterator[Piece]:
    """What is left of a piece: verse while it has as many lines, else a paragraph of lines."""
    if isinstance(piece, Verse) and len(rest) >= _FEWEST:
        kept = {id(line) for line in rest}
        stanzas = (tuple(line for line in stanza if id(line.inlines) in kept) for stanza in piece.stanzas)
        yield replace(piece, stanzas=tuple(filter(None, stanzas)))
    elif rest:
        joined = rest[0]
        for line in rest[1:]:
            joined = (*joined, LineBreak(), *line)
        yield Paragraph(joined, place=piece.place)
