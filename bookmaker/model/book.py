"""The book: its metadata, its sections, its notes, its pictures."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Literal, TypeAlias

from bookmaker.model.blocks import Blocks
from bookmaker.model.inlines import Direction, Inlines
from bookmaker.model.places import NOWHERE, Place


class Kind(StrEnum):
    """What a section is, in the book trade's words. Generated pages have kinds too: compose makes them."""

    # body matter
    TEXT = "text"  # a story without chapters, or words before the first heading
    VOLUME = "volume"
    PART = "part"  # also "Book One" inside a novel
    CHAPTER = "chapter"
    STORY = "story"  # one story of a collection
    ACT = "act"
    SCENE = "scene"
    LETTER = "letter"
    INTERLUDE = "interlude"
    SUBCHAPTER = "subchapter"
    # front matter by the author
    PREFACE = "preface"
    FOREWORD = "foreword"
    INTRODUCTION = "introduction"
    PROLOGUE = "prologue"
    EPIGRAPH = "epigraph"
    DEDICATION = "dedication"
    CAST = "dramatis-personae"
    # back matter by the author
    EPILOGUE = "epilogue"
    AFTERWORD = "afterword"
    CONCLUSION = "conclusion"
    APPENDIX = "appendix"
    ACKNOWLEDGMENTS = "acknowledgments"
    AUTHORS_NOTE = "authors-note"
    GLOSSARY = "glossary"
    # made by compose
    COVER = "cover"
    HALF_TITLE = "halftitlepage"
    TITLE_PAGE = "titlepage"
    COPYRIGHT = "copyright-page"
    CONTENTS = "toc"
    ABOUT = "about"  # fan-fiction facts and the like
    ALSO_BY = "also-by"
    ABOUT_AUTHOR = "about-author"
    ENDNOTES = "endnotes"


Matter: TypeAlias = Literal["front", "body", "back"]


@dataclass(frozen=True, slots=True)
class Section:
    """A titled division of a book, with its own blocks first and its subsections after them.

    `label` is the numbered name as typed ("CHAPTER I", "2."), `title` the words after it; either may be empty.
    `id` is "" until compose gives stable ones. `generated` marks what the program made: its words are not the author's.
    """

    kind: Kind
    label: Inlines = ()
    title: Inlines = ()
    subtitle: Inlines = ()
    blocks: Blocks = ()
    sections: tuple[Section, ...] = ()
    matter: Matter = "body"
    id: str = ""
    generated: bool = False
    place: Place = field(default=NOWHERE, compare=False)
    language: str = field(default="", compare=False)
    direction: Direction = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote or endnote; the text calls it by `id` with a `NoteRef`."""

    id: str
    blocks: Blocks
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Asset:
    """A picture ready for any reader: `name` is an ASCII file name, `media_type` image/jpeg or image/png; pixels."""

    name: str
    media_type: str
    data: bytes
    width: int
    height: int


# --- metadata ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Contributor:
    """A person and what they did: `role` is a MARC relator code (`aut`, `edt`, `trl` ...), `sort` the sort key."""

    name: str
    role: str = "aut"
    sort: str = ""


@dataclass(frozen=True, slots=True)
class Identifier:
    """`scheme` is `isbn`, `doi`, `uuid`, `uri` or the author's own; `format` limits it to one output ("epub")."""

    scheme: str
    value: str
    format: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    name: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject heading, with its scheme ("BISAC", "Thema", "LCSH") and code when it has one."""

    name: str
    scheme: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Cover:
    """The author's cover: a file inside the project and its alternative text."""

    image: str
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the YAML says of a book, every scalar as the author typed it."""

    title: str
    subtitle: str = ""
    contributors: tuple[Contributor, ...] = ()
    language: str = ""
    identifiers: tuple[Identifier, ...] = ()
    series: Series | None = None
    published: date | int | None = None
    publisher: str = ""
    rights: str = ""
    description: str = ""
    source: str = ""
    subjects: tuple[Subject, ...] = ()
    cover: Cover | None = None
    about: tuple[tuple[str, str], ...] = ()
    dedication: str = ""
    epigraph: str = ""
    also_by: tuple[str, ...] = ()
    about_author: str = ""

    @property
    def authors(self) -> tuple[Contributor, ...]:
        """The contributors with the role `aut`, in order."""
        return tuple(c for c in self.contributors if c.role == "aut")


# --- all of it --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Book:
    """The whole book: its metadata, its sections in reading order, its notes in order of first call, its pictures."""

    metadata: Metadata
    sections: tuple[Section, ...]
    notes: tuple[Note, ...] = ()
    assets: tuple[Asset, ...] = ()
