"""What an author says to the reader round a chapter of web fiction: `A/N: sorry for the wait!`, AO3's chapter notes.

They are the author's words and stay where they stand, set apart from the story.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bookmaker.facts import about
from bookmaker.model import Block, Decision, Paragraph, Quotation, SceneBreak
from bookmaker.normalise.blocks.paragraphs import Mender, as_typed
from bookmaker.normalise.headings import heading_lines
from bookmaker.normalise.passes import (
    Group,
    LayoutResult,
    Manuscript,
    Opening,
    Piece,
    group_at,
    removal,
    size_of,
    text_of,
)
from bookmaker.walk import plain

_NOTE = (
    r"(?:an? )?(?:(?:quick|short|small|brief|important|ending|end|final|closing|opening|pre-?|post-?)[ -]?)?"
    r"(?:chapter )?(?:A/N(?: \([^)]{1,20}\)|[\w ]{3,30}(?=:))?|A\.N\b\.?|AN(?=:)|(?-i:AN)(?= ?--? | ?[–—])|"
    r"authors?['’]?s?['’]? notes?)|(?:a )?note from (?:the )?author|from the author(?=:)|"
    r"(?:(?:pre|post|end of|end|final|closing)[ -])?chapter notes?(?=:)|"
    r"authors?['’]?s?['’]? (?:commentary|comments?|ramblings?|rambles?|rant|corner|thoughts)(?=:)|"
    r"Anm(?:erkung|\.) (?:des Autors|der Autorin)|N\.?d\.?A\.?|notes? de l['’]auteure?|"
    r"N/A(?=:)|notas? (?:finais|iniciais)(?=:)|notas? d(?:el?|[oa]|e la|e l[oa]s) autor[ae]?s?|"
    r"note dell['’]autor[ei]|прим(?:ечани[ея]|\.) автора|от автора|посвящение|"
    r"примечани[ея] к (?:части|главе)|дисклеймер|disclaimers?|"
    r"translators?['’]?s?['’]? notes?|T/N|TL ?N(?:otes?)?(?=:)|TL ?/?notes?(?=:)|"
    r"författarens kommentar|notitie van de auteur|od autora|od autorki"
)
_SHUT = r"[\])}>*_=]"
_SAID = re.compile(
    rf"[\[({{<*_~=/\s-]*(?:{_NOTE})(?!\w)(?P<stop>{_SHUT}*\s*(?:[:!]|--?|–|—)|{_SHUT}+(?=\s+(?-i:[A-Z])))?"
    rf"(?:{_SHUT}|\s)*(?P<text>.*)",
    re.IGNORECASE,
)
_SLASHED = re.compile(r"\W*[AT]/N\b", re.IGNORECASE)  # nothing else is written so
_FIRST = frozenset("AaDdEeFfPpNnOoQqПпОоДд[({<*_~=/-")
_TRANSLATORS = ("Trans", "TRANS", "T/N", "TL")
_NOTE_FROM = re.compile(r"A note from \w[\w .'-]{1,30}")  # Royal Road's
# What only says so at the edge of a chapter, in a text that has notes.
_PLAIN = re.compile(
    r"[\[(*_~]*(?:(?:(?:Quick|Side|Important|End|Foot) ?)?[Nn]otes?|(?:(?:Trigger|Content) )?[Ww]arnings?|TW|CW|"
    r"Announcements?|Beta(?:'?d|ed|-read)?(?: by| reader)?|E(?:dit(?:ed)?|DIT|TA)(?: [\d/.-]+)?|Update|P\.?S\.?|Rating|"
    r"Pairings?|Recap|Summary|Previously|Next (?:time|chapter)|Last time)[*_]*(?: ?:|(?<=by)(?= ))[*_]*\s*(?P<text>.*)"
)
_REVIEWS = re.compile(
    r"[\W_]*(?:review(?:er|s)? ?(?:replies|responses|corner)?|(?:replies|responses) to reviews)[\W_]*", re.I
)
# What nobody but an author says to readers.
_TO_READERS = re.compile(
    r"\b(?:chapters?|stor(?:y|ies)|fics?|review\w*|thank(?:s| you)|enjoy|hope you|read(?:ers?|ing)|beta\w*|updat\w+|"
    r"sorry for|own (?:nothing|anything)|disclaimers?|warnings?|comments?|kudos|follow(?:ed|ers|s)?|favou?rit\w*|"
    r"patreon|discord|you guys|on with|feedback|canon|AU|OOC|OC|poll|hiatus|writ(?:e|ing|ten))\b",
    re.IGNORECASE,
)
_SPOKEN = frozenset("\"“«„'‘")
_HEADINGS = heading_lines.ARCHIVE - {"chaptertext", "worktext"}
_OVER = frozenset({"chaptersummary", "chapternotes"})
_TEXT = heading_lines.ARCHIVE - _HEADINGS
_LABELS = frozenset({"Notes:", "Summary:", "Примечания:"})
_LONGEST_TAIL = 2_000  # characters between a note and the end of its chapter that may all be note
_MOST_TOLD, _LONGEST_TOLD = 8, 1_500  # groups, characters of a note at a chapter's head, up to the first ornament
_MOST = 12  # groups of a note under a heading of its own
_FEW = 2  # groups of one that another follows


def find(manuscript: Manuscript) -> LayoutResult:
    """Set authors' notes apart."""
    pieces = manuscript.pieces
    told = any(map(_is_told, pieces))
    sure = told or any(isinstance(piece, Group) and _is_sure(piece) for piece in pieces)
    if not sure and not about(manuscript.facts):
        return manuscript, (), ()
    mend = Mender(pieces)
    out: list[Piece] = []
    decisions: list[Decision] = []
    number = 0
    while number < len(pieces):
        piece = pieces[number]
        if isinstance(piece, Group) and not piece.plain and _key(piece) in _TEXT:
            line, *below = piece.lines
            decisions.append(removal("fan-fiction/phrase", [line]))
            if below:
                out.append(replace(piece, lines=(below[0]._replace(blanks=line.blanks), *below[1:])))
            number += 1
            continue
        if told and isinstance(piece, Paragraph) and _is_told(piece):
            out.append(Quotation((piece,), "authors-note", place=piece.place))
            decisions.append(Decision("authors-notes/note", piece.place, plain(piece.inlines), "authors-note", 0.8))
            number += 1
            continue
        end = _end(pieces, number) if isinstance(piece, Group) and not piece.plain else number
        if end > number:
            assert isinstance(piece, Group)
            line = piece.lines[0]
            out.append(Quotation(tuple(_blocks(pieces[number:end], mend)), "authors-note", place=line.place))
            decisions.append(Decision("authors-notes/note", line.place, line.text, "authors-note", 0.8))
            number = end
            continue
        out.append(piece)
        number += 1
    return replace(manuscript, pieces=tuple(out)), (*decisions, *mend.decisions), ()


def _may_say(text: str) -> bool:
    """A cheap look at the first letters."""
    return text[:1] in _FIRST or text.startswith(_TRANSLATORS)


def _is_told(piece: Piece) -> bool:
    """Whether a paragraph of a markup source begins with the label of an author's note."""
    text = plain(piece.inlines[:3]) if isinstance(piece, Paragraph) and piece.inlines else ""
    match = _SAID.match(text) if _may_say(text) else None
    return match is not None and bool(match["stop"] and match["text"])


def _is_sure(group: Group) -> bool:
    """Whether a group says beyond doubt that it is web fiction's."""
    text = group.lines[0].text
    if len(text) < 24 and _key(group) in _HEADINGS | _TEXT:
        return True
    if text.startswith("A note") and _NOTE_FROM.fullmatch(text):
        return True
    match = _SAID.match(text) if _may_say(text) else None
    return match is not None and bool(match["stop"] or _SLASHED.match(text))


def _end(pieces: Sequence[Piece], number: int) -> int:
    """Where the note that begins at a group ends (one past its last piece); the group itself when it is none."""
    group = pieces[number]
    assert isinstance(group, Group)
    text = group.lines[0].text
    if len(group.lines) == 1 and _is_label(group):
        return _under_heading(pieces, number)
    if text in _LABELS or (_key(group) in _HEADINGS and _is_sure(group)):
        return number + 1
    if _NOTE_FROM.fullmatch(text):
        alone = len(group.lines) == 1 and group_at(pieces, number + 1) is not None  # its text is the next group
        return _tail(pieces, number) or number + 1 + alone
    if _REVIEWS.fullmatch(text):
        return _tail(pieces, number) or number
    match = _SAID.match(text) if _may_say(text) else None
    if match is None:
        match = _PLAIN.match(text)
        if match is None or not _at_edge(pieces, number):
            return number
        if match["text"]:
            return number + 1
    elif not match["stop"] and (match["text"] or len(group.lines) > 1) and not _SLASHED.match(text):
        return number
    if not match["text"] and len(group.lines) == 1:
        return _under_heading(pieces, number)
    return _tail(pieces, number) or _head(pieces, number) or number + 1


def _head(pieces: Sequence[Piece], number: int) -> int:
    """The first ornament of a chapter, when a note at its head goes on up to there: nobody speaks, but to readers."""
    if number and not isinstance(pieces[number - 1], Opening) and _above(pieces, number) > _LONGEST_TOLD:
        return 0
    end = next(
        (n for n in range(number, min(number + _MOST_TOLD, len(pieces))) if isinstance(pieces[n], SceneBreak)), 0
    )
    below = [text_of(piece) for piece in pieces[number + 1 : end]]
    if not below or not all(below) or sum(map(len, below)) > _LONGEST_TOLD:
        return 0
    told = sum(_TO_READERS.search(text) is not None for text in below)
    return end if told * 2 >= len(below) and not any(text[0] in _SPOKEN for text in below) else 0


def _under_heading(pieces: Sequence[Piece], number: int) -> int:
    """Past the note under a heading of its own: up to the text, a break, or what is no longer set in."""
    first = number + 1
    below = group_at(pieces, first)
    if below is None:
        return number
    end = first
    stops = False
    while end < len(pieces) and end - first < _MOST:
        piece = pieces[end]
        if not isinstance(piece, Group) or _is_label(piece) or _key(piece) in _TEXT:
            stops = True
            break
        if below.lines[0].indent > piece.lines[0].indent:
            return end
        end += 1
    label = pieces[end] if end < len(pieces) else None
    if isinstance(label, Group) and _is_label(label) and end - first > _FEW:
        return first + 1  # the story may stand between two notes
    if isinstance(label, SceneBreak) and _is_archives(pieces[number]) and end - first > _FEW:
        return first + 1  # or before a break: an archive types none under its notes
    if (label is None or isinstance(label, Opening)) and not _above(pieces, number):
        return first + 1  # at the head of a chapter the story comes after it
    if stops or end == len(pieces):
        return end
    return first + 1  # no end in sight: the next paragraph alone


def _is_archives(piece: Piece) -> bool:
    """Whether a group is the label of a summary or a note that stands over the story."""
    return isinstance(piece, Group) and _key(piece) in _OVER


def _tail(pieces: Sequence[Piece], number: int) -> int:
    """The end of the chapter, when all that is left of it goes on with a note at its foot; 0 when it does not."""
    text = _above(pieces, number)
    if not text:
        return 0
    size = 0
    for end in range(number, len(pieces)):
        piece = pieces[end]
        if isinstance(piece, Opening):
            return end
        if not isinstance(piece, Group):
            return 0
        size += size_of(piece.lines)
        if size > min(_LONGEST_TAIL, text):
            return 0
    return len(pieces)


def _above(pieces: Sequence[Piece], number: int) -> int:
    """Characters of the chapter's text before a group, counted as far as they matter."""
    size = 0
    for at in range(number - 1, -1, -1):
        piece = pieces[at]
        if isinstance(piece, Opening) or size > _LONGEST_TAIL:
            break
        size += size_of(piece.lines) if isinstance(piece, Group) else 0
    return size


def _at_edge(pieces: Sequence[Piece], number: int) -> bool:
    """Whether a group is last in its chapter, or first, or stands below labels alone."""
    if number + 1 == len(pieces) or isinstance(pieces[number + 1], Opening | SceneBreak):
        return True
    above = number - 1
    while above >= 0 and isinstance(pieces[above], Group):
        text = text_of(pieces[above])
        if not (_PLAIN.match(text) or _SAID.match(text)):
            return False
        above -= 1
    return above < 0 or isinstance(pieces[above], Opening | SceneBreak)


def _blocks(group: Sequence[Piece], mend: Mender) -> Iterator[Block]:
    for piece in group:
        assert isinstance(piece, Group)
        if len(piece.lines) == 1 and (_is_label(piece) or _key(piece) == "an" or piece.lines[0].text.endswith(":")):
            yield as_typed(piece.lines, "display")
        elif len(piece.lines) > 1 and (
            _key(piece) == "an" or _is_label(piece) or _NOTE_FROM.fullmatch(piece.lines[0].text)
        ):
            yield as_typed(piece.lines[:1], "display")
            below = piece.lines[1:]
            wrapped = 3 * sum(line.text[0].islower() for line in below) > len(below)
            yield mend.paragraph(below) if wrapped else as_typed(below)
        else:
            yield mend.paragraph(piece.lines)


def _is_label(group: Group) -> bool:
    """Whether a group is what the archive sets over the notes and the summary of a chapter."""
    return group.lines[0].text in _LABELS or _key(group) in _HEADINGS


def _key(group: Group) -> str:
    return heading_lines.normal(group.lines[0].text) if len(group.lines[0].text) < 28 else ""
