"""Verse that someone's software ran together into prose: its lines show still, and are set again.

Two traces betray it: words that never have a capital inside a sentence have one (`... the clock That stands ...`),
or wide gaps stand where indented lines began. Both are reported too, because only the author knows the line ends.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median, median_low

from bookmaker.model import Decision, Finding, Line, Severity, Text, Verse, VerseLine
from bookmaker.normalise.headings.letter_case import SMALL
from bookmaker.normalise.passes import Group, LayoutResult, Manuscript, Piece, typed

# They may open a title in running text.
_IN_TITLES = frozenset(
    "a an the my our his her their thy der die das des dem den le la les l' el il los las lo o os een het".split()
)
# More words that have no capital inside a sentence and are not articles of titles.
_OPENERS = frozenset(
    "that than this these those when while whilst where which who whose whom if till until yet so then there there's "
    "thou thine is are was were be must shall will would could should not no nor ere 'tis thy his her their our "
    "my".split()
)
# Counted before anything else is tried: fast, and enough to leave prose alone.
_TELLING = re.compile(" (?:And|But|For|With|In|Of|To|Or|That|Und|Et|De|И|В)(?= )")
_WIDE = re.compile(r"(?<=\S)[ \xa0]{3,}(?=\S)")
# A capital inside a sentence: after a letter, a comma, a semicolon or a colon.
_INNER_CAPITAL = re.compile(r"(?<=[\w,;:])(\s+)((?:['’](?=[Tt]))?[^\W\d_a-zß-öø-ÿ][\w'’]*)")
_AFTER_STOP = re.compile(r"(?<=[,;:.!?])(\s+)((?:['’](?=[Tt]))?[^\W\d_a-zß-öø-ÿ][\w'’]*)")
_LINES = 4  # traces that make a paragraph verse
_WORDS_A_LINE = 20  # and never fewer than one trace in so many words


def find(manuscript: Manuscript) -> LayoutResult:
    """Set run-together verse in lines again."""
    out: list[Piece] = []
    decisions: list[Decision] = []
    findings: list[Finding] = []
    restored = False  # whether the last piece is verse that we restored: further stanzas go with it
    for piece in manuscript.pieces:
        lines = _lines(piece) if isinstance(piece, Group) and not piece.plain else []
        if not lines or not isinstance(piece, Group):
            out.append(piece)
            restored = False
            continue
        place = piece.lines[0].place
        stanza = tuple(VerseLine((Text(line),)) for line in lines)
        if restored and isinstance(above := out[-1], Verse):
            out[-1] = replace(above, stanzas=(*above.stanzas, stanza))
        else:
            out.append(Verse((stanza,), place=place))
        restored = True
        decisions.append(Decision("verse/lines-restored", place, typed(piece.lines), "\n".join(lines), 0.6))
        message = "verse seems to have been run together here; its lines are set by their capitals"
        findings.append(Finding("N202", Severity.NOTE, place, message, "break the lines in the source"))
    return replace(manuscript, pieces=tuple(out)), tuple(decisions), tuple(findings)


def _lines(group: Group) -> list[str]:
    """The verse lines of a group; none when it is prose."""
    text = typed(group.lines)
    if ("   " in text or "\xa0" in text) and len(_WIDE.findall(text)) >= 2 and not _in_columns(group.lines):
        return list(_by_gaps(text))
    if len(group.lines) > 2 or len(group.lines[0].text) > 150:
        return _by_capitals(text)
    return []


def _in_columns(lines: Sequence[Line]) -> bool:
    """Whether the gaps stand under each other, as in a table."""
    ends = [{match.end() for match in _WIDE.finditer(line.text)} for line in lines]
    return len(lines) > 1 and any(upper & lower for upper, lower in pairwise(ends))


def _by_gaps(text: str) -> Iterator[str]:
    parts = [part.strip() for part in _WIDE.split(text)]
    usual = median_low(len(part) for part in parts)
    for part in parts:
        inner = [match.start(2) for match in _AFTER_STOP.finditer(part)]
        if inner and len(part) > 1.5 * usual:
            cut = min(inner, key=lambda start: abs(start - len(part) / 2))
            yield part[:cut].rstrip()
            yield part[cut:]
        else:
            yield part


def _by_capitals(text: str) -> list[str]:
    flat = text.replace("\n", " ")
    if len(_TELLING.findall(flat)) < _LINES:
        return []
    capitals = list(_INNER_CAPITAL.finditer(text))
    traces = [match for match in capitals if _is_trace(match, text)]
    if len(traces) < _LINES or len(text.split()) > _WORDS_A_LINE * len(traces):
        return []
    bounds = [0, *(match.start(2) for match in capitals if _opens_line(match, text)), len(text)]
    length = median(last - first for first, last in pairwise(bounds))
    for match in _AFTER_STOP.finditer(text):
        at = bisect_right(bounds, match.start(), hi=len(bounds) - 1)
        if match.start(2) - bounds[at - 1] > 0.7 * length and bounds[at] - match.start(2) > 0.4 * length:
            bounds.insert(at, match.start(2))
    return [text[first:last].strip() for first, last in pairwise(bounds) if text[first:last].strip()]


def _is_trace(match: re.Match[str], text: str) -> bool:
    """A small word with a capital, and lower case after it: in a title (`The Times And Post`) capitals go on."""
    word = match.group(2)
    return _small(word) and word.lower() not in _IN_TITLES and text[match.end() : match.end() + 2].strip()[:1].islower()


def _small(word: str) -> bool:
    return len(word) > 1 and (word.lower() in SMALL or word.lower() in _OPENERS)


def _opens_line(match: re.Match[str], text: str) -> bool:
    """A small word, or any word after a stop: a name in the middle of a line has neither."""
    return _small(match.group(2)) or text[match.start() - 1] in ",;:"
