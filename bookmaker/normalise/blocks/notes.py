"""Notes: the author's marks in the text and the notes they call, brought together.

A note is taken out of the running text only when a call for it stands before it. In the lines, a found call is
written as a placeholder of noncharacters until the book stands; `references` turns placeholders into NoteRefs.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bookmaker import walk
from bookmaker.languages import Language
from bookmaker.model import Book, Decision, Finding, Inline, Inlines, Note, NoteRef, Paragraph, Severity, Text
from bookmaker.normalise.blocks.note_marks import RULE, Call, Found, calls_of, is_notes_heading, note_texts
from bookmaker.normalise.blocks.paragraphs import Mender
from bookmaker.normalise.passes import Group, LayoutPass, LayoutResult, Manuscript, Piece, typed

_OPEN, _CLOSE = "\ufdd0", "\ufdd1"  # noncharacters: no text holds them
_PLACEHOLDER = re.compile(f"{_OPEN}(\\d+){_CLOSE}")

_ITALICS = 8  # groups that may be slanted at a stretch, a star at either end
_REACH = 14  # groups back that a star or dagger may call from; numbers may call from anywhere before


def make(language: Language) -> LayoutPass:
    """The pass that takes notes out of the running text and marks their calls."""

    def gather(manuscript: Manuscript) -> LayoutResult:
        pieces = manuscript.pieces
        texts = note_texts(pieces, language)
        if not texts:
            return manuscript, (), ()
        calls = calls_of(pieces, {found.key for found in texts}, texts)
        texts = _without_italics(texts, calls, pieces)
        return _joined(manuscript, texts, calls, language)

    return gather


# --- taking out -------------------------------------------------------------------------------


def _joined(
    manuscript: Manuscript, texts: Sequence[Found], calls: dict[str, list[Call]], language: Language
) -> LayoutResult:
    pieces = list(manuscript.pieces)
    decisions: list[Decision] = []
    paired, findings = _paired(texts, calls, pieces)
    mend = Mender(pieces)
    notes: list[Note] = []
    marks: list[tuple[Call, int]] = []
    for number, (found, call) in enumerate(paired, 1 + len(manuscript.notes)):
        notes.append(_note(f"{number}", found, pieces, mend, decisions))
        marks.append((call, number))
    gone = {number for found, _ in paired for number in range(found.first, found.last + 1)}
    gone |= _emptied_headings(pieces, gone, language, decisions) | _rules_over(pieces, gone)
    _mark(pieces, marks, decisions)
    made = replace(manuscript, pieces=tuple(_closed_up(pieces, gone)), notes=manuscript.notes + tuple(notes))
    return made, (*reversed(decisions), *mend.decisions), tuple(findings)


def _without_italics(texts: Sequence[Found], calls: dict[str, list[Call]], pieces: Sequence[Piece]) -> list[Found]:
    """The notes but paragraphs in italics: a star opens the first (`*I ran.`), one closes the last (`I fell.*`).

    A note's star is called before it stands there. (Their calls are dropped, too.)
    """
    if not calls["*"] or all(found.key != "*" for found in texts):
        return list(texts)
    slanted: set[int] = set()
    closing: set[Call] = set()
    waiting = 0
    opening: Found | None = None
    stars: list[Found | Call] = [*(found for found in texts if found.key == "*"), *calls["*"]]
    for star in sorted(stars, key=lambda star: (star.first, -1) if isinstance(star, Found) else (star[0], star[3])):
        if isinstance(star, Found):
            opening = star if not waiting and star.mark == 1 else None  # (`* A note` has a space)
            waiting = max(0, waiting - 1)
        elif opening and star[0] - opening.first <= _ITALICS and _ends_group(pieces, star):
            slanted.add(opening.first)
            closing.add(star)
            opening = None
        else:
            waiting += 1
    calls["*"] = [call for call in calls["*"] if call not in closing]
    return [found for found in texts if found.first not in slanted]


def _ends_group(pieces: Sequence[Piece], call: Call) -> bool:
    """Whether a mark is the last sign of its group but for quotation marks and stops."""
    piece, row, _, end = call
    group = pieces[piece]
    assert isinstance(group, Group)
    return row == len(group.lines) - 1 and not any(map(str.isalnum, group.lines[row].text[end:]))


def _paired(
    texts: Sequence[Found], calls: dict[str, list[Call]], pieces: Sequence[Piece]
) -> tuple[list[tuple[Found, Call]], list[Finding]]:
    """The notes with the marks that call them, in the order of the marks; a finding for each that none calls."""
    paired: list[tuple[Found, Call]] = []
    findings: list[Finding] = []
    # The only star of a book calls its only note, however far below it stands.
    lone = {key for key, count in Counter(found.key for found in texts).items() if count == len(calls[key]) == 1}
    for found in texts:
        call = _call_for(found, calls, pieces, found.key in lone)
        group = pieces[found.first]
        assert isinstance(group, Group)
        if call is not None:
            paired.append((found, call))
        elif found.closes or found.key.isdigit():
            message = "a note that no mark in the text calls; left where it stands"
            fix = "type its mark where it belongs in the text above"
            findings.append(Finding("N301", Severity.WARNING, group.lines[0].place, message, fix))
    paired.sort(key=lambda pair: pair[1])
    return paired, findings


def _mark(pieces: list[Piece], marks: Sequence[tuple[Call, int]], decisions: list[Decision]) -> None:
    """Put the numbers of notes for the marks in the text that call them."""
    in_line: dict[tuple[int, int], list[Call]] = defaultdict(list)
    for call, _ in marks:
        in_line[call[:2]].append(call)
    for (piece, row, start, end), number in reversed(marks):
        group = pieces[piece]
        assert isinstance(group, Group)
        line = group.lines[row]
        # With the words before it, so that a figure in the line is not taken for the mark.
        before = line.text[_after_mark_before(in_line[piece, row], start) : end]
        after = before[: len(before) - (end - start)].rstrip()
        decisions.append(Decision("notes/call", line.place, before, after, 0.9, removed=True))
        # A space before the mark goes with it: the call stands close to its word.
        text = line.text[:start].rstrip() + placeholder(number) + line.text[end:]
        pieces[piece] = replace(group, lines=(*group.lines[:row], line._replace(text=text), *group.lines[row + 1 :]))


def _after_mark_before(calls: Sequence[Call], start: int) -> int:
    """Where the mark before this one in the same line ends; the line's beginning when there is none."""
    return max((end for _, _, _, end in calls if end <= start), default=0)


def _closed_up(pieces: Sequence[Piece], gone: set[int]) -> Iterator[Piece]:
    """What is left, without the wider gaps that stood round the notes: they are no pauses in the story."""
    gap = 0
    for number, piece in enumerate(pieces):
        if number in gone:
            gap = gap or (piece.lines[0].blanks if isinstance(piece, Group) else 0)
            continue
        if gap and isinstance(piece, Group) and piece.lines[0].blanks > gap:
            piece = replace(piece, lines=(piece.lines[0]._replace(blanks=gap), *piece.lines[1:]))
        gap = 0
        yield piece


def _call_for(found: Found, calls: dict[str, list[Call]], pieces: Sequence[Piece], lone: bool) -> Call | None:
    """The first call of that key that is still free and stands before the note (not too far, for stars)."""
    waiting = calls.get(found.key, [])
    near = found.first - _REACH if (found.near or found.key[:1] in "*†‡§¶") and not lone else -1
    while waiting and waiting[0][0] < near:
        waiting.pop(0)
    if waiting and waiting[0][0] < found.first:
        return waiting.pop(0)
    if not found.key and found.first:  # [Footnote: ...] without a number belongs to the paragraph above it
        above = pieces[found.first - 1]
        if isinstance(above, Group):
            end = len(above.lines[-1].text)
            return found.first - 1, len(above.lines) - 1, end, end
    return None


def _note(name: str, found: Found, pieces: Sequence[Piece], mend: Mender, decisions: list[Decision]) -> Note:
    """The note's text as blocks, without its mark and closing bracket."""
    blocks: list[Paragraph] = []
    for number in range(found.first, found.last + 1):
        group = pieces[number]
        if not isinstance(group, Group):
            continue
        lines = list(group.lines)
        if number == found.first:
            mark = lines[0].text[: found.mark]
            decisions.append(Decision("notes/mark", lines[0].place, mark, "", 0.9, removed=True))
            lines[0] = lines[0]._replace(text=lines[0].text[found.mark :])
        if number == found.last and found.closes:
            lines[-1] = lines[-1]._replace(text=lines[-1].text.removesuffix("]").rstrip())
        lines = [line for line in lines if line.text]
        if lines:
            decisions.append(Decision("notes/text", lines[0].place, typed(lines), f"note {name}", 0.9, moved=True))
            blocks.append(mend.paragraph(lines))
    first = pieces[found.first]
    assert isinstance(first, Group)
    return Note(name, tuple(blocks), first.lines[0].place)


def _emptied_headings(
    pieces: Sequence[Piece], gone: set[int], language: Language, decisions: list[Decision]
) -> set[int]:
    """Headings (`FOOTNOTES:`) under which nothing is left."""
    empty: set[int] = set()
    for number, piece in enumerate(pieces):
        if number in gone or not isinstance(piece, Group) or number + 1 not in gone:
            continue
        text = piece.lines[0].text
        if len(piece.lines) == 1 and len(text) < 40 and is_notes_heading(text, language):
            empty.add(number)
            decisions.append(Decision("notes/heading", piece.lines[0].place, text, "", 0.9, removed=True))
    return empty


def _rules_over(pieces: Sequence[Piece], gone: set[int]) -> set[int]:
    """Rules that part notes from the text above them, and that close them: they part nothing any more."""
    rules = {n for n, piece in enumerate(pieces) if n not in gone and _is_rule(piece)} if gone else set()
    over = {number for number in rules if number + 1 in gone}
    return over | {number for number in rules if number - 1 in gone and _ruled_over(number - 1, gone, over)}


def _is_rule(piece: Piece) -> bool:
    return isinstance(piece, Group) and len(piece.lines) == 1 and RULE.fullmatch(piece.lines[0].text) is not None


def _ruled_over(last: int, gone: set[int], over: set[int]) -> bool:
    """Whether a rule stands over the notes that end here."""
    while last in gone:
        last -= 1
    return last in over


def placeholder(number: int) -> str:
    """What stands in a line, until the book stands, where the note of that number is called."""
    return f"{_OPEN}{number}{_CLOSE}"


# --- the calls in the book ----------------------------------------------------------------------


def references(book: Book) -> Book:
    """The book with placeholders made NoteRefs."""
    if not book.notes:
        return book

    def change(run: Inlines) -> Inlines:
        if not any(isinstance(inline, Text) and _OPEN in inline.text for inline in run):
            return run
        return tuple(part for inline in run for part in _split(inline))

    return walk.map_sections(
        book,
        lambda part: replace(
            part,
            label=change(part.label),
            title=change(part.title),
            subtitle=change(part.subtitle),
            blocks=tuple(walk.map_lines(block, change) for block in part.blocks),
        ),
    )


def _split(inline: Inline) -> Iterator[Inline]:
    if not isinstance(inline, Text):
        yield inline
        return
    for number, part in enumerate(_PLACEHOLDER.split(inline.text)):
        if number % 2:
            yield NoteRef(part)
        elif part:
            yield Text(part)
