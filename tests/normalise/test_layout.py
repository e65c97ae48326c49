"""Each text in `layout/` is a habit, a shape or a source of plain text; beside it stands the book it must become.

Typography is off: these files show structure alone. `pytest --accept` writes the books anew.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from structure import STRUCTURE
from wording import author_texts

from bookmaker import fidelity, intake
from bookmaker.dump import dump
from bookmaker.model import Metadata
from bookmaker.normalise import Normalised, normalise

CASES = sorted((Path(__file__).parent / "layout").glob("*.txt"))


def made(path: Path) -> Normalised:
    draft = intake.read(path, path.name)
    return normalise([draft], Metadata(""), STRUCTURE)


def report(result: Normalised) -> str:
    metadata = result.book.metadata
    facts = [("title", metadata.title), ("author", "; ".join(person.name for person in metadata.contributors)),
             ("language", metadata.language), ("description", metadata.description), ("source", metadata.source),
             *metadata.about]  # fmt: skip
    lines = [f"{name}: {value}" for name, value in facts if value]
    findings = [f"! {finding}" for finding in result.findings]
    return "\n".join([*lines, *findings, "", dump(result.book)])


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_layout(path: Path, golden: Callable[[Path, str], None]) -> None:
    golden(path.with_suffix(".book"), report(made(path)))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_no_word_is_lost(path: Path) -> None:
    result = made(path)
    source = fidelity.source_words(path.read_text(encoding="utf-8"), path.name)
    streams = fidelity.expected(source, result.decisions)
    body, notes = author_texts(result.book)
    order = fidelity.in_source_order((note.place for note in result.book.notes), streams.notes)
    assert fidelity.compare(streams.body, fidelity.words("\n\n".join(body))) is None
    assert fidelity.compare(streams.notes, fidelity.words("\n\n".join(notes[n] for n in order))) is None
