"""What Markdown and HTML have in common on their way onto the model."""

from __future__ import annotations

import posixpath
import re
import zlib
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from urllib.parse import unquote

from bookmaker.model import (
    MARKUP,
    Block,
    Direction,
    Emphasis,
    Figure,
    Image,
    Inline,
    Inlines,
    LineBreak,
    Paragraph,
    Place,
    SceneBreak,
    Strong,
    Text,
    Verse,
    VerseLine,
)
from bookmaker.walk import plain, trimmed

VERSE_LINES = 3
"""So many lines and more, parted by the author, are verse; two are a signature or an address."""

VERSE_WIDTH = 64
"""Characters a line of verse has at the most, in the mean."""

_ORNAMENT = re.compile(
    r"[\s*•·~#=_—–\-+.×/|<>^§¤⸻※♪♫°‡†⁂＊～〜\u2190-\u245f\u2500-\u2775\u2794-\u2bff｡･・ﾟ゜˚₊˖︶꒷꒦\ufe0e\ufe0f]{1,120}|(?:[%&@$]\s?){3,20}"
)
_ENDS = re.compile(r"[.!?…:\"”’»)]\s*$")
_STEP = 2  # spaces of indent a step


def paragraphs(
    inlines: Inlines, place: Place, language: str = "", direction: Direction = "", *, fewest: int = VERSE_LINES
) -> Iterator[Block]:
    """The blocks a run of inlines makes: a scene break, a figure, verse, or paragraphs where two line ends meet.

    `fewest` lines parted by the author are verse.
    """
    stanzas: list[tuple[VerseLine, ...]] = []
    first = place

    def verse() -> Iterator[Block]:
        if stanzas:
            yield Verse(tuple(stanzas), place=first, language=language, direction=direction)
            stanzas.clear()

    inlines = _over_breaks(inlines)
    above = _line_ends_above(inlines)
    for segment in chain.from_iterable(map(_by_lines, _segments(inlines))):
        here = place.later(above.get(id(segment[0]), 0) if segment else 0)
        text = plain(segment)
        image = next((inline for inline in segment if isinstance(inline, Image)), None)
        if not text.strip() and image:
            yield from verse()
            yield from (Figure(each, place=here) for each in segment if isinstance(each, Image))
        elif not text.strip() and not any(not isinstance(each, Text | LineBreak) for each in segment):
            continue
        elif _ORNAMENT.fullmatch(text) and text.strip() not in ("—", "–", "-", "...", "."):
            yield from verse()
            yield SceneBreak(place=here, ornament=text.strip())
        elif lines := _verse_lines(segment, fewest):
            if not stanzas:
                first = here
            stanzas.append(lines)
        else:
            yield from verse()
            yield Paragraph(trimmed(segment), place=here, language=language, direction=direction)
    yield from verse()


def inside(name: str, address: str) -> str:
    """Where a link into the author's files leads, as a `Link` has it; "" for one that leads elsewhere."""
    path, _, place = unquote(address).partition("#")
    if re.match(r"[a-z][a-z0-9+.-]*:|/", path, re.IGNORECASE) or (path and not path.lower().endswith(MARKUP)):
        return ""
    file = posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) if path else name
    if not path and not place:
        return ""
    return f"#{heading_id(file, place)}" if place else f"#{file}"


def heading_id(name: str, place: str) -> str:
    """The id of a heading in a file: its name there; in Markdown the way GitHub makes one of the heading's words."""
    if not name.lower().endswith((".md", ".markdown")):
        return f"{name}#{place}"
    words = re.sub(r"[^\w\s-]", "", place.strip().lower())
    return name + "#" + re.sub(r"\s", "-", words)


def note_id(name: str, number: int) -> str:
    """An id for a note that no other file of the book has: `sources-story-md-3`."""
    legible = re.sub(r"[^A-Za-z0-9]+", "-", name).strip("-") or "note"
    if not re.fullmatch(r"[A-Za-z0-9/.]+", name):  # what is lost may be all that tells two names apart
        legible += f"-{zlib.crc32(name.encode('utf-8', 'surrogatepass')):08x}"
    return f"{legible}-{number}"


def _segments(inlines: Inlines) -> Iterator[Inlines]:
    """Stretches parted by two line breaks or more with nothing between."""
    segment: list[Inline] = []
    breaks = 0
    for inline in inlines:
        if isinstance(inline, LineBreak):
            breaks += 1
        elif not (isinstance(inline, Text) and not inline.text.strip(" \n\t\r")):
            if breaks > 1:
                yield tuple(segment)
                segment = []
            breaks = 0
        segment.append(inline)
    yield tuple(segment)


def _over_breaks(inlines: Inlines) -> Inlines:
    """Emphasis over several paragraphs, paragraph by paragraph."""
    out: list[Inline] = []
    for inline in inlines:
        if not isinstance(inline, Emphasis | Strong) or len(parts := list(_segments(inline.inlines))) < 2:
            out.append(inline)
            continue
        for part in parts:
            out += [LineBreak(), LineBreak()] if part is not parts[0] else []
            out.append(replace(inline, inlines=trimmed(part)))
    return tuple(out)


def _by_lines(segment: Inlines) -> Iterator[Inlines]:
    """A segment whose lines are paragraphs, or are parted by an ornament, line by line; any other as it is."""
    lines = list(_lines(segment))
    texts = [plain(line).strip() for line in lines]
    if any(len(text) > 2 and _ORNAMENT.fullmatch(text) for text in texts) and any(map(str.isalnum, "".join(texts))):
        run: list[Inline] = []
        for line, text in zip(lines, texts, strict=True):
            if len(text) > 2 and _ORNAMENT.fullmatch(text):
                yield from (part for part in (tuple(run), line) if part)
                run = []
            else:
                run += [LineBreak(), *line] if run else line
        if run:
            yield tuple(run)
        return
    told = [text for text in texts if text]
    prose = len(told) >= VERSE_LINES and sum(map(len, told)) > VERSE_WIDTH * len(told)
    if prose and sum(_ENDS.search(text) is not None for text in told) >= 0.8 * len(told):
        yield from (line for line, text in zip(lines, texts, strict=True) if text)
    else:
        yield segment


def _line_ends_above(inlines: Inlines) -> dict[int, int]:
    """How many ends of lines of the file stand before each of these inlines, by its identity."""
    above: dict[int, int] = {}
    count = 0
    for inline in inlines:
        above[id(inline)] = count
        count += inline.text.count("\n") if isinstance(inline, Text) else 0
    return above


def _verse_lines(segment: Inlines, fewest: int) -> tuple[VerseLine, ...]:
    """The lines of a segment when they are verse; () when they are not."""
    lines = [line for line in _lines(segment) if plain(line).strip()]
    lengths = [len(plain(line).strip()) for line in lines]
    if len(lines) < fewest or sum(lengths) > VERSE_WIDTH * len(lines) or max(lengths) > 2 * VERSE_WIDTH:
        return ()
    return tuple(VerseLine(trimmed(line), _indent(line)) for line in lines)


def _lines(segment: Inlines) -> Iterator[Inlines]:
    line: list[Inline] = []
    for inline in segment:
        if isinstance(inline, LineBreak):
            yield tuple(line)
            line = []
        else:
            line.append(inline)
    yield tuple(line)


def _indent(line: Inlines) -> int:
    """Steps of indent, typed as spaces that do not collapse."""
    text = plain(line).lstrip("\n ")
    wide = len(text) - len(text.lstrip("\u00a0\u2002\u2003"))
    return (wide + _STEP - 1) // _STEP
