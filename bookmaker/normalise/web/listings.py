"""A story as the Archive of Our Own shows it in a list of works: title, pen name, tags, summary, counts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from bookmaker.facts import ABOUT
from bookmaker.model import Facts, Line
from bookmaker.normalise.passes import Piece, lines_of
from bookmaker.normalise.web import archive_keys

_REACH = 80  # lines from the top
_HEAD = 12  # of them over the warning
_LONGEST = 1_500  # characters of a line of tags, or of the summary
_RATING = re.compile(r"General Audiences|Teen And Up Audiences|Mature|Explicit|Not Rated")
_WARNING = re.compile(
    r"(?:No Archive Warnings Apply|(?:Creator Chose|Choose) Not To Use Archive Warnings|"
    r"Graphic Depictions Of Violence|Major Character Death|Rape/Non-Con|Underage(?: Sex)?)(?P<tags>.*)"
)
_CATEGORY = re.compile(r"(?:(?:F/F|F/M|M/M|Gen|Multi|Other|No category)(?:, )?)+")
_STATUS = re.compile(r"Complete Work|Work in Progress|Series in Progress|Complete Series")
_DAY = re.compile(r"\d\d? [A-Z][a-z]{2} \d{4}")
_PARTED = (("Rating", _RATING), ("Category", _CATEGORY), ("Status", _STATUS), ("Updated", _DAY))
_BY = re.compile(r"(?:(?P<title>\S.{0,90}?) )?by (?P<author>\S.{0,40})")
_PEN_NAME = re.compile(r"\w[\w.-]{2,29}")
_COUNTED = frozenset("words chapters collections comments kudos bookmarks hits".split())


def facts(pieces: Sequence[Piece]) -> tuple[Facts, list[Line]]:
    """What the list says of a story, and the lines that say it; nothing where the archive's own words are not there."""
    lines = list(islice(lines_of(pieces[:_HEAD]), _REACH))
    warned = next((n for n, line in enumerate(lines[:_HEAD]) if _WARNING.match(line.text)), 0)
    below = (n for n, line in enumerate(lines) if n > warned and line.text.startswith("Language:"))
    language = next(below, 0)
    if not warned or not language or any(len(line.text) > _LONGEST for line in lines[:language]):
        return (), []
    counted, end = _counts(lines, language)
    first = next((n for n, line in enumerate(lines) if _is_fact(line.text)), 0)
    if not first or not {ABOUT + "Words", ABOUT + "Chapters"} <= {name for name, _ in counted}:
        return (), []
    said = (*_named(lines[:first]), *_tagged(lines[first:language]), *counted)
    return tuple((name, value) for name, value in said if value), lines[:end]


def _is_fact(text: str) -> bool:
    """Whether a line is the first below the title and the pen name."""
    parted = any(pattern.fullmatch(text) for _, pattern in _PARTED)
    return parted or _WARNING.match(text) is not None or archive_keys.KEY.fullmatch(text) is not None


def _named(lines: Sequence[Line]) -> list[tuple[str, str]]:
    """Title, pen name, and what fandom it is, over the rest."""
    texts = [line.text for line in lines]
    if both := _BY.fullmatch(texts[0]):
        named = [("title", both["title"] or ""), ("author", both["author"])]
        rest = texts[1:]
    elif len(texts) > 1 and (by := _BY.fullmatch(texts[1]) or _PEN_NAME.fullmatch(texts[1])):
        named = [("title", texts[0]), ("author", by["author"] if "author" in by.groupdict() else texts[1])]
        rest = texts[2:]
    else:
        named, rest = [("title", texts[0])], texts[1:]
    return [*named, (ABOUT + "Fandom", ", ".join(rest))]


def _tagged(lines: Sequence[Line]) -> list[tuple[str, str]]:
    """What stands between the pen name and the counts: facts by their own words, tags, the summary, the series."""
    said: list[tuple[str, str]] = []
    tags: list[str] = []
    summary: list[str] = []
    series: list[str] = []
    into = tags
    for line in lines:
        text = line.text
        key = archive_keys.KEY.fullmatch(text)
        name = next((name for name, pattern in _PARTED if pattern.fullmatch(text)), "") if into is tags else ""
        if name:
            said.append((ABOUT + name, text))
        elif text in ("Tags", "Summary", "Series"):
            into = {"Tags": tags, "Summary": summary, "Series": series}[text]
        elif into is tags and key and key[2]:
            said.append((archive_keys.named(key[1]), key[2]))
        elif into is tags and (warning := _WARNING.fullmatch(text)):
            said.append((ABOUT + "Archive Warning", text.removesuffix(warning["tags"])))
            tags += [warning["tags"]] if warning["tags"] else []
        else:
            into.append(text)
    told = ((ABOUT + "Tags", ", ".join(tags)), ("description", " ".join(summary)), (ABOUT + "Series", " ".join(series)))
    return [*said, *told]


def _counts(lines: Sequence[Line], first: int) -> tuple[list[tuple[str, str]], int]:
    """The language and the counts, on one line each or with their values below, and where they end."""
    said: list[tuple[str, str]] = []
    row = first
    while row < len(lines) and (key := archive_keys.KEY.fullmatch(lines[row].text)):
        if row > first and key[1].lower() not in _COUNTED:
            break
        below = not key[2]
        value = key[2] or (lines[row + 1].text if row + 1 < len(lines) else "")
        name = archive_keys.named(key[1])
        said.append((name, archive_keys.valued(name, value)))
        row += 2 if below else 1
    return said, row
