"""Scene breaks: ornaments of any kind, and blank lines beyond what this author's paragraphs have."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from bookmaker import fidelity
from bookmaker.model import Decision, Finding, Line, Paragraph, SceneBreak, Severity
from bookmaker.normalise.blocks import extracts, returning_marks
from bookmaker.normalise.blocks.returning_marks import ONE_UNDER_ANOTHER
from bookmaker.normalise.habits import Habit
from bookmaker.normalise.headings.letter_case import is_caps
from bookmaker.normalise.line_ends import ends_sentence
from bookmaker.normalise.passes import (
    Group,
    LayoutPass,
    LayoutResult,
    Manuscript,
    Opening,
    Piece,
    joined_text,
    lines_of,
)
from bookmaker.walk import plain

# Marks alone, few kinds of them; or letters used as ornaments (oOo, xXx, XXX, o0o) with or without marks round them.
# (Between 「 and 」 somebody is silent.)
_MARKS = re.compile(r"[^\w\s\"'“”‘’«»„‚「」『』()?¿!¡.,;…&§$€£%/\\]|_")
_ORNAMENT = re.compile(r"(?:[^\w\s\"'“”‘’«»„‚「」『』()?¿¡.,;&§$€£%]|[_.…!\s/\\])+")
_LETTERS = re.compile(
    r"[\W_]*(?:[oO0]{3,}|(?:[oO0][\W_]*){3,}|[xX]{3,}|(?:[xX][\W_]+){2,}[xX]|(?:[xX][oO]){3,}|(?:[oO][xX]){3,}|"
    r"(?:[oO][xX]){2,}[oO]|(?:[xX][oO]){2,}[xX])[\W_]*"
)
# One letter between marks (-x-), signs that no sentence is made of ($$$, <3 <3), and the break by its name.
_BETWEEN_MARKS = re.compile(r"([-~*=.|+<>]+) ?[xXoO0]{1,3} ?[-~*=.|+<>]+")
_SIGNS = re.compile(r"([$&%/\\§])(?:\s?\1){2,}|(?:[/\\]\s?){4,}|(?:<3\s*){2,}|[<\[]hr ?/?[>\]]")
_NAMED = re.compile(
    r"[\W_]*x{0,4}(?:line|page|scene|section)[\s-]?(?:break|change|divider)x{0,4}[\W_]*|(?:[^\w:]|_)+break(?:[^\w:]|_)+",
    re.IGNORECASE,
)
_STARS = frozenset("*-_=~#+ \t")
_TABLE_RULE = re.compile(r"\+[-=]{3,}(?:\+[-=]{3,})*\+|[┌├└│╔╠╚║][─━═┌┐└┘├┤┬┴┼╔╗╚╝╠╣╦╩╬│║ ]+|\|[-=|: ]{3,}\|")
_LONGEST = 80  # characters of an ornament
_UNREST = 0.25  # share of a text's gaps that are wider than the usual: more are a habit, no pauses
_HEAD, _HEAD_LINE = 4, 70  # lines below a heading that belong to it; characters of one
_MOST = 0.7  # share of a chapter's gaps that are none of a pause
_FEW = 4  # gaps, beside others that stand round quotations
_ORNAMENTED = 5  # ornaments in a text that show it to be the author's way


def ornament(text: str) -> bool:
    """Whether a line is an ornament that parts scenes."""
    if len(text) > _LONGEST:
        return len(text) < 4 * _LONGEST and len(set(text)) < 4 and not any(map(str.isalnum, text))
    if text[0].isalnum() and text[0] not in "oO0xX":
        return text[0] in "LlPpSs" and len(text) < 20 and _NAMED.fullmatch(text) is not None
    if len(text) < 3 and text[0] in "-–—_=.|":
        return False  # a rule under a sum, a dash left over, a brace beside names
    if "ﾟ" in text or "゜" in text:
        text = text.replace("ﾟ", "･").replace("゜", "･")  # a letter, but for those who draw stars with it
    if text[0] in "$&%/\\§<[" and _SIGNS.fullmatch(text):
        return True
    if _ORNAMENT.fullmatch(text):
        if text[0] in "+┌├└│|╔╠╚║" and _TABLE_RULE.fullmatch(text):
            return False
        if not text.isascii() and fidelity.words(text):
            return False  # radicals of Chinese signs, letters in circles
        return bool(_MARKS.search(text)) or (text.replace(" ", "") in {"...", ".....", "……", "…"} and len(text) > 4)
    if _LETTERS.fullmatch(text) or _BETWEEN_MARKS.fullmatch(text):
        return True
    return len(text) < 24 and _NAMED.fullmatch(text) is not None


def ornaments(habit: Habit) -> LayoutPass:
    """The pass that sets a SceneBreak where the author typed an ornament; never first or last in a chapter."""

    def find(manuscript: Manuscript) -> LayoutResult:
        returning = returning_marks.find(manuscript.pieces, habit)
        pieces = [piece for old in manuscript.pieces for piece in _apart(old, habit, returning)]
        if len(pieces) > len(manuscript.pieces):  # what was typed close to an ornament stands alone now
            returning = returning_marks.find(pieces, habit)
            pieces = [piece for old in pieces for piece in _apart(old, habit, returning)]
        out: list[Piece] = []
        decisions: list[Decision] = []
        for number, piece in enumerate(pieces):
            if not isinstance(piece, SceneBreak):
                out.append(piece)
            elif not _inside(pieces, number):
                decisions.append(_seen("scene-breaks/at-the-edge", piece, ""))
            else:
                if not isinstance(out[-1], SceneBreak):
                    out.append(piece)
                decisions.append(_seen("scene-breaks/ornament", piece, "scene break"))
        return replace(manuscript, pieces=tuple(out)), tuple(decisions), ()

    return find


def gaps(habit: Habit) -> LayoutPass:
    """The pass that sets a SceneBreak where more blank lines stand than this author's paragraphs have between them.

    It looks at running text alone: what is set apart (verse, letters, signs) has wider gaps round it anyway.
    """

    def find(manuscript: Manuscript) -> LayoutResult:
        pieces = manuscript.pieces
        gaps = _gaps(pieces)
        told = extracts.gaps_round(pieces, {number for number, blanks in gaps.items() if blanks > habit.blanks}, habit)
        wide = _wide({number: blanks for number, blanks in gaps.items() if number not in told}, habit)
        wide -= _usual_here(pieces, gaps, wide)
        # An author whose gaps stand round letters and quotations means no pause by the few others.
        doubtful = len(wide) < _FEW and len(told) > 2 * len(wide)
        files = {n for n, piece in enumerate(pieces) if n and isinstance(piece, Group) and piece.opens_file}
        if (len(wide) == 1 or doubtful) and not files:
            only = "the only such gap in the text" if len(wide) == 1 else "where others stand round quotations"
            return manuscript, (), tuple(_asked(pieces[number], only) for number in sorted(wide))
        # An author who marks pauses with ornaments means something else by a gap.
        if sum(isinstance(piece, SceneBreak) for piece in pieces) >= _ORNAMENTED:
            wide = set()
        decisions: list[Decision] = []
        out: list[Piece] = []
        for number, piece in enumerate(pieces):
            starts_file = number in files and not isinstance(pieces[number - 1], Opening | SceneBreak)
            if (number in wide or starts_file) and isinstance(piece, Group):
                line = piece.lines[0]
                out.append(SceneBreak(place=line.place))
                said = "a new file" if starts_file else f"{line.blanks} blank lines"
                decisions.append(Decision("scene-breaks/blank-lines", line.place, said, "scene break", 0.7))
            out.append(piece)
        return replace(manuscript, pieces=tuple(out)), tuple(decisions), ()

    return find


def _asked(piece: Piece, why: str) -> Finding:
    assert isinstance(piece, Group)
    message = f"{piece.lines[0].blanks} blank lines, {why}: a scene break?"
    return Finding("N201", Severity.NOTE, piece.lines[0].place, message, "type * * * if it is one")


def _seen(rule: str, piece: SceneBreak, after: str) -> Decision:
    """The ornament gives way to the theme's; letters used as one (oOo) are declared."""
    return Decision(rule, piece.place, piece.ornament, after, 0.95, removed=any(map(str.isalnum, piece.ornament)))


def _apart(piece: Piece, habit: Habit, returning: frozenset[str]) -> list[Piece]:
    """A group with ornament lines taken apart at them."""
    if isinstance(piece, Paragraph):  # of a markup source
        text = plain(piece.inlines).strip() if len(piece.inlines) == 1 else ""
        # (Stars and rules its intake knows: where one stands in a paragraph, the author has said that it is none.)
        told = set(text) <= _STARS and len(text) > 2
        if not text or len(text) > _LONGEST or told:
            return [piece]
        found = text in returning or all(ornament(line) for line in text.split("\n") if line)
        return [SceneBreak(place=piece.place, ornament=text)] if found else [piece]
    if isinstance(piece, Group) and len(piece.lines) == 1 and piece.lines[0].text in returning:
        return [SceneBreak(place=piece.lines[0].place, ornament=piece.lines[0].text)]
    if (
        isinstance(piece, Group)
        and 1 < len(piece.lines) < 8
        and {line.text for line in piece.lines} <= ONE_UNDER_ANOTHER
    ):
        return [SceneBreak(place=piece.lines[0].place, ornament=joined_text(piece.lines))]
    if not isinstance(piece, Group) or piece.plain or not any(ornament(line.text) for line in piece.lines):
        return [piece]
    if all(line.text[0] == ">" for line in piece.lines) and len(piece.lines) > 1:
        return [piece]  # a quotation of a mail, and the blank lines in it
    out: list[Piece] = []
    run: list[Line] = []
    # Rules between the short lines of a notice belong to the notice.
    notice = bool(habit.blanks) and 2 < len(piece.lines) < 12 and all(len(line.text) < 50 for line in piece.lines)
    for number, line in enumerate(piece.lines):
        if not ornament(line.text):
            run.append(line)
            continue
        if notice and 0 < number < len(piece.lines) - 1 and run and not any(map(str.isalnum, line.text)):
            continue
        if run:
            out.append(Group(tuple(run)))
            run = []
        out.append(SceneBreak(place=line.place, ornament=line.text))
    if run:
        out.append(Group(tuple(run)))
    return out


def _gaps(pieces: Sequence[Piece]) -> dict[int, int]:
    """The blank lines before each group that stands under another. Nobody pauses in the middle of a sentence."""
    return {
        number: piece.lines[0].blanks
        for number, piece in enumerate(pieces)
        if isinstance(piece, Group)
        and number
        and isinstance(pieces[number - 1], Group)
        and not _runs_on(pieces, number)
        and not (piece.lines[0].blanks > 1 and (_under_head(pieces, number) or _under_break(pieces, number)))
    }


def _under_head(pieces: Sequence[Piece], number: int) -> bool:
    """Whether nothing stands between a group and its heading but what belongs to that: who tells, where, a motto."""
    at = number - 1
    if _is_source(pieces[at]):
        at -= 1 + (at > 1 and not isinstance(pieces[at - 1], Opening))
    while at > number - _HEAD and _belongs_to_heading(pieces[at]):
        at -= 1
    return at < number - 1 and at >= 0 and isinstance(pieces[at], Opening)


def _under_break(pieces: Sequence[Piece], number: int) -> bool:
    """Whether nothing stands between a group and a break but a line that says when or where: `*A year before*`."""
    if number < 2 or not isinstance(pieces[number - 2], SceneBreak):
        return False
    above = list(lines_of(pieces[number - 1 : number]))
    return len(above) == 1 and len(above[0].text) < _HEAD_LINE and not ends_sentence(above[0].text.rstrip("*_~ "))


def _is_source(piece: Piece) -> bool:
    """Whether a short line says where a motto is from: `--_Seneca_.`, `_Ada Heron_`."""
    text = piece.lines[0].text if isinstance(piece, Group) and len(piece.lines) == 1 else ""
    return 0 < len(text) < _HEAD_LINE and (text[0] in "-—" or (text[0] == "_" and text.rstrip(".")[-1] == "_"))


def _belongs_to_heading(piece: Piece) -> bool:
    """Whether a line is in brackets, or has no word but names, numbers and such; or the argument is, in capitals."""
    if isinstance(piece, Group) and is_caps(joined_text(piece.lines)):
        return True
    if not isinstance(piece, Group) or len(piece.lines) > 1 or len(piece.lines[0].text) > _HEAD_LINE:
        return False
    text = piece.lines[0].text
    if text[0] in "\"“'‘«»„":
        return False
    return text[0] + text[-1] in {"()", "[]"} or not any(word[0].islower() for word in text.split())


def _wide(gaps: dict[int, int], habit: Habit) -> set[int]:
    """The groups before which the author paused."""
    usual = habit.blanks
    wider = {number: blanks for number, blanks in gaps.items() if blanks > usual}
    # A gap between every fourth pair of paragraphs is the typist's unrest, not a pause: look for rarer, wider ones.
    while len(wider) > 1 and len(wider) > (_UNREST if min(wider.values()) == usual + 1 else 2 * _UNREST) * len(gaps):
        usual = min(wider.values())
        wider = {number: blanks for number, blanks in wider.items() if blanks > usual}
    return set(wider)


def _usual_here(pieces: Sequence[Piece], gaps: dict[int, int], wide: set[int]) -> set[int]:
    """The gaps of chapters that were typed otherwise than the rest: nearly all paragraphs have as wide a gap there."""
    usual: set[int] = set()
    if len(wide) <= _FEW:
        return usual
    starts = [n for n, piece in enumerate(pieces) if isinstance(piece, Opening)]
    numbers = list(gaps)  # in order
    for start, end in pairwise([0, *starts, len(pieces)]):
        here = numbers[bisect_left(numbers, start) : bisect_left(numbers, end)]
        widest = min((gaps[number] for number in here if number in wide), default=0)
        if len(here) > _FEW and sum(gaps[number] == widest for number in here) > _MOST * len(here):
            usual |= {number for number in here if gaps[number] == widest}
    return usual


def _runs_on(pieces: Sequence[Piece], number: int) -> bool:
    above, below = pieces[number - 1], pieces[number]
    assert isinstance(above, Group) and isinstance(below, Group)
    return below.lines[0].text[0].islower() and not ends_sentence(above.lines[-1].text)


def _inside(pieces: Sequence[Piece], number: int) -> bool:
    """Never first or last in a chapter."""
    before = next((p for p in reversed(pieces[max(0, number - 6) : number]) if not isinstance(p, SceneBreak)), None)
    after = next((p for p in pieces[number + 1 : number + 7] if not isinstance(p, SceneBreak)), None)
    return (
        before is not None and after is not None and not isinstance(before, Opening) and not isinstance(after, Opening)
    )
