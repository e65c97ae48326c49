"""The entries of a contents list, and what each has in common with the heading it stands for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from bookmaker.languages import Language
from bookmaker.normalise.boilerplate import picture_lists
from bookmaker.normalise.headings import heading_lines
from bookmaker.normalise.headings.heading_numbers import numeral
from bookmaker.normalise.headings.letter_case import is_caps, is_title_case
from bookmaker.normalise.passes import Group, Piece, text_of

Key = str | tuple[str, int]
"""What entry and heading have in common: letters alone (`heading_lines.normal`), or a heading word and its number."""

_PAGE_ENDS = "0123456789.ivxlcIVXLCeE_"
# `CHAPTER I. PAGE`, over the first number
_OVER_PAGES = re.compile(r"(?<=[.\d])\s+(?:page|seite|pag\.)$", re.IGNORECASE)
_NUMBERED = re.compile(r"([IVXLC]{1,8}|\d{1,3})\s+(?=\D)(\S.{3,})")  # `IV The Mill`
_IN_CAPITALS = re.compile(r"([A-ZÀ-Þ][A-ZÀ-Þ'’ -]{2,}),? (?=[a-z]+\b)")
_LETTERED = re.compile(r"([A-Z])(?:\.?--|\.\s+)(\S.{3,})")  # `A.--The Mill`, in an appendix
_DITTO = re.compile(r"\s{2,}(?:pag|pág|seite|blz|str|стр|p|s|id|ib)?[.»«„\"]?$", re.IGNORECASE)  # `II   »   IX`
_SAME_WORD = re.compile(r"[\"„»«”]+\s+(?=\d|[IVXLC]+\b)")  # `"  2. The Ferry`, below `Chap. 1. The Mill`
_LAST_NAME_FIRST = re.compile(r"([^,\d]{2,30}), (\w[^,\d]{1,30})")  # `Heron, Mrs. Ada`, as an index has it
_LED_TO = re.compile(r"(\w.*?)[ _]*\.{5,}[ _]*[^\W\d_].*")  # `The Ferry ......... Ann Marsh`, in a magazine
_COUNTS = re.compile(r"(?<!\S)(?:CHAPTER |Chapter )?([IVXLC]+|\d{1,3})\.?(?= |$)")
_FEWEST_TOGETHER = 4  # entries
_TOPICS = 2  # dashes between what a chapter treats of


def entry_text(text: str) -> str:
    """An entry without its page number, the dots that lead to it, or to who wrote what it stands for."""
    if "....." in text and (led := _LED_TO.fullmatch(text)):
        return led[1]
    text = _OVER_PAGES.sub("", text) if text[-1] in "eE." else text
    if text[-1:] in _PAGE_ENDS and (page := picture_lists.PAGE.search(text)):
        text = _DITTO.sub("", text[: page.start()])
    if text[:1] in '"„»«”':
        text = _SAME_WORD.sub("", text, count=1)
    return text.strip(" .·…\t")


def entries_of(piece: Piece) -> Iterable[str]:
    """The entries of a group: each of its lines, and all of them together (one entry over several lines)."""
    if not isinstance(piece, Group) or is_summary(piece):
        return
    if piece.lines[0].text[0] in "1IC" and (together := _run_together(text_of(piece))):
        yield from together
        return
    lines = [entry_text(line.text) for line in piece.lines if not picture_lists.PAGE_WORD.fullmatch(line.text)]
    yield from lines
    if 1 < len(lines) < 4 and not all(line[:1].isdigit() for line in lines):
        yield " ".join(lines)


def _run_together(text: str) -> list[str]:
    """The entries of a list that lost its lines: `I. THE MILL II. THE FERRY III. ...`; none of any other text."""
    starts: list[int] = []
    for match in _COUNTS.finditer(text):
        if numeral(match[1], None) == len(starts) + 1:
            starts.append(match.start())
    if len(starts) < _FEWEST_TOGETHER or starts[0]:
        return []
    return [text[first:last].strip() for first, last in pairwise([*starts, len(text)])]


def with_stops(entries: list[str]) -> list[str]:
    """The entries with a stop after their number, when they are numbered without: `IV The Mill` is `IV. The Mill`."""
    numbered = sum(_NUMBERED.match(entry) is not None and entry[:2] != "I " for entry in entries)
    return [_NUMBERED.sub(r"\1. \2", entry) for entry in entries] if numbered > 1 else entries


def first_name_first(entry: str) -> str:
    """An entry with the name turned round (`Heron, Mrs. Ada`) as it stands over the text; "" where none is."""
    turned = _LAST_NAME_FIRST.fullmatch(entry) if ", " in entry else None
    return f"{turned[2]} {turned[1]}" if turned else ""


def said_in_capitals(entry: str) -> str:
    """What of an entry is in capitals, when more is said of it: `HANDS, concerning Wing Biddlebaum`; "" for others."""
    match = _IN_CAPITALS.match(entry) if entry[:3].isupper() else None
    return match[1] if match else ""


def keys_of(text: str, language: Language) -> set[Key]:
    """The keys of an entry or a heading: all its letters, its title's, its word and number."""
    keys: set[Key] = {heading_lines.normal(text)}
    if "   " in text:  # `ONE      PLAYING PILGRIMS`: the number has a column of its own
        keys.add(heading_lines.normal(text.rsplit("   ", 1)[1]))
    if turned := first_name_first(text):
        keys.add(heading_lines.normal(turned))
    if capitals := said_in_capitals(text):
        keys.add(heading_lines.normal(capitals))
    shape = heading_lines.shape(text, language)
    if shape is not None:
        if sum(char.isalpha() for char in shape.title) > 3:
            keys.add(heading_lines.normal(shape.title))
        if shape.number is not None and shape.has_word:
            keys.add((shape.family.partition(":")[0], shape.number))
    elif numbered := _NUMBERED.match(text) or _LETTERED.match(text):
        keys.add(heading_lines.normal(numbered[2]))
    return keys - {""}


def keys_of_group(piece: Piece, language: Language) -> set[Key]:
    """The keys of all entries of a group; none for any other piece."""
    keys: set[Key] = set()
    for entry in entries_of(piece):
        keys |= keys_of(entry, language)
    return keys


def keys_of_first(piece: Piece, language: Language) -> set[Key]:
    """The keys of a group of entries; of all but its first only the words: `Chapter I` comes again in each part."""
    if not isinstance(piece, Group):
        return set()
    words = {key for key in keys_of_group(piece, language) if isinstance(key, str)}
    return words | keys_of(entry_text(piece.lines[0].text), language)


def keys_of_short_groups(pieces: Sequence[Piece], language: Language) -> list[set[Key]]:
    """For every piece, the keys of a heading it may be; an empty set for text."""
    return [
        keys_of_group(piece, language)
        if isinstance(piece, Group) and (piece.heading is not None or (len(piece.lines) < 4 and _short(piece)))
        else set()
        for piece in pieces
    ]


def _short(group: Group) -> bool:
    first, last = group.lines[0].text, group.lines[-1].text
    spoken = first[0] in "\"'“‘«»„—-" or last[-1] in "\"”'’«,;?!"
    # `'Back to the Ferry'`, `'The Ferry' Again`: titles
    quoted = first[0] in "\"'“‘" and last[-2 if last[-1] in "\"'”’" else -1 :][:1].isalnum() and is_title_case(first)
    if spoken and not quoted and not is_caps(first):
        return False
    # A line that ends in a full stop is a sentence, unless it is in capitals, numbered or a word or two.
    return last[-1] != "." or first[:4].isupper() or first[0].isdigit() or first.count(" ") < 5


def is_summary(group: Group) -> bool:
    """Whether lines say what a chapter treats of, and end in its page: `The Ferry.--The Mare.--Home again   12`."""
    if len(group.lines) < 2 or not picture_lists.PAGE.search(group.lines[-1].text):
        return False
    if any(picture_lists.PAGE.search(line.text) for line in group.lines[:-1]):
        return False  # entries: `STAVE ONE--THE MILL   3`
    text = text_of(group)
    return text.count("--") + text.count("—") >= _TOPICS
