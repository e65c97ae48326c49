"""What the electronic libraries of the 1990s said over a text: who typed it, and that it is in the public domain.

Sources: the first lines of texts of the Internet Wiretap, Cardinalis Etext Press, New Wave Publishers and World
Library, as textfiles.com keeps them (seen 2026-11).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bookmaker.languages import language
from bookmaker.model import Facts
from bookmaker.normalise.passes import Group, Piece, text_of
from bookmaker.normalise.title_page.by_lines import after_by, is_whole_name, tidy_name
from bookmaker.normalise.title_page.one_line_titles import two_in_one
from bookmaker.normalise.title_page.title_lines import tidy_title

_HEAD = 24  # groups at the top among which such a library speaks
_BELOW = 8  # groups of the title page that follows
_LONGEST = 600  # characters of a group
_FREE = re.compile(
    r"\bthis (?:e-?text|text|work|edition|file|book|document) is (?:now )?in the public domain\b", re.IGNORECASE
)
_SPEAKS = re.compile(
    r"<?\S+@\S+\.\w+>?$|.*\b(?:electronic|internet|wiretap) edition\b|"
    r"(?:this (?:e-?)?text was |electronic (?:text|version) )?(?:digiti[sz]ed|typed|scanned|transcribed|proof-?read|"
    r"entered|keyed|converted|prepared|posted|released|corrected|formatted|spell-?checked)\b",
    re.IGNORECASE,
)
_ENHANCED = re.compile(r"electronically enhanced text\b.{0,20}copyright", re.IGNORECASE)
_BY = re.compile(r"(?:written )?by\b", re.IGNORECASE)
_NAME_FIRST = re.compile(r"([^:]{4,40}?) ?: ([^:]{3,60})")


def head(pieces: Sequence[Piece]) -> tuple[set[int], Facts]:
    """The pieces at the top that are the library's, and the title and author it tells of."""
    top = [text_of(piece) for piece in pieces[:_HEAD]]
    enhanced = {number for number, text in enumerate(top) if _ENHANCED.match(text)}
    free = next((n for n, text in enumerate(top) if len(text) < _LONGEST and _FREE.search(text)), -1)
    if free < 0 or any(len(text) > _LONGEST for text in top[:free]):
        return enhanced, ()
    facts = _told(pieces[0])
    if facts or any(map(_BY.match, top[free + 1 : free + 1 + _BELOW])):
        return {*range(free + 1)}, facts  # the book's own title page follows
    below = next((n for n in range(free + 1, len(top)) if not _SPEAKS.match(top[n])), len(top))
    return enhanced | {*range(free, below)} | {n for n in range(free) if _SPEAKS.match(top[n])}, ()


def _told(piece: Piece) -> Facts:
    """Title and author in the first line: `THE TIN BRIDGE, by A. HERON`, `A. Heron : The Tin Bridge`."""
    english = language("en")
    if not isinstance(piece, Group) or english is None:
        return ()
    title, *by = (line.text for line in two_in_one(piece.lines)[:2])
    if found := _NAME_FIRST.fullmatch(title):
        name, title = found.groups()
    else:
        name = after_by(by[0], english) if by else ""
    return (("title", tidy_title(title, english)), ("author", tidy_name(name))) if is_whole_name(name) else ()
