"""Drafts → one manuscript: lines in groups as blank lines part them, one file after the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from bookmaker.facts import completed
from bookmaker.model import Draft, Facts, Line
from bookmaker.normalise.passes import Group, Manuscript


def gather(drafts: Sequence[Draft]) -> Manuscript:
    """All files as one manuscript, in order, with the facts they state of themselves (the first to say it wins)."""
    facts: Facts = ()
    for draft in drafts:
        facts = completed(facts, by=draft.found)
    return Manuscript(
        pieces=tuple(piece for draft in drafts for piece in (*_groups(draft.lines), *draft.blocks)),
        notes=tuple(note for draft in drafts for note in draft.notes),
        facts=facts,
    )


def _groups(lines: Iterable[Line]) -> Iterator[Group]:
    run: list[Line] = []
    opens = True
    for line in lines:
        if line.blanks and run:
            yield Group(tuple(run), opens_file=opens)
            run, opens = [], False
        run.append(line)
    if run:
        yield Group(tuple(run), opens_file=opens)
