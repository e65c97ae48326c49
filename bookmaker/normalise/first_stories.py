"""Whether a line at the head of a text is the book's title, its author, or the title of its first story."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bookmaker.languages import Language
from bookmaker.normalise import headings
from bookmaker.normalise.by_lines import is_whole_name
from bookmaker.normalise.passes import Group, Piece
from bookmaker.normalise.title_lines import LONG, SHORT, ends_block

_INITIAL = re.compile(r"\b\w\.")


def is_name_over_title(pieces: Sequence[Piece], name: int, title: int, genre: bool = False) -> bool:
    """`J. Example` over `THE TITLE`; over `The Title` when what the book is stands below that."""
    above, below = _text(pieces[name]), _text(pieces[title])
    if not is_whole_name(above) or not below[:1].isupper():
        return False
    if headings.is_caps(below) and _INITIAL.search(above) and not _INITIAL.search(below):
        return True
    if genre and not is_whole_name(below) and (not headings.is_caps(above) or headings.is_caps(below)):
        return True
    return headings.is_caps(below) and not headings.is_caps(above)


def is_name_under_title(pieces: Sequence[Piece], title: int, name: int) -> bool:
    """`The Title` over `J. Example`, and much space below that before the first chapter."""
    above, below = _text(pieces[title]), _text(pieces[name])
    return looks_titled(above) and is_whole_name(below) and not is_whole_name(above) and ends_block(pieces, name)


def heads_story(pieces: Sequence[Piece], index: int, language: Language) -> bool:
    """Whether a line stands over text, or the first number under it, and has its likes further on."""
    below = pieces[index + 1] if index + 1 < len(pieces) else None
    shape = headings.shape(_text(below)[:SHORT], language) if isinstance(below, Group) else None
    first = shape.number == 1 and not shape.title if shape else below is not None and len(_text(below)) > LONG
    return first and has_likes(pieces[index], pieces[index:], language)


def has_likes(piece: Piece, pieces: Sequence[Piece], language: Language) -> bool:
    """Whether further lines are set apart like this one: then it is the first of several titles."""
    second = pieces[1] if len(pieces) > 1 else None
    if isinstance(second, Group) and len(second.lines) == 1 and looks_titled(headings.undecorated(_text(second))):
        return False  # the book's title over that of its first story
    raw = _text(piece)
    caps, mark = headings.is_caps(raw), raw[0] if raw[0] in "*#=_~" else ""
    likes = 0
    for other in pieces[1:]:
        if not isinstance(other, Group) or len(other.lines) > 1 or len(text := other.lines[0].text) > 60:
            continue
        alike = headings.is_caps(text) == caps and text.startswith(mark)
        if alike and looks_titled(headings.undecorated(text)) and headings.shape(text, language) is None:
            if other.lines[0].blanks > 1:
                return True
            likes += caps or bool(mark)
    return likes > 1


def looks_titled(text: str) -> bool:
    """Whether a line looks like a title: in capitals, or with a capital on each word, and no stop."""
    looks = headings.is_caps(text) or (headings.is_title_case(text) and len(text.split()) > 1)
    return looks and text[-1] not in ".,;:!?\"'”’" and headings.normal(text) not in headings.ENDINGS


def _text(piece: Piece) -> str:
    return " ".join(line.text for line in piece.lines) if isinstance(piece, Group) else ""
