"""A whole book as a PDF: its text, its ways in, its tags, its fonts; the same whoever laid it out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from novel import novel
from proofreading import against, faults, said
from reading import CONTENTS_LINE, Print, elements, labels, links, opened, outline, page_texts, unmarked
from single import folios, single
from torture import para, picture, torture_book

from bookmaker import themes
from bookmaker.backends.pdf import Printed, pages
from bookmaker.compose import compose
from bookmaker.fidelity import Loss, SourceWords, compare, source_words, words
from bookmaker.metadata import BuildSettings
from bookmaker.metadata.parts import PDF_VARIANTS
from bookmaker.model import Asset, Book, Figure, Image, Kind, NoteRef, Section
from bookmaker.walk import lines, plain


def lost(want: list[str], text: str) -> Loss | None:
    """Where the words on the pages part from those of the book."""
    there = source_words(text, "")
    return compare(SourceWords(want), there.words, there.broken)


@pytest.mark.parametrize("book", ["paperback", "tortured"])
def test_is_a_sound_file(book: str, request: pytest.FixtureRequest) -> None:
    printed: Printed = request.getfixturevalue(book)
    pdf = opened(printed.pdf)
    assert not pdf.check_pdf_syntax()
    assert pdf.Root.Lang is not None
    boxes = any(found.code == "P101" for found in printed.findings)  # a machine without fonts for Japanese
    assert (b"pdfuaid:part" in pdf.Root.Metadata.read_bytes()) is not boxes
    assert "/CreationDate" not in pdf.trailer.Info


def test_every_word_is_there_in_order(paperback: Printed, novel_book: Book) -> None:
    assert not lost(said(novel_book), paperback.body)
    for note, text in zip(novel_book.notes, paperback.notes, strict=True):
        assert not lost([word for block in note.blocks for line in lines(block) for word in words(plain(line))], text)


def test_words_of_every_construct(tortured: Printed) -> None:
    assert not lost(said(torture_book()), tortured.body)


def test_the_pages_say_what_one_call_would(paperback: Printed, novel_book: Book, tmp_path: Path) -> None:
    build = BuildSettings()
    page = pages.page(build)
    band = (page.top / pages.POINT - 4, (page.height - page.bottom) / pages.POINT + 4)
    book = compose(novel_book, build)
    whole = single(book, build, themes.load("classic", None), folios(book, paperback))
    # (Small capitals are copied as small letters from one call.)
    ours = [text.casefold().split() for text in page_texts(paperback.pdf, tmp_path, band=band)]
    theirs = [text.casefold().split() for text in page_texts(whole, tmp_path, band=band)]
    if len(ours) == len(theirs) + 1 and not ours[-1]:
        ours.pop()  # an even number of pages
    assert len(ours) == len(theirs)
    for number, (text, other) in enumerate(zip(ours, theirs, strict=True)):
        if text.count(".") < 6:  # a contents page: its leaders may differ by a dot
            assert text == other, f"page {number + 1}"


def test_labels_are_the_printed_folios(paperback: Printed, tmp_path: Path) -> None:
    assert labels(opened(paperback.pdf)) == list(paperback.labels)
    page = pages.page(BuildSettings())
    foot = (page.height - page.bottom) / pages.POINT
    heads = page_texts(paperback.pdf, tmp_path, band=(0, page.top / pages.POINT))
    feet = page_texts(paperback.pdf, tmp_path, band=(foot + 8, page.height / pages.POINT))
    shown = 0
    for label, head, tail in zip(paperback.labels, heads, feet, strict=True):
        printed = (head.split() or [""]) + tail.split()
        if tail.split():
            assert tail.split() == [label]
            shown += 1
        elif head.split():
            assert label in (printed[0], printed[-1], head.split()[-1])
            shown += 1
    assert shown > len(paperback.labels) * 0.8


def test_heads_book_on_the_left_chapter_on_the_right(paperback: Printed, tmp_path: Path) -> None:
    page = pages.page(BuildSettings())
    heads = page_texts(paperback.pdf, tmp_path, band=(0, page.top / pages.POINT))
    left = {" ".join(word for word in head.split() if word not in paperback.labels) for head in heads[1::2]} - {""}
    assert left == {"The Long Lamp"}
    body = paperback.labels.index("1")
    right = [" ".join(head.split()[:-1]) for head in heads[body::2] if head.split()]
    assert len(set(right)) > 6


def test_outline_and_contents_lead_to_the_right_pages(paperback: Printed, tmp_path: Path) -> None:
    texts = page_texts(paperback.pdf, tmp_path)
    entries = outline(opened(paperback.pdf))
    assert [depth for depth, title, _ in entries if title.startswith("Part")] == [0, 0]
    assert sum(depth == 1 for depth, _, _ in entries) == 12
    for _, title, page in entries:
        assert " ".join(title.split()) in " ".join(texts[page].split()), "small capitals are copied as they were typed"
    contents = "\n".join(text for text, label in zip(texts, paperback.labels, strict=True) if ". . ." in text and label)
    listed = [folio for _, folio in CONTENTS_LINE.findall(contents)]
    assert listed == [paperback.labels[page] for _, _, page in entries]


def test_contents_links_go_where_the_outline_goes(paperback: Printed) -> None:
    pdf = opened(paperback.pdf)
    numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    # A line of the contents that turns over has two links.
    targets = list(dict.fromkeys(numbers[note.Dest[0].objgen] for _, note in links(pdf) if "/Dest" in note))
    pages = list(dict.fromkeys(page for _, _, page in outline(pdf)))
    assert targets[: len(pages)] == pages
    assert all("/Contents" in note for _, note in links(pdf))
    assert not any("x-bookmaker" in str(note.get("/A", {}).get("/URI", "")) for _, note in links(pdf))


def test_a_book_with_every_construct_has_no_fault(tortured: Printed, tmp_path: Path) -> None:
    assert faults(compose(torture_book(), BuildSettings()), tortured, tmp_path) == []


def test_each_font_is_there_once(paperback: Printed) -> None:
    pdf = opened(paperback.pdf)
    files = {}
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == pikepdf.Name.FontDescriptor:
            files.setdefault(str(item.FontName), []).append(item)
    assert files
    assert all(len(found) == 1 for found in files.values())


def test_bleed_and_crop_marks(press: Print) -> None:
    pdf = opened(press(novel(1), bleed="3mm", crop_marks=True).pdf)
    assert not pdf.check_pdf_syntax()
    for page in pdf.pages:
        assert [round(float(side)) for side in page.obj.TrimBox] == [0, 0, 432, 648]
        assert [round(float(side), 1) for side in page.obj.BleedBox] == [-8.5, -8.5, 440.5, 656.5]
        assert float(page.obj.MediaBox[0]) < -20
        assert not unmarked(page)
        assert str(pikepdf.parse_content_stream(page)[-2].operator) == "Q", "the marks are drawn last, unshifted"


OFTEN = ("pdf/a-2b", "pdf/a-3a")
SELDOM = [pytest.param(name, marks=pytest.mark.slow) for name in PDF_VARIANTS if name not in OFTEN]


@pytest.mark.parametrize("variant", ["", *OFTEN, *SELDOM])
def test_variants(variant: str, press: Print) -> None:
    printed = press(novel(1, picture()), pdf_variant=variant)
    pdf = opened(printed.pdf)
    xmp = pdf.Root.Metadata.read_bytes()
    assert not pdf.check_pdf_syntax()
    assert ("/StructTreeRoot" in pdf.Root) == (variant.startswith("pdf/ua") or variant.endswith("a"))
    assert ("/OutputIntents" in pdf.Root) == variant.startswith("pdf/a")
    assert (b"pdfaid:part" in xmp) == variant.startswith("pdf/a")
    profile = {"pdf/ua-1": "ua1"}.get(variant, variant[-2:])
    assert not variant or against(printed.pdf, profile) == []
    assert pdf.pdf_version == "1.7"


def test_same_bytes_for_any_jobs_and_any_cache(
    press: Print, paperback: Printed, novel_book: Book, tmp_path: Path
) -> None:
    cold = press(novel_book, jobs=1, cache=tmp_path)
    assert cold.pdf == paperback.pdf
    assert press(novel_book, jobs=1, cache=tmp_path) == cold


def test_an_edit_lays_out_only_what_changed(press: Print, shelf: Path, paperback: Printed, novel_book: Book) -> None:
    assert paperback
    before = set(shelf.glob("??/*"))
    preface, *parts = novel_book.sections
    changed = replace(preface, blocks=(*preface.blocks, para("A line more.")))
    edited = press(replace(novel_book, sections=(changed, *parts)))
    assert "line more." in edited.body
    # The piece with the preface, the contents at the most, perhaps a font; and the book.
    assert 2 <= len(set(shelf.glob("??/*")) - before) <= 5


def test_front_matter_is_roman_and_the_story_starts_on_a_right_hand_page_one(paperback: Printed) -> None:
    first = paperback.labels.index("1")
    assert first % 2 == 0
    assert paperback.labels[:3] == ("i", "ii", "iii")
    assert len(paperback.labels) % 2 == 0


def test_page_breaks_name_every_page_with_text(paperback: Printed, novel_book: Book) -> None:
    marks = {mark.label: mark.anchor for mark in paperback.breaks}
    assert marks["1"] == "part-one"
    assert len(marks) == len(paperback.breaks)


def test_blank_pages_are_blank(paperback: Printed, tmp_path: Path) -> None:
    texts = page_texts(paperback.pdf, tmp_path)
    assert not texts[1].strip()


def test_endnotes_stand_at_the_end_and_lead_both_ways(press: Print) -> None:
    book = novel(1)
    printed = press(book, notes="end")
    pdf = opened(printed.pdf)
    numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    jumps = [(number, numbers[note.Dest[0].objgen]) for number, note in links(pdf) if "/Dest" in note]
    assert outline(pdf)[-1][1] == "Notes"
    last = outline(pdf)[-1][2]
    first = printed.labels.index("1")
    assert sum(to == last for at, to in jumps if first <= at < last) == len(book.notes)
    assert sum(to < last for at, to in jumps if at == last) == len(book.notes)
    assert not lost(said(book), printed.body)
    for note, text in zip(book.notes, printed.notes, strict=True):
        assert not lost([word for block in note.blocks for line in lines(block) for word in words(plain(line))], text)


def test_who_listens_is_told_in_the_language_of_the_book(press: Print) -> None:
    book = novel(1)
    blocks = (para("הנה", NoteRef(book.notes[0].id)), Figure(Image("map.png", "")))
    section = Section(Kind.CHAPTER, blocks=blocks, id="chapter")
    asset = Asset("map.png", "image/png", picture(), 64, 48)
    hebrew = Book(replace(book.metadata, language="he"), (section,), book.notes[:1], (asset,))
    pdf = opened(press(hebrew, notes="end").pdf)
    told = {str(element.Alt) for element in elements(pdf) if "/Alt" in element}
    assert told == {"איור"}
    assert {"הערות 1", "חזרה לטקסט 1"} <= {str(note.Contents) for _, note in links(pdf)}


def test_chapters_on_the_right(press: Print) -> None:
    printed = press(novel(2), openings="recto")
    pages = [page for depth, _, page in outline(opened(printed.pdf)) if depth == 1]
    assert pages
    assert all(page % 2 == 0 for page in pages)


@pytest.mark.parametrize("reader", ["kobo-clara-bw", "remarkable-2"])
def test_a_screen_has_a_cover_and_no_blank_pages(reader: str, press: Print, tmp_path: Path) -> None:
    book = novel(1)
    printed = press(book, device=reader)
    pdf = opened(printed.pdf)
    texts = page_texts(printed.pdf, tmp_path)
    assert printed.labels[:2] == ("Cover", "i")
    assert "/XObject" in pdf.pages[0].obj.Resources
    assert all(text.strip() for text in texts[1:])
    assert not lost(said(book), printed.body)
    assert ("The Long Lamp" in texts[9]) is False
    assert not any(unmarked(page) for page in pdf.pages)
