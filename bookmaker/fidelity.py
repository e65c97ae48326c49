"""Are the author's words all there, in order? The gate every build passes before it writes anything.

Words are compared, not spelling of punctuation: letters and digits, case-folded. Apostrophes and hyphens
inside a word do not count, so that a word broken over a line end and one rejoined are the same.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bookmaker.model import Decision, Place

_WORD = re.compile(r"[^\W_]+")
_MARKS = re.compile(r"[\u00ad\u200b-\u200d\u2060\ufeff]")
# An apostrophe or hyphen between letters binds; so does a hyphen at a line's end (it may be one that breaks a word).
_BINDERS = re.compile(r"(?<=[^\W_])(?:['’ʼ]|[-‐‑](?:[ \t]*\n[ \t]*)?|(?<=\d)–(?=\d))(?=[^\W_])")


def words(text: str) -> list[str]:
    """The words of a text as the gate compares them."""
    return [match.group() for match in _WORD.finditer(_bare(text))]


def _bare(text: str) -> str:
    text = _MARKS.sub("", text)
    # NFKC turns ½ into 1⁄2 and would glue it to a digit before it (1½ → 11⁄2).
    text = re.sub(r"[¼-¾⅐-⅞↉]", r" \g<0> ", text)
    return _BINDERS.sub("", unicodedata.normalize("NFKC", text)).casefold()


@dataclass(frozen=True, slots=True)
class SourceWord:
    """A word of the source, as `words` gives it, and the line it stands on."""

    word: str
    place: Place


@dataclass(frozen=True, slots=True)
class Loss:
    """The first place where two streams of words part: what was expected, what stands there (a few words each)."""

    place: Place
    expected: str
    found: str


def source_words(text: str, path: str) -> list[SourceWord]:
    """The words of a source file, each with its line."""
    bare = _MARKS.sub("", text)
    out: list[SourceWord] = []
    line = 1
    # Words bound over a line end belong to the line they start on, so a chunk is cut only where nothing binds.
    for chunk in re.split(r"(?<=\n)(?<![-‐‑]\n)", bare):
        place = Place(path, line)
        out.extend(SourceWord(word, place) for word in words(chunk))
        line += chunk.count("\n")
    return out


@dataclass(frozen=True, slots=True)
class Streams:
    """The words of the source as they must stand in the book: running text, and the notes in source order."""

    body: tuple[SourceWord, ...]
    notes: tuple[SourceWord, ...]


def expected(source: Sequence[SourceWord], decisions: Iterable[Decision]) -> Streams:
    """The source's words less what passes declared removed or moved.

    A declared text must stand in the source as a run of words at or after the line the decision names.
    Raises ValueError when it does not: then a pass claims to have removed what was never there.
    """
    fates: list[Decision | None] = [None] * len(source)
    for decision in decisions:
        run = words(decision.before) if decision.removed or decision.moved else []
        if not run:
            continue
        found = _find(source, run, fates, _first_at(source, decision.place))
        if not found:
            raise ValueError(
                f"{decision.place}: {decision.rule} declares words that are not there: {decision.before[:60]!r}"
            )
        for index in found:
            fates[index] = decision
    return Streams(
        tuple(item for item, fate in zip(source, fates, strict=True) if fate is None),
        tuple(item for item, fate in zip(source, fates, strict=True) if fate is not None and fate.moved),
    )


def _first_at(source: Sequence[SourceWord], place: Place) -> int:
    """The index of the first source word at or after a place of the same file; the end when there is none."""
    for index, item in enumerate(source):
        if item.place.path == place.path:
            return bisect_left(source, place.line, lo=index, key=lambda word: _line_in(word, place.path))
    return len(source)


def _line_in(item: SourceWord, path: str) -> int:
    """The line of a word in this file; a word of a later file counts as past its end."""
    return item.place.line if item.place.path == path else sys.maxsize


def _find(source: Sequence[SourceWord], run: list[str], fates: list[Decision | None], first: int) -> list[int]:
    """Indices of the next run of these words at or after `first`, words already spoken for passed over; [] for none."""
    for start in range(first, len(source)):
        if fates[start] is not None or source[start].word != run[0]:
            continue
        found: list[int] = []
        for index in range(start, len(source)):
            if fates[index] is not None:
                continue
            if source[index].word != run[len(found)]:
                break
            found.append(index)
            if len(found) == len(run):
                return found
    return []


def compare(want: Sequence[SourceWord], got: Sequence[str]) -> Loss | None:
    """The first place where an output's words leave the source's; None when all are there, in order, and no more."""
    for index, item in enumerate(want):
        if index >= len(got) or got[index] != item.word:
            return Loss(
                item.place,
                " ".join(word.word for word in want[index : index + 6]),
                " ".join(got[index : index + 6]),
            )
    if len(got) > len(want):
        place = want[-1].place if want else Place("", 0)
        return Loss(place, "", " ".join(got[len(want) : len(want) + 6]))
    return None
