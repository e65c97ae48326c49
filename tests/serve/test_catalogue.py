from __future__ import annotations

import os
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bookmaker.serve.about import thumbnail
from bookmaker.serve.catalogue import catalogue, newest

Write = Callable[..., Path]


def test_a_book_is_its_files_and_what_its_epub_says(dist: Path) -> None:
    lamp = {book.slug: book for book in catalogue(dist)}["lamp"]
    about = lamp.about
    assert about.title == "The Lamp & the Moth"
    assert about.authors == ("R. Example", "Q. Sample")  # the editor is none
    assert about.identifier == "urn:uuid:0001"  # the unique one, not the first
    assert (about.language, about.published, about.publisher) == ("en-GB", "2026-11-22", "Harrow")
    assert about.summary == 'A lamp, "a moth" <and> more.'
    assert (about.series, about.number, about.subjects) == ("Harrow Street", "2", ("Fantasy",))
    assert about.cover
    assert (about.cover.media_type, about.cover.width, about.cover.height) == ("image/png", 600, 900)
    assert {(file.name, file.kind, file.media_type, file.label) for file in lamp.files} == {
        ("lamp.epub", "epub", "application/epub+zip", "EPUB"),
        ("lamp.kepub.epub", "kepub", "application/epub+zip", "EPUB for Kobo"),
        ("lamp.pdf", "pdf", "application/pdf", "PDF"),
        ("lamp.kobo-libra-colour.pdf", "pdf", "application/pdf", "PDF, for Kobo Libra Colour"),
    }
    assert lamp.updated == datetime(2023, 11, 14, 22, 14, 20, tzinfo=UTC)
    assert lamp.urn.startswith("urn:uuid:")
    assert lamp.urn != about.identifier


def test_a_pdf_alone_speaks_for_itself(dist: Path) -> None:
    paper = {book.slug: book for book in catalogue(dist)}["paper"]
    assert (paper.about.title, paper.about.authors, paper.about.cover) == ("A Paper Book", ("P. Rinter",), None)


def test_books_stand_in_natural_order(dist: Path, epub: Write) -> None:
    for number in (10, 2):
        epub(dist / f"volume-{number}.epub", f"<dc:title>volume {number}</dc:title>")
    assert [book.about.title for book in catalogue(dist)] == [
        "A Paper Book", "The Lamp & the Moth", "volume 2", "volume 10"
    ]  # fmt: skip


def test_only_books_of_that_folder_itself(dist: Path, tmp_path: Path) -> None:
    before = catalogue(dist)
    (tmp_path / "secret.epub").write_bytes(b"secret")
    (dist / "link.epub").symlink_to(tmp_path / "secret.epub")
    (dist / "folder.epub").mkdir()
    (dist / ".hidden.epub").write_bytes(b"half written")
    (dist / "notes.txt").write_text("notes")
    (dist / "opds.xml").write_text("<feed/>")
    os.mkfifo(dist / "pipe.epub")
    (dist / os.fsdecode(b"\xff\xfe.epub")).write_bytes(b"no name at all")
    assert catalogue(dist) == before


def test_no_folder_no_books(tmp_path: Path) -> None:
    assert catalogue(tmp_path / "dist") == ()
    assert newest(()) == datetime.fromtimestamp(0, UTC)


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]><x>&b;&c;</x>'


@pytest.mark.parametrize(
    "fault", ["empty", "no zip", "no container", "no package", "no xml", "bomb", "huge", "no title"]
)
def test_a_spoilt_epub_is_listed_by_its_name(dist: Path, epub: Write, fault: str) -> None:
    path = dist / "spoilt-book.epub"
    if fault == "empty":
        path.write_bytes(b"")
    elif fault == "no zip":
        path.write_bytes(b"PK\x03\x04 and then nothing")
    elif fault == "no title":
        epub(path, "<dc:title> </dc:title>")
    else:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("mimetype", "application/epub+zip")
            if fault != "no container":
                container = '<container><rootfile full-path="../../p.opf"/></container>'
                archive.writestr("META-INF/container.xml", BOMB if fault == "bomb" else container)
            if fault == "no xml":
                archive.writestr("../../p.opf", "<package")
            if fault == "huge":
                archive.writestr("../../p.opf", " " * (9 << 20))
    (book,) = (book for book in catalogue(dist) if book.slug == "spoilt-book")
    assert book.about.title == "Spoilt Book"
    assert [file.name for file in book.files] == ["spoilt-book.epub"]


def test_a_cover_that_is_no_picture_is_left_out(dist: Path, epub: Write) -> None:
    path = epub(dist / "other.epub", "<dc:title>Another One</dc:title>")
    text = path.read_bytes().replace(b"\x89PNG", b"JUNK")
    path.write_bytes(text)
    (book,) = (book for book in catalogue(dist) if book.slug == "other")
    assert book.about.cover is None
    assert book.about.title == "Another One"


def test_a_book_made_anew_is_read_anew(dist: Path, epub: Write) -> None:
    catalogue(dist)
    epub(dist / "lamp.epub", "<dc:title>The Lantern</dc:title>")
    assert "The Lantern" in [book.about.title for book in catalogue(dist)]


def test_a_thumbnail_is_a_small_jpeg(dist: Path) -> None:
    (cover,) = (book.about.cover for book in catalogue(dist) if book.about.cover)
    small = thumbnail(cover)
    assert small.startswith(b"\xff\xd8\xff")
    assert len(small) < 20_000
