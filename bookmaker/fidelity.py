"""Are the author's words all there, in order? The gate every build passes before it writes anything.

Words are compared, not spelling of punctuation: letters and digits, case-folded. Apostrophes and hyphens
inside a word do not count. A word that a line end breaks (`re-` / `turn`) is two words here that may come
back as one: whether they belong together only the whole text can tell.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, compress

from bookmaker.model import Decision, Place

_WORD = re.compile(r"[^\W_]+")
_BROKEN = "\x1f"  # written where a hyphen at a line's end may have broken the word before it
_WORD_OR_LINE = re.compile(rf"[^\W_]+|{_BROKEN}|\n")
# What is no letter and may stand within a word: invisible marks, and those of typed emphasis (`_hel_-lo`).
_MARKS = re.compile(r"[\u00ad\u200b-\u200d\u2060\ufeff_*=]")
_FRACTIONS = re.compile(r"[¼-¾⅐-⅞↉]")
# An apostrophe, quotation mark, prime or hyphen between letters binds them, whatever it was typed as and is set as;
# so does a dash between figures.
# (Written from the mark outwards: a pattern that begins with a look behind is tried at every letter.)
_BINDERS = re.compile(r"['’‘ʼ′`\"“”„‚«»‹›‐‑-](?<=[^\W_].)(?=[^\W_])|–(?<=\d–)(?=\d)|--(?<=\d--)(?=\d)")
_INNER_SPACE = re.compile("(?<=[«‹])[\u202f\xa0]|[\u202f\xa0](?=[»›])")  # set, not typed: French sets it
# (One blank line lies between the lines of a double-spaced typescript.)
_LINE_END_HYPHEN = re.compile(r"[-‐‑](?<=[^\W_].)(?=[ \t]*\n[ \t]*(?:\n[ \t]*)?[^\W_])")


def words(text: str) -> list[str]:
    """The words of a text as the gate compares them."""
    return _WORD.findall(_bare(text))


def _bare(text: str) -> str:
    text = _MARKS.sub("", text)
    if not text.isascii():
        # NFKC turns ½ into 1⁄2 and would glue it to a digit before it (1½ → 11⁄2).
        # And an acute accent typed for an apostrophe would become a space, a double prime two primes.
        text = _INNER_SPACE.sub("", text.replace("´", "'").replace("″", '"'))
        text = unicodedata.normalize("NFKC", _FRACTIONS.sub(r" \g<0> ", text))
    return _BINDERS.sub("", text).casefold()


@dataclass(frozen=True, slots=True)
class SourceWords:
    """Words of the source, as `words` gives them, with the line each stands on (`places` runs along `words`).

    `broken` holds the index of every word that a line end may have cut in two.
    """

    words: list[str] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    broken: frozenset[int] = frozenset()

    def __add__(self, other: SourceWords) -> SourceWords:
        return joined((self, other))


def joined(parts: Iterable[SourceWords]) -> SourceWords:
    """The words of several texts, one after the other."""
    parts = list(parts)
    if len(parts) == 1:
        return parts[0]
    found: list[str] = []
    places: list[Place] = []
    broken: list[int] = []
    for part in parts:
        broken += (index + len(found) for index in part.broken)
        found += part.words
        places += part.places
    return SourceWords(found, places, frozenset(broken))


@dataclass(frozen=True, slots=True)
class Loss:
    """The first place where two streams of words part: what was expected, what stands there (a few words each)."""

    place: Place
    expected: str
    found: str


def source_words(text: str, path: str, first_line: int = 1) -> SourceWords:
    """The words of a source text that begins on `first_line` of its file, each with its line."""
    found: list[str] = []
    places: list[Place] = []
    broken: list[int] = []
    # A line at a time, cut out of all tokens at once: the longest novel has sixty thousand lines.
    bare = _bare(text).replace(_BROKEN, " ")
    tokens = _WORD_OR_LINE.findall(_LINE_END_HYPHEN.sub(_BROKEN, bare))
    tokens.append("\n")
    start, line = 0, first_line
    while start < len(tokens):
        end = tokens.index("\n", start)
        run = tokens[start:end]
        if run:
            if run[-1] == _BROKEN:
                run.pop()
                broken.append(len(found) + len(run) - 1)
            found += run
            places += [Place(path, line)] * len(run)
        start, line = end + 1, line + 1
    return SourceWords(found, places, frozenset(broken))


@dataclass(frozen=True, slots=True)
class Streams:
    """The words of the source as they must stand in the book: running text, and the notes in source order."""

    body: SourceWords
    notes: SourceWords


def expected(source: SourceWords, decisions: Iterable[Decision]) -> Streams:
    """The source's words less what passes declared removed or moved.

    A declared text must stand in the source as a run of words at or after the line the decision names. Where it
    begins with what it leaves (`before` "the bell[1]", `after` "the bell"), only the rest goes.
    Raises ValueError when it does not: then a pass claims to have removed what was never there.
    """
    stays = bytearray(b"\1") * len(source.words)
    moved = bytearray(len(source.words))
    files = _files(source)
    for decision in decisions:
        run = words(decision.before) if decision.removed or decision.moved else []
        if not run:
            continue
        found = _find(source.words, run, stays, _first_at(source, files, decision.place))
        if not found:
            raise ValueError(
                f"{decision.place}: {decision.rule} declares words that are not there: {decision.before[:60]!r}"
            )
        for index in found[_kept(decision, run) :]:
            stays[index] = 0
            moved[index] = decision.moved
    return Streams(_only(source, stays), _only(source, moved))


def _kept(decision: Decision, run: list[str]) -> int:
    """How many of the words of `before` stay: those of `after`, when `before` begins with it."""
    after = words(decision.after) if decision.after and decision.before.startswith(decision.after) else []
    return len(after) if run[: len(after)] == after else 0


def _files(source: SourceWords) -> dict[str, tuple[int, int]]:
    """Where each file's words begin and end."""
    files: dict[str, tuple[int, int]] = {}
    first = 0
    while first < len(source.places):
        path = source.places[first].path
        last = bisect_left(source.places, True, lo=first, key=lambda place: place.path != path)
        files[path] = (first, last)
        first = last
    return files


def _first_at(source: SourceWords, files: dict[str, tuple[int, int]], place: Place) -> int:
    """The index of the first source word at or after a place of the same file; the end when there is none."""
    first, last = files.get(place.path, (len(source.words), len(source.words)))
    return bisect_left(source.places, place.line, lo=first, hi=last, key=lambda other: other.line)


def _find(source: list[str], run: list[str], stays: bytearray, first: int) -> list[int]:
    """Indices of the next run of these words at or after `first`, words already spoken for passed over; [] for none."""
    for start in range(first, len(source)):
        if not stays[start] or source[start] != run[0]:
            continue
        found: list[int] = []
        for index in range(start, len(source)):
            if not stays[index]:
                continue
            if source[index] != run[len(found)]:
                break
            found.append(index)
            if len(found) == len(run):
                return found
    return []


def _only(source: SourceWords, chosen: bytearray) -> SourceWords:
    """The chosen words, in order."""
    if 0 not in chosen:
        return source
    if 1 not in chosen:
        return SourceWords()
    broken: frozenset[int] = frozenset()
    if source.broken:
        rank = list(accumulate(chosen))
        both = (index for index in source.broken if chosen[index] and any(chosen[index + 1 : index + 2]))
        broken = frozenset(rank[index] - 1 for index in both)
    return SourceWords(list(compress(source.words, chosen)), list(compress(source.places, chosen)), broken)


def compare(want: SourceWords, got: Sequence[str], broken: frozenset[int] = frozenset()) -> Loss | None:
    """The first place where an output's words leave the source's; None when all are there, in order, and no more.

    `broken` holds the index of every output word that a page's line end may have cut in two.
    """
    if want.words == got:
        return None
    at = there = 0
    while at < len(want.words) and there < len(got):
        first, second = at, there
        left, right = want.words[at], got[there]
        while left != right:
            if len(left) < len(right) and at in want.broken and at + 1 < len(want.words):
                at += 1
                left += want.words[at]
            elif len(right) < len(left) and there in broken and there + 1 < len(got):
                there += 1
                right += got[there]
            else:
                return _loss(want, first, got, second)
        at, there = at + 1, there + 1
    return None if at == len(want.words) and there == len(got) else _loss(want, at, got, there)


def _loss(want: SourceWords, at: int, got: Sequence[str], there: int) -> Loss:
    place = want.places[min(at, len(want.places) - 1)] if want.places else Place("", 0)
    return Loss(place, " ".join(want.words[at : at + 6]), " ".join(got[there : there + 6]))


def in_source_order(places: Iterable[Place], stream: SourceWords) -> list[int]:
    """The indices of things with these places, files in the order in which the stream has them."""
    files = {path: rank for rank, path in enumerate(dict.fromkeys(place.path for place in stream.places))}
    known = list(places)
    return sorted(range(len(known)), key=lambda index: (files.get(known[index].path, 0), known[index].line))
