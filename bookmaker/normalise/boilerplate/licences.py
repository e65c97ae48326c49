"""What is not the book: a library's licence and credits, transcribers' notes, markers for pictures that are not here.

Between matched markers any share of the file may go: a short story can be mostly licence. Without markers at most
one part in twenty goes; a doubtful piece stays and is reported.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bookmaker.facts import completed, overruled
from bookmaker.languages.names import LANGUAGES
from bookmaker.model import Decision, Facts, Finding, Line, Severity
from bookmaker.normalise.boilerplate import (
    back_pages,
    electronic_editions,
    libraries,
    picture_markers,
    sister_libraries,
    transcribers,
)
from bookmaker.normalise.passes import Group, LayoutResult, Manuscript, Piece, lines_of, removal, size_of, text_of

MOST_WITHOUT_MARKERS = 0.05  # share of a file that no library has marked
_PICTURE_MARKER = "boilerplate/picture-marker"
_TRANSCRIBERS = "boilerplate/transcriber"
_CREDITS = 12  # groups at the top among which credits may stand, when nothing else stands above them
_SHORT_TITLE = 56  # characters: a title that would have gone on upon its line
_MOST_OF_CATALOGUE = 0.2  # of a file that a library has marked
_LONGEST_NOTE = 40  # lines of one group
_LONGEST_MARKER = 300  # characters: a file that is all one line is no marker

# Project Gutenberg, from 2000 on; and the "small print" of its older texts.
_START = re.compile(r"\*\*\* ?START OF (?:THE |THIS )?PROJECT GUTENBERG|^\*END\*? ?THE SMALL PRINT", re.IGNORECASE)
_END = re.compile(
    r"^\W*(?:\*\*\* ?END OF (?:THE |THIS )?PROJECT GUTENBERG|End of (?:the |this )?Project Gutenberg)", re.IGNORECASE
)
_FACT = re.compile(r"(Title|Subtitle|Author|Authors|Translator|Translators|Editor|Illustrator|Language): +(\S.*)")
_OF_BY = re.compile(r"Project Gutenberg(?:'s|’s)?(?: E(?:Book|text) of)? (.+?), by (.+)", re.IGNORECASE)
_CREDIT = re.compile(
    r"(?:Produced|Prepared|Transcribed|Scanned|Proofread|HTML version|This etext was|This e-?text was|E-text prepared)"
    r"\b.*\bby\b|^Updated editions will replace|^\W*This (?:file|book|e-?book|e-?text) was (?:produced|created) from\b|"
    r"^\W*(?:Note:? )?(?:Project Gutenberg (?:also )?has|Images of the original pages are available)\b|"
    r"^\W*This e-?(?:text|book) is in [A-Z]\w+\b|^\W*We are releasing (?:two|both) versions of this e-?text\b|"
    r"^\W*This (?:book )?content was graciously contributed by\b|^\W*This is the \d-bit version\b|"
    r"^\W*Dieses (?:Buch|Werk|E-?text) wurde uns freundlicherweise\b|^\W*Das Projekt ist unter der Internet-Adresse\b",
    re.IGNORECASE,
)
_MADE_BY = re.compile(
    r"(?:This (?:e-?text|e-?book|file) (?:was )?)?(?:E-?text )?(?:Produced|Prepared|Transcribed|Scanned) by [^\W\d_a-z]"
    r"|Transcribed from the .{4,160}\bedition\b"
)
_LONGEST_CREDIT = 300  # characters
_NAMES = frozenset({"author", "translator", "editor"})
_ROLES = {"author": "author", "authors": "author", "translators": "translator"}


def strip(manuscript: Manuscript) -> LayoutResult:
    """Take the licence, its facts, credits, transcribers' notes and picture markers out of the text."""
    pieces, decisions, facts = _between_markers(manuscript.pieces)
    pieces, of_library, told = _of_other_libraries(pieces)
    marked = bool(decisions or of_library)
    pieces, found_at, source = _without_address(pieces)
    pieces, more, findings = _notes_and_credits(pieces, marked)
    pieces, last = _back_pages(pieces, marked)
    facts = overruled(manuscript.facts, by=completed(facts, by=completed(told, by=source)))
    decisions = [*decisions, *of_library, *found_at, *more, *last]
    return replace(manuscript, pieces=pieces, facts=facts), tuple(decisions), findings


def _between_markers(pieces: tuple[Piece, ...]) -> tuple[tuple[Piece, ...], list[Decision], Facts]:
    flat = list(lines_of(pieces))
    telling = [
        number
        for number, line in enumerate(flat)
        if len(line.text) < _LONGEST_MARKER and ("gutenberg" in (text := line.text.lower()) or "small print" in text)
    ]
    start = next((n for n in reversed(telling) if _START.search(flat[n].text) and n < 0.8 * len(flat)), -1)
    end = next((n for n in telling if n > start and _END.search(flat[n].text)), len(flat))
    if start < 0 and end == len(flat):
        return pieces, [], ()
    # The marker may run over several lines, up to its closing asterisks.
    while start >= 0 and start + 1 < end and not flat[start].text.endswith("*") and not flat[start + 1].blanks:
        start += 1
    head, tail = flat[: start + 1], flat[end:]
    out: list[Piece] = []
    below = 0
    for piece in pieces:
        if isinstance(piece, Group):
            above, below = below, below + len(piece.lines)
            kept = piece.lines[max(0, start + 1 - above) : max(0, end - above)]
            piece = piece if len(kept) == len(piece.lines) else replace(piece, lines=kept)
            if not kept:
                continue
        out.append(piece)
    decisions = [removal("boilerplate/licence", part, 1.0) for part in (head, tail) if part]
    return tuple(out), decisions, _facts(head)


def _facts(head: Sequence[Line]) -> Facts:
    """What the header of a library states, line by line: `Title: The Tin Bridge`."""
    found: dict[str, list[str]] = {}
    last = ""
    for line in head:
        match = _FACT.match(line.text)
        if match:
            last = match.group(1).lower()
            last = _ROLES.get(last, last)
            found.setdefault(last, [match.group(2).strip()])
        elif last and line.indent and not line.blanks and ":" not in line.text:
            first = line.text.split()[0]
            if last in _NAMES:
                found[last].append(line.text)  # each on a line of its own
                continue
            if last == "title" and len(found[last][0] + first) < _SHORT_TITLE and first.casefold().strip(",") != "or":
                last = "subtitle"  # the line was broken, not full
            found[last] = [" ".join([*found.get(last, ()), line.text])]
        else:
            last = ""
    if "title" not in found:
        named = next((match for line in head if (match := _OF_BY.search(line.text))), None)
        if named:
            found["title"], found["author"] = [named.group(1)], [named.group(2).rstrip(" *")]
    if "language" in found:
        found["language"] = [LANGUAGES.get(found["language"][0].split(",")[0].lower(), "")]
    return tuple((name, value) for name, values in found.items() for value in values if value)


def _without_address(pieces: tuple[Piece, ...]) -> tuple[tuple[Piece, ...], list[Decision], Facts]:
    """The pieces without the address over the title, where the text was found."""
    found = libraries.address(pieces)
    if found is None:
        return pieces, [], ()
    number, line, address = found
    piece = pieces[number]
    rest = tuple(other for other in piece.lines if other is not line) if isinstance(piece, Group) else ()
    kept = (replace(piece, lines=rest),) if isinstance(piece, Group) and rest else ()
    pieces = (*pieces[:number], *kept, *pieces[number + 1 :])
    return pieces, [removal("boilerplate/library", [line])], (("source", address),)


def _of_other_libraries(pieces: tuple[Piece, ...]) -> tuple[tuple[Piece, ...], list[Decision], Facts]:
    first, facts = max(libraries.head(pieces), sister_libraries.head(pieces))
    last = libraries.tail(pieces)
    scanned = libraries.scanned(pieces)
    above = libraries.told_above(pieces, scanned)
    edition, told = electronic_editions.head(pieces)
    gone = scanned | sister_libraries.leave(pieces) | {*range(max(first, int(bool(above))))} | edition
    gone |= {*range(last, libraries.notes_behind(pieces, last))}
    if not gone:
        return pieces, [], ()
    facts = facts or above or told or libraries.told_below(pieces, last)
    lost = [piece for number, piece in enumerate(pieces) if number in gone]
    decisions = [removal("boilerplate/library", piece.lines) for piece in lost if isinstance(piece, Group)]
    kept = (piece for number, piece in enumerate(pieces) if number not in gone or not isinstance(piece, Group))
    return tuple(kept), decisions, facts


@dataclass(slots=True)
class _Telling:
    """What tells of the file, from one group to the next: a transcriber's note, a picture's caption.

    `marked`: a library has marked the file. `note`, `picture`: how many groups of a note, of a caption are still to
    come. `below_note`: a note has just ended.
    """

    marked: bool
    note: int = 0
    picture: int = 0
    below_note: bool = False


def _notes_and_credits(
    pieces: tuple[Piece, ...], marked: bool
) -> tuple[tuple[Piece, ...], list[Decision], tuple[Finding, ...]]:
    """The pieces without what tells of the file. `marked`: a library has marked it, so any share may go."""
    total = size_of(lines_of(pieces))
    allowed = total if marked else MOST_WITHOUT_MARKERS * total
    out: list[Piece] = []
    decisions: list[Decision] = []
    findings: list[Finding] = []
    telling = _Telling(marked)
    for number, piece in enumerate(pieces):
        if not isinstance(piece, Group) or piece.plain:
            out.append(piece)
            continue
        text = text_of(piece) if len(piece.lines) < _LONGEST_NOTE else ""
        if drawn := _markers(piece, text):
            piece = replace(piece, lines=tuple(line for line in piece.lines if line not in drawn))
            decisions += (removal(_PICTURE_MARKER, [line]) for line in drawn)
            if not piece.lines:
                continue
            text = text_of(piece)
        if telling.picture and picture_markers.HEADING.fullmatch(text):
            telling.picture -= 1
            out.append(_out_of_picture(piece))
            continue
        rule = _rule(telling, text, pieces, number) or _rule_of_files(telling, text, piece, number, first=not out)
        size = size_of(piece.lines) if rule and rule != _PICTURE_MARKER else 0
        if size > allowed:
            findings.append(_too_large(piece))
            rule, telling.note = "", 0
        telling.below_note = rule == _TRANSCRIBERS
        if rule:
            allowed -= size
            decisions.append(removal(rule, piece.lines))
        else:
            out.append(piece)
    return tuple(out), decisions, tuple(findings)


def _markers(piece: Group, text: str) -> list[Line]:
    """The lines of a group that are pictures' markers, end to end; none in a group of one line."""
    several = len(piece.lines) > 1 and "llustration" in text
    return [*filter(picture_markers.is_marker, piece.lines)] if several else []


def _out_of_picture(piece: Group) -> Group:
    """A chapter's heading round which a picture is the ornament, without the bracket that closes the picture."""
    last = piece.lines[-1]
    return replace(piece, lines=(*piece.lines[:-1], last._replace(text=last.text.rstrip("] "))))


def _too_large(piece: Group) -> Finding:
    message = "this looks like a transcriber's note, but it is a large share of the text; kept"
    return Finding(
        "N001", Severity.WARNING, piece.lines[0].place, message, "take it out, if it is none of the author's"
    )


def _rule(telling: _Telling, text: str, pieces: Sequence[Piece], number: int) -> str:
    """By which rule piece `number`, which says `text`, is a picture's or a transcriber's; "" for the book's own."""
    if telling.picture:
        telling.picture -= 1
        return _PICTURE_MARKER
    if telling.note:
        telling.note -= 1
        return _TRANSCRIBERS
    bracketed = pieces[number : number + picture_markers.MOST] if text.startswith("[") else ()
    if bracketed and (groups := picture_markers.groups(bracketed)):
        telling.picture = groups - 1
        return _PICTURE_MARKER
    if transcribers.is_note(text):
        telling.note = transcribers.below(pieces, number)
        return _TRANSCRIBERS
    return _PICTURE_MARKER if picture_markers.is_file(text) else ""


def _rule_of_files(telling: _Telling, text: str, piece: Group, number: int, *, first: bool) -> str:
    """By which rule a group says who made the file, or goes on with what a transcriber says. `first`: nothing of the
    book stands above it."""
    if _is_credit(text, number, telling.marked, first=first):
        return "boilerplate/credit"
    return _TRANSCRIBERS if text and telling.below_note and transcribers.goes_on(text, piece) else ""


def _back_pages(pieces: tuple[Piece, ...], marked: bool) -> tuple[tuple[Piece, ...], list[Decision]]:
    """The pieces without the printer's lines and the publisher's catalogue."""
    start = back_pages.catalogue(pieces, marked=marked)
    tail = list(lines_of(pieces[start:]))
    if tail:
        total = size_of(lines_of(pieces))
        if size_of(tail) > (_MOST_OF_CATALOGUE if marked else MOST_WITHOUT_MARKERS) * total:
            start, tail = len(pieces), []
    gone = back_pages.printers(pieces[:start])
    decisions = [
        removal("boilerplate/printer", piece.lines, 0.8)
        for piece in map(pieces.__getitem__, sorted(gone))
        if isinstance(piece, Group)
    ]
    decisions += [removal("boilerplate/catalogue", tail, 0.8)] if tail else []
    return tuple(piece for index, piece in enumerate(pieces[:start]) if index not in gone), decisions


def _is_credit(text: str, number: int, marked: bool, *, first: bool) -> bool:
    """Whether a group near the top says who made the file; without the library's header, only at the very top."""
    if not marked:
        return not number and len(text) < _LONGEST_CREDIT and _MADE_BY.match(text) is not None
    return (number < 3 or (number < _CREDITS and first)) and _CREDIT.search(text[:200]) is not None
