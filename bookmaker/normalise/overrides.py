"""The author's word on single lines (`overrides:` in the YAML): it settles what every later pass would weigh."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import groupby

from bookmaker.metadata import Override
from bookmaker.model import (
    NOWHERE,
    Book,
    Decision,
    Finding,
    Heading,
    Line,
    Place,
    Preformatted,
    Quotation,
    QuotationRole,
    SceneBreak,
    Severity,
    Verse,
)
from bookmaker.normalise import habits
from bookmaker.normalise.blocks import letters, letters_set_in
from bookmaker.normalise.blocks.letter_text import blocks_of
from bookmaker.normalise.blocks.paragraphs import Mender
from bookmaker.normalise.blocks.scene_breaks import ornament
from bookmaker.normalise.blocks.verse import stanzas_of
from bookmaker.normalise.habits import Habit
from bookmaker.normalise.override_markup import Said, applied, rows
from bookmaker.normalise.passes import Group, LayoutPass, LayoutResult, Manuscript, Opening, Piece, joined_text
from bookmaker.walk import blocks, sections

_NOWHERE = (
    "N401",
    "this override matches no line of the source",
    "line numbers count from 1; patterns are regular expressions",
)
_CUT = (
    "N403",
    "this override speaks of lines that were taken out as {what} before it was read",
    "write `{switch}: keep` under `normalise:` to have them in the book",
)
_NUMBERED = (
    "N402",
    "this override speaks of an item of a numbered list, whose number would be lost",
    "write the number as text in the source: 2\\. The Tide",
)

_AT_EDGE = (
    "N404",
    "no scene break is set here, as an override asks: a chapter begins or ends here, or a break stands here",
    "take the override out, or name the line that comes after the break",
)
_SET_APART: dict[str, QuotationRole] = {"letter": "letter", "quotation": "quotation"}


def make(overrides: Sequence[Override], decided: Sequence[Decision] = ()) -> LayoutPass:
    """The pass that does what the overrides say. One that matches no line is an error.

    `decided`: what earlier passes decided, who may have taken the lines out.
    """

    def apply(manuscript: Manuscript) -> LayoutResult:
        if not overrides:
            return manuscript, (), ()
        lines = dict(_lines(manuscript.pieces))
        said: dict[tuple[Place, str], Override] = {}
        findings: list[Finding] = []
        for override in sorted(overrides, key=lambda each: not each.pattern):  # the word on a line beats a pattern
            meant = _meant(override, list(lines))
            numbered = any(lines[line] for line in meant)
            fault = (_NUMBERED if numbered else None) if meant else _missed(override, decided)
            fault = fault or _clash(override, (said.get((line.place, line.text)) for line in meant))
            if fault:
                findings.append(Finding(fault[0], Severity.ERROR, override.place, *fault[1:]))
            else:
                said.update(((line.place, line.text), override) for line in meant)
        decisions = tuple(
            Decision(f"overrides/{override.meaning}", place, text, override.meaning)
            for (place, text), override in sorted(said.items(), key=lambda item: item[0])
        )
        headings = [p for p in manuscript.pieces if isinstance(p, Heading) and (p.place, _line(p)) not in said]
        author = Said(said, _usual_level(headings))
        made = [one for piece in manuscript.pieces for one in _settled(piece, author)]
        kinds = tuple((p.place, o.kind) for p, o in made if isinstance(p, Heading) and o and o.kind)
        made = list(_set_apart(made, manuscript.pieces))
        order = [override.place for override in overrides]
        findings.sort(key=lambda finding: order.index(finding.place))
        return replace(manuscript, pieces=_joined(made), kinds=kinds), decisions, tuple(findings)

    return apply


def unheard(decisions: Iterable[Decision], book: Book) -> Iterator[Finding]:
    """A warning for each scene break the author asked for where none can be: first or last in a chapter."""
    told = (block for _, section in sections(book) for block in blocks(section.blocks))
    broken = {block.place for block in told if isinstance(block, SceneBreak)}
    last = NOWHERE
    for decision in decisions:
        if decision.rule == "overrides/scene-break":
            if decision.place not in broken and decision.place != last.later(1):
                yield Finding(_AT_EDGE[0], Severity.WARNING, decision.place, *_AT_EDGE[1:])
            last = decision.place


def _lines(pieces: Iterable[Piece]) -> Iterator[tuple[Line, bool]]:
    """Every line of the manuscript, and whether it is numbered by a list of a markup source.

    The lines of such sources get the blank lines before their block.
    """
    below = NOWHERE
    for piece in pieces:
        if isinstance(piece, Group):
            yield from ((line, False) for line in piece.lines)
        elif not isinstance(piece, Opening):
            for number, row in enumerate(rows(piece)):
                line = row.line
                if not number and line.place.path == below.path:
                    line = line._replace(blanks=max(0, line.place.line - below.line - 1))
                yield line, row.numbered
                below = line.place


def _line(heading: Heading) -> str:
    return next((row.line.text for row in rows(heading)), "")


def _usual_level(headings: Iterable[Heading]) -> int:
    """The level most headings of a markup source have; the deeper of two."""
    levels = Counter(heading.level for heading in headings)
    return max(levels, key=lambda level: (levels[level], level), default=1)


def _settled(piece: Piece, said: Said) -> Iterable[tuple[Piece, Override | None]]:
    """The pieces that come of a piece, each with the override that made it."""
    if isinstance(piece, Group):
        return _applied(piece, said)
    return ((piece, None),) if isinstance(piece, Opening) else applied(piece, said)


def _meant(override: Override, lines: Sequence[Line]) -> list[Line]:
    """The lines an override speaks of. A break may stand at a blank line: then it means the next one with text."""
    pattern = re.compile(override.pattern) if override.pattern else None
    own = [line for line in lines if not override.file or _same_file(line.place.path, override.file)]
    if pattern is not None:
        return [line for line in own if pattern.search(line.text)]
    last = override.last or override.first
    meant = [line for line in own if override.first <= line.place.line <= last]
    if not meant and override.meaning == "scene-break":
        meant = [line for line in own if line.place.line - line.blanks <= override.first <= line.place.line][:1]
    return meant


def _missed(override: Override, decided: Sequence[Decision]) -> tuple[str, str, str]:
    """What is wrong with an override that speaks of no line that is left."""
    for decision in decided:
        lines = decision.before.split("\n")
        place = decision.place
        if override.pattern:
            there = any(re.search(override.pattern, line) for line in lines)
        else:
            there = place.line <= override.first < place.line + len(lines)
        if decision.removed and there and (not override.file or _same_file(place.path, override.file)):
            switch, _, what = decision.rule.partition("/")
            return _CUT[0], _CUT[1].format(what=what.replace("-", " ")), _CUT[2].format(switch=switch)
    return _NOWHERE


def _clash(override: Override, others: Iterable[Override | None]) -> tuple[str, str, str] | None:
    """What is wrong with an override that speaks by number of a line of which another does, and says otherwise."""
    for other in others:
        if other and not (other.pattern or override.pattern) and other.meaning != override.meaning:
            message = f"this override says {override.meaning} where the one at {other.place} says {other.meaning}"
            return "N405", message, "take one of them out"
    return None


def _same_file(path: str, file: str) -> bool:
    return path == file or path.endswith("/" + file)


def _applied(group: Group, said: Said) -> Iterator[tuple[Piece, Override | None]]:
    if not any(map(said, group.lines)):
        yield group, None
        return
    broken: tuple[Line, ...] = ()  # lines below a break, whose paragraph may go on
    for override, run in groupby(group.lines, said):
        lines = tuple(run)
        if override is None:
            yield Group(broken + lines), None
            broken = ()
            continue
        if broken:
            yield Group(broken), None
        broken = ()
        for piece in _made(lines, override):
            if broken:
                yield Group(broken), None
                broken = ()
            if override.meaning == "scene-break" and isinstance(piece, Group):
                broken = piece.lines
            else:
                yield piece, override
    if broken:
        yield Group(broken), None


def _made(lines: tuple[Line, ...], override: Override) -> Iterator[Piece]:
    place = lines[0].place
    match override.meaning:
        case "heading":
            yield Group(lines, heading=override)
        case "text":
            yield Group(lines, plain=True)
        case "scene-break":
            if not ornament(lines[0].text):
                yield SceneBreak(place=place)
            for is_ornament, run in groupby(lines, lambda line: ornament(line.text)):
                part = tuple(run)
                shown = joined_text(part)
                yield SceneBreak(place=part[0].place, ornament=shown) if is_ornament else Group(part)
        case "verse":
            yield Verse(stanzas_of([Group(lines)]), place=place)
        case "verbatim":
            yield Preformatted("\n".join(" " * line.indent + line.text for line in lines), place=place)
        case "letter" | "quotation":
            yield Group(lines)


def _set_apart(
    made: Sequence[tuple[Piece, Override | None]], pieces: tuple[Piece, ...]
) -> Iterator[tuple[Piece, Override | None]]:
    """The pieces with the lines of each letter and each quotation made what such lines are: its head, its verse."""
    habit = cache(lambda: habits.measure(pieces))
    for override, run in groupby(made, lambda one: one[1]):
        inner = [piece for piece, _ in run]
        groups = tuple(piece for piece in inner if isinstance(piece, Group))
        role = _SET_APART.get(override.meaning) if override else None
        if role and len(groups) == len(inner):
            yield _quotation(groups, role, habit()), override
        else:
            yield from ((piece, override) for piece in inner)


def _quotation(groups: tuple[Group, ...], role: QuotationRole, habit: Habit) -> Quotation:
    copy = Manuscript(groups)
    for step in (letters_set_in.make(habit), letters.make(habit)) if role == "letter" else ():
        copy, _, _ = step(copy)
    parts = (part for piece in copy.pieces for part in (piece.blocks if isinstance(piece, Quotation) else (piece,)))
    inner, _ = blocks_of(parts, habit, Mender(groups))
    return Quotation(inner, role, place=groups[0].lines[0].place)


def _joined(pieces: Iterable[tuple[Piece, Override | None]]) -> tuple[Piece, ...]:
    """Neighbouring blocks that one override made of several groups or blocks, put together."""
    out: list[tuple[Piece, Override | None]] = []
    for piece, override in pieces:
        last, by = out[-1] if out else (None, None)
        if override is None or override != by:
            out.append((piece, override))
        elif isinstance(piece, Verse) and isinstance(last, Verse):
            out[-1] = (replace(last, stanzas=last.stanzas + piece.stanzas), by)
        elif isinstance(piece, Quotation) and isinstance(last, Quotation):
            out[-1] = (replace(last, blocks=last.blocks + piece.blocks), by)
        elif isinstance(piece, Preformatted) and isinstance(last, Preformatted):
            out[-1] = (replace(last, text=f"{last.text}\n\n{piece.text}"), by)
        else:
            out.append((piece, override))
    return tuple(piece for piece, _ in out)
