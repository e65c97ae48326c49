"""Typed emphasis: `_so_` and `*so*`, `**strongly**`, `+strongly+`, `=in small capitals=`; `~so~` and `#so#` in German.

A mark counts only with a partner: one that stands where emphasis may begin, and one where it may end. Lone stars,
`snake_case`, blanks to fill in and faces (`^_^`) stay as they are. Markup sources have said all this in markup.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from bookmaker.languages import Language
from bookmaker.languages.profile import NARROW
from bookmaker.model import Decision, Emphasis, Inlines, LineBreak, SmallCaps, Strong, Text
from bookmaker.normalise.passes import TypographicPass, TypographicResult
from bookmaker.normalise.typography import letterspacing
from bookmaker.normalise.typography.emphasised import Pair, set_pairs
from bookmaker.normalise.typography.runs import OPAQUE, Run

REACH = 20
"""How many paragraphs an underscore may stay open where each paragraph does not repeat it."""
_REACH_OF_STARS = 8  # paragraphs, for a star, which is often a mark of its own

_MARKS = re.compile(r"_+|\*+|=+|\++")
_GERMAN_MARKS = re.compile(r"_+|\*+|=+|~+|\++|#+")  # letterspaced words, and Antiqua among Fraktur
_RARE_SIGNS = ("~", "+", "#")
_FEWEST = 3  # pairs of such a sign in a book: fewer are something else
_FACES = re.compile(
    r"(?<![^\s(])(?:([\^;=@-])_+\1|[oO]_+[oO]|[tT]_+[tT]|[uU]_+[uU]|[xX]_+[xX]|[<>]_+[<>;]|\*[-_.]\*)(?!\w)"
)
_INSIDE = re.compile(r"(?:[^\W_]|['’´`-])+[.,;:!?]?|[.,;:!?]")  # what emphasis of a part of a word may hold
_QUOTES = tuple("\"'“”„‘’‚«»‹›")
_ANGLES = ("<<", ">>")  # typed for « and »
_KINDS = {
    "_": "underscores",
    "*": "stars",
    "__": "double-underscores",
    "**": "double-stars",
    "***": "triple-stars",
    "=": "equals-signs",
    "~": "tildes",
    "+": "plus-signs",
    "#": "number-signs",
}
_WAVES, _MOST_WAVES = "~*_", 6
_EDGES = "_*=+"
_GERMAN_EDGES = "_*=~+#"


class Mark(NamedTuple):
    """A typed mark. `opens` and `closes` say whether it may; `inside` that letters touch it on both sides."""

    start: int
    end: int
    text: str
    opens: bool
    closes: bool
    inside: bool


@dataclass(slots=True)
class _Reading:
    text: str
    pairs: list[Pair]
    strays: list[Mark]


def make(language: Language | None) -> TypographicPass:
    """The pass that turns typed marks into emphasis."""
    return partial(_emphasis, language=language)


def _emphasis(runs: Sequence[Run], language: Language | None) -> TypographicResult:
    tag = language.tag.partition("-")[0] if language else ""
    runs, closed = letterspacing.closed_up(runs, language)
    readings = [_read(run, _GERMAN_MARKS if tag == "de" else _MARKS) for run in runs]
    _drop_strange(readings)
    _join_over_paragraphs(runs, readings)
    means = {"=": "*"} if tag == "de" else {"+": "**"} if tag in ("en", "") else {"=": "**", "+": "**"}
    decisions: list[Decision] = []
    changed: list[Run] = []
    for run, reading in zip(runs, readings, strict=True):
        if reading is None or not reading.pairs:
            changed.append(run)
            continue
        line = at = 0
        for pair in sorted(reading.pairs):
            line, at = line + reading.text.count("\n", at, pair.start), pair.start
            place = run.place.later(line)
            before, after = reading.text[pair.start : pair.end], reading.text[pair.inner_start : pair.inner_end]
            decisions.append(Decision(f"emphasis/{_KINDS[pair.text]}", place, before, after, 0.95))
        meant = [pair._replace(text=means.get(pair.text, pair.text)) for pair in reading.pairs]
        changed.append(run.with_lines(set_pairs(run.lines, meant)))
    return changed, (*closed, *decisions), ()


def _drop_strange(readings: Sequence[_Reading | None]) -> None:
    """Leave signs alone that stand in pairs too seldom to mean emphasis, but `#` round a whole paragraph."""
    seen = Counter(pair.text for reading in readings if reading for pair in reading.pairs)
    rare = {sign for sign in _RARE_SIGNS if 0 < seen[sign] < _FEWEST}
    for reading in readings if rare else ():
        if reading:
            size = len(reading.text)
            reading.pairs = [
                pair
                for pair in reading.pairs
                if pair.text not in rare or (pair.text == "#" and pair.end - pair.start == size)
            ]


def _read(run: Run, signs: re.Pattern[str]) -> _Reading | None:
    """The pairs of marks in a run, and the marks without a partner; None when there is nothing to see."""
    edges = _GERMAN_EDGES if signs is _GERMAN_MARKS else _EDGES
    if not any(sign in run.text for sign in edges) or run.place.in_markup:
        return None
    text = "\n".join(_surface(line) for line in run.lines)
    marks = _marks(text, signs, edges)
    return _Reading(text, *pairs(text, marks)) if marks else None


def _surface(line: Inlines) -> str:
    """The text of a line at its top level; what is emphasised already is one opaque sign, a break is a space."""
    return "".join(
        inline.text if isinstance(inline, Text) else "\u2028" if isinstance(inline, LineBreak) else OPAQUE
        for inline in line
    )


def _marks(text: str, signs: re.Pattern[str], edges: str) -> list[Mark]:
    faces = [match.span() for match in _FACES.finditer(text)] if "_" in text or "*" in text else []
    marks = []
    for match in signs.finditer(text):
        start, end = match.span()
        if match.group() not in _KINDS or any(first <= start < last for first, last in faces):
            continue
        before, after = _neighbours(text, start, end, edges)
        if "~" in (before, after) and before != after:  # *~So~*
            before, after = _past_waves(text, start, end, before, after)
        touches_before = before.isalnum() or before == OPAQUE
        touches_after = after.isalnum() or after == OPAQUE
        opens = _may_touch(after) and after not in ")]},;:"
        closes = _may_touch(before) and before not in "([{"
        if text[start] != "_":  # stars and equals signs inside a word are censorship and sums
            opens, closes = opens and not touches_before, closes and not touches_after
        if opens or closes:
            marks.append(Mark(start, end, match.group(), opens, closes, touches_before and touches_after))
    return marks


def _neighbours(text: str, start: int, end: int, edges: str) -> tuple[str, str]:
    """What stands before and after a mark and the marks it touches: `**_so_**` is a word between marks."""
    while start and text[start - 1] in edges:
        start -= 1
    while end < len(text) and text[end] in edges:
        end += 1
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    return "«" if before in _ANGLES else before[-1:], "«" if after in _ANGLES else after[:1]


def _past_waves(text: str, start: int, end: int, before: str, after: str) -> tuple[str, str]:
    """The neighbours of a mark with waves on one side: what stands beyond these, when it is a word."""
    left, right = text[:start].rstrip(_WAVES)[-1:], text[end : end + _MOST_WAVES].lstrip(_WAVES)[:1]
    if after == "~":
        return before, right if right.isalnum() else after
    return left if left.isalnum() else before, after


def _may_touch(sign: str) -> bool:
    """May emphasis begin or end with this sign? Not with a space, and not with what ornaments are made of."""
    return bool(sign) and not sign.isspace() and sign not in "~^+|/\\<>#"


def pairs(text: str, marks: Sequence[Mark]) -> tuple[list[Pair], list[Mark]]:
    """Marks that belong together, properly nested, and those left over."""
    found: list[Pair] = []
    pending: list[Mark] = []
    strays: list[Mark] = []
    for mark in marks:
        above = range(len(pending) - 1, -1, -1) if mark.closes else ()
        partner = next((index for index in above if _match(text, pending[index], mark)), None)
        if partner is not None:
            opening = pending[partner]
            found.append(Pair(opening.start, opening.end, mark.start, mark.end, mark.text))
            strays += pending[partner + 1 :]
            del pending[partner:]
        elif mark.opens:
            pending.append(mark)
        else:
            strays.append(mark)
    strays = sorted([*strays, *pending])
    return found, [mark for mark in strays if not mark.inside]


def _match(text: str, opening: Mark, closing: Mark) -> bool:
    if opening.text != closing.text:
        return False
    inner = text[opening.end : closing.start]
    if not any(sign.isalnum() or sign in "?!…." or sign == OPAQUE for sign in inner):
        return False
    if opening.text in "=~+#" and (len(inner) > 200 or not inner[0].isalpha() or _in_sum(text, opening, closing)):
        return False
    if opening.inside and closing.inside:
        return False  # snake_case_name
    touches_before = text[opening.start - 1 : opening.start].isalnum()
    touches_after = text[closing.end : closing.end + 1].isalnum()
    # Emphasis that begins or ends inside a word stays inside that word.
    return not (touches_before or touches_after) or bool(_INSIDE.fullmatch(inner))


def _in_sum(text: str, opening: Mark, closing: Mark) -> bool:
    """Whether two signs add something up: `"tide"+name+"low"`."""
    # (French has narrow spaces within its own marks.)
    before = text[max(0, opening.start - 3) : opening.start].replace(NARROW, "")[-2:]
    after = text[closing.end : closing.end + 3].replace(NARROW, "")[:2]
    follows = before[1:] in _QUOTES and (before[:1].isalnum() or before[:1] in ("_", OPAQUE))
    return follows or (after[:1] in _QUOTES and after[1:].isalnum())


def _join_over_paragraphs(runs: Sequence[Run], readings: list[_Reading | None]) -> None:
    """A mark that opens a paragraph and closes another further down emphasises all in between."""
    for index, (run, reading) in enumerate(zip(runs, readings, strict=True)):
        opening = _opens_run(run, reading)
        if reading is None or opening is None:
            continue
        sign = opening.text
        whole = Pair(opening.start, opening.end, len(reading.text), len(reading.text), sign)
        for later in range(index + 1, min(index + 1 + (REACH if sign == "_" else _REACH_OF_STARS), len(runs))):
            other = readings[later]
            if runs[later].flow != run.flow:
                break
            if other is None or sign not in other.text:
                if _is_set(runs[later]):
                    break
                continue
            if later == index + 1 and _all_emphasised(runs[later], other, sign):
                reading.pairs.append(whole)
                break
            closing = other.strays[0] if len(other.strays) == 1 and not _emphasised(runs[later], other) else None
            if closing and closing.text == sign and closing.closes and (sign == "_" or _ends_run(other, closing)):
                reading.pairs.append(whole)
                for between in range(index + 1, later):
                    text = "\n".join(_surface(line) for line in runs[between].lines)
                    inner = readings[between]
                    own = inner.pairs if inner else []
                    readings[between] = _Reading(text, [Pair(0, 0, len(text), len(text), sign), *own], [])
                other.pairs.append(Pair(0, 0, closing.start, closing.end, sign))
            break


def _opens_run(run: Run, reading: _Reading | None) -> Mark | None:
    """The one underscore or star left over in a run, if it stands before the run's first word."""
    if reading is None or len(reading.strays) != 1 or _emphasised(run, reading):
        return None
    mark = reading.strays[0]
    return mark if mark.text in ("_", "*") and mark.opens and not _words(reading.text[: mark.start]) else None


def _ends_run(reading: _Reading, mark: Mark) -> bool:
    """Does a star stand behind the run's last word? One within may call a note that is missing."""
    return not _words(reading.text[mark.end :])


def _all_emphasised(run: Run, reading: _Reading, sign: str) -> bool:
    """Is a run emphasised from its first word on, to its end or with a mark left open?"""
    if (opening := _opens_run(run, reading)) and opening.text == sign:
        return True
    whole = [pair for pair in reading.pairs if pair.text == sign and not _words(reading.text[: pair.start])]
    return bool(whole) and not _words(reading.text[whole[0].end :])


def _emphasised(run: Run, reading: _Reading) -> bool:
    """Has the run emphasis of its own, typed or set?"""
    return bool(reading.pairs) or _is_set(run)


def _is_set(run: Run) -> bool:
    """Has the run emphasis that is set already?"""
    return any(isinstance(inline, Emphasis | Strong | SmallCaps) for line in run.lines for inline in line)


def _words(text: str) -> bool:
    return any(sign.isalnum() for sign in text)
