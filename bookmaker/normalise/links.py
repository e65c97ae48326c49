"""Links inside the book: each leads to a section, or is none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bookmaker.model import Block, Book, Finding, Inline, Inlines, Link, Place, Section, Severity
from bookmaker.normalise.passes import Findings
from bookmaker.walk import inlines, map_inlines, map_lines, map_sections, sections


def resolve(book: Book) -> tuple[Book, Findings]:
    """The book with every link inside it led to a section; one that leads to none keeps its words, and this is told."""
    first = _first_places(book)
    known = _targets(book, first)
    lost: dict[str, Place] = {}

    def change(level: Inlines, place: Place) -> Inlines:
        if not any(isinstance(inline, Link) for inline in inlines(level)):
            return level
        return tuple(each for inline in map_inlines(level, lambda one: led(one, place)) for each in _opened(inline))

    def led(inline: Inline, place: Place) -> Inline:
        if not isinstance(inline, Link) or not inline.target.startswith("#"):
            return inline
        target = known.get(inline.target[1:], "")
        if not target:
            lost.setdefault(inline.target[1:], place)
        return replace(inline, target=f"#{target}" if target else "")

    def within(block: Block) -> Block:
        return map_lines(block, lambda level: change(level, block.place))

    def of_section(section: Section) -> Section:
        return replace(
            section,
            id=_name(section, first),
            label=change(section.label, section.place),
            title=change(section.title, section.place),
            subtitle=change(section.subtitle, section.place),
            blocks=tuple(map(within, section.blocks)),
        )

    notes = tuple(replace(note, blocks=tuple(map(within, note.blocks))) for note in book.notes)
    book = replace(map_sections(book, of_section), notes=notes)
    return book, tuple(_lost(target, place) for target, place in lost.items())


def _first_places(book: Book) -> dict[str, Place]:
    """Where the first section of each file begins."""
    first: dict[str, Place] = {}
    for _, section in sections(book):
        first.setdefault(section.place.path, section.place)
    return first


def _targets(book: Book, first: Mapping[str, Place]) -> dict[str, str]:
    """The name of the section that each name a link may have leads to: a section's own, or that of its file."""
    known: dict[str, str] = {}
    for _, section in sections(book):
        if own := _name(section, first):
            known.setdefault(own, own)
            known.setdefault(section.place.path, own)
    return known


def _name(section: Section, first: Mapping[str, Place]) -> str:
    """What links lead to a section by: its heading's name, or for the first of a file that file."""
    path = section.place.path
    return section.id or (path if path and first[path] == section.place else "")


def _opened(inline: Inline) -> Inlines:
    """The words of a link that leads nowhere; anything else as it is."""
    return inline.inlines if isinstance(inline, Link) and not inline.target else (inline,)


def _lost(target: str, place: Place) -> Finding:
    file, _, name = target.partition("#")
    shown = f"#{name}" if name and file == place.path else target
    message = f"the link to {shown} leads to no heading of the book; its text is kept"
    return Finding("N501", Severity.WARNING, place, message, "name the heading it means")
