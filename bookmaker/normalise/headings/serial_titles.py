"""The story's title in the heading of every chapter: `Salt Road - Chapter 2: Tea`, `Chapter 2 – Salt Road`.

It is the book's title: kept as such, and taken out of the headings. What running heads repeat is left to `page_marks`:
here each number stands once, and the numbers rise.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain, pairwise

from bookmaker import languages
from bookmaker.facts import completed, fact
from bookmaker.languages import Language
from bookmaker.metadata import Override
from bookmaker.model import Decision, Kind, Line
from bookmaker.normalise.headings import heading_lines
from bookmaker.normalise.headings.heading_shapes import NUMBERED
from bookmaker.normalise.headings.letter_case import SMALL
from bookmaker.normalise.passes import Group, LayoutPass, LayoutResult, Manuscript, Piece, removal, text_of

_LONGEST = 120  # characters
_MOST_LINES = 3
_NAME = 60  # characters of a line under it
_FEWEST = 3
_ALL = 0.8  # share of the headings that have it
_TOP = 12  # pieces among which the first such heading stands
_FLAIR = re.compile(r"\[?(?:OC|PI|TOTS)\]? (?=\S)")  # of the board r/HFY
_OF_SO_MANY = re.compile(
    r"(?P<title>\S.*?)[ ,:-]+(?P<heading>[(\[]?(?P<number>\d{1,2})/(?:\d{1,2}|\?)[)\]]?)"
)  # of posts
_LAST_OF_ALL = re.compile(  # `Nobody rings the bell. (Final)`
    r"(?P<title>\S.*?) ?[(\[]"
    r"(?P<heading>(?P<number>)(?:the )?(?:finale?|end|conclusion|epilogue|last part|final (?:part|update)))[)\]]",
    re.IGNORECASE,
)
_LAST = 9_999
_STOPS = ".,;:\"”'’-–—"
_BETWEEN = " \t-–—:|,~/[(•·"
# `End of Chapter 2`, `Next: Chapter 3` are no headings.
_SAID_OF = frozenset("end ends next previous prev continue continued read start summary notes note back see".split())


@dataclass(frozen=True, slots=True)
class _Heading:
    """A line with the story's title and a chapter's heading: which group's first, and its parts."""

    at: int
    title: str
    heading: str
    number: int
    last: bool  # whether the title comes after the heading
    kind: Kind | None = None


def make(language: Language) -> LayoutPass:
    """The pass that takes the story's title out of the chapters' headings."""

    def take_out(manuscript: Manuscript) -> LayoutResult:
        title = fact(manuscript.facts, "title")
        families = _families(manuscript.pieces, language)
        found = _found(families, heading_lines.normal(title), set(_tops(manuscript.pieces)) if families else set())
        parts = [] if found else _parts(families)
        if not found and not parts:
            return manuscript, (), ()
        if found and _are_posts(found, manuscript.pieces, language):
            pieces, decisions = _without_posts(manuscript.pieces, found)
        else:
            chapters = found or list(chain.from_iterable(parts))
            pieces, decisions = _retitled(manuscript.pieces, chapters, {family[0].at for family in parts})
        facts = manuscript.facts
        if found:
            facts = completed(facts, by=(("title", _FLAIR.sub("", found[0].title.strip(_BETWEEN))),))
        return replace(manuscript, pieces=pieces, facts=facts), decisions, ()

    return take_out


def _retitled(
    old: Sequence[Piece], chapters: Sequence[_Heading], firsts: Collection[int]
) -> tuple[tuple[Piece, ...], list[Decision]]:
    """The pieces with the headings alone on their lines; over the `firsts` of parts the title stays."""
    pieces = list(old)
    decisions: list[Decision] = []
    for each in sorted(chapters, key=lambda each: -each.at):
        group = pieces[each.at]
        assert isinstance(group, Group)
        first, *others = group.lines
        own = each.title.strip(_BETWEEN)
        over = heading_lines.normal(text_of(pieces[each.at - 1])) if each.at else ""
        opens = each.at in firsts and over != heading_lines.normal(own)
        above = [replace(group, lines=(first._replace(text=own),))] if opens else []
        if not opens:
            decisions.append(Decision("sections/title-again", first.place, each.title, "", 0.9, removed=True))
        line = first._replace(text=each.heading, blanks=1 if opens else first.blanks)
        said = Override("heading", level=1) if each.number == _LAST else None
        heading = replace(group, lines=(line,), heading=said)
        below = [Group((others[0]._replace(blanks=1), *others[1:]))] if others else []
        pieces[each.at : each.at + 1] = [*above, heading, *below]
    return tuple(pieces), decisions[::-1]


def _without_posts(old: Sequence[Piece], posts: Sequence[_Heading]) -> tuple[tuple[Piece, ...], list[Decision]]:
    """The pieces without the lines that count the posts, and without the by-line below them but for the first."""
    at = {each.at for each in posts}
    pieces: list[Piece] = []
    decisions: list[Decision] = []
    by: tuple[str, ...] = ()
    for number, piece in enumerate(old):
        if number not in at or not isinstance(piece, Group):
            pieces.append(piece)
            continue
        below = tuple(line.text for line in piece.lines[1:])
        again = bool(below) and below == by
        decisions.append(removal("sections/title-again", piece.lines if again else piece.lines[:1]))
        if below and not again:
            pieces.append(replace(piece, lines=(piece.lines[1]._replace(blanks=1), *piece.lines[2:])))
        by = by or below
    return tuple(pieces), decisions


def _are_posts(found: Sequence[_Heading], pieces: Sequence[Piece], language: Language) -> bool:
    """Whether `(2/3)` counts the posts of a story that has chapters of its own."""
    if not all("/" in each.heading for each in found):
        return False
    lines = (piece.lines[0].text for piece in pieces if isinstance(piece, Group) and len(piece.lines) < _MOST_LINES)
    shapes = (heading_lines.shape(text, language) for text in lines if len(text) < _NAME and "/" not in text)
    return sum(shape is not None and shape.has_word and shape.number is not None for shape in shapes) > 1


_Families = Mapping[tuple[str, bool], list[_Heading]]


def _families(pieces: Sequence[Piece], language: Language) -> _Families:
    """The headings with a title on their line, by it, and by whether it comes after."""
    families: dict[tuple[str, bool], list[_Heading]] = defaultdict(list)
    for at, piece in enumerate(pieces):
        if not isinstance(piece, Group) or piece.plain or piece.heading or len(piece.lines) > _MOST_LINES:
            continue
        if len(piece.lines) > 1 and len(piece.lines[1].text) > _NAME:
            continue
        parted = _parted(at, piece.lines[0], language)
        if parted is not None and (title := heading_lines.normal(parted.title)):
            families[title, parted.last].append(parted)
    return families


def _parts(families: _Families) -> list[list[_Heading]]:
    """`Inferno - Canto I` and on, then `Purgatorio - Canto I`: the headings of two parts or more, each from one on."""
    parts = [
        family
        for (_, last), family in families.items()
        if not last and len(family) > 1 and family[0].number == 1 and _rising(family)
    ]
    return parts if len(parts) > 1 else []


def _rising(family: Sequence[_Heading]) -> bool:
    return all(a.number < b.number and b.at > a.at + 1 for a, b in pairwise(family))


def _tops(pieces: Sequence[Piece]) -> Iterator[str]:
    """The lines over the first chapter, among which the book's title stands alone."""
    for piece in pieces[:_TOP]:
        if isinstance(piece, Group) and len(piece.lines) <= _MOST_LINES:
            for line in piece.lines:
                if len(line.text) < _NAME:
                    yield heading_lines.normal(line.text)
                    yield heading_lines.normal(line.text.partition(" - ")[0])  # `Salt Road - marsh_hen`


def _found(families: _Families, known: str, tops: Collection[str]) -> list[_Heading]:
    """The headings of every chapter that have the book's title: `known`, or one that all of them share.

    `tops`: what stands alone over the first of them; two headings with it are enough.
    """
    for (title, last), family in families.items():
        if len(families) == len(family) == 1 and not (family[0].at or last) and family[0].kind is Kind.CHAPTER:
            return family  # one chapter, in a file of its own
        fewest = 2 if title == known or title in tops or not (family[0].at or last) else _FEWEST
        if (last or title != known) and len(family) < _ALL * sum(map(len, families.values())):
            continue  # some chapters have the same title
        if len(family) >= fewest and _rising(family) and (title == known or family[0].at < _TOP):
            return family
    return []


def _parted(at: int, line: Line, language: Language) -> _Heading | None:
    text = line.text
    if len(text) > _LONGEST or text[-1] in _STOPS or not (text[0].isupper() or text[0].isdigit() or text[0] == "["):
        return None
    whole = shape = heading_lines.shape(text, language)
    if shape is not None and shape.has_word and shape.number and shape.title:
        last = text.endswith(shape.title) and text[-1] != "]"  # (`Chapter 2 [Edited]`)
        return _Heading(at, shape.title, shape.label, shape.number, True) if last else None
    for word in _heading_word(language.tag).finditer(text):
        title, heading = text[: word.start()], text[word.start() :].rstrip(" ])")
        core = title.strip(_BETWEEN + "])")
        shape = heading_lines.shape(heading, language) if core else None
        if shape is None or not shape.number or not shape.has_word:
            continue
        words = core.casefold().split()
        said = words[-1] in SMALL or words[0].strip(":") in _SAID_OF
        bracketed = title.rstrip()[-1] in "(["  # `Nobody rings the bell. (Part 2)`
        said = said or (core[-1] in ".;!”\"'’" and not bracketed)
        if said or heading_lines.shape(core, language) is not None:
            return None
        return _Heading(at, title, heading, shape.number, False, shape.kind)
    post = _OF_SO_MANY.fullmatch(text) if "/" in text else None
    post = post or (_LAST_OF_ALL.fullmatch(text) if text[-1] in ")]" else None)
    worded = whole is not None and whole.has_word  # `PART: 1/3`
    if post is None or worded or post["title"].split()[0].casefold() in _SAID_OF:
        return None
    return _Heading(at, post["title"], post["heading"].strip("()[]"), int(post["number"] or _LAST), False)


@cache
def _heading_word(tag: str) -> re.Pattern[str]:
    """A word that a chapter's number follows, within a line."""
    language = languages.language(tag)
    assert language is not None
    words = "|".join(re.escape(word) for word, kind in language.headings.items() if kind in NUMBERED)
    return re.compile(rf"(?<=[\s\[(])(?:{words})\.?(?= ?[#\d]| [^\W\d_])", re.IGNORECASE)
