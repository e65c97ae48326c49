"""What the surroundings of a sign say of it: a quotation mark, an apostrophe, or neither. `scan` finds the signs.

A price is what it costs to read the mark so: 0 when all speaks for it, 9 (`NEVER`) when it cannot be.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple, TypeAlias

from bookmaker.languages import Language
from bookmaker.normalise.typography import apostrophes
from bookmaker.normalise.typography.apostrophes import NEVER
from bookmaker.normalise.typography.runs import OPAQUE
from bookmaker.normalise.typography.vocabulary import Vocabulary, last_word

Action: TypeAlias = Literal["open", "close", "apostrophe"]
Stack: TypeAlias = str
"""The kinds of marks that are open, outermost first: "", "d" (double), "s" (single), "ds" ..."""


class Mark(NamedTuple):
    """A mark from `start` to `end`, of kind "d" or "s", with the price of each reading. `typed`: already curly.

    `sentence` counts the sentences that ended before it; `unstopped`: a word stands before it, that no stop ends.
    """

    start: int
    end: int
    kind: str
    opens: float
    closes: float
    stands_for: float = NEVER
    typed: bool = False
    at_line_start: bool = False
    sentence: int = 0
    unstopped: bool = False


class _Sign(NamedTuple):
    """What may be a mark, from `start` to `end` of the text, and what stands round it.

    `left` and `right` are the places next to it that hold no mark (-1 and the length at the edges of the text);
    `before` and `after` say of what kind they are.
    """

    text: str
    start: int
    end: int
    glyph: str
    left: int
    right: int
    before: str
    after: str
    at_line_start: bool

    def read(self, kind: str, opens: float, closes: float, stands_for: float = NEVER, *, typed: bool = False) -> Mark:
        """This sign as a mark of that kind, at these prices."""
        return Mark(self.start, self.end, kind, opens, closes, stands_for, typed, self.at_line_start)


_STRAIGHT = "\"'`´"
_CURLY = "“”„‟«»‘’‚‛‹›"
_ALL = frozenset(_STRAIGHT + _CURLY)
# ,so' typed for ‚so‘: a comma alone is never taken for a mark
_LOW_SINGLE = re.compile(
    r",(?:[^,‚\"„“”«»]+(?:['‘`´](?!\w)|(?<=[.;:!?…])['‘`´])|"
    r"(?:[^,‚\"„“”«»]|,(?=[\s'‘`´]))+?(?<=[.,;:!?…])['‘`´](?!\w))"
)
_AFTER_INITIALS = re.compile(r"s(?![^\W_])|(?<=\..)(?:d|ll|ed|ing)(?![^\W_])")
_OPENING = frozenset("([{¿¡<")
_DASHES = frozenset("—–-―")
_ENDING = frozenset(".,;:!?)]}%…>")

# Prices of a mark that can do nothing else: (opens, closes).
_OPENS = (0.0, NEVER)
_CLOSES = (NEVER, 0.0)
# Prices of a double mark, by what stands before and after it: (opens, closes).
_DOUBLE = {
    ("space", "space"): (1.0, 1.0),
    ("space", "end"): (3.5, 0.8),
    ("space", "dots"): (0.0, 4.0),
    ("space", "dash"): (0.2, 3.0),
    ("space", "word"): (0.0, 5.0),
    ("space", "opening"): (0.0, 5.0),
    ("opening", "space"): (0.3, 3.0),
    ("opening", "end"): (1.0, 1.0),
    ("opening", "dots"): (0.0, 5.0),
    ("opening", "dash"): (0.2, 3.0),
    ("opening", "word"): (0.0, 5.0),
    ("opening", "opening"): (0.0, 5.0),
    ("dash", "space"): (4.0, 0.2),
    ("dash", "end"): (5.0, 0.0),
    ("dash", "dots"): (0.8, 0.6),
    ("dash", "dash"): (1.0, 1.0),
    ("dash", "word"): (0.6, 0.6),
    ("dash", "opening"): (0.6, 0.6),
    ("end", "space"): (6.0, 0.0),
    ("end", "end"): (6.0, 0.0),
    ("end", "dots"): (3.0, 0.3),
    ("end", "dash"): (5.0, 0.0),
    ("end", "word"): (1.2, 0.5),
    ("end", "opening"): (2.0, 0.4),
    ("word", "space"): (5.0, 0.0),
    ("word", "end"): (6.0, 0.0),
    ("word", "dots"): (4.0, 0.2),
    ("word", "dash"): (5.0, 0.0),
    ("word", "word"): (1.5, 1.0),
    ("word", "opening"): (3.0, 0.3),
}


def mark_at(text: str, start: int, end: int, language: Language, book: Vocabulary) -> Mark | None:
    """The sign there as a mark; None when it is none."""
    sign = _sign(text, start, end, language)
    if sign.glyph not in _CURLY:
        return _straight(sign, language, book)
    return _turned_round(sign, language, book) or _curly(sign, language)


def _sign(text: str, start: int, end: int, language: Language) -> _Sign:
    """The sign at `start` in its surroundings."""
    left, right = start - 1, end
    while left >= 0 and text[left] in _ALL:
        left -= 1
    while right < len(text) and text[right] in _ALL:
        right += 1
    before = _kind_before(text, left)
    if left < start - 1 and before == "word" and last_word(text, left + 1) in language.clipped:
        before = "opening"  # l'"amour"
    glyph = text[start:end]
    first = (left < 0 or text[left] == "\n") and glyph not in text[left + 1 : start]
    return _Sign(text, start, end, glyph, left, right, before, _kind_after(text, right), first)


def _turned_round(sign: _Sign, language: Language, book: Vocabulary) -> Mark | None:
    """A curly mark that looks the wrong way, as a word processor turns it: “so“, ”so”, „so„, ‘tis; None for others."""
    glyph, before, after = sign.glyph, sign.before, sign.after
    if glyph not in "“”„‘" or sign.right != sign.end:
        return None
    lone = sign.left == sign.start - 1  # (a heap of marks stays as it is)
    opens = lone and before in ("space", "opening") and after == "word"
    ended = before == "end" or (before == "word" and sign.text[sign.left].isalnum())
    aside = after == "dash" and sign.text[sign.end + 1 : sign.end + 2].isalnum()
    closes = lone and ended and (aside or after in ("space", "end"))
    if glyph == "„" and closes and "„" in sign.text[: sign.left]:
        return sign.read("d", *_CLOSES)
    if language.double != ("“", "”") or (glyph == "„" and language.tag[:2] != "en"):
        return None  # (old Dutch print has „so”)
    closes = closes or (lone and before == "dash" and after == "space")  # “So—“
    opened = sum(sign.text.count(mark, 0, sign.start) for mark in "“„") - sign.text.count("”", 0, sign.start)
    closes = closes and (glyph == "‘" or opened > 0)
    if (opens and glyph in "”„") or (closes and glyph == "“"):
        return sign.read("d", *(_OPENS if opens else _CLOSES))
    if closes and glyph == "‘":
        return sign.read("s", *_single(sign, language, book))
    elided = glyph == "‘" and after == "word" and apostrophes.before_elided(sign.text, sign.end, language)
    return sign.read("s", *elided) if elided else None


def _curly(sign: _Sign, language: Language) -> Mark | None:
    """A sign typed curly: what it says is taken at its word, unless its surroundings show another habit."""
    glyph, text = sign.glyph, sign.text
    if glyph == "„" and '"' in text and "“" not in text:
        return sign.read("d", *_OPENS, typed=True)  # „so", where „so“ is today's inner marks
    if glyph == "»" and sign.left < 0 and language.double[0][0] == "«" and sign.after in ("word", "opening"):
        return sign.read("d", *_OPENS, 0.0, typed=True)  # the paragraph goes on with what was quoted, as in Spanish
    if glyph in "“‘" and sign.before in ("space", "opening") and sign.after in ("word", "dots"):
        kind = "d" if glyph == "“" else "s"
        if glyph in (language.double[1], language.single[1]) and ("„" if kind == "d" else "‚") not in text:
            return sign.read(kind, *_OPENS, typed=True)  # “so”, where „so“ is the habit
    if read := _at_its_word(sign, language):
        return read
    if glyph in "«»" and '"' in text:  # »So," said he: an old print's marks, half of them typed
        if sign.before in ("space", "opening", "dash") and sign.after in ("word", "dots", "dash"):
            return sign.read("d", *_OPENS, typed=True)
        if sign.before in ("word", "end") and sign.after in ("space", "end"):
            return sign.read("d", *_CLOSES, typed=True)
    return None


def _at_its_word(sign: _Sign, language: Language) -> Mark | None:
    """A curly mark as the language has it; None where it has no such mark."""
    glyph = sign.glyph
    double, single = (tuple(mark.strip() for mark in pair) for pair in (language.double, language.single))
    stands_for = 1.0 if glyph == "’" else NEVER
    for kind, pair in (("d", double), ("s", single)):
        if glyph in pair:
            opens, closes = (0.0 if glyph == mark else NEVER for mark in pair)
            return sign.read(kind, opens, closes, stands_for, typed=True)
    if glyph in "„“":
        return sign.read("d", *_OPENS, typed=True)  # „ was once set in nearly all languages
    if glyph == "”":
        return sign.read("d", *_CLOSES, typed=True)
    if glyph == "‘":
        return sign.read("s", *_OPENS, typed=True)
    if glyph == "’":
        return sign.read("s", *_CLOSES, stands_for, typed=True)
    return None


def _straight(sign: _Sign, language: Language, book: Vocabulary) -> Mark | None:
    """A sign of the typewriter: a straight mark, or what was typed for a curly one."""
    text = sign.text
    match sign.glyph:
        case '"' | "''":
            return sign.read("d", *_double(sign))
        case "'" | "´":
            return sign.read("s", *_single(sign, language, book))
        case "``":  # (typed for “ as a rule; ,,so`` for „so“, and some close with it what they opened)
            opened = any(mark in text[: sign.start] for mark in (",,", '"', "``", "“", "„"))
            ended = sign.before in ("word", "end") and (sign.after in ("space", "end") or language.tag[:2] != "en")
            cut_short = sign.before == "dash" and sign.after == "space" and sign.left == sign.start - 1  # as “So—“
            return sign.read("d", *(_CLOSES if opened and (ended or cut_short) else _OPENS))
        case ",,":
            return sign.read("d", *_OPENS) if not language.tag.startswith("en") or "''" in text else None
        case ",":
            low = language.single[0] == "‚" and _LOW_SINGLE.match(text, sign.start)
            return sign.read("s", *_OPENS) if low else None
        case "<<" | ">>":
            angled = any(mark.strip() in "«»" for pair in language.quotes for mark in pair)
            return sign.read("d", *_double(sign)) if angled or language.tag[:2] == "de" else None
        case "<" | ">":  # typed for ›so‹ inside »«
            paired = "»" in text and ">" in text and "<" in text
            return sign.read("s", *(_OPENS if sign.glyph == ">" else _CLOSES)) if paired else None
        case _:  # `so'
            return sign.read("s", NEVER, 0.5, 3.0) if sign.before == "word" else sign.read("s", 0.0, 4.0, 4.0)


def _kind_before(text: str, at: int) -> str:
    if at < 0:
        return "space"
    sign = text[at]
    if sign.isalnum():
        return "word"
    if sign.isspace():
        return "space"
    if sign in _OPENING:
        return "opening"
    if sign in _DASHES:
        return "dash"
    if sign in _ENDING:
        return "end"
    return "word"


def _kind_after(text: str, at: int) -> str:
    if at >= len(text):
        return "space"
    sign = text[at]
    if sign.isalnum():
        return "word"
    if sign.isspace():
        return "space"
    if sign == "…" or text.startswith("..", at):
        return "dots"
    if sign in _DASHES:
        return "dash"
    if sign in _ENDING:
        return "end"
    if sign in _OPENING:
        return "opening"
    return "word"


def _double(sign: _Sign) -> tuple[float, float]:
    """The prices of a double mark: to open, to close."""
    if sign.before == sign.after == "space":
        if sign.left < 0:
            return 0.2, 3.0
        if sign.right >= len(sign.text):
            return 3.0, 0.2
    said = sign.before == "end" and sign.text[sign.left] in ",:"
    if said and sign.after == "space" and sign.text.count('"') % 2 == 0:
        return 4.5, 0.0  # said," so": a slip of the space bar
    return _DOUBLE[sign.before, sign.after]


def _single(sign: _Sign, language: Language, book: Vocabulary) -> apostrophes.Prices:
    """The prices of a single mark: to open, to close, to stand for something left out."""
    text, start, before, after = sign.text, sign.start, sign.before, sign.after
    opens, closes = _double(sign)
    if before == "end" and after == "space":
        opens = max(opens, 6.0)
    if before == "end" and _AFTER_INITIALS.match(text, start + 1):
        return NEVER, 4.0, 0.0  # I.O.U.'s
    touches_last = sign.left == start - 1 and before == "word" and text[sign.left] != OPAQUE
    if touches_last and (after != "word" or sign.right > start + 1):
        return apostrophes.after_word(text, start, language, book, opens)
    if after == "word" and text[sign.right].isalnum() and before != "end":
        if sign.right == start + 1:
            return apostrophes.before_word(text, start, language, book, opens)
        # Of two marks before a clipped word the second is the apostrophe.
        return opens, closes, 4.0
    if before == after == "space":
        return opens + 0.5, closes + 0.5, 2.0
    if before == "end" and after == "word" and apostrophes.before_elided(text, sign.end, language):
        return opens, closes, 1.5
    return opens, closes, 6.0 if before != "end" else 8.0
