"""Title and by-line at the head of a page or of Markdown, where nobody marked the title as a heading."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bookmaker.facts import fact, people
from bookmaker.languages import Language
from bookmaker.model import Decision, Facts, LineBreak, Paragraph, SceneBreak, Strong
from bookmaker.normalise.headings.headings import normal, shape
from bookmaker.normalise.headings.letter_case import is_caps, is_title_case
from bookmaker.normalise.line_ends import ends_sentence
from bookmaker.normalise.passes import Piece
from bookmaker.normalise.title_page.by_lines import after_by, tidy_name
from bookmaker.walk import plain

_LONGEST = 80  # characters


def taken(
    pieces: tuple[Piece, ...], facts: Facts, language: Language
) -> tuple[tuple[Piece, ...], list[Decision], Facts]:
    """The pieces without them, and what they state."""
    first = next((n for n, piece in enumerate(pieces) if not isinstance(piece, SceneBreak)), 0)
    opening = pieces[first : first + 2]
    if not opening or people(facts, "author"):
        return pieces, [], facts
    lines, used = _lines(opening)
    name = after_by(lines[1], language) if len(lines) == 2 else ""
    if not name or not _is_title(lines[0], opening[0], language):
        return pieces, [], facts
    known = fact(facts, "title")
    if known and normal(known) != normal(lines[0]):
        return pieces, [], facts
    decisions = [
        Decision("outline/book-title", piece.place, plain(piece.inlines), "", 0.8, removed=True)
        for piece in opening[:used]
        if isinstance(piece, Paragraph)
    ]
    stated = (("author", tidy_name(name)),) if known else (("title", lines[0]), ("author", tidy_name(name)))
    return (*pieces[:first], *pieces[first + used :]), decisions, (*facts, *stated)


def _lines(opening: Sequence[Piece]) -> tuple[list[str], int]:
    """The first two lines of a text, and how many paragraphs they are."""
    lines: list[str] = []
    for used, piece in enumerate(opening, 1):
        if not isinstance(piece, Paragraph):
            break
        text = "".join("\n" if isinstance(each, LineBreak) else plain((each,)) for each in piece.inlines)
        lines += [line.strip() for line in text.split("\n") if line.strip()]
        if len(lines) >= 2:
            return lines, used
    return lines, 0


def _is_title(text: str, piece: Piece, language: Language) -> bool:
    heavy = isinstance(piece, Paragraph) and isinstance(piece.inlines[0], Strong)
    said = len(text) < _LONGEST and not (ends_sentence(text) and text[-1] not in "?!") and re.search(r"\w", text)
    return bool(said) and (heavy or is_caps(text) or is_title_case(text)) and shape(text, language) is None
