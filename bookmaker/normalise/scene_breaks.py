"""Scene breaks: ornaments of any kind, and blank lines beyond what this author's paragraphs have."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from bookmaker.model import Decision, Finding, Line, SceneBreak, Severity
from bookmaker.normalise.habits import Habit
from bookmaker.normalise.passes import Decisions, Findings, Group, LayoutPass, Manuscript, Opening, Piece

# Marks alone, few kinds of them; or letters used as ornaments (oOo, xXx, XXX, o0o) with or without marks round them.
_MARKS = re.compile(r"[^\w\s\"'“”‘’«»„‚()?¿!¡.,;…&§$€£%/\\]|_")
_ORNAMENT = re.compile(r"(?:[^\w\s\"'“”‘’«»„‚()?¿¡.,;&§$€£%]|[_.…!\s/\\])+")
_LETTERS = re.compile(r"[\W_]*(?:[oO0]{3,}|(?:[oO0][\W_]*){3,}|[xX]{3,}|(?:[xX][\W_]+){2,}[xX])[\W_]*")
_WORD = re.compile(
    r"[\W_]+(?:scene break|line break|page break|break|time ?skip|linebreak|scenebreak)[\W_]+", re.IGNORECASE
)
_LONGEST = 80


def ornament(text: str) -> bool:
    """Whether a line is an ornament that parts scenes."""
    if len(text) > _LONGEST:
        return False
    if _ORNAMENT.fullmatch(text):
        return bool(_MARKS.search(text)) or (text.replace(" ", "") in {"...", ".....", "……", "…"} and len(text) > 4)
    return bool(_LETTERS.fullmatch(text))


def make(habit: Habit) -> LayoutPass:
    """The pass that puts a SceneBreak where the author paused."""

    def find(manuscript: Manuscript) -> tuple[Manuscript, Decisions, Findings]:
        pieces = [piece for old in manuscript.pieces for piece in _ornaments(old)]
        gap, count = _break_gap(pieces, habit)
        decisions: list[Decision] = []
        findings: list[Finding] = []
        out: list[Piece] = []
        for number, piece in enumerate(pieces):
            if isinstance(piece, SceneBreak):
                if _inside(pieces, number):
                    if not isinstance(out[-1], SceneBreak):
                        out.append(piece)
                    decisions.append(_seen("scene-breaks/ornament", piece, "scene break"))
                else:
                    decisions.append(_seen("scene-breaks/at-the-edge", piece, ""))
                continue
            blanks = piece.lines[0].blanks if isinstance(piece, Group) else 0
            if gap and blanks >= gap and isinstance(piece, Group) and _inside_gap(pieces, number):
                place = piece.lines[0].place
                if count > 1:
                    out.append(SceneBreak(place=place))
                    decisions.append(
                        Decision("scene-breaks/blank-lines", place, f"{blanks} blank lines", "scene break", 0.7)
                    )
                else:
                    message = f"{blanks} blank lines, the only such gap in the text: a scene break?"
                    fix = "mark it with * * * if it is one"
                    findings.append(Finding("N201", Severity.NOTE, place, message, fix))
            out.append(piece)
        return replace(manuscript, pieces=tuple(out)), tuple(decisions), tuple(findings)

    return find


def _seen(rule: str, piece: SceneBreak, after: str) -> Decision:
    """The ornament gives way to the theme's; letters used as one (oOo) are declared."""
    return Decision(rule, piece.place, piece.ornament, after, 0.95, removed=any(map(str.isalnum, piece.ornament)))


def _ornaments(piece: Piece) -> list[Piece]:
    """A group with ornament lines taken apart at them."""
    if not isinstance(piece, Group) or piece.plain or not any(ornament(line.text) for line in piece.lines):
        return [piece]
    out: list[Piece] = []
    run: list[Line] = []
    for line in piece.lines:
        if not ornament(line.text):
            run.append(line)
            continue
        if run:
            out.append(Group(tuple(run)))
            run = []
        out.append(SceneBreak(place=line.place, ornament=line.text))
    if run:
        out.append(Group(tuple(run)))
    return out


def _break_gap(pieces: Sequence[Piece], habit: Habit) -> tuple[int, int]:
    """How many blank lines part scenes here, and how many such gaps there are; 0 when gaps say nothing."""
    usual = max(1, habit.blanks) if habit.blanks or not habit.indented else 0
    gaps = Counter(
        piece.lines[0].blanks
        for number, piece in enumerate(pieces)
        if isinstance(piece, Group) and _inside_gap(pieces, number)
    )
    total = sum(gaps.values())
    wider = {gap: count for gap, count in gaps.items() if gap > usual}
    if not wider:
        return 0, 0
    count = sum(wider.values())
    # A gap that comes between every fourth pair of paragraphs is the typist's unrest, not a pause in the story.
    if count > 0.25 * total:
        rarer = {gap: n for gap, n in wider.items() if gap > min(wider)}
        if not rarer or sum(rarer.values()) > 0.25 * total:
            return 0, 0
        wider, count = rarer, sum(rarer.values())
    return min(wider), count


def _inside_gap(pieces: Sequence[Piece], number: int) -> bool:
    """Whether text stands on both sides: the gap is neither at a heading nor beside a break."""
    before = pieces[number - 1] if number else None
    return not (before is None or isinstance(before, Opening | SceneBreak))


def _inside(pieces: Sequence[Piece], number: int) -> bool:
    """Never first or last in a chapter."""
    before = next((p for p in reversed(pieces[:number][-6:]) if not isinstance(p, SceneBreak)), None)
    after = next((p for p in pieces[number + 1 : number + 7] if not isinstance(p, SceneBreak)), None)
    return (
        before is not None and after is not None and not isinstance(before, Opening) and not isinstance(after, Opening)
    )
