"""A page's markup left in plain text: a forum's (`[i]so[/i]`, `[hr]`), HTML's (`<i>so</i>`, `&quot;`).

It becomes what a typist would have typed: `_so_`, `**so**`, `* * *`. Tags that only colour or centre go. A name in
brackets is a tag only where the text also closes it: `[B]` may be a rank, `[i]` the call of a note. `/So/` is slanted
where it returns.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from itertools import accumulate

from bookmaker.model import Decision, Place

_EMPHASIS = {**dict.fromkeys("i em u cite ins".split(), "_"), **dict.fromkeys("b strong".split(), "**")}
_DROPPED = (
    "center left right justify align size color colour font indent spoiler spoilerb quote list url s strike del sub "
    "sup small big p div span a blockquote tt plain noparse h1 h2 h3 h4 h5 h6"
).split()
_NAMES = "|".join(sorted((*_EMPHASIS, *_DROPPED), key=len, reverse=True))
_TAG = re.compile(
    rf"[\[<](?:(?P<end>/)?(?P<name>{_NAMES})(?:[= ][^\[\]<>\n]*)?|(?P<alone>/?hr|br|(?<=\[)\*))\s?/?[\]>]",
    re.IGNORECASE,
)
_ENTITY = re.compile(
    r"&(?:nbsp|quot|amp|lt|gt|apos|[mn]dash|hellip|[lr][sd]quo|[lr]aquo|shy|"
    r"[A-Za-z](?:acute|grave|circ|uml|tilde|cedil)|szlig|#\d{2,5}|#x[\da-fA-F]{2,4});"
)
_WITHIN = re.compile(r"(?<=[^\W_])_([^\W_]+)_(?=[^\W_])")  # no typist slants the middle of a word
# `/so/`: what mails and newsgroups slanted, thoughts above all.
# (The slash in front: a pattern that begins by looking back is tried at every letter.)
_SLASHED = re.compile(r"/(?<![\w/:.~<\[*_]/)(?=[^\s/*_])([^/_\n]{2,}(?:\n[^/_\n]+){0,4}?)(?<=[^\s/])/(?![\w/])")
_OPENING = re.compile(r"/(?<![\w/:<\[]/)(?=\w)")
_COMMENT = re.compile(r"<!--.{0,5000}?-->", re.DOTALL)
_CARET = re.compile(r"\^\(([^()\n]*)\)|(?<!\S)\^(?=[^\W\d_])")
_FEWEST_SLASHED = 3
_PHONETIC = frozenset("@·ˈˌːəæɑɔɛɪʊʌŋʃʒθð")
_UNSEEN = " \t\xa0\u200b\u2060\ufeff"  # of no width, or blank: all that Reddit leaves of an empty paragraph
_RULE = "* * *"
_Tag = re.Match[str]


def typed(raw: list[str], name: str) -> tuple[list[str], frozenset[int], tuple[Decision, ...]]:
    """The lines as typed without their markup, the indices of lines that held nothing else, and what was changed."""
    text = "\n".join(raw)
    slashed: tuple[Decision, ...] = ()
    if text.count("/") >= 2 * _FEWEST_SLASHED:
        raw, slashed = _without_slashes(raw, text, name)
        text = "\n".join(raw) if slashed else text
    tags = list(_paired(text)) if "[/" in text or "</" in text else []
    entities = "&" in text and _ENTITY.search(text) is not None
    if not tags and not entities:
        return raw, frozenset(), slashed
    by_line: dict[int, list[_Tag]] = defaultdict(list)
    starts = list(accumulate((len(line) + 1 for line in raw), initial=0))
    for tag in tags:
        by_line[bisect_right(starts, tag.start()) - 1].append(tag)
    lines = list(raw)
    emptied: set[int] = set()
    decisions: list[Decision] = []
    reader = _Reader()
    for number, line in enumerate(raw):
        ends = number + 1 == len(raw) or not _bare(raw[number + 1])
        place = Place(name, number + 1)
        made = reader.line(line, starts[number], by_line.get(number, []), ends) if line.strip() else line
        if made != line:
            decisions.append(Decision("plaintext/markup", place, line.strip(), made.strip(), 0.95))
            if not made:
                emptied.add(number)
        if entities and "&" in made:
            found = _ENTITY.findall(made)
            decisions += (
                Decision("plaintext/entity", place, each, html.unescape(each), removed=True) for each in found
            )
            made = _ENTITY.sub(lambda entity: html.unescape(entity[0]), made)
            if not made.strip(_UNSEEN):
                made = ""
                emptied.add(number)
        lines[number] = made
    return lines, frozenset(emptied), (*slashed, *decisions)


def without_comments(raw: list[str], name: str) -> tuple[list[str], tuple[Decision, ...]]:
    """The lines without what an author or a converter has set between `<!--` and `-->`: no reader was to see it."""
    decisions: list[Decision] = []

    def cut(match: re.Match[str]) -> str:
        place = Place(name, 1 + match.string.count("\n", 0, match.start()))
        decisions.append(Decision("plaintext/comment", place, match[0], "", 0.95, removed=True))
        return "\n" * match[0].count("\n")

    return _COMMENT.sub(cut, "\n".join(raw)).split("\n"), tuple(decisions)


def without_carets(raw: list[str], name: str) -> tuple[list[str], tuple[Decision, ...]]:
    """The lines without the carets that raise words on Reddit, and make them small: `^(so)`, `^so ^on`."""
    made = [_CARET.sub(r"\1", line) if "^" in line else line for line in raw]
    return made, tuple(
        Decision("plaintext/markup", Place(name, number), old.strip(), new.strip(), 0.9)
        for number, (old, new) in enumerate(zip(raw, made, strict=True), 1)
        if old != new
    )


def _without_slashes(raw: list[str], text: str, name: str) -> tuple[list[str], tuple[Decision, ...]]:
    """The lines with `_so_` for `/so/`, where nearly all slashes before words are such."""
    slashed = _SLASHED.findall(text)
    found = len(slashed)
    if found < _FEWEST_SLASHED or found * 1.2 < len(_OPENING.findall(text)):
        return raw, ()
    if sum(not _PHONETIC.isdisjoint(each) for each in slashed) * 20 > found:
        return raw, ()  # /kit'@n/ is how a word is spoken
    made = _SLASHED.sub(r"_\1_", text).split("\n")
    return made, tuple(
        Decision("plaintext/markup", Place(name, number), old.strip(), new.strip(), 0.8)
        for number, (old, new) in enumerate(zip(raw, made, strict=True), 1)
        if old != new
    )


def _paired(text: str) -> Iterator[_Tag]:
    """The tags of a text: those with a partner, and those that need none, in order."""
    found = list(_TAG.finditer(text))
    kept: set[int] = set()
    waiting: dict[str, list[int]] = defaultdict(list)
    for at, tag in enumerate(found):
        if tag["alone"]:
            kept.add(at)
            continue
        same = waiting[tag[0][0] + tag["name"].casefold()]
        if not tag["end"]:
            same.append(at)
        elif same:
            kept |= {at, same.pop()}
    if len(kept) > sum(bool(tag["alone"]) for tag in found):
        yield from (tag for at, tag in enumerate(found) if at in kept)


def _bare(line: str) -> str:
    return _TAG.sub("", line).strip() if "[" in line or "<" in line else line.strip()


class _Reader:
    """Reads line after line; knows which emphasis is open, and whether its mark is still to be typed."""

    def __init__(self) -> None:
        self.open: list[str] = []
        self.owed = False

    def line(self, line: str, start: int, tags: list[_Tag], ends: bool) -> str:
        """One line, which begins at `start` of the text; when it `ends` a paragraph, what is open closes there."""
        if not tags and not self.open:
            return line
        margin = line[: len(line) - len(line.lstrip())]
        owed = self._marks() if self.owed else ""
        self.owed = False
        made = owed + "".join(self._parts(line, start, tags)).strip()
        if tags and not _bare(line):
            self.owed = bool(self.open)
            return margin + _RULE if any(tag["alone"] == "hr" for tag in tags) else ""
        if ends and self.open:
            made += self._marks()[::-1]
            self.owed = True
        return margin + _WITHIN.sub(r"\1", made)

    def _marks(self) -> str:
        return "".join(_EMPHASIS[name] for name in self.open)

    def _parts(self, line: str, first: int, tags: list[_Tag]) -> Iterator[str]:
        """Text and marks by turns. A mark stands close to its words: blanks change places with it."""
        start = 0
        for tag in tags:
            text, start = line[start : tag.start() - first], tag.end() - first
            name = (tag["name"] or "").casefold()
            if name not in _EMPHASIS:
                yield text + {"hr": " ", "br": " ", "*": "- "}.get((tag["alone"] or "").casefold(), "")
            elif not tag["end"]:
                self.open.append(name)
                blanks = len(line[start:]) - len(line[start:].lstrip())
                yield text + line[start : start + blanks] + _EMPHASIS[name]
                start += blanks
            else:
                self.open.remove(name)
                yield text.rstrip() + _EMPHASIS[name] + text[len(text.rstrip()) :]
        yield line[start:]
