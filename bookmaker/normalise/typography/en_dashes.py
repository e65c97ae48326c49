"""En dashes without spaces that stand for em dashes throughout a book: `He stopped–and the bell rang.`"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bookmaker.languages import Language
from bookmaker.languages.detection import FUNCTION_WORDS
from bookmaker.normalise.typography.changes import Change, Rule
from bookmaker.normalise.typography.runs import Run

_TIGHT = re.compile(r"–(?<=(?P<left>[^\s–—-])–)(?=(?P<right>[^\s–—-]|\n\S|$))")
_WORD_BEFORE = re.compile(r"[^\W\d_]+$")
_WORD_AFTER = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_REACH = 20  # characters that a word beside a dash has at the most
_COMMON = frozenset(FUNCTION_WORDS["en"].split()) - frozenset("in on out up for with".split())  # in–out, on–off
_FEWEST = 3  # dashes beside such words
_RARE = 4  # times as many as other dashes of sentences
_SHARE = 3  # of all tight ones at the least a third


def beside(rule: Rule, language: Language | None, runs: Sequence[Run]) -> Rule:
    """The rule for typed dashes, with what these runs want for their en dashes, where the language has em dashes."""
    if language is None or language.dash != "—" or not _stand_for_em(runs):
        return rule
    return lambda text, own: sorted([*rule(text, own), *(_found(text) if own.dash == "—" else ())])


def _stand_for_em(runs: Sequence[Run]) -> bool:
    """Whether the book's sentences are broken by en dashes without spaces, and hardly by anything else."""
    if not any("–" in run.text for run in runs):
        return False
    sure = tight = others = 0
    for run in runs:
        text = run.text
        others += text.count("—") + text.count("--") + text.count(" – ")
        if "–" in text:
            found = [_breaks(text, match) for match in _TIGHT.finditer(text)]
            tight += len(found) - found.count(None)
            sure += found.count(True)
    return sure >= _FEWEST and sure * _SHARE >= tight and sure > _RARE * others


def _found(text: str) -> list[Change]:
    """The em dashes that a run wants for its en dashes; those between figures and between names stay."""
    if "–" not in text:
        return []
    return [
        Change(match.start(), match.end() + match["right"].startswith("\n"), "—", "en-dash", 0.85)
        for match in _TIGHT.finditer(text)
        if _breaks(text, match) or (_breaks(text, match) is not None and not _between_names(text, match))
    ]


def _breaks(text: str, match: re.Match[str]) -> bool | None:
    """Whether a dash plainly breaks a sentence; None where it joins figures."""
    if match["left"].isdigit() and match["right"].isdigit():
        return None
    if not match["left"].isalnum() or match["right"] in '"”’!?':
        return True  # a stop or a mark before it, or something cut off
    before, after = _words(text, match)
    return before in _COMMON or after in _COMMON or (len(before) > 0 and before == after)


def _between_names(text: str, match: re.Match[str]) -> bool:
    """Whether a dash joins two names (Paris–London), or a figure to a word."""
    left, right = text[: match.start()].rpartition(" ")[2][:1], match["right"].strip()
    return not left.isalpha() or right.isdigit() or (left.isupper() and right.isupper())


def _words(text: str, match: re.Match[str]) -> tuple[str, str]:
    before = _WORD_BEFORE.search(text, max(0, match.start() - _REACH), match.start())
    after = _WORD_AFTER.match(text, match.end() + match["right"].startswith("\n"))
    return (before[0].casefold() if before else "", after[0].casefold() if after else "")
