"""Where notes and their calls stand in the lines: `[1]`, `*`, `{3}`, `[Footnote 1: ...]`, numbers under `NOTES`."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bookmaker.languages import Language
from bookmaker.model import Kind
from bookmaker.normalise.headings.decoration import undecorated
from bookmaker.normalise.passes import Group, Piece, margin_of, typed

# Where notes at the foot of a page are numbered `(1)`, as they are called.
_IN_PARENTHESES = frozenset({"fr", "es", "it", "pt", "ca", "ru", "uk"})
_NEXT_TO = 4  # paragraphs above such a note in which it is called

# Over one note, or over several.
_HEADINGS = frozenset(
    "notes footnotes endnotes note footnote endnote fußnote anmerkung nota noot fotnot fodnote".split()
)

_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")

# How a note's text may begin; the mark is group 1.
_BRACKETED = re.compile(
    r"(\[(?:foot|end)?note|\[fußnote|\[anmerkung|\[nota?|\[fotnote?|\[примечание)s?\s*(?P<key>[\w*†‡]{0,4})\s*[:.]\s*",
    re.IGNORECASE,
)
_APART = re.compile(r"(?:Footnote|Fußnote|Fotnote|Fodnote) (?P<key>\w{1,4})[:.]?")
_SET_IN = 8  # columns, at the most: what stands further in is centred
_LETTERED = re.compile(r"\[(?P<key>[A-Z]|\d{1,3}):\s+")
_TEXTS = (
    re.compile(r"(?P<key>(?:\*{1,4}|[†‡§¶]{1,2})\))\s*(?=[^\s*])"),
    re.compile(r"\[(?:foot)?note (?P<key>\w{1,3})\][:.]?\s+(?=\S)", re.IGNORECASE),
    re.compile(r"\[\^?(?P<key>\w{1,5}-[A-Z\d]{1,2}|\w{1,4}|\*{1,4}|[†‡§¶]{1,2})\][:.]?\s+(?=\S)"),
    re.compile(r"\{(?P<key>\d{1,3}[a-z]?)\}[:.]?\s+(?=\S)"),
    re.compile(r"(?:<(?P<key>\d{1,3})>|\^(?P<caret>\d{1,3})[:.]?)\s+(?=\S)"),
    re.compile(r"(?P<key>(?:\*{1,4}|[†‡§¶]{1,2})(?:\s?\(\d+\))?)\s*(?=[^\s*†‡_=~-])"),
    re.compile(r"(?P<key>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})\s*(?=\S)"),
)
# Under a heading of their own, notes may be numbered plainly.
_LISTED = re.compile(r"(?P<key>\d{1,3})[.):]\s+(?=\S)")

RULE = re.compile(r"[-_—–=]{3,}")
_PARENTHESISED = re.compile(r"\((?P<key>\d{1,3})\)\s*(?=\S)")

_CALLS = re.compile(
    r"\[\^?(?P<bracket>\w{1,5}-[A-Z\d]{1,2}|\w{1,4}|\*{1,4}|[†‡§¶]{1,2})\]|\[(?:foot)?note (?P<named>\w{1,3})\]|"
    r"\{(?P<brace>\d{1,3}[a-z]?)\}|"
    r"<(?P<angle>\d{1,3})>|\^(?P<caret>\d{1,3})(?!\w)|"
    r"(?P<sup>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})|"
    r"(?P<closed>(?<=\S)(?:\*{1,4}|[†‡§]{1,2})\))|"
    r"(?P<star>(?<!\*)\*{1,4}(?![\w*])(?:\s?\(\d+\))?|(?<=\S)[†‡§]{1,2}(?!\w))",
    re.IGNORECASE,
)
_PARENTHESISED_CALLS = re.compile(r"(?<=\S)\s?\((\d{1,3})\)(?!\w)")
_EMPHASIS = re.compile(r"(?<![\w*])(\*{1,3})(?=[^\s*()])[^*]*?(?<=[^\s*])\1(?!\w)")


@dataclass(slots=True)
class Found:
    """A note's text in the manuscript: which groups, under which key, and how much of its first line is the mark."""

    key: str
    first: int
    last: int
    mark: int
    closes: bool = False  # a bracket closes at its end
    parenthesised: bool = False  # the key stands in parentheses: so must the call
    near: bool = False  # it was called a few paragraphs above


def note_texts(pieces: Sequence[Piece], language: Language) -> list[Found]:
    """Every group that begins like the text of a note."""
    texts = list(_begin_like_notes(pieces, language))
    if language.tag.partition("-")[0] in _IN_PARENTHESES and not any(found.parenthesised for found in texts):
        texts = sorted([*texts, *_in_parentheses(pieces)], key=lambda found: found.first)
    return texts


def _in_parentheses(pieces: Sequence[Piece]) -> list[Found]:
    """Notes numbered `(1)`, each under a paragraph that calls it; none when one of them is not called: it is a list.

    Under a rule the notes of a whole chapter may stand, and more rules between them.
    """
    out: list[Found] = []
    text: list[Group] = []  # the paragraphs so far, and where the last notes stood
    begins = 0
    ruled = noted = False
    for number, piece in enumerate(pieces):
        if not isinstance(piece, Group) or piece.plain:
            continue
        if RULE.fullmatch(piece.lines[0].text):
            ruled = True
            continue
        match = _PARENTHESISED.match(piece.lines[0].text) if piece.lines[0].text[0] == "(" else None
        if match is None:
            begins = len(text) if noted else begins
            text.append(piece)
            ruled = noted = False
            continue
        above = text[begins if ruled else -_NEXT_TO :]
        if not any(
            match.group("key") in _PARENTHESISED_CALLS.findall(line.text) for each in above for line in each.lines
        ):
            return []
        out.append(Found(match.group("key"), number, number, match.end(), parenthesised=True, near=not ruled))
        noted = True
    return out if len(out) > 1 else []


def _begin_like_notes(pieces: Sequence[Piece], language: Language) -> Iterator[Found]:
    number = 0
    listed = False
    while number < len(pieces):
        piece = pieces[number]
        number += 1
        if not isinstance(piece, Group) or piece.plain:
            listed = False
            continue
        text = piece.lines[0].text
        if len(text) < 40 and is_notes_heading(text, language):
            listed = True
            continue
        if text[0] == "*" and sum(line.text.startswith("* ") for line in piece.lines) > 1:
            continue  # a list
        if text[0] == "*" and _EMPHASIS.match(typed(piece.lines)):
            continue  # *Later.*--I endorse it
        if text[0] == "F" and (key := _set_below(piece)) and (last := _last_set_in(pieces, number)) >= number:
            yield Found(key, number - 1, last, len(text))
            number = last + 1
            continue
        if text[0] not in "[{<^*†‡§¶⁰¹²³⁴⁵⁶⁷⁸⁹" and not (listed and (text[0].isdigit() or text[0] == "(")):
            listed = listed and (piece.lines[0].indent > 0 or _LISTED.match(text) is not None)
            continue
        bracketed = _BRACKETED.match(text) or _LETTERED.match(text)
        if bracketed:
            last = _closing(pieces, number - 1)
            yield Found(_key(bracketed.group("key")), number - 1, last, bracketed.end(), closes=True)
            number = last + 1
            continue
        for pattern in (*_TEXTS, _LISTED, _PARENTHESISED) if listed else _TEXTS:
            match = pattern.match(text)
            if match:
                key, parenthesised = _key(match[match.lastgroup or 0]), pattern is _PARENTHESISED
                yield Found(key, number - 1, number - 1, match.end(), parenthesised=parenthesised)
                break


def _set_below(group: Group) -> str:
    """The key of a note whose text is set in below it: `Footnote 1:`"""
    match = _APART.fullmatch(group.lines[0].text) if len(group.lines) == 1 else None
    return _key(match["key"]) if match else ""


def _last_set_in(pieces: Sequence[Piece], first: int) -> int:
    """The last of the groups from here on that are set in alike; the one before the first when none is."""
    end = first
    margin = 0
    while end < len(pieces) and isinstance(group := pieces[end], Group):
        indent = margin_of(group.lines)
        if not 0 < indent < _SET_IN or (margin and indent != margin):
            break
        margin = indent
        end += 1
    return end - 1


def is_notes_heading(text: str, language: Language) -> bool:
    """Whether a line stands over notes: `FOOTNOTES:`."""
    word = undecorated(text).casefold().strip(" .:")
    return language.headings.get(word) is Kind.ENDNOTES or word in _HEADINGS


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


Call = tuple[int, int, int, int]  # piece, line in it, start and end in the line


def calls_of(pieces: Sequence[Piece], keys: set[str], texts: Sequence[Found]) -> dict[str, list[Call]]:
    """Where each key is called, in reading order."""
    notes = {number for found in texts for number in range(found.first, found.last + 1)}
    calls: dict[str, list[Call]] = defaultdict(list)
    parenthesised = {found.key for found in texts if found.parenthesised}
    telling = "[" + "".join({key[0] for key in keys if key and not key[0].isalnum()})
    if any(key[:1].isdigit() for key in keys):
        telling += "{<^⁰¹²³⁴⁵⁶⁷⁸⁹"
    if parenthesised:
        telling += "("
    may_call = re.compile(f"[{re.escape(telling)}]").search
    for number, piece in enumerate(pieces):
        if not isinstance(piece, Group) or number in notes:
            continue
        emphasised: list[tuple[int, int]] | None = None
        after = 0
        for row, line in enumerate(piece.lines):
            text = line.text
            begin, after = after, after + len(text) + 1
            if not may_call(text) or not any(map(str.isalnum, text)):  # (`* * *` calls nothing)
                continue
            if emphasised is None:
                whole = typed(piece.lines)
                emphasised = [match.span() for match in _EMPHASIS.finditer(whole)] if "*" in whole else []
            for match in _CALLS.finditer(text):
                key = _key(match.group(match.lastgroup or 0))
                start, end = match.span()
                if match.lastgroup == "closed" and key not in keys:  # `(at the wall*)`, not the German `Mauer*)`
                    key, end = key[:-1], end - 1
                inside = any(first <= begin + start < last for first, last in emphasised)
                in_word = text[start - 1 : start].isalnum() and text[end : end + 1].isalnum()  # 10¹2 is a number
                bullet = not start and key == "*" and text[end : end + 1] == " "
                if key in keys and not inside and not in_word and not bullet:
                    calls[key].append((number, row, start, end))
            for match in _PARENTHESISED_CALLS.finditer(text) if parenthesised else ():
                if match.group(1) in parenthesised:
                    calls[match.group(1)].append((number, row, *match.span()))
    return calls
