"""Pieces → sections: what follows a heading belongs to it, deeper headings nest."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from bookmaker.model import Block, Kind, Section
from bookmaker.normalise.passes import Group, Manuscript, Opening


@dataclass(slots=True)
class _Open:
    section: Section
    depth: int
    blocks: list[Block] = field(default_factory=list)
    inner: list[Section] = field(default_factory=list)

    def closed(self) -> Section:
        return replace(self.section, blocks=tuple(self.blocks), sections=tuple(self.inner))


def sections(manuscript: Manuscript) -> tuple[Section, ...]:
    """The sections of a manuscript whose lines have all become blocks. What stands before any heading is TEXT."""
    root = _Open(Section(Kind.TEXT), 0)
    stack = [root]

    def close_to(depth: int) -> None:
        while stack[-1].depth >= depth:
            done = stack.pop()
            stack[-1].inner.append(done.closed())

    for piece in manuscript.pieces:
        match piece:
            case Opening():
                close_to(piece.depth)
                stack.append(_Open(piece.section, piece.depth))
            case Group():
                raise AssertionError(f"{piece.lines[0].place}: lines that no pass has set")
            case _:
                stack[-1].blocks.append(piece)
    close_to(1)
    if not root.blocks:
        return tuple(root.inner)
    place = root.blocks[0].place
    return (Section(Kind.TEXT, blocks=tuple(root.blocks), place=place), *root.inner)
