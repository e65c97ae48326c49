"""Which fonts a book is set in, and what is told of letters that none has."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from reading import Print, opened
from torture import para

from bookmaker import themes
from bookmaker.backends.pdf import fonts, native, printed
from bookmaker.compose import compose
from bookmaker.errors import OutsideError
from bookmaker.metadata import BuildSettings
from bookmaker.model import Book, Contributor, Kind, Metadata, Ruby, Section


def families(outfit: fonts.Outfit) -> set[str]:
    return {face.path.name for face in outfit.faces}


def book(words: str) -> Book:
    return Book(Metadata("Letters", contributors=(Contributor("A"),)), (Section(Kind.CHAPTER, blocks=(para(words),)),))


def test_latin_is_set_in_source_serif_pro() -> None:
    outfit = fonts.outfit("Plain “Łódź” – naïve café, 1 ½ €", None)
    assert "SourceSerifPro-Regular.otf" in families(outfit)
    assert not outfit.lacking


def test_greek_and_cyrillic_bring_in_a_sister_with_italics_for_them() -> None:
    outfit = fonts.outfit("Слово λόγος", None)
    assert "SourceSerif4-Italic[opsz,wght].ttf" in families(outfit)
    assert "SourceSerifPro-Regular.otf" not in families(outfit)
    assert not outfit.lacking


def test_polytonic_greek_brings_in_noto() -> None:
    outfit = fonts.outfit("ἐν ἀρχῇ", None)
    assert "NotoSerif-Italic[wdth,wght].ttf" in families(outfit)
    assert not outfit.lacking


def test_own_fonts_are_taken_from_the_project(tmp_path: Path) -> None:
    source = fonts.outfit("a", None).faces[-1].path
    (tmp_path / "mine.otf").write_bytes(source.read_bytes())
    (tmp_path / "notes.txt").write_text("no font", encoding="utf-8")
    lacking = fonts.outfit("\ue000", tmp_path).lacking
    assert lacking == "\ue000"
    outfit = fonts.outfit("\u2764", tmp_path)  # a heart: the sans has it, if any
    assert outfit.lacking in ("", "\u2764")


def test_letters_without_a_font_are_told(press: Print) -> None:
    printed = press(book("A \U0010f123 private letter."))
    (finding,) = [found for found in printed.findings if found.code == "P101"]
    assert "U+10F123" in finding.message
    assert "metadata/fonts" in finding.fix
    assert "pdfuaid:part" not in str(bytes(opened(printed.pdf).Root.Metadata.read_bytes()))
    assert not opened(printed.pdf).check_pdf_syntax()


def test_findings_count_what_they_do_not_name() -> None:
    (finding,) = fonts.findings("".join(map(chr, range(0x4E00, 0x4E20))), "")
    assert finding.code == "P102"
    assert "and 20 more" in finding.message


@pytest.mark.slow
def test_cyrillic_in_italics(press: Print) -> None:
    printed = press(book("Слово"))
    assert "Слово" in printed.body


def test_a_missing_library_is_named_with_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(native, "LIBRARIES", {"Pango": ("libnosuchpango.so.9",)})
    with pytest.raises(OutsideError, match="libpango"):
        native.require()


def test_an_authors_stylesheet_reads_nothing_outside_and_keeps_the_fonts(shelf: Path) -> None:
    css = "p { opacity: 0.8; } h1 { background: url(file:///etc/hostname); }"
    theme = replace(themes.load("classic", None), own_css=css)
    made = printed(compose(book("Pale words."), BuildSettings()), BuildSettings(), theme, cache=shelf)
    assert any(found.code == "P103" and "outside the book" in found.message for found in made.findings)
    pdf = opened(made.pdf)
    files = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and "/FontFile3" in item]
    assert files
    assert all(len(item.FontFile3.read_bytes()) > 500 for item in files), "no stub is left in a form"


def test_what_the_engine_cannot_set_is_told(press: Print) -> None:
    japanese = replace(book("A "), sections=(Section(Kind.CHAPTER, blocks=(para("A ", Ruby((("b", "c"),))),)),))
    told = {found.code: found for found in press(japanese, writing="vertical", here=True).findings}
    assert "columns" in told["P104"].message
    assert "brackets" in told["P105"].message
    assert not {"P104", "P105"} & {found.code for found in press(book("A"), here=True).findings}
