"""Lists: items behind bullets or running numbers, in one group or one after the other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from bookmaker.languages import Language
from bookmaker.model import Decision, ItemList, Line
from bookmaker.normalise.blocks.paragraphs import Mender
from bookmaker.normalise.passes import Group, LayoutPass, LayoutResult, Manuscript, Piece, size_of

_BULLET = re.compile(r"([*•·‣◦▪+-]|--)\s+(?=\S)")
_NUMBER = re.compile(r"\(?(\d{1,3}|[a-z])[.)]\s+(?=\S)")
_LONGEST_DASHED = 90  # characters: behind a dash, a longer line is speech
_LONGEST_ITEM = 400  # characters, on average
_REACH = 24  # pieces below a list, in which its next number may stand
_ENDS_SPEECH = '.,;:!?…"”’»«“‘—-'
_FEWEST = {"bullet": 2, "dash": 3, "number": 2}


@dataclass(frozen=True, slots=True)
class _Item:
    style: str  # "bullet", "dash", "number", "letter"
    mark: str
    number: int
    lines: tuple[Line, ...]  # without the mark


def make(language: Language) -> LayoutPass:
    """The pass that makes lists. Where a dash opens speech, a line behind a dash is speech and no item."""

    def find(manuscript: Manuscript) -> LayoutResult:
        mend = Mender(manuscript.pieces)
        decisions: list[Decision] = []
        out: list[Piece] = []
        pending: list[tuple[Group, list[_Item]]] = []

        pieces = [part for whole in manuscript.pieces for part in _head_apart(whole)]

        def close(at: int) -> None:
            items = [item for _, own in pending for item in own]
            if items and _is_list(items, language) and not _count_on(items, pieces[at : at + _REACH]):
                out.append(_list(items, mend))
                decisions.extend(map(_dropped, items))
            else:
                out.extend(group for group, _ in pending)
            pending.clear()

        for at, piece in enumerate(pieces):
            items = list(_items(piece)) if isinstance(piece, Group) and not piece.plain else []
            if pending and items and not _follows(pending[-1][1][-1], items[0]):
                close(at)
            if isinstance(piece, Group) and items:
                pending.append((piece, items))
            else:
                close(at)
                out.append(piece)
        close(len(pieces))
        return replace(manuscript, pieces=tuple(out)), (*decisions, *mend.decisions), ()

    return find


def _count_on(items: Sequence[_Item], below: Sequence[Piece]) -> bool:
    """Whether the next number opens a paragraph further down, other text between: these are numbered paragraphs."""
    last = items[-1]
    if last.style != "number":
        return False
    firsts = (piece.lines[0].text for piece in below if isinstance(piece, Group) and not piece.plain)
    return any(
        text[0].isdigit() and (mark := _mark(text)) is not None and mark[2] == last.number + 1 for text in firsts
    )


def _head_apart(piece: Piece) -> Sequence[Piece]:
    """A line `To buy:` straight over its items, in a group of its own."""
    if not isinstance(piece, Group) or piece.plain or len(piece.lines) < 3 or not piece.lines[0].text.endswith(":"):
        return (piece,)
    styles = {mark[0] if (mark := _mark(line.text)) else "" for line in piece.lines[1:]}
    if _mark(piece.lines[0].text) is not None or len(styles) > 1 or "" in styles:
        return (piece,)
    return replace(piece, lines=piece.lines[:1]), Group(piece.lines[1:])


def _dropped(item: _Item) -> Decision:
    """The mark gives way to the backend's; a number in it is a word of the source."""
    worded = any(map(str.isalnum, item.mark))
    return Decision("lists/mark", item.lines[0].place, item.mark, "", 0.9, removed=worded)


def _items(group: Group) -> Iterator[_Item]:
    """The items of a group whose first line has a mark; lines without one go on from the item above."""
    run: list[Line] = []
    head: tuple[str, str, int] | None = None
    first = _mark(group.lines[0].text)
    if first is None:
        return
    for line in group.lines:
        mark = _mark(line.text)
        if mark is not None and (head is None or mark[0] == first[0]):
            if head is not None:
                yield _Item(head[0], head[1], head[2], tuple(run))
            head = mark[:3]
            run = [line._replace(text=line.text[len(mark[1]) :])]
        else:
            run.append(line)
    if head is not None:
        yield _Item(head[0], head[1], head[2], tuple(run))


def _mark(text: str) -> tuple[str, str, int] | None:
    """Style, mark with the space after it, and number of an item's first line."""
    first = text[0]
    if first in "*•·‣◦▪+-":
        match = _BULLET.match(text)
        return None if match is None else ("dash" if first == "-" else "bullet", match.group(), 0)
    if first.isdigit() or first == "(" or text[1:2] in ".)":
        match = _NUMBER.match(text)
        if match is not None:
            value = match.group(1)
            style, number = ("number", int(value)) if value.isdigit() else ("letter", ord(value) - ord("a") + 1)
            return style, match.group(), number
    return None


def _follows(above: _Item, below: _Item) -> bool:
    return above.style == below.style and (not above.number or below.number == above.number + 1)


def _is_list(items: Sequence[_Item], language: Language) -> bool:
    style = items[0].style
    told = style == "dash" and not any(item.lines[-1].text[-1] in _ENDS_SPEECH for item in items)
    if len(items) < (2 if told else _FEWEST.get(style, 2)):
        return False
    if sum(len(line.text) for item in items for line in item.lines) > _LONGEST_ITEM * len(items):
        return False  # numbered paragraphs of an argument keep their numbers as typed
    if style == "letter":
        return False  # the text points to them: `as said under (b)`
    if style == "number" and all(map(_is_stanza, items)):
        return False  # the verses of a song
    if style == "number":
        return items[0].number == 1 and all(below.number == above.number + 1 for above, below in pairwise(items))
    if style == "dash":
        short = all(size_of(item.lines) < _LONGEST_DASHED for item in items)
        return short and not language.speech_dash
    return True


def _is_stanza(item: _Item) -> bool:
    """Whether the lines of an item are meant: three or more, each with a capital, most of them breaking off."""
    capital = all(line.text.lstrip("\"'“‘(_")[:1].isupper() for line in item.lines)
    return capital and len(item.lines) > 2 and sum(line.text[-1] not in ".!?" for line in item.lines[:-1]) > 1


def _list(items: Sequence[_Item], mend: Mender) -> ItemList:
    place = items[0].lines[0].place
    made = tuple((mend.paragraph(item.lines),) for item in items)
    return ItemList(made, ordered=items[0].style == "number", start=items[0].number or 1, place=place)
