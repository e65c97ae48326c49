"""The first words of a chapter: a drop cap, or small capitals for the first phrase."""

from __future__ import annotations

import re
from typing import Literal

from bookmaker.model import Blocks, Inlines, Kind, Paragraph, Quotation, Section, Span, Text

OPENING_KINDS = frozenset(
    {Kind.TEXT, Kind.CHAPTER, Kind.STORY, Kind.LETTER, Kind.INTERLUDE, Kind.PROLOGUE, Kind.EPILOGUE, Kind.CONCLUSION}
)
"""Sections that tell the story and begin on a page of their own."""

WORDS = 4
"""Words set in small capitals: about half a line on a small screen."""

_INITIAL = re.compile(r"[“”‘’\"'«»„‹›—–¡¿\[(]*\w")
_PHRASE = re.compile(rf"\s*(?:\S+\s+){{{WORDS - 1}}}\S+(?=\s)")


def opening_index(blocks: Blocks) -> int:
    """The index of the paragraph that opens a section: the first, epigraphs aside; -1 when something else opens it."""
    for index, block in enumerate(blocks):
        if isinstance(block, Quotation) and block.role == "epigraph":
            continue
        return index if isinstance(block, Paragraph) and block.role == "body" else -1
    return -1


def dressed(section: Section, opening: Literal["plain", "drop-cap", "small-caps"]) -> Blocks:
    """A section's blocks with its first words marked for the opening; as they are where it would not suit them.

    Scripts without capitals have neither drop caps nor small capitals.
    """
    index = opening_index(section.blocks)
    if opening == "plain" or index < 0 or section.kind not in OPENING_KINDS:
        return section.blocks
    first = section.blocks[index]
    if not isinstance(first, Paragraph):
        return section.blocks
    marked = _marked(first.inlines, opening)
    paragraph = Paragraph(marked, first.role, place=first.place, language=first.language, direction=first.direction)
    return (*section.blocks[:index], paragraph, *section.blocks[index + 1 :])


def _marked(level: Inlines, opening: Literal["drop-cap", "small-caps"]) -> Inlines:
    match level:
        case (Text() as first, *rest):
            found = (_INITIAL if opening == "drop-cap" else _PHRASE).match(first.text)
            initial = _INITIAL.match(first.text)
            if not found or not initial or not initial.group()[-1].isupper():
                return level
            role = "drop-cap" if opening == "drop-cap" else "opening-words"
            return (Span((Text(found.group()),), role=role), Text(first.text[found.end() :]), *rest)
        case _:
            return level
