"""What a scan leaves of the printed page: page numbers and running heads, often in the middle of a sentence.

A number alone may be a chapter, a short line in capitals a sign. Numbers that rise through the book and break into
sentences are pages; they go, the sentence is joined again, and every one is declared. Doubtful ones stay.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from bookmaker.languages import Language
from bookmaker.model import Decision, Line
from bookmaker.normalise.boilerplate import edit_links, line_numbers, page_joints
from bookmaker.normalise.boilerplate.page_runs import (
    LONGEST,
    SPARSEST,
    Form,
    Mark,
    evenly,
    misread,
    pages_between,
    rising,
    sided,
)
from bookmaker.normalise.headings import heading_lines
from bookmaker.normalise.headings.heading_numbers import numeral
from bookmaker.normalise.headings.letter_case import is_caps, is_title_case
from bookmaker.normalise.line_ends import ends_sentence
from bookmaker.normalise.passes import Group, LayoutPass, LayoutResult, Manuscript, Piece

_DEEPEST = 6  # lines a page's foot and the next one's head take together
_FEWEST = 3
_BREAKING = {"number": 0.4, "bracketed": 0.0, "head": 0.25, "head-alone": 0.5}
"""The share of a form's lines that must break into a sentence; what says that it is a page needs none."""

_NUMBER = re.compile(r"[-–—~\s\[(]*(\d{1,4})[-–—~.\s\])]*")
# `[Pg 84]`; `{84}` where such numbers rise through the text
_PAGED = r"(?i:[\[{(] ?(?:pg|page|p|pag|seite|стр)\.? ?(?:\d{1,4}|[ivxlc]{1,7}) ?[\]})])"
_BRACKETED = re.compile(rf"{_PAGED}|(?P<braced>\{{ ?(?:\d{{1,4}}|[ivxlc]{{1,7}}) ?\}})")
_WHICH = re.compile(r"(\d{1,4}|[ivxlc]{1,7})\W*$", re.IGNORECASE)
_IN_BRACES = re.compile(r"\{ ?(\d{1,4}) ?\}")
_IN_ORDER = 0.8  # share of numbers in braces that must rise through the text to be pages
_ROMAN = -1_000  # pages numbered in Roman numerals stand before those in Arabic ones
# `Page 12 of 300`; `12 | P a g e`, as Word sets it
_PAGE = re.compile(
    r"(?:page|pg\.?|seite|pagina|página) (\d{1,4})(?: ?(?:of|von|de|di|sur|van|/) ?\d{1,4})?|"
    r"(\d{1,4}) ?\| ?p ?a ?g ?e|p ?a ?g ?e ?\| ?(\d{1,4})",
    re.IGNORECASE,
)
_HEAD = re.compile(r"(?:(?P<left>\d{1,4})[\s.]+(?P<after>\D{3,50})|(?P<before>\D{3,50}?)[\s.]+(?P<right>\d{1,4}))")


def make(language: Language) -> LayoutPass:
    """The pass that takes page numbers and running heads out."""

    def strip(manuscript: Manuscript) -> LayoutResult:
        pieces = tuple(_opening_pages(manuscript.pieces, language))
        flat = [line for piece in pieces if isinstance(piece, Group) and not piece.plain for line in piece.lines]
        braced = _braced(flat)
        gone = _pages(list(_marks(flat, language, braced)), flat)
        paged = any(mark.form == "bracketed" for mark in gone.values())
        inside = _inside(flat, paged, braced)
        after, before, links = line_numbers.after(flat), line_numbers.before(flat), edit_links.found(flat)
        if not (gone or inside or after or before or links or any(map(page_joints.flows_on, flat))):
            return replace(manuscript, pieces=pieces), (), ()
        decisions = [
            Decision(f"page-marks/{mark.form}", flat[mark.at].place, flat[mark.at].text, "", 0.9, removed=True)
            for mark in gone.values()
        ]
        changed: dict[Line, Line | None] = {flat[at]: None for at in gone}
        for line in links:
            changed[line] = edit_links.without(line, decisions)
        for line in after:
            changed[line] = line_numbers.without_after(line, decisions)
        for line in inside:
            changed[line] = _without(changed.get(line) or line, decisions, braced)
        for line in before:
            changed[line] = line_numbers.without_before(changed.get(line) or line, decisions)
        decisions.sort(key=lambda decision: decision.place)
        whole = page_joints.rejoined(pieces, changed, lambda line: _is_heading(line.text, language))
        return replace(manuscript, pieces=tuple(whole)), tuple(decisions), ()

    return strip


# --- finding ----------------------------------------------------------------------------------


def _marks(flat: Sequence[Line], language: Language, braced: bool) -> Iterator[Mark]:
    for at, line in enumerate(flat):
        text = line.text
        if len(text) > LONGEST:
            continue
        if text[0].isdigit() or text[-1].isdigit() or text[0] in "[{(-–—~" or text[-1] in "-–—~":
            if match := _NUMBER.fullmatch(text):
                yield Mark(at, "number", int(match.group(1)))
            elif (match := _BRACKETED.fullmatch(text)) and (braced or not match["braced"]):
                yield Mark(at, "bracketed", _which(text))
            elif match := _PAGE.fullmatch(text):
                yield Mark(at, "bracketed", int(match[match.lastindex or 1]))
            elif (match := _HEAD.fullmatch(text)) and not _is_heading(text, language):
                head = (match["after"] or match["before"]).strip(" .-–—*_")
                if is_caps(head) or is_title_case(head):
                    yield Mark(at, "head", int(match["left"] or match["right"]), heading_lines.normal(head))
        elif (text.isupper() or (line.page and is_title_case(text))) and not _is_heading(text, language):
            yield Mark(at, "head-alone", 0, heading_lines.normal(text))


def _is_heading(text: str, language: Language) -> bool:
    shape = heading_lines.shape(text, language)
    return shape is not None and shape.has_word


def _pages(marks: Sequence[Mark], flat: Sequence[Line]) -> dict[int, Mark]:
    """The marks that are pages', by their place: enough of a form, rising, breaking into sentences."""
    heads = Counter(mark.head for mark in marks)
    forms: dict[Form, list[Mark]] = defaultdict(list)
    for mark in marks:
        if not mark.head or heads[mark.head] > 1:
            forms[mark.form].append(mark)
    taken = {mark.at for mark in marks}
    found: dict[int, Mark] = {}
    for form, own in forms.items():
        run = rising(own) if form != "head-alone" else [mark for mark in own if heads[mark.head] >= _FEWEST]
        worded = form == "bracketed" and all(flat[mark.at].text[0] in "[{(" for mark in run)  # `[Page 11]`
        if len(run) < _FEWEST - worded or (form != "head-alone" and pages_between(run) > SPARSEST * len(run)):
            continue
        # (A number or a name alone over a new page may be a chapter's.)
        breaking = sum(_breaks_in(mark.at, flat, taken, fed=form == "head") for mark in run)
        if breaking >= _BREAKING[form] * len(run) or evenly(run, flat) or sided(run):
            found |= {mark.at: mark for mark in run}
            if form == "head":
                found |= {mark.at: mark for mark in misread(run, flat)}
    return found


def _breaks_in(at: int, flat: Sequence[Line], marks: set[int], *, fed: bool) -> bool:
    """Whether a line breaks into a sentence, or stands at a page's foot; where pages are `fed`, at its head."""
    above, below = at - 1, at + 1
    while above in marks and at - above < _DEEPEST:
        above -= 1
    while below in marks and below - at < _DEEPEST:
        below += 1
    if (at + 1 < len(flat) and flat[at + 1].page) or (fed and any(line.page for line in flat[above + 1 : below + 1])):
        return True
    if above < 0 or below >= len(flat):
        return False
    return not ends_sentence(flat[above].text) and flat[below].text[0].islower()


def _which(mark: str) -> int:
    """The number of a page in brackets; pages in Roman numerals come before the others."""
    match = _WHICH.search(mark)
    number = match.group(1) if match else ""
    return int(number) if number.isdecimal() else (numeral(number, None) or 0) + _ROMAN


def _braced(flat: Sequence[Line]) -> bool:
    """Whether numbers in braces are pages: they rise through the text, as notes do not, which stand there twice."""
    numbers = [int(number) for line in flat if "{" in line.text for number in _IN_BRACES.findall(line.text)]
    run = rising([Mark(at, "bracketed", number) for at, number in enumerate(numbers)])
    return len(run) >= _FEWEST and len(run) >= _IN_ORDER * len(numbers)


def _inside(flat: Sequence[Line], paged: bool, braced: bool) -> list[Line]:
    """Lines with `[Pg 84]` among their words, when they are several and some break into a sentence.

    `paged`: such marks stand on lines of their own, too. `braced`: numbers in braces are pages.
    """
    found = []
    breaking = 0
    for at, line in enumerate(flat):
        if "[" not in line.text and ("{" not in line.text or not braced):
            continue
        match = _mark_inside(line.text, braced)
        if match and match.group() != line.text:
            found.append(line)
            below = flat[at + 1 : at + 2]
            after = line.text[match.end() :].lstrip() or "".join(line.text for line in below if not line.blanks)
            breaking += after[:1].islower() and not ends_sentence(line.text[: match.start()].rstrip())
    if paged:
        return found
    return found if len(found) >= _FEWEST and breaking >= _BREAKING["head"] * len(found) else []


def _mark_inside(text: str, braced: bool) -> re.Match[str] | None:
    """The first `[Pg 84]` in a text, but for one within a word: which of its halves is whole nobody can tell."""
    for found in _BRACKETED.finditer(text):
        if found.group()[0] == "(" or (found["braced"] and not braced):
            continue  # "(p. 57)" is said to the reader
        if not (text[found.start() - 1 : found.start()].isalpha() and text[found.end() : found.end() + 1].isalpha()):
            return found
    return None


def _opening_pages(pieces: Iterable[Piece], language: Language) -> Iterator[Piece]:
    """The pieces with a heading that opens a page parted from the text of the page before."""
    for piece in pieces:
        lines = piece.lines if isinstance(piece, Group) else ()
        starts = [
            n
            for n, line in enumerate(lines)
            if line.page
            and n
            and (_is_heading(line.text, language) or (n + 1 == len(lines) and _stands_alone(line.text)))
        ]
        if not isinstance(piece, Group) or not starts:
            yield piece
            continue
        for first, last in pairwise([0, *starts, len(lines)]):
            opening = lines[first]._replace(blanks=2) if first else lines[0]
            yield replace(piece, lines=(opening, *lines[first + 1 : last]), opens_file=piece.opens_file and not first)


def _stands_alone(text: str) -> bool:
    return len(text) < LONGEST and not ends_sentence(text) and not text[0].islower()


# --- taking out -------------------------------------------------------------------------------


def _without(line: Line, decisions: list[Decision], braced: bool) -> Line:
    """A line without the pages among its words."""
    text = line.text
    while match := _mark_inside(text, braced):
        before, after = text[: match.start()], text[match.end() :]
        decisions.append(Decision("page-marks/inside", line.place, text[: match.end()], before, 0.9, removed=True))
        text = f"{before.rstrip()} {after.lstrip()}" if after.strip() else before.rstrip()
    return line._replace(text=text.strip())
