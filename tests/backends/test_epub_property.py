"""Every book the model can hold becomes an EPUB in order, and a KEPUB that leads back to it."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from random import Random
from typing import get_args

import pytest
from books import GENERATED, LAMP, book, notes, section
from hypothesis import given, settings
from hypothesis import strategies as st
from kepubs import unkepub
from torture import jpeg, many_chapters

from bookmaker import themes, walk
from bookmaker.backends.epub import render
from bookmaker.backends.kepub import kepub
from bookmaker.check.structure import faults
from bookmaker.check.validators import epubcheck
from bookmaker.compose import compose
from bookmaker.metadata import BuildSettings
from bookmaker.model import Block, Book, Inline, Kind, Metadata, NoteRef, Table, Verse

CLASSIC = themes.load("classic", None)
BUILD = BuildSettings(opening="drop-cap", cover_style="band night")
COVER = jpeg(500, 800)
"""A cover of the author's: to draw one for each book would take longer than all the rest."""

CHAPTER = "EPUB/chapter-the-text-of-chapter-1.xhtml"

FEW = settings(max_examples=50, deadline=None)


@FEW
@given(st.integers(0, 2**32))
def test_property_every_book_is_in_order(number: int) -> None:
    epub = render(compose(book(number), BUILD, COVER), BUILD, CLASSIC)
    assert faults(epub) == ()
    wrapped = kepub(epub)
    assert unkepub(wrapped) == epub
    assert faults(wrapped) == ()


def test_the_books_hold_every_construct() -> None:
    books = [book(number) for number in range(30)]
    found: set[object] = set()
    for part, depth in [(part, depth) for one in books for depth, part in walk.sections(one)]:
        found |= {part.kind, depth}
        for block in walk.blocks(part.blocks):
            runs = [inline for run in walk.lines(block) for inline in walk.inlines(run)]
            found |= {
                type(block),
                (type(block), NoteRef) if NoteRef in map(type, runs) else type(block),
                *map(type, runs),
            }
    assert found >= {
        *get_args(Block),
        *get_args(Inline),
        *(set(Kind) - GENERATED),
        4,
        (Verse, NoteRef),
        (Table, NoteRef),
    }
    assert {one.metadata.language for one in books} >= {"ar", "ja"}


@FEW
@given(st.integers(0, 2**32))
def test_property_ids_are_plain_and_unique(number: int) -> None:
    ids = [part.id for _, part in walk.sections(compose(book(number), BUILD, COVER))]
    assert len(set(ids)) == len(ids)
    assert all(own.isascii() and own[0].isalpha() and own == own.lower() for own in ids)


def test_epubcheck_agrees_on_a_sample(tmp_path: Path) -> None:
    """Many random sections in one book: Java starts once."""
    dice = Random("a sample")
    sections = tuple(section(dice) for _ in range(40))
    sample = Book(Metadata("A Sample", language="en"), sections, notes(dice), (LAMP,))
    epub = render(compose(sample, BUILD), BUILD, CLASSIC)
    path = tmp_path / "sample.epub"
    path.write_bytes(epub)
    assert faults(epub) == ()
    assert epubcheck(path) == ()


def _without(epub: bytes, name: str) -> bytes:
    return _changed(epub, name, b"", b"", drop=True)


def _changed(epub: bytes, name: str, old: bytes, new: bytes, *, drop: bool = False) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(epub)) as source, zipfile.ZipFile(out, "w") as target:
        for entry in source.infolist():
            data = source.read(entry)
            if entry.filename == name:
                assert drop or old in data
                data = data.replace(old, new)
                if drop:
                    continue
            target.writestr(entry, data)
    return out.getvalue()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("EPUB/nav.xhtml", b"", b""),
        (CHAPTER, b"<p ", b"<p><p "),
        (CHAPTER, b'<p class="first">', b'<p class="first" id="chapter-the-text-of-chapter-1">'),
        (CHAPTER, b"he text of", b'<a href="nowhere.xhtml">he text of</a>'),
        (CHAPTER, b"he text of", b'<a href="#nowhere">he text of</a>'),
        (CHAPTER, b"he text of", b"<ul>he text of</ul>"),
        ("EPUB/nav.xhtml", b">Chapter 2<", b"><"),
        ("EPUB/content.opf", b"dc:language>en<", b"dc:language><"),
        ("EPUB/toc.ncx", b'name="dtb:uid" content="', b'name="dtb:uid" content="x'),
    ],
)  # fmt: skip
def test_epubcheck_agrees_on_what_is_broken(name: str, old: bytes, new: bytes, tmp_path: Path) -> None:
    whole = render(compose(many_chapters(2), BUILD), BUILD, CLASSIC)
    names = zipfile.ZipFile(io.BytesIO(whole)).namelist()
    assert name in names
    broken = _changed(whole, name, old, new) if old else _without(whole, name)
    path = tmp_path / "broken.epub"
    path.write_bytes(broken)
    assert faults(broken)
    assert epubcheck(path)
