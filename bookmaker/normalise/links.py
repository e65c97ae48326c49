"""Links inside the book: each leads to a section, or is none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bookmaker.languages import Language
from bookmaker.model import (
    Block,
    Book,
    Decision,
    Finding,
    Inline,
    Inlines,
    ItemList,
    Link,
    Place,
    Section,
    Severity,
    Table,
)
from bookmaker.normalise.passes import Decisions, Findings, Group, LayoutPass, Manuscript, Opening, Piece
from bookmaker.walk import block_text, blocks, inlines, lines, map_inlines, map_lines, map_sections, plain, sections

_FEWEST = 3  # links of a list of contents


def drop_contents(language: Language) -> LayoutPass:
    """The pass that takes out lists of nothing but links to headings: the book makes its own contents."""
    return lambda manuscript: _without_contents(manuscript, language.contents)


def _without_contents(manuscript: Manuscript, words: frozenset[str]) -> tuple[Manuscript, Decisions, Findings]:
    kept: list[Piece] = []
    decisions: list[Decision] = []
    for piece in manuscript.pieces:
        listed = isinstance(piece, ItemList | Table)
        named = listed and bool(kept) and _said(kept[-1]).casefold().strip(" :.") in words
        if isinstance(piece, ItemList | Table) and _is_contents(piece, 1 if named else _FEWEST):
            if named:
                decisions.append(_dropped("links/contents-heading", kept.pop()))
            decisions.append(_dropped("links/contents-list", piece))
        else:
            kept.append(piece)
    return replace(manuscript, pieces=tuple(kept)), tuple(decisions), ()


def _is_contents(block: ItemList | Table, fewest: int) -> bool:
    if isinstance(block, Table):  # a number and a page stand beside the link
        led_on = [any(isinstance(each, Link) for cell in row for each in inlines(cell)) for row in block.rows]
        return sum(led_on) >= max(fewest, 0.7 * len(led_on)) and sum(led_on) > 1
    runs = [line for inner in blocks((block,)) for line in lines(inner)]
    links = [each for run in runs for each in inlines(run) if isinstance(each, Link) and each.target.startswith("#")]
    said = "".join(map(plain, runs))
    linked = "".join(plain(link.inlines) for link in links)
    return len(links) >= fewest and sum(map(str.isalpha, said)) == sum(map(str.isalpha, linked))


def _said(piece: Piece) -> str:
    return "" if isinstance(piece, Group | Opening) else " ".join(block_text(piece).split())


def _dropped(rule: str, piece: Piece) -> Decision:
    assert not isinstance(piece, Opening | Group)
    return Decision(rule, piece.place, _said(piece), "", 0.9, removed=True)


def resolve(book: Book) -> tuple[Book, Findings]:
    """The book with every link inside it led to a section; one that leads to none keeps its words, and this is told."""
    first: dict[str, Place] = {}
    for _, section in sections(book):
        first.setdefault(section.place.path, section.place)
    known: dict[str, str] = {}
    for _, section in sections(book):
        if own := _name(section, first):
            known.setdefault(own, own)
            known.setdefault(section.place.path, own)
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
