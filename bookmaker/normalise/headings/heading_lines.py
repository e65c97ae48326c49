"""Which lines look like a heading: of a word (`worded_headings`), a number (`numbered_headings`), a date.

Whether such a line is a heading is weighed in `sections`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache, lru_cache

from bookmaker import languages
from bookmaker.languages import Language, calendar
from bookmaker.languages.numerals import ROMAN
from bookmaker.model import Kind
from bookmaker.normalise.headings import dates, other_languages, other_scripts
from bookmaker.normalise.headings.decoration import closed_up, undecorated, without_emphasis
from bookmaker.normalise.headings.heading_shapes import Shape
from bookmaker.normalise.headings.numbered_headings import numbered
from bookmaker.normalise.headings.worded_headings import number_last, phrased, worded

_FIRST_WORDS = re.compile(r"\W*(\w+)([.):]?)\W*([^\W_]*)\W*([^\W_]*)")
_FIGURES = "0123456789"
_FEW_WORDS = 24  # characters: a number spelled out, with nothing else
_MOVES = ("Exeunt ", "Exit ", "Enter ", "Re-enter ")  # `[Exeunt PROLOGUE, WALL and others.]`
_NOTE_TEXT = re.compile(r"\[(?:Foot)?(?:note|nota|noot|anm\w*|fußnote|voetnoot|not)\b[^\]:]{0,12}:", re.IGNORECASE)
_LABEL_MARKED = re.compile(r"([_=#~])([^_=#~]{1,40})\1(?=[ .:—–-])")  # `_First Chapter._ The Mill`
_NOTE = re.compile(r" ?(?:\ufdd0\d+\ufdd1|(?<=[\w.])\[\d{1,3}\])$")  # `CHAPTER I[1]`, and how its mark waits


@lru_cache(maxsize=1 << 14)  # several passes ask it of the same lines
def shape(text: str, language: Language) -> Shape | None:
    """The shape of a line (or of several, joined), or None when it has none of a heading's."""
    if text[-1:] in "\ufdd1]" and (note := _NOTE.search(text)):
        found = shape(text[: note.start()], language)
        if found is not None and found.label and not found.title:
            return replace(found, label=found.label + note[0])
        if found is not None and found.title and not found.label:
            return replace(found, title=found.title + note[0])
    if text[1:2] == " " and (closed := closed_up(text)) != text:
        return shape(closed, language)  # the letters stood apart to be seen
    if not _may_be_heading(text, language) or (text[:1] == "[" and _NOTE_TEXT.match(text)):
        return None
    core = undecorated(text)
    if normal(core) in ENDINGS or core.startswith(_MOVES):
        return None
    found = worded(core, language) or _unprofiled(core, language)
    found = found or _dated(core, language) or numbered(core, language)
    found = found or other_scripts.worded(core) or phrased(core, language) or number_last(core, language)
    if found is None:
        marked = _LABEL_MARKED.match(text)
        return shape(f"{marked[2]}{text[marked.end() :]}", language) if marked else None
    label = without_emphasis(found.label)
    return replace(
        found,
        label=f"+{label}" if text[0] == "+" and not found.title and text[-1] != "+" else label,  # five times, and once
        title=without_emphasis(found.title) or found.title,
        decorated=_marked(core, text, found) or " | " in core,  # "1 | the key"
    )


def _unprofiled(core: str, language: Language) -> Shape | None:
    """A heading of a language without a profile: texts in these are read with the English one."""
    return other_languages.worded(core) if language.tag.startswith("en") else None


def _marked(core: str, text: str, found: Shape) -> bool:
    """Whether marks were put round a line; a word that is often plain text is emphasised like any other."""
    return core != text and not text.startswith(core) and not (found.weak and text[0] == "_")


def _may_be_heading(text: str, language: Language) -> bool:
    """A cheap look at the first words, which settles it for nearly every paragraph of a book."""
    if (
        len(text) <= _FEW_WORDS
        or text[-1] in ")]"
        or (len(text) < 60 and not (text.isascii() and language.tag.startswith("en")))
    ):
        return True
    match = _FIRST_WORDS.match(text)
    if match is None:
        return False
    first, stop, second, third = match.groups()
    if first[0].isdigit() or (stop and ROMAN.fullmatch(first.casefold())) or (len(text) < 60 and second[:1].isdigit()):
        return True
    known = _first_words(language.tag)
    return (
        first.casefold().rstrip(_FIGURES) in known
        or second.casefold() in known
        or third.casefold() in known
        or first[0] == "_"
    )


@cache
def _first_words(tag: str) -> frozenset[str]:
    """The first word of every heading word of a language."""
    language = languages.language(tag)
    assert language is not None
    others = other_languages.WORDS if tag.startswith("en") else ()
    words = (*language.headings, *calendar.month_numbers(tag), *calendar.days(tag), *others)
    return frozenset(re.split(r"\W+", word, maxsplit=1)[0] for word in words)


def _dated(core: str, language: Language) -> Shape | None:
    """`Monday, March 4th`, `3 May. Bistritz.`: over an entry of a diary; `JANUARY` over a month's."""
    if dates.date(core, language.tag):
        return Shape(dates.FAMILY, Kind.CHAPTER, None, "", core)
    return Shape(dates.MONTHS, Kind.CHAPTER, None, "", core, weak=True) if dates.month(core, language.tag) else None


_NO_LETTERS = re.compile(r"[\W_]+")


def normal(text: str) -> str:
    """Letters and figures alone, case-folded: how headings and contents entries are matched."""
    return _NO_LETTERS.sub("", text.casefold())


ENDINGS = frozenset(
    "theend end finis fin ende fine fim einde slut slutt loppu vége koniec konec конец конецъ tobecontinued tbc "
    "fortsetzungfolgt àsuivre continuará continuara continua продолжениеследует wordtvervolgd fortsättningföljer "
    "ciągdalszynastąpi pokračovánípříště fortsættesfølger".split()
)
"""What stands at the end of a story, as `normal` gives it."""

ARCHIVE = frozenset(
    "chapternotes chapterendnotes endnotes chaptersummary chaptertext worktext notesforthechapter "
    "summaryforthechapter".split()
)
"""What the Archive of Our Own sets over the parts of a chapter; no title."""

NO_TITLES = ENDINGS | ARCHIVE | frozenset("argument theargument sommaire argomento argumento treść inhalt".split())
"""Lines on their own that are the title of nothing."""
