"""The lines of a title page taken apart: title, by-line and publisher often stand close together."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import pairwise

from bookmaker.languages import Language, unprofiled
from bookmaker.model import Line
from bookmaker.normalise.headings import heading_lines
from bookmaker.normalise.headings.decoration import undecorated
from bookmaker.normalise.headings.front import addressed
from bookmaker.normalise.headings.letter_case import SMALL, is_caps
from bookmaker.normalise.passes import Group, Piece, group_at, text_of
from bookmaker.normalise.title_page.by_lines import (
    after_by,
    explains,
    is_genre,
    is_whole_name,
    joined_explanation,
    name_like,
    without_brackets,
)
from bookmaker.normalise.title_page.front_groups import REACH, SHORT, is_worded
from bookmaker.normalise.title_page.imprint import is_any_year, is_imprint_line
from bookmaker.normalise.title_page.one_line_titles import title_and_name, two_in_one

LABELLED = re.compile(
    r"(Title|Author|Authors|By|Translator|Editor|Language|Titel|Autor|Autorin|Titre|Auteur|Título)\s*:\s+(\S.*)",
    re.IGNORECASE,
)
_HELPED = re.compile(
    r"(?:with )?(?:[\w-]+ ){0,4}(?:illustrations?|illustrated|drawings|pictures|sidelights|decorations|engravings|"
    r"photographs|edited|translated|compiled|arranged|introduction|preface|notes)",
    re.IGNORECASE,
)
_OF_SO_MANY = re.compile(r"(?<=\S)\s*[(\[]\d{1,2}(?:/| of )(?:\d{1,2}|\?)[)\]]$")  # `Salt Road (1/3)`: of a post
_ENDS_BY = re.compile(r"(\S.{2,60}\S),? ([Bb][Yy])")  # the name stands below
_VOLUME = re.compile(
    r"[,;:.]? ?\(?\bvol(?:ume|\.)? ?(?:\d{1,2}|[ivx]{1,5}|one|two|three|four)\b.{0,12}$", re.IGNORECASE
)
_ENTERED = re.compile(r"_*entered,? according to act", re.IGNORECASE)
_KINGS = re.compile(r"(?:X{0,3}(?:IX|IV|V?I{1,3})|V|X{2,3})[.,:;]?")
_GOES_ON = frozenset("of the and in for to a an from with on".split())  # no title ends in one
_SPACED = re.compile(r"[^\W\d_](?: {1,4}[^\W\d_]){3,}")
_STOPPED = re.compile(r"\b(?!(?:esq|bros|co|ltd|inc|jr|sr|etc|dr|st)\b)[^\W\d_]{2,}\.$", re.IGNORECASE)
_ALIKE, _ALIKE_FROM = 0.95, 24  # how much of a title page's words are the library's; letters to tell it by
_MOST = 8  # lines of a group on a title page
_FULL = 40  # characters
_HEAD = 5  # lines at the top of a text without blank lines that may be its title page


def taken_apart(pieces: Sequence[Piece], language: Language, known: Collection[str] = ()) -> tuple[Piece, ...]:
    """Pieces with title, by-line and publisher near the top in groups of their own, where they stand close together.

    `known`: title and authors that a library's header names, as `heading_lines.normal` gives them.
    """
    out: list[Piece] = []
    to = addressed(language)
    for index, piece in enumerate(pieces):
        if index >= REACH or not isinstance(piece, Group) or piece.plain or piece.heading is not None:
            out.append(piece)
            continue
        lines = two_in_one(piece.lines) if not index else piece.lines
        below = group_at(pieces, index + 1)
        if not index and len(lines) == 1 and (parts := title_and_name(lines[0], below, language)):
            out += (Group((part,), opens_file=piece.opens_file and not n) for n, part in enumerate(parts))
            continue
        ends_by = _ENDS_BY.fullmatch(lines[-1].text) if len(lines) < 4 else None
        whole = lines[-1].text.casefold().strip(" :._*") in language.by  # `Written by`
        if ends_by and not whole and below is not None and is_whole_name(below.lines[0].text.rstrip(",.")):
            title = lines[-1]._replace(text=ends_by[1])
            out.append(replace(piece, lines=(*lines[:-1], title)))
            out.append(replace(piece, lines=(title._replace(text=ends_by[2], blanks=0),), opens_file=False))
            continue
        if index < 3 and len(lines) > 1 and LABELLED.fullmatch(lines[0].text):
            labelled = next((n for n, line in enumerate(lines) if not LABELLED.fullmatch(line.text)), len(lines))
            starts = list(range(1, labelled + 1))
        elif not index and 2 < len(lines) <= _HEAD and all(LABELLED.fullmatch(line.text) for line in lines[1:]):
            starts = list(range(1, len(lines)))  # `Author:`, `Translator:` under a title
        elif len(lines) < 2 or (index and to.match(lines[0].text)):
            starts = []
        else:
            starts = _cuts(lines if len(lines) <= _MOST else lines[:_HEAD], language, index)
            starts = starts or _cut_beside_known(lines, known)
        bounds = [0, *(start for start in starts if start < len(lines)), len(lines)]
        out += (
            replace(piece, lines=lines[first:last], opens_file=piece.opens_file and not first)
            for first, last in pairwise(bounds)
        )
    return tuple(out)


def _cuts(lines: Sequence[Line], language: Language, index: int) -> list[int]:
    """Where one thing ends and the next begins among close lines of a title page; no cut in a paragraph."""
    if any(len(line.text) >= SHORT for line in lines[: _MOST - 1]) and index:
        return []
    if _ENTERED.match(lines[0].text):
        return []  # `by` whom it was entered
    starts = {1} if not index and is_any_year(lines[0].text) and is_caps(lines[1].text) else set[int]()
    headed = heading_lines.shape(lines[0].text, language) is not None  # "I." over "Introduction"
    number = 0
    while number < len(lines):
        text = lines[number].text
        if len(text) >= SHORT and not is_imprint_line(text):
            break
        if not index and number and not headed and is_worded(text, language):
            starts.add(number)
            break  # the first chapter: what follows is text
        if index and number and text[0].islower() and _goes_on(lines[number - 1].text):
            break  # the last line of a paragraph: `they had met` / `by chance.`
        goes_on = bool(number) and lines[number - 1].text.split()[-1].casefold() in _GOES_ON
        used = 0 if goes_on else _says_who(lines, number, language)
        if used == 2 and number and _HELPED.fullmatch(lines[number - 1].text.strip("_*")):
            starts |= {number - 1, number + 2}  # by whom the pictures are
        elif used:
            starts |= {number, number + used}
            if not index and number == 2 and is_genre(text) and _name_over_title(lines):
                starts.add(1)
        elif number and not index and is_imprint_line(text) and not is_imprint_line(lines[number - 1].text):
            starts.add(number)
            if number == 2 and is_whole_name(lines[1].text):
                starts.add(1)
        number += used or 1
    return sorted(starts - {0})


def _cut_beside_known(lines: Sequence[Line], known: Collection[str]) -> list[int]:
    """Where the title or the name that we know stands among a few short lines: `PAUL MERZ` / `of the Academy`."""
    if len(lines) > _HEAD or any(len(line.text) > SHORT for line in lines):
        return []
    named = [n for n, line in enumerate(lines) if heading_lines.normal(line.text) in known]
    return sorted({bound for n in named for bound in (n, n + 1)} - {0, len(lines)})


def _goes_on(text: str) -> bool:
    """Whether a line is full, of running text, and ends in no sentence's end."""
    return len(text) > _FULL and text[0].islower() and text[-1].isalpha() and not is_caps(text)


def _says_who(lines: Sequence[Line], number: int, language: Language) -> int:
    """How many lines from here say by whom the book is, or what it is."""
    text = lines[number].text
    if number and explains(text):
        return (
            next(n for n in range(number + 1, len(lines) + 1) if n == len(lines) or _ends_it(lines[n], language))
            - number
        )
    if (
        text.casefold().strip(" :._*") in language.by
        and number + 1 < len(lines)
        and name_like(without_brackets(undecorated(lines[number + 1].text)).rstrip(","))
    ):
        return 2
    return int(bool(after_by(text.strip("_* "), language)) or (number > 0 and is_genre(text)))


def _name_over_title(lines: Sequence[Line]) -> bool:
    """Whether the first line is a name and the second none: `Anna Vetrova` over `The twelfth pier`."""
    name, title = (line.text for line in lines[:2])
    return is_whole_name(name) and not is_whole_name(title) and title.split()[0].casefold() not in SMALL


def _ends_it(line: Line, language: Language) -> bool:
    """Whether a line goes on with something else than what the book is."""
    return bool(after_by(line.text.strip("_* "), language)) or is_imprint_line(line.text)


def explanation(pieces: Sequence[Piece], front: Sequence[int], index: int) -> tuple[list[int], str]:
    """`Being the Journal of`, with the name when it stands in the group below: the groups, and what they say."""
    run = [index, index + 1] if index + 1 in front else [index]
    lines = [[line.text for line in group.lines] for n in run if isinstance(group := pieces[n], Group)]
    if len(lines) > 1 and not (lines[0][-1].rstrip("_* ").endswith((" of", " by")) and is_whole_name(lines[1][0])):
        run, lines = run[:1], lines[:1]
    return run, joined_explanation([text for group in lines for text in group])


def title_run(pieces: Sequence[Piece], front: Sequence[int], index: int, *titles: str) -> list[int]:
    """Groups from here on that together say the title (`THE CLOCK` / `OF` / `FERRY LANE`)."""
    for title in filter(None, titles):
        wanted = heading_lines.normal(title)
        said = ""
        run: list[int] = []
        best: list[int] = []
        for later in range(index, min(index + 6, front[-1] + 1)):
            said += heading_lines.normal(text_of(pieces[later]))
            if not _begins(wanted, said):
                break
            run = [*run, later]
            best = run if len(said) > 0.6 * len(wanted) else best
            if said == wanted:
                break
        if best:
            return best
    return []


def _begins(title: str, said: str) -> bool:
    """Whether a title begins so, give or take a letter: libraries spell as we do, title pages as was done then."""
    if title.startswith(said):
        return True
    near = _ALIKE_FROM < len(said) <= len(title) + 1
    return near and SequenceMatcher(None, title[: len(said)], said, autojunk=False).ratio() > _ALIKE


def second_title(
    pieces: Sequence[Piece], front: Sequence[int], index: int, language: Language
) -> tuple[list[int], str]:
    """`OR,` with the second title of a book in the group below it: the groups, and what they say."""
    both = [piece for n in (index, index + 1) if n in front and isinstance(piece := pieces[n], Group)]
    if len(both) < 2 or text_of(both[0]).casefold().strip(" ,_*;") != "or":
        return [], ""
    text = undecorated(text_of(both[1]).rstrip("."))
    return [index, index + 1], f"or, {tidy_title(text, language)}"


def says_part(text: str, title: str) -> bool:
    """Whether a line says some of a title's words and no others: `FAIRY TALES` of `The Heron's Fairy Tales`."""
    words = {heading_lines.normal(word) for word in text.split()} - {""}
    return bool(words) and words <= {heading_lines.normal(word) for word in title.split()}


def without_volume(title: str) -> str:
    """A title without what a library says of its volume: `The Tin Bridge, Vol. 1 (of 3)`."""
    return _VOLUME.sub("", title) or title


def tidy_title(title: str, language: Language) -> str:
    """A title set in capitals as English writes titles; other languages' rules we cannot guess. No stop ends it."""
    if _SPACED.fullmatch(title):  # T H E   S A L T   R O A D
        title = re.sub(r"(?<=\S) (?=\S)", "", title).replace("   ", " ").replace("  ", " ")
    title = title.rstrip(",;: ") or title
    title = _OF_SO_MANY.sub("", title) if title[-1] in ")]" else title
    if title[0] in '"“' and title[-1] in '"”' and title.count('"') in (0, 2) and len(title) > 2:
        title = title[1:-1]
    if _STOPPED.search(title) and title.count(".") == 1:
        title = title[:-1]
    if not is_caps(title) or not language.tag.startswith("en") or language is unprofiled():
        return title
    words = [word.lower() if word.lower() in SMALL else _capital(word) for word in title.split()]
    return " ".join([_capital(words[0]), *words[1:]])


def _capital(word: str) -> str:
    """A word with a capital; a king's number stays in capitals."""
    return word if _KINGS.fullmatch(word) else word.capitalize()
