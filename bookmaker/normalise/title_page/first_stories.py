"""Whether a line at the head of a text is the book's title, its author, or the title of its first story."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bookmaker.languages import Language
from bookmaker.model import Kind
from bookmaker.normalise.headings import heading_lines
from bookmaker.normalise.headings.decoration import undecorated
from bookmaker.normalise.headings.letter_case import is_caps, is_title_case
from bookmaker.normalise.passes import Group, Piece, group_at, text_of
from bookmaker.normalise.title_page.by_lines import is_whole_name
from bookmaker.normalise.title_page.front_groups import LONG, SHORT, ends_block

INITIAL = re.compile(r"\b\w\.")
"""A name's initial."""

_LONGEST_TITLE = 60  # characters of a title on one line


def is_name_over_title(pieces: Sequence[Piece], name: int, title: int, genre: bool = False) -> bool:
    """`J. Example` over `THE TITLE`; over `The Title` when what the book is stands below that."""
    above, below = text_of(pieces[name]), text_of(pieces[title])
    if not is_whole_name(above) or not below[:1].isupper():
        return False
    if is_caps(below) and INITIAL.search(above) and not INITIAL.search(below):
        return True
    if genre and not is_whole_name(below) and (not is_caps(above) or is_caps(below)):
        return True
    return is_caps(below) and not is_caps(above)


_PEN_NAME = re.compile(r"[a-z][\w.-]{4,24}")  # `heronking`: no title page has another word so


def is_name_under_title(pieces: Sequence[Piece], title: int, name: int, language: Language) -> bool:
    """`The Title` over `J. Example`, and much space below that before the first chapter."""
    above, below = text_of(pieces[title]), text_of(pieces[name])
    titled = looks_titled(above) or (not language.tag.startswith("en") and _may_be_title(above))
    return titled and is_whole_name(below) and not is_whole_name(above) and ends_block(pieces, name)


def _may_be_title(text: str) -> bool:
    """Whether a line begins with a capital and ends in a word: most languages write titles like sentences."""
    return text[:1].isupper() and text[-1] not in ".,;:!?\"'”’" and len(text) < _LONGEST_TITLE


def is_rule(piece: Piece) -> bool:
    """Whether a group is marks alone: `________________`, where a page of a Google Document ends."""
    return isinstance(piece, Group) and not any(map(str.isalnum, text_of(piece)))


def title_over_name(pieces: Sequence[Piece], language: Language) -> bool:
    """Whether a title and a name are all that stands over the first chapter: `Chapter 1` straight below says so, or
    below a rule.

    Of two lines that look like names the first is the title in English alone.
    """
    above, below = (text_of(pieces[n]) if n < len(pieces) else "" for n in range(2))
    chapter = group_at(pieces, 3 if len(pieces) > 3 and is_rule(pieces[2]) else 2)
    first = chapter.lines[0].text if chapter else ""
    shape = heading_lines.shape(first, language) if 0 < len(first) < SHORT else None
    if shape is None or not (shape.kind is Kind.PROLOGUE or (shape.number == 1 and shape.has_word)):
        return False
    titled = (looks_titled(above) and len(above) < _LONGEST_TITLE) or _may_be_title(above)
    if titled and _PEN_NAME.fullmatch(below):
        return True
    english = language.tag.startswith("en")
    return titled and is_whole_name(below) and (english or not is_whole_name(above))


def parted(pieces: tuple[Piece, ...], language: Language) -> tuple[Piece, ...]:
    """The pieces with the title and the name under it in groups of their own."""
    first = group_at(pieces, 0)
    if first is None or len(first.lines) != 2 or first.plain:
        return pieces
    title, name = (replace(first, lines=(line,)) for line in first.lines)
    apart = (title, name, *pieces[1:])
    return apart if title_over_name(apart, language) else pieces


def heads_story(pieces: Sequence[Piece], index: int, language: Language) -> bool:
    """Whether a line stands over text, or the first number under it, and has its likes further on."""
    below = group_at(pieces, index + 1)
    shape = heading_lines.shape(text_of(below)[:SHORT], language) if below is not None else None
    first = shape.number == 1 and not shape.title if shape else below is not None and len(text_of(below)) > LONG
    return first and has_likes(pieces[index], pieces[index:], language)


def has_likes(piece: Piece, pieces: Sequence[Piece], language: Language) -> bool:
    """Whether further lines are set apart like this one: then it is the first of several titles."""
    second = group_at(pieces, 1)
    if second is not None and len(second.lines) == 1 and looks_titled(undecorated(text_of(second))):
        return False  # the book's title over that of its first story
    raw = text_of(piece)
    caps, mark = is_caps(raw), raw[0] if raw[0] in "*#=_~" else ""
    likes = 0
    for other in pieces[1:]:
        if not isinstance(other, Group) or len(other.lines) > 1 or len(text := other.lines[0].text) > 60:
            continue
        alike = is_caps(text) == caps and text.startswith(mark)
        if alike and looks_titled(undecorated(text)) and heading_lines.shape(text, language) is None:
            if other.lines[0].blanks > 1:
                return True
            likes += caps or bool(mark)
    return likes > 1


def looks_titled(text: str) -> bool:
    """Whether a line looks like a title: in capitals, or with a capital on each word, and no stop."""
    looks = is_caps(text) or (is_title_case(text) and len(text.split()) > 1)
    return looks and text[-1] not in ".,;:!?\"'”’" and heading_lines.normal(text) not in heading_lines.ENDINGS
