"""How the names of speakers are written in a play, and its speeches taken apart at them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from bookmaker.normalise.headings.letter_case import is_caps
from bookmaker.normalise.passes import Group, Piece, margin_of

# A speech of a play: a name in capitals, then a stop or colon, or a direction in brackets; or the name alone.
_CAPITAL = "A-ZÀ-ÞА-ЯŁŚŻŹĆČŘŠŽ"
_ABBREVIATION = (
    r"(?:MRS?|MS|DR|PROF|REV|ST|STE|SR|JR|SRA|SRTA|CAPT|COL|GEN|SGT|LT|LIEUT|HON|MME|MLLE|FR|HR|M|[A-Z](?=\. ?[A-Z]))\."
)
_NAME = (
    rf"(?:\d(?:ST|ND|RD|D|TH) )?(?:(?:THE )?(?:{_ABBREVIATION} ?)+)?(?!{_ABBREVIATION}[ \n])"
    rf"[{_CAPITAL}][{_CAPITAL}'’& -]{{1,40}}"
)
PLAY = re.compile(
    rf"(?P<speaker>{_NAME} \((?:O\.?S|V\.?O|O\.?C|CONT['’]?D|CONTINUED)\.?\)$|"
    rf"{_NAME}(?:\s*[(\[][^)\]]{{1,80}}[)\]])?[.:]|{_NAME}, [^\W\d_A-ZÀ-Þ][^.:!?]{{1,80}}:|"
    rf"{_NAME}(?=\s*[(\[][^)\]]{{1,80}}(?:[)\]](?:\s|$)|$))|"
    rf"{_NAME}, [^\W\d_A-ZÀ-Þ][^.:]{{1,60}}[.:]$|"
    rf"{_NAME},? _[^_]{{1,100}}(?:_[.:]|[.:]_|_$)|{_NAME}$)(?:\s+|(?<=[.:])(?=--|—|–)|$)"
)
# The same written as names are: only where acts and scenes show a play.
WRITTEN = re.compile(
    rf"(?P<speaker>(?:(?:Mrs?|Ms|Dr|Prof|Rev|St|Sir|Lady|Lord|Miss|Mme|Mlle|M|Herr|Frau|Don|Doña)\.? )?"
    rf"[{_CAPITAL}][\w'’-]{{1,20}}(?: [{_CAPITAL}][\w'’-]{{1,20}}){{0,2}}"
    r"(?:\s*[(\[][^)\]]{1,80}[)\]])?[.:])(?:\s+(?=\S)|(?=--|—)|$)"
)
# The name in a column of its own, a tab before what it says.
TABBED = re.compile(rf"(?P<speaker>[{_CAPITAL}\d][^\t.:]{{1,30}}?)\t\s*(?=\S)")
# The same in italics or bold, `_Nora._`, `*Kari* _(rising)._`, or `-NORA-`, alone on its line or before the speech.
SLOPED = re.compile(
    rf"(?P<speaker>(?P<mark>[_*=-])(?:(?:The|A|An|Mrs?\.|Dr\.|Miss|Sir|Lady) )?[{_CAPITAL}][\w'’-]{{0,20}}\.?"
    rf"(?:,? [\w'’.&-]{{1,20}}){{0,4}}?(?:\s*[(\[][^)\]]{{1,120}}[)\]])?(?:[.:](?P=mark)|(?P=mark)[.:]|(?P=mark)$|"
    rf"(?P=mark) _\([^)_]{{1,120}}\)[.:]?_[.:]?|\. \[[^\]_]{{1,80}}_\.?\]|"
    rf"(?P=mark),? [^\W\d_{_CAPITAL}][^_*.!?]{{2,60}}[.:]?$))(?:\s+|$)"
)
DIRECTION = re.compile(r"[_*]*[(\[].{2,400}[)\]][.:_*]*|/ [^/]{2,900} /", re.DOTALL)  # (so Wolne Lektury)
_TITLE_ALONE = re.compile(rf"\b{_ABBREVIATION}$")


def speaker(text: str, form: re.Pattern[str]) -> re.Match[str] | None:
    """The name a line begins with; the stop of `MRS. TIDY` does not end it."""
    if form is PLAY and not text[:2].isupper() and not text[0].isdigit():
        return None  # nearly every paragraph of a book
    if form is SLOPED and text[0] not in "_*=-":
        return None
    match = form.match(text)
    if match and _TITLE_ALONE.search(match.group("speaker")) and text[match.end() : match.end() + 1].isupper():
        return None
    return match


def names_joined(pieces: Sequence[Piece], form: re.Pattern[str]) -> Iterator[Piece]:
    """Pieces with each name that stands alone (`HÉLÈNE, riant.`, `ASA [rising]`) put with the speech below it."""
    name: Group | None = None
    speech: Group | None = None
    for piece in pieces:
        if speech is not None:
            if isinstance(piece, Group) and not piece.plain and not piece.lines[0].blanks:
                speech = Group((*speech.lines, *piece.lines))  # lines that are a sentence each
                continue
            yield speech
            speech = None
        if name is not None:
            text = piece.lines[0].text if isinstance(piece, Group) else ""
            if isinstance(piece, Group) and not is_caps(text) and not form.match(text):
                name = Group((*name.lines, *piece.lines))
                if len(piece.lines) > 1 or not DIRECTION.fullmatch(text):
                    if piece.lines[0].blanks:
                        speech = name
                    else:
                        yield name
                    name = None
                continue
            yield name
            name = None
        if isinstance(piece, Group) and len(piece.lines) == 1 and not piece.plain:
            match = form.match(text := piece.lines[0].text)
            if match and (match.end() == len(text) or DIRECTION.fullmatch(text[match.end() :].lstrip())):
                name = piece
                continue
        yield piece
    if last := speech or name:
        yield last


def at_names(piece: Piece) -> Iterator[Piece]:
    """A group of several speeches, with no blank line between them (`ANNA. What ...` / `PETER. This ...`), parted."""
    if not isinstance(piece, Group) or piece.plain or len(piece.lines) < 2:
        yield piece
        return
    starts = [n for n, line in enumerate(piece.lines) if n and (match := speaker(line.text, PLAY)) and _stops(match)]
    # Speeches begin at one indent; so a name in capitals at a sentence's end begins none.
    margin = min((piece.lines[n].indent for n in starts), default=0)
    bounds = [0, *(n for n in starts if piece.lines[n].indent == margin), len(piece.lines)]
    if len(bounds) == 2:
        yield piece
        return
    for first, last in pairwise(bounds):
        yield replace(piece, lines=piece.lines[first:last]) if not first else Group(piece.lines[first:last])


def at_names_set_in(piece: Piece) -> Sequence[Piece]:
    """The same with names as names are written, set in over what they say: `  King. What bloody ...`, as in 1623."""
    if not isinstance(piece, Group) or piece.plain or len(piece.lines) < 2:
        return (piece,)
    margin = margin_of(piece.lines) + 1
    set_in = [n for n, line in enumerate(piece.lines) if n and line.indent > margin]
    starts = [n for n in set_in if (match := speaker(piece.lines[n].text, WRITTEN)) and _stops(match)]
    if not starts:
        return (piece,)
    parts = (piece.lines[first:last] for first, last in pairwise([0, *starts, len(piece.lines)]))
    return [replace(piece, lines=lines) if not n else Group(lines) for n, lines in enumerate(parts)]


def _stops(match: re.Match[str]) -> bool:
    return match.group("speaker")[-1] in ".:" and match.end() < len(match.string)


def parted(piece: Piece) -> tuple[Piece, ...]:
    """A name and the text it was put together with, parted again when no speech came of it."""
    if not isinstance(piece, Group) or len(piece.lines) < 2 or not piece.lines[1].blanks:
        return (piece,)
    return replace(piece, lines=piece.lines[:1]), Group(piece.lines[1:])
