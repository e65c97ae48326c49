"""What Project Gutenberg's sisters put round a text: Faded Page, Project Gutenberg Canada and Australia.

Sources: the first pages of texts at fadedpage.com, gutenberg.ca, gutenberg.net.au (seen 2026-11).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bookmaker.model import Facts
from bookmaker.normalise.passes import Group, Piece, text_of
from bookmaker.normalise.title_page.by_lines import forename_first

_HEAD = 30  # groups at the top among which such a library speaks
_MOST = 8_000  # characters it says there, at the most
_END = 6  # groups from the end among which it takes its leave

_SPEAKS = re.compile(
    r"fadedpage|pgdpcanada|distributed proofread\w+ canada|project gutenberg (?:of )?(?:canada|australia)|"
    r"gutenberg\.(?:ca|net\.au)\b",
    re.IGNORECASE,
)
_FACT = re.compile(r"_?(Title|Author|Translator|Editor|Language):_? +(\S.*)")
_ABOUT_THE_FILE = re.compile(
    _SPEAKS.pattern + r"|^_?(?:title|author|translator|editor|language|date (?:of|first)|edition used|e-?book no)\b.*:|"
    r"\bcopyright laws\b|\bpublic domain\b|\bat no cost\b|\be-?book was produced\b",
    re.IGNORECASE,
)
_LIVED = re.compile(r" ?\((?:c\. ?|b\. ?)?\d{4}.{0,12}\)$")
_LEAVE = re.compile(r"\[(?:the )?end of .{3,120}\bby .{3,60}\]|this site is full of free e-?books\b.*", re.IGNORECASE)


def head(pieces: Sequence[Piece]) -> tuple[int, Facts]:
    """How many pieces at the top are the library's, and the facts it tells of the book."""
    last, size = -1, 0
    facts: dict[str, str] = {}
    told: dict[str, str] = {}
    for number, piece in enumerate(pieces[:_HEAD]):
        if not isinstance(piece, Group):
            break
        lines = [line.text for line in piece.lines]
        size += sum(map(len, lines))
        if size > _MOST or not any(map(_ABOUT_THE_FILE.search, lines)):
            break
        for match in filter(None, map(_FACT.match, lines)):
            told.setdefault(match[1].lower(), match[2].strip())
        if any(map(_SPEAKS.search, lines)):
            last, facts = number, dict(told)
    if last < 0 or "title" not in facts:
        return 0, ()
    for role in {"author", "translator", "editor"} & set(facts):
        facts[role] = _name(facts[role])
    facts.pop("language", "")
    return last + 1, tuple(facts.items())


def leave(pieces: Sequence[Piece]) -> set[int]:
    """The groups at the end with which the library takes its leave: `[The end of _The Pier_ by A. Lamb]`."""
    return {
        number
        for number in range(max(0, len(pieces) - _END), len(pieces))
        if isinstance(piece := pieces[number], Group)
        and len(piece.lines) < 4
        and _LEAVE.fullmatch(text_of(piece).replace("_", ""))
    }


def _name(text: str) -> str:
    """A name without the years of a life, the family name last."""
    return forename_first(_LIVED.sub("", text))
