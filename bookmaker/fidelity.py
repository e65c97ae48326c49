"""Are the author's words all there, in order? The gate every build passes before it writes anything.

Words are compared, not spelling of punctuation: letters and digits, whatever their case. Apostrophes and hyphens
inside a word do not count. A word that a line end breaks (`re-` / `turn`) is two words here that may come
back as one: whether they belong together only the whole text can tell.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate, chain, compress

from bookmaker.model import Decision, Place

# Everything that is neither letter, digit nor line end: of ASCII as a table, the rest as a pattern. (Bytes go through
# a table, and text falls apart at spaces, far faster than any pattern finds words: this reads every book twice.)
_APART = bytes(code if chr(code).isalnum() or code >= 0x80 or chr(code) == "\n" else 0x20 for code in range(256))
_APART_BEYOND = re.compile(r"[^\x00-\x7f](?<=\W)")
_BROKEN = "\x1f"  # written where a hyphen at a line's end may have broken the word before it
# What is no letter and may stand within a word: invisible marks, and those of typed emphasis (`_hel_-lo`).
_MARKS = re.compile(r"[\u00ad\u200b-\u200d\u2060\ufeff_*=]")
_FIGURES = re.compile(r"[¼-¾⅐-⅞↉¹²³⁰⁴-⁹]")  # small ones, which stand by themselves: 1½, a note called by ³
# (Patterns begin with one class of rare marks: one that begins otherwise is tried at every letter.)
# An apostrophe, quotation mark, prime or hyphen between letters binds them, whatever it was typed as and is set as;
# so does a dash between figures. (3-1/2 is a number and a fraction, as 3½ is.)
_BINDERS = re.compile(
    r"['’‘ʼ′`\"“”„‚«»‹›‐‑–-]"
    r"(?:(?<=[^\W_][^–])(?=[^\W_])(?!(?<=\d-)\d/\d)|(?<=\d–)(?=\d)|(?<=\d-)-(?=\d))"
)
# Set, not typed: French sets it. (After so« it is the space between two words: that mark was typed the wrong way.)
_GUILLEMETS = "«»‹›"
_INNER_SPACE = re.compile("\u202f(?:(?<=[«‹].)|(?=[»›]))|\xa0(?:(?<=[\\W_][«‹].)|(?=[»›]))")
# Thai, Lao, Tibetan, Burmese, Khmer, kana, Han (Unicode Standard Annex #14, classes SA and ID).
_UNSPACED = re.compile(
    r"[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
# (Blank lines lie between the lines of a double-spaced typescript, and round the number of a page.)
_LINE_END_EQUALS = re.compile(r"=(?<=[^\W_]=)(?=\n[ \t]*[^\W_])")  # a hyphen in old German books
_LINE_END_HYPHEN = re.compile(r"[-‐‑](?<=[^\W_].)(?=[ \t]*(?:\n[ \t]*){1,5}(?:[\[({–—-] ?)?[^\W_])")


def words(text: str) -> list[str]:
    """The words of a text as the gate compares them, but for their case."""
    return _apart(_bare(text)).split()


def _apart(bare: str) -> str:
    """The text with a space for everything between words but line ends."""
    text = _APART_BEYOND.sub(" ", bare).encode("utf-8", "surrogatepass")
    return text.translate(_APART).decode("utf-8", "surrogatepass")


def _bare(text: str) -> str:
    if not text.isascii() and any(mark in text for mark in _GUILLEMETS):
        text = _INNER_SPACE.sub("", text)
    text = _MARKS.sub("", text)
    if not text.isascii():
        # NFKC turns ½ into 1⁄2 and would glue it to a digit before it (1½ → 11⁄2), a note's ³ to its word. And an acute
        # accent typed for an apostrophe would become a space, a double prime two primes.
        text = text.replace("´", "'").replace("″", '"')
        text = text.replace("…", "...").replace("\xa0", " ")  # what NFKC would make of them, without its slow way
        if not unicodedata.is_normalized("NFKC", text):  # as none with a small figure is
            text = unicodedata.normalize("NFKC", _FIGURES.sub(r" \g<0> ", text))
    return _BINDERS.sub("", text)


@dataclass(frozen=True, slots=True)
class SourceWords:
    """Words of the source, as `words` gives them, and where they stand.

    For every line read, `firsts` holds the index of its first word (of the next one, when it has none), `lines` its
    number and `files` its file. `broken` holds the index of every word that a line end may have cut in two.
    """

    words: list[str] = field(default_factory=list)
    firsts: list[int] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    broken: frozenset[int] = frozenset()

    def place(self, index: int) -> Place:
        """Where the word of that index stands; for one past the end, the last line."""
        line = bisect_right(self.firsts, min(index, len(self.words) - 1)) - 1
        return Place(self.files[line], self.lines[line]) if line >= 0 else Place("")

    def first_at(self, place: Place) -> int:
        """The index of the first word on or below a line of a file; the number of words when there is none."""
        if place.path not in self.files:
            return len(self.words)
        begin = self.files.index(place.path)
        end = bisect_left(self.files, True, lo=begin, key=lambda path: path != place.path)
        line = bisect_left(self.lines, place.line, lo=begin, hi=end)
        return self.firsts[line] if line < len(self.firsts) else len(self.words)


def joined(parts: Iterable[SourceWords]) -> SourceWords:
    """The words of several texts, one after the other."""
    parts = list(parts)
    if len(parts) == 1:
        return parts[0]
    whole = SourceWords()
    broken: list[int] = []
    for part in parts:
        before = len(whole.words)
        broken += (index + before for index in part.broken)
        whole.words.extend(part.words)
        whole.firsts.extend(first + before for first in part.firsts)
        whole.lines.extend(part.lines)
        whole.files.extend(part.files)
    return replace(whole, broken=frozenset(broken))


@dataclass(frozen=True, slots=True)
class Loss:
    """The first place where two streams of words part: what was expected, what stands there (a few words each)."""

    place: Place
    expected: str
    found: str


def source_words(text: str, path: str, first_line: int = 1) -> SourceWords:
    """The words of a source text that begins on `first_line` of its file, each with its line."""
    if "=\n" in text:
        text = _LINE_END_EQUALS.sub("-", text)
    bare = _LINE_END_HYPHEN.sub(_BROKEN, _bare(text).replace(_BROKEN, " "))
    lines = bare.split("\n")
    by_line = [line.split() for line in _apart(bare).split("\n")]
    firsts = list(accumulate(map(len, by_line), initial=0))
    broken = (firsts[number] - 1 for number, line in enumerate(lines, 1) if line.rstrip(" \t").endswith(_BROKEN))
    end = first_line + len(lines)
    return SourceWords(
        list(chain.from_iterable(by_line)),
        firsts[:-1],
        list(range(first_line, end)),
        [path] * len(lines),
        frozenset(broken) if _BROKEN in bare else frozenset(),
    )


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
    for decision in decisions:
        run = _folded(words(decision.before)) if decision.removed or decision.moved else []
        if not run:
            continue
        found = _find(source.words, run, stays, source.first_at(decision.place))
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
    after = _folded(words(decision.after)) if decision.after and decision.before.startswith(decision.after) else []
    return len(after) if run[: len(after)] == after else 0


def _find(source: list[str], run: list[str], stays: bytearray, first: int) -> list[int]:
    """Indices of the next run of these words at or after `first`, words already spoken for passed over; [] for none."""
    for start in range(first, len(source)):
        if not stays[start] or source[start].casefold() != run[0]:
            continue
        found: list[int] = []
        for index in range(start, len(source)):
            if not stays[index]:
                continue
            if source[index].casefold() != run[len(found)]:
                break
            found.append(index)
            if len(found) == len(run):
                return found
    return []


def _folded(these: Iterable[str]) -> list[str]:
    return [word.casefold() for word in these]


def _only(source: SourceWords, chosen: bytearray) -> SourceWords:
    """The chosen words, in order."""
    if 0 not in chosen:
        return source
    if 1 not in chosen:
        return SourceWords()
    rank = list(accumulate(chosen, initial=0))  # of each word among those that stay
    # What stood between the halves of a word (a page's number) may be gone; then the next word left is its end.
    both = (index for index in source.broken if chosen[index] and chosen.find(1, index + 1) > 0)
    return SourceWords(
        list(compress(source.words, chosen)),
        [rank[first] for first in source.firsts],
        source.lines,
        source.files,
        frozenset(rank[index] for index in both),
    )


def compare(want: SourceWords, got: Sequence[str], broken: frozenset[int] = frozenset()) -> Loss | None:
    """The first place where an output's words leave the source's; None when all are there, in order, and no more.

    `broken` holds the index of every output word that a page's line end may have cut in two.
    """
    if want.words == got:  # in the case they were typed in, as a rule
        return None
    at = there = 0
    while at < len(want.words) and there < len(got):
        first, second = at, there
        left, right = want.words[at], got[there]
        if left != right:
            left, right = left.casefold(), right.casefold()
        while left != right:
            ahead, behind = want.words[at + 1 : at + 2], got[there + 1 : there + 2]
            spaced = len(want.words[at]) == 1 and _is_letterspaced(want.words, at)
            if right.startswith(left) and ahead and (at in want.broken or spaced or _may_be_one(left, ahead[0])):
                at += 1
                left += ahead[0].casefold()
            elif left.startswith(right) and behind and (there in broken or _may_be_one(right, behind[0])):
                there += 1
                right += behind[0].casefold()
            else:
                return _loss(want, first, got, second)
        at, there = at + 1, there + 1
    return None if at == len(want.words) and there == len(got) else _loss(want, at, got, there)


def _may_be_one(upper: str, lower: str) -> bool:
    """Whether a space between two words is the typist's or the setter's: these scripts have none between words."""
    return bool(_UNSPACED.match(upper[-1]) or _UNSPACED.match(lower))


def _is_letterspaced(these: Sequence[str], at: int) -> bool:
    """Whether one of three letters or more in a row: `s e h r`, letterspaced for emphasis, comes back as a word."""
    first = last = at
    while first > at - 2 and first and len(these[first - 1]) == 1:
        first -= 1
    while last < at + 2 and last + 1 < len(these) and len(these[last + 1]) == 1:
        last += 1
    return last - first > 1 and (last > at) and these[at].isalpha()


def _loss(want: SourceWords, at: int, got: Sequence[str], there: int) -> Loss:
    return Loss(want.place(at), " ".join(want.words[at : at + 6]), " ".join(got[there : there + 6]))


def in_source_order(places: Iterable[Place], stream: SourceWords) -> list[int]:
    """The indices of things with these places, files in the order in which the stream has them."""
    files = {path: rank for rank, path in enumerate(dict.fromkeys(stream.files))}
    known = list(places)
    return sorted(range(len(known)), key=lambda index: (files.get(known[index].path, 0), known[index].line))
