"""Notes: the author's marks in the text and the notes they call, brought together.

A note is taken out of the running text only when a call for it stands before it. In the lines, a found call is
written as a placeholder of noncharacters until the book stands; `references` turns placeholders into NoteRefs.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bookmaker import walk
from bookmaker.languages import Language
from bookmaker.model import Book, Decision, Finding, Inline, Inlines, Kind, Note, NoteRef, Paragraph, Severity, Text
from bookmaker.normalise import headings
from bookmaker.normalise.paragraphs import Mender
from bookmaker.normalise.passes import Decisions, Findings, Group, LayoutPass, Manuscript, Piece

_OPEN, _CLOSE = "\ufdd0", "\ufdd1"  # noncharacters: no text holds them
_PLACEHOLDER = re.compile(f"{_OPEN}(\\d+){_CLOSE}")

_REACH = 14  # groups back that a star or dagger may call from; numbers may call from anywhere before
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")

# How a note's text may begin; the mark is group 1.
_BRACKETED = re.compile(
    r"(\[(?:foot|end)?note|\[fußnote|\[anmerkung|\[nota?|\[fotnote?|\[примечание)s?\s*(?P<key>[\w*†‡]{0,4})\s*[:.]\s*",
    re.IGNORECASE,
)
_TEXTS = (
    re.compile(r"\[\^?(?P<key>\w{1,4}|\*{1,4}|[†‡§¶]{1,2})\][:.]?\s+(?=\S)"),
    re.compile(r"\{(?P<key>\d{1,3})\}[:.]?\s+(?=\S)"),
    re.compile(r"(?P<key>(?:\*{1,4}|[†‡§¶]{1,2})(?:\s?\(\d+\))?)\s*(?=[^\s*†‡_=~-])"),
    re.compile(r"(?P<key>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})\s*(?=\S)"),
)
# Under a heading of their own, notes may be numbered plainly.
_LISTED = re.compile(r"(?P<key>\d{1,3})[.):]\s+(?=\S)")

_CALLS = re.compile(
    r"\[\^?(?P<bracket>\w{1,4}|\*{1,4}|[†‡§¶]{1,2})\]|\[(?:foot)?note (?P<named>\w{1,3})\]|\{(?P<brace>\d{1,3})\}|"
    r"(?P<sup>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})|"
    r"(?P<star>(?<!\*)\*{1,4}(?![\w*])(?:\s?\(\d+\))?|(?<=\S)[†‡§]{1,2}(?!\w))",
    re.IGNORECASE,
)
_EMPHASIS = re.compile(r"(?<![\w*])(\*{1,3})(?=[^\s*()])[^*]*?(?<=[^\s*])\1(?!\w)")


@dataclass(slots=True)
class _Found:
    """A note's text in the manuscript: which groups, under which key, and how much of its first line is the mark."""

    key: str
    first: int
    last: int
    mark: int
    closes: bool = False  # a bracket closes at its end


def make(language: Language) -> LayoutPass:
    """The pass that takes notes out of the running text and marks their calls."""

    def gather(manuscript: Manuscript) -> tuple[Manuscript, Decisions, Findings]:
        pieces = manuscript.pieces
        texts = list(_note_texts(pieces, language))
        if not texts:
            return manuscript, (), ()
        calls = _calls(pieces, {found.key for found in texts}, texts)
        return _joined(manuscript, texts, calls, language)

    return gather


# --- finding ----------------------------------------------------------------------------------


def _note_texts(pieces: Sequence[Piece], language: Language) -> Iterator[_Found]:
    number = 0
    listed = False
    while number < len(pieces):
        piece = pieces[number]
        number += 1
        if not isinstance(piece, Group) or piece.plain:
            listed = False
            continue
        text = piece.lines[0].text
        if len(text) < 40 and _is_notes_heading(text, language):
            listed = True
            continue
        if text[0] not in "[{*†‡§¶⁰¹²³⁴⁵⁶⁷⁸⁹" and not (listed and text[0].isdigit()):
            listed = listed and (piece.lines[0].indent > 0 or _LISTED.match(text) is not None)
            continue
        bracketed = _BRACKETED.match(text)
        if bracketed:
            last = _closing(pieces, number - 1)
            yield _Found(_key(bracketed.group("key")), number - 1, last, bracketed.end(), closes=True)
            number = last + 1
            continue
        for pattern in (*_TEXTS, _LISTED) if listed else _TEXTS:
            match = pattern.match(text)
            if match:
                yield _Found(_key(match.group("key")), number - 1, number - 1, match.end())
                break


def _is_notes_heading(text: str, language: Language) -> bool:
    word = headings.undecorated(text).casefold().strip(" .:")
    return language.headings.get(word) is Kind.ENDNOTES or word in {"notes", "footnotes", "endnotes"}


def _closing(pieces: Sequence[Piece], first: int) -> int:
    """The group in which a bracketed note closes; the one it opens in when it never does."""
    depth = 0
    for number in range(first, min(len(pieces), first + 30)):
        piece = pieces[number]
        if not isinstance(piece, Group):
            break
        depth += sum(line.text.count("[") - line.text.count("]") for line in piece.lines)
        if depth <= 0:
            return number
    return first


def _key(text: str) -> str:
    return text.translate(_SUPERSCRIPTS).replace(" ", "").casefold()


_Call = tuple[int, int, int, int]  # piece, line in it, start and end in the line


def _calls(pieces: Sequence[Piece], keys: set[str], texts: Sequence[_Found]) -> dict[str, list[_Call]]:
    """Where each key is called, in reading order."""
    notes = {number for found in texts for number in range(found.first, found.last + 1)}
    calls: dict[str, list[_Call]] = defaultdict(list)
    telling = "[" + "".join({key[0] for key in keys if key and not key[0].isalnum()})
    if any(key.isdigit() for key in keys):
        telling += "{⁰¹²³⁴⁵⁶⁷⁸⁹"
    for number, piece in enumerate(pieces):
        if not isinstance(piece, Group) or number in notes:
            continue
        for row, line in enumerate(piece.lines):
            text = line.text
            if not any(mark in text for mark in telling):
                continue
            emphasised = [match.span() for match in _EMPHASIS.finditer(text)] if "*" in text else []
            for match in _CALLS.finditer(text):
                key = _key(match.group(match.lastgroup or 0))
                inside = any(start <= match.start() < end for start, end in emphasised)
                if key in keys and not inside:
                    calls[key].append((number, row, *match.span()))
    return calls


# --- taking out -------------------------------------------------------------------------------


def _joined(
    manuscript: Manuscript, texts: Sequence[_Found], calls: dict[str, list[_Call]], language: Language
) -> tuple[Manuscript, Decisions, Findings]:
    pieces = list(manuscript.pieces)
    decisions: list[Decision] = []
    findings: list[Finding] = []
    mend = Mender(pieces)
    paired: list[tuple[_Found, _Call]] = []
    for found in texts:
        call = _call_for(found, calls, pieces)
        group = pieces[found.first]
        assert isinstance(group, Group)
        if call is not None:
            paired.append((found, call))
        elif found.closes or found.key.isdigit():
            message = "a note that no mark in the text calls; left where it stands"
            findings.append(Finding("N301", Severity.WARNING, group.lines[0].place, message))
    paired.sort(key=lambda pair: pair[1])
    notes: list[Note] = []
    marks: list[tuple[_Call, int]] = []
    for number, (found, call) in enumerate(paired, 1 + len(manuscript.notes)):
        notes.append(_note(f"{number}", found, pieces, mend, decisions))
        marks.append((call, number))
    gone = {number for found, _ in paired for number in range(found.first, found.last + 1)}
    gone |= _emptied_headings(pieces, gone, language, decisions)
    in_line: dict[tuple[int, int], list[_Call]] = defaultdict(list)
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
        text = line.text[:start].rstrip() + f"{_OPEN}{number}{_CLOSE}" + line.text[end:]
        pieces[piece] = replace(group, lines=(*group.lines[:row], line._replace(text=text), *group.lines[row + 1 :]))
    made = replace(manuscript, pieces=tuple(_closed_up(pieces, gone)), notes=manuscript.notes + tuple(notes))
    return made, (*reversed(decisions), *mend.decisions), tuple(findings)


def _after_mark_before(calls: Sequence[_Call], start: int) -> int:
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


def _call_for(found: _Found, calls: dict[str, list[_Call]], pieces: Sequence[Piece]) -> _Call | None:
    """The first call of that key that is still free and stands before the note (not too far, for stars)."""
    waiting = calls.get(found.key, [])
    near = found.first - _REACH if found.key[:1] in "*†‡§¶" else -1
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


def _note(name: str, found: _Found, pieces: Sequence[Piece], mend: Mender, decisions: list[Decision]) -> Note:
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
            said = "\n".join(line.text for line in lines)
            decisions.append(Decision("notes/text", lines[0].place, said, f"note {name}", 0.9, moved=True))
            blocks.append(Paragraph(mend.inlines(lines), place=lines[0].place))
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
        if len(piece.lines) == 1 and len(text) < 40 and _is_notes_heading(text, language):
            empty.add(number)
            decisions.append(Decision("notes/heading", piece.lines[0].place, text, "", 0.9, removed=True))
    return empty


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
