"""The author's word on single lines (`overrides:` in the YAML): it settles what every later pass would weigh."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from bookmaker.metadata import Override
from bookmaker.model import (
    Block,
    Decision,
    Finding,
    Line,
    Paragraph,
    Preformatted,
    Quotation,
    SceneBreak,
    Severity,
    Verse,
)
from bookmaker.normalise.paragraphs import Mender
from bookmaker.normalise.passes import Decisions, Findings, Group, LayoutPass, Manuscript, Piece
from bookmaker.normalise.scene_breaks import ornament
from bookmaker.normalise.verse import stanzas_of


def make(overrides: Sequence[Override]) -> LayoutPass:
    """The pass that does what the overrides say. One that matches no line is an error."""

    def apply(manuscript: Manuscript) -> tuple[Manuscript, Decisions, Findings]:
        if not overrides:
            return manuscript, (), ()
        lines = [line for piece in manuscript.pieces if isinstance(piece, Group) for line in piece.lines]
        said: dict[Line, Override] = {}
        findings: list[Finding] = []
        for override in overrides:
            meant = _meant(override, lines)
            said.update(dict.fromkeys(meant, override))
            if not meant:
                message = "this override matches no line of the source"
                fix = "line numbers count from 1; patterns are regular expressions"
                findings.append(Finding("N401", Severity.ERROR, override.place, message, fix))
        decisions = tuple(
            Decision(f"overrides/{override.meaning}", line.place, line.text, override.meaning)
            for line, override in sorted(said.items(), key=lambda item: item[0].place)
        )
        pieces = _joined(made for piece in manuscript.pieces for made in _applied(piece, said))
        return replace(manuscript, pieces=pieces), decisions, tuple(findings)

    return apply


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


def _applied(piece: Piece, said: dict[Line, Override]) -> Iterator[Piece]:
    if not isinstance(piece, Group) or not any(line in said for line in piece.lines):
        yield piece
        return
    for override, run in groupby(piece.lines, said.get):
        lines = tuple(run)
        if override is None:
            yield Group(lines)
        else:
            yield from _made(lines, override)


def _made(lines: tuple[Line, ...], override: Override) -> Iterator[Piece]:
    place = lines[0].place
    match override.meaning:
        case "heading":
            yield Group(lines, heading=override)
        case "text":
            yield Group(lines, plain=True)
        case "scene-break":
            words = tuple(line for line in lines if not ornament(line.text))
            yield SceneBreak(place=place, ornament="" if words else lines[0].text)
            if words:
                yield Group(words)
        case "verse":
            yield Verse(stanzas_of([Group(lines)]), place=place)
        case "verbatim":
            yield Preformatted("\n".join(" " * line.indent + line.text for line in lines), place=place)
        case "letter" | "quotation" as role:
            blocks: tuple[Block, ...] = (Paragraph(Mender(()).inlines(lines), place=place),)
            yield Quotation(blocks, role, place=place)


def _joined(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Neighbouring blocks that the overrides made of several groups, put together."""
    out: list[Piece] = []
    for piece in pieces:
        last = out[-1] if out else None
        if isinstance(piece, Verse) and isinstance(last, Verse):
            out[-1] = replace(last, stanzas=last.stanzas + piece.stanzas)
        elif isinstance(piece, Quotation) and isinstance(last, Quotation) and piece.role == last.role:
            out[-1] = replace(last, blocks=last.blocks + piece.blocks)
        elif isinstance(piece, Preformatted) and isinstance(last, Preformatted):
            out[-1] = replace(last, text=f"{last.text}\n\n{piece.text}")
        else:
            out.append(piece)
    return tuple(out)
