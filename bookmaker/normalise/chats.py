"""Chat logs: messages, each behind a time or a name. One line `Anna: what?` is prose; names that return speak."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from bookmaker.model import Line, Paragraph, Speech, Text
from bookmaker.normalise import headings
from bookmaker.normalise.paragraphs import Mender
from bookmaker.normalise.passes import Group, Piece

# A message of a chat: a time, a name in brackets or before a colon.
_CHAT = re.compile(
    r"(?P<speaker>\[?\(?\d{1,2}:\d{2}(?::\d{2})?(?: ?[ap]\.?m\.?)?\)?\]?[\s,-]*<?[@\w][\w .'-]{0,30}>?:?|"
    r"<[@+]?[\w .'-]{1,30}>|"
    r"@?[^\W_][\w.'-]{0,24}(?: [\w.'()-]{1,16}){0,2}(?: ?\[\d{1,2}:\d{2}\])?:)\s+(?=\S)",
    re.IGNORECASE,
)
_FEWEST = 4  # messages in a run


def told_apart(pieces: Sequence[Piece], mend: Mender) -> Iterator[Piece]:
    """The pieces with every run of messages made speeches."""
    run: list[Group] = []
    for piece in pieces:
        if isinstance(piece, Group) and not piece.plain and all(_CHAT.match(line.text) for line in piece.lines[:1]):
            run.append(piece)
            continue
        yield from _chat(run, mend)
        run = []
        yield piece
    yield from _chat(run, mend)


def _chat(run: Sequence[Group], mend: Mender) -> Iterator[Piece]:
    """The messages of a run of groups; the groups as they were when it is no chat."""
    messages: list[tuple[list[Line], int]] = []
    for group in run:
        for line in group.lines:
            match = _CHAT.match(line.text)
            if match:
                messages.append(([line], match.end()))
            elif messages:
                messages[-1][0].append(line)
    names = Counter(_chat_key(lines[0].text[:mark]) for lines, mark in messages)
    if len(messages) < _FEWEST or len(names) < 2 or len(names) * 2 > len(messages):
        yield from run
        return
    for lines, mark in messages:
        said = [lines[0]._replace(text=lines[0].text[mark:]), *lines[1:]]
        block = Paragraph(mend.inlines(said), place=lines[0].place)
        yield Speech((Text(lines[0].text[:mark].rstrip()),), (block,), place=lines[0].place)


def _chat_key(speaker: str) -> str:
    return headings.normal(re.sub(r"[\[(]?\d{1,2}:\d{2}(?::\d{2})?(?: ?[ap]\.?m\.?)?[\])]?", "", speaker, flags=re.I))
