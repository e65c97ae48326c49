"""What archives of fan fiction and web fiction put round a story: facts at its head, calls to vote at its foot.

The facts (fandom, rating, words ...) go to the page about the text, the summary to the description; the archive's
own phrases go altogether. An author's notes are the author's words and stay.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from bookmaker.facts import completed, fact, overruled
from bookmaker.model import Decision, Line
from bookmaker.normalise.headings import heading_lines
from bookmaker.normalise.passes import Group, LayoutResult, Manuscript, Piece, joined_text, lines_of, removal
from bookmaker.normalise.web import (
    archive_heads,
    archive_pages,
    blurbs,
    board_heads,
    fanfiktion,
    listings,
    page_heads,
    page_paths,
    post_heads,
    web_furniture,
)
from bookmaker.normalise.web.archive_keys import KEPT, OWN_HEADINGS
from bookmaker.walk import plain


def strip(manuscript: Manuscript) -> LayoutResult:
    """Take out an archive's facts and phrases."""
    decisions: list[Decision] = []
    for of_page in (archive_pages.strip, post_heads.strip, board_heads.strip, page_paths.strip, page_heads.strip):
        pieces, decided, facts = of_page(manuscript.pieces)
        decisions += decided
        manuscript = replace(manuscript, pieces=pieces, facts=completed(manuscript.facts, by=facts))
    gone: set[Line] = set()
    head = archive_heads.read(manuscript.pieces)
    facts = ()
    if head is not None:
        gone.update(head.taken)
        facts = tuple(head.facts)
        decisions += (removal("fan-fiction/fact", [line]) for line in head.taken)
    for of_site in (listings.facts, fanfiktion.facts):
        if not facts:
            facts, taken = of_site(manuscript.pieces)
            gone.update(taken)
            decisions += (removal("fan-fiction/fact", [line]) for line in taken)
    for line in web_furniture.found(manuscript.pieces):
        if line not in gone:
            gone.add(line)
            decisions.append(removal("fan-fiction/phrase", [line]))
    own = {id(paragraph): paragraph for paragraph in web_furniture.of_pages(manuscript.pieces)}
    for paragraph in own.values():
        text = plain(paragraph.inlines)
        decisions.append(Decision("fan-fiction/phrase", paragraph.place, text, "", 0.9, removed=True))
    told = () if fact(facts, "description") else tuple(blurbs.told(manuscript.pieces, gone))
    if told:
        gone.update(told)
        facts += (("description", joined_text(told)),)
        decisions += (removal("fan-fiction/fact", [line], 0.8) for line in told)
    if not gone and not own:
        return manuscript, tuple(decisions), ()
    for line in _emptied(manuscript.pieces, gone):
        gone.add(line)
        decisions.append(removal("fan-fiction/empty-heading", [line], 0.8))
    decisions.sort(key=lambda decision: decision.place)
    pieces = tuple(_without([piece for piece in manuscript.pieces if id(piece) not in own], gone))
    return replace(manuscript, pieces=pieces, facts=overruled(manuscript.facts, by=facts)), tuple(decisions), ()


def _emptied(pieces: Sequence[Piece], gone: set[Line]) -> Iterator[Line]:
    """The archive's own headings (`Notes`, `Afterword`) under which nothing is left."""
    lines = list(lines_of(pieces))
    for number, line in enumerate(lines):
        if line in gone or heading_lines.normal(line.text) not in OWN_HEADINGS:
            continue
        below = number + 1
        while below < len(lines) and lines[below] in gone:
            below += 1
        if below > number + 1 and (below == len(lines) or not lines[below].indent):
            yield line


def _without(pieces: Sequence[Piece], gone: set[Line]) -> Iterator[Piece]:
    """The pieces without the lines that are gone."""
    owed = 0  # blank lines of what is gone: the gap stays for the text after it
    for piece in pieces:
        if not isinstance(piece, Group):
            yield piece
            continue
        kept = tuple(line for line in piece.lines if line not in gone)
        if len(kept) == len(piece.lines) and not owed:
            yield piece
        elif kept:
            first = kept[0]._replace(blanks=max(kept[0].blanks, owed))
            yield from _by_label(replace(piece, lines=(first, *kept[1:])))
            owed = 0
        else:
            owed = max(owed, piece.lines[0].blanks)


def _by_label(group: Group) -> Iterator[Group]:
    """What the author says in a head, one label after the other: each begins a group."""
    bounds = [0, *(n for n, line in enumerate(group.lines) if n and KEPT.fullmatch(line.text)), len(group.lines)]
    for first, last in pairwise(bounds):
        opening = group.lines[first] if not first else group.lines[first]._replace(blanks=1)
        yield replace(group, lines=(opening, *group.lines[first + 1 : last]), opens_file=group.opens_file and not first)
