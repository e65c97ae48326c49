"""Random valid books for property tests: every construct of the model, in every nesting the model allows.

A book follows from one number. Strategies that draw each letter of a book outgrow what hypothesis can hold; a
failing number is short enough to report.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import TypeVar, get_args

from torture import picture

from bookmaker.model import (
    Asset,
    Block,
    Blocks,
    Book,
    Code,
    Contributor,
    Emphasis,
    Figure,
    Heading,
    Image,
    Inline,
    Inlines,
    ItemList,
    Kind,
    LineBreak,
    Link,
    Metadata,
    Note,
    NoteRef,
    Paragraph,
    ParagraphRole,
    Preformatted,
    Quotation,
    QuotationRole,
    Ruby,
    SceneBreak,
    Section,
    SmallCaps,
    Span,
    Speech,
    Strong,
    Sub,
    Sup,
    Table,
    Text,
    Verse,
    VerseLine,
)

NOTES = ("one", "two", "three")
GENERATED = {
    Kind.COVER,
    Kind.HALF_TITLE,
    Kind.TITLE_PAGE,
    Kind.COPYRIGHT,
    Kind.CONTENTS,
    Kind.ABOUT,
    Kind.ALSO_BY,
    Kind.ABOUT_AUTHOR,
    Kind.ENDNOTES,
}

LETTERS = "abz .!?,“”’—…<>&\"'\n\u00a0\u00ad\x0béЖ中אع😀\u200b\u2028"
LANGUAGES = ("", "fr", "ja", "he", "en-GB")
TARGETS = ("https://example.org/a?b=c&d=e", "mailto:ada@example.org", "#here", "#nowhere")
LAMP = Asset("lamp.png", "image/png", picture(), 64, 48)

Made = TypeVar("Made")


def book(number: int) -> Book:
    """The random book of that number: calls call notes that are there, pictures show assets that are there."""
    dice = Random(number)
    metadata = Metadata(
        title=said(dice),
        subtitle=words(dice),
        contributors=several(dice, lambda d: Contributor(said(d), d.choice(("aut", "edt", "trl"))), 0, 2),
        language=dice.choice(("en", "de", "ar", "ja", "grc")),
        publisher=words(dice),
        description=words(dice),
        dedication=words(dice),
        epigraph=words(dice),
        about=several(dice, lambda d: (said(d), words(d)), 0, 5),
        also_by=several(dice, said, 0, 2),
    )
    return Book(metadata, several(dice, section, 1, 3), notes(dice), (LAMP,))


def section(dice: Random, depth: int = 0) -> Section:
    """A section with all it may hold."""
    kinds = [kind for kind in Kind if kind not in GENERATED]
    return Section(
        dice.choice(kinds),
        label=maybe(dice, inlines),
        title=maybe(dice, inlines),
        subtitle=maybe(dice, inlines),
        blocks=blocks(dice, 0, 4),
        sections=several(dice, lambda d: section(d, depth + 1), 0, 2) if depth < 3 else (),
        id=dice.choice(("", "here")),
        language=dice.choice(LANGUAGES),
        direction=dice.choice(("", "ltr", "rtl")),
    )


def notes(dice: Random) -> tuple[Note, ...]:
    """A note of each name."""
    return tuple(Note(name, blocks(dice, 1, 2)) for name in NOTES)


def blocks(dice: Random, fewest: int, most: int, depth: int = 0) -> Blocks:
    """Some blocks."""
    return several(dice, lambda d: block(d, depth), fewest, most)


def block(dice: Random, depth: int) -> Block:
    """A block of any kind; nesting ends at the third level."""
    language, direction = dice.choice(LANGUAGES), dice.choice(("", "ltr", "rtl"))
    match dice.randrange(8 if depth > 2 else 11):
        case 0:
            return Heading(inlines(dice), dice.randint(1, 6))
        case 1:
            return SceneBreak(ornament=dice.choice(("", "***")))
        case 2:
            return Verse(several(dice, stanza, 1, 2), maybe(dice, inlines), language=language, direction=direction)
        case 3:
            return Figure(picture_of(dice), maybe(dice, inlines))
        case 4:
            rows = several(dice, lambda d: several(d, inlines, 1, 3), 1, 3)
            return Table(rows, dice.randint(0, 1), ("left", "", "center"), maybe(dice, inlines))
        case 5:
            return Preformatted(words(dice))
        case 8:
            roles: tuple[QuotationRole, ...] = get_args(QuotationRole)
            return Quotation(blocks(dice, 1, 2, depth + 1), dice.choice(roles), language=language)
        case 9:
            return Speech(inlines(dice), blocks(dice, 1, 2, depth + 1))
        case 10:
            items = several(dice, lambda d: blocks(d, 1, 2, depth + 1), 1, 2)
            return ItemList(items, dice.random() < 0.5, dice.randint(1, 9), language=language)
        case _:
            some: tuple[ParagraphRole, ...] = get_args(ParagraphRole)
            return Paragraph(inlines(dice), dice.choice(some), language=language, direction=direction)


def stanza(dice: Random) -> tuple[VerseLine, ...]:
    """Some lines of verse."""
    return several(dice, lambda d: VerseLine(inlines(d), d.randint(0, 9)), 1, 3)


def inlines(dice: Random, depth: int = 0) -> Inlines:
    """A run of inlines with at least one letter in it."""
    return (Text(said(dice)), *several(dice, lambda d: inline(d, depth), 0, 3))


def inline(dice: Random, depth: int) -> Inline:
    """An inline of any kind."""
    match dice.randrange(7 if depth > 2 else 12):
        case 0:
            return Code(words(dice))
        case 1:
            return LineBreak()
        case 2:
            return NoteRef(dice.choice(NOTES))
        case 3:
            return picture_of(dice)
        case 4:
            return Ruby(several(dice, lambda d: (said(d), words(d)), 1, 2))
        case 7 | 8:
            kind = dice.choice((Emphasis, Strong, SmallCaps, Sup, Sub))
            return kind(inlines(dice, depth + 1))
        case 9 | 10:
            return Link(inlines(dice, depth + 1), dice.choice(TARGETS))
        case 11:
            role = dice.choice(("", "speaker", "stage-direction"))
            return Span(inlines(dice, depth + 1), dice.choice(LANGUAGES), dice.choice(("", "ltr", "rtl")), role)
        case _:
            return Text(words(dice))


def picture_of(dice: Random) -> Image:
    """A picture with or without alternative text."""
    return Image("lamp.png", words(dice), dice.random() < 0.2)


def words(dice: Random) -> str:
    """A text that may be empty, or nothing but marks."""
    return "".join(dice.choice(LETTERS) for _ in range(dice.randrange(12)))


def said(dice: Random) -> str:
    """A text with at least one letter."""
    return dice.choice("Az1éЖ中אع") + words(dice)


def maybe(dice: Random, make: Callable[[Random], tuple[Made, ...]]) -> tuple[Made, ...]:
    """What `make` makes, or nothing."""
    return make(dice) if dice.random() < 0.5 else ()


def several(dice: Random, make: Callable[[Random], Made], fewest: int, most: int) -> tuple[Made, ...]:
    """Some of what `make` makes."""
    return tuple(make(dice) for _ in range(dice.randint(fewest, most)))
