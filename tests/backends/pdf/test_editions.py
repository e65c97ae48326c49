"""Every edition proofread: each trim and each screen of the device table, with every construct of the model.

Screens of one size are one edition. Some are laid out in one call too, for comparison; all of them, and with the
samples, take minutes.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from novel import novel
from proofreading import faults
from reading import Print, page_texts
from single import folios, single
from torture import para, picture, text, torture_book

from bookmaker import intake, normalise, themes
from bookmaker.backends.pdf import Printed, pages
from bookmaker.compose import compose
from bookmaker.devices import DEVICES
from bookmaker.metadata import BuildSettings, NormaliseSettings
from bookmaker.model import Book, Kind, Metadata, Section, Table, Text
from bookmaker.walk import blocks, lines, plain

SOURCES = Path(__file__).resolve().parents[3] / "sources"


def screens() -> list[str]:
    """One device for each size of page and of type."""
    found: dict[tuple[float, float, float], str] = {}
    for device in DEVICES:
        page = pages.page(BuildSettings(device=device.name))
        found.setdefault((page.width, page.height, page.body), device.name)
    return list(found.values())


def latin(book: Book) -> Book:
    """The book without the chapters in other scripts: they want fonts that take seconds to make."""

    def readable(section: Section) -> bool:
        runs = [section.title, *(line for block in blocks(section.blocks) for line in lines(block))]
        return all(letter < "\u0370" or "\u2000" <= letter < "\u2c00" for run in runs for letter in plain(run))

    def kept(level: tuple[Section, ...]) -> tuple[Section, ...]:
        return tuple(replace(part, sections=kept(part.sections)) for part in level if readable(part))

    return replace(book, sections=kept(book.sections))


FULL = Section(
    Kind.CHAPTER,
    title=text("Full Pages"),
    blocks=(para(*(f"stitch {number} after " for number in range(500)), "all."),),
)
"""A paragraph over several pages, each of which it fills."""


def knots(row: int, many: int) -> tuple[Text, ...]:
    """The words of a cell."""
    return text(" ".join(f"knot {row}.{number}" for number in range(many)))


LEDGER = Section(
    Kind.CHAPTER,
    title=text("Ledgers"),
    blocks=(
        Table(((text("Few"), text("Many")), *((knots(row, 9), knots(row + 30, 14)) for row in range(30))), head=1),
        Table(((knots(70, 4), knots(71, 400)), (knots(72, 300), knots(73, 4)))),
    ),
)
"""A table over several pages, and one with rows that are longer than a page."""


def book(name: str) -> Book:
    """The book of that name: made up for tests, or a sample."""
    if name == "torture":
        whole = latin(torture_book())
        return replace(whole, sections=(*whole.sections, FULL, LEDGER))
    if name == "novel":
        return novel(1, picture())
    source = next(SOURCES.glob(f"{name}.*"))
    draft = intake.read(source, source.name, root=SOURCES)
    return normalise.normalise([draft], Metadata(name), NormaliseSettings()).book


def texts_of(pdf: bytes, page: pages.Page, folder: Path) -> list[str]:
    """What stands between head and foot of each page."""
    return page_texts(pdf, folder, band=(page.top / pages.POINT - 3, (page.height - page.bottom) / pages.POINT + 3))


def folio_faults(printed: Printed, page: pages.Page, folder: Path) -> list[str]:
    """Pages on which another number is printed than their label; of an edition that has running heads."""
    if not page.heads:
        return []
    heads = page_texts(printed.pdf, folder, band=(0, page.top / pages.POINT))
    foot = (page.height - page.bottom) / pages.POINT
    feet = page_texts(printed.pdf, folder, band=(foot + 8, page.height / pages.POINT))
    shown = [
        (label, (head.split() or [""]), tail.split())
        for label, head, tail in zip(printed.labels, heads, feet, strict=True)
    ]
    return [
        f"page {label}: {head} {tail}"
        for label, head, tail in shown
        if (tail and tail != [label]) or (not tail and head != [""] and label not in (head[0], head[-1]))
    ]


SAMPLES = ("night-ferry", "the-lamp-on-harrow-street", "der-uhrmacher-von-eichstedt")
TRIMS = ("5x8in", "6x9in", "a5", "b6", "large-print")
EDITIONS = [{"device": name} for name in screens()] + [{"page": name} for name in TRIMS]


def seldom(*names: str) -> list[object]:
    """These books, but in the slow tests."""
    return [pytest.param(name, marks=pytest.mark.slow) for name in names]


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: next(iter(edition.values())))
@pytest.mark.parametrize("name", ["torture", *seldom("novel", *SAMPLES)])
def test_an_edition_has_no_fault(name: str, edition: dict[str, str], press: Print, tmp_path: Path) -> None:
    whole = book(name)
    build = replace(BuildSettings(), **edition)  # type: ignore[arg-type]
    printed = press(whole, here=True, cache=None, **edition)
    assert faults(compose(whole, build), printed, tmp_path) == []
    page = pages.page(build)
    assert folio_faults(printed, page, tmp_path) == []
    if name == "torture":
        bodies = [body.rstrip() for body in texts_of(printed.pdf, page, tmp_path) if "stitch" in body]
        assert max(len(body.split("\n")) for body in bodies) == page.lines


SOME = ("boox-palma", "kobo-clara-bw")


@pytest.mark.parametrize("device", [*SOME, *seldom(*(name for name in screens() if name not in SOME))])
@pytest.mark.parametrize("name", ["novel", *seldom("torture", *SAMPLES)])
def test_a_screen_says_what_one_call_would(name: str, device: str, press: Print, tmp_path: Path) -> None:
    build = BuildSettings(device=device)
    page = pages.page(build)
    whole = compose(book(name), build)
    printed = press(book(name), device=device)
    theirs = single(whole, build, themes.load("classic", None), folios(whole, printed))
    # (The dots of the contents may differ by one; poppler joins a word broken at a line's end, or does not; of one call
    # small capitals are copied as small letters.)
    ours, others = (
        [re.sub(r"[\s.‐]+", "", text).casefold() for text in texts_of(pdf, page, tmp_path)]
        for pdf in (printed.pdf, theirs)
    )
    assert ours == others
