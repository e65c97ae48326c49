"""Headings of a word: `Chapter 1: Ashes`, `Part the First`, `Erstes Kapitel`, `Prologue`, `Preface by the Editor`."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from bookmaker import languages
from bookmaker.languages import Language
from bookmaker.model import Kind
from bookmaker.normalise.headings import front_words
from bookmaker.normalise.headings.heading_numbers import (
    AND,
    ARTICLES,
    LAST,
    MAX_NUMBER_WORDS,
    is_range,
    key_of,
    leading_number,
    numeral,
)
from bookmaker.normalise.headings.heading_shapes import HOLDERS, NUMBERED, Shape
from bookmaker.normalise.headings.letter_case import is_caps, is_title_case

# What a numbered part may be called: `Section I.--The Introduction`.
_TITLES_OF_PARTS = frozenset({Kind.INTRODUCTION, Kind.CONCLUSION})

# Words that open a section now and then and stand in running text far more often.
_WEAK = frozenset(
    "a/n an note notes advertisement forward forwards characters conclusion finale ende schluss fin dank coda "
    "postscript section sec sec. personen motto bonus extra index errata".split()
)

_CLOSE = re.compile(r"([^\W\d_]{2,9}\.?)(?=\d{1,4}(?![\w'’]))")  # `Ch.1`, `Chapter12: Tea`
_CLOSE_TITLE = re.compile(  # `1:Ashes`, `1.Ashes`
    r"--+|[—–:：](?=[\w\"“])|(?<=\d)[-_](?=[A-ZÀ-ÞА-Я])|(?<=\d)[.、．](?=[A-Z][a-z])"
)
_WHOLE = {"ch": "chapter", "chap": "chapter", "ep": "episode", "vol": "volume", "pt": "part", "bk": "book"}
_OF_ALL = re.compile(r"of \d{1,4}(?:\s*[:.–—-]\s*(?P<title>.+))?")  # `Chapter 1 of 3: Tea`
_LAST = re.compile(r"(?P<title>[^\W_].{0,80}?) [(\[] ?(?P<label>[^\W\d_]+\.? \w{1,12}) ?[)\]]")
_OF_A_SERIES = re.compile(r"(?:of|in) .{2,40}\b(?:series|trilogy|saga|cycle|chronicles)\W*", re.IGNORECASE)


def worded(core: str, language: Language) -> Shape | None:
    """`Chapter 1: Ashes`, `Part the First`, `Erstes Kapitel`, `Prologue`."""
    if close := _CLOSE.match(core):
        found = worded(f"{close[1]} {core[close.end() :]}", language)
        return found and replace(found, label=found.label.replace(" ", "", 1))
    words = core.split(None, 8)
    reach = MAX_NUMBER_WORDS + 1
    keys = [key_of(word) for word in words[:reach]]
    if _opening_words(language.tag).isdisjoint(keys):
        return None
    keys += [key_of(word) for word in words[reach:]]
    return (
        _number_first(core, words, keys, language)
        or _phrase_alone(core, keys, language)
        or _word_first(core, words, keys, language)
    )


def _number_first(core: str, words: list[str], keys: list[str], language: Language) -> Shape | None:
    """A number, then its word: `First Chapter`, `1. Kapitel`, `The Second Book`."""
    start = 1 if len(keys) > 2 and keys[0] in ARTICLES else 0
    ends = range(start + 1, min(start + MAX_NUMBER_WORDS, len(keys)))
    at, kind = next(((n, kind) for n in ends if (kind := _kind(keys[n], language)) is not None), (0, None))
    if kind is None:
        return None
    last = at - start > 2 and keys[at - 1] in LAST and keys[at - 2] in AND  # `Drittes und letztes Kapitel`
    number = numeral(" ".join(words[start : at - 2 * last]).rstrip(".)"), language)
    if number is None and keys[start] in LAST and at == start + 1:
        number = 0
    # "2. Letter" is a numbered title: English says "Letter 2", or "Second Letter".
    english = language.tag.startswith("en") and words[start].rstrip(".)").isdigit()
    if number is None or (kind not in NUMBERED and number >= 10) or english:
        return None
    label, title = _parted(core, at + 1)
    if _OF_A_SERIES.fullmatch(title):
        return None  # "First Volume of the Salt Series"
    said = title[:1].islower() and core[-1] == "." and core[len(label) :] == f" {title}"
    if said and kind is not Kind.SCENE:
        return None  # "The first part of it has been proved." But "The first scene discovers a wild wood."
    return Shape(f"{kind}:{keys[at]}" if kind in NUMBERED else f"{kind}", kind, number, label, title)


def _phrase_alone(core: str, keys: list[str], language: Language) -> Shape | None:
    """`THE PREFACE`, `The Persons in the Play`."""
    if len(keys) == 2 and keys[0] in ARTICLES:
        kind = _kind(keys[1], language)
        if kind is not None and kind not in NUMBERED:
            return Shape(f"{kind}", kind, None, "", core, weak=keys[1] in _WEAK)
    if len(keys) > 3 and (kind := _kind(" ".join(keys), language)) is not None:
        return Shape(f"{kind}", kind, None, "", core)
    if len(keys) == 3 and keys[0] in ARTICLES and keys[1][-2:] in ("'s", "s'"):  # `THE AUTHOR'S PREFACE`
        kind = _kind(f"{keys[1]} {keys[2]}", language)
        return None if kind is None or kind in NUMBERED else Shape(f"{kind}", kind, None, "", core)
    return None


def _word_first(core: str, words: list[str], keys: list[str], language: Language) -> Shape | None:
    """A heading word of up to three words, then its number, its title, or nothing."""
    for taken in range(1, min(3, len(words)) + 1):
        word = " ".join(keys[:taken])
        kind = _kind(word, language)
        if kind is None:
            continue
        if found := _word_and_number(core, words, taken, kind, word, language):
            return found
        if kind not in NUMBERED and (found := _word_alone(core, words, taken, kind, word, language)):
            return found
    return None


def _word_and_number(
    core: str, words: list[str], taken: int, kind: Kind, word: str, language: Language
) -> Shape | None:
    """`Chapter 1: Ashes`; `Volume 2 Chapter 7: Salt` opens the inner of the two."""
    if kind not in NUMBERED and words[taken - 1][-1] in ":.—–-":
        return None  # "Epilogue: Ten Winters Later": what follows a colon is the title
    if kind is Kind.AUTHORS_NOTE and word == "note":
        return None  # "Note 1. The natives call it so."
    if kind is Kind.SCENE and words[taken - 1][-1] == ":":
        return None  # "Scene: the first act is at the ferry" says where a play is set
    number, used = leading_number(words[taken:], language)
    if number is None:
        return None
    label, title = _parted(core, taken + used)
    if title.startswith("of ") and (of_all := _OF_ALL.fullmatch(title)):
        title = of_all["title"] or ""
        label = core.removesuffix(title).rstrip(" :.–—-")
    inner = worded(title, language) if kind in HOLDERS and title else None
    if inner is not None and inner.kind in _TITLES_OF_PARTS:
        between = core[len(label) : core.rindex(title)].strip() or label[-1] == "."
        inner = None if between else inner  # "Section I.--The Introduction" is the first section
    if inner is not None and inner.number is None and not inner.weak:
        # "Volume 2 Prologue" is a prologue.
        return replace(inner, label=label if inner.title else "", title=inner.title or core)
    if inner is not None and inner.number is not None and inner.kind in NUMBERED:
        # The whole number is the chapter's label.
        return replace(inner, label=core[: core.rindex(inner.title)].rstrip(":–—- ") if inner.title else core)
    return Shape(f"{kind}:{_WHOLE.get(word, word)}" if kind in NUMBERED else f"{kind}", kind, number, label, title)


def _word_alone(core: str, words: list[str], taken: int, kind: Kind, word: str, language: Language) -> Shape | None:
    """`Prologue`, `Epilogue: Ten Winters Later`, `Epilogue Part 2`."""
    label, title = _parted(core, taken)
    part = worded(title, language) if title else None
    if part is not None and part.kind is Kind.PART and not part.title:
        return Shape(f"{kind}", kind, None, label, title)
    if kind is Kind.APPENDIX and len(title.rstrip(".")) == 1:
        return Shape(f"{kind}", kind, None, core, "")  # `APPENDIX. B.`
    whole = not title and len(words) == taken
    if not whole and not (title and re.match(r"[^\s\w]", core[len(label) :].lstrip() or core[-1:])):
        return None
    return Shape(f"{kind}", kind, None, label if title else "", title or core, weak=word in _WEAK or not whole)


def phrased(core: str, language: Language) -> Shape | None:
    """`Preface by the Editor`; beyond doubt only in capitals, since titles of books are like it."""
    found = front_words.phrase(core, language)
    if found is None:
        return None
    kind, label, title = found
    sure = label or not language.tag.startswith("en") or is_caps(core)  # (elsewhere few words have capitals)
    return Shape(f"{kind}", kind, None, label, title, weak=not sure) if sure or is_title_case(core) else None


def number_last(core: str, language: Language) -> Shape | None:
    """`Low Water (Chapter 2)`."""
    last = _LAST.fullmatch(core) if core[-1:] in ")]" else None
    inner = worded(last["label"], language) if last else None
    if last is None or inner is None or inner.kind is not Kind.CHAPTER or not inner.number or inner.title:
        return None
    return Shape("word:chapter", Kind.CHAPTER, inner.number, "", core) if is_title_case(last["title"]) else None


@cache
def _opening_words(tag: str) -> frozenset[str]:
    """What stands before the first space of every heading word of a language."""
    language = languages.language(tag)
    assert language is not None
    return frozenset(word.split(" ", 1)[0] for word in language.headings)


def _parted(core: str, words: int) -> tuple[str, str]:
    """The label (so many words of it, as typed) and the title after it, without the separator between."""
    match = re.match(rf"(?:\S+\s+){{{words - 1}}}\S+", core)
    head = match.group() if match else core
    # "CHAPTER I--THE HOUSE", "Chapter 1:Ashes", "Chapter 1-Ashes": the separator hides inside the last word.
    inner = _CLOSE_TITLE.search(head.rsplit(None, 1)[-1])
    if inner and not is_range(head.rsplit(None, 1)[-1]):
        cut = len(head) - len(head.rsplit(None, 1)[-1])
        return head[: cut + inner.start()], core[cut + inner.end() :].strip()
    title = re.sub(r"^\s*(?:--+|[—–]+|[:：;.)|/~•·»、-])?\s*", "", core[len(head) :])
    return head.rstrip(":;-–— ：、") if title else head.rstrip(":：、"), title


def _kind(word: str, language: Language) -> Kind | None:
    """What a heading word opens; `Note` is no heading over notes."""
    kind = language.headings.get(word)
    return None if kind is Kind.ENDNOTES and word == "note" else kind
