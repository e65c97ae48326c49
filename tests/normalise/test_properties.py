"""What holds for any text: no word is lost or added, and the book, typed out again, is the same book.

The same is asked of six novels and of War and Peace.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from wording import author_texts

from bookmaker import fidelity, intake, walk
from bookmaker.dump import dump_blocks
from bookmaker.intake.plaintext import read, text_of
from bookmaker.languages import language
from bookmaker.metadata import NormaliseSettings
from bookmaker.model import Draft, Heading, Metadata, Paragraph, Section
from bookmaker.normalise import Normalised, normalise, typographic_passes
from bookmaker.normalise.typography.runs import runs

SHARED = Path(__file__).resolve().parents[3] / "shared"
BOOKS = sorted(SHARED.glob("accuracy/books/*.txt")) + sorted(SHARED.glob("samples/*.txt"))
PIECES = st.sampled_from(
    """
    Chapter~1 Chapter~2 CHAPTER~III Prologue Epilogue PART~ONE I. II. 3. Contents THE~END *~*~* *** --- # oOo
    The~fog~came~up~the~hill~and~sat~down. "Is~it~wound?"~he~asked. the~clock~is~not well-~~meaning light-
    [1] [1]~A~note. text[1]~more *~A~starred~note. starred* [Footnote~2:~Two.] two[2] MAREN.~Who~is~there?
    BOY.~Nobody. [12:30]~anna:~hi [12:31]~ben:~ho -~one *~two 1.~one 2.~two a~~~b~~~c | a|b By~A.~Name
    Dear~Maren, Yours, TILDA P.S.~More. --Somebody 12 NO~LANDING CLOCK~STOPPED~STOP Rating:~T Words:~3 Summary:~x
    _so_ *so* **so** =so= and~And~And~But~That 'tis ''90s 6'~2" -- ... … — ’tis naïve ½ 1½ Title:~X Author:~Y
    """.split()
).map(lambda piece: piece.replace("~", " "))
GAPS = st.sampled_from([" ", "\n", "\n", "\n\n", "\n\n", "\n\n\n", "\n\n\n\n", "\n    ", "\n\n        ", "\r\n", "\t"])
MESS = st.lists(st.tuples(PIECES, GAPS), min_size=1, max_size=60).map(lambda parts: "".join(a + b for a, b in parts))
TEXTS = MESS | st.text(st.characters(codec="utf-8"), min_size=1, max_size=300)


def made(text: str) -> Normalised | None:
    if not text.strip(" \t\r\n\x0b\x0c\x1a\x00\ufeff") or "\0" in text:
        return None
    return normalise([read(text.encode(), "a.txt", "utf-8")], Metadata("T"), NormaliseSettings())


def check_words(data: bytes, name: str, result: Normalised) -> None:
    """Every word of the file is in the book, in order, but for what a decision declares."""
    source = fidelity.source_words(text_of(data, name, "utf-8")[0], name)
    streams = fidelity.expected(source, result.decisions)
    body, notes = author_texts(result.book)
    order = fidelity.in_source_order((note.place for note in result.book.notes), streams.notes)
    assert fidelity.compare(streams.body, fidelity.words("\n\n".join(body))) is None
    assert fidelity.compare(streams.notes, fidelity.words("\n\n".join(notes[n] for n in order))) is None


@settings(suppress_health_check=[HealthCheck.too_slow])
@example("Chapter 1\nChapter 1\nChapter 1\nChapter 1\nChapter 1\n\nPrologue")
@given(TEXTS)
def test_no_word_is_lost_or_added(text: str) -> None:
    result = made(text)
    if result is not None:
        check_words(text.encode(), "a.txt", result)


@settings(suppress_health_check=[HealthCheck.too_slow])
@example("* * *\n|\n\n| ")
@example("Chapter 1 Chapter 1 Chapter 1 Chapter 1\nChapter 1\n\n--\n-- ")
@example("Chapter 1 Chapter 1 Chapter 1 Chapter 1\nChapter 1\n\n--\n... ")
@given(MESS)
def test_running_twice_changes_nothing(text: str) -> None:
    """The blocks of a book, read once more as a source, are the same book."""
    first = made(text)
    if first is None:
        return
    blocks = tuple(block for _, section in walk.sections(first.book) for block in section.blocks)
    draft = Draft(blocks=tuple(block for block in blocks if not isinstance(block, Heading)), notes=first.book.notes)
    again = normalise([draft], Metadata("T", language=first.book.metadata.language), NormaliseSettings())
    assert list(dump_blocks(tuple(block for section in again.book.sections for block in section.blocks))) == list(
        dump_blocks(draft.blocks)
    )
    assert again.book.notes == first.book.notes


@settings(suppress_health_check=[HealthCheck.too_slow])
@example("Title: X\n    Rating: T")
@given(MESS)
def test_running_text_typed_again_is_the_same(text: str) -> None:
    """Paragraphs that came out as running text come out the same when they are the source."""
    first = made(text)
    if first is None:
        return
    paragraphs = (
        walk.plain(block.inlines).replace("\n", " ")
        for section in first.book.sections
        for block in section.blocks
        if isinstance(block, Paragraph) and block.role == "body"
    )
    # (At the head of a text `Title: ...` states its title, however long that is.)
    long = [paragraph for paragraph in paragraphs if len(paragraph) > 120 and not paragraph.startswith("Title: ")]
    again = made("\n\n".join(long)) if long else None
    if again is not None:
        blocks = (block for section in again.book.sections for block in section.blocks)
        assert [walk.plain(block.inlines) for block in blocks if isinstance(block, Paragraph)] == long


def test_the_books_are_there() -> None:
    if not BOOKS and "CI" not in os.environ:
        pytest.skip("no books beside the repository")
    assert BOOKS


@pytest.mark.parametrize("source", BOOKS, ids=lambda path: path.stem)
def test_words_stay_and_a_second_run_changes_nothing(source: Path, tmp_path: Path) -> None:
    first = normalise([intake.read(source, source.name)], Metadata(""), NormaliseSettings())
    check_words(source.read_bytes(), source.name, first)

    tag = first.book.metadata.language
    text = runs(first.book)
    for name, change in typographic_passes(language(tag)):
        again, decisions, _ = change(text)
        assert not decisions, name
        assert again == text

    # Typed again: its running text as a plain text file.
    texts = (walk.plain(block.inlines).replace("\n", " ") for block in running_text(first.book.sections))
    typed = tmp_path / "typed.txt"
    typed.write_text("\n\n".join(text for text in texts if len(text) > 120), encoding="utf-8")
    second = normalise([intake.read(typed, "typed.txt")], Metadata("T", language=tag), NormaliseSettings())
    paragraphs = [walk.plain(block.inlines) for block in running_text(second.book.sections)]
    assert paragraphs == typed.read_text(encoding="utf-8").split("\n\n")


def running_text(sections: tuple[Section, ...]) -> Iterator[Paragraph]:
    for section in sections:
        yield from (block for block in section.blocks if isinstance(block, Paragraph) and block.role == "body")
        yield from running_text(section.sections)
