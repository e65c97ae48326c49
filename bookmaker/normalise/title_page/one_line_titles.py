"""A first line that holds title and author: `THE HERON KING by @saltmarsh`, `SALT ROAD - Ines Varga`."""

from __future__ import annotations

import re

from bookmaker.languages import Language
from bookmaker.model import Line
from bookmaker.normalise.headings import heading_lines
from bookmaker.normalise.headings.letter_case import is_caps, is_title_case
from bookmaker.normalise.passes import Group, Piece
from bookmaker.normalise.title_page.by_lines import is_whole_name

# `THE HERON KING by @saltmarsh`, `The Heron King, by Ann Marsh`: both on one line.
_TITLE_BY = re.compile(r"(?P<title>\S.{1,70}?)(?P<comma>,| ?[-–—|]|) (?P<by>(?:by|By|BY):? (?P<name>\S.{1,40}))")
_PEN_NAME = re.compile(r"@?[\w.-]{2,30}")
SURE_PEN_NAME = re.compile(r"(?=\w*[^\W\d]_?\w)(?=\w*_|[^\W\d_]+\d)\w{3,30}")
"""A name that only a site's user has: `marsh_hen`, `heron22`."""

_STOPPED = re.compile(r"[^\W\d_]{4}\.$")  # `MARTIN RATTLER, BY R.M. BALLANTYNE.`
_NAME_FIRST = re.compile(r"(?P<name>[^:]{4,40}): (?P<title>[^:]{3,60})")  # as Hungarian libraries have it
_DASH = re.compile(r"\s+(?:--?|—|–)\s+")


def two_in_one(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """A first line that has title and by-line, as two."""
    match = _TITLE_BY.fullmatch(lines[0].text)
    if match is None or (len(lines) > 1 and len(lines[1].text) < 60 and lines[1].text[0].islower()):
        return lines
    title, name = match.group("title"), match.group("name").strip(" _*")
    name = name[:-1] if _STOPPED.search(name) else name
    caps = is_caps(title)
    in_capitals = caps and (not is_caps(name) or match["by"][1] == "y")  # `THE TIN BRIDGE by A. HERON`
    told_apart = name[0] == "@" or bool(match.group("comma")) or in_capitals
    named = is_whole_name(name) or ((name[0] == "@" or match["comma"][-1:] in "-–—|") and _PEN_NAME.fullmatch(name))
    if not (told_apart and named and (caps or is_title_case(title))):
        return lines
    upper = lines[0]._replace(text=title)
    return upper, lines[0]._replace(text=match.group("by"), blanks=0), *lines[1:]


def title_and_name(line: Line, below: Piece | None, language: Language) -> tuple[Line, ...]:
    """`SALT ROAD - Ines Varga` over the first chapter, as two lines; none where either might be the name."""
    if (found := _NAME_FIRST.fullmatch(line.text)) and not language.tag.startswith("en"):
        return _name_and_title(line, found["name"], found["title"], below, language)
    parts = _DASH.split(line.text)
    if len(parts) != 2 or _is_heading(parts[0], language):
        return ()
    title, name = parts
    if SURE_PEN_NAME.fullmatch(name) and (is_caps(title) or is_title_case(title)):
        return line._replace(text=title), line._replace(text=name, blanks=0)
    if not isinstance(below, Group) or not _is_heading(below.lines[0].text, language):
        return ()
    told_apart = is_whole_name(name) and (not is_whole_name(title) or is_caps(title) > is_caps(name))
    if not told_apart or not (is_caps(title) or is_title_case(title)):
        return ()
    return line._replace(text=title), line._replace(text=name, blanks=0)


def _name_and_title(line: Line, name: str, title: str, below: Piece | None, language: Language) -> tuple[Line, ...]:
    """`Kovács Béla: A révész háza` over the first chapter, as two lines."""
    if not isinstance(below, Group) or not _is_heading(below.lines[0].text, language):
        return ()
    if not is_whole_name(name) or is_whole_name(title) or _is_heading(title, language):
        return ()
    return line._replace(text=name), line._replace(text=title, blanks=0)


def _is_heading(text: str, language: Language) -> bool:
    shape = heading_lines.shape(text, language) if len(text) < 80 else None
    return shape is not None and not shape.weak
