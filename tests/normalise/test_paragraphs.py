"""Paragraphs come out whole whatever the typist's habit."""

from __future__ import annotations

from collections.abc import Callable
from textwrap import fill

import pytest
from structure import STRUCTURE

from bookmaker import walk
from bookmaker.intake.plaintext import read
from bookmaker.model import Metadata, Paragraph, Verse
from bookmaker.normalise import normalise

TEXT = [
    "The ferry came in late, as it did every Thursday, with its one lamp lit and nobody at the rail. Maren counted "
    "the crates twice before she let the boy sign for them. He had a new coat, and he wanted her to notice it.",
    '"Is it wound?" he asked.',
    '"It is waiting," she said, and went on counting the crates as if nobody had spoken to her at all that morning.',
    "She noticed. She said nothing, because a coat like that had to come from somewhere, and on an island of forty "
    "people somewhere was always somebody.",
    "By noon the fog had climbed the hill and sat down on the chapel roof. The bell could not be heard from the "
    "harbour any more; you had to know when it rang, and nod.",
    "Nobody nodded.",
] * 3


def wrapped(width: int, first: str = "", rest: str = "") -> Callable[[str], str]:
    return lambda text: fill(text, width, initial_indent=first, subsequent_indent=rest)


def doubled(width: int, first: str = "") -> Callable[[str], str]:
    return lambda text: fill(text, width, initial_indent=first).replace("\n", "\n\n")


def typed(gap: str, habit: Callable[[str], str] = str) -> str:
    return gap.join(map(habit, TEXT))


HABITS = {
    "wrapped at 50": typed("\n\n", wrapped(50)),
    "wrapped at 65": typed("\n\n", wrapped(65)),
    "wrapped at 80": typed("\n\n", wrapped(80)),
    "wrapped at 100": typed("\n\n", wrapped(100)),
    "all of it set in": typed("\n\n", wrapped(70, "    ", "    ")),
    "tabs and blank lines": typed("\n\n", wrapped(70, "\t")),
    "tabs alone": typed("\n", wrapped(70, "\t")),
    "indents alone": typed("\n", wrapped(60, "  ")),
    "wrapped, nothing between": typed("\n", wrapped(65)),
    "a line a paragraph": typed("\n"),
    "a line a paragraph, indented": typed("\n", lambda text: "    " + text),
    "a line a paragraph, blank lines": typed("\n\n"),
    "a line a paragraph, two blank lines": typed("\n\n\n"),
    "blank lines that are not empty": typed("   \n  \t \n"),
    "double spaced, indented": typed("\n\n", doubled(60, "    ")),
    "double spaced, wider gaps": typed("\n\n\n", doubled(60)),
    "two habits": "\n\n".join([*map(wrapped(60), TEXT[:9]), "\n".join(map(wrapped(60, "   "), TEXT[9:]))]),
    "half of it wrapped": "\n\n".join([*map(wrapped(60), TEXT[:9]), *TEXT[9:]]),
    "Windows line ends": typed("\r\n\r\n", lambda text: fill(text, 65).replace("\n", "\r\n")),
}


@pytest.mark.parametrize("text", HABITS.values(), ids=HABITS)
def test_every_habit(text: str) -> None:
    result = normalise([read(text.encode(), "a.txt")], Metadata("T"), STRUCTURE)
    (section,) = result.book.sections
    assert all(isinstance(block, Paragraph) for block in section.blocks)
    assert [walk.block_text(block).replace("\n", " ") for block in section.blocks] == TEXT


OF_CHAPTERS = [
    ("tabs alone", "a line a paragraph, indented", "a line a paragraph, two blank lines"),
    ("wrapped at 65", "wrapped, opening set in", "wrapped at 65"),
    ("a line a paragraph, blank lines", "indents alone", "a line a paragraph, blank lines"),
    ("a line a paragraph, two blank lines", "a line a paragraph", "tabs alone"),
]


@pytest.mark.parametrize("habits", OF_CHAPTERS, ids=", then ".join)
def test_every_chapter_typed_otherwise(habits: tuple[str, ...]) -> None:
    typed_so = HABITS | {"wrapped, opening set in": typed("\n\n", wrapped(65, "     "))}
    text = "\n\n\n".join(f"Chapter {n}\n\n{typed_so[habit]}" for n, habit in enumerate(habits, 1))
    book = normalise([read(text.encode(), "a.txt")], Metadata("T"), STRUCTURE).book
    said = [[walk.block_text(block).replace("\n", " ") for block in section.blocks] for section in book.sections]
    assert said == [TEXT] * len(habits)
    assert all(isinstance(block, Paragraph) for section in book.sections for block in section.blocks)


def test_several_files_are_one_text_with_a_pause_between() -> None:
    drafts = [read("\n\n".join(TEXT[:3]).encode(), "a.txt"), read("\n\n".join(TEXT[3:6]).encode(), "b.txt")]
    result = normalise(drafts, Metadata("T"), STRUCTURE)
    kinds = [type(block).__name__ for block in result.book.sections[0].blocks]
    assert kinds == ["Paragraph"] * 3 + ["SceneBreak"] + ["Paragraph"] * 3


SONG = """\
    Come down to the harbour,
      for the boats are in.
    Leave the bread upon the table,
      and the dog on the stair.
    Count the lamps upon the water, and the hands upon the rope, and sing,
      you who have waited since the morning for a word about the islands."""


@pytest.mark.parametrize(("habit", "gap"), [(wrapped(58), "\n\n"), (wrapped(58, "  "), "\n")])
def test_prose_keeps_its_width_beside_verse_that_runs_beyond_it(habit: Callable[[str], str], gap: str) -> None:
    told = [text for text in TEXT if text[0] != '"'] * 4
    text = "\n\n".join(gap.join(map(habit, told[at : at + 3])) + f"\n\n{SONG}\n\n{SONG}" for at in range(27)) + "\n"
    book = normalise([read(text.encode(), "a.txt")], Metadata("A Story"), STRUCTURE).book
    blocks = list(walk.blocks(book.sections[0].blocks))
    paragraphs = [walk.block_text(block) for block in blocks if isinstance(block, Paragraph)]
    assert [" ".join(each.split()) for each in paragraphs] == [each for at in range(27) for each in told[at : at + 3]]
    assert sum(isinstance(block, Verse) for block in blocks) == 27
