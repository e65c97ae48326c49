"""A novel of nonsense, long enough to be cut into pieces: two parts, chapters, notes, breaks, a letter, verse."""

from __future__ import annotations

from random import Random

from torture import para, text

from bookmaker.model import (
    Asset,
    Block,
    Book,
    Contributor,
    Emphasis,
    Figure,
    Image,
    Kind,
    Metadata,
    Note,
    NoteRef,
    Paragraph,
    Quotation,
    SceneBreak,
    Section,
    Text,
    Verse,
    VerseLine,
)

WORDS = (
    "lamp river keeper night stone water window letter morning harbour slowly remember nothing everybody house "
    "ladder winter station quietly between offices affluent finally the a of and to in was that it her his with"
).split()


def novel(chapters: int = 6, picture: bytes = b"") -> Book:
    """The novel, with so many chapters in each of its two parts."""
    random = Random(7)
    notes = []

    def sentence() -> str:
        return " ".join(random.choice(WORDS) for _ in range(random.randint(4, 22))).capitalize() + "."

    def paragraph() -> Paragraph:
        return para(" ".join(sentence() for _ in range(random.randint(1, 6))))

    def chapter(number: int) -> Section:
        blocks: list[Block] = []
        for at in range(24):
            blocks.append(paragraph())
            if at in (7, 8, 15):
                blocks.append(SceneBreak(ornament="***" if at % 2 else ""))
        note = Note(f"n{len(notes)}", (para(f"A note on {random.choice(WORDS)}. {sentence()}"),))
        notes.append(note)
        blocks[3] = para("Here ", Emphasis(text("somebody")), " stood", NoteRef(note.id), Text(f" and {sentence()}"))
        if number % 3 == 1:
            line = tuple(
                VerseLine(text(f"And all the {word} was still"), step % 2) for step, word in enumerate(WORDS[:4])
            )
            blocks.insert(5, Verse((line, line)))
        if number % 3 == 2:
            letter = (para("My dear,", role="salutation"), paragraph(), para("R.", role="signature"))
            blocks.insert(9, Quotation(letter, "letter"))
        if picture and number == 2:
            blocks.insert(12, Figure(Image("lamp.png", "A lamp"), text("The lamp")))
        return Section(Kind.CHAPTER, label=text(f"Chapter {number}"), title=text(sentence()[:-1]), blocks=tuple(blocks))

    parts = tuple(
        Section(
            Kind.PART,
            label=text(f"Part {name}"),
            sections=tuple(chapter(number) for number in range(1, chapters + 1)),
        )
        for name in ("One", "Two")
    )
    preface = Section(Kind.PREFACE, title=text("Preface"), blocks=(paragraph(), paragraph()))
    assets = (Asset("lamp.png", "image/png", picture, 64, 48),) if picture else ()
    metadata = Metadata("The Long Lamp", contributors=(Contributor("Ada Example"),), language="en", publisher="Press")
    return Book(metadata, (preface, *parts), tuple(notes), assets)
