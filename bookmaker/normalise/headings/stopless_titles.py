"""Titles that nothing shows but that no stop ends them: in a text of whole sentences each is a short line alone."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from bookmaker.languages import Language
from bookmaker.normalise.headings import heading_lines, over_numbers
from bookmaker.normalise.headings.evidence import Candidate
from bookmaker.normalise.headings.letter_case import is_title_case
from bookmaker.normalise.headings.lone_titles import in_stanzas, shape_of, tells_when_written
from bookmaker.normalise.line_ends import ends_sentence
from bookmaker.normalise.passes import Group, Piece, lines_of, size_of

_SHORTEST_STORY, _SHORTEST_POEM = 600, 60  # characters, on average


def find(pieces: Sequence[Piece], language: Language, collection: bool) -> list[Candidate]:
    """These titles; none unless the first opens the text and all have long text below. `collection`: of several pieces.

    One such line among the paragraphs could be anything, so every one of them must be such a title.
    """
    groups = [(index, piece) for index, piece in enumerate(pieces) if isinstance(piece, Group)]
    if len(groups) < len(pieces) or not groups or not _stopless(groups[0][1]):
        return []
    verse = in_stanzas([group for _, group in groups if not _stopless(group)])
    fewest, shortest = (2, _SHORTEST_POEM) if verse or collection else (4, _SHORTEST_STORY)
    family = [Candidate(index, 1, shape_of(group), group.lines) for index, group in groups if _stopless(group)]
    between = [b - a for a, b in pairwise([*(c.index for c in family), len(pieces)])]
    size = size_of(lines_of(pieces))
    if len(family) < over_numbers.FEWEST_STORIES or min(between) < fewest or size < shortest * len(family):
        return []
    if len({heading_lines.normal(c.shape.title) for c in family}) < len(family):
        return []  # places where scenes are
    if language.tag.startswith("en") and not all(is_title_case(c.shape.title) for c in family):
        return []
    if not all(_opens_text(c.index, pieces) for c in family):
        return []
    for candidate in family:
        candidate.signals += ["stands alone", "three or more siblings", "nothing else stops without a stop"]
    return family


def _stopless(group: Group) -> bool:
    """A short line alone that begins with a capital and ends in a word, as no paragraph does."""
    text = group.lines[0].text
    return (
        len(group.lines) == 1
        and len(text) < 60
        and (text[-1].isalnum() or text[-1] == ")")
        and text[0].isupper()
        and len(text.split()) < 10
        and heading_lines.normal(text) not in heading_lines.NO_TITLES
        and not group.plain
    )


def _opens_text(index: int, pieces: Sequence[Piece]) -> bool:
    """Whether a sentence has ended above, and a paragraph follows."""
    above, below = pieces[index - 1] if index else None, pieces[index + 1]
    last = above.lines[-1].text if isinstance(above, Group) else ""
    ended = above is None or ends_sentence(last) or (last[-1:] == "]" and tells_when_written(last))
    return ended and isinstance(below, Group) and not below.lines[0].text[0].islower()
