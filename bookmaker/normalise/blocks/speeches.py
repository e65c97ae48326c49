"""Who speaks, and what: the speeches of plays, the messages of chats."""

from __future__ import annotations

from dataclasses import replace

from bookmaker.model import Decision, Speech, Text
from bookmaker.normalise.blocks import chats, plays
from bookmaker.normalise.blocks.paragraphs import Mender
from bookmaker.normalise.habits import Habit
from bookmaker.normalise.passes import LayoutPass, LayoutResult, Manuscript


def make(habit: Habit) -> LayoutPass:
    """The pass that finds speeches."""

    def find(manuscript: Manuscript) -> LayoutResult:
        mend = Mender(manuscript.pieces)
        out = plays.told_apart(manuscript.pieces, habit, mend) or list(chats.told_apart(manuscript.pieces, mend))
        spoken = (piece for piece in out if isinstance(piece, Speech))
        decisions = [Decision("speeches/speaker", speech.place, _name(speech), "speech", 0.8) for speech in spoken]
        return replace(manuscript, pieces=tuple(out)), (*decisions, *mend.decisions), ()

    return find


def _name(speech: Speech) -> str:
    return "".join(inline.text for inline in speech.speaker if isinstance(inline, Text))
