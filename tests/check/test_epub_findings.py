"""Each rule about a reader finds what breaks it, at the author's line, and nothing else."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import pytest
from torture import para, picture, text, torture_book

from bookmaker import themes
from bookmaker.backends.epub import render
from bookmaker.check.epub import findings
from bookmaker.check.preflight import RULES, Proof, preflight
from bookmaker.compose import compose
from bookmaker.devices import device
from bookmaker.metadata import BuildSettings
from bookmaker.model import (
    Asset,
    Book,
    Figure,
    Image,
    Kind,
    Metadata,
    Note,
    NoteRef,
    Paragraph,
    Place,
    Ruby,
    Section,
    Severity,
    Table,
)

HERE = Place("sources/story.txt", 12)
BUILD = BuildSettings()


def book(*blocks: object, **metadata: object) -> Book:
    section = Section(Kind.CHAPTER, title=text("One"), blocks=(para("Text."), *blocks))  # type: ignore[arg-type]
    return Book(Metadata("A Book", **{"language": "en", **metadata}), (section,))  # type: ignore[arg-type]


def lamp(width: int = 64, size: int = 0) -> Asset:
    return Asset("lamp.png", "image/png", picture() + b"\0" * size, width, width)


def long_note() -> Book:
    noted = book(Paragraph((NoteRef("n"),)))
    return replace(noted, notes=(Note("n", (para("word " * 1001),), place=HERE),))


PLAIN = Image("lamp.png", "A lamp")
CASES: dict[str, tuple[str, Proof, Place]] = {
    "E201": ("", Proof(book(Figure(Image("lamp.png"), place=HERE)), 0), HERE),
    "E301": ("kindle", Proof(book(language="tlh"), 0), Place("")),
    "E302": ("kindle", Proof(book(), 60_000_000), Place("")),
    "E303": ("kindle", Proof(replace(book(Figure(PLAIN, place=HERE)), assets=(lamp(2300),)), 0), HERE),
    "E311": ("kobo", Proof(book(Table(((text("a"),) * 5,), place=HERE)), 0), HERE),
    "E312": ("kobo", Proof(long_note(), 0), HERE),
    "E313": ("kobo", Proof(replace(book(Figure(PLAIN, place=HERE)), assets=(lamp(64, 6_000_000),)), 0), HERE),
    "E314": ("kobo", Proof(book(), 110_000_000), Place("")),
    "E322": ("apple", Proof(replace(book(Figure(PLAIN, place=HERE)), assets=(lamp(2400),)), 0), HERE),
    "E323": ("apple", Proof(book(), 2_100_000_000), Place("")),
    "E331": ("ade", Proof(book(Paragraph(text("word " * 60_000), place=HERE)), 0), HERE),
    "E332": ("ade", Proof(book(Paragraph((Ruby((("灯", "あか"),)),), place=HERE)), 0), HERE),
    "E333": ("ade", Proof(book(), 0, vertical=True), Place("")),
    "E341": ("nook", Proof(book(), 30_000_000), Place("")),
}


@pytest.mark.parametrize("code", [rule.code for rule in RULES])
def test_each_rule_finds_its_own_case_alone(code: str) -> None:
    name, proof, place = CASES[code]
    found = preflight(proof, device(name) if name else None)
    assert [finding.code for finding in found] == [code]
    assert found[0].place == place
    assert found[0].fix


@pytest.mark.parametrize("name", ["kindle", "kobo", "apple", "ade", "nook", "pocketbook", "tolino"])
def test_a_good_book_passes(name: str) -> None:
    assert preflight(Proof(book(), 100_000), device(name)) == ()


def test_torture_book_has_nothing_against_it() -> None:
    whole = compose(torture_book(), BUILD)
    found = findings(whole, BUILD, render(whole, BUILD, themes.load("classic", None)), others=False)
    assert found == ()


def test_the_edition_for_a_kindle_is_as_it_should_be() -> None:
    build = BuildSettings(device="kindle")
    whole = compose(torture_book(), build)
    assert findings(whole, build, render(whole, build, themes.load("classic", None))) == ()


@pytest.mark.parametrize("others", [False, True])
def test_what_a_validator_says_is_told_of_the_authors_line(others: bool) -> None:
    first = Paragraph(text("The first."), place=Place("sources/story.txt", 3))
    second = Paragraph(text("The second."), place=HERE)
    whole = compose(Book(Metadata("A Book", language="en"), (Section(Kind.CHAPTER, blocks=(first, second)),)), BUILD)
    out = io.BytesIO()
    epub = render(whole, BUILD, themes.load("classic", None))
    with zipfile.ZipFile(io.BytesIO(epub)) as source, zipfile.ZipFile(out, "w") as target:
        for entry in source.infolist():
            data = source.read(entry).replace(b"The second.", b'<a href="nowhere.xhtml">The second.</a>')
            target.writestr(entry, data)
    found = findings(whole, BUILD, out.getvalue(), others=others)
    assert {finding.place for finding in found} == {HERE}
    assert {finding.severity for finding in found} == {Severity.ERROR}
    assert {finding.code for finding in found} == ({"E102", "E103"} if others else {"E102"})
