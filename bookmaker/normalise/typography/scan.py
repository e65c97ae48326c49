"""The places in a paragraph where a quotation mark or an apostrophe may stand; `marks` says what each may be."""

from __future__ import annotations

import re

from bookmaker.languages import Language
from bookmaker.normalise.typography.apostrophes import NEVER
from bookmaker.normalise.typography.marks import Mark, mark_at
from bookmaker.normalise.typography.vocabulary import Vocabulary

_EDGE = r"(?<![^\W_]){0}|{0}(?![^\W_])"  # not between two letters
_OUTER_EDGE = r"(?<![\w*=]){0}|{0}(?![\w*=])"  # nor between those and marks of emphasis
_SIGN = re.compile("[\"'`´,<>“”„«»‹›‘‚’]")  # what a candidate begins with: searched for first, because it is fast
_CANDIDATE = re.compile(
    "|".join(
        (
            '"',
            r"(?<![\w*=]),,(?=\w)",  # ,,so``
            r"(?<![^\s(:]),(?=[^\W\d_])",  # ,so'
            *(_OUTER_EDGE.format(sign) for sign in ("``", "''", "<<", ">>")),
            *(_EDGE.format(sign) for sign in ("['´`]", "[‘‚’]")),
            "[“”„«»‹›]",
            r"(?<![\w<>-])>(?=[^\W\d_])",  # >so
            r"(?<=[^\W_<>])<(?![\w<>])|(?<=[.,;:!?…])<(?![\w<>])",  # so<, so.<
        )
    )
)
_SENTENCE_ENDS = re.compile(
    r"[.!?…](?<![^\W_]\.[^\W_]\.)(?<!\b[MDS][rst]\.)(?<!\bMrs\.)(?=[\"'”’)]{0,3}\s(?![a-zß-öø-ÿ]))"
)
_PAIR_OPENS = re.compile(r"(?<![^\s(\[—–-])''(?!')[.…¿¡]*(\w*)")
_PAIR_CLOSES = re.compile(r"(?<=[^\s'])''(?![\w'])")
_ENDS = ("", "—", "–")  # what speech without a stop may end before


def opening_mark(text: str, book: Vocabulary) -> str:
    """The kind of quotation mark a run begins with, "" for none."""
    if text[:2] in ("``", ",,") or (text[:2] == "''" and book.speaks_in_pairs):
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
        if match.group() == "''" and (not pairs_of_singles or _closes_inner(text, start)):
            end = start + 1
        at = end
        mark = mark_at(text, start, end, language, book)
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
