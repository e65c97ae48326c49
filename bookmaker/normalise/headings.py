"""The shapes a heading line can have: a word and a number, a number alone, a word alone, each with a title or without.

A shape is only what a line looks like. Whether it is a heading is weighed in `sections`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from bookmaker import languages
from bookmaker.languages import Language, calendar
from bookmaker.model import Kind
from bookmaker.normalise import dates, front_words, other_scripts
from bookmaker.normalise.heading_numbers import (
    ARTICLES,
    COUNTED,
    LAST,
    MAX_NUMBER_WORDS,
    ROMAN,
    SERIAL,
    key_of,
    leading_number,
    numeral,
    roman,
)

NUMBERED = frozenset(
    {Kind.VOLUME, Kind.PART, Kind.CHAPTER, Kind.STORY, Kind.ACT, Kind.SCENE, Kind.LETTER, Kind.SUBCHAPTER}
)
"""Kinds whose heading carries a number; all others can stand as a word alone (`PROLOGUE`)."""

_HOLDERS = frozenset({Kind.VOLUME, Kind.PART, Kind.ACT})

# Words that open a section now and then and stand in running text far more often.
_WEAK = frozenset(
    "a/n an note notes advertisement forward forwards characters conclusion finale ende schluss fin dank coda "
    "postscript section personen motto bonus extra index errata".split()
)


# What typists put round a heading to make it stand out: marks, arrows, stars and hearts.
_ORNAMENTS = "←-⯿♡\ufe0f\U0001f300-\U0001faff"
_DECORATING = frozenset("*_#=~+•·|<>-–— \t\n\ufe0f") | {chr(code) for code in range(0x2190, 0x2C00)}
_DECORATION = re.compile(rf"^[*_#=~+•·|<>\-–—\s{_ORNAMENTS}]+(?=\S)|(?<=\S)[*_#=~+•·|<>\-–—\s{_ORNAMENTS}]+$")
_SEPARATOR = re.compile(r"\s*(?:--+|[—–:]|\s[-|]\s|[.)]\s*(?:--+|[-—–])|[.)](?=\s|$))\s*")
_TIME = re.compile(r"\d{1,2}(?::\d\d\b|\.\d\d ?(?:[ap]\.?m|uhr|h)\b)", re.IGNORECASE)  # "10:35 a.m."


@dataclass(frozen=True, slots=True)
class Shape:
    """What a heading line is made of. `family` gathers its likes: the word's kind, or how its number is written."""

    family: str
    kind: Kind
    number: int | None  # None: it has none; 0: "the last"; 13 is also the number of 13.5
    label: str
    title: str
    decorated: bool = False
    weak: bool = False


def undecorated(text: str) -> str:
    """The line without the marks put round it; brackets go only in pairs."""
    core = _DECORATION.sub("", text) if text[:1] in _DECORATING or text[-1:] in _DECORATING else text
    if _emphasised_within(core, text):
        return text
    if len(core) > 2 and core[0] + core[-1] in {"[]", "()", "<>", "{}"} and core[1:-1].isprintable():
        inner = core[1:-1]
        if not any(mark in inner for mark in "[](){}"):
            core = _DECORATION.sub("", inner.strip())
    return core or text


def _emphasised_within(core: str, text: str) -> bool:
    """Whether a mark at an end of the text has its partner inside, as in `A Journal--_continued_`."""
    return core != text and any(mark in core and mark in (text[0], text[-1]) for mark in "_*")


def _without_emphasis(text: str) -> str:
    """The text without emphasis put round all of it."""
    core = text.strip("*_ ")
    return text.strip() if _emphasised_within(core, text) else core


@lru_cache(maxsize=1 << 14)  # several passes ask it of the same lines
def shape(text: str, language: Language) -> Shape | None:
    """The shape of a line (or of several, joined), or None when it has none of a heading's."""
    if not _may_be_heading(text, language):
        return None
    core = undecorated(text)
    decorated = core != text and not text.startswith(core)
    if normal(core) in ENDINGS:
        return None
    found = _worded(core, language) or _dated(core, language) or _numbered(core, language)
    found = found or other_scripts.worded(core) or _phrased(core, language)
    if found is None:
        return None
    family, kind, number, label, title, weak = found
    decorated = decorated or " | " in core  # "1 | the key"
    return Shape(family, kind, number, _without_emphasis(label), _without_emphasis(title) or title, decorated, weak)


_FIRST_WORDS = re.compile(r"\W*(\w+)([.):]?)\W*([^\W_]*)\W*([^\W_]*)")
_FEW_WORDS = 24  # characters: a number spelled out, with nothing else


def _may_be_heading(text: str, language: Language) -> bool:
    """A cheap look at the first words, which settles it for nearly every paragraph of a book."""
    if len(text) <= _FEW_WORDS or (len(text) < 60 and not (text.isascii() and language.tag.startswith("en"))):
        return True
    match = _FIRST_WORDS.match(text)
    if match is None:
        return False
    first, stop, second, third = match.groups()
    if first[0].isdigit() or (stop and ROMAN.fullmatch(first.upper())) or (len(text) < 60 and second[:1].isdigit()):
        return True
    known = _first_words(language.tag)
    return first.casefold() in known or second.casefold() in known or third.casefold() in known or first[0] == "_"


@cache
def _first_words(tag: str) -> frozenset[str]:
    """The first word of every heading word of a language."""
    language = languages.language(tag)
    assert language is not None
    words = (*language.headings, *calendar.months(tag), *calendar.days(tag))
    return frozenset(re.split(r"\W+", word, maxsplit=1)[0] for word in words)


@cache
def _opening_words(tag: str) -> frozenset[str]:
    """What stands before the first space of every heading word of a language."""
    language = languages.language(tag)
    assert language is not None
    return frozenset(word.split(" ", 1)[0] for word in language.headings)


_Found = tuple[str, Kind, int | None, str, str, bool]


def _worded(core: str, language: Language) -> _Found | None:
    """`Chapter 1: Ashes`, `Part the First`, `Erstes Kapitel`, `Prologue`."""
    words = core.split(None, 8)
    reach = MAX_NUMBER_WORDS + 1
    keys = [key_of(word) for word in words[:reach]]
    if _opening_words(language.tag).isdisjoint(keys):
        return None
    keys += [key_of(word) for word in words[reach:]]
    # A number before the word: "First Chapter", "1. Kapitel", "The Second Book".
    start = 1 if len(keys) > 2 and keys[0] in ARTICLES else 0
    for at in range(start + 1, min(start + MAX_NUMBER_WORDS, len(keys))):
        if (kind := _kind(keys[at], language)) is None:
            continue
        number = numeral(" ".join(words[start:at]).rstrip(".)"), language)
        if number is None and keys[start] in LAST and at == start + 1:
            number = 0
        # "2. Letter" is a numbered title: English says "Letter 2", or "Second Letter".
        english = language.tag.startswith("en") and words[start].rstrip(".)").isdigit()
        if number is not None and (kind in NUMBERED or number < 10) and not english:
            label, title = _parted(core, at + 1)
            return f"{kind}", kind, number, label, title, False
        break
    # "THE PREFACE" is the preface.
    if len(words) == 2 and keys[0] in ARTICLES:
        kind = _kind(keys[1], language)
        if kind is not None and kind not in NUMBERED:
            return f"{kind}", kind, None, "", core, keys[1] in _WEAK
    # "The Persons in the Play"
    if len(words) > 3 and (kind := _kind(" ".join(keys), language)) is not None:
        return f"{kind}", kind, None, "", core, False
    # A word, then its number.
    for taken in (1, 2, 3):
        if taken > len(words):
            break
        word = " ".join(keys[:taken])
        kind = _kind(word, language)
        if kind is None:
            continue
        # "Epilogue: Ten Winters Later": what follows a colon is the title.
        ends = kind not in NUMBERED and words[taken - 1][-1] in ":.—–-"
        number, used = (None, 0) if ends else leading_number(words[taken:], language)
        if number is not None:
            label, title = _parted(core, taken + used)
            inner = _worded(title, language) if kind in _HOLDERS and title else None
            if inner is not None and inner[2] is None and not inner[5]:
                # "Volume 2 Prologue" is a prologue.
                return inner[0], inner[1], None, label if inner[4] else "", inner[4] or core, False
            if inner is not None and inner[2] is not None and inner[1] in NUMBERED:
                # "Volume 2 Chapter 7: Salt" opens a chapter, its whole number being the label.
                label = core[: core.rindex(inner[4])].rstrip(":–—- ") if inner[4] else core
                return inner[0], inner[1], inner[2], label, inner[4], inner[5]
            return f"{kind}:{word}" if kind in NUMBERED else f"{kind}", kind, number, label, title, False
        if kind not in NUMBERED:
            label, title = _parted(core, taken)
            whole = not title and len(words) == taken
            numbered = _worded(title, language) if title else None  # "Epilogue Part 2"
            if numbered is not None and numbered[1] is Kind.PART and not numbered[4]:
                return f"{kind}", kind, None, label, title, False
            if whole or (title and re.match(r"[^\s\w]", core[len(label) :].lstrip() or core[-1:])):
                weak = word in _WEAK or not whole
                return f"{kind}", kind, None, label if title else "", title or core, weak
    return None


def _dated(core: str, language: Language) -> _Found | None:
    """`Monday, March 4th`, `3 May. Bistritz.`: over an entry of a diary; `JANUARY` over a month's."""
    if dates.date(core, language.tag):
        return dates.FAMILY, Kind.CHAPTER, None, "", core, False
    return (dates.MONTHS, Kind.CHAPTER, None, "", core, True) if dates.month(core, language.tag) else None


def _phrased(core: str, language: Language) -> _Found | None:
    """`Preface by the Editor`; beyond doubt only in capitals, since titles of books are like it."""
    found = front_words.phrase(core, language)
    abroad = not language.tag.startswith("en")  # where few words have capitals
    if found is None or not (found[1] or abroad or is_caps(core) or is_title_case(core)):
        return None
    return f"{found[0]}", found[0], None, found[1], found[2], not (found[1] or abroad or is_caps(core))


def _numbered(core: str, language: Language) -> _Found | None:
    """`IV`, `12.`, `Seven`, `III. The Hound`, `1 - Ashes`, and any word with a number: `Day 3`."""
    if _TIME.match(core):
        return None
    if serial := SERIAL.fullmatch(core):
        return "serial", Kind.CHAPTER, int(serial["arc"]), serial["label"], serial["title"] or "", True
    if counted := COUNTED.fullmatch(core):
        number = numeral(counted["number"], language)
        return f"word:{key_of(counted['word'])}", Kind.CHAPTER, number, counted["label"], counted["title"] or "", True
    head, title = _split(core)
    words = head.split()
    if not words or len(words) > MAX_NUMBER_WORDS:
        return None
    label = core[: len(core) - len(title)].rstrip(" -–—:|")
    if head[0] == "§":
        number = numeral(head.lstrip("§ "), language)
        return None if number is None else ("§", Kind.CHAPTER, number, label, title, False)
    number = numeral(head, language)
    if number is not None:
        style = "arabic" if head[0].isdigit() else "roman" if roman(head) is not None else "spelled"
        return f"{style}+" if title else style, Kind.CHAPTER, number, label, title, True
    if len(words) == 2 and words[0][0].isupper() and words[0].isalpha():
        number = numeral(words[1].rstrip("."), language)
        if number is not None and number < 500:
            return f"word:{key_of(words[0])}", Kind.CHAPTER, number, label, title, True
    return None


def _split(core: str) -> tuple[str, str]:
    """What stands before the first separator, and what after it."""
    match = _SEPARATOR.search(core)
    return (core[: match.start()], core[match.end() :]) if match else (core, "")


def _parted(core: str, words: int) -> tuple[str, str]:
    """The label (so many words of it, as typed) and the title after it, without the separator between."""
    match = re.match(rf"(?:\S+\s+){{{words - 1}}}\S+", core)
    head = match.group() if match else core
    # "CHAPTER I--THE HOUSE", "Chapter 1:Ashes": the separator hides inside the last word.
    inner = re.search(r"--+|[—–:](?=\w)", head.rsplit(None, 1)[-1])
    if inner:
        cut = len(head) - len(head.rsplit(None, 1)[-1])
        return head[: cut + inner.start()], core[cut + inner.end() :].strip()
    title = re.sub(r"^\s*(?:--+|[—–:;.)|/~•·-])?\s*", "", core[len(head) :])
    return head.rstrip(":;-–— ") if title else head.rstrip(":"), title


def _kind(word: str, language: Language) -> Kind | None:
    kind = language.headings.get(word)
    return None if kind is Kind.ENDNOTES and word == "note" else kind


def is_caps(text: str) -> bool:
    """Whether a text is set in capitals (two letters at the least)."""
    if sum(map(str.islower, text[:24])) > 8:
        return False  # as nearly every paragraph
    letters = list(filter(str.isalpha, text))
    return len(letters) > 1 and sum(map(str.isupper, letters)) > 0.9 * len(letters)


SMALL = frozenset(
    "a an and as at but by for from in into nor of on or the to with von und der die das des dem den im am zu le la "
    "les de du et en un une à au aux d' l' el los las del y il lo di e da do dos o os i w z na и в на с о".split()
)
"""Words that titles, and all running text, write without a capital."""


def is_title_case(text: str) -> bool:
    """Whether every word but the small ones has a capital."""
    words = [word for word in re.findall(r"[^\W\d_][\w'’-]*", text) if word.casefold() not in SMALL]
    return bool(words) and all(word[0].isupper() for word in words)


_NO_LETTERS = re.compile(r"[\W_]+")


def normal(text: str) -> str:
    """Letters and figures alone, case-folded: how headings and contents entries are matched."""
    return _NO_LETTERS.sub("", text.casefold())


ENDINGS = frozenset(
    "theend end finis fin ende fine fim einde slut slutt loppu vége koniec konec конец конецъ tobecontinued tbc "
    "fortsetzungfolgt àsuivre".split()
)
"""What stands at the end of a story, as `normal` gives it."""

ARCHIVE = frozenset(
    "chapternotes chapterendnotes endnotes chaptersummary chaptertext worktext notesforthechapter "
    "summaryforthechapter".split()
)
"""What the Archive of Our Own sets over the parts of a chapter; no title."""

NO_TITLES = ENDINGS | ARCHIVE | frozenset("argument theargument sommaire argomento argumento treść inhalt".split())
"""Lines on their own that are the title of nothing."""
