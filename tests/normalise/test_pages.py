"""Pages saved from sites and word processors, and the books they must become."""

from __future__ import annotations

from pathlib import Path

import pytest
from cases import Case, read_cases
from structure import STRUCTURE
from wording import author_texts

from bookmaker import fidelity, intake, proofs
from bookmaker.dump import dump
from bookmaker.model import Metadata
from bookmaker.normalise import normalise


@pytest.mark.parametrize("case", read_cases(Path(__file__).parent / "pages.md"), ids=lambda case: case.title)
def test_a_page(case: Case, accept: bool, tmp_path: Path) -> None:
    kind = next(name for name, _ in case.blocks if name != "book")
    path = tmp_path / f"tide.{kind}"
    path.write_text(case[kind], encoding="utf-8")
    draft = intake.read(path, path.name)
    made = normalise([draft], Metadata(""), STRUCTURE)
    metadata = made.book.metadata
    names = "; ".join(person.name for person in metadata.contributors)
    facts = [("title", metadata.title), ("author", names), ("description", metadata.description), *metadata.about]
    case.expect(
        "book", "\n".join([*(f"{name}: {value}" for name, value in facts if value), dump(made.book)]), accept=accept
    )
    body, _ = author_texts(made.book)
    promised = proofs.promised([draft], made.decisions)
    assert fidelity.compare(promised.body, fidelity.words("\n\n".join(body))) is None


@pytest.mark.parametrize(("lengths", "are_pages"), [((30, 31, 29), True), ((9, 31, 18), False)])
def test_numbers_with_as_much_text_between_them_as_a_page_holds_are_pages(
    lengths: tuple[int, ...], are_pages: bool, tmp_path: Path
) -> None:
    parts = ["The ferry came in late, and nobody saw it come. " * lengths[page % 3] for page in range(15)]
    text = "\n\n".join(f"{part}\n\n{number}" for number, part in enumerate(parts, 1))
    path = tmp_path / "tide.txt"
    path.write_text(f"CHAPTER ONE\n\n{text}\n\nCHAPTER TWO\n\nIt went out again.\n", encoding="utf-8")
    made = normalise([intake.read(path, path.name)], Metadata(""), STRUCTURE)
    gone = [decision.before for decision in made.decisions if decision.rule == "page-marks/number"]
    assert gone == ([str(number) for number in range(1, 16)] if are_pages else [])
