"""A section → the bodies of its files: cut between blocks when it grows too big, each with the notes it calls."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bookmaker.backends import xhtml
from bookmaker.model import NOWHERE, Place, Section

LARGEST = 260_000
"""Bytes of an XHTML file. Adobe's readers fail on bigger ones; calibre's `flow_size` is the same."""

_CALL = re.compile(r'id="([^"]+--noteref-\d+)"')


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of XHTML and where it comes from. A start tag also says how its section goes on after a split (`again`)."""

    text: str
    place: Place = NOWHERE
    again: str = ""


END = Piece("")
"""The end of the innermost open section; its tag depends on whether it was split."""


@dataclass(frozen=True, slots=True)
class Body:
    """The inside of a file, and for its lines (from 0) the places in the author's files where they come from."""

    text: str
    places: tuple[tuple[int, Place], ...]


def runs_on(section: Section) -> bool:
    """Whether the sections inside this one stand in its own file.

    All others begin one: the only page break that every e-ink reader honours (https://github.com/kobolabs/epub-spec).
    """
    return all(below.kind in xhtml.RUN_ON for below in section.sections)


def bodies(section: Section, markup: xhtml.Markup, depth: int) -> Iterator[Body]:
    """The files of a section, without the sections inside it that begin files of their own."""
    for pieces in _split(_pieces(section, markup, depth, deep=runs_on(section))):
        yield joined([*pieces, *_notes(pieces, markup)])


def joined(pieces: list[Piece]) -> Body:
    """Pieces as one body, a line break between them."""
    places, line = [], 0
    for piece in pieces:
        if piece.place.path:
            places.append((line, piece.place))
        line += piece.text.count("\n") + 1
    return Body("\n".join([piece.text for piece in pieces]), tuple(places))


def notes_div(notes: list[Piece]) -> list[Piece]:
    """Notes as they stand at the foot of a file; nothing for none."""
    return [Piece('<div class="notes">'), *notes, Piece("</div>")] if notes else []


def _pieces(section: Section, markup: xhtml.Markup, depth: int, *, deep: bool) -> Iterator[Piece]:
    yield Piece(xhtml.section_tag(section, markup), section.place, f'<div class="{section.kind} continued">')
    if labels := markup.pages.get(section.id, ()):
        yield Piece(xhtml.page_marks(labels))
    if head := xhtml.heading(section, markup, depth):
        yield Piece(head, section.place)
    for block, text in zip(section.blocks, xhtml.section_blocks(section, markup, depth), strict=True):
        yield Piece(text, block.place)
    if deep:
        for below in section.sections:
            yield from _pieces(below, markup, depth + 1, deep=True)
    yield END


def _split(pieces: Iterator[Piece]) -> Iterator[list[Piece]]:
    """Pieces in files of `LARGEST` bytes at the most (one block may be bigger), never cut below a heading."""
    open_: list[tuple[str, str]] = []  # how each open section goes on in a new file, and its end tag in this one
    out: list[Piece] = []
    size = 0
    for piece in pieces:
        if piece is END:
            out.append(Piece(open_.pop()[1]))
            continue
        length = len(piece.text.encode())
        if size and size + length > LARGEST and not out[-1].text.startswith(("<header", "<section", "<hr", "<h")):
            yield [*out, *(Piece(end) for _, end in reversed(open_))]
            out = [Piece(again) for again, _ in open_]
            open_ = [(again, "</div>") for again, _ in open_]
            size = 0
        out.append(piece)
        size += length
        if piece.again:
            open_.append((piece.again, "</section>"))
    yield out


def _notes(pieces: list[Piece], markup: xhtml.Markup) -> list[Piece]:
    """The notes first called in these pieces, and those first called in those notes, by their numbers."""
    if not markup.notes:
        return []
    called = [markup.calls[call] for piece in pieces for call in _CALL.findall(piece.text)]
    out = []
    for numbered in called:  # grows on the way
        text = xhtml.note(numbered, markup)
        out.append((numbered.number, Piece(text, numbered.note.place)))
        called.extend(markup.calls[inner] for inner in _CALL.findall(text))
    return notes_div([piece for _, piece in sorted(out, key=lambda noted: noted[0])])
