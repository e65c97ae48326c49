"""What a reader will make of the EPUB: each rule with its code, the readers it is about, its source, and a fix.

Most of what readers choke on the EPUB backend never writes (a missing XML declaration, links to the body, a
contents list out of order, WebP, scripts, hidden text). These are the rules that only the author can see to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bookmaker.backends.epub.splitting import LARGEST
from bookmaker.devices import Device
from bookmaker.model import NOWHERE, Asset, Book, Finding, Place, Ruby, Severity, Table
from bookmaker.walk import author_blocks, author_pictures, block_text, blocks, inlines, lines

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Proof:
    """What is looked at: the composed book, and the size of its EPUB in bytes."""

    book: Book
    size: int
    vertical: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where a rule is broken, and how."""

    place: Place
    message: str


@dataclass(frozen=True, slots=True)
class Rule:
    """`readers` are families of devices.py; none means every reader. `source` is where the rule comes from."""

    code: str
    readers: frozenset[str]
    severity: Severity
    source: str
    fix: str
    look: Callable[[Proof], Iterator[Hit]]


def preflight(proof: Proof, device: Device | None) -> tuple[Finding, ...]:
    """What the rules for every reader, and those for this one, find."""
    return tuple(
        Finding(rule.code, rule.severity, hit.place, f"{hit.message} ({rule.source})", rule.fix)
        for rule in RULES
        if not rule.readers or (device is not None and device.family in rule.readers)
        for hit in rule.look(proof)
    )


# --- what the rules look at --------------------------------------------------------------------------------


def _undescribed(proof: Proof) -> Iterator[Hit]:
    for place, picture in author_pictures(proof.book):
        if not picture.alt.strip() and not picture.decorative:
            yield Hit(place, f"the picture {picture.asset} has no alternative text")


def _big_pictures(pixels: int) -> Callable[[Proof], Iterator[Hit]]:
    fault = f"has more than {pixels / 1e6:g} million pixels"
    return _pictures(lambda asset: asset.width * asset.height > pixels, fault)


def _heavy_pictures(limit: int) -> Callable[[Proof], Iterator[Hit]]:
    return _pictures(lambda asset: len(asset.data) > limit, f"weighs more than {limit / MEGABYTE:g} MB")


def _pictures(too_much: Callable[[Asset], bool], fault: str) -> Callable[[Proof], Iterator[Hit]]:
    def look(proof: Proof) -> Iterator[Hit]:
        first = {picture.asset: place for place, picture in reversed(list(author_pictures(proof.book)))}
        for asset in filter(too_much, proof.book.assets):
            yield Hit(first.get(asset.name, NOWHERE), f"{asset.name} {fault}")

    return look


def _heavy_book(limit: int) -> Callable[[Proof], Iterator[Hit]]:
    def look(proof: Proof) -> Iterator[Hit]:
        if proof.size > limit:
            yield Hit(NOWHERE, f"the EPUB weighs {proof.size / MEGABYTE:,.0f} MB, more than {limit / MEGABYTE:,g}")

    return look


def _long_blocks(proof: Proof) -> Iterator[Hit]:
    for content in author_blocks(proof.book):
        for block in content:
            if (size := len(block_text(block).encode())) > LARGEST:
                yield Hit(block.place, f"{size / 1000:.0f} KB in one piece: a file is parted between paragraphs alone")


def _wide_tables(proof: Proof) -> Iterator[Hit]:
    for content in author_blocks(proof.book):
        for block in blocks(content):
            if isinstance(block, Table) and (columns := max(len(row) for row in block.rows)) > 4:
                yield Hit(block.place, f"a table of {columns} columns")


def _long_notes(proof: Proof) -> Iterator[Hit]:
    for note in proof.book.notes:
        if (letters := sum(len(block_text(block)) for block in note.blocks)) > 5000:
            yield Hit(note.place, f"a note of {letters:,} letters")


def _unknown_language(proof: Proof) -> Iterator[Hit]:
    language = proof.book.metadata.language
    if language and language.split("-")[0].casefold() not in KINDLE_LANGUAGES:
        yield Hit(NOWHERE, f"no Kindle knows the language {language}")


def _ruby(proof: Proof) -> Iterator[Hit]:
    for content in author_blocks(proof.book):
        for block in blocks(content):
            if any(isinstance(inline, Ruby) for run in lines(block) for inline in inlines(run)):
                yield Hit(block.place, "readings beside characters (ruby) may be set in the line")
                return


def _vertical(proof: Proof) -> Iterator[Hit]:
    if proof.vertical:
        yield Hit(NOWHERE, "vertical writing may be set in horizontal lines")


# --- the rules ---------------------------------------------------------------------------------------------

# As https://kdp.amazon.com/help/topic/G200673300 listed them on 2022-09-13 (innocenat/kindle-epub-fix, script.js).
KINDLE_LANGUAGES = frozenset(
    "af gsw ar eu nb br ca zh kw co da nl stq en fi fr fy gl de gu hi is ga it ja lb mr ml gv frr nn no pl pt oc rm "
    "sco gd es sv ta cy".split()
)

KOBO = frozenset({"kobo"})
KINDLE = frozenset({"kindle"})
APPLE = frozenset({"apple"})
ADOBE = frozenset({"ade", "pocketbook", "nook", "tolino"})
"""Readers whose EPUBs Adobe's RMSDK draws."""

# EPUB 2 has neither ruby nor vertical writing (OPS 2.0.1, 2.2 and 3.3). That many readers draw with it to this day:
# https://medium.com/@jiminypan/five-interesting-facts-about-adobe-legacy-ebook-rmsdk-b7be0123c874
EPUB_2 = "J. Panoz on Adobe's RMSDK: EPUB 2 alone on many readers"

RULES: tuple[Rule, ...] = (
    Rule(
        "E201", frozenset(), Severity.WARNING, "EPUB Accessibility 1.1; Kindle error E21018",
        "write an alternative text, or mark it as decoration", _undescribed,
    ),
    Rule(
        "E301", KINDLE, Severity.WARNING, "KDP help G200673300",
        "it may be refused by mail; send an AZW3 by cable instead", _unknown_language,
    ),
    Rule(
        "E302", KINDLE, Severity.WARNING, "amazon.co.uk help 201974220",
        "a mail to a Kindle takes 50 MB, and many mail servers half of that: make the pictures smaller",
        _heavy_book(50 * MEGABYTE),
    ),
    Rule(
        "E303", KINDLE, Severity.WARNING, "Kindle Publishing Guidelines 2026.1",
        "make the picture smaller", _big_pictures(5_000_000),
    ),
    Rule(
        "E311", KOBO, Severity.WARNING, "kobolabs/epub-spec, Tables",
        "a table of more than four columns runs off a Kobo's page: part it", _wide_tables,
    ),
    Rule(
        "E312", KOBO, Severity.NOTE, "kobolabs/epub-spec, Footnotes",
        "a note of more than 5,000 letters does not pop up: the reader is led to it", _long_notes,
    ),
    Rule(
        "E313", KOBO, Severity.WARNING, "kobolabs/epub-spec, Image Formatting",
        "make the picture smaller", _heavy_pictures(5 * MEGABYTE),
    ),
    Rule(
        "E314", KOBO, Severity.WARNING, "help.vellum.pub/uploading",
        "Kobo's shop takes 100 MB: make the pictures smaller", _heavy_book(100 * MEGABYTE),
    ),
    Rule(
        "E322", APPLE, Severity.WARNING, "Apple Books Asset Guide, help.apple.com/itc/booksassetguide",
        "make the picture smaller", _big_pictures(5_600_000),
    ),
    Rule(
        "E323", APPLE, Severity.WARNING, "itunespartner.apple.com/books/support/9-prepare-book",
        "Apple's shop takes 2 GB: make the pictures smaller", _heavy_book(2_000 * MEGABYTE),
    ),
    Rule(
        "E331", ADOBE, Severity.WARNING, "Adobe RMSDK; calibre's flow_size",
        "break the paragraph up", _long_blocks,
    ),
    Rule("E332", ADOBE, Severity.NOTE, EPUB_2, "read it as KEPUB on a Kobo, or on an Apple device", _ruby),
    Rule("E333", ADOBE, Severity.NOTE, EPUB_2, "read it as KEPUB on a Kobo, or on an Apple device", _vertical),
    Rule(
        "E341", frozenset({"nook"}), Severity.WARNING, "help.vellum.pub/uploading",
        "Barnes & Noble takes 20 MB: make the pictures smaller", _heavy_book(20 * MEGABYTE),
    ),
)  # fmt: skip
