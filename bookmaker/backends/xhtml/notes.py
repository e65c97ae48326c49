"""Notes: their numbers, which begin anew with each chapter, and how a note is drawn.

A number that counted through the book would change in every chapter behind a new note, and with it the file that the
chapter stands in; and books begin anew with each chapter (Chicago Manual of Style, on the numbering of notes).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count

from bookmaker.backends.xhtml.blocks import blocks
from bookmaker.backends.xhtml.inlines import inlines
from bookmaker.backends.xhtml.markup import Markup, Numbered, attribute, lang
from bookmaker.model import Blocks, Book, Inlines, Kind, NoteRef, Paragraph, Section
from bookmaker.walk import blocks as all_blocks
from bookmaker.walk import inlines as all_inlines
from bookmaker.walk import lines, one_line, sections

RUN_ON = frozenset({Kind.SUBCHAPTER, Kind.SCENE})
"""What goes on below the text before it. Every other section begins a page, a file, and the numbers of its notes."""

UNCALLED = "uncalled"
"""Stands for the chapter of a note that nothing calls."""


def numbered_notes(book: Book) -> dict[str, Numbered]:
    """Each note by its id, in the order of `Book.notes`, with its number in the chapter that first calls it.

    A chapter that calls a note of an earlier one shows its number there, and gives that number to no note of its own.
    """
    if not book.notes:
        return {}
    by_id = {note.id: note for note in book.notes}
    order = {own: place for place, own in enumerate(by_id)}
    out: dict[str, Numbered] = {}
    for chapter, called in _calls(book).items():
        taken = {out[own].number for own in called if own in out}
        free = (number for number in count(1) if number not in taken)
        for own in sorted(called - out.keys(), key=order.__getitem__):
            out[own] = Numbered(by_id[own], next(free), chapter)
    return {own: out[own] for own in by_id}


def grouped(book: Book, notes: Iterable[Numbered]) -> Iterator[tuple[str, list[Numbered]]]:
    """Notes by chapter, each group with what the chapter is called; "" when there is but one, or it has no name."""
    groups: dict[str, list[Numbered]] = {}
    for numbered in notes:
        groups.setdefault(numbered.chapter, []).append(numbered)
    names = _names(book.sections, ()) if len(groups) > 1 else {}
    for chapter, group in groups.items():
        yield names.get(chapter, ""), group


def label(section: Section) -> str:
    """A section's name on one line: "Chapter I. The Lamp"."""
    number = one_line(section.label)
    words = one_line(section.title or (() if number else section.subtitle))
    if not number or not words:
        return number or words
    return f"{number}. {words}" if number[-1].isalnum() and number.isascii() else f"{number} {words}"


def note(numbered: Numbered, markup: Markup) -> str:
    """A note as an `aside` that pops up where the reader can; its number leads back to the call."""
    content, number = numbered.note, numbered.number
    back = f'<span class="backlink">{number}</span>'
    if numbered.call in markup.calls:
        meaning = ' epub:type="backlink"' if markup.semantics else ""
        href = attribute(markup.href(numbered.call))
        back = f'<a class="backlink" href="{href}" role="doc-backlink"{meaning}>{number}</a>'
    match content.blocks:
        case (Paragraph(role="body") as opening, *rest):
            own = lang(opening.language, opening.direction, markup)
            inner = [f"<p{own}>{back} {inlines(opening.inlines, markup)}</p>", *blocks(tuple(rest), markup)]
        case _:
            inner = [f"<p>{back}</p>", *blocks(content.blocks, markup)]
    meaning = ' epub:type="footnote" role="doc-footnote"' if markup.semantics else ""
    return f'<aside class="note" id="{numbered.anchor}"{meaning}>\n' + "\n".join(inner) + "\n</aside>"


def _calls(book: Book) -> dict[str, set[str]]:
    """The notes that each chapter calls, with those that they call; last, those that nothing calls."""
    by_id = {note.id: note for note in book.notes}
    out: dict[str, set[str]] = {}

    def visit(runs: Iterable[Inlines], called: set[str]) -> None:
        for run in runs:
            for inline in all_inlines(run):
                if isinstance(inline, NoteRef) and inline.note not in called:
                    called.add(inline.note)
                    visit(_runs(by_id[inline.note].blocks), called)

    called: set[str] = set()
    for _, section in sections(book):
        if section.kind not in RUN_ON or not out:
            called = out.setdefault(section.id, set())
        visit((section.label, section.title, section.subtitle), called)
        visit(_runs(section.blocks), called)
    return out | {UNCALLED: by_id.keys() - set().union(*out.values())}


def _runs(level: Blocks) -> Iterator[Inlines]:
    for block in all_blocks(level):
        yield from lines(block)


def _names(level: tuple[Section, ...], above: tuple[str, ...]) -> dict[str, str]:
    """What each section is called, with the number of the part it stands in: "Part One, Chapter I. The Lamp"."""
    out = {}
    for section in level:
        own = label(section)
        out[section.id] = ", ".join((*above, own)) if own else ""
        number = one_line(section.label or section.title)
        out |= _names(section.sections, (*above, number) if number else above)
    return out
