"""Letters in the text: place and date, salutation, closing and signature, postscript; and the letter they frame."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bookmaker.model import Decision, Kind, Paragraph, ParagraphRole, Quotation, SceneBreak, Verse
from bookmaker.normalise.blocks.letter_text import blocks_of
from bookmaker.normalise.blocks.letter_words import (
    LONGEST_LETTER,
    POSTSCRIPT,
    QUOTES,
    closes_above,
    closes_over,
    heads_text,
    is_address,
    is_closing,
    is_dateline,
    is_name,
    is_salutation,
    is_short,
)
from bookmaker.normalise.blocks.paragraphs import Mender, as_typed
from bookmaker.normalise.habits import Habit
from bookmaker.normalise.headings import heading_lines
from bookmaker.normalise.passes import Group, LayoutPass, LayoutResult, Manuscript, Opening, Piece, typed

# Sections that end in a name, often.
_SIGNED = frozenset(
    {Kind.LETTER, Kind.PREFACE, Kind.FOREWORD, Kind.INTRODUCTION, Kind.AFTERWORD, Kind.AUTHORS_NOTE, Kind.CONCLUSION}
)
_SIGNS = frozenset({"signature", "valediction"})
_FAR = 3  # blank lines: what stands farther down signs nothing

_Working = list[Piece | None]  # None: gone into its neighbour


def make(habit: Habit) -> LayoutPass:
    """The pass that gives the parts of letters their roles, and sets apart a letter that stands within other text."""

    def find(manuscript: Manuscript) -> LayoutResult:
        pieces: _Working = list(manuscript.pieces)
        decisions: list[Decision] = []
        letters: list[tuple[int, int]] = []
        number = 0
        signed = False  # whether the section we are in is one that its writer signs
        while number < len(pieces):
            piece = pieces[number]
            if isinstance(piece, Opening):
                if signed:
                    _foot(pieces, number, decisions)
                signed = piece.section.kind in _SIGNED
            if isinstance(piece, Group) and not piece.plain and is_short(piece):
                if is_salutation(piece):
                    first, last = _letter(pieces, number, decisions)
                    if last > number:
                        letters.append((first, last))
                        number = last
                elif is_closing(piece):
                    number = _close(pieces, number, decisions)
                elif number + 1 < len(pieces) and heads_text(piece, pieces[number + 1]):
                    _set(pieces, range(number, number + 1), "dateline", decisions)
                elif number and closes_above(pieces[number - 1], piece):
                    _set(pieces, range(number, number + 1), "signature", decisions)
            elif isinstance(piece, Opening) and piece.section.kind is Kind.LETTER:
                number = _head(pieces, number + 1, decisions)
                continue
            number += 1
        if signed:
            _foot(pieces, len(pieces), decisions)
        mend = Mender(manuscript.pieces)
        out = tuple(piece for piece in _set_apart(pieces, letters, habit, mend, decisions) if piece is not None)
        return replace(manuscript, pieces=out), (*decisions, *mend.decisions), ()

    return find


def _head(pieces: _Working, first: int, decisions: list[Decision]) -> int:
    """Set what stands over a letter that is a chapter, to whom it goes and whence; the index of what comes next."""
    end = first
    while end - first < 3 and end < len(pieces) and (is_dateline(pieces[end]) or is_address(pieces[end])):
        end += 1
    if end > first and end < len(pieces) and isinstance(pieces[end], Group):
        for number in range(first, end):
            _set(pieces, range(number, number + 1), "dateline", decisions)
        return end
    return first


def _foot(pieces: _Working, end: int, decisions: list[Decision]) -> None:
    """Set what stands under a letter or a preface: who signs it, and whence (`A. P.`, `Wickering, March 1891.`)."""
    first = end
    while first and end - first < 3 and isinstance(piece := pieces[first - 1], Group) and _foots(piece):
        first -= 1
    above = pieces[first - 1] if first else None
    signed = isinstance(above, Paragraph) and above.role in _SIGNS
    if not signed and not isinstance(above, Group | Quotation):
        return
    for number in range(first, end):
        role: ParagraphRole = "dateline" if is_dateline(pieces[number]) else "signature"
        _set(pieces, range(number, number + 1), role, decisions)


def _foots(group: Group) -> bool:
    """Whether a short line may sign: a name, initials, a place with its date, perhaps below it."""
    if group.lines[0].blanks > _FAR:
        return False
    if 1 < len(group.lines) < 4:
        return is_dateline(group) and all(_foots(replace(group, lines=(line,))) for line in group.lines)
    text = group.lines[0].text.strip(QUOTES)
    if (
        len(group.lines) > 1
        or len(text) > 48
        or group.plain
        or not text
        or heading_lines.normal(text) in heading_lines.ENDINGS
    ):
        return False
    words = text.split()
    named = len(words) < 5 and text[-1] not in "?!…" and all(word[0].isupper() for word in words)
    sentence = len(words) == 1 and text[-1] == "." and not text.isupper()  # `Adieu.`, `Silence.`
    return (named and not sentence) or is_dateline(group)


def _letter(pieces: _Working, salutation: int, decisions: list[Decision]) -> tuple[int, int]:
    """Set the frame of a letter; its first and last piece, the same twice when no closing was found."""
    end = salutation
    for later in range(salutation + 1, min(len(pieces), salutation + LONGEST_LETTER)):
        piece = pieces[later]
        if isinstance(piece, Opening | SceneBreak):
            break
        if isinstance(piece, Group) and is_short(piece):
            if is_salutation(piece):
                break
            below = pieces[later + 1] if later + 1 < len(pieces) else None
            if is_closing(piece) or closes_over(piece, below):
                end = _close(pieces, later, decisions)
                break
    first = salutation
    if end > salutation:
        while first and salutation - first < 2 and is_dateline(pieces[first - 1]):
            first -= 1
    if first < salutation:
        _set(pieces, range(first, salutation), "dateline", decisions)
    _set(pieces, range(salutation, salutation + 1), "salutation", decisions)
    return first, end


def _close(pieces: _Working, closing: int, decisions: list[Decision]) -> int:
    """Set closing and signature as one, and postscripts; the index of the last of them."""
    last = closing
    group = pieces[closing]
    assert isinstance(group, Group)
    # `We are, dear Sirs,` / `Faithfully yours,` / the name: up to three groups make the closing.
    above = group
    while last + 1 < len(pieces) and last - closing < 2 and isinstance(below := pieces[last + 1], Group):
        open_still = above.lines[-1].text.rstrip(QUOTES)[-1:] in ",;"
        if not (open_still and is_name(below.lines)) and not (last == closing and closes_over(above, below)):
            break
        above, last = below, last + 1
    role: ParagraphRole = "signature" if last > closing or len(group.lines) > 1 else "valediction"
    _set(pieces, range(closing, last + 1), role, decisions)
    if last + 1 < len(pieces) and _dates_foot(pieces, last + 1):
        last += 1
        _set(pieces, range(last, last + 1), "dateline", decisions)
    while last + 1 < len(pieces) and isinstance(below := pieces[last + 1], Group):
        if not POSTSCRIPT.match(below.lines[0].text):
            break
        last += 1
    return last


def _dates_foot(pieces: _Working, number: int) -> bool:
    """Whether place and date stand under a signature: over a salutation they would be the next letter's."""
    piece = pieces[number]
    below = pieces[number + 1] if number + 1 < len(pieces) else None
    if not isinstance(piece, Group) or not is_dateline(piece) or not _foots(Group(piece.lines[-1:])):
        return False
    return not isinstance(below, Group) or not (is_salutation(below) or is_address(below) or heads_text(piece, below))


def _set(pieces: _Working, span: Iterable[int], role: ParagraphRole, decisions: list[Decision]) -> None:
    """Make one paragraph of these groups, their lines kept."""
    indices = list(span)
    lines = [line for index in indices if isinstance(group := pieces[index], Group) for line in group.lines]
    pieces[indices[0]] = as_typed(lines, role)
    for index in indices[1:]:
        pieces[index] = None
    decisions.append(Decision(f"letters/{role}", lines[0].place, typed(lines), "", 0.8))


def _set_apart(
    pieces: _Working, letters: Sequence[tuple[int, int]], habit: Habit, mend: Mender, decisions: list[Decision]
) -> _Working:
    """Pieces with each letter that other text surrounds made a quotation of its own."""
    out = list(pieces)
    for first, last in reversed(letters):
        within = out[first : last + 1]
        if _alone(out, first, last):
            for number, piece in enumerate(within, first):
                if isinstance(piece, Group) and POSTSCRIPT.match(piece.lines[0].text):
                    out[number] = mend.paragraph(piece.lines, "postscript")
            continue
        if not all(isinstance(piece, Group | Paragraph | Verse | None) for piece in within):
            continue
        blocks, decided = blocks_of((piece for piece in within if piece is not None), habit, mend)
        decisions += decided
        out[first : last + 1] = [Quotation(blocks, "letter", place=blocks[0].place)]
    return out


def _alone(pieces: _Working, first: int, last: int) -> bool:
    """Whether the letter is all there is between two headings or breaks: then it needs no setting apart."""
    while first and isinstance(above := pieces[first - 1], Paragraph) and above.role == "dateline":
        first -= 1
    before = pieces[first - 1] if first else None
    after = pieces[last + 1] if last + 1 < len(pieces) else None
    return (before is None or isinstance(before, Opening | SceneBreak)) and (
        after is None or isinstance(after, Opening | SceneBreak)
    )
