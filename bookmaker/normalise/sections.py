"""Where the book divides: headings found by evidence weighed over the whole manuscript.

Every line that has a heading's shape is a candidate. What speaks for it and against it are named signals with
weights; a candidate is a heading when they add up to enough. Signals look at the line, at the white space round it,
and at its siblings: numbers that run on, the author's own contents list, the length of text between.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from itertools import pairwise

from bookmaker.languages import Language
from bookmaker.metadata import Override
from bookmaker.model import Decision, Finding, Kind, Line, Place, Section, Severity, Text
from bookmaker.normalise import headings
from bookmaker.normalise.habits import Habit, ends_sentence, is_soft
from bookmaker.normalise.headings import Shape
from bookmaker.normalise.passes import Decisions, Findings, Group, LayoutPass, Manuscript, Opening, Piece

ENOUGH = 4.0

WEIGHTS = {
    "the author says so": 100.0,
    # what the line says
    "a heading word and a number": 3.0,
    "a heading word alone": 3.0,
    "a heading word that is often plain text": 1.5,
    "a number alone": 1.5,
    "a number and a title": 0.5,
    "any word and a number": 0.5,
    # how it stands
    "stands alone": 1.0,
    "more white space than a paragraph has": 1.0,
    "centred": 0.75,
    "in capitals": 1.0,
    "in title case": 0.5,
    "ornaments round it": 1.0,
    "opens a file": 2.0,
    # its family
    "the number follows its sibling's": 2.0,
    "three or more siblings": 1.0,
    "in the contents list": 3.0,
    "in the company of surer headings": 1.0,
    # against it
    "ends like a sentence": -1.5,
    "begins in lower case": -1.5,
    "longer than a heading": -1.0,
    "far longer than a heading": -3.0,
    "speech": -2.0,
    "text follows at once": -1.0,
    "breaks into a sentence": -4.0,
    "out of sequence": -1.5,
    "an item of a list": -4.0,
}

_OUTER = (Kind.VOLUME, Kind.PART, Kind.ACT)
"""Kinds that hold others, the outermost first; what the text itself shows comes before this order."""


@dataclass(slots=True)
class Candidate:
    """A line that may be a heading, with all that speaks for and against it."""

    index: int  # of its group among the pieces
    used: int  # how many lines of the group it takes
    shape: Shape
    lines: Sequence[Line]
    signals: list[str] = field(default_factory=list)
    title_at: int = 0  # the piece that holds its title, when that stands apart
    subtitle_at: int = 0
    level: int = 0  # what the author says of its depth

    @property
    def weight(self) -> float:
        """What the signals add up to."""
        return sum(WEIGHTS[signal] for signal in self.signals)

    @property
    def place(self) -> Place:
        """Where the heading stands."""
        return self.lines[0].place


def make(language: Language, habit: Habit) -> LayoutPass:
    """The pass that finds headings and says how deep each stands."""

    def divide(manuscript: Manuscript) -> tuple[Manuscript, Decisions, Findings]:
        pieces = manuscript.pieces
        entries = {headings.normal(entry) for entry in manuscript.contents}
        found = list(_candidates(pieces, habit, language))
        _weigh(found, pieces, habit, entries)
        chosen = [candidate for candidate in found if candidate.weight >= ENOUGH]
        _weigh_company(found, chosen)
        chosen = [candidate for candidate in found if candidate.weight >= ENOUGH]
        own = headings.normal(dict(manuscript.facts).get("title", ""))
        contents = [entry for entry in manuscript.contents if headings.normal(entry) != own]
        chosen += _bare_titles(pieces, chosen, habit, contents, language)
        chosen.sort(key=lambda candidate: candidate.index)
        _attach_titles(chosen, pieces, habit)
        depths = _depths(chosen)
        decisions = tuple(
            Decision(
                "sections/heading",
                candidate.place,
                before=" / ".join(line.text for line in candidate.lines),
                after=f"{candidate.shape.kind} at depth {depth}: " + ", ".join(candidate.signals),
                confidence=min(1.0, candidate.weight / (2 * ENOUGH) + 0.25),
            )
            for candidate, depth in zip(chosen, depths, strict=True)
        )
        return replace(manuscript, pieces=_opened(pieces, chosen, depths)), decisions, tuple(_gaps(chosen))

    return divide


# --- candidates -------------------------------------------------------------------------------


def _candidates(pieces: Sequence[Piece], habit: Habit, language: Language) -> Iterable[Candidate]:
    for index, piece in enumerate(pieces):
        if not isinstance(piece, Group) or piece.plain:
            continue
        if piece.heading is not None:
            yield Candidate(
                index, len(piece.lines), _said(piece, piece.heading, language), piece.lines, level=piece.heading.level
            )
            continue
        first = piece.lines[0]
        if len(first.text) > 120:
            continue
        lines = _without_rule(piece.lines)
        if len(lines) <= 5 and sum(len(line.text) for line in lines) < 320:
            shape = headings.shape(first.text, language)
            if shape is not None and not shape.title and len(lines) > 1 and _is_prose(lines[1:]):
                yield Candidate(index, 1, shape, lines[:1])
                continue
            if shape is not None and not shape.title and len(lines) > 1:
                shape = replace(shape, title=" ".join(line.text for line in lines[1:]))
                if shape.family in {"arabic", "roman", "spelled"}:
                    shape = replace(shape, family=shape.family + "+")
            elif len(lines) > 1:
                shape = headings.shape(" ".join(line.text for line in lines), language)
            if shape is not None:
                shape = replace(shape, decorated=shape.decorated or len(lines) < len(piece.lines))
                yield Candidate(index, len(piece.lines), shape, lines)
        elif len(piece.lines) > 1 and not is_soft(first, piece.lines[1], habit.width or 200):
            shape = headings.shape(first.text, language)
            if shape is not None:
                yield Candidate(index, 1, shape, piece.lines[:1])


def _without_rule(lines: Sequence[Line]) -> Sequence[Line]:
    """Lines without the rule under a heading (`=====`)."""
    return lines[:-1] if len(lines) > 1 and not any(map(str.isalnum, lines[-1].text)) else lines


def _is_prose(lines: Sequence[Line]) -> bool:
    """Whether the lines under a label are the first paragraph and not a title."""
    text = " ".join(line.text for line in lines)
    return (
        not headings.is_caps(text)
        and len(text.split()) > 8
        and ends_sentence(text)
        and not headings.is_title_case(text)
    )


def _said(group: Group, override: Override, language: Language) -> Shape:
    """The shape of a line that the author says is a heading."""
    text = " ".join(line.text for line in group.lines)
    shape = headings.shape(text, language) or Shape("title", Kind.CHAPTER, None, "", headings.undecorated(text))
    return replace(shape, kind=override.kind or shape.kind)


def _weigh(found: list[Candidate], pieces: Sequence[Piece], habit: Habit, entries: set[str]) -> None:
    for candidate in found:
        candidate.signals += _own_signals(candidate, pieces, habit)
        shape = candidate.shape
        text = headings.normal(shape.label + shape.title)
        if text in entries or (shape.title and headings.normal(shape.title) in entries):
            candidate.signals.append("in the contents list")
    families: dict[str, list[Candidate]] = defaultdict(list)
    for candidate in found:
        families[candidate.shape.family].append(candidate)
    for family in families.values():
        _weigh_family(family, pieces)


def _own_signals(candidate: Candidate, pieces: Sequence[Piece], habit: Habit) -> Iterable[str]:
    shape, first = candidate.shape, candidate.lines[0]
    if isinstance(group := pieces[candidate.index], Group) and group.heading is not None:
        yield "the author says so"
        return
    match shape.family.rstrip("+").split(":")[0]:
        case "arabic" | "roman" | "spelled":
            yield "a number and a title" if shape.title else "a number alone"
        case "word":
            yield "any word and a number"
        case _ if shape.number is None:
            yield "a heading word that is often plain text" if shape.weak else "a heading word alone"
        case _:
            yield "a heading word and a number"
    text = " ".join(line.text for line in candidate.lines)
    whole = isinstance(group, Group) and candidate.used == len(group.lines)
    yield "stands alone" if whole else "text follows at once"
    if first.blanks > max(1, habit.blanks):
        yield "more white space than a paragraph has"
    if first.indent >= 8:
        yield "centred"
    letters = shape.title if headings.roman(shape.label.rstrip(".")) is not None else text
    if headings.is_caps(letters):
        yield "in capitals"
    elif headings.is_title_case(letters):
        yield "in title case"
    if shape.decorated:
        yield "ornaments round it"
    if isinstance(group, Group) and group.opens_file:
        yield "opens a file"
    yield from _doubts(shape, text)


def _doubts(shape: Shape, text: str) -> Iterable[str]:
    title = shape.title
    if title and not headings.is_caps(text):
        words = title.split()
        if text[-1] in ",;" or (
            ends_sentence(title) and title[-1] in ".!?\"'”’" and len(words) > 5 and "--" not in title
        ):
            yield "ends like a sentence"
        if title[0].islower():
            yield "begins in lower case"
        if len(words) > 25:
            yield "far longer than a heading"
        elif len(words) > 12:
            yield "longer than a heading"
    if text[0] in "\"“«„'‘" and not shape.decorated:
        yield "speech"


def _weigh_family(family: list[Candidate], pieces: Sequence[Piece]) -> None:
    """Signals that only siblings give: a running number, a common habit, being items of a list or page numbers."""
    numbers = [candidate.shape.number for candidate in family]
    adjacent = [
        later.index == earlier.index + 1 and earlier.used == len(earlier.lines) for earlier, later in pairwise(family)
    ]
    for place, candidate in enumerate(family):
        number = numbers[place]
        if number is not None:
            before = numbers[place - 1] if place else None
            after = numbers[place + 1] if place + 1 < len(family) else None
            follows = before is not None and number in (before + 1, 0)
            leads = after in (number + 1, 0) and (number <= 1 or not place)
            if follows or leads:
                candidate.signals.append("the number follows its sibling's")
            elif len(family) > 1 and number != 1:
                candidate.signals.append("out of sequence")
        if len(family) > 2:
            candidate.signals.append("three or more siblings")
        if (place and adjacent[place - 1]) or (place < len(adjacent) and adjacent[place]):
            candidate.signals.append("an item of a list")
    breaking = [candidate for candidate in family if _breaks_in(candidate, pieces)]
    if len(breaking) > 0.2 * len(family):
        for candidate in family if len(breaking) > 2 else breaking:
            candidate.signals.append("breaks into a sentence")


def _breaks_in(candidate: Candidate, pieces: Sequence[Piece]) -> bool:
    """Whether the text before stops in mid-sentence and the text after goes on: a page number does that."""
    before = pieces[candidate.index - 1] if candidate.index else None
    after = pieces[candidate.index + 1] if candidate.index + 1 < len(pieces) else None
    if not isinstance(before, Group) or not isinstance(after, Group):
        return False
    return not ends_sentence(before.lines[-1].text) and after.lines[0].text[0].islower()


def _weigh_company(found: list[Candidate], chosen: Sequence[Candidate]) -> None:
    sure = [candidate for candidate in chosen if "a heading word and a number" in candidate.signals]
    if not sure:
        return
    for candidate in found:
        if candidate.shape.number is None or candidate.shape.kind is not Kind.CHAPTER:
            candidate.signals.append("in the company of surer headings")


# --- headings without word or number ---------------------------------------------------------


def _bare_titles(
    pieces: Sequence[Piece], chosen: Sequence[Candidate], habit: Habit, contents: Sequence[str], language: Language
) -> list[Candidate]:
    """Titles alone: those the contents list names, else lines set apart alike with long text between."""
    if not contents and len(chosen) > 2:
        return []
    taken = {candidate.index for candidate in chosen}
    named = _named(contents, language)
    if contents and not named:
        return []
    possible = [
        Candidate(index, len(piece.lines), _bare(piece), piece.lines)
        for index, piece in enumerate(pieces)
        if isinstance(piece, Group) and index not in taken and not piece.plain and _title_like(piece)
    ]
    listed = [candidate for candidate in possible if _is_named(headings.normal(candidate.shape.title), named)]
    if contents:
        for candidate in listed:
            candidate.signals.append("in the contents list")
        return [candidate for candidate in listed if _text_after(candidate, pieces)]
    styles: dict[tuple[bool, bool, bool, bool], list[Candidate]] = defaultdict(list)
    for candidate in possible:
        first = candidate.lines[0]
        gap = first.blanks > habit.blanks + 1 and first.blanks >= 2
        caps = headings.is_caps(candidate.shape.title)
        if candidate.index and (gap or caps or first.indent >= 8 or candidate.shape.decorated):
            styles[(gap, caps, first.indent >= 8, candidate.shape.decorated)].append(candidate)
    out: list[Candidate] = []
    for (gap, caps, centred, decorated), family in styles.items():
        # What opens the text has no white space above it to compare.
        opening = possible[0]
        alike = headings.is_caps(opening.shape.title) == caps and opening.shape.decorated == decorated
        if opening.index == 0 and alike and opening not in out:
            family.insert(0, opening)
        between = [later.index - earlier.index for earlier, later in pairwise(family)]
        if len(family) < 2 or min(between) < 3 or sum(between) / len(between) < 6:
            continue
        if gap + caps + centred + decorated + (len(family) > 2) < 2:
            continue
        for candidate in family:
            candidate.signals += ["stands alone"] + ["more white space than a paragraph has"] * gap
            candidate.signals += ["in capitals"] * caps + ["centred"] * centred + ["ornaments round it"] * decorated
            if len(family) > 2:
                candidate.signals.append("three or more siblings")
        out += family
    return out


def _bare(group: Group) -> Shape:
    raw, text = " ".join(line.text for line in group.lines), _joined(group)
    return Shape("title", Kind.STORY, None, "", text, decorated=raw[0] in "*#=_~[" and raw != text)


def _named(contents: Sequence[str], language: Language) -> set[str]:
    """The contents entries that are titles alone: not those with a number, nor the title under a number."""
    shapes = [headings.shape(entry, language) for entry in contents]
    return {
        headings.normal(entry)
        for entry, shape, above in zip(contents, shapes, [None, *shapes], strict=False)
        if shape is None and (above is None or above.title)
    }


def _is_named(title: str, named: set[str]) -> bool:
    """Whether a title stands in the contents list, a slip of the typist's allowed."""
    return title in named or (len(title) > 6 and bool(get_close_matches(title, named, 1, 0.88)))


def _joined(group: Group) -> str:
    return headings.undecorated(" ".join(line.text for line in group.lines))


def _title_like(group: Group) -> bool:
    """Short, capitalised, and without the full stop of a sentence."""
    text = _joined(group)
    words = text.split()
    if len(group.lines) > 3 or len(words) > 12 or len(text) > 80 or not any(char.isalpha() for char in text):
        return False
    if headings.normal(text) in headings.ENDINGS or text[-1] in ",;:-" or text[0] in "\"“«„'‘([":
        return False
    if text[-1] in ".!?" and not headings.is_caps(text) and len(words) > 4:
        return False
    return headings.is_caps(text) or headings.is_title_case(text)


def _text_after(candidate: Candidate, pieces: Sequence[Piece]) -> bool:
    return candidate.index + 1 < len(pieces)


# --- titles that stand apart ------------------------------------------------------------------


def _attach_titles(chosen: Sequence[Candidate], pieces: Sequence[Piece], habit: Habit) -> None:
    """A label alone takes the next group as its title when that looks like one, and its siblings' do."""
    taken = {candidate.index for candidate in chosen}
    families: dict[str, list[Candidate]] = defaultdict(list)
    for candidate in chosen:
        families[candidate.shape.family].append(candidate)
    for family in families.values():
        if family[0].shape.family == "title" or family[0].shape.family.endswith("+"):
            continue
        lone = [c for c in family if not c.shape.title and c.used == len(c.lines)]
        titled = [c for c in lone if c.index + 1 not in taken and _apart_title(c, pieces)]
        if len(titled) * 2 < len(lone) and len(lone) > 2:
            titled = [c for c in titled if headings.is_caps(_text_at(pieces, c.index + 1))]
        for candidate in _without_captions(titled, chosen, pieces):
            candidate.title_at = candidate.index + 1
            if _is_aside(pieces, candidate.index + 2):
                candidate.subtitle_at = candidate.index + 2


def _without_captions(titled: list[Candidate], chosen: Sequence[Candidate], pieces: Sequence[Piece]) -> list[Candidate]:
    """Titles that recur are captions of documents (`DR. SEWARD'S DIARY`), not titles of chapters.

    Such a caption stands for the whole chapter only where the chapter holds no other.
    """
    keys = Counter(_caption(_text_at(pieces, c.index + 1)) for c in titled)
    recurring = {key for key, count in keys.items() if count > 1}
    if sum(keys[key] for key in recurring) < 0.3 * len(titled):
        return titled
    starts = [*sorted(c.index for c in chosen), len(pieces)]

    def holds_more(candidate: Candidate) -> bool:
        end = next(start for start in starts if start > candidate.index)
        inner = (p for p in pieces[candidate.index + 2 : end] if isinstance(p, Group) and len(p.lines) == 1)
        return any(_caption(group.lines[0].text) in keys for group in inner if len(group.lines[0].text) < 80)

    return [candidate for candidate in titled if not holds_more(candidate)]


def _caption(text: str) -> str:
    """A caption without what varies: "(continued)" and the like after a dash or comma."""
    return headings.normal(re.split(r"--|[—,:]|\(", text, maxsplit=1)[0])


def _is_aside(pieces: Sequence[Piece], index: int) -> bool:
    """A line in brackets under a title: `(Kept in shorthand.)`."""
    piece = pieces[index] if index < len(pieces) else None
    if not isinstance(piece, Group) or len(piece.lines) > 1:
        return False
    text = piece.lines[0].text.strip("_*")
    return len(text) < 70 and text[:1] == "(" and text[-1:] == ")"


def _apart_title(candidate: Candidate, pieces: Sequence[Piece]) -> bool:
    if candidate.index + 2 >= len(pieces):
        return False
    piece = pieces[candidate.index + 1]
    if not isinstance(piece, Group) or not (_title_like(piece) or _long_caps(piece)):
        return False
    text = _joined(piece)
    return headings.is_caps(text) or not ends_sentence(text) or text[-1] in "?!"


def _long_caps(group: Group) -> bool:
    """Several lines of capitals: what old novels say a chapter treats of."""
    text = " ".join(line.text for line in group.lines)
    return len(group.lines) < 6 and headings.is_caps(text) and not any(text.startswith(mark) for mark in "\"“'[(")


def _text_at(pieces: Sequence[Piece], index: int) -> str:
    piece = pieces[index]
    return _joined(piece) if isinstance(piece, Group) else ""


def _raw_at(pieces: Sequence[Piece], index: int) -> str:
    piece = pieces[index]
    return " ".join(line.text for line in piece.lines) if isinstance(piece, Group) else ""


# --- nesting ----------------------------------------------------------------------------------


def _depths(chosen: Sequence[Candidate]) -> list[int]:
    """How deep each heading stands, from the kinds and from whose numbers start anew under whom."""
    ranks = _ranks(chosen)
    used = sorted(set(ranks.values()))
    depths: list[int] = []
    for place, candidate in enumerate(chosen):
        rank = ranks.get(candidate.shape.family)
        if candidate.level:
            depths.append(candidate.level)
        elif rank is None:
            depths.append(_loose_depth(place, chosen, ranks, used, depths))
        else:
            depths.append(1 + used.index(rank))
    return _without_holes(depths)


def _ranks(chosen: Sequence[Candidate]) -> dict[str, int]:
    """Families of numbered headings from the outermost in: those that stand over others, then the rest."""
    families = Counter(c.shape.family for c in chosen if c.shape.kind in headings.NUMBERED)
    first = {family: next(n for n, c in enumerate(chosen) if c.shape.family == family) for family in families}

    def order(family: str) -> tuple[int, int, int]:
        kind = next(c.shape.kind for c in chosen if c.shape.family == family)
        if kind in _OUTER:
            return (0, families[family], first[family])
        if kind is Kind.SCENE:
            return (2, families[family], first[family])
        worded = family.partition(":")[0] not in {"arabic", "roman", "spelled", "arabic+", "roman+", "spelled+"}
        return (1 if worded else 2, 0, 0)

    ordered = sorted(families, key=order)
    ranks: dict[str, int] = {}
    for family in ordered:
        same = [other for other in ranks if order(other) == order(family)] or _continued(chosen, family, ranks)
        ranks[family] = ranks[same[0]] if same else len(set(ranks.values()))
    return ranks


def _continued(chosen: Sequence[Candidate], family: str, ranks: dict[str, int]) -> list[str]:
    """Families whose numbers this one carries on (`ADVENTURE VI`, then `VII.`): a sibling typed another way."""
    first = next(place for place, c in enumerate(chosen) if c.shape.family == family)
    before = next((c for c in reversed(chosen[:first]) if c.shape.family in ranks), None)
    if before is None or not before.shape.number or chosen[first].shape.number != before.shape.number + 1:
        return []
    return [before.shape.family]


def _loose_depth(
    place: int, chosen: Sequence[Candidate], ranks: dict[str, int], used: Sequence[int], depths: Sequence[int]
) -> int:
    """The depth of a heading without number (prologue, epilogue, interlude, appendix)."""
    following = next((c for c in chosen[place + 1 :] if c.shape.family in ranks), None)
    if len(used) < 2:
        return 1
    # Numbers that start anew right after it make it the head of its own part.
    if following is not None and following.shape.number == 1 and ranks[following.shape.family] == used[-1]:
        return 1
    if following is not None and ranks[following.shape.family] == used[-1]:
        return len(used)
    return 1


def _without_holes(depths: list[int]) -> list[int]:
    """A heading is at most one deeper than what holds it."""
    out: list[int] = []
    stack: list[int] = []
    for depth in depths:
        while stack and stack[-1] >= depth:
            stack.pop()
        stack.append(depth)
        out.append(len(stack))
    return out


# --- the result -------------------------------------------------------------------------------


def _opened(pieces: Sequence[Piece], chosen: Sequence[Candidate], depths: Sequence[int]) -> tuple[Piece, ...]:
    by_index = {c.index: (c, depth) for c, depth in zip(chosen, depths, strict=True)}
    titles = {index for c in chosen for index in (c.title_at, c.subtitle_at) if index}
    out: list[Piece] = []
    for index, piece in enumerate(pieces):
        if index in titles:
            continue
        if index not in by_index:
            out.append(piece)
            continue
        candidate, depth = by_index[index]
        shape = candidate.shape
        # Notes before the story are not notes to it.
        kind = Kind.AUTHORS_NOTE if shape.kind is Kind.ENDNOTES and candidate is chosen[0] else shape.kind
        title = _text_at(pieces, candidate.title_at) if candidate.title_at else shape.title
        section = Section(
            kind,
            label=(Text(shape.label),) if shape.label else (),
            title=(Text(title),) if title else (),
            subtitle=(Text(_raw_at(pieces, candidate.subtitle_at)),) if candidate.subtitle_at else (),
            place=candidate.place,
        )
        out.append(Opening(section, depth))
        if isinstance(piece, Group) and candidate.used < len(piece.lines):
            out.append(Group(piece.lines[candidate.used :]))
    return tuple(out)


def _gaps(chosen: Sequence[Candidate]) -> Iterable[Finding]:
    """Numbers that skip: a heading lost in typing, or one we have not seen."""
    last: dict[str, Candidate] = {}
    for candidate in chosen:
        family, number = candidate.shape.family, candidate.shape.number
        if not number:
            continue
        before = last.get(family)
        if before is not None and before.shape.number and number > before.shape.number + 1:
            said = before.shape.label or before.shape.title
            message = f"after {said!r} comes {candidate.shape.label!r}: a heading is missing or was not seen"
            yield Finding("N101", Severity.WARNING, candidate.place, message, "look at `bookmaker inspect`")
        last[family] = candidate
