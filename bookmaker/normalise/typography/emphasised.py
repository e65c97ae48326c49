"""Words between marks of emphasis, set as emphasis."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from bookmaker.model import Emphasis, Inline, Inlines, SmallCaps, Strong, Text


class Pair(NamedTuple):
    """Emphasis from the end of one mark to the start of the other. A mark in another paragraph has no width here."""

    start: int
    inner_start: int
    inner_end: int
    end: int
    text: str


def set_pairs(lines: tuple[Inlines, ...], found: Sequence[Pair]) -> tuple[Inlines, ...]:
    """The lines with each pair's words in an emphasis of their own and the marks gone."""
    ordered = sorted(found, key=lambda pair: (pair.start, -pair.end))
    starts = [pair.start for pair in ordered]
    out = []
    at = first = 0
    for line in lines:
        end = at + sum(len(inline.text) if isinstance(inline, Text) else 1 for inline in line)
        while first < len(ordered) and ordered[first].end <= at:
            first += 1
        out.append(_nest(line, at, at, end, ordered[first : bisect_right(starts, end)]))
        at = end + 1
    return tuple(out)


def _nest(line: Inlines, origin: int, start: int, end: int, found: Sequence[Pair]) -> Inlines:
    """The inlines of `line` (which begins at `origin` in the run) from `start` to `end`, emphasised."""
    out: list[Inline] = []
    at = start
    number = 0
    while number < len(found):
        pair = found[number]
        number += 1
        first = number
        while number < len(found) and found[number].start < pair.inner_end:
            number += 1
        out += _cut(line, origin, at, min(end, max(at, pair.start)))
        inner_start, inner_end = max(start, pair.inner_start), min(end, pair.inner_end)
        if inner_start < inner_end:
            out += _emphasise(pair.text, _nest(line, origin, inner_start, inner_end, found[first:number]))
        at = max(at, min(end, pair.end))
    out += _cut(line, origin, at, end)
    return tuple(out)


def _emphasise(mark: str, inner: Inlines) -> Inlines:
    match mark:
        case "_" | "*" | "~" | "+" | "#":
            return (Emphasis(inner),)
        case "__" | "**":
            return (Strong(inner),)
        case "***":
            return (Strong((Emphasis(inner),)),)
        case _:
            return (SmallCaps(inner),)


def _cut(line: Inlines, origin: int, start: int, end: int) -> Inlines:
    """The inlines of a line that stand from `start` to `end` of the run."""
    out: list[Inline] = []
    at = origin
    for inline in line:
        if isinstance(inline, Text):
            piece = inline.text[max(0, start - at) : max(0, end - at)]
            if piece:
                out.append(Text(piece))
            at += len(inline.text)
        else:
            if start <= at < end:
                out.append(inline)
            at += 1
    return tuple(out)
