"""The numbers of notes: anew in each chapter, through what runs on below it, and those of a note's own notes."""

from __future__ import annotations

from collections.abc import Sequence

from torture import para, text

from bookmaker.backends.xhtml import grouped, numbered_notes
from bookmaker.model import Blocks, Book, Kind, Metadata, Note, NoteRef, Section


def chapter(name: str, *calls: str, kind: Kind = Kind.CHAPTER, below: Sequence[Section] = ()) -> Section:
    blocks: Blocks = (para("Text", *(NoteRef(call) for call in calls)),)
    return Section(kind, label=text(name), blocks=blocks, sections=tuple(below), id=name.casefold())


def book(*sections: Section, **notes: str) -> Book:
    """A book with a note for each name; a note that is not empty calls the one it names."""
    made = (Note(own, (para("A note", *([NoteRef(called)] if called else [])),)) for own, called in notes.items())
    return Book(Metadata("Notes"), sections, tuple(made))


def anchors(book: Book) -> list[str]:
    return [numbered.anchor for numbered in numbered_notes(book).values()]


def test_numbers_begin_anew_with_each_chapter() -> None:
    part = chapter("Part", "a", kind=Kind.PART, below=(chapter("One", "b", "c", "b"), chapter("Two", "d")))
    assert anchors(book(part, a="", b="", c="", d="")) == ["part--note-1", "one--note-1", "one--note-2", "two--note-1"]


def test_they_go_on_through_what_stands_in_the_chapter() -> None:
    one = chapter(
        "One", "a", below=(chapter("Scene", "b", kind=Kind.SCENE), chapter("Below", "c", kind=Kind.SUBCHAPTER))
    )
    assert anchors(book(one, chapter("Two", "d"), a="", b="", c="", d="")) == [
        "one--note-1",
        "one--note-2",
        "one--note-3",
        "two--note-1",
    ]


def test_no_two_notes_have_one_number_in_a_chapter() -> None:
    """A note belongs to the chapter that calls it first. Two calls note 2 of One again: its own are 1 and 3."""
    made = book(chapter("One", "a", "b"), chapter("Two", "b", "c", "d"), a="", b="", c="", d="")
    assert anchors(made) == ["one--note-1", "one--note-2", "two--note-1", "two--note-3"]


def test_a_note_of_a_note_belongs_to_its_chapter() -> None:
    made = book(chapter("One", "a"), chapter("Two", "c"), a="b", b="", c="")
    assert anchors(made) == ["one--note-1", "one--note-2", "two--note-1"]


def test_a_note_that_nothing_calls() -> None:
    assert anchors(book(chapter("One", "a"), a="", b="")) == ["one--note-1", "uncalled--note-1"]


def test_endnotes_stand_under_the_names_of_their_chapters() -> None:
    part = chapter("Part", "a", kind=Kind.PART, below=(chapter("One", "b", "c"),))
    made = book(part, chapter("Two", "d"), a="", b="", c="", d="", e="")
    names = [(name, len(group)) for name, group in grouped(made, numbered_notes(made).values())]
    assert names == [("Part", 1), ("Part, One", 2), ("Two", 1), ("", 1)]


def test_one_chapter_needs_no_name() -> None:
    made = book(chapter("One", "a"), chapter("Two"), a="")
    assert [name for name, _ in grouped(made, numbered_notes(made).values())] == [""]
