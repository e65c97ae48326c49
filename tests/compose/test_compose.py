"""The pages of our own, where they stand, and ids that stay put."""

from __future__ import annotations

from dataclasses import replace

import pytest
from torture import METADATA, para, text, torture_book

from bookmaker import walk
from bookmaker.compose import compose
from bookmaker.metadata import BuildSettings
from bookmaker.model import Book, Contributor, Identifier, Inlines, Kind, Link, Metadata, Paragraph, Section, Span, Text
from bookmaker.walk import plain

BUILD = BuildSettings(cover_style="band night")


def kinds(book: Book) -> list[tuple[Kind, str, bool]]:
    return [(section.kind, section.matter, section.generated) for section in compose(book, BUILD).sections]


def story(*sections: Section, **metadata: object) -> Book:
    return Book(Metadata("A Story", **{"language": "en", **metadata}), sections)  # type: ignore[arg-type]


def chapter(label: str = "", title: str = "", kind: Kind = Kind.CHAPTER, sections: tuple[Section, ...] = ()) -> Section:
    return Section(kind, label=_words(label), title=_words(title), blocks=(para("Text."),), sections=sections)


def _words(words: str) -> Inlines:
    return text(words) if words else ()


def ids(book: Book) -> list[str]:
    return [section.id for _, section in walk.sections(compose(book, BUILD)) if not section.generated]


def said(book: Book, kind: Kind) -> str:
    page = next(section for section in compose(book, BUILD).sections if section.kind is kind)
    return "\n".join(walk.block_text(block) for block in page.blocks)


def test_a_bare_story_gets_a_cover_and_a_title_page_and_nothing_else() -> None:
    assert kinds(story(Section(Kind.TEXT, blocks=(para("Text."),)))) == [
        (Kind.COVER, "front", True),
        (Kind.HALF_TITLE, "front", True),
        (Kind.TITLE_PAGE, "front", True),
        (Kind.TEXT, "body", False),
    ]


def test_every_page_in_the_order_of_the_trade() -> None:
    book = Book(METADATA, torture_book().sections)
    assert [kind for kind, _, generated in kinds(book) if generated] == [
        Kind.COVER,
        Kind.HALF_TITLE,
        Kind.TITLE_PAGE,
        Kind.COPYRIGHT,
        Kind.ABOUT,
        Kind.DEDICATION,
        Kind.EPIGRAPH,
        Kind.CONTENTS,
        Kind.ALSO_BY,
        Kind.ABOUT_AUTHOR,
    ]


def test_the_contents_follow_the_authors_own_dedication() -> None:
    book = story(
        chapter(kind=Kind.DEDICATION), chapter(title="Preface", kind=Kind.PREFACE), chapter("I"), chapter("II")
    )
    assert [kind for kind, *_ in kinds(book)][3:] == [
        Kind.DEDICATION,
        Kind.CONTENTS,
        Kind.PREFACE,
        Kind.CHAPTER,
        Kind.CHAPTER,
    ]


@pytest.mark.parametrize(
    ("given", "matter"),
    [
        ([Kind.PREFACE, Kind.PROLOGUE, Kind.CHAPTER, Kind.EPILOGUE, Kind.APPENDIX], "front body body body back"),
        ([Kind.CHAPTER, Kind.PREFACE, Kind.CHAPTER], "body body body"),
        ([Kind.AUTHORS_NOTE, Kind.CHAPTER, Kind.AUTHORS_NOTE], "front body back"),
        ([Kind.PREFACE], "body"),
        ([Kind.PART, Kind.ACKNOWLEDGMENTS, Kind.GLOSSARY], "body back back"),
    ],
)
def test_front_body_and_back(given: list[Kind], matter: str) -> None:
    book = story(*(chapter(title=str(kind), kind=kind) for kind in given))
    assert " ".join(matter for _, matter, generated in kinds(book) if not generated) == matter


def test_copyright_page_says_what_the_metadata_says_and_no_more() -> None:
    book = story(
        chapter("I"),
        publisher="The Press",
        published=2026,
        rights="All rights reserved.",
        identifiers=(Identifier("isbn", "9780306406157", "epub"), Identifier("uuid", "x")),
    )
    assert said(book, Kind.COPYRIGHT).split("\n") == [
        "A Story",
        "The Press, 2026",
        "All rights reserved.",
        "ISBN 9780306406157 (EPUB)",
        "Made with bookmaker",
    ]
    assert Kind.COPYRIGHT not in [kind for kind, *_ in kinds(story(chapter("I")))]


def test_everyone_is_credited_once() -> None:
    people = (Contributor("Ada"), Contributor("Bo", "trl"), Contributor("Cy", "cov"), Contributor("Di", "edt"))
    book = story(chapter("I"), contributors=people)
    assert said(book, Kind.TITLE_PAGE).split("\n") == ["Ada", "Translated by Bo", "Edited by Di"]
    assert "Cover designer: Cy" in said(book, Kind.COPYRIGHT)


def test_our_words_are_in_the_language_of_the_book() -> None:
    pages = {
        section.kind: plain(section.title)
        for section in compose(story(chapter("1"), chapter("2"), language="de"), BUILD).sections
    }
    assert pages[Kind.CONTENTS] == "Inhalt"


def test_words_that_are_not_of_the_books_language_say_so() -> None:
    book = compose(story(chapter("1"), chapter("2"), language="tlh", rights="qo'noS"), BUILD)
    pages = {section.kind: section for section in book.sections}
    assert pages[Kind.CONTENTS].title == (Span((Text("Contents"),), language="en", direction="ltr"),)
    assert [block.language for block in pages[Kind.COPYRIGHT].blocks] == ["", "", "en"]
    ours = compose(story(chapter("1"), chapter("2"), language="en", rights="None"), BUILD).sections
    assert [block.language for section in ours for block in section.blocks if section.generated] == ["", "", "", ""]


def test_ids_are_made_of_names_not_numbers() -> None:
    part = chapter(
        "PART ONE",
        kind=Kind.PART,
        sections=(chapter("CHAPTER I"), chapter("CHAPTER I"), chapter(title="L’été—à Sèvres")),
    )
    book = story(
        part,
        chapter(title="Глава"),
        chapter(),
        chapter(title="The End, at Last; or, How It All Came to Nothing Whatever"),
    )
    assert ids(book) == [
        "part-text",
        "chapter-text",
        "chapter-text-2",
        "chapter-lete-a-sevres",
        "chapter-0af3fff3",
        "chapter-text-3",
        "chapter-the-end-at-last-or-how-it-all-came-to",
    ]


def test_a_chapter_known_by_its_number_goes_by_its_first_words() -> None:
    texts = ("“Well, Prince,” she said, “and so it all begins: a long evening.”", "The carriage was late.", "Снег шёл.")
    chapters = [Section(Kind.CHAPTER, label=text(f"Chapter {n}"), blocks=(para(t),)) for n, t in enumerate(texts, 1)]
    before = ["chapter-well-prince-she-said-and-so-it-all", "chapter-the-carriage-was-late", "chapter-b2ad37aa"]
    assert ids(story(*chapters)) == before
    new = Section(Kind.CHAPTER, label=text("Chapter 1"), blocks=(para("A new beginning."),))
    again = [replace(part, label=text(f"Chapter {n}")) for n, part in enumerate(chapters, 2)]
    assert ids(story(new, *again)) == ["chapter-a-new-beginning", *before]


def test_two_of_one_title_are_told_apart_by_their_first_words() -> None:
    part = Section(Kind.PART, label=text("Part One"), title=text("1805"))
    letter = Section(Kind.LETTER, title=text("From Ada"), blocks=(para("Dear Bo,"), para("It rains.")))
    other = replace(letter, blocks=(para("My dear Bo,"), para("It rains still.")))
    assert ids(story(part, letter, replace(part, label=text("Part Two")), other, letter)) == [
        "part-1805",
        "letter-from-ada",
        "part-1805-part-two",
        "letter-from-ada-my-dear-bo-it-rains-still",
        "letter-from-ada-dear-bo-it-rains",
    ]


def test_links_follow_the_authors_ids() -> None:
    linked = Section(Kind.CHAPTER, title=text("One"), blocks=(Paragraph((Link(text("see"), "#two"),)),))
    book = story(linked, replace(chapter(title="Two"), id="two"))
    first = next(section for section in compose(book, BUILD).sections if section.kind is Kind.CHAPTER)
    assert first.blocks[0] == Paragraph((Link(text("see"), "#chapter-two"),))


def test_endnotes_get_a_page_when_they_stand_at_the_end() -> None:
    book = compose(torture_book(), BuildSettings(notes="end", cover_style="band night"))
    assert [section.kind for section in book.sections if section.matter == "back" and section.generated] == [
        Kind.ENDNOTES,
        Kind.ALSO_BY,
        Kind.ABOUT_AUTHOR,
    ]
