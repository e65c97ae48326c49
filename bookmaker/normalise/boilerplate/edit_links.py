"""What a wiki sets behind each heading, copied with it: `Chapter II[edit]`, `3. Kapitel [Bearbeiten]`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bookmaker.model import Decision, Line

_FEWEST = 2  # lines that end so
_WORDS = (
    "edit|edit source|bearbeiten|quelltext bearbeiten|modifier|modifier le (?:code|wikicode)|modifica|"
    "modifica wikitesto|editar|editar código|editar a fonte|bewerken|brontekst bewerken|redigera|"
    "redigera wikitext|rediger|rediger kilde|rediger kildetekst|muokkaa|muokkaa wikitekstiä|edytuj|edytuj kod|"
    "editovat|editovat zdroj|szerkesztés|forrásszöveg szerkesztése|править|править код|редагувати|редагувати код|"
    "编辑|編輯|編集|편집|düzenle|kaynağı değiştir|modificare|editare|modificare sursă|επεξεργασία|редактиране|uredi|"
    "uredi kôd"
)
_LINK = re.compile(rf" ?\[ ?(?:{_WORDS})(?: ?\| ?(?:{_WORDS}))? ?(?:\]|$)", re.IGNORECASE)


def found(lines: Sequence[Line]) -> list[Line]:
    """The lines that end so, when they are several and hold other words, too."""
    ends = [line for line in lines if "[" in line.text and _match(line)]
    return ends if len(ends) >= _FEWEST else []


def without(line: Line, decisions: list[Decision]) -> Line:
    """The line without the link behind it."""
    match = _match(line)
    if match is None:
        return line
    decisions.append(Decision("page-marks/edit-link", line.place, match[0].strip(), "", 0.95, removed=True))
    return line._replace(text=line.text[: match.start()])


def _match(line: Line) -> re.Match[str] | None:
    match = _LINK.search(line.text, max(1, len(line.text) - 60))
    return match if match and match.end() == len(line.text) else None
