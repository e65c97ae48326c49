"""Where the book divides: headings found by evidence weighed over the whole manuscript.

Every line that has a heading's shape is a candidate; `evidence` says what speaks for it and against it. Titles
without word or number (`bare_titles`) and titles below their number (`chapter_titles`) come next, then the nesting.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from bookmaker.facts import completed, fact
from bookmaker.languages import Language
from bookmaker.model import Decision, Finding, Kind, Line, Section, Severity, Text
from bookmaker.normalise.habits import Habit
from bookmaker.normalise.headings import (
    alphabet,
    bare_titles,
    chapter_titles,
    dates,
    double_headings,
    heading_candidates,
    heading_families,
    heading_lines,
    lone_titles,
    nesting,
    subheadings,
    summaries,
)
from bookmaker.normalise.headings.evidence import ENOUGH, Candidate, weigh
from bookmaker.normalise.headings.heading_numbers import last_of_range
from bookmaker.normalise.headings.heading_shapes import HOLDERS
from bookmaker.normalise.line_ends import ends_sentence
from bookmaker.normalise.passes import Group, LayoutPass, LayoutResult, Manuscript, Opening, Piece, text_of
from bookmaker.normalise.title_page.by_lines import is_collection

_BARE = frozenset({"arabic", "roman", "spelled"})
_DATES = frozenset({dates.FAMILY, dates.MONTHS})
_TITLES = frozenset({Kind.INTRODUCTION, Kind.CONCLUSION, Kind.PROLOGUE, Kind.EPILOGUE, Kind.INTERLUDE, Kind.AFTERWORD})
_OF_TRANSLATORS = frozenset({"translatorsnote", "translatorsnotes", "translatornote"})
_ENTRY_HOLDERS = frozenset({Kind.CHAPTER, Kind.STORY, Kind.LETTER, Kind.SCENE})


def make(language: Language, habit: Habit) -> LayoutPass:
    """The pass that finds headings and says how deep each stands."""

    def divide(manuscript: Manuscript) -> LayoutResult:
        title = fact(manuscript.facts, "title")
        pieces, untitled = double_headings.without_title(manuscript.pieces, title, language)
        name = double_headings.named_again(untitled, language)
        facts = completed(manuscript.facts, by=(("author", name),)) if name else manuscript.facts
        pieces, again = double_headings.apart(pieces, language)
        chosen = _weighed(pieces, manuscript.contents, habit, language)
        own = heading_lines.normal(title)
        story = _heads_numbers(pieces, chosen, own)  # the first story of a collection has the book's title
        contents = [entry for entry in manuscript.contents if story or heading_lines.normal(entry) != own]
        collection = is_collection(fact(manuscript.facts, "subtitle"))
        if letters := alphabet.find(pieces, chosen, habit):
            at = {letter.index for letter in letters}
            chosen = [candidate for candidate in chosen if candidate.index not in at] + letters
        chosen += bare_titles.find(pieces, chosen, habit, contents, language, collection=collection)
        chosen += subheadings.find(pieces, chosen, habit, language)
        chosen = _without_asides(sorted(chosen, key=lambda candidate: candidate.index), pieces)
        chosen = _without_titles(chosen, pieces)
        _attach_titles(chosen, pieces, manuscript.contents, habit, language)
        chosen, restated = _without_restated(chosen, pieces)
        depths = nesting.depths(chosen)
        nesting.settle_kinds(chosen, depths)
        decisions = tuple(map(_decided, chosen, depths))
        told_again = tuple(
            Decision(
                "sections/heading-again", c.place, " / ".join(line.text for line in c.lines), "", 0.9, removed=True
            )
            for c in restated
        )
        gone = {candidate.index for candidate in restated}
        return (
            replace(manuscript, pieces=_opened(pieces, chosen, depths, gone), facts=facts),
            (*untitled, *again, *decisions, *told_again),
            tuple(_gaps(chosen)),
        )

    return divide


def _weighed(pieces: Sequence[Piece], contents: Sequence[str], habit: Habit, language: Language) -> list[Candidate]:
    """The lines with a heading's shape for which enough speaks."""
    found = list(heading_candidates.find(pieces, habit, language))
    weigh(found, pieces, habit, {heading_lines.normal(entry) for entry in contents})
    heading_families.weigh(found, pieces, habit, language)
    heading_families.weigh_company(found, [candidate for candidate in found if candidate.weight >= ENOUGH])
    chosen = _without_strays([candidate for candidate in found if candidate.weight >= ENOUGH], found)
    if any(c.shape.kind in _ENTRY_HOLDERS and c.shape.family not in _DATES for c in chosen):
        # Within chapters dates are the text's own.
        chosen = [candidate for candidate in chosen if candidate.shape.family not in _DATES]
    return chosen


def _attach_titles(
    chosen: Sequence[Candidate], pieces: Sequence[Piece], contents: Sequence[str], habit: Habit, language: Language
) -> None:
    """Give the headings the titles and summaries that stand below them."""
    summaries.attach(chosen, pieces, language, habit)
    shapes = (heading_lines.shape(entry, language) for entry in contents)
    titles = {heading_lines.normal(shape.title) for shape in shapes if shape is not None} - {""}
    chapter_titles.attach(chosen, pieces, language, habit, titles)
    summaries.settle(chosen)


def _decided(candidate: Candidate, depth: int) -> Decision:
    said = " / ".join(line.text for line in candidate.lines)
    made = f"{candidate.shape.kind} at depth {depth}: {', '.join(candidate.signals)}"
    confidence = min(1.0, candidate.weight / (2 * ENOUGH) + 0.25)
    return Decision("sections/heading", candidate.place, said, made, confidence)


def _heads_numbers(pieces: Sequence[Piece], chosen: Sequence[Candidate], title: str) -> bool:
    """Whether the book's title stands straight over the first of the numbers that begin anew, story after story."""
    firsts = [c.index for c in chosen if c.shape.number == 1 and c.shape.kind not in HOLDERS]
    return len(firsts) > 1 and firsts[0] > 0 and heading_lines.normal(text_of(pieces[firsts[0] - 1])) == title


def _without_strays(chosen: list[Candidate], found: Sequence[Candidate]) -> list[Candidate]:
    """The headings but a number or two alone whose many likes are none: someone counts."""
    likes = Counter(candidate.shape.family for candidate in found)
    taken = Counter(candidate.shape.family for candidate in chosen)
    strays = {family for family in _BARE if 0 < taken[family] <= 2 and likes[family] > 2 * taken[family]}
    return [candidate for candidate in chosen if candidate.shape.family not in strays]


def _without_asides(chosen: Sequence[Candidate], pieces: Sequence[Piece]) -> list[Candidate]:
    """The headings but `Author's Note` straight under a chapter's, or `A/N:` between chapters: they are said within."""
    asides = {
        below.index
        for above, below in pairwise(chosen)
        if below.shape.kind in (Kind.AUTHORS_NOTE, Kind.ENDNOTES)
        and above.shape.kind in (Kind.CHAPTER, Kind.STORY, Kind.PROLOGUE, Kind.EPILOGUE, Kind.INTERLUDE)
        and all(isinstance(p, Group) and lone_titles.title_like(p) for p in pieces[above.index + 1 : below.index])
    }
    stories = [candidate.index for candidate in chosen if candidate.shape.kind in (Kind.CHAPTER, Kind.STORY)]
    said = [
        candidate
        for candidate in chosen
        if (candidate.shape.kind in (Kind.AUTHORS_NOTE, Kind.ENDNOTES) or _is_translators(candidate))
        and ":" in candidate.lines[0].text
        and stories
        and candidate.index > stories[0]
    ]
    if len(said) > 1 or any(candidate.index < stories[-1] for candidate in said):
        asides |= {candidate.index for candidate in said}
    return [candidate for candidate in chosen if candidate.index not in asides]


def _is_translators(candidate: Candidate) -> bool:
    return candidate.shape.kind is Kind.PREFACE and heading_lines.normal(candidate.shape.title) in _OF_TRANSLATORS


def _without_titles(chosen: Sequence[Candidate], pieces: Sequence[Piece]) -> list[Candidate]:
    """The headings but `INTRODUCTION` straight under `CHAPTER I`: that is the chapter's title."""
    titles: set[int] = set()
    for above, below in pairwise(chosen):
        alone = above.shape.kind is Kind.CHAPTER and not above.shape.title and above.fills(pieces)
        worded = above.shape.number is not None and below.shape.kind in _TITLES and below.shape.number is None
        if alone and worded and not below.shape.label and below.index == above.index + 1:
            above.title_at = below.index
            titles.add(below.index)
    return [candidate for candidate in chosen if candidate.index not in titles]


def _without_restated(chosen: Sequence[Candidate], pieces: Sequence[Piece]) -> tuple[list[Candidate], list[Candidate]]:
    """The headings, and those that say again in which act or part the next scene lies: `ACT I` over `SCENE II`."""
    open_: dict[str, str] = {}
    kept: list[Candidate] = []
    restated: list[Candidate] = []
    for number, candidate in enumerate(chosen):
        below = chosen[number + 1] if number + 1 < len(chosen) else None
        shape = candidate.shape
        if shape.kind in HOLDERS and shape.number:
            said = heading_lines.normal(shape.label + shape.title)
            again = open_.get(shape.family) == said and not candidate.title_at and candidate.fills(pieces)
            goes_on = below is not None and below.index == candidate.index + 1 and (below.shape.number or 0) > 1
            if again and goes_on and below is not None and below.shape.family != shape.family:
                restated.append(candidate)
                continue
            open_[shape.family] = said
        kept.append(candidate)
    return kept, restated


def _opened(
    pieces: Sequence[Piece], chosen: Sequence[Candidate], depths: Sequence[int], gone: Collection[int]
) -> tuple[Piece, ...]:
    """The pieces with the headings opening sections, but for those that are `gone`."""
    by_index = {c.index: (c, depth) for c, depth in zip(chosen, depths, strict=True)}
    titles = {index for c in chosen for index in (c.title_at, c.more_at, c.subtitle_at) if index}
    out: list[Piece] = []
    for index, piece in enumerate(pieces):
        if index in titles or index in gone:
            continue
        if index not in by_index:
            out.append(piece)
            continue
        candidate, depth = by_index[index]
        shape = candidate.shape
        # Notes before the story are not notes to it.
        kind = Kind.AUTHORS_NOTE if shape.kind is Kind.ENDNOTES and candidate is chosen[0] else shape.kind
        title = lone_titles.title_of(pieces[candidate.title_at]) if candidate.title_at else shape.title
        said = _said_at_once(candidate, piece) if kind is Kind.AUTHORS_NOTE and shape.label else ()
        title = "" if said else f"{title} {text_of(pieces[candidate.more_at])}" if candidate.more_at else title
        section = Section(
            kind,
            label=(Text(shape.label),) if shape.label else (),
            title=(Text(title),) if title else (),
            subtitle=(Text(text_of(pieces[candidate.subtitle_at])),) if candidate.subtitle_at else (),
            place=candidate.place,
        )
        out.append(Opening(section, depth))
        if said:
            out.append(Group(said))
        elif isinstance(piece, Group) and candidate.used < len(piece.lines):
            out.append(Group(piece.lines[candidate.used :]))
    return tuple(out)


def _said_at_once(candidate: Candidate, piece: Piece) -> tuple[Line, ...]:
    """The lines of a note that begins on the line of its label (`A/N: I own nothing.`); none when that is a title."""
    label, title = candidate.shape.label, candidate.shape.title
    first = candidate.lines[0]
    if not isinstance(piece, Group) or not first.text.startswith(label) or not ends_sentence(title):
        return ()
    rest = first._replace(text=first.text[len(label) :].lstrip(" :.–—-"))
    return (rest, *piece.lines[1:]) if rest.text else ()


def _gaps(chosen: Sequence[Candidate]) -> Iterable[Finding]:
    """Numbers that skip: a heading lost in typing, or one we have not seen."""
    last: dict[str, Candidate] = {}
    for candidate in chosen:
        family, number = candidate.shape.family, candidate.shape.number
        if not number:
            continue
        before = last.get(family)
        above = before and (last_of_range(before.shape.label) or before.shape.number)
        # `4. Ashes` may follow `3.`: a number with a title one without.
        beside = last.get(family.removesuffix("+") if family.endswith("+") else f"{family}+")
        runs_on = beside is not None and beside.shape.number == number - 1
        if before is not None and above and number > above + 1 and not runs_on:
            said = before.shape.label or before.shape.title
            message = f"after {said!r} comes {candidate.shape.label!r}: a heading is missing or was not seen"
            yield Finding("N101", Severity.WARNING, candidate.place, message, "look at `bookmaker inspect`")
        last[family] = candidate
