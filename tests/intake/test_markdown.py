from __future__ import annotations

from pathlib import Path

import pytest
from cases import Case, read_cases
from PIL import Image

from bookmaker.dump import dump, dump_blocks
from bookmaker.intake import markdown
from bookmaker.metadata import NormaliseSettings
from bookmaker.model import Draft, Metadata
from bookmaker.normalise import normalise


def shown(draft: Draft) -> str:
    lines = [*dump_blocks(draft.blocks)]
    for note in draft.notes:
        lines += [f"note {note.id}", *(f"  {line}" for line in dump_blocks(note.blocks))]
    lines += [str(finding) for finding in draft.findings]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("case", read_cases(Path(__file__).parent / "markdown.md"), ids=lambda case: case.title)
def test_a_case(case: Case, accept: bool) -> None:
    draft = markdown.read(case["md"].encode(), "story.md")
    case.expect("draft", shown(draft), accept=accept)


def test_every_block_knows_its_line() -> None:
    draft = markdown.read(b"---\ntitle: A\n---\n\n# One\n\nText\nmore\n\n> quoted\n", "story.md")
    assert [block.place.line for block in draft.blocks] == [5, 7, 10]
    assert draft.found == (("title", "A"),)


def test_a_head_of_other_programs_keys_is_no_heading() -> None:
    draft = markdown.read(b"---\nstatus: draft\ntags:\n  - tide\n---\n\n# One\n\nText\n", "story.md")
    assert [block.place.line for block in draft.blocks] == [7, 9]
    assert markdown.read(b"---\nA tale: of the tide.\nAnd more.\n---\n", "story.md").found == ()


def test_pandocs_title_block_is_read() -> None:
    draft = markdown.read(b"% Salt\n  Road\n% Ann Lee; Bo Roe\n% 4 May\n\nText\n", "story.md")
    assert draft.found == (("title", "Salt Road"), ("author", "Ann Lee"), ("author", "Bo Roe"))
    assert [block.place.line for block in draft.blocks] == [6]
    assert markdown.read(b"% of them\nwere lost.\n", "story.md").found == ()


def test_headings_become_sections() -> None:
    parts = (
        "# The Lamp",
        "## Part One",
        "### Chapter 1: Ashes",
        "A.",
        "***",
        "### Chapter 2",
        "B.",
        "## Part Two",
        "C.",
    )
    made = normalise([markdown.read("\n\n".join(parts).encode(), "story.md")], Metadata(""), NormaliseSettings())
    assert made.book.metadata.title == "The Lamp"
    assert [line for line in dump(made.book).split("\n") if "#" in line] == [
        "# part label='Part One'",
        "  # chapter label='Chapter 1' title='Ashes'",
        "  # chapter label='Chapter 2'",
        "# part label='Part Two'",
    ]
    assert "scene-break" not in dump(made.book)


def test_a_single_heading_that_is_not_the_title_opens_a_chapter() -> None:
    made = normalise([markdown.read(b"# Ashes\n\nText.\n", "story.md")], Metadata("The Lamp"), NormaliseSettings())
    assert dump(made.book) == "# chapter title='Ashes'\n  p Text.\n"


def test_a_picture_bears_its_title_as_caption(tmp_path: Path) -> None:
    Image.new("L", (8, 8)).save(tmp_path / "lamp.png")
    text = b'![A lamp](lamp.png "The lamp, before the war.")\n\nSo it *was* ![lit](lamp.png "Gone.") again.\n'
    draft = markdown.read(text, "story.md", root=tmp_path)
    assert "figure ![A lamp](lamp.png) The lamp, before the war." in shown(draft)
    assert [finding.code for finding in draft.findings] == ["I030"]
    assert "'Gone.'" in draft.findings[0].message


def test_no_two_files_name_their_notes_alike() -> None:
    names = ("sources/первая.md", "sources/вторая.md", "a b.md", "a-b.md", "a/b.md", "sources/part-1.md")
    ids = {note.id for name in names for note in markdown.read(b"So[^1].\n\n[^1]: It was.\n", name).notes}
    assert len(ids) == len(names)


def test_a_note_within_a_line_stands_where_it_is_called() -> None:
    draft = markdown.read(b"So.\n\nIt was^[In May.] so[^1].\n\n[^1]: Late.\n", "story.md")
    assert [note.place.line for note in draft.notes] == [3, 5]
