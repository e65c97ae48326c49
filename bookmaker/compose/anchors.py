"""Ids for sections that stay put from one build to the next: readers keep positions and highlights by them.

An id is made of what a section is called, inside the section it stands in, and not of its number in the book: a new
chapter or a mended typo changes no other section's id. Two of the same name in one place are told apart by order.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace

from bookmaker.model import Book, Inline, Inlines, Link, Section
from bookmaker.walk import map_inlines, map_lines, map_sections, plain, sections

LONGEST = 40
"""Letters of one section's own part of an id; ids are file names too."""


def anchored(book: Book) -> Book:
    """The book with an id on every section, and its links led from the author's ids to ours."""
    taken: set[str] = set()
    done = tuple(_anchored("", book.sections, taken))
    renamed = {
        old.id: new.id
        for (_, old), (_, new) in zip(sections(book), sections(replace(book, sections=done)), strict=True)
        if old.id
    }
    book = replace(book, sections=done)
    return _relinked(book, renamed) if renamed else book


def _anchored(parent: str, level: tuple[Section, ...], taken: set[str]) -> Iterator[Section]:
    for section in level:
        wanted = f"{parent}-{_name(section)}" if parent else _name(section)
        own, number = wanted, 1
        while own in taken:
            number += 1
            own = f"{wanted}-{number}"
        taken.add(own)
        yield replace(section, id=own, sections=tuple(_anchored(own, section.sections, taken)))


def _name(section: Section) -> str:
    """What a section is called, as lower-case ASCII: its label ("chapter-iv"), else its title, after its kind."""
    if section.generated:
        return str(section.kind)
    words = " ".join(plain(section.label or section.title).split())
    slug = _slug(words)
    if words and not slug:  # another script: a few letters that follow from the words
        slug = hashlib.sha256(unicodedata.normalize("NFC", words).encode()).hexdigest()[:8]
    if not slug or slug == section.kind or slug.startswith(f"{section.kind}-"):
        return slug or str(section.kind)
    return f"{section.kind}-{slug}"


def _slug(words: str) -> str:
    ascii_only = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    # Half a title in another script is no name: "Глава 1" and "Часть 1" would both be "1".
    if any(ord(letter) > 0x24F and letter.isalpha() for letter in words):
        return ""
    slug = re.sub(r"[^a-z0-9]+", "-", ascii_only.replace("'", "")).strip("-")
    return slug[:LONGEST].rstrip("-")


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
