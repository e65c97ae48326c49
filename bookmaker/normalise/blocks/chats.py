"""Chat logs: messages, each behind a time or a name. One line `Anna: what?` is prose; names that return speak."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from bookmaker.model import Line, Speech, Text
from bookmaker.normalise.blocks.paragraphs import Mender, as_typed
from bookmaker.normalise.headings import heading_lines
from bookmaker.normalise.passes import Group, Piece

# A message of a chat: a time, a name in brackets or before a colon.
_CHAT = re.compile(
    r"(?P<speaker>\[?\(?(?:\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4},? )?\d{1,2}:\d{2}(?::\d{2})?(?: ?[ap]\.?m\.?)?\)?\]?"
    r"[\s,-]*<?[@\w][\w .'-]{0,30}>?:?|"
    r"<[@+]?[\w .'-]{1,30}>|"
    r"@?[^\W_][\w.'-]{0,24}(?: [\w.'()-]{1,16}){0,2}(?: ?\[\d{1,2}:\d{2}\])?:)\s+(?=\S)",
    re.IGNORECASE,
)
# Over a message: `anna — Today at 9:03 PM`, `[03-Apr-21 09:03 PM] anna#1204`.
_HEADED = re.compile(
    r"\S.{0,30} (?:--?|[–—]) (?:(?:to|yester)day at |[\d/.-]{6,10},? )\d{1,2}:\d\d(?: ?[ap]\.?m\.?)?|"
    r"\[[\w/.-]{6,12},? \d{1,2}:\d\d(?: ?[ap]\.?m\.?)?\] \S.{0,30}",
    re.IGNORECASE,
)
_TIMED = re.compile(r"[\[(](?:[\d/.-]{6,10},? )?\d{1,2}:\d{2}[^\])]*[\])].*[\w>]:\s*$")
# What stands over a mail or a text message; nobody has such a name.
_HEADER = re.compile(r"(?:to|from|subject|date|sent|cc|re|tags?|notes?|summary|warnings?|rating):", re.IGNORECASE)
_FEWEST = 4  # messages in a run


_Message = tuple[list[Line], int]  # its lines, and where the mark before its text ends


def told_apart(pieces: Sequence[Piece], mend: Mender) -> Iterator[Piece]:
    """The pieces with every run of messages made speeches; once a chat has shown who speaks, single messages too."""
    runs = list(_runs(pieces))
    known = {
        name
        for run, is_run in runs
        if is_run and (names := _names(run)) and (_is_chat(names) or _is_timed(run))
        for name in names
    }
    for run, is_run in runs:
        if is_run and known and set(_names(run)) <= known:
            yield from _speeches(run, mend)
        else:
            yield from run


def _runs(pieces: Sequence[Piece]) -> Iterator[tuple[list[Piece], bool]]:
    """Runs of groups that begin like messages (True), and what stands between them (False)."""
    for is_run, run in groupby(pieces, _begins_like_one):
        yield list(run), is_run


def _begins_like_one(piece: Piece) -> bool:
    if not isinstance(piece, Group) or piece.plain:
        return False
    text = piece.lines[0].text
    if len(piece.lines) > 1 and ":" in text and _HEADED.fullmatch(text):
        return True
    return _CHAT.match(text) is not None and _HEADER.match(text) is None


def _messages(run: Sequence[Piece]) -> list[_Message]:
    messages: list[_Message] = []
    for group in run:
        for line in group.lines if isinstance(group, Group) else ():
            match = _HEADED.fullmatch(line.text) or _CHAT.match(line.text)
            if match:
                messages.append(([line], match.end()))
            elif messages:
                messages[-1][0].append(line)
    return messages


def _names(run: Sequence[Piece]) -> Counter[str]:
    return Counter(_chat_key(lines[0].text[:mark]) for lines, mark in _messages(run))


def _is_chat(names: Counter[str]) -> bool:
    return names.total() >= _FEWEST and 2 <= len(names) <= 0.5 * names.total()


def _is_timed(run: Sequence[Piece]) -> bool:
    """Whether each of two messages or more stands behind the time it was sent: `[10:42] Anna: where are you`."""
    heads = [lines[0].text[:mark] for lines, mark in _messages(run)]
    return len(heads) > 1 and all(_TIMED.match(head) or _HEADED.fullmatch(head) for head in heads)


def _speeches(run: Sequence[Piece], mend: Mender) -> Iterator[Piece]:
    for lines, mark in _messages(run):
        first = lines[0]._replace(text=lines[0].text[mark:])
        said = mend.paragraph([first, *lines[1:]]) if first.text else as_typed(lines[1:])
        yield Speech((Text(lines[0].text[:mark].rstrip()),), (said,), place=lines[0].place)


def _chat_key(speaker: str) -> str:
    return heading_lines.normal(
        re.sub(r"[\[(]?(?:[\d/.-]{6,10},? )?\d{1,2}:\d{2}(?::\d{2})?(?: ?[ap]\.?m\.?)?[\])]?", "", speaker, flags=re.I)
    )
