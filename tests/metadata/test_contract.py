"""What the YAML says arrives letter for letter."""

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookmaker import normalise
from bookmaker.build import Order, build
from bookmaker.errors import BookError, UsageError
from bookmaker.metadata import BuildSettings, NormaliseSettings, Recipe
from bookmaker.metadata.contract import PASSES
from bookmaker.metadata.recipe import read, read_environment, read_mail_environment
from bookmaker.model import Contributor, Cover, Identifier, Kind, Series, Subject
from bookmaker.project import choose

EVERYTHING = """\
The Tide

by R. Example

CONTENTS

Chapter One
Chapter Two

CHAPTER ONE

The tide came in -- "nobody" saw it come... It was 6' 2" high, and _dark_.[1]

* * *

    The tide is high, the tide is low,
    And nobody will see it go.

Dear Anna,

I have gone with the tide. There was 1/2 a mile of it.

Yours ever,
Tom

CHAPTER TWO

ANNA. Where is he?

TOM. Here.

- a net
- a lamp

[1] As dark as a sack.
"""
WHOLE = """\
title: The Tide
subtitle: A Tale
authors: [R. Example, {name: S. Sample, sort: "Sample, S."}]
contributors: [{name: K. Example, role: edt, sort: "Example, K."}]
language: en-GB
identifiers: [{isbn: 9780306406157, format: epub}, {doi: 10.1000/182}, "house:17"]
series: {name: The Shore, number: 2.50}
published: 2026-11-22
publisher: Harbour Press
rights: © 2026
description: >-
  A blurb
  on two lines.
source: the author's typescript
subjects: [Sea, {name: Salt, scheme: BISAC, code: FIC009030}]
cover: {image: tide.jpg, alt: A tide}
sources: [one.txt, two.txt]
encoding: cp1251
about: {Fandom: none, Rating: 12, Words: [few, long]}
dedication: To the moon.
epigraph: |
  Line one
  line two
also_by: [Ebb]
about_author: Nobody.
normalise:
  quotes: keep
  dashes: auto
  overrides:
    - {line: 214, is: heading, kind: chapter}
    - {lines: 310-318, is: verse, file: two.txt}
    - {pattern: '^Interlude', is: heading, level: 2}
build:
  theme: modern
  formats: [epub, kepub]
  page: a5
  device: kobo-clara-bw
  openings: recto
  opening: drop-cap
  notes: end
  ornament: "* * *"
  hyphenate: no
  embed_fonts: yes
  writing: vertical
  cover_style: dark
  pdf_variant: pdf/a-3u
  bleed: 3mm
  crop_marks: true
  css: house.css
"""


def recipe(text: str) -> Recipe:
    return read(text, "metadata/tide.yaml")


def test_the_whole_contract() -> None:
    made = recipe(WHOLE)
    metadata = made.metadata
    assert metadata.contributors == (
        Contributor("R. Example"),
        Contributor("S. Sample", sort="Sample, S."),
        Contributor("K. Example", "edt", "Example, K."),
    )
    assert metadata.identifiers == (
        Identifier("isbn", "9780306406157", "epub"),
        Identifier("doi", "10.1000/182"),
        Identifier("house", "17"),
    )
    assert metadata.series == Series("The Shore", "2.50")
    assert metadata.published == date(2026, 11, 22)
    assert metadata.description == "A blurb on two lines."
    assert metadata.subjects == (Subject("Sea"), Subject("Salt", "BISAC", "FIC009030"))
    assert metadata.cover == Cover("tide.jpg", "A tide")
    assert metadata.about == (("Fandom", "none"), ("Rating", "12"), ("Words", "few, long"))
    assert metadata.epigraph == "Line one\nline two"
    assert made.sources == ("one.txt", "two.txt")
    assert made.encoding == "cp1251"
    assert made.normalise.off == {"quotes"}
    heading, verse, pattern = made.normalise.overrides
    assert (heading.meaning, heading.first, heading.last, heading.kind) == ("heading", 214, 214, Kind.CHAPTER)
    assert (verse.meaning, verse.first, verse.last, verse.file) == ("verse", 310, 318, "two.txt")
    assert (pattern.pattern, pattern.level, str(pattern.place)) == ("^Interlude", 2, "metadata/tide.yaml:32")
    assert made.build == BuildSettings(
        theme="modern",
        formats=("epub", "kepub"),
        page="a5",
        device="kobo-clara-bw",
        openings="recto",
        opening="drop-cap",
        notes="end",
        ornament="* * *",
        hyphenate=False,
        embed_fonts=True,
        writing="vertical",
        cover_style="dark",
        pdf_variant="pdf/a-3u",
        bleed="3mm",
        crop_marks=True,
        css=("house.css",),
    )
    assert dict(made.places)["build.page"].line == 36


def test_a_title_alone_is_enough() -> None:
    made = recipe("title: The Tide")
    assert made.metadata.title == "The Tide"
    assert made.build == BuildSettings()
    assert made.normalise == NormaliseSettings()


@pytest.mark.parametrize(
    "typed",
    [
        "1984",
        "Yes",
        "no",
        "Null",
        "~",
        "0x1F",
        "1e3",
        "2026-11-22",
        "12:30:45",
        "007",
        "1_000",
        ".inf",
        "=",
        "<<",
        "0.10",
    ],
)
def test_scalars_stay_what_was_typed(typed: str) -> None:
    assert recipe(f"title: {typed}").metadata.title == typed


def test_norwegian_is_not_a_truth() -> None:
    assert recipe("title: x\nlanguage: no").metadata.language == "no"


@pytest.mark.parametrize(
    ("typed", "scheme", "value"),
    [
        ("0306406152", "isbn", "0306406152"),
        ("isbn:9780306406157", "isbn", "9780306406157"),
        ("978-0-306-40615-7", "isbn", "978-0-306-40615-7"),
        ("urn:isbn:9780306406157", "isbn", "9780306406157"),
        ("urn:uuid:6f0c8b5e-3f0b-5d53-9f57-0d3b6c0f9a41", "uuid", "6f0c8b5e-3f0b-5d53-9f57-0d3b6c0f9a41"),
        ("https://example.org/tide", "uri", "https://example.org/tide"),
        ("house:17", "house", "17"),
        ("0306406153", "", "0306406153"),
        ("Tide, first state", "", "Tide, first state"),
    ],
)
def test_identifiers(typed: str, scheme: str, value: str) -> None:
    assert recipe(f"title: x\nidentifier: {typed}").metadata.identifiers == (Identifier(scheme, value),)


@pytest.mark.parametrize(("typed", "value"), [("2026", 2026), ("1851", 1851), ("2026-11-22", date(2026, 11, 22))])
def test_dates(typed: str, value: date | int) -> None:
    assert recipe(f"title: x\npublished: {typed}").metadata.published == value


@pytest.mark.parametrize("tag", ["en", "en-GB", "zh-Hant-TW", "sr-Latn", "de-1996", "gsw", "grc", "x-elvish"])
def test_languages(tag: str) -> None:
    assert recipe(f"title: x\nlanguage: {tag}").metadata.language == tag


def test_an_empty_value_is_no_value() -> None:
    assert recipe("title: x\nsubtitle:\nsubjects:\ncover:\nbuild:\n  theme:\n").build.theme == "classic"


def test_settings_below_and_above() -> None:
    made = read(
        "title: x\nbuild: {theme: modern, page: a5}",
        "x.yaml",
        below={"theme": "large-print", "openings": "recto"},
        above={"page": "a4"},
    )
    assert (made.build.theme, made.build.openings, made.build.page) == ("modern", "recto", "a4")


def test_settings_in_the_environment() -> None:
    found = read_environment({"BOOKMAKER_FORMATS": "epub, pdf", "BOOKMAKER_HYPHENATE": "no", "HOME": "/"})
    assert found == {"formats": ("epub", "pdf"), "hyphenate": False}
    with pytest.raises(UsageError, match="neither yes nor no"):
        read_environment({"BOOKMAKER_CROP_MARKS": "maybe"})


def test_the_mail_account_in_the_environment() -> None:
    found = read_mail_environment({"BOOKMAKER_MAIL_PORT": "465", "BOOKMAKER_MAIL_SECURITY": "tls", "HOME": "/"})
    assert found == {"port": 465, "security": "tls"}
    with pytest.raises(UsageError, match="BOOKMAKER_MAIL_PORT: `smtp` is no port"):
        read_mail_environment({"BOOKMAKER_MAIL_PORT": "smtp"})


def test_yaml_at_the_head_of_a_text_names_the_lines_of_the_text() -> None:
    assert read("author: R. Example", "tide.txt", skipped=1, titled=False).metadata.title == ""
    with pytest.raises(BookError, match=r"^tide\.txt:3: "):
        read("author: R. Example\npubl: x", "tide.txt", skipped=1, titled=False)


@given(st.text())
def test_any_text_is_a_recipe_or_a_clear_error(text: str) -> None:
    try:
        recipe(text)
    except BookError as error:
        assert error.findings


@given(st.lists(st.sampled_from([*WHOLE.splitlines(), "-", "  - x", "{", "[a]", "  ", "? a", "&a", "*a", "!!int 3"])))
def test_any_jumble_of_lines_is_a_recipe_or_a_clear_error(lines: list[str]) -> None:
    try:
        recipe("\n".join(lines))
    except BookError as error:
        assert all(finding.place.path == "metadata/tide.yaml" for finding in error.findings)


def test_every_pass_can_be_switched_off_by_its_name() -> None:
    # The list itself stands in a layer above the metadata.
    source = Path(normalise.__file__).read_text(encoding="utf-8")
    names = dict.fromkeys(re.findall(r'^ +(?:run)?\("([a-z-]+)", ', source, re.M))
    assert {name.replace("-", "_") for name in names} == set(PASSES)


@pytest.mark.parametrize("name", PASSES)
def test_no_word_is_lost_without_a_pass(name: str, tmp_path: Path) -> None:
    (tmp_path / "tide.yaml").write_text(f"title: The Tide\nnormalise: {{{name}: keep}}\n", encoding="utf-8")
    (tmp_path / "tide.txt").write_text(EVERYTHING, encoding="utf-8")
    (entry,) = choose(["tide.yaml"], None, tmp_path)
    assert [str(error) for error in build(entry, Order(formats=("epub",), folder=tmp_path)).errors] == []
