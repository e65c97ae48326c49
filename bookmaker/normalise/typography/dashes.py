"""Typed dashes: `--`, ` - `, `word -word`, speech cut off, ranges, names left blank, the dash that opens a speech.

One style holds throughout a book: the author's own where real dashes were typed, else the language's. In English
that is the em dash, closed up. Hyphens inside words stay hyphens.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial

from bookmaker.languages import Language
from bookmaker.model import NOWHERE, Decision
from bookmaker.normalise.passes import TypographicPass, TypographicResult
from bookmaker.normalise.typography import en_dashes
from bookmaker.normalise.typography.changes import Change, change_text
from bookmaker.normalise.typography.dash_habits import in_own_style, types_closed
from bookmaker.normalise.typography.dash_spaces import closes, opens, placed, with_spaces
from bookmaker.normalise.typography.runs import Run

# Written from the hyphen outwards: a pattern that begins with a look behind is tried at every letter.
_TYPED = re.compile(
    r"-(?:"
    r"(?P<many>-+)"  # -- --- ----
    r"|(?P<range>(?<=\d-)(?=\d))"  # 1914-18
    r"|(?P<years>(?<=\d\d-)(?=['’]\d\d(?!\w)))"  # '45-'46, 1860-'61
    r"|(?P<spaced>(?<![^\s\"'“‘„«]-)(?=\s|$)|(?<=\s-)(?=[.,;:!?](?![\w().])))"  # word - word, word -, word
    r"|(?P<before>(?<![^\s\"'“‘„«(\[¿¡]-)(?=[^\W\d_]|[\"'“‘…¿¡(]))"  # word -word, "-word
    r"|(?P<after>(?<=[^\W_]-|[.,;:!?…'’\"”)]-)(?=\s|$))"  # word- word
    r"|(?P<cut>(?<=[^\W_]-|[.,!?…'’]-)(?=[\"”»“?!]|['’](?!\w))|(?<=\s-)(?=[”’](?!\w)))"  # word-", word -”
    r"|(?P<bracket>(?<=[^\W_]-|[!?…]-)(?=[.,;:]))"  # -dijo él-.
    r")"
)
_CURLY = "[“”„«»‘’‚‹›]"
_BESIDE = re.compile(rf"-(?:(?<={_CURLY}-)|(?<={_CURLY}\u202f-)|(?=\u202f?{_CURLY})|(?<=\s-)(?=[,;:]))")
_OPEN_ASIDE = re.compile(r"\s-[^\W_][^-]*$")
_FIGURES_BEFORE = re.compile(r"(?<!\w)(?<!\w[—–-])\d{1,4}$")
_BETWEEN_FIGURES = re.compile(r"(\d+)\s+-\s+(\d+)")
_FIGURES_AFTER = re.compile(r"\d{1,4}(?!\w|[—–-]\w|/\d)")  # 10-1/13 is ten and a thirteenth
_SUFFIXES = frozenset(
    "ing ed er est ly ness s es ish ism ist ists tion ful less able like wise ung heit keit isch".split()
)
_PREFIXES = frozenset(
    "pre post over under anti pro sub super mid multi semi inter intra micro macro mono uni bi tri quasi neo non one "
    "two three four five six seven eight nine ten twelve twenty thirty first second third half full high low long "
    "short left right north south east west upper lower left up down in out on off mono hetero homo hyper hypo".split()
)


def make(language: Language | None) -> TypographicPass:
    """The pass that sets dashes."""

    def dashes(runs: Sequence[Run]) -> TypographicResult:
        own = in_own_style(language, runs) if language else None
        style = Decision("dashes/style", NOWHERE, "", f"word{own.dash}word", 1.0) if own else None
        closed = own is not None and own.cut_off.startswith(" ") and types_closed(runs)
        rule = en_dashes.beside(partial(find, closed=closed), own, runs)
        return change_text(runs, "dashes", own, rule, "T207", style)

    return dashes


def beside_quotes(language: Language | None) -> TypographicPass:
    """The pass that looks once more at hyphens beside quotation marks: which way those turn is known only now."""

    def find_beside(text: str, own: Language) -> Sequence[Change]:
        return find(text, own) if "-" in text and _BESIDE.search(text) else ()

    def dashes(runs: Sequence[Run]) -> TypographicResult:
        if not any("-" in run.text and _BESIDE.search(run.text) for run in runs):
            return runs, (), ()
        own = in_own_style(language, runs) if language else None
        return change_text(runs, "dashes", own, find_beside, "T207")

    return dashes


def find(text: str, language: Language, *, closed: bool = False) -> Sequence[Change]:
    """Every hyphen in a run that stands for a dash. `closed`: the author types `--` without spaces everywhere."""
    if "-" not in text or not any(sign.isalnum() for sign in text):
        return ()
    changes = []
    for match in _TYPED.finditer(text):
        change = _dash(text, match, language, closed)
        if change:
            changes.append(change)
    return changes


_Reason = tuple[str, float]  # of a change, and how sure it is


def _dash(text: str, match: re.Match[str], language: Language, closed: bool) -> Change | None:
    """What hyphens become, by what stands on both sides of them; None where they stay."""
    start, end = match.span()
    found: _Reason | None = ("hyphen-after-word", 0.8)
    of_sentence = False
    match match.lastgroup:
        case "range":
            return _range(text, start)
        case "years":
            return Change(start, end, "–", "range", 0.85)
        case "many":
            if change := _no_dash_of_sentence(text, start, end):
                return change
            found, of_sentence = ("hyphens", 0.99), closed and match.group().count("-") == 2
        case "spaced":
            figures = _BETWEEN_FIGURES.search(text[max(0, start - 6) : end + 6])
            if figures:
                rising = int(figures[2]) > int(figures[1]) or len(figures[2]) < len(figures[1])
                return Change(start, end, "–", "between-figures", 0.8 if rising else 0.7)
            found = "spaced-hyphen", 0.95
        case "before":
            found = _before_word(text, start, end, language)
        case "after" if text[start - 1] == "," and text[start - 2 : start - 1].isdigit():
            return Change(start, end, "–", "price", 0.8)  # 3,- Mark
        case "after" if _hangs(text, start, language) or "\n" in text[end : end + 1]:
            return None  # two- or threefold; a word broken over a line end is the layout's to rejoin
        case "after":
            pass
        case "bracket":
            found = found if language.brackets else None
        case _:
            spelled = text[end] == "“" != language.double[1] or (text[end] == '"' and not closes(text, end, start))
            found = None if spelled else ("cut-off", 0.9)  # anti-"modern"
    return placed(text, with_spaces(text, start, end, *found), language, of_sentence) if found else None


def _no_dash_of_sentence(text: str, start: int, end: int) -> Change | None:
    """Several hyphens that stand for what is left out, or between figures; None for a dash."""
    if end - start > 3:
        return Change(start, end, "—" * ((end - start) // 2), "blank", 0.9)
    if text[start - 1 : start].isdigit() and text[end : end + 1].isdigit():
        return Change(start, end, "–", "range", 0.8)
    return None


def _before_word(text: str, start: int, end: int, language: Language) -> _Reason | None:
    """Why a hyphen straight before a word, or a mark, is a dash."""
    if _begins_word(text, start, end, language):
        return None
    if start and text[start - 1] in "\"'“‘„«" and not opens(text, start - 1):
        within = text[end] not in "\"'" or not closes(text, end, start)
        return None if within else ("cut-off", 0.9)  # rock-'n'-roll
    return "hyphen-before-word", 0.85


def _begins_word(text: str, start: int, end: int, language: Language) -> bool:
    """Is this hyphen that of a word without its beginning: the -ing form, Sommertage und -abende?"""
    if re.split(r"\W", text[end : end + 8], maxsplit=1)[0] in _SUFFIXES and text[start - 1 : start].isspace():
        return True
    return _word_before(text, start) in language.conjunctions


def _range(text: str, at: int) -> Change | None:
    """Figures from … to …: 1914–18, 12–15. Scores, telephone numbers and the like stay."""
    before = _FIGURES_BEFORE.search(text[max(0, at - 6) : at])
    after = _FIGURES_AFTER.match(text, at + 1)
    if not before or not after:
        return None
    first, last = before.group(), after.group()
    whole = last if len(last) >= len(first) else first[: len(first) - len(last)] + last
    if int(whole) <= int(first) or first.startswith("0") or (len(first), len(last)) == (3, 4):
        return None
    return Change(at, at + 1, "–", "range", 0.85)


def _hangs(text: str, at: int, language: Language) -> bool:
    """Is this hyphen that of a word whose other half comes after an "and"?"""
    following = re.match(r"-\s*(\w*)\s*(\S*)", text[at : at + 40])
    if not following or following[1].casefold() not in language.conjunctions:
        return False
    if language.brackets and _OPEN_ASIDE.search(text[:at]):
        return False  # -contó ella- y se fue
    # English cuts off speech this way more often than it leaves a prefix hanging.
    return not language.tag.startswith("en") or "-" in following[2].strip("-") or _word_before(text, at) in _PREFIXES


def _word_before(text: str, at: int) -> str:
    return text[:at].rstrip().rpartition(" ")[2].casefold()
