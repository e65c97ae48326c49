"""The persons of a play, under their heading: a list, one item a person, however they were typed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bookmaker.model import Decision, ItemList, Kind, Line
from bookmaker.normalise.blocks.paragraphs import Mender
from bookmaker.normalise.line_ends import ends_sentence
from bookmaker.normalise.passes import Group, LayoutResult, Manuscript, Opening, Piece, joined_text, typed

_LONGEST = 160  # characters: what is longer tells of the place, not of a person
_FEWEST = 2  # persons
_FAR = 2  # blank lines: what stands farther below the persons is none of them
# Not the stop of `M. Orr` and `MRS. ORR`.
_SENTENCE = re.compile(r"[^\W\d_]{3}(?<!mrs)(?<!rev)(?<!hon)(?<!col)(?<!gen)(?<!sir)(?<!lle)[.!?] ", re.IGNORECASE)
_GOES_ON = re.compile(r"[,–—-]$|\b(?:and|or|of|the|und|et|y|e|och|og|en|и)$")
# How the line that tells of place and time begins.
_PLACES = (
    *("scene", "the scene", "time", "place", "setting", "period", "the action", "the time", "the place"),
    *("ort", "zeit", "die handlung", "die szene", "schauplatz", "la scène", "scène", "la escena", "la acción"),
    *("la scena", "l'azione", "a acção", "a cena", "scenen", "handlingen", "het toneel", "действие", "děj", "rzecz"),
)

_BULLET = re.compile(r"(?:[*•·◦▪-]|--)\s+(?=\S)")
_LONGEST_NAME = 5  # words of a person's name, when nothing is said of him


def find(manuscript: Manuscript) -> LayoutResult:
    """Make lists of what stands under the heading of the persons."""
    if not any(isinstance(piece, Opening) and piece.section.kind is Kind.CAST for piece in manuscript.pieces):
        return manuscript, (), ()
    mend = Mender(manuscript.pieces)
    out: list[Piece] = []
    persons: list[list[Line]] = []
    decisions: list[Decision] = []
    within = False

    def close() -> None:
        if len(persons) >= _FEWEST:
            items = tuple((mend.paragraph(lines),) for lines in persons)
            out.append(ItemList(items, place=persons[0][0].place))
            said = typed(line for lines in persons for line in lines)
            decisions.append(Decision("cast/persons", persons[0][0].place, said, f"{len(persons)} persons", 0.8))
        else:
            out.extend(Group(tuple(lines)) for lines in persons)
        persons.clear()

    for piece in manuscript.pieces:
        if isinstance(piece, Opening):
            close()
            within = piece.section.kind is Kind.CAST
            out.append(piece)
        elif (
            within
            and isinstance(piece, Group)
            and not piece.plain
            and not (persons and piece.lines[0].blanks > _FAR)
            and _tells_persons(piece.lines)
        ):
            persons += _persons(piece.lines)
        else:
            close()
            within = within and not isinstance(out[-1], ItemList)
            out.append(piece)
    close()
    return replace(manuscript, pieces=tuple(out)), (*decisions, *mend.decisions), ()


def _tells_persons(lines: Sequence[Line]) -> bool:
    """Whether lines name persons: a paragraph of whole sentences tells where and when."""
    text = joined_text(lines)
    told = (len(lines) < 3 and len(text) > _LONGEST) or text.casefold().lstrip("_[(* ").startswith(_PLACES)
    wrapped = len(lines) > 2 and sum(line.text[0].islower() for line in lines[1:]) > 0.5 * len(lines)
    sentences = len(lines) < 3 and ends_sentence(lines[-1].text) and any(map(_is_sentence, lines))
    return not told and not wrapped and not sentences


def _is_sentence(line: Line) -> bool:
    """Whether a line holds more than one sentence, or one that no name opens: `The scene discovers a wild wood.`"""
    text = line.text
    return _SENTENCE.search(text) is not None or (
        len(text.split()) > _LONGEST_NAME and text[-1] == "." and "," not in text
    )


def _persons(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines of each person, without a bullet; a line set in, or in lower case, goes on from the one above."""
    if sum(_BULLET.match(line.text) is not None for line in lines) >= _FEWEST:
        return _behind_bullets(lines)
    margin = min(line.indent for line in lines)
    out: list[list[Line]] = []
    for line in lines:
        goes_on = out and (line.text[0].islower() or (line.indent > margin and _GOES_ON.search(out[-1][-1].text)))
        if goes_on:
            out[-1].append(line)
        else:
            out.append([line])
    return out


def _behind_bullets(lines: Sequence[Line]) -> list[list[Line]]:
    out: list[list[Line]] = []
    for line in lines:
        bullet = _BULLET.match(line.text)
        if bullet or not out:
            out.append([line._replace(text=line.text[bullet.end() :] if bullet else line.text)])
        else:
            out[-1].append(line)
    return out
