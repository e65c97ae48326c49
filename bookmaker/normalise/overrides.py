"""The author's word on single lines (`overrides:` in the YAML): it settles what every later pass would weigh."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from bookmaker.metadata import Override
from bookmaker.model import (
    NOWHERE,
    Decision,
    Finding,
    Heading,
    Line,
    Place,
    Preformatted,
    Quotation,
    SceneBreak,
    Severity,
    Verse,
)
from bookmaker.normalise.blocks.paragraphs import Mender
from bookmaker.normalise.blocks.scene_breaks import ornament
from bookmaker.normalise.blocks.verse import stanzas_of
from bookmaker.normalise.override_markup import Said, applied, rows
from bookmaker.normalise.passes import Decisions, Findings, Group, LayoutPass, Manuscript, Opening, Piece

_NOWHERE = (
    "N401",
    "this override matches no line of the source",
    "line numbers count from 1; patterns are regular expressions",
)
_NUMBERED = (
    "N402",
    "this override speaks of an item of a numbered list, whose number would be lost",
    "write the number as text in the source: 2\\. The Tide",
)


def make(overrides: Sequence[Override]) -> LayoutPass:
    """The pass that does what the overrides say. One that matches no line is an error."""

    def apply(manuscript: Manuscript) -> tuple[Manuscript, Decisions, Findings]:
        if not overrides:
            return manuscript, (), ()
        lines = dict(_lines(manuscript.pieces))
        said: dict[tuple[Place, str], Override] = {}
        findings: list[Finding] = []
        for override in overrides:
            meant = _meant(override, list(lines))
            fault = next((_NUMBERED for line in meant if lines[line]), None) if meant else _NOWHERE
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
        return replace(manuscript, pieces=_joined(made), kinds=kinds), decisions, tuple(findings)

    return apply


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


def _same_file(path: str, file: str) -> bool:
    return path == file or path.endswith("/" + file)


def _applied(group: Group, said: Said) -> Iterator[tuple[Piece, Override | None]]:
    if not any(map(said, group.lines)):
        yield group, None
        return
    for override, run in groupby(group.lines, said):
        lines = tuple(run)
        if override is None:
            yield Group(lines), None
        else:
            yield from ((piece, override) for piece in _made(lines, override))


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
                shown = " ".join(line.text for line in part)
                yield SceneBreak(place=part[0].place, ornament=shown) if is_ornament else Group(part)
        case "verse":
            yield Verse(stanzas_of([Group(lines)]), place=place)
        case "verbatim":
            yield Preformatted("\n".join(" " * line.indent + line.text for line in lines), place=place)
        case "letter" | "quotation" as role:
            yield Quotation((Mender(()).paragraph(lines),), role, place=place)


def _joined(pieces: Iterable[tuple[Piece, Override | None]]) -> tuple[Piece, ...]:
    """Neighbouring blocks that one override made of several groups or blocks, put together."""
    out: list[tuple[Piece, Override | None]] = []
    for piece, override in pieces:
        last, by = out[-1] if out else (None, None)
        if override is None or by is None or override.meaning != by.meaning:
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
