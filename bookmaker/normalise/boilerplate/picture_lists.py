"""Lists of illustrations, maps and portraits in the front: they go, since the pictures' pages are not ours."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from bookmaker.languages import Language
from bookmaker.normalise.headings import heading_lines
from bookmaker.normalise.passes import Group, Piece, size_of, text_of

PAGE = re.compile(
    r"(?:\s{2,}|[\s.·…_]*(?:[.·_] ?[.·_]|…)[\s.·…_]*|\t)"
    r"(?:\d{1,4}(?:[-–]\d{1,4})?|[ivxlc]{1,7}|_?frontispiece_?)\.?$",
    re.IGNORECASE,
)
"""The page at the end of an entry."""

PAGE_WORD = re.compile(
    r"(?:(?:chapter|chap\.|no\.|kapitel|chapitre|cap[íi]tulo|capitolo|глава)?\s*"
    r"(?:pages?|p[aá]gs?\.?|pagg\.|seiten?|bl(?:ad)?z\.?|bladzijde|sid(?:an|e)?\.?|str(?:ona|ana)?\.?|стр\.?|p\.)|"
    r"chapter|chap\.)",
    re.IGNORECASE,
)
"""What stands over the pages."""

FRONT = 0.2  # a list without a heading of its own counts only in the first part of the text
HEADING = re.compile(
    r"\W*(?:(?:(?:a )?list of )?(?:the )?(?:full-page |coloured |colored )?"
    r"(?:illustrations?|plates|maps|portraits|engravings|plans|photographs|wood-?cuts)"
    r"(?:(?:,| and|,? &) (?:illustrations|plates|maps|portraits|engravings|plans|photographs|diagrams))*|"
    r"abbildungen|table des (?:gravures|illustrations))\W*",
    re.IGNORECASE,
)
"""What stands over such a list."""

_FEWEST_CAPTIONS = 3  # lines under the heading of a list
_FEWEST_ENTRIES = 5  # lines of a list without one
_CAPTION = 240  # characters of the lines that name one picture
_DESCRIPTION = 15  # lines that describe one, at the most


def first(pieces: Sequence[Piece], language: Language, entries: Collection[str] = ()) -> tuple[int, int] | None:
    """Where the first list of pictures begins and ends; None without one. `entries`: of the contents list."""
    found = max(
        _illustrations(pieces, language, {heading_lines.normal(entry) for entry in entries}), _under_pages(pieces)
    )
    return found if found[1] > found[0] else None


def _illustrations(pieces: Sequence[Piece], language: Language, entries: Collection[str]) -> tuple[int, int]:
    """A list of illustrations in the front: captions under its heading, up to a wider gap, a heading or text."""
    limit = max(20, int(FRONT * len(pieces)))
    for number, piece in enumerate(pieces[:limit]):
        if not isinstance(piece, Group) or not HEADING.fullmatch(piece.lines[0].text):
            continue
        end, sure = number + 1, number + 1  # where the list ends if a wide gap says so, and if nothing does
        closed = False
        for later in range(number + 1, len(pieces)):
            group = pieces[later]
            if not isinstance(group, Group) or not _may_be_captions(group):
                break
            closed = (later > number + 1 and group.lines[0].blanks > 2) or _heads_text(group, language)
            closed = closed or heading_lines.normal(text_of(group)) in entries
            if closed:
                break
            end = later + 1
            sure = end if sure == later and _is_captions(group) else sure
        end = end if closed else sure
        listed = sum(len(group.lines) for group in pieces[number:end] if isinstance(group, Group)) - 1
        if listed >= _FEWEST_CAPTIONS:
            return number, end
    return 0, 0


def _under_pages(pieces: Sequence[Piece]) -> tuple[int, int]:
    """A list in the front that has lost its heading: `PAGE`, and below it nothing but lines with their pages."""
    limit = max(20, int(FRONT * len(pieces)))
    for number, piece in enumerate(pieces[:limit]):
        if not isinstance(piece, Group) or len(piece.lines) > 1 or not PAGE_WORD.fullmatch(piece.lines[0].text):
            continue
        end = number + 1
        while end < len(pieces) and isinstance(group := pieces[end], Group) and PAGE.search(group.lines[-1].text):
            end += 1
        listed = sum(len(group.lines) for group in pieces[number:end] if isinstance(group, Group)) - 1
        if listed >= _FEWEST_ENTRIES:
            return number, end
    return 0, 0


def _may_be_captions(group: Group) -> bool:
    """Whether lines are few and short enough to name pictures."""
    if _is_captions(group) or (len(group.lines) < 5 and size_of(group.lines) < _CAPTION):
        return True
    # What is said of a picture may be long, and is set in then.
    return len(group.lines) < _DESCRIPTION and all(line.indent > 1 for line in group.lines[1:])


def _is_captions(group: Group) -> bool:
    """Whether lines may name pictures: with their pages, or short and not wrapped like text."""
    if any(PAGE.search(line.text) for line in group.lines):
        return True
    return all(len(line.text) < 60 for line in group.lines) and not any(
        line.text[0].islower() for line in group.lines[1:]
    )


def _heads_text(group: Group, language: Language) -> bool:
    shape = heading_lines.shape(group.lines[0].text, language)
    return shape is not None and (shape.has_word or shape.number is None) and not PAGE.search(group.lines[0].text)
