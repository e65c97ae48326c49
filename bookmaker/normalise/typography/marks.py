"""The marks of a paragraph that may be quotation marks or apostrophes, and what their surroundings say of each.

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


_STRAIGHT = "\"'`´"
_CURLY = "“”„‟«»‘’‚‛‹›"
_ALL = frozenset(_STRAIGHT + _CURLY)
_EDGE = r"(?<![^\W_]){0}|{0}(?![^\W_])"  # not between two letters
_OUTER_EDGE = r"(?<![\w*=]){0}|{0}(?![\w*=])"  # nor between those and marks of emphasis
_SIGN = re.compile("[\"'`´,<>“”„«»‹›‘‚’]")  # what a candidate begins with: searched for first, because it is fast
_CANDIDATE = re.compile(
    r"\"|(?<![\w*=]),,(?=\w)|(?<![^\s(:]),(?=[^\W\d_])|"
    + "|".join(_OUTER_EDGE.format(mark) for mark in ("``", "''", "<<", ">>"))
    + "|"
    + "|".join(_EDGE.format(mark) for mark in ("['´`]", "[‘‚’]"))
    + "|[“”„«»‹›]"
    + r"|(?<![\w<>-])>(?=[^\W\d_])|(?<=[^\W_<>])<(?![\w<>])|(?<=[.,;:!?…])<(?![\w<>])"
)
# ,so' typed for ‚so‘: a comma alone is never taken for a mark
_LOW_SINGLE = re.compile(
    r",(?:[^,‚\"„“”«»]+(?:['‘`´](?!\w)|(?<=[.;:!?…])['‘`´])|"
    r"(?:[^,‚\"„“”«»]|,(?=[\s'‘`´]))+?(?<=[.,;:!?…])['‘`´](?!\w))"
)
_SENTENCE_ENDS = re.compile(r"[.!?…](?<![^\W_]\.[^\W_]\.)(?<!\b[MDS][rst]\.)(?<!\bMrs\.)(?=[\"'”’)]{0,3}\s)")
_PAIR_OPENS = re.compile(r"(?<![^\s(\[—–-])''(?!')[.…¿¡]*(\w*)")
_PAIR_CLOSES = re.compile(r"(?<=[^\s'])''(?![\w'])")
_AFTER_INITIALS = re.compile(r"s(?![^\W_])|(?<=\..)(?:d|ll|ed|ing)(?![^\W_])")
_OPENING = frozenset("([{¿¡<")
_DASHES = frozenset("—–-―")
_ENDS = ("", "—", "–")  # what speech without a stop may end before
_ENDING = frozenset(".,;:!?)]}%…>")

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


def opening_mark(text: str, book: Vocabulary) -> str:
    """The kind of quotation mark a run begins with, "" for none."""
    if text[:2] == "``" or (text[:2] == "''" and book.speaks_in_pairs):
        return "d"
    for sign in text:
        if sign in '"“„«»”':
            return "d"
        if sign in "'‘‚`‹›":
            return "s"
        if not (sign.isspace() or sign in "([—"):
            return ""
    return ""


def marks(text: str, language: Language, book: Vocabulary) -> list[Mark]:
    """Every mark of a run that is a quotation mark or an apostrophe at the edge of a word, in order."""
    found: list[Mark] = []
    sentence = reached = 0
    pairs_of_singles = "``" in text or ("''" in text and (book.speaks_in_pairs or _speaks_in_pairs(text, language)))
    at = 0
    while sought := _SIGN.search(text, at):
        match = _CANDIDATE.match(text, sought.start())
        if match is None:
            at = sought.end()
            continue
        start, end = match.span()
        sign = match.group()
        if sign == "''" and (not pairs_of_singles or _closes_inner(text, start)):
            end = start + 1
            sign = "'"
        at = end
        mark = _mark(text, start, end, sign, language, book)
        if mark and mark.kind == "s":
            sentence += len(_SENTENCE_ENDS.findall(text, reached, start))
            reached = start
            unstopped = mark.stands_for < NEVER and text[start - 1 : start].isalnum()
            unstopped = unstopped and text[end : end + 1] not in _ENDS and text[end : end + 2] != " ("
            mark = mark._replace(sentence=sentence, unstopped=unstopped)
        if mark:
            found.append(mark)
    return found


def _closes_inner(text: str, start: int) -> bool:
    """Is the first of three marks the one that closes the speech in a speech? ``Say `no,''' she said."""
    if text[start : start + 3] != "'''" or text[start - 1 : start].isspace() or not start:
        return False
    opening = text[: text.rfind("`", 0, start) + 1]
    return (len(opening) - len(opening.rstrip("`"))) != 2


def _speaks_in_pairs(text: str, language: Language) -> bool:
    """Do pairs of single marks stand for double ones, ''So,'' and not for a mark and an apostrophe: ''Tis,' ?"""
    if ",," in text:
        return True
    opening = None if '"' in text else _PAIR_OPENS.search(text)
    if opening is None or opening[1].casefold() in language.elisions:
        return False
    return _PAIR_CLOSES.search(text, opening.end()) is not None


def _mark(text: str, start: int, end: int, sign: str, language: Language, book: Vocabulary) -> Mark | None:
    left, right = start - 1, end
    while left >= 0 and text[left] in _ALL:
        left -= 1
    while right < len(text) and text[right] in _ALL:
        right += 1
    before, after = _kind_before(text, left), _kind_after(text, right)
    if left < start - 1 and before == "word" and last_word(text, left + 1) in language.clipped:
        before = "opening"  # l'"amour"
    at_line_start = (left < 0 or text[left] == "\n") and sign not in text[left + 1 : start]

    def made(kind: str, opens: float, closes: float, stands_for: float = NEVER, typed: bool = False) -> Mark:
        return Mark(start, end, kind, opens, closes, stands_for, typed, at_line_start)

    if sign == "„" and '"' in text and "“" not in text:
        return made("d", 0.0, NEVER, typed=True)  # „so", where „so“ is today's inner marks
    if sign == "»" and left < 0 and language.double[0][0] == "«" and after in ("word", "opening"):
        return made("d", 0.0, NEVER, 0.0, typed=True)  # the paragraph goes on with what was quoted, as in Spanish
    if sign in "“‘" and before in ("space", "opening") and after in ("word", "dots"):
        kind = "d" if sign == "“" else "s"
        if sign in (language.double[1], language.single[1]) and ("„" if kind == "d" else "‚") not in text:
            return made(kind, 0.0, NEVER, typed=True)  # “so”, where „so“ is the habit
    if sign in _CURLY:
        typed = _typed(sign, language, made("", 0, 0, NEVER, True))
        if typed is None and sign in "«»" and '"' in text:  # »So," said he: an old print's marks, half of them typed
            opens = before in ("space", "opening", "dash") and after in ("word", "dots", "dash")
            closes = before in ("word", "end") and after in ("space", "end")
            return made("d", *((0.0, NEVER) if opens else (NEVER, 0.0)), typed=True) if opens or closes else None
        return typed
    if sign in ('"', "''"):
        return made("d", *_double(text, left, right, before, after))
    if sign == "``":  # (,,so`` it is typed for „so“)
        closes = before in ("word", "end") and ",," in text[:start] and not language.tag.startswith("en")
        return made("d", *((NEVER, 0.0) if closes else (0.0, NEVER)))
    if sign == ",,":
        low = not language.tag.startswith("en") or "''" in text
        return made("d", 0.0, NEVER) if low else None
    if sign == ",":
        return made("s", 0.0, NEVER) if language.single[0] == "‚" and _LOW_SINGLE.match(text, start) else None
    if sign in ("<<", ">>"):
        angled = any(mark.strip() in "«»" for pair in language.quotes for mark in pair)
        return made("d", *_double(text, left, right, before, after)) if angled or language.tag[:2] == "de" else None
    if sign in "<>":  # typed for ›so‹ inside »«
        paired = "»" in text and ">" in text and "<" in text
        return made("s", *((0.0, NEVER) if sign == ">" else (NEVER, 0.0))) if paired else None
    if sign == "`":
        return made("s", NEVER, 0.5, 3.0) if before == "word" else made("s", 0.0, 4.0, 4.0)
    return made("s", *_single(text, start, left, right, before, after, language, book))


def _kind_before(text: str, at: int) -> str:
    if at < 0:
        return "space"
    sign = text[at]
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


def _double(text: str, left: int, right: int, before: str, after: str) -> tuple[float, float]:
    if before == after == "space":
        if left < 0:
            return 0.2, 3.0
        if right >= len(text):
            return 3.0, 0.2
    if after == "space" and before == "end" and text[left] in ",:" and text.count('"') % 2 == 0:
        return 4.5, 0.0  # said," so": a slip of the space bar
    return _DOUBLE[before, after]


def _single(
    text: str, start: int, left: int, right: int, before: str, after: str, language: Language, book: Vocabulary
) -> apostrophes.Prices:
    """The prices of a single mark: to open, to close, to stand for something left out."""
    opens, closes = _double(text, left, right, before, after)
    if before == "end" and after == "space":
        opens = max(opens, 6.0)
    if before == "end" and _AFTER_INITIALS.match(text, start + 1):
        return NEVER, 4.0, 0.0  # I.O.U.'s
    touches_last = left == start - 1 and before == "word" and text[left] != OPAQUE
    if touches_last and (after != "word" or right > start + 1):
        return apostrophes.after_word(text, start, language, book, opens)
    if after == "word" and text[right].isalnum() and before != "end":
        if right == start + 1:
            return apostrophes.before_word(text, start, language, book, opens)
        # Of two marks before a clipped word the second is the apostrophe.
        return opens, closes, 4.0
    if before == after == "space":
        return opens + 0.5, closes + 0.5, 2.0
    return opens, closes, 6.0 if before != "end" else 8.0


def _typed(sign: str, language: Language, blank: Mark) -> Mark | None:
    """A mark typed curly: what it says is taken at its word, where the language has that mark."""
    double, single = (tuple(mark.strip() for mark in pair) for pair in (language.double, language.single))
    for kind, pair in (("d", double), ("s", single)):
        if sign in pair:
            closes = 0.0 if sign == pair[1] else NEVER
            opens = 0.0 if sign == pair[0] else NEVER
            return blank._replace(kind=kind, opens=opens, closes=closes, stands_for=1.0 if sign == "’" else NEVER)
    if sign == "„":
        return blank._replace(kind="d", opens=0.0, closes=NEVER)  # once set in nearly all languages
    if sign in "“”":
        return blank._replace(kind="d", opens=0.0 if sign == "“" else NEVER, closes=0.0 if sign == "”" else NEVER)
    if sign in "‘’":
        stands = 1.0 if sign == "’" else NEVER
        return blank._replace(
            kind="s", opens=0.0 if sign == "‘" else NEVER, closes=0.0 if sign == "’" else NEVER, stands_for=stands
        )
    return None
