"""A book kept as one file a chapter: what stands alone at the head of nearly every file is its chapter's title."""

from __future__ import annotations

from structure import STRUCTURE

from bookmaker.dump import dump_inlines
from bookmaker.intake.plaintext import read
from bookmaker.model import Metadata
from bookmaker.normalise import normalise

TEXT = '\n\nShe rowed all day, and in the evening she wrote it down.\n\n"Shoo," she said to the gull.\n'


def headings_of(*heads: str) -> list[str]:
    drafts = [read((head + TEXT).encode(), f"sources/salt/{n}.txt") for n, head in enumerate(heads, 1)]
    book = normalise(drafts, Metadata("The Salt Road"), STRUCTURE).book
    return [dump_inlines(section.label or section.title) for section in book.sections]


def test_titles_alone() -> None:
    assert headings_of("Gulls", "Low water at last", "High Water") == ["Gulls", "Low water at last", "High Water"]


def test_one_beside_numbered_chapters() -> None:
    assert headings_of("Chapter 1", "CHAPTER TWO", "interlude") == ["Chapter 1", "CHAPTER TWO", "interlude"]


def test_files_that_begin_with_text_have_none() -> None:
    assert headings_of("It was Monday.", "It was Tuesday.", "It was not.") == [""]


def test_most_files_begin_with_text() -> None:
    assert headings_of("Gulls", "It was Tuesday.", "It was not.") == [""]
