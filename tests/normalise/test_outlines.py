"""Ways to divide a book, and the outline that must come of each (`outlines.txt`, written by `pytest --accept`)."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from pathlib import Path

from bookmaker import walk
from bookmaker.intake.plaintext import read
from bookmaker.metadata import NormaliseSettings
from bookmaker.model import Metadata
from bookmaker.normalise import normalise

TEXT = [
    "The ferry came in late, as it did every Thursday, with its one lamp lit and nobody at the rail. Maren counted "
    "the crates twice before she let the boy sign for them. He had a new coat, and he wanted her to notice it.",
    "She noticed. She said nothing, because a coat like that had to come from somewhere, and on an island of forty "
    "people somewhere was always somebody.",
    "By noon the fog had climbed the hill and sat down on the chapel roof. The bell could not be heard from the "
    "harbour any more; you had to know when it rang, and nod.",
]
STANZA = "The tide goes out with empty hands\nAnd comes with pockets torn;\nIt leaves its letters on the sands"


def paragraph(number: int) -> str:
    return "\n".join(textwrap.wrap(TEXT[number % 3], 70))


def body(number: int) -> str:
    return "\n\n".join([paragraph(number + step) for step in range(3)])


def book(*heads: str) -> str:
    """Text under every heading but those that end in @."""
    return "\n\n\n".join(h + "\n\n" + body(i) if not h.endswith("@") else h[:-1] for i, h in enumerate(heads))


BOOKS = {
    "arcs of a serial": book(
        *["Salt 1.1", "Salt 1.2", "Interlude 1", "Glass 2.1", "Glass 2.x (Interlude: Abel)", "Glass 2.2"]
    ),
    "arcs in figures": book(*["1.00", "1.01 – Low Water", "1.02 The Coat", "Interlude – Fishes", "2.00", "2.01"]),
    "an editor's mark is no title": book(*["Chapter 1 [Edited]", "Chapter 2 [Edited]", "Chapter 3 [Edited]"]),
    "so many of so many": book(*["Chapter: 1/3", "Chapter: 2/3", "Chapter: 3/3"]),
    "chapters in two parts": book(
        *["Chapter 1 ~ The Ferry", "Chapter 2 (Part One): The Coat", "Chapter 2 (Part Two): The Coat", "Chapter 3"]
    ),
    "titles close to their numbers": book(
        *[
            "Chapter 1.The Ferry",
            "Chapter 2、The Coat",
            "Chapter 3：The Bell",
            "Chapter 4： Low Water",
            "Chapter 5 —— Fog",
        ]
    ),
    "labels twice": book(*["Chapter 1 Chapter 1 The Ferry", "Chapter 2", "Chapter 3 - Chapter 3: Fog"]),
    "prompts": book(*["Prompt #1: Ferry", "Prompt #2: Coat", "Prompt #3: Bell"]),
    "five times, and once": book(*["1.", "2.", "3.", "4.", "5.", "+1"]),
    "seasons of a serial": book(*["Season 1 Episode 1: Ferry", "Season 1 Episode 2: Coat", "Season 2 Episode 1: Bell"]),
    "days that pass untold": book(*["Day 1", "Day 2", "Day 5", "Day 11"]),
    "prices are no arcs": book("Chapter 1", "1.50", "Chapter 2", "Chapter 3"),
    "titles with stops": book(
        *["SOURCES.", "CHAPTER 1. Low Water.", "CHAPTER 2. The Coat.", "CHAPTER 3. The Anchor.", "Epilogue"]
    ),
    "letters, then chapters": book(*["Letter 1", "Letter 2", "Chapter 1", "Chapter 2", "Chapter 3"]),
    "books of numbered chapters": book(
        *[
            "Book the First--Called Home@",
            "I. The Winter",
            "II. The Mail",
            "Book the Second--the Long Night@",
            "I. Ten Years Later",
            "II. A Light",
        ]
    ),
    "an epilogue with chapters": book(
        *["PART I@", "CHAPTER I", "CHAPTER II", "PART II@", "CHAPTER I", "CHAPTER II", "EPILOGUE@", "I", "II"]
    ),
    "numerals alone": book(*["I", "II", "III"]),
    "the preface": book(*["THE PREFACE", "CHAPTER 1", "CHAPTER 2", "CHAPTER 3"]),
    "numeral over title": book(*["I.\nIntroduction", "II.\nThe Clock", "III.\nThe Keeper Returns"]),
    "book over title": book(
        *[
            "BOOK ONE\n\nTHE COMING OF THE FOG@",
            "I.\nTHE EVE OF THE STORM.",
            "II.\nTHE FALLEN LAMP.",
            "BOOK TWO\n\nTHE ISLAND UNDER THE FOG@",
            "I.\nUNDER WATER.",
            "II.\nWHAT THEY SAW.",
        ]
    ),
    "three levels": book(
        *[
            "VOLUME I--MAREN@",
            "BOOK FIRST--A GOOD KEEPER@",
            "CHAPTER I--MR. ORR",
            "CHAPTER II--MR. ORR BECOMES MR. NOBODY",
            "BOOK SECOND--THE TIDE@",
            "CHAPTER I--THE EVENING OF A THURSDAY",
            "CHAPTER II--PRUDENCE",
            "VOLUME II--TILDA@",
            "BOOK FIRST--THE QUAY@",
            "CHAPTER I--WHAT IS FOUND",
            "CHAPTER II--THE CHAPEL",
        ]
    ),
    "long capitals": book(
        *[
            "CHAPTER I.\n\nWHICH TREATS OF THE CHARACTER AND HABITS OF THE KEEPER OF THE HARBOUR\nCLOCK",
            "CHAPTER II.\n\nWHICH TREATS OF THE FIRST CRATE AND OF WHAT WAS NOT IN IT",
            "CHAPTER III.\n\nWHEREIN IS RELATED THE DROLL WAY IN WHICH THE BOY HAD HIMSELF MADE A\nPOSTMAN",
        ]
    ),
    "volumes": book(*["VOLUME I@", "CHAPTER I", "CHAPTER II", "VOLUME II@", "CHAPTER I", "CHAPTER II"]),
    "summaries in brackets": book(
        *[
            "PART I. A VOYAGE TO THE ISLAND.@",
            "CHAPTER I.\n\n[The author gives some account of his coat.  His first\ninducements to count.]",
            "CHAPTER II.\n\n[The priest comes to see the clock.]",
            "PART II. A VOYAGE HOME.@",
            "CHAPTER I.\n\n[A great fog described.]",
            "CHAPTER II.\n\n[A description of the ferry.]",
        ]
    ),
    "title below": book(
        *["Chapter I.\nTILDA BREAKS THROUGH", "Chapter II.\nTHE FOG", "Chapter III.\nCOME HOME, COME HOME!"]
    ),
    "speech after the number": book(*["CHAPTER I", "CHAPTER II", "CHAPTER III"]).replace(
        "She noticed. She", '"Yes."\n\nShe noticed. She'
    ),
    "summaries": book(
        *[
            "CHAPTER I\n\nThe Ferry--A New Coat--Fog--What the Bell Said",
            "CHAPTER II\n\nTwelve Crates--Straw--The Clock",
            "CHAPTER III\n\nHome Again--Thursday",
        ]
    ),
    "text on the next line": "\n\n".join(f"Chapter {i}\n{paragraph(i)}\n\n{paragraph(i + 1)}" for i in (1, 2, 3)),
    "a dash before the title": "\n\n".join(
        f"Chapter {i} - The Name {i}\n\n" + "\n\n".join([TEXT[0], '"Stop," he said.', TEXT[1], TEXT[2]])
        for i in (1, 2, 3, 4)
    ),
    "stars": "\n\n".join(f"**{t}**\n\n" + "\n\n".join(TEXT * 2) for t in ("Ashes", "Salt Road", "The Long Way")),
    "hash marks": "\n\n".join(f"# {t}\n\n" + "\n\n".join(TEXT * 2) for t in ("Ashes", "Salt Road", "The Long Way")),
    "volume and chapter in one": "\n\n".join(
        f"Volume {v} Chapter {i}: Name {i}\n\n" + "\n\n".join(TEXT) for v, i in ((1, 1), (1, 2), (1, 3), (2, 4))
    ),
    "lower case": "\n\n".join(f"chapter {w}: the {w} day\n\n" + "\n\n".join(TEXT) for w in ("one", "two", "three")),
    "numbers spelled": "\n\n".join(f"{w}\n\n" + "\n\n".join(TEXT) for w in ("One", "Two", "Three", "Four")),
    "cantos": "\n\n\n".join(f"CANTO {r}\n\n" + "\n\n".join(STANZA for _ in range(8)) for r in ("I", "II", "III")),
    "names on their own line": "ACT I\n\nSCENE I. The quay. A lamp before the chapel.\n\nEnter Orr and Maren.\n\n"
    + "\n\n".join(
        [
            "MAREN.\nWho is there upon the quay tonight?",
            "ORR.\nNo, tell me first. Hold up the lamp.",
            "MAREN.\nLong live the harbour clock!",
            "ORR.\nMaren?",
            "MAREN.\nHe.",
            "ORR.\nYou come too late, as every Thursday does,\nAnd bring a lamp besides.",
        ]
    )
    + "\n\nSCENE II. The same.\n\n"
    + "\n\n".join(["MAREN.\nWho goes?", "ORR.\nNobody."] * 4),
    "section signs": book("§ 1. The Roof", "§ 2. The Letter", "§ 3. The Bank"),
    "chapters of books of volumes": book(
        "VOLUME I.@",
        "BOOK 1.I.\n\nTHE QUAY@",
        "Chapter 1.1.I.\n\nThe Lamp.",
        "Chapter 1.1.II.\n\nThe Crates.",
        "BOOK 1.II.\n\nTHE HILL@",
        "Chapter 1.2.I.\n\nThe Bell.",
        "Chapter 1.2.II.\n\nThe Fog.",
        "VOLUME II.@",
        "BOOK 2.I.\n\nTHE COAT@",
        "Chapter 2.1.I.\n\nA Collar.",
        "Chapter 2.1.II.\n\nA Sleeve.",
    ),
    "a numeral and dashes": book("I.--THE ROOF", "II.--THE LETTER", "III.--THE BANK"),
    "dates": book("Monday, March 4th", "Tuesday, March 5th", "Thursday, March 7th. Evening.", "Friday, March 8th"),
    "dates, then none": book("3 May. The Quay.", "4 May. The Chapel.", "2 June", "December 1871", "14 January 1872"),
    "dates in capitals": book("THURSDAY, 7TH MARCH, 1871", "FRIDAY, 8TH MARCH, 1871", "MONDAY, 11TH MARCH, 1871"),
    "dates within chapters": book("CHAPTER I@", "3 May", "4 May", "CHAPTER II@", "7 May", "8 May"),
    "dates of letters": "\n\n\n".join(
        f"Orkney, {day} May 1871\n\nDear Maren,\n\n{body(day)}\n\nYours ever,\nTilda" for day in (3, 4, 9)
    ),
    "days": book("Monday", "Tuesday", "Wednesday Morning", "Thursday"),
    "part and chapter on one line": book(
        "Part One: Water / Chapter 1: Low", "Part One: Water / Chapter 2: High", "Part Two: Mud / Chapter 3: Axles"
    ),
    "book and chapter on one line": book(
        "BOOK I, CHAPTER I.--THE QUAY", "BOOK I, CHAPTER II.--THE CLOCK", "BOOK II, CHAPTER I.--THE FOG"
    ),
    "numbers under numbers": book("-- I --@", "[ 1 ]", "[ 2 ]", "-- II --@", "[ 3 ]", "[ 4 ]"),
    "parts of one story": book("I. THE HARBOUR@", "I.", "II.", "III.", "II. THE RED COAT", "III. A CASE OF FOG"),
    "arguments": book("BOOK I.\n\nARGUMENT.", "BOOK II.\n\nARGUMENT.", "BOOK III.\n\nARGUMENT."),
    "times are no chapters": book("10:35 a.m.", "11:02 a.m.", "3.17 p.m."),
    "stars round chapters": book("✦ Chapter 1 ✦", "✦ Chapter 2 ✦", "✦ Chapter 3 ✦"),
    "stars round titles": book("✧ The Quay ✧", "✧ The Clock ✧", "✧ The Fog ✧"),
    "a bar, an article": book("Chapter One The Quay", "Chapter Two | The Clock", "Chapter Three ; fog"),
    "a title that is a heading word": book("1. Quay", "2. Letter", "3. Fog"),
    "beside the chapters": book(
        "Chapter 1",
        "Bonus Chapter: Tea",
        "Side Story 1: Fog",
        "Chapter 2",
        "Omake",
        "Epilogue Part 1",
        "Epilogue Part 2",
    ),
    "poems in numbered stanzas, the last one lost": "\n\n".join(
        f"{numeral}\n\n{STANZA}" for numeral in ("I", "II", "III") * 4
    ).removesuffix("\n\n" + STANZA),
    "rules below": "\n\n".join(f"Chapter {i}\n=========\n\n" + "\n\n".join(TEXT) for i in (1, 2, 3)),
}


def outline(text: str) -> str:
    book = normalise([read(text.encode(), "a.txt")], Metadata("T"), NormaliseSettings()).book
    heads = (
        (depth, section.kind, walk.plain(section.label), walk.plain(section.title), len(section.blocks))
        for depth, section in walk.sections(book)
    )
    return "\n".join(
        f"{'  ' * depth}{kind} {label!r} {title!r} {blocks}" for depth, kind, label, title, blocks in heads
    )


def test_outlines(golden: Callable[[Path, str], None]) -> None:
    outlines = [f"{name}\n{outline(text)}\n" for name, text in BOOKS.items()]
    golden(Path(__file__).parent / "outlines.txt", "\n".join(outlines))
