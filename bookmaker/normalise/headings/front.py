"""What stands before the first heading: a dedication gets its own page, short lines are displayed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bookmaker.languages import Language
from bookmaker.model import Decision, Kind, Section
from bookmaker.normalise.blocks.paragraphs import as_typed, kept
from bookmaker.normalise.headings.letter_case import is_caps
from bookmaker.normalise.line_ends import ends_sentence
from bookmaker.normalise.passes import (
    Group,
    LayoutPass,
    LayoutResult,
    Manuscript,
    Opening,
    Piece,
    joined_text,
    lines_of,
    size_of,
)

_WORDS = {
    "en": r"to|once (?:more|again)|to the memory of|for|in (?:\w+ ){0,2}memory(?: of)?|"
    r"(?:this (?:\w+ ){0,2}(?:book|volume|story|tale|work) is )?(?:\w+ly )?(?:dedicated|inscribed)"
    r"(?: by the author)?(?: to)?",
    "de": "für|dem andenken|meine[rmn]",
    "fr": "à|au|aux|pour|en souvenir de|à la mémoire de",
    "es": "a|para|a la memoria de|en memoria de",
    "ca": "a|per a|a la memòria de",
    "it": "a|ad|al|alla|per|in memoria di",
    "pt": "a|à|ao|para|em memória de|à memória de",
    "nl": "voor|aan|ter nagedachtenis",
    "sv": "till|för",
    "da": "til",
    "nb": "til",
    "pl": "dla|pamięci",
    "cs": "pro|památce",
    "ru": "памяти|посвящается",
    "uk": "пам'яті|присвячується",
}
"""What a dedication begins with, by language."""

# To whom: a name (two letters at the least: `A. J. Merridew` is given nothing), or one's own or the whole world.
_WHOM = (
    r"(?:[_*\"“]*[A-ZÀ-ÞА-ЯŁŚŻŹĆČŘŠŽ]|(?:the|my|our|all|every\w*|any\w*|those|whoever|you|her|him|them|a|meine?[rmn]?|"
    r"unsere?[rmn]?|alle|mon|ma|mes|tous|toutes|ceux|mi|mis|todos|todas|quien|mio|mia|miei|tutti|chi|meus?|minhas?|"
    r"quem|mijn|allen|min|mitt|mina|moje[jg]?o?|mojej|wszystkich|моей|моему|всем)\b)"
)
_WORKS = re.compile(
    r"\W*(?:(?:(?:also|other (?:books|works|novels)|works|novels|books|poems|plays|stories|tales) )?"
    r"by the same (?:author|writer)|(?:by the )?author(?:ess)? of:?|"
    r"(?:also|other (?:books|works|novels)|works|novels|books) by [^.!?]{3,40}|"
    r"(?:ouvrages )?du même auteur|(?:vom |von dem)selben verfasser(?: (?:sind )?erschienen)?|"
    r"(?:obras )?del mismo autor|(?:opere )?dello stesso autore|(?:obras )?do mesmo au[ct]?tor|"
    r"van denzelfden schrijver|av samma författare|af samme forfatter|tegoż autora|od téhož autora|того же автора|"
    r"samalta tekijältä)\W*",
    re.IGNORECASE,
)
_LONGEST = 80  # characters of a line of a dedication
_NARROW = 40  # and of one that has many lines
_FULL, _NEARLY_FULL = 58, 46  # characters of a line of running text, at the least; of each of several
_TEXT, _CENTRED_TEXT = 200, 400  # characters of all of it
_SET_IN = 4  # columns: nothing set in so far is running text
_MOST, _MOST_CAPS = 4, 14  # groups of one; when each is a line in capitals: `TO THE` / `MEMORY` / `OF` ...
_REACH = 8  # groups before the first heading that are looked at


def make(language: Language) -> LayoutPass:
    """The pass that sets the front of a book that has headings; a text without any is left as it is."""
    to = addressed(language)
    return lambda manuscript: _arranged(manuscript, to)


def addressed(language: Language) -> re.Pattern[str]:
    """How a dedication begins in a language: `To my sister`, `Für Ada`."""
    words = _WORDS.get(language.tag.partition("-")[0], _WORDS["en"])
    return re.compile(rf"[_*\"“]*(?i:{words})(?=\s+{_WHOM}|\s*$)")


def _arranged(manuscript: Manuscript, to: re.Pattern[str]) -> LayoutResult:
    pieces = manuscript.pieces
    first = next((n for n, piece in enumerate(pieces) if isinstance(piece, Opening)), 0)
    front = pieces[:first]
    start, end = _dedication(front[: _REACH + _MOST_CAPS], to)
    made: list[Piece] = []
    decisions: list[Decision] = []
    for number, piece in enumerate(front):
        if start <= number < end and isinstance(piece, Group):
            place = piece.lines[0].place
            if number == start:
                made.append(Opening(Section(Kind.DEDICATION, place=place), 1))
                decisions.append(Decision("front/dedication", place, piece.lines[0].text, "dedication", 0.7))
            if any(char.isalnum() for line in piece.lines for char in line.text):  # (an ornament stays behind)
                made.append(as_typed(piece.lines, "display"))
        elif isinstance(piece, Group) and number and is_list_of_works(front[number - 1], piece):
            made.append(as_typed(piece.lines, "display"))
        elif isinstance(piece, Group) and number + 1 < first and _is_heading(piece, front[number + 1]):
            place = piece.lines[0].place
            made.append(Opening(Section(Kind.PREFACE, title=kept(piece.lines), place=place), 1))
            decisions.append(Decision("front/heading", place, piece.lines[0].text, "preface at depth 1", 0.6))
        else:
            if number == end > start and not _is_letter(piece):
                made.append(Opening(Section(Kind.TEXT), 1))
            made.append(piece)
    tail = max(first, len(pieces) - _REACH)
    made += pieces[first:tail]
    for number in range(tail, len(pieces)):
        piece = pieces[number]
        if isinstance(piece, Group) and number and not piece.plain and is_list_of_works(pieces[number - 1], piece):
            piece = as_typed(piece.lines, "display")
        made.append(piece)
    return replace(manuscript, pieces=tuple(made)), tuple(decisions), ()


def _is_letter(below: Piece) -> bool:
    """Whether what stands close below a dedication is what the author says to the one it is given to."""
    return isinstance(below, Group) and below.lines[0].blanks < 3 and (not _is_short(below) or _is_paragraph(below))


def _is_paragraph(group: Group) -> bool:
    """Whether full lines say a sentence, or several that are all but full."""
    lines = group.lines
    full = len(lines[0].text) > _FULL and len(lines) > 1
    full = full or (len(lines) > 3 and all(len(line.text) > _NEARLY_FULL for line in lines[:-1]))
    full = full and lines[0].indent < _SET_IN
    return full and ends_sentence(lines[-1].text) and not is_caps(lines[0].text)


def is_list_of_works(above: Piece, group: Group) -> bool:
    """Whether lines stand under `By the Same Author`."""
    named = isinstance(above, Group) and len(above.lines) == 1 and _WORKS.fullmatch(above.lines[0].text)
    return bool(named) and len(group.lines) > 1


def _is_heading(group: Group, below: Piece) -> bool:
    """Capitals on a line of their own over a paragraph: what the author says before the book begins."""
    line = group.lines[0]
    if (
        len(group.lines) > 1
        or (line.blanks < 2 and not group.opens_file)
        or len(line.text.split()) > 5
        or not is_caps(line.text)
        or line.text[-1] == ","
    ):
        return False
    size = size_of(below.lines) if isinstance(below, Group) else 0
    return size > 100 or (size > 40 and isinstance(below, Group) and ends_sentence(below.lines[-1].text))


def _dedication(front: Sequence[Piece], to: re.Pattern[str]) -> tuple[int, int]:
    """The groups of a dedication: short lines that begin with `To` or `For` and end in no sentence."""
    for start, piece in enumerate(front[:_REACH]):
        if not isinstance(piece, Group) or piece.plain or not to.match(piece.lines[0].text) or not _is_short(piece):
            continue
        end = start + 1
        caps = _is_line_in_capitals(piece)
        lone = piece.lines[0].blanks > 2  # each line a group, far from all others
        while end < len(front) and isinstance(below := front[end], Group) and _is_short(below):
            caps = caps and _is_line_in_capitals(below)
            lone = lone and len(below.lines) == 1 and len(below.lines[0].text) <= _NARROW
            most = _MOST_CAPS if caps else 2 * _MOST if lone else _MOST
            if below.lines[0].blanks > 1 or _is_paragraph(below) or end - start >= most:
                break
            end += 1
        text = joined_text(lines_of(front[start:end]))
        first = piece.lines[0]
        gap = _gap(front[end]) if end < len(front) else 2
        apart = first.indent >= 8 or is_caps(text) or gap > 1
        most = _CENTRED_TEXT if first.indent >= 8 else _TEXT
        if apart and len(text) < most and text[-1] not in '?!"”;':
            return start, end
    return 0, 0


def _is_line_in_capitals(group: Group) -> bool:
    return len(group.lines) == 1 and is_caps(group.lines[0].text)


def _is_short(group: Group) -> bool:
    in_the_middle = len(group.lines[0].text) < _NARROW and group.lines[0].indent > min(
        line.indent for line in group.lines
    )
    longest = _LONGEST if len(group.lines) < 6 or in_the_middle else _NARROW
    return len(group.lines) < 10 and all(len(line.text) <= longest for line in group.lines)


def _gap(piece: Piece) -> int:
    return piece.lines[0].blanks if isinstance(piece, Group) else 2
