"""Plays and chat logs: who speaks, and what.

One line `Anna: what?` is prose. Names that return over a run of lines are speakers.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from bookmaker.model import Block, Decision, Line, Paragraph, Speech, Text, Verse
from bookmaker.normalise import headings
from bookmaker.normalise.habits import Habit, is_full
from bookmaker.normalise.paragraphs import Mender
from bookmaker.normalise.passes import Decisions, Findings, Group, LayoutPass, Manuscript, Piece
from bookmaker.normalise.verse import stanzas_of

# A message of a chat: a time, a name in brackets or before a colon.
_CHAT = re.compile(
    r"(?P<speaker>\[?\(?\d{1,2}:\d{2}(?::\d{2})?(?: ?[ap]\.?m\.?)?\)?\]?[\s,-]*<?[@\w][\w .'-]{0,30}>?:?|"
    r"<[@+]?[\w .'-]{1,30}>|"
    r"@?[^\W_][\w.'-]{0,24}(?: [\w.'()-]{1,16}){0,2}(?: ?\[\d{1,2}:\d{2}\])?:)\s+(?=\S)",
    re.IGNORECASE,
)
# A speech of a play: a name in capitals, then a stop or colon, or a direction in brackets; or the name alone.
_CAPITAL = "A-ZÀ-ÞА-ЯŁŚŻŹĆČŘŠŽ"
_ABBREVIATION = (
    r"(?:MRS?|MS|DR|PROF|REV|ST|STE|SR|JR|SRA|SRTA|CAPT|COL|GEN|SGT|LT|LIEUT|HON|MME|MLLE|FR|HR|M|[A-Z](?=\. ?[A-Z]))\."
)
_NAME = rf"(?:(?:THE )?(?:{_ABBREVIATION} ?)+)?(?!{_ABBREVIATION}[ \n])[{_CAPITAL}][{_CAPITAL}'’& -]{{1,30}}"
_PLAY = re.compile(
    rf"(?P<speaker>{_NAME}(?:\s*[(\[][^)\]]{{1,80}}[)\]])?[.:]|{_NAME}(?=\s*[(\[][^)\]]{{1,80}}[)\]](?:\s|$))|"
    rf"{_NAME}$)(?:\s+|$)"
)
_TITLE_ALONE = re.compile(rf"\b{_ABBREVIATION}$")
_NO_SPEAKERS = frozenset("scene act setting time place curtain synopsis finis end theend prologue epilogue".split())
_MOVES = re.compile(r"[_*]*(?:Enter|Re-enter|Exit|Exeunt|Curtain|CURTAIN|Blackout|Lights)\b.{0,200}[_*]*", re.DOTALL)
_DIRECTION = re.compile(r"[_*]*[(\[].{2,400}[)\]][._*]*", re.DOTALL)
_FEWEST = 4  # speeches in a run of chat; by names that return, in a play
_FEWEST_IN_PLAY = 6


def make(habit: Habit) -> LayoutPass:
    """The pass that finds speeches."""

    def find(manuscript: Manuscript) -> tuple[Manuscript, Decisions, Findings]:
        pieces = manuscript.pieces
        mend = Mender(pieces)
        speakers = _cast(pieces)
        if speakers:
            out = [_of_play(piece, speakers, habit, mend) for piece in pieces]
        else:
            out = list(_with_chats(pieces, mend))
        spoken = (piece for piece in out if isinstance(piece, Speech))
        decisions = [Decision("speeches/speaker", speech.place, _name(speech), "speech", 0.8) for speech in spoken]
        return replace(manuscript, pieces=tuple(out)), (*decisions, *mend.decisions), ()

    return find


def _name(speech: Speech) -> str:
    return "".join(inline.text for inline in speech.speaker if isinstance(inline, Text))


# --- plays ------------------------------------------------------------------------------------


def _cast(pieces: Sequence[Piece]) -> frozenset[str]:
    """The names that open groups in capitals again and again; none in a text that is no play."""
    counted: Counter[str] = Counter()
    stopped: set[str] = set()
    groups = 0
    for piece in pieces:
        if isinstance(piece, Group) and not piece.plain:
            groups += 1
            match = _speaker(piece.lines[0].text)
            if match and _says(piece.lines, match):
                name = _key(match.group("speaker"))
                counted[name] += 1
                # A name alone on its line may be a title: it must return.
                if match.group("speaker")[-1] in ".:":
                    stopped.add(name)
    names = {name for name, count in counted.items() if count > 1}
    spoken = sum(counted[name] for name in names)
    if len(names) < 2 or spoken < _FEWEST or counted.total() < _FEWEST_IN_PLAY or spoken < 0.3 * groups:
        return frozenset()
    return frozenset(name for name in counted if name in names or name in stopped)


def _speaker(text: str) -> re.Match[str] | None:
    """The name a line begins with; the stop of `MRS. TIDY` does not end it."""
    match = _PLAY.match(text)
    if match and _TITLE_ALONE.search(match.group("speaker")) and text[match.end() : match.end() + 1].isupper():
        return None
    return match


def _says(lines: Sequence[Line], match: re.Match[str]) -> bool:
    """Whether a name is followed by what it says: on its line, or on the lines below."""
    if _key(match.group("speaker")) in _NO_SPEAKERS:
        return False
    return match.end() < len(lines[0].text) or (len(lines) > 1 and not headings.is_caps(lines[1].text))


def _key(speaker: str) -> str:
    return headings.normal(re.split(r"[(\[]", speaker, maxsplit=1)[0])


def _of_play(piece: Piece, speakers: frozenset[str], habit: Habit, mend: Mender) -> Piece:
    if not isinstance(piece, Group) or piece.plain:
        return piece
    text = "\n".join(line.text for line in piece.lines)
    place = piece.lines[0].place
    if _DIRECTION.fullmatch(text):
        return Paragraph(mend.inlines(piece.lines), "stage-direction", place=place)
    match = _speaker(piece.lines[0].text)
    if match is None or _key(match.group("speaker")) not in speakers or not _says(piece.lines, match):
        moves = _MOVES.fullmatch(text) or (match and _key(match.group("speaker")) in _NO_SPEAKERS)
        return Paragraph(mend.inlines(piece.lines), "stage-direction", place=place) if moves else piece
    return _speech(piece.lines, match.end(), habit, mend)


def _speech(lines: Sequence[Line], mark: int, habit: Habit, mend: Mender) -> Speech:
    """A speech: verse when its lines end before the margin, else prose."""
    place = lines[0].place
    speaker = (Text(lines[0].text[:mark].rstrip()),)
    said = [lines[0]._replace(text=lines[0].text[mark:]), *lines[1:]] if lines[0].text[mark:] else list(lines[1:])
    blocks: tuple[Block, ...] = ()
    moves: tuple[Block, ...] = ()
    if len(said) > 1 and _DIRECTION.fullmatch(said[0].text):
        moves = (Paragraph(mend.inlines(said[:1]), "stage-direction", place=said[0].place),)
        said = said[1:]
    width = habit.width or 80
    if len(said) > 1 and not any(is_full(upper, lower, width - 6) for upper, lower in pairwise(said)):
        blocks = (Verse(stanzas_of([Group(tuple(line._replace(indent=0) for line in said))]), place=place),)
    elif said:
        blocks = (Paragraph(mend.inlines(said), place=said[0].place),)
    return Speech(speaker, moves + blocks, place=place)


# --- chats ------------------------------------------------------------------------------------


def _with_chats(pieces: Sequence[Piece], mend: Mender) -> Iterator[Piece]:
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
