"""Plays: names that return over a run of lines are speakers; what moves them is a stage direction."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from bookmaker.languages.numerals import ROMAN
from bookmaker.model import Block, Kind, Line, Paragraph, Speech, Text, Verse
from bookmaker.normalise.blocks.paragraphs import Mender
from bookmaker.normalise.blocks.speaker_names import (
    DIRECTION,
    PLAY,
    SLOPED,
    TABBED,
    WRITTEN,
    at_names,
    at_names_set_in,
    names_joined,
    parted,
    speaker,
)
from bookmaker.normalise.blocks.verse import stanzas_of
from bookmaker.normalise.blocks.verse_signals import OPENS_CAPITAL
from bookmaker.normalise.habits import Habit
from bookmaker.normalise.headings import heading_lines
from bookmaker.normalise.headings.letter_case import is_caps
from bookmaker.normalise.line_ends import full_width, is_full
from bookmaker.normalise.passes import Group, Opening, Piece, longest_of, margin_of, typed

_STAGE = frozenset({Kind.ACT, Kind.SCENE, Kind.CAST})
_ACTED = frozenset({Kind.ACT, Kind.SCENE})
_HYPHENS = re.compile(r"^-|-(?=[.:]?$)")  # round a name, they are no dashes: -NORA-.
_NO_SPEAKERS = frozenset(
    "scene act setting time place curtain synopsis finis end theend prologue epilogue int ext intext "
    "personsofthedialogue personsofthedrama".split()
)
_COUNTED = re.compile(r"(?:ACT|ACTE|AKT|ATTO|ACTO|SCENE) [IVX\d]+\b")  # `ACT I. A mill.`, in a list of the scenes
_MOVES = re.compile(
    r"[_*]*(?:(?:Alarums?|Flourish|Sennet|Tucket|Thunder|Trumpets?|Drums?|Hautboys|Music|Knocking)\b.{0,60}?\b)?"
    r"(?:Enter|Re-enter|Exit|Exeunt|Curtain|CURTAIN|Blackout|Lights|"
    r"Act Drop|Tableau|Der Vorhang|Vorhang|Rideau|La toile|Tel[óo]n|Cala la tela|Sipario|Ridå|Занавес)"
    r"(?![^\W_]).{0,200}[_*]*",
    re.DOTALL,
)
_NEVER_CLOSED = re.compile(r"[_*]*\[[^\]]{2,400}")  # `[_Exit Witch._`: the bracket to the right is often left out
_EXIT = re.compile(r"\s{3,}[\[(_]*(?:Exit|Exeunt|Enter|Dies|Aside)\b.*$")  # at the end of a line, far to the right
_FEWEST = 4  # speeches by names that return
_FEWEST_IN_PLAY = 6  # speeches
_MOST = 0.4  # of the groups are speeches, where names in italics over verse show a play without acts
_LONGEST_DIRECTION = 4  # lines


def told_apart(pieces: Sequence[Piece], habit: Habit, mend: Mender) -> list[Piece]:
    """The pieces with speeches and stage directions set; empty when the text is no play, and no chapter of it is."""
    opens = [_may_open(piece) for piece in pieces]
    if _may_be_play(opens, 0.3) and (whole := _set(pieces, habit, mend, 0.3)):
        return whole
    found = False
    out: list[Piece] = []
    starts = [number for number, piece in enumerate(pieces) if isinstance(piece, Opening)]
    for first, last in pairwise([0, *starts, len(pieces)]):
        scene = _set(pieces[first:last], habit, mend, 0.5) if _may_be_play(opens[first:last], 0.5) else []
        found = found or bool(scene)
        out += scene or pieces[first:last]
    return out if found else []


_Opens = Literal["a stage", "a speech", "neither"]


def _may_open(piece: Piece) -> _Opens:
    """What a piece may open: a heading an act or a scene, a group what a person says."""
    if isinstance(piece, Opening):
        return "a stage" if piece.section.kind in _STAGE else "neither"
    if not isinstance(piece, Group):
        return "neither"
    text = piece.lines[0].text
    return "a speech" if text[0] in "_*=" or speaker(text, PLAY) is not None else "neither"


def _may_be_play(opens: Sequence[_Opens], share: float) -> bool:
    """A cheap look, which settles it for nearly every chapter. (A speech may have come in up to three groups.)"""
    return "a stage" in opens or opens.count("a speech") >= max(_FEWEST, share * len(opens) / 3)


def _set(pieces: Sequence[Piece], habit: Habit, mend: Mender, share: float) -> list[Piece]:
    """A play with its speeches and stage directions set; empty when a smaller share of its groups are speeches."""
    joined = pieces
    form, speakers = PLAY, _cast(pieces, PLAY, share)
    if not speakers:
        joined = list(names_joined(pieces, PLAY))
        speakers = _cast(joined, PLAY, share) if len(joined) < len(pieces) else speakers
    staged = any(isinstance(piece, Opening) and piece.section.kind in _STAGE for piece in pieces)
    if not speakers and staged:
        joined = [part for piece in pieces for part in at_names(piece)]
        form, speakers = PLAY, _cast(joined, PLAY, share) if len(joined) > len(pieces) else frozenset()
        if not speakers and any(isinstance(piece, Opening) and piece.section.kind in _ACTED for piece in pieces):
            joined = pieces
            form, speakers = TABBED, _cast(pieces, TABBED, share)
        if not speakers:
            joined = [part for piece in pieces for part in at_names_set_in(piece)]
            form, speakers = WRITTEN, _cast(joined, WRITTEN, 0.5)
        if not speakers:
            joined = list(names_joined(pieces, SLOPED))
            form, speakers = SLOPED, _cast(joined, SLOPED, share)
    elif not speakers:
        joined = list(names_joined(pieces, SLOPED))
        form, speakers = SLOPED, _cast(joined, SLOPED, _MOST) if len(joined) < len(pieces) else frozenset()
    if not speakers:
        return []
    way = _way(joined, speakers, form, habit)
    if form is SLOPED and not staged and not way.in_verse:
        return []  # `_Monday._` over the entries of a diary
    begins = _first_scene(joined) if form is TABBED else 0  # persons stand in columns too
    play = (part for piece in joined[begins:] for part in parted(_of_play(piece, way, mend)))
    return [*joined[:begins], *play]


def _first_scene(pieces: Sequence[Piece]) -> int:
    return next(n for n, p in enumerate(pieces) if isinstance(p, Opening) and p.section.kind in _ACTED)


def _cast(pieces: Sequence[Piece], form: re.Pattern[str], share: float) -> frozenset[str]:
    """The names that open groups again and again, this share of them at the least; none in a text that is no play."""
    counted: Counter[str] = Counter()
    stopped: set[str] = set()
    groups = 0
    for piece in pieces:
        if isinstance(piece, Group) and not piece.plain:
            groups += 1
            match = speaker(piece.lines[0].text, form)
            if match and _says(piece.lines, match):
                name = _key(match.group("speaker"))
                counted[name] += 1
                # A name alone on its line may be a title: it must return.
                ends = match.group("speaker").rstrip("_*=")[-1] in ".:"
                if ends or piece.lines[0].text[match.end() :].startswith("["):
                    stopped.add(name)
    if {"ii", "iii"} <= counted.keys():  # paragraphs that are counted
        counted = Counter({name: count for name, count in counted.items() if not ROMAN.fullmatch(name)})
    names = {name for name, count in counted.items() if count > 1}
    spoken = sum(counted[name] for name in names)
    if len(names) < 2 or spoken < _FEWEST or counted.total() < _FEWEST_IN_PLAY or spoken < share * groups:
        return frozenset()
    return frozenset(name for name in counted if name in names or name in stopped)


@dataclass(frozen=True, slots=True)
class _Way:
    """How a play's speeches are typed: who speaks, how names are written, how wide a full line is, verse or prose."""

    speakers: frozenset[str]
    form: re.Pattern[str]
    width: int
    in_verse: bool


def _way(pieces: Sequence[Piece], speakers: frozenset[str], form: re.Pattern[str], habit: Habit) -> _Way:
    long = [piece.lines for piece in pieces if isinstance(piece, Group) and len(piece.lines) > 2]
    width = habit.width or full_width([line for lines in long for line in lines[:-1]], 80)
    matches = ((lines, speaker(lines[0].text, form)) for lines in long)
    spoken = [lines for lines, match in matches if match and _key(match.group("speaker")) in speakers]
    capital = sum(all(OPENS_CAPITAL.match(line.text) for line in lines[1:]) for lines in spoken)
    return _Way(speakers, form, width, in_verse=capital > 0.5 * len(spoken))


def _says(lines: Sequence[Line], match: re.Match[str]) -> bool:
    """Whether a name is followed by what it says: on its line, or on the lines below."""
    if _key(match.group("speaker")) in _NO_SPEAKERS or _COUNTED.match(match.group("speaker")):
        return False
    return match.end() < len(lines[0].text) or (len(lines) > 1 and not is_caps(lines[1].text))


def _key(speaker: str) -> str:
    return heading_lines.normal(re.split(r"[(\[,_*=]", speaker.strip("_*="), maxsplit=1)[0])


def _of_play(piece: Piece, way: _Way, mend: Mender) -> Piece:
    if not isinstance(piece, Group) or piece.plain:
        return piece
    text = typed(piece.lines)
    if heading_lines.normal(text) in heading_lines.ENDINGS:
        return piece
    if DIRECTION.fullmatch(text) or _NEVER_CLOSED.fullmatch(text):
        return mend.paragraph(piece.lines, "stage-direction")
    match = speaker(piece.lines[0].text, way.form)
    if match is None or _key(match.group("speaker")) not in way.speakers or not _says(piece.lines, match):
        moves = _MOVES.fullmatch(text) or (match and _key(match.group("speaker")) in _NO_SPEAKERS)
        return mend.paragraph(piece.lines, "stage-direction") if moves else piece
    return _speech(piece.lines, match.end(), way, mend)


def _speech(lines: Sequence[Line], mark: int, way: _Way, mend: Mender) -> Speech:
    """A speech: verse when its lines end before the margin, else prose."""
    place = lines[0].place
    name = lines[0].text[:mark].rstrip()
    speaker = (Text(_HYPHENS.sub("", name) if name[0] == "-" else name),)
    said = [lines[0]._replace(text=lines[0].text[mark:]), *lines[1:]] if lines[0].text[mark:] else list(lines[1:])
    blocks: tuple[Block, ...] = ()
    moves: tuple[Block, ...] = ()
    if said and (opening := _wrapped_direction(said)):
        moves = (mend.paragraph(said[:opening], "stage-direction"),)
        said = said[opening:]
    elif len(said) > 1 and DIRECTION.fullmatch(said[0].text):
        moves = (mend.paragraph(said[:1], "stage-direction"),)
        said = said[1:]
    leaves: tuple[Block, ...] = ()
    if said and (goes := _EXIT.search(said[-1].text)) and goes.start():
        leaves = (Paragraph((Text(goes.group().strip()),), "stage-direction", place=said[-1].place),)
        said[-1] = said[-1]._replace(text=said[-1].text[: goes.start()])
    elif exit_ := _left_open(said):
        leaves = (mend.paragraph(said[exit_:], "stage-direction"),)
        said = said[:exit_]
    elif len(said) > 1 and DIRECTION.fullmatch(said[-1].text):
        leaves = (mend.paragraph(said[-1:], "stage-direction"),)
        said = said[:-1]
    if len(said) > 1 and _in_verse(lines[: len(said)] if lines[0].text[mark:] else said, said, way):
        beside = lines[0].text[mark:]  # the first line stands beside the name
        inner = margin_of(said[1:]) if beside else 0
        stanza = Group((said[0]._replace(indent=inner), *said[1:]) if beside else tuple(said))
        blocks = (Verse(stanzas_of([stanza]), place=place),)
    elif said:
        blocks = (mend.paragraph(said),)
    return Speech(speaker, moves + blocks + leaves, place=place)


def _wrapped_direction(said: Sequence[Line]) -> int:
    """How many lines at the beginning of a speech are one direction in brackets, wrapped; 0 for none."""
    if said[0].text[0] not in "([" or any(mark in said[0].text for mark in ")]"):
        return 0
    ends = (n for n, line in enumerate(said[:_LONGEST_DIRECTION], 1) if line.text.rstrip(".:_")[-1:] in (")", "]"))
    end = next(ends, 0)
    return end if end < len(said) else 0


def _left_open(said: Sequence[Line]) -> int:
    """The line in which a direction set in under a speech begins, its bracket never closed; 0 when there is none."""
    for number in range(len(said) - 1, 0, -1):
        if said[number].text[0] == "[":
            set_in = said[number].indent > said[number - 1].indent
            return number if set_in and not any("]" in line.text for line in said[number:]) else 0
    return 0


def _in_verse(typed: Sequence[Line], said: Sequence[Line], way: _Way) -> bool:
    """Whether the lines of a speech are meant: they stop before the margin, and each opens with a capital.

    `typed` is `said` with the speaker's name, which takes its room on the line too.
    """
    full = [is_full(upper, lower, way.width - 6) for upper, lower in pairwise(typed)]
    if not all(OPENS_CAPITAL.match(line.text) for line in said[1:]):
        return not any(full) and longest_of(said[:-1]) < 0.6 * way.width
    if len(said) > 3 or way.in_verse:
        return True
    # Few lines may open with capitals by chance, or fill the line by chance.
    return sum(full) < 0.9 * len(full) if len(said) > 2 else not any(full)
