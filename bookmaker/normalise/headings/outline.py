"""The headings of a markup source → openings: the author has said what is a heading, we say what it opens.

Levels become depths without holes. One heading above all others, before any text, is the book's own title and
goes to the title page.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from bookmaker.facts import fact, overruled, people
from bookmaker.languages import Language
from bookmaker.model import (
    Decision,
    Facts,
    Heading,
    Inlines,
    Kind,
    Metadata,
    Paragraph,
    Place,
    SceneBreak,
    Section,
    Strong,
    Text,
)
from bookmaker.normalise.headings import marked_front, marked_levels, marked_titles, unmarked_headings
from bookmaker.normalise.headings.heading_lines import normal, shape
from bookmaker.normalise.headings.heading_shapes import NUMBERED, Shape
from bookmaker.normalise.passes import LayoutPass, LayoutResult, Manuscript, Opening, Piece
from bookmaker.normalise.title_page.by_lines import after_by, is_whole_name, tidy_name
from bookmaker.walk import one_line, plain


def make(metadata: Metadata, language: Language) -> LayoutPass:
    """The pass that turns headings of markup sources into openings."""

    def outline(manuscript: Manuscript) -> LayoutResult:
        pieces, facts = manuscript.pieces, manuscript.facts
        pieces, decisions, facts = marked_front.title_page(pieces, facts, metadata, language)
        if not decisions and not metadata.title and not metadata.contributors:
            pieces, decisions, facts = marked_front.taken(pieces, facts, language)
        pieces = unmarked_headings.marked(pieces, language)
        pieces, again = marked_titles.once(pieces, language)
        if any(isinstance(piece, Heading) for piece in pieces):
            said = dict(manuscript.kinds)
            pieces, titled, facts = _without_book_title(pieces, facts, metadata, said, language)
            pieces, opened = _opened(pieces, said, language)
            decisions = [*decisions, *again, *titled, *opened]
        return replace(manuscript, pieces=tuple(_without_edge_breaks(pieces)), facts=facts), tuple(decisions), ()

    return outline


def _without_book_title(
    pieces: tuple[Piece, ...], facts: Facts, metadata: Metadata, said: Collection[Place], language: Language
) -> tuple[tuple[Piece, ...], list[Decision], Facts]:
    """The pieces without the book's own title and the name under it, and what they state.

    `said`: the places of headings of which the author has said what they are.
    """
    title = _book_title(pieces, _headings(pieces), metadata, fact(facts, "title"), language)
    if title is None or title.place in said:
        return pieces, [], facts
    text = one_line(title.inlines)
    decisions = [Decision("outline/book-title", title.place, text, "", 0.9, removed=True)]
    pieces = tuple(piece for piece in pieces if piece is not title)
    facts = overruled(facts, by=(("title", fact(facts, "title") or text),))
    named = next((piece for piece in pieces if not isinstance(piece, SceneBreak)), None)
    if not metadata.contributors and not people(facts, "author") and (name := _name(named, language)):
        assert isinstance(named, Paragraph)
        decisions.append(Decision("outline/author", named.place, plain(named.inlines), "", 0.8, removed=True))
        pieces = tuple(piece for piece in pieces if piece is not named)
        facts = (*facts, ("author", name))
    return pieces, decisions, facts


def _opened(
    pieces: tuple[Piece, ...], said: Mapping[Place, Kind], language: Language
) -> tuple[tuple[Piece, ...], list[Decision]]:
    """The pieces with an opening for each heading. `said`: what some open, by the author's word."""
    titles = marked_titles.below(pieces, _headings(pieces), language) if not said else {}
    below = {id(title) for title in titles.values()}
    pieces = tuple(piece for piece in pieces if id(piece) not in below)
    headings = _headings(pieces)
    depths = marked_levels.depths(pieces, headings, language)
    by_words = _kinds(headings, depths, language)
    openings: dict[int, Opening] = {}
    decisions: list[Decision] = []
    for heading, depth, by_word in zip(headings, depths, by_words, strict=True):
        kind = said.get(heading.place, by_word)
        openings[id(heading)] = Opening(_section(heading, kind, language, titles.get(id(heading))), depth)
        text = one_line(heading.inlines)
        decisions.append(Decision(f"outline/level-{heading.level}", heading.place, text, f"{kind}, depth {depth}"))
    return tuple(openings.get(id(piece), piece) for piece in pieces), decisions


def _headings(pieces: Sequence[Piece]) -> list[Heading]:
    return [piece for piece in pieces if isinstance(piece, Heading)]


def _book_title(
    pieces: Sequence[Piece], headings: Sequence[Heading], metadata: Metadata, stated: str, language: Language
) -> Heading | None:
    """The one heading of the highest level, when nothing stands before it and it is, or may be, the book's title."""
    first = headings[0]
    if next(piece for piece in pieces if not isinstance(piece, SceneBreak)) is not first:
        return None
    others = [heading for heading in headings[1:] if heading.level <= first.level]
    known = metadata.title or stated
    text = plain(first.inlines)
    if others and _stands_over(headings, pieces, language):
        others = []  # the chapters' headings are as great as the book's title
    if known:
        said = normal(text) == normal(known) or text.casefold().strip().startswith(f"{known.casefold()} by ")
        return first if said and (not others or _stands_over_little(pieces, headings)) else None
    below = next((piece for piece in pieces if not isinstance(piece, SceneBreak) and piece is not first), None)
    signed = isinstance(below, Paragraph) and bool(after_by(one_line(below.inlines), language))
    alone = len(headings) == 1 and not signed
    return first if not others and not alone else None


def _stands_over(headings: Sequence[Heading], pieces: Sequence[Piece], language: Language) -> bool:
    """Whether the first heading, and no other, has nothing (or a name) under it but the heading of a first chapter."""
    shapes = [shape(one_line(heading.inlines), language) for heading in headings]
    places = {id(piece): number for number, piece in enumerate(pieces)}
    starts = [places[id(heading)] for heading in headings]
    named = len(headings) > 1 and bool(_name(pieces[starts[0] + 1], language))
    straight = [
        at + 1 < len(headings) and starts[at + 1] == starts[at] + (2 if named and not at else 1)
        for at, found in enumerate(shapes)
        if found is None
    ]
    below = shapes[1]
    numbered = below is not None and (below.number == 1 or below.kind is Kind.PROLOGUE)
    return shapes[0] is None and numbered and straight[0] and sum(straight) == 1


def _stands_over_little(pieces: Sequence[Piece], headings: Sequence[Heading]) -> bool:
    """Whether nothing but a short line or two (`A Novel`) stands between the first heading and the second."""
    second = next(n for n, piece in enumerate(pieces) if piece is headings[1])
    between = [piece for piece in pieces[:second] if piece is not headings[0] and not isinstance(piece, SceneBreak)]
    return len(between) < 3 and all(isinstance(p, Paragraph) and len(plain(p.inlines)) < 60 for p in between)


def _name(piece: Piece | None, language: Language) -> str:
    """Whose name stands straight under the book's title: `by Ines Varga`, or the name alone."""
    text = one_line(piece.inlines) if isinstance(piece, Paragraph) else ""
    if not 0 < len(text) < 60:
        return ""
    return after_by(text, language) or (tidy_name(text) if is_whole_name(text) else "")


def _kinds(headings: Sequence[Heading], depths: Sequence[int], language: Language) -> list[Kind]:
    """What each heading opens, by its words; without them, by what stands over it and under it."""
    shapes = [shape(one_line(heading.inlines), language) for heading in headings]
    kinds: list[Kind] = []
    over: list[tuple[int, Kind]] = []  # depth and kind of the headings that hold this one
    for number, (depth, found) in enumerate(zip(depths, shapes, strict=True)):
        while over and over[-1][0] >= depth:
            over.pop()
        if found:
            kind = found.kind
        elif any(inner and inner.kind in NUMBERED for inner in _under(number, depths, shapes)):
            kind = Kind.PART
        else:
            in_chapter = any(outer not in (Kind.PART, Kind.VOLUME) for _, outer in over)
            kind = Kind.SUBCHAPTER if in_chapter else Kind.CHAPTER
        kinds.append(kind)
        over.append((depth, kind))
    return kinds


def _under(number: int, depths: Sequence[int], shapes: Sequence[Shape | None]) -> Sequence[Shape | None]:
    """The shapes of the headings that stand under this one, at any depth."""
    end = next((later for later in range(number + 1, len(depths)) if depths[later] <= depths[number]), len(depths))
    return shapes[number + 1 : end]


def _section(heading: Heading, kind: Kind, language: Language, below: Heading | None) -> Section:
    """The section a heading opens, its label and title told apart where it is plain text. `below`: its title."""
    label: Inlines = ()
    title = _light(heading)
    if len(title) == 1 and isinstance(title[0], Text):
        found = shape(" ".join(title[0].text.split()), language)
        if found and found.label:
            label = (Text(found.label),)
            title = (Text(found.title),) if found.title else ()
    if below is not None:
        label, title = label or title, _light(below)  # (a number may be a link: then it was not told apart)
    return Section(
        kind,
        label,
        title,
        id=heading.id or (below.id if below else ""),
        place=heading.place,
        language=heading.language,
        direction=heading.direction,
    )


def _light(heading: Heading) -> Inlines:
    """What a heading says, without the weight that all of it has."""
    whole = heading.inlines[0] if len(heading.inlines) == 1 else None
    return whole.inlines if isinstance(whole, Strong) else heading.inlines


def _without_edge_breaks(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """The pieces less the scene breaks that part nothing: right after a heading, right before one, at the end."""
    for number, piece in enumerate(pieces):
        if isinstance(piece, SceneBreak) and not any(map(str.isalnum, piece.ornament)):  # (oOo is to be declared)
            before = pieces[number - 1] if number else None
            after = pieces[number + 1] if number + 1 < len(pieces) else None
            if (
                before is None
                or after is None
                or isinstance(before, Opening | SceneBreak)
                or isinstance(after, Opening)
            ):
                continue
        yield piece
