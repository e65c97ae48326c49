"""The EPUB of the torture book: every file as reviewed, valid, the same bytes everywhere."""

from __future__ import annotations

import hashlib
import io
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import replace
from importlib import resources
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from torture import METADATA, many_chapters, para, text, torture_book

from bookmaker import themes
from bookmaker.backends.epub import fonts, render
from bookmaker.backends.epub.splitting import LARGEST
from bookmaker.backends.pagination import PageBreak
from bookmaker.check.structure import faults
from bookmaker.compose import compose
from bookmaker.metadata import BuildSettings
from bookmaker.model import Book, Contributor, Identifier, Kind, Metadata, Note, NoteRef, Section, Series

GOLDEN = Path(__file__).parent / "golden" / "torture"
CLASSIC = themes.load("classic", None)


def made(book: Book, *, pages: tuple[PageBreak, ...] = (), **build: object) -> dict[str, str]:
    """The text files of a book's EPUB by name, as a reader unpacks them."""
    settings = BuildSettings(**build)  # type: ignore[arg-type]
    with zipfile.ZipFile(io.BytesIO(render(compose(book, settings), settings, CLASSIC, pages=pages))) as epub:
        names = [name.removeprefix("EPUB/") for name in epub.namelist()]
        return {
            name: epub.read(full).decode()
            for name, full in zip(names, epub.namelist(), strict=True)
            if not full.endswith((".jpg", ".png", ".otf"))
        }


def changed(before: dict[str, str], after: dict[str, str]) -> set[str]:
    """The files that are new, gone or otherwise than before."""
    return {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}


def one_chapter(metadata: Metadata) -> Book:
    return Book(metadata, (Section(Kind.CHAPTER, title=text("One"), blocks=(para("Text."),)),))


def test_torture_book_is_as_reviewed(golden: Callable[[Path, str], None]) -> None:
    files = made(torture_book(), opening="drop-cap")
    files.pop("book.css")  # themes are reviewed by looking at them
    files["content.opf"] = re.sub(r"T\d\d:\d\d:\d\dZ", "T00:00:00Z", files["content.opf"])
    files["content.opf"] = re.sub(r"bookmaker [\d.]+", "bookmaker", files["content.opf"])
    for name, content in files.items():
        golden(GOLDEN / name.replace("META-INF/", ""), content)
    assert {path.name for path in GOLDEN.iterdir()} == {name.replace("META-INF/", "") for name in files}


BUILD = """
import hashlib, sys
sys.path.insert(0, {tests!r})
from torture import torture_book
from bookmaker import themes
from bookmaker.backends.epub import fonts, render
from bookmaker.backends.kepub import kepub
from bookmaker.check.structure import faults
from bookmaker.compose import compose
from bookmaker.metadata import BuildSettings
build = BuildSettings()
epub = render(compose(torture_book(long=True), build), build, themes.load("classic", None))
print(hashlib.sha256(epub + kepub(epub)).hexdigest())
"""


def test_same_bytes_whatever_the_hash_seed_time_zone_and_locale(tmp_path: Path) -> None:
    code = BUILD.format(tests=str(Path(__file__).parent.parent))
    digests = set()
    for seed, zone, locale in (("1", "Asia/Tokyo", "C"), ("2", "America/Lima", "C.UTF-8")):
        environment = os.environ | {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale}
        done = subprocess.run(
            [sys.executable, "-c", code], env=environment, cwd=tmp_path, capture_output=True, text=True, check=True
        )
        digests.add(done.stdout)
    assert len(digests) == 1


def test_no_file_is_too_big_and_no_link_is_broken_by_the_split() -> None:
    files = made(torture_book(long=True))
    parts = [name for name in files if name.startswith("chapter-a-long-one")]
    assert parts == ["chapter-a-long-one.xhtml", *(f"chapter-a-long-one--{n}.xhtml" for n in range(2, len(parts) + 1))]
    assert len(parts) > 1
    assert max(len(content.encode()) for content in files.values()) < LARGEST + 5_000
    for name, content in files.items():
        for target in re.findall(r'href="([^":]+)"', content) if name.endswith(".xhtml") else ():
            file, _, anchor = target.partition("#")
            assert f'id="{anchor}"' in files[file or name] if anchor else file in files, (name, target)


def test_a_note_stands_in_the_file_that_calls_it() -> None:
    files = made(torture_book(long=True))
    caller = next(name for name, content in files.items() if "700. The same" in content)
    assert 'href="#chapter-a-long-one--note-1"' in files[caller]
    assert 'id="chapter-a-long-one--note-1"' in files[caller]


def test_adding_a_chapter_or_mending_a_typo_leaves_other_files_alone() -> None:
    before = made(many_chapters(9))
    book = many_chapters(9)
    added = Section(Kind.CHAPTER, title=text("Another"), blocks=(para("New."),))
    after = made(replace(book, sections=(*book.sections[:4], added, *book.sections[4:])))
    chapters = {name: content for name, content in before.items() if name.startswith("chapter")}
    assert chapters.items() <= after.items()
    assert changed(before, after) == {"chapter-another.xhtml", "content.opf", "nav.xhtml", "toc.ncx"}


def test_renumbering_the_chapters_behind_a_new_one_moves_no_file() -> None:
    before = made(many_chapters(9))
    book = many_chapters(9)
    added = Section(Kind.CHAPTER, label=text("Chapter 5"), blocks=(para("New."),))
    behind = tuple(replace(part, label=text(f"Chapter {number}")) for number, part in enumerate(book.sections[4:], 6))
    after = made(replace(book, sections=(*book.sections[:4], added, *behind)))
    assert set(after) - set(before) == {"chapter-new.xhtml"}
    for name in before.keys() - {"content.opf", "nav.xhtml", "toc.ncx"}:
        assert re.sub(r"Chapter \d", "", before[name]) == re.sub(r"Chapter \d+", "", after[name])


def test_adding_a_note_changes_its_own_chapter_alone() -> None:
    def noted(calls: tuple[str, ...]) -> dict[str, str]:
        book = many_chapters(4)
        chapters = [
            replace(part, blocks=(*part.blocks, para("Noted", *(NoteRef(f"{at}{call}") for call in marks), ".")))
            for at, part in enumerate(book.sections)
            for marks in [calls if at == 0 else ("a", "b")]
        ]
        called = (f"{at}{call}" for at in range(4) for call in (calls if at == 0 else ("a", "b")))
        notes = tuple(Note(own, (para(f"The note {own}."),)) for own in called)
        return made(replace(book, sections=tuple(chapters), notes=notes))

    # The package holds the moment of the last change, which follows from the content.
    assert changed(noted(("a", "b")), noted(("a", "new", "b"))) == {
        "chapter-the-text-of-chapter-1.xhtml",
        "content.opf",
    }


def test_modified_follows_the_content() -> None:
    def moment(book: Book) -> str:
        found = re.search(r'dcterms:modified">([^<]+)<', made(book)["content.opf"])
        assert found
        return found[1]

    book = one_chapter(replace(METADATA, published=1999))
    assert moment(book).startswith("1999-01-01T")
    assert moment(book) == moment(book)
    assert moment(book) != moment(replace(book, sections=(replace(book.sections[0], blocks=(para("Texts."),)),)))


def test_bare_numbers_run_on_in_the_contents() -> None:
    assert '<ol class="run-in">' in made(many_chapters(9))["nav.xhtml"]
    assert "run-in" not in made(many_chapters(7))["nav.xhtml"]
    titled = replace(many_chapters(9), sections=(*many_chapters(8).sections, one_chapter(METADATA).sections[0]))
    assert "run-in" not in made(titled)["nav.xhtml"]


def test_page_list_leads_to_the_printed_pages() -> None:
    chapter = Section(Kind.CHAPTER, title=text("One"), blocks=(para("a"), para("b"), para("c")))
    pages = (PageBreak("1", "chapter-one"), PageBreak("2", "chapter-one-b1"), PageBreak("3", "chapter-one-b2"))
    files = made(Book(Metadata("Pages", language="en"), (chapter,)), pages=pages)
    assert re.findall(r'href="(chapter-one.xhtml#page-\d)">(\d)<', files["nav.xhtml"]) == [
        ("chapter-one.xhtml#page-1", "1"),
        ("chapter-one.xhtml#page-2", "2"),
        ("chapter-one.xhtml#page-3", "3"),
    ]
    body = files["chapter-one.xhtml"]
    assert (
        body.index('id="page-1"')
        < body.index("<h1")
        < body.index(">a<")
        < body.index('id="page-2"')
        < body.index(">b<")
    )
    assert "pageBreakMarkers" in files["content.opf"]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (Identifier("isbn", "978-0-306-40615-7"), "urn:isbn:9780306406157"),
        (Identifier("isbn", "9780306406157", "pdf"), "urn:uuid:"),
        (Identifier("uuid", "f81d4fae-7dec-11d0-a765-00a0c91e6bf6"), "urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6"),
        (Identifier("doi", "10.1000/182"), "doi:10.1000/182"),
    ],
)
def test_unique_identifier(given: Identifier, expected: str) -> None:
    files = made(one_chapter(Metadata("Known", identifiers=(given,), language="en")))
    assert f'<dc:identifier id="uid">{expected}' in files["content.opf"]
    assert f'<meta name="dtb:uid" content="{expected}' in files["toc.ncx"]


@pytest.mark.parametrize(
    ("name", "language", "expected"),
    [
        ("Ada Example", "en", "Example, Ada"),
        ("R. Example", "en", "Example, R."),
        ("Ada van Example", "nl", ""),
        ("Kovács Anna", "hu", ""),
        ("The Authors", "en", ""),
        ("Voltaire", "fr", ""),
        ("Анна Примерова", "ru", ""),
    ],
)
def test_a_sort_key_is_made_where_it_is_sure(name: str, language: str, expected: str) -> None:
    opf = made(one_chapter(Metadata("Known", contributors=(Contributor(name),), language=language)))["content.opf"]
    assert re.findall('file-as">([^<]*)<', opf) == ([expected] if expected else [])


@pytest.mark.parametrize(("number", "said"), [("2", ["2", "2"]), ("2.5", ["2.5", "2.5"]), ("II", []), ("", [])])
def test_series_in_both_dialects(number: str, said: list[str]) -> None:
    opf = made(one_chapter(Metadata("Known", language="en", series=Series("Lamps", number))))["content.opf"]
    assert '<meta property="belongs-to-collection" id="series">Lamps<' in opf
    assert 'name="calibre:series" content="Lamps"' in opf
    assert re.findall(r'(?:group-position">|series_index" content=")([^<"]+)', opf) == said


def test_a_kindle_gets_no_cover_page_and_two_levels() -> None:
    files = made(torture_book(), device="kindle")
    assert "cover.xhtml" not in files
    contents = files["nav.xhtml"].split("</nav>")[0]
    assert re.search("<ol>.*<ol>", contents, re.S)
    assert not re.search(r"<ol>(?:(?!</ol>).)*<ol>(?:(?!</ol>).)*<ol>", contents, re.S)


@pytest.mark.parametrize(
    ("language", "writing", "turns", "direction"),
    [("en", "horizontal", "ltr", ""), ("ar", "horizontal", "rtl", ' dir="rtl"'), ("ja", "vertical", "rtl", "")],
)
def test_pages_turn_as_the_script_runs(language: str, writing: str, turns: str, direction: str) -> None:
    files = made(one_chapter(Metadata("Way", language=language)), writing=writing)
    assert f'page-progression-direction="{turns}"' in files["content.opf"]
    assert f'xml:lang="{language}"{direction}>' in files["content.opf"]
    assert f'xml:lang="{language}"{direction}>' in files["chapter-one.xhtml"]
    assert ("writing-mode: vertical-rl" in files["book.css"]) == (writing == "vertical")


def test_the_zip_says_nothing_of_the_machine() -> None:
    build = BuildSettings()
    data = render(compose(many_chapters(1), build), build, CLASSIC)
    with zipfile.ZipFile(io.BytesIO(data)) as epub:
        entries = epub.infolist()
    assert entries[0].filename == "mimetype"
    assert entries[0].compress_type == zipfile.ZIP_STORED
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert all(entry.filename.isascii() and " " not in entry.filename for entry in entries)
    assert data[38:58] == b"application/epub+zip"  # where the epub mimetype must stand, without an extra field
    assert (
        hashlib.sha256(data).digest()
        == hashlib.sha256(render(compose(many_chapters(1), build), build, CLASSIC)).digest()
    )


def test_fonts_are_embedded_on_request_with_the_letters_used() -> None:
    build = BuildSettings(embed_fonts=True)
    whole = compose(many_chapters(1), build)
    epub = render(whole, build, CLASSIC)
    assert faults(epub) == ()
    with zipfile.ZipFile(io.BytesIO(epub)) as archive:
        named = [name for name in archive.namelist() if name.startswith("EPUB/fonts/")]
        css = archive.read("EPUB/book.css").decode()
        letters = TTFont(io.BytesIO(archive.read(named[0]))).getBestCmap()
    assert len(named) == css.count("@font-face") == 4
    assert ord("C") in letters
    assert ord("ß") not in letters


@pytest.mark.parametrize(("rights", "kept"), [(0x0002, 0), (0x0200, 0), (0x0100, 2), (0x0008, 1)])
def test_licence_bits_are_obeyed(rights: int, kept: int, tmp_path: Path) -> None:
    """0: left out; 1: cut down to the letters used; 2: embedded whole."""
    font = TTFont(Path(str(resources.files("font_source_sans_pro"))) / "files" / "SourceSansPro-Light.otf")
    font["OS/2"].fsType = rights
    for record in font["name"].names:
        if record.nameID in (1, 16):
            record.string = "Rights Sans"
    font["cmap"].tables = [table for table in font["cmap"].tables if table.isUnicode()]
    for table in font["cmap"].tables:
        table.cmap[0xA000] = "A"  # a letter that none of our fonts has
    font.save(tmp_path / "rights.otf")
    book = Book(METADATA, (Section(Kind.CHAPTER, blocks=(para("\ua000"),)),))
    found = [font for font in fonts.fonts(book, "", tmp_path) if "Rights Sans" in font.rule]
    assert len(found) == min(kept, 1)
    if found:
        assert (len(found[0].data) > 40_000) == (kept == 2)
