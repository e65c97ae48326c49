"""Ids for sections that stay put from one build to the next: readers keep positions and highlights by them.

An id is made of what a section is called, and not of its number, typed or counted: when a chapter is added in the
middle and all behind it are renumbered, they keep their ids. A chapter that is called by its number alone goes by its
first words. So a mended typo changes at most the id of the one section whose title or first words it stood in. Two of
the same title are told apart by their first words too, and by order when nothing else will.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace

from bookmaker.model import Blocks, Book, Inline, Inlines, Kind, Link, Section
from bookmaker.walk import block_text, map_inlines, map_lines, map_sections, one_line, sections

LONGEST = 40
"""Letters of an id, but for the kind before them; ids are file names too."""
_OTHER_SCRIPT = re.compile(r"[\u0250-\U0010ffff](?<=[^\W\d_])")

IN_ROWS = frozenset(
    {
        Kind.VOLUME,
        Kind.PART,
        Kind.CHAPTER,
        Kind.STORY,
        Kind.ACT,
        Kind.SCENE,
        Kind.LETTER,
        Kind.INTERLUDE,
        Kind.SUBCHAPTER,
    }
)
"""Kinds of which a book has many, so that their labels are numbers."""


def anchored(book: Book) -> Book:
    """The book with an id on every section, and its links led from the author's ids to ours."""
    taken: set[str] = set()
    done = tuple(_anchored(book.sections, taken))
    renamed = {
        old.id: new.id
        for (_, old), (_, new) in zip(sections(book), sections(replace(book, sections=done)), strict=True)
        if old.id
    }
    book = replace(book, sections=done)
    return _relinked(book, renamed) if renamed else book


def _anchored(level: tuple[Section, ...], taken: set[str]) -> Iterator[Section]:
    for section in level:
        own = wanted = _name(section)
        if own in taken and (more := _key(_first_words(section.blocks, LONGEST) or one_line(section.label))):
            own = wanted = f"{wanted}-{more}" if section.title else f"{section.kind}-{more}"
        number = 1
        while own in taken:
            number += 1
            own = f"{wanted}-{number}"
        taken.add(own)
        yield replace(section, id=own, sections=tuple(_anchored(section.sections, taken)))


def _name(section: Section) -> str:
    """What a section is called, as lower-case ASCII behind its kind ("chapter-the-lamp")."""
    if section.generated:
        return str(section.kind)
    words = one_line(section.title)
    if not words and section.kind in IN_ROWS:
        words = _first_words(section.blocks, 1)
    key = _key(words or one_line(section.label))
    if not key or key == section.kind or key.startswith(f"{section.kind}-"):
        return key or str(section.kind)
    return f"{section.kind}-{key}"


def _first_words(level: Blocks, fewest: int) -> str:
    """The text of the first block, and of those after it until there are so many letters."""
    words = ""
    for block in level:
        words = " ".join((words + " " + block_text(block)).split())
        if len(words) >= fewest:
            break
    return words


def _key(words: str) -> str:
    """Words as part of an id; of another script a few letters that follow from them."""
    # Half a title in another script is no name: "Глава 1" and "Часть 1" would both be "1".
    if _OTHER_SCRIPT.search(words):
        return hashlib.sha256(unicodedata.normalize("NFC", words)[:LONGEST].encode()).hexdigest()[:8]
    spaced = re.sub(r"[-\u2010-\u2015]", " ", words)
    ascii_only = unicodedata.normalize("NFKD", spaced).encode("ascii", "ignore").decode().lower()
    key = re.sub(r"[^a-z0-9]+", "-", ascii_only.replace("'", "")).strip("-")
    return key if len(key) <= LONGEST else key[: LONGEST + 1].rpartition("-")[0] or key[:LONGEST]


def _relinked(book: Book, renamed: dict[str, str]) -> Book:
    def lead(inline: Inline) -> Inline:
        if isinstance(inline, Link) and inline.target.startswith("#"):
            return replace(inline, target="#" + renamed.get(inline.target[1:], inline.target[1:]))
        return inline

    def change(level: Inlines) -> Inlines:
        return map_inlines(level, lead)

    def section(one: Section) -> Section:
        return replace(one, blocks=tuple(map_lines(block, change) for block in one.blocks))

    notes = tuple(replace(note, blocks=tuple(map_lines(block, change) for block in note.blocks)) for note in book.notes)
    return replace(map_sections(book, section), notes=notes)
