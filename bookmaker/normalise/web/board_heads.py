"""The posts of a thread copied from a board, each under its writer's name, the day and its number, a line each.

    LanternWright / Lamplighter / Mar 4, 2021 / Add bookmark / #17

Numbers alone that rise through the text are the feet of such heads; what stands over the first of them and most others
(name, rank, place) belongs to the head. Of another's post the name stays, so that a reader sees who speaks.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from bookmaker.facts import ABOUT
from bookmaker.metadata import Override
from bookmaker.model import Decision, Facts, Line
from bookmaker.normalise.headings import heading_lines
from bookmaker.normalise.line_ends import ends_sentence
from bookmaker.normalise.passes import Group, Piece, lines_of, removal

_NUMBER = re.compile(r"#[\d,]{1,7}")
_REACH = 18  # lines of a head
_LONGEST = 60  # characters of one
_RANK = 4  # words of a rank that ends in a stop
_TITLE = 90  # characters of one
_UNKNOWN = 2  # lines in a row that only one head has: a rank, a place
_TOP = 24  # lines over the first head
_OWN = re.compile(
    r"(?:view )?threadmarks?|(?:add )?bookmark|new|view (?:content|discussion)|reader mode|location|joined|messages|"
    r"(?:reaction )?score|likes received|points|awards|pronouns|gender|(?:well-known |new |active )?member|moderator|"
    r"original poster|thread ?mark author|[•….\s]+|like|\+? ?quote|reply|report|share|\d[\d.,]*[KM]?|"
    r"prev|next|first|last|go|go to page|page \d+ of \d+|"
    r"(?:yesterday|today|\w+day) at .{4,12}|[A-Z][a-z]{2} \d{1,2}, \d{4}(?:,? (?:at )?\d{1,2}:\d{2} ?[AP]M)?",
    re.IGNORECASE,
)
_REACTIONS = re.compile(r"Reactions: ?\S.*|Reactions:|\S.* (?:and [\d,]+ others?|likes? this\.?)")
_SIGNED = re.compile(r"(\S.{1,30}), [A-Z][a-z]{2} \d{1,2}, \d{4}")  # `LanternWright, Mar 4, 2021`
_SITE = re.compile(
    r"(\S.*?)(?: - .*)? \| (?:SpaceBattles|Sufficient Velocity|Questionable Questing|Alternate ?History).*"
)
_MARKED = re.compile(r"(Threadmarks?:?) *(\S.*)?")
_THREAD = {"thread starter": "author", "start date": ABOUT + "Start Date", "tags": ABOUT + "Tags"}
_OF_THREAD = re.compile(r"(Thread starter|Start date|Tags):? ?(.*)", re.IGNORECASE)
_DONE = re.compile(r"Like|\+? ?Quote|Reply|Report|Share")
_RULE = "fan-fiction/post"
_SAID = Override("heading")  # by the author, who set the threadmark


@dataclass(frozen=True, slots=True)
class _Head:
    """Where a post's head stands among the lines: from `top` to its number; `name` is the writer's line."""

    top: int
    name: int
    foot: int


def strip(pieces: tuple[Piece, ...]) -> tuple[tuple[Piece, ...], list[Decision], Facts]:
    """The pieces without the heads of posts; the author's name, and what the thread says of itself."""
    hashed = [line for p in pieces if isinstance(p, Group) for line in p.lines if line.text[0] == "#"]
    if len(hashed) < 2:  # as in nearly every text
        return pieces, [], ()
    lines = list(lines_of(pieces))
    feet = [n for n, line in enumerate(lines) if line.text[0] == "#" and _NUMBER.fullmatch(line.text)]
    counts = [int("0" + lines[n].text[1:].replace(",", "")) for n in feet]
    if len(feet) < 2 or not all(a < b for a, b in pairwise(counts)):
        return pieces, [], ()
    usual = _usual(lines, feet)
    heads = [_head(lines, above, foot, usual) for above, foot in pairwise([-1, *feet])]
    author = _name(lines[heads[0].name])
    by_author = [head for head in heads if _name(lines[head.name]) == author]
    if len(by_author) < max(2, len(heads) // 2) or not all(_boards(lines[head.top : head.foot]) for head in by_author):
        return pieces, [], ()
    gone, titles = set(_foot(lines, feet[-1], usual)), dict[int, str]()
    for head in heads:
        gone.update(range(head.name + (_name(lines[head.name]) != author), head.foot + 1))
        gone.update(_below(lines, head.foot))
        above = range(head.top, head.name)
        gone.update(n for n in above if _is_own(lines[n].text) or lines[n].text in usual)
        marked = [n for n in range(head.top, head.foot) if lines[n].text.startswith("Threadmark")]
        titles |= _title(lines, marked, head, gone)
    gone.update(n for n, line in enumerate(lines) if (by := _SIGNED.fullmatch(line.text)) and by[1] == author)
    facts, said = _of_thread(lines[: min(_TOP, heads[0].top)])
    if not any(name == "author" for name, _ in facts):
        facts.append(("author", author))
    out, decisions = _without(pieces, {id(lines[n]) for n in gone | said}, {id(lines[n]): t for n, t in titles.items()})
    return out, decisions, tuple(facts)


def _usual(lines: Sequence[Line], feet: Sequence[int]) -> frozenset[str]:
    """What stands over the first number and over half of all numbers."""
    windows = [
        {line.text for line in lines[max(above + 1, foot - _REACH) : foot] if len(line.text) < _LONGEST}
        for above, foot in pairwise([-1, *feet])
    ]
    times = Counter(text for window in windows for text in window)
    return frozenset(text for text in windows[0] if times[text] >= max(2, len(feet) // 2) and not _is_own(text))


def _boards(head: Sequence[Line]) -> bool:
    """Whether some of a head's lines are what only boards write."""
    return any(_OWN.fullmatch(line.text) and not line.text[0].isdigit() for line in head)


def _is_own(text: str) -> bool:
    return _OWN.fullmatch(text) is not None or _REACTIONS.fullmatch(text) is not None


def _head(lines: Sequence[Line], above: int, foot: int, usual: frozenset[str]) -> _Head:
    """The head over a number: up through what boards write and what stands there usually."""
    top, unknown = foot, 0
    for number in range(foot - 1, max(above, foot - _REACH - 1), -1):
        text = lines[number].text
        if thread := _OF_THREAD.fullmatch(text):
            top = number + (1 if thread[2] else 2)
            break
        if _REACTIONS.fullmatch(text):
            top = number  # the foot of the post above
            top -= number > above + 1 and lines[number - 1].text == "Reactions:"
            break
        if _SIGNED.fullmatch(text):
            top = number
            break
        if _is_own(text) or text in usual or _MARKED.fullmatch(text):
            top, unknown = number, 0
        elif len(text) > _LONGEST or unknown == _UNKNOWN or (ends_sentence(text) and len(text.split()) > _RANK):
            break
        else:
            unknown += 1
    signed = [n for n in range(top, foot) if _SIGNED.fullmatch(lines[n].text)]
    named = [n for n in range(top, foot) if lines[n].text in usual and len(lines[n].text) > 1]  # (an avatar's letter)
    strange = [n for n in range(top, foot) if not _is_own(lines[n].text)]
    return _Head(top, (signed or named or strange or [foot])[0], foot)


def _name(line: Line) -> str:
    """Who writes, by the line that says so, be it with the day or not."""
    signed = _SIGNED.fullmatch(line.text)
    return signed[1] if signed else line.text


def _below(lines: Sequence[Line], foot: int) -> Iterator[int]:
    """What can be done with a post, and who liked it, where that stands below its number."""
    for number in range(foot + 1, min(len(lines), foot + 5)):
        if not _DONE.fullmatch(lines[number].text) and not _REACTIONS.fullmatch(lines[number].text):
            return
        yield number


def _foot(lines: Sequence[Line], last: int, usual: frozenset[str]) -> Iterator[int]:
    """What stands below the last post as it does between two."""
    number = len(lines) - 1
    while number > last and (_is_own(lines[number].text) or lines[number].text in usual):
        yield number
        number -= 1


def _title(lines: Sequence[Line], marked: Sequence[int], head: _Head, gone: set[int]) -> dict[int, str]:
    """The line that is the heading of a post with a threadmark, and the heading: the post's first line, when it begins
    as the threadmark does, else the threadmark's.
    """
    told = [(n, match[2]) for n in marked if (match := _MARKED.fullmatch(lines[n].text)) and match[2]]
    over = head.name - 1
    if not told and marked and marked[0] < over and over not in gone:
        told = [(over, lines[over].text)]  # on a line of its own, over the name
    if not told:
        return {}
    at, title = told[0]
    first = lines[head.foot + 1].text if head.foot + 1 < len(lines) else ""
    if len(first) < _TITLE and heading_lines.normal(first).startswith(heading_lines.normal(title)):
        gone.add(at)
        return {head.foot + 1: first}
    gone.discard(at)
    return {at: title}


def _of_thread(lines: Sequence[Line]) -> tuple[list[tuple[str, str]], set[int]]:
    """What the thread says of itself over its first post, and the lines that say it."""
    facts: list[tuple[str, str]] = []
    said: set[int] = set()
    site = next((match[1] for line in lines if (match := _SITE.fullmatch(line.text))), "")
    last = max((n for n, line in enumerate(lines) if n and site and line.text.startswith(site)), default=-1)
    said.update(range(last + 1))
    for number, line in enumerate(lines):
        match = _OF_THREAD.fullmatch(line.text)
        if match and number and number not in said:
            below = not match[2] and number + 1 < len(lines)
            facts.append((_THREAD[match[1].lower()], match[2] or (lines[number + 1].text if below else "")))
            said |= {number, number + below}
        elif number and _is_own(line.text):
            said.add(number)
    if any(name == "author" for name, _ in facts) and len(lines[0].text) < _LONGEST and not site:
        facts.insert(0, ("title", lines[0].text))
        said.add(0)
    if site and last >= 0:
        facts.insert(0, ("title", lines[last].text))
    return [fact for fact in facts if fact[1]], said


def _without(
    pieces: Sequence[Piece], gone: set[int], titles: Mapping[int, str]
) -> tuple[tuple[Piece, ...], list[Decision]]:
    """The pieces without these lines (by id), the titles of threadmarks as headings."""
    out: list[Piece] = []
    decisions: list[Decision] = []
    for piece in pieces:
        touched = isinstance(piece, Group) and any(id(line) in gone or id(line) in titles for line in piece.lines)
        if not isinstance(piece, Group) or not touched:
            out.append(piece)
            continue
        run: list[Line] = []
        for taken, lines in groupby(piece.lines, key=lambda line: (id(line) in gone, id(line) in titles)):
            if taken[0]:
                decisions.append(removal(_RULE, list(lines)))
                continue
            for line in lines:
                if not taken[1]:
                    run.append(line if run else line._replace(blanks=max(1, line.blanks)))
                    continue
                if label := line.text.removesuffix(titles[id(line)]):
                    decisions.append(Decision(_RULE, line.place, label, "", 0.9, removed=True))
                out += [replace(piece, lines=tuple(run))] if run else []
                out.append(Group((line._replace(text=titles[id(line)], blanks=1),), heading=_SAID))
                run = []
        out += [replace(piece, lines=tuple(run))] if run else []
    return tuple(out), decisions
