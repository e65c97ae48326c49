"""What authors type in Markdown that Markdown itself reads otherwise.

A lone `#`, `*` or `~~~` is a scene break, so is a rule straight under a paragraph; a paragraph set in with a tab is no
code; a speech behind a hyphen is no list. What programs write there is in `markdown_notation`, what Markdown would
swallow in `markdown_swallowed` and `markdown_angles`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from bookmaker.intake import markdown_angles, markdown_notation, markdown_swallowed
from bookmaker.languages import language
from bookmaker.languages.detection import detect
from bookmaker.model import Decision, Finding, Place

_LONE = re.compile(r" {0,3}(?:#{1,6}|#(?: #)+|~{3,}|[*+-]|\* \*)[ \t]*")
_RULE_BELOW = re.compile(r" {0,3}(?:-{2,}|=+)[ \t]*")
_BREAK = "* * *"
_SET_IN = re.compile(r"(?:\t| {4,}|[\u2003\u00a0\u3000]{2,})[ \t\u00a0\u2003]*(?=[^\s|+*`#>-])")
_ITEM = re.compile(r"\s*(?:[-*+]|\d+[.)])\s")
_SPEECH = re.compile(r"- (?=\S)")
_ENDS = re.compile(r"[.!?…:;,»\"”’)][*_]*\s*$")
_CODE = re.compile(r"[{};=<>]")
_LONG = 80  # characters: no heading is so long
_FEWEST_SPEECHES = 4
_SHARE = 0.15  # of lines set in from which on this is how the author begins paragraphs

# What Markdown reads in its own way.
_MARKED = re.compile(r"\s*(?:[#>|]|[-*+]\s|\d+[.)]\s|[-*_=~]{3,}\s*$|<\w|\[\^)|\t| {4}")
_STOPS = re.compile(r"[.!?…:\"”’»)][*_]*\s*$")
_INNER = re.compile(r"[.!?…][\"”’»)]* +[\"“‘«(—–-]*[^\W\d_a-zß-öø-ÿ]")  # a sentence ends within the line
_FEWEST_JOINTS = 4
_CROWDED = 8  # lines between blank ones from which on paragraphs have none between them
_WIDEST = 110  # characters: no typist wraps by hand beyond this
_WORD = re.compile(r"[^\W\d_]+")
_SUSPENDED = re.compile(r"(?:or|and|to|und|oder|bis)\b")  # `three-` / `or four-oared`
_STARRED = re.compile(r"\*\s+([^*\s](?:[^*]*[^*\s])?)\s*\*\s*")  # `*     Late in May*`, alone: no item of a list


class _Ways(NamedTuple):
    """How an author types: paragraphs set in, speech behind hyphens, each line a paragraph, or wrapped at `width`
    (0: they are not) with no blank lines between them."""

    sets_in: bool
    speaks: bool
    by_line: bool
    width: int


class Meant(NamedTuple):
    """Lines as the author meant them, the number each has in the file, what was changed and what is to be told.

    There may be more of them than were typed: blank ones part what is not one paragraph.
    """

    lines: list[str]
    numbers: list[int]
    decisions: tuple[Decision, ...] = ()
    findings: tuple[Finding, ...] = ()


def meant(lines: Sequence[str], name: str, first: int) -> Meant:
    """The lines of a file, the first of which has the number `first`, as the author meant them."""
    if not lines:  # the file is all facts
        return Meant([], [])
    noted = _mended(markdown_notation.without(lines))
    shown, fenced, findings = markdown_swallowed.kept(noted, name, first)
    clean = list(markdown_angles.kept(shown, fenced))
    decisions = [
        Decision("markdown/notation", Place(name, first + number), old.strip(), new.strip(), 0.95)
        for number, (old, new) in enumerate(zip(lines, clean, strict=True))
        if old != new
    ]
    ways = _Ways(_sets_in(clean), _speaks_behind_hyphens(clean), _lines_are_paragraphs(clean), _crowded_width(clean))
    out: list[str] = []
    numbers: list[int] = []
    in_list = False
    for number, line in enumerate(clean):
        in_list = _ITEM.match(line) is not None or (in_list and (not line.strip() or line[0].isspace()))
        above = clean[number - 1] if number else ""
        before = clean[number - 2] if number > 1 else ""
        made, apart = (line, False) if fenced[number] else _line(line, above, before, in_list, ways)
        if apart and above.strip():
            out.append("")
            numbers.append(first + number)
        out.append(made)
        numbers.append(first + number)
        if made != line:
            decisions.append(Decision("markdown/typed", Place(name, first + number), line.rstrip(), made, 0.9))
    return Meant(out, numbers, tuple(sorted(decisions, key=lambda decision: decision.place)), findings)


def _line(line: str, above: str, before: str, in_list: bool, ways: _Ways) -> tuple[str, bool]:
    """A line as meant, and whether it begins something new, blank line or not."""
    if _LONE.fullmatch(line):
        return _BREAK, True
    if _RULE_BELOW.fullmatch(line) and _is_prose(above, before):
        return _BREAK, True
    if ways.speaks and (match := _SPEECH.match(line)):
        return "\\" + line, True
    if (match := _STARRED.fullmatch(line)) and not above.strip():
        return f"*{match[1]}*", True
    if in_list:
        return line, False
    if ways.sets_in and (match := _SET_IN.match(line)):
        return line[match.end() :], True
    return line, _is_joint(above, line) and (ways.by_line or _stops_short(above, line, ways.width))


def _is_prose(above: str, before: str) -> bool:
    """Whether a line is the end of a paragraph rather than a heading underlined."""
    if not above.strip() or above.lstrip()[0] in "#>|":
        return False
    several = bool(before.strip()) and before.lstrip()[0] not in "#>-=|"
    return several or len(above) > _LONG or (above.rstrip()[-1] in '.!?…"”»' and len(above.split()) > 2)


def _is_joint(upper: str, lower: str) -> bool:
    """Whether running text goes on from one line to the next, no blank line between."""
    return all(line.strip() and not _MARKED.match(line) for line in (upper, lower))


def _lines_are_paragraphs(lines: Sequence[str]) -> bool:
    """Whether each line is a paragraph, though no blank line parts them: nearly all end sentences.

    Some authors type a line for each sentence: then a line holds no more, and blank lines part paragraphs.
    """
    joints = [_is_joint(*pair) for pair in pairwise(lines)]
    upper = [line for line, joint in zip(lines, joints, strict=False) if joint]
    if len(upper) < _FEWEST_JOINTS or sum(map(len, upper)) < 50 * len(upper):
        return False
    ended = sum(_STOPS.search(line) is not None for line in upper)
    several = sum(_INNER.search(line) is not None for line in upper)
    runs = sum(joint and not before for before, joint in pairwise([False, *joints]))
    return ended > 0.9 * len(upper) and (several > 0.25 * len(upper) or len(upper) >= 5 * runs)


def _crowded_width(lines: Sequence[str]) -> int:
    """The width of lines that are wrapped by hand where no blank line parts paragraphs; 0 when these are not."""
    joined = [_is_joint(*pair) for pair in pairwise(lines)]
    joints = [pair for pair, joint in zip(pairwise(lines), joined, strict=True) if joint]
    runs = sum(joint and not before for before, joint in pairwise([False, *joined]))
    if len(joints) < _CROWDED * max(1, runs):
        return 0
    width = sorted(len(upper) for upper, _ in joints)[int(0.97 * len(joints))]
    short = sum(_stops_short(upper, lower, width) for upper, lower in joints)
    return width if width < _WIDEST and 0.08 * len(joints) < short < 0.7 * len(joints) else 0


def _stops_short(upper: str, lower: str, width: int) -> bool:
    """Whether a line ends a sentence and has room for the next word."""
    return len(upper) + 1 + len(lower.split(None, 1)[0]) <= width and _STOPS.search(upper) is not None


def _mended(lines: list[str]) -> list[str]:
    """The lines with words broken over their ends made whole; the hyphen goes where the text has the word elsewhere."""
    broken = [
        n
        for n, (upper, lower) in enumerate(pairwise(lines))
        if upper[-1:] == "-" and lower[:1].islower() and not _SUSPENDED.match(lower)
    ]
    if not broken:
        return lines
    known = set(_WORD.findall("\n".join(lines).casefold()))
    out = list(lines)
    for n in broken:
        head, tail = _WORD.findall(out[n][:-1])[-1:], _WORD.match(out[n + 1])
        if head and tail and out[n].endswith(f"{head[0]}-"):
            end, _, rest = out[n + 1].partition(" ")
            whole = (head[0] + tail[0]).casefold() in known
            out[n : n + 2] = [out[n].removesuffix("-" if whole else "") + end, rest]
    return out


def _sets_in(lines: Sequence[str]) -> bool:
    """Whether the author begins paragraphs with a tab, or as many blanks: prose, and much of it, outside lists."""
    found = []
    in_list = False
    for line in lines:
        if not line.strip():
            continue
        if _ITEM.match(line):
            in_list = True
        elif not line[0].isspace():
            in_list = False
        elif not in_list and _SET_IN.match(line):
            found.append(line.strip())
    typed = sum(bool(line.strip()) for line in lines)
    prose = sum(" " in line and (len(line) > _LONG or _ENDS.search(line) is not None) for line in found)
    prose -= sum(_CODE.search(line) is not None for line in found)
    return len(found) > 2 and len(found) > _SHARE * typed and prose * 2 > len(found)


def _speaks_behind_hyphens(lines: Sequence[str]) -> bool:
    """Whether `- ` opens speech here: in a language whose books open it so, sentences between paragraphs."""
    items = [line for line in lines if _SPEECH.match(line)]
    if len(items) < _FEWEST_SPEECHES or sum(_ENDS.search(line) is not None for line in items) < 0.7 * len(items):
        return False
    told = [line for line in lines if line.strip()]
    runs = sum(_SPEECH.match(lower) is not None and not _SPEECH.match(upper) for upper, lower in pairwise(["", *told]))
    tag, _ = detect("\n".join(lines))
    known = language(tag)
    return known is not None and not tag.startswith(("en", "de", "nl")) and runs * 4 > len(items)
