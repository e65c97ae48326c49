"""Lists of nothing but links to headings, in Markdown and HTML: the book makes its own contents."""

from __future__ import annotations

from dataclasses import replace

from bookmaker.languages import Language
from bookmaker.model import Decision, ItemList, Link, Table
from bookmaker.normalise.passes import Group, LayoutPass, LayoutResult, Manuscript, Opening, Piece
from bookmaker.walk import block_text, blocks, inlines, lines, plain

_FEWEST = 3  # links of a list of contents


def make(language: Language) -> LayoutPass:
    """The pass that takes such lists out, and tables of links and pages as Project Gutenberg has them."""
    return lambda manuscript: _without_contents(manuscript, language.contents)


def _without_contents(manuscript: Manuscript, words: frozenset[str]) -> LayoutResult:
    kept: list[Piece] = []
    decisions: list[Decision] = []
    for piece in manuscript.pieces:
        listed = isinstance(piece, ItemList | Table)
        named = listed and bool(kept) and _said(kept[-1]).casefold().strip(" :.") in words
        if isinstance(piece, ItemList | Table) and _is_contents(piece, 1 if named else _FEWEST):
            if named:
                decisions.append(_dropped("links/contents-heading", kept.pop()))
            decisions.append(_dropped("links/contents-list", piece))
        else:
            kept.append(piece)
    return replace(manuscript, pieces=tuple(kept)), tuple(decisions), ()


def _is_contents(block: ItemList | Table, fewest: int) -> bool:
    if isinstance(block, Table):  # a number and a page stand beside the link
        led_on = [any(isinstance(each, Link) for cell in row for each in inlines(cell)) for row in block.rows]
        return sum(led_on) >= max(fewest, 0.7 * len(led_on)) and sum(led_on) > 1
    runs = [line for inner in blocks((block,)) for line in lines(inner)]
    links = [each for run in runs for each in inlines(run) if isinstance(each, Link) and each.target.startswith("#")]
    said = "".join(map(plain, runs))
    linked = "".join(plain(link.inlines) for link in links)
    return len(links) >= fewest and sum(map(str.isalpha, said)) == sum(map(str.isalpha, linked))


def _said(piece: Piece) -> str:
    return "" if isinstance(piece, Group | Opening) else " ".join(block_text(piece).split())


def _dropped(rule: str, piece: Piece) -> Decision:
    assert not isinstance(piece, Opening | Group)
    return Decision(rule, piece.place, _said(piece), "", 0.9, removed=True)
