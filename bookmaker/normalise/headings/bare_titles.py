"""Headings without word or number: those the contents list names, else lines set apart alike, long text between."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from bookmaker.languages import Language
from bookmaker.model import Kind, Line
from bookmaker.normalise.blocks.letter_words import is_dateline
from bookmaker.normalise.blocks.scene_breaks import ornament
from bookmaker.normalise.habits import Habit
from bookmaker.normalise.headings import (
    dates,
    file_titles,
    heading_lines,
    listed_titles,
    over_numbers,
    stopless_titles,
    turns,
    wide_gaps,
)
from bookmaker.normalise.headings.evidence import Candidate
from bookmaker.normalise.headings.heading_families import breaks_in
from bookmaker.normalise.headings.heading_numbers import roman
from bookmaker.normalise.headings.heading_shapes import HOLDERS
from bookmaker.normalise.headings.letter_case import is_caps
from bookmaker.normalise.headings.lone_titles import in_stanzas, shape_of, tells_when_written, title_like, title_of
from bookmaker.normalise.passes import Group, Piece, group_at, text_of

_BREAKING = 0.2  # share of titles that stand within a sentence
_SET_IN = 4  # columns
_MOTTO = 4  # groups that a motto has no more of
_TITLE_WORDS = 4  # of a title that ends like a shout
_LONG_CHAPTER = 24  # groups
_TITLED = frozenset({Kind.CHAPTER, Kind.STORY, Kind.APPENDIX})


def find(
    pieces: Sequence[Piece],
    chosen: Sequence[Candidate],
    habit: Habit,
    contents: Sequence[str],
    language: Language,
    *,
    collection: bool = False,
) -> list[Candidate]:
    """Titles alone: those the contents list names, else lines set apart alike with long text between.

    `collection`: the title page says that the book holds several pieces; then a short one may be among them.
    """
    if not contents and (of_files := file_titles.find(pieces, chosen)):
        return of_files
    taken = {candidate.index for candidate in chosen}
    # The title of a chapter stands below its number, be it in the list or not.
    taken |= {c.index + 1 for c in chosen if c.shape.kind in _TITLED and not c.shape.title and c.fills(pieces)}
    named = listed_titles.named(contents, language)
    if contents:
        named |= listed_titles.numbered(contents, language, (p for n, p in enumerate(pieces) if n not in taken))
    held = all(candidate.shape.kind in HOLDERS for candidate in chosen)  # then titles may stand within parts
    run_on = len(chosen) > 2 and not held and not over_numbers.start_anew(chosen)
    if (contents and not named) or (not contents and run_on and not over_numbers.leave_most(chosen, pieces)):
        return wide_gaps.find(pieces, chosen, taken, language)
    possible = [c for c in _possible(pieces, taken, named, language) if not (chosen and turns.is_view(c.lines[0].text))]
    if contents:
        return listed_titles.listed(possible, named, pieces)
    alike = _set_alike(possible, pieces, habit, chosen, by_space=bool(chosen) and held)
    out = over_numbers.without_by_lines(alike, language)
    if run_on:
        return out if over_numbers.hold_one(out, chosen) else wide_gaps.find(pieces, chosen, taken, language)
    if len(chosen) > 2 and not held:
        return out if over_numbers.hold(out, chosen) or over_numbers.part(out, chosen) else []
    return out if out or chosen else stopless_titles.find(pieces, language, collection)


def _possible(pieces: Sequence[Piece], taken: set[int], named: set[str], language: Language) -> Iterator[Candidate]:
    """Every group that is like a title or `named` in the contents list, and signs neither a motto nor a letter."""
    for index, piece in enumerate(pieces):
        if not isinstance(piece, Group) or index in taken or not _may_be_title(piece, named, language):
            continue
        listed = heading_lines.normal(title_of(piece)) in named
        signs = _signs_motto(piece.lines[0], index, pieces, taken)
        if not signs and (listed or not (_signs_letter(piece, pieces[index + 1 : index + 2]) or _is_aside(piece))):
            yield Candidate(index, len(piece.lines), shape_of(piece), piece.lines)


def _set_alike(
    possible: Sequence[Candidate], pieces: Sequence[Piece], habit: Habit, chosen: Sequence[Candidate], *, by_space: bool
) -> list[Candidate]:
    """The families of lines set apart alike that are titles, family by family; `by_space`: none by its look alone."""
    verse = habit.verse or (not habit.width and in_stanzas(pieces))
    out: list[Candidate] = []
    for style, family in _styles(possible, pieces, habit, verse).items():
        if possible[0] not in out and _opens_family(possible[0], family, style):
            family.insert(0, possible[0])
        breaking = sum(breaks_in(candidate, pieces) for candidate in family)  # as running heads do
        if breaking > _BREAKING * len(family):
            continue
        if _is_family(family, style, verse, chosen) and (style.gap or not by_space):
            _sign(family, style)
            out += family
    return [*out, *(_years(out, pieces, {candidate.index for candidate in chosen}) if out and verse else ())]


def _years(titles: Sequence[Candidate], pieces: Sequence[Piece], taken: set[int]) -> Iterator[Candidate]:
    """The years alone, set off as the titles of poems are: `1914` is one, too (but under a poem, over a title)."""
    far, other = min(title.lines[0].blanks for title in titles), {0, *taken, *(title.index - 1 for title in titles)}
    for n, piece in enumerate(pieces[:-1]):
        if not isinstance(piece, Group) or n in other or not piece.lines[0].blanks >= far > 1:
            continue
        if listed_titles.is_year(text_of(piece)):
            signals = ["stands alone", "more white space than a paragraph has"]
            yield Candidate(n, 1, shape_of(piece), piece.lines, signals)


def _may_be_title(group: Group, named: set[str], language: Language) -> bool:
    """Whether a group is like a title, or is `named` in the contents list, and is no date, number or ornament."""
    first = group.lines[0].text
    titled = title_like(group) or listed_titles.begins_named(group.lines, named)
    titled = titled or (bool(named) and len(group.lines) < 3 and heading_lines.normal(title_of(group)) in named)
    return (
        titled
        and not group.plain
        and not dates.date(first, language.tag)
        and first.casefold().strip("_. :") not in language.contents
        and not tells_when_written(first)
        and roman(first.strip("_. ")) is None
        and not ornament(first)
    )


def _signs_motto(line: Line, index: int, pieces: Sequence[Piece], taken: set[int]) -> bool:
    """Whether a line names where the motto is from, which stands set in between it and the heading above."""
    if line.indent < _SET_IN or line.blanks > 1 or is_caps(line.text):
        return False
    above = index - 1
    while above > index - _MOTTO and (group := group_at(pieces, above)) and group.lines[0].indent >= _SET_IN:
        above -= 1
    return above < index - 1 and above in taken


def _signs_letter(group: Group, below: Sequence[Piece]) -> bool:
    """Whether a name stands close over place and date, as at a letter's foot: `WIN. TIDY` / `Leith, April 2nd.`"""
    if not below or not is_dateline(below[0]) or group.lines[0].blanks > 1:
        return False
    return not any(word[0].islower() for word in text_of(below[0]).split())


class _Style(NamedTuple):
    """How a line is set apart: by more white space than paragraphs have, in capitals, in the middle, by ornaments."""

    gap: bool
    caps: bool
    centred: bool
    decorated: bool


def _styles(
    possible: Sequence[Candidate], pieces: Sequence[Piece], habit: Habit, verse: bool
) -> dict[_Style, list[Candidate]]:
    """The lines that are set apart, those set alike together; what opens the text has nothing above it to tell by."""
    styles: dict[_Style, list[Candidate]] = defaultdict(list)
    for candidate in possible:
        first = candidate.lines[0]
        gap = first.blanks > habit.blanks or (verse and _nearer_below(candidate, pieces))
        if not gap and _is_cry(candidate.shape.title):
            continue
        style = _Style(gap, is_caps(candidate.shape.title), first.indent >= 8, candidate.shape.decorated)
        above = styles[style][-1] if style in styles else None
        if candidate.index and any(style) and not (above and _says_more(candidate, above, pieces)):
            styles[style].append(candidate)
    return styles


def _is_aside(group: Group) -> bool:
    """Whether a line says when a scene happens, and no more."""
    return len(group.lines) == 1 and (turns.is_scene(group.lines[0].text) or turns.is_hour(group.lines[0].text))


def _is_cry(title: str) -> bool:
    """Whether somebody shouts, or something: `NO!`, `HELP ME!`, `BEEP BEEP BEEP`."""
    words = title.casefold().split()
    return (title[-1] == "!" and len(words) < _TITLE_WORDS) or (len(words) > 1 and len(set(words)) == 1)


def _says_more(candidate: Candidate, above: Candidate, pieces: Sequence[Piece]) -> bool:
    """Whether a line stands straight below a title set like it, and nearer to it: what is alone there is a subtitle."""
    if candidate.index != above.index + 1 or candidate.lines[0].blanks >= above.lines[0].blanks:
        return False
    if not is_caps(text_of(pieces[candidate.index + 1]) if candidate.index + 1 < len(pieces) else ""):
        above.subtitle_at = candidate.index
    return True


def _opens_family(opening: Candidate, family: Sequence[Candidate], style: _Style) -> bool:
    """Whether the line that opens the text is one of these titles, too; close above the first it is the book's."""
    alike = is_caps(opening.shape.title) == style.caps and opening.shape.decorated == style.decorated
    return opening.index == 0 and alike and family[0].index - opening.index >= 3


def _is_family(family: Sequence[Candidate], style: _Style, verse: bool, chosen: Sequence[Candidate]) -> bool:
    """Whether lines set alike are titles: far enough from each other, and set apart in more ways than one."""
    said = len({heading_lines.normal(candidate.shape.title) for candidate in family})
    if said == 1 and len(family) > 2:
        return False  # `LINE BREAK`, a letter or two as an ornament
    if style.decorated and len(family) > 2 and (said * 2 <= len(family) or (chosen and said < len(family))):
        return False  # an ornament with letters in it, or whose turn it is to tell
    between = [later.index - earlier.index for earlier, later in pairwise(family)]
    if said < len(family) and not style.gap and (chosen or sum(between) < _LONG_CHAPTER * len(between)):
        return False  # places where scenes are: chapters that name who tells them are longer
    # A poem may be one stanza; a story is never one paragraph.
    close = verse or (style.gap and style.caps and len(family) > 3)
    fewest, usual = (2, 2) if close else (3, 3) if style.decorated else (3, 6)
    if len(family) < 2 or min(between) < fewest or sum(between) / len(between) < usual:
        return False
    return sum(style) + (len(family) > 2) >= (1 if len(chosen) > 2 else 2)


def _sign(family: Sequence[Candidate], style: _Style) -> None:
    """Give titles their signals."""
    ways = ("more white space than a paragraph has", "in capitals", "centred", "ornaments round it")
    signals = ["stands alone", *(way for way, so in zip(ways, style, strict=True) if so)]
    if len(family) > 2:
        signals.append("three or more siblings")
    for candidate in family:
        candidate.signals += signals


def _nearer_below(candidate: Candidate, pieces: Sequence[Piece]) -> bool:
    """Whether a line stands nearer to what follows than to what comes before."""
    below = group_at(pieces, candidate.index + 1)
    return below is not None and below.lines[0].blanks < candidate.lines[0].blanks
