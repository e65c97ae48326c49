"""Title and by-line at the head of a page or of Markdown, where nobody marked the title as a heading."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from bookmaker.facts import fact, overruled, people
from bookmaker.languages import Language
from bookmaker.model import Decision, Facts, Heading, LineBreak, Metadata, Paragraph, SceneBreak, Strong
from bookmaker.normalise.headings.heading_lines import normal, shape
from bookmaker.normalise.headings.letter_case import is_caps, is_title_case
from bookmaker.normalise.line_ends import ends_sentence
from bookmaker.normalise.passes import Piece
from bookmaker.normalise.title_page.by_lines import after_by, tidy_name
from bookmaker.walk import one_line, plain

_LONGEST = 80  # characters
_MOST = 8  # lines of a title page


def taken(
    pieces: tuple[Piece, ...], facts: Facts, language: Language
) -> tuple[tuple[Piece, ...], list[Decision], Facts]:
    """The pieces without them, and what they state."""
    first = next((n for n, piece in enumerate(pieces) if not isinstance(piece, SceneBreak)), 0)
    opening = pieces[first : first + 2]
    if not opening or people(facts, "author"):
        return pieces, [], facts
    lines, used = _lines(opening)
    name = after_by(lines[1], language) if len(lines) == 2 else ""
    if not name or not _is_title(lines[0], opening[0], language):
        return pieces, [], facts
    known = fact(facts, "title")
    if known and normal(known) != normal(lines[0]):
        return pieces, [], facts
    decisions = [
        Decision("outline/book-title", piece.place, plain(piece.inlines), "", 0.8, removed=True)
        for piece in opening[:used]
        if isinstance(piece, Paragraph)
    ]
    stated = (("author", tidy_name(name)),) if known else (("title", lines[0]), ("author", tidy_name(name)))
    return (*pieces[:first], *pieces[first + used :]), decisions, (*facts, *stated)


def title_page(
    pieces: tuple[Piece, ...], facts: Facts, metadata: Metadata, language: Language
) -> tuple[tuple[Piece, ...], list[Decision], Facts]:
    """The pieces without a title page set in headings (`The Tide`, `A Novel`, `by`, `Ines Varga`) over the first
    chapter, and what it states. Whatever else stands there is no heading, either.
    """
    start = next((n for n, piece in enumerate(pieces) if not isinstance(piece, SceneBreak)), 0)
    end = next((n for n in range(start, len(pieces)) if _opens(pieces[n], language)), start)
    page = list(takewhile(lambda piece: isinstance(piece, Heading | Paragraph), pieces[start:end]))
    texts = [one_line(piece.inlines) for piece in page if isinstance(piece, Heading | Paragraph)]
    if not 1 < len(page) <= end - start <= _MOST or max(map(len, texts)) > _LONGEST:
        return pieces, [], facts
    by, name = next(_by_lines(texts, language), (0, ""))
    known = metadata.title or fact(facts, "title")
    people_known = [normal(person.name) for person in metadata.authors]
    if not by or by > 2 or not isinstance(page[0], Heading) or (known and normal(known) != normal(texts[0])):
        return pieces, [], facts
    if people_known and normal(name) not in people_known:
        return pieces, [], facts
    used = by + 1 if after_by(texts[by], language) else by + 2
    stated = [("title", fact(facts, "title") or texts[0]), *(("subtitle", text) for text in texts[1:by])]
    if not people(facts, "author"):
        stated.append(("author", tidy_name(name)))
    rules = ("book-title", *("subtitle" for _ in texts[1:by]), "author", "author")
    decisions = [
        Decision(f"outline/{rule}", piece.place, text, "", 0.85, removed=True)
        for rule, piece, text in zip(rules, page[:used], texts, strict=False)
        if isinstance(piece, Heading | Paragraph)
    ]
    below = pieces[start + used : end]
    left = (Paragraph(each.inlines, place=each.place) if isinstance(each, Heading) else each for each in below)
    return (*pieces[:start], *left, *pieces[end:]), decisions, overruled(facts, by=tuple(stated))


def _opens(piece: Piece, language: Language) -> bool:
    """Whether a piece is the heading of a first chapter, by its words, or of a contents list."""
    if not isinstance(piece, Heading):
        return False
    text = one_line(piece.inlines)
    return text.casefold().strip(" .:") in language.contents or shape(text, language) is not None


def _by_lines(texts: Sequence[str], language: Language) -> Iterator[tuple[int, str]]:
    """Where a by-line stands, and whose name it is: `by Ines Varga`, or `by` over the name."""
    for number, text in enumerate(texts):
        if name := after_by(text, language):
            yield number, name
        elif text.casefold().strip(" .:") in language.by and after_by(f"{text} {(*texts, '')[number + 1]}", language):
            yield number, texts[number + 1]


def _lines(opening: Sequence[Piece]) -> tuple[list[str], int]:
    """The first two lines of a text, and how many paragraphs they are."""
    lines: list[str] = []
    for used, piece in enumerate(opening, 1):
        if not isinstance(piece, Paragraph):
            break
        text = "".join("\n" if isinstance(each, LineBreak) else plain((each,)) for each in piece.inlines)
        lines += [line.strip() for line in text.split("\n") if line.strip()]
        if len(lines) >= 2:
            return lines, used
    return lines, 0


def _is_title(text: str, piece: Piece, language: Language) -> bool:
    heavy = isinstance(piece, Paragraph) and isinstance(piece.inlines[0], Strong)
    said = len(text) < _LONGEST and not (ends_sentence(text) and text[-1] not in "?!") and re.search(r"\w", text)
    return bool(said) and (heavy or is_caps(text) or is_title_case(text)) and shape(text, language) is None
