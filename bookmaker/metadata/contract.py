"""The YAML of a book: every key, its shape and what it means. What is read here is what `bookmaker schema` says."""

from __future__ import annotations

from typing import Any

from bookmaker.metadata import values
from bookmaker.metadata.parts import FORMATS, LENGTH, PDF_VARIANTS, IdentifierEntry, OverrideEntry, matching, person
from bookmaker.metadata.settings import NormaliseSettings
from bookmaker.metadata.shapes import Facts, Key, Many, Record, Text, choice, flag, plain
from bookmaker.model import Cover, Series, Subject

PASSES = (
    "boilerplate",
    "fan_fiction",
    "page_marks",
    "outline",
    "contents",
    "title_block",
    "paragraphs",
    "notes",
    "sidenotes",
    "sections",
    "front",
    "scene_breaks",
    "authors_notes",
    "lists",
    "tables",
    "speeches",
    "letters",
    "verse",
    "lost_verse",
    "displays",
    "emphasis",
    "primes",
    "fractions",
    "ellipses",
    "dashes",
    "quotes",
    "spaces",
)
"""The passes an author can switch off: those of `normalise`, with underscores."""


def _normalise(given: dict[str, Any]) -> NormaliseSettings:
    overrides = given.pop("overrides", ())
    off = (name.replace("_", "-") for name, wish in given.items() if wish == "keep")
    return NormaliseSettings(frozenset(off), overrides)


BUILD: Record[dict[str, Any]] = Record(
    {
        "theme": Key(plain(), "classic, modern, large-print, or a folder of the project's own"),
        "formats": Key(Many(choice(*FORMATS)), "what `bookmaker build` makes"),
        "page": Key(plain(), "the PDF's page: 6x9in, 148x210mm, a5, large-print …"),
        "device": Key(plain(), "an e-reader of `bookmaker devices` to fit both to"),
        "openings": Key(choice("any", "recto"), "the side of the sheet a chapter may open on"),
        "opening": Key(choice("plain", "drop-cap", "small-caps"), "how a chapter's first line is set"),
        "notes": Key(choice("foot", "end"), "where the PDF sets notes"),
        "ornament": Key(plain(), "what stands at a scene break; the theme has its own"),
        "hyphenate": Key(flag(), "whether words may be broken at line ends"),
        "embed_fonts": Key(flag(), "whether the EPUB carries its fonts"),
        "writing": Key(choice("horizontal", "vertical"), "the way lines run"),
        "cover_style": Key(plain(), "the mood of the typographic cover; absent: one is picked by the title"),
        "pdf_variant": Key(choice(*PDF_VARIANTS), "the PDF standard to keep to, for readers' aids or an archive"),
        "bleed": Key(matching(LENGTH, "is no length: write one like 3mm"), "how far pictures run over the trim"),
        "crop_marks": Key(flag(), "whether the PDF has crop marks"),
        "css": Key(Many(plain()), "your own stylesheets, inside the project"),
    },
    dict,
)

NORMALISE: Record[NormaliseSettings] = Record(
    {name: Key(choice("auto", "keep"), f"keep: switch the pass `{name}` off") for name in PASSES}
    | {
        "overrides": Key(
            Many(OverrideEntry()), "your word on single lines: a heading, verse, a break, not to be touched"
        )
    },
    _normalise,
)

_BOOK = {
    "title": Key(plain(), "the title", required=True),
    "subtitle": Key(plain(), "the subtitle"),
    "author": Key(person(), "who wrote it"),
    "authors": Key(Many(person()), "who wrote it, when there are several"),
    "contributors": Key(Many(person("ctb")), "everyone with a part in it, each with a role"),
    "language": Key(Text(values.language), "a BCP 47 tag: en-GB; absent: found in the text"),
    "identifier": Key(Text(values.identifier), "isbn:…, doi:…, urn:uuid:… or your own; absent: one is made"),
    "identifiers": Key(Many(IdentifierEntry()), "several: [{isbn: …, format: epub}, {doi: …}]"),
    "series": Key(
        Record(
            {
                "name": Key(plain(), "the series", required=True),
                "number": Key(plain(), "this book's place in it"),
            },
            lambda given: Series(**given),
            short=Text(Series),
        ),
        "the series it belongs to",
    ),
    "published": Key(Text(values.published), "a date (2026-11-22) or a year"),
    "publisher": Key(plain(), "the publisher"),
    "rights": Key(plain(), "the copyright line"),
    "description": Key(plain(), "the blurb"),
    "source": Key(plain(), "what the text was taken from"),
    "subjects": Key(
        Many(
            Record(
                {
                    "name": Key(plain(), "the subject", required=True),
                    "scheme": Key(plain(), "BISAC, Thema, LCSH …"),
                    "code": Key(plain(), "its code in that scheme"),
                },
                lambda given: Subject(**given),
                short=Text(Subject),
            )
        ),
        "what it is about",
    ),
    "cover": Key(
        Record(
            {
                "image": Key(plain(), "a picture beside the sources", required=True),
                "alt": Key(plain(), "the picture in words"),
            },
            lambda given: Cover(**given),
            short=Text(Cover),
        ),
        "the cover's picture; absent: a typographic cover is drawn",
    ),
    "sources": Key(Many(plain()), "the files of the text, in order; absent: sources/<slug>.* or sources/<slug>/"),
    "encoding": Key(plain(), "the sources' encoding, when it is not found rightly: cp1251"),
    "about": Key(Facts(), "facts for the title page, under names of your own: {Fandom: …, Rating: …}"),
    "dedication": Key(plain(), "the dedication"),
    "epigraph": Key(plain(), "the epigraph"),
    "also_by": Key(Many(plain()), "other books by the author"),
    "about_author": Key(plain(), "a word about the author"),
    "normalise": Key(NORMALISE, "passes switched off, and your word on single lines"),
    "build": Key(BUILD, "how the book is made"),
}
BOOK: Record[dict[str, Any]] = Record(_BOOK, dict)
UNTITLED: Record[dict[str, Any]] = Record({**_BOOK, "title": Key(plain(), "the title")}, dict)
"""For YAML at the head of a source, whose title may stand in the text."""
MAIL: Record[dict[str, Any]] = Record(
    {
        "host": Key(plain(), "the mail server", required=True),
        "user": Key(plain(), "the account's name", required=True),
        "sender": Key(plain(), "the address letters come from, when it is not the account's name"),
        "port": Key(Text(values.port), "its port, when it is not the usual one"),
        "security": Key(choice("starttls", "tls"), "how the connection is kept private"),
    },
    dict,
)
CONFIG: Record[dict[str, Any]] = Record(
    {
        "build": Key(BUILD, "settings for every book"),
        "mail": Key(MAIL, "the mail account `send` sends from; its password is never written here"),
    },
    dict,
)
"""The user's own config file."""
