"""Which dash hyphens become, and with what spaces, by the language and by what stands on both sides."""

from __future__ import annotations

import re
from typing import NamedTuple

from bookmaker.languages import Language
from bookmaker.languages.profile import NARROW, NBSP
from bookmaker.normalise.typography.changes import Change

_ASIDE = re.compile(r"(?<!-)--(?!-)|—|(?<=\s)-|(?<=\w)-(?=[\s.,;:])")
_CUT_SHORT = re.compile(r"(?<!\w)(?<!\w['’-])(?:[B-HJ-NP-Z]|1[5-9]\d?)$")  # Captain F-- was, in 18-- when
_ORDINAL = re.compile(r"(?:st|nd|rd|th)(?!\w)")  # the --th Foot
_MARKS = tuple("\"'“‘„«")  # may open a quotation
_GUILLEMETS = tuple("«»‹›")  # which way they turn, the language decides, or the author
_AFTER_CLOSING = ("", *" \n\u00a0.,;:!?)]—–-")
_BEFORE_OPENING = ("", *" \n\u00a0([—–-")
_INNER_SPACE = (NARROW, NBSP)  # what French sets inside its marks
_HEAPED = frozenset("—–*_=")  # beside these a hyphen says nothing sure


class Hyphens(NamedTuple):
    """Hyphens from `start` to `end` that stand for a dash; from `left` to `right` with the spaces round them."""

    start: int
    end: int
    left: int
    right: int
    reason: str
    sure: float

    def become(self, dash: str) -> Change:
        """The dash in their place, spaces included."""
        return Change(self.left, self.right, dash, self.reason, self.sure)

    def become_alone(self, dash: str) -> Change:
        """The dash in their place, the spaces as typed."""
        return Change(self.start, self.end, dash, self.reason, self.sure)


def with_spaces(text: str, start: int, end: int, reason: str, sure: float) -> Hyphens:
    """These hyphens with the spaces round them. `reason` and `sure`: why they are a dash."""
    left, right = start, end
    while left and text[left - 1].isspace():
        left -= 1
    while right < len(text) and text[right].isspace():
        right += 1
    return Hyphens(start, end, left, right, reason, sure)


def placed(text: str, typed: Hyphens, language: Language, of_sentence: bool) -> Change | None:
    """A dash at this place with the spaces the language and the place want.

    `of_sentence`: it cuts off a sentence, though nothing stands between it and the word before it.
    """
    left, right = typed.left, typed.right
    before, after = text[left - 1 : left], text[right : right + 1]
    if (not before and not after) or before in _HEAPED or after in _HEAPED:
        return None
    if not before:
        return _opening(typed, language)
    if after == "," and text[right + 1 : right + 2] == "," and language.double[0] == "„":
        after = "„"  # ,,So typed for „So
    opening = before in "([“‘„¿¡" or (before in "\"'" and before != after and opens(text, left - 1))
    if opening or (before in _GUILLEMETS and text[max(0, left - 2) : left - 1] in _BEFORE_OPENING):
        return _after_opening(typed, before, language)
    closing = not after or after in ".,;:!?)]…”’" or (after in "\"'“" and closes(text, right, left))
    if closing or (after in _GUILLEMETS and text[right + 1 : right + 2] in _AFTER_CLOSING):
        return _before_closing(typed, before, after, language, of_sentence)
    return _of_aside(text, typed) if language.brackets else _between(text, typed, before, language)


def _after_opening(typed: Hyphens, before: str, language: Language) -> Change:
    """A dash straight inside a quotation: « -- Oui », »-- geschaffen«. The space typed after it stays where the
    language sets one."""
    if typed.left == 1 and before in _GUILLEMETS and language.speech_dash:
        return typed.become(language.speech_dash)._replace(reason="speech")  # »--Oui: somebody quoted speaks
    stands_off = typed.end < typed.right and language.dash.endswith(" ")
    if stands_off and language.speech_dash:
        return typed.become(language.speech_dash)
    return typed.become(language.dash.strip() + " " * stands_off)


def _before_closing(typed: Hyphens, before: str, after: str, language: Language, of_sentence: bool) -> Change:
    """A dash before what ends a sentence, a quotation, or the text: something is cut off."""
    stands_off = not after and not before.isalnum()  # `He fell silent. --`
    mark = language.cut_off if after in "\"'”’»«›‹“" and not stands_off else language.dash.rstrip()
    if (typed.left == typed.start and not of_sentence) or language.brackets:
        mark = mark.strip()  # part of a word is cut off, not a part of the sentence
    change = typed.become(mark)
    return change if after else change._replace(end=typed.end)


def _of_aside(text: str, typed: Hyphens) -> Change:
    """A dash of a language whose dashes stand in pairs round an aside: --Sí--dijo--. No."""
    one_sided = (typed.left < typed.start) != (typed.end < typed.right)
    if not one_sided and typed.reason in ("hyphen-before-word", "hyphen-after-word"):
        return typed.become_alone("—")
    # The dash that opens a speech apart, every other one opens an aside.
    sentence = max(text.rfind(stop, 0, typed.start) for stop in (". ", "! ", "? ", ".\n")) + 1
    first = sentence + (text[sentence].isspace() if sentence else 0)
    asides = len(_ASIDE.findall(text, first + (text[first] in "-—"), typed.start))
    opens = asides % 2 == 0
    if one_sided and not (opens and typed.left == typed.start and text[typed.right].islower()):
        return typed.become_alone("—")
    return typed.become(" —" if opens else "— ")  # (also where it is typed as if it closed one: -Sí- dijo-. No)


def _between(text: str, typed: Hyphens, before: str, language: Language) -> Change:
    """A dash between two words."""
    if language.dash == "—" and _is_blank(text, typed.start, typed.end):
        return Change(typed.start, typed.end, "—", "blank", 0.9)
    if language.dash == "—" and typed.left < typed.start and typed.end == typed.right and before in ".!?…":
        return typed.become_alone("—")  # it opens what follows: another speech, a name
    return typed.become(language.dash)


def _is_blank(text: str, start: int, end: int) -> bool:
    """Does a dash with a space on one side stand for the rest of a name, of a year, or for a number?"""
    if start and not text[start - 1].isspace() and text[end : end + 1].isspace():
        return _CUT_SHORT.search(text, max(0, start - 4), start) is not None
    return text[start - 1 : start].isspace() and _ORDINAL.match(text, end) is not None


def _opening(typed: Hyphens, language: Language) -> Change:
    """A dash that begins a paragraph: it opens a speech, or signs a letter."""
    if not language.speech_dash:
        return typed.become(language.dash.lstrip())
    return Change(0, typed.right, language.speech_dash, "speech", 0.9)


def closes(text: str, at: int, before: int) -> bool:
    """Does the straight mark at `at`, which follows a dash, close a quotation?"""
    if not text[at + 1 : at + 2].isalnum():
        return True
    return text[at] == '"' and sum(sign in '"“”„«»' for sign in text[:before]) % 2 == 1


def opens(text: str, at: int) -> bool:
    """Does the straight mark at `at`, which stands before a dash, open a quotation?"""
    while at > 0 and (text[at - 1] in _MARKS or (text[at - 1] in _INNER_SPACE and text[at - 2 : at - 1] in _MARKS)):
        at -= 1
    return not text[:at].strip() or text[at - 1].isspace() or text[at - 1] in "([—–-"
