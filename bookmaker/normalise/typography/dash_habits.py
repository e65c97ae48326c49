"""How an author sets dashes: real ones inside sentences and before speeches, two hyphens with spaces or without."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bookmaker.languages import Language
from bookmaker.languages.profile import NBSP
from bookmaker.normalise.typography.runs import Run

_REAL = re.compile(r"(?P<left>[ \u00a0]?)(?P<dash>[—–])(?P<right>[ \u00a0\n]?)(?=\S)")
_CLOSED = re.compile(r"--(?<=[^\W_]--)(?=[^\W_])")
_SPACED = re.compile(r" --(?=\s)")
_FEWEST = 3  # of them tell how a book is typed


def in_own_style(language: Language, runs: Sequence[Run]) -> Language:
    """The language with the dash of the book's author in place of its own."""
    return in_style(language, habit(runs) or _of_speeches(runs, language))


def habit(runs: Sequence[Run]) -> str:
    """How the author sets a real dash inside a sentence, its spaces included; "" when there are none to tell."""
    seen: dict[str, int] = {}
    for run in runs:
        text = run.text
        if "—" not in text and "–" not in text:
            continue
        for match in _REAL.finditer(text):
            if not match.start() or (match["dash"] == "–" and not match["left"]):
                continue  # opens a speech; joins figures
            if text[match.start() - 1].isdigit() and text[match.end()].isdigit():
                continue
            if "[" in text and text.rfind("[", 0, match.start()) > text.rfind("]", 0, match.start()):
                continue  # a machine's: [Counting – Level 3]
            style = (match["left"] and " ") + match["dash"] + (match["right"] and " ")
            seen[style] = seen.get(style, 0) + 1
    closed = {style: count for style, count in seen.items() if style in ("—", " — ", " – ")}
    best = max(closed, key=lambda style: (closed[style], style), default="")
    times = closed.get(best, 0)
    if times < 3 or (best == " – " and 2 * times < sum(run.text.count("--") for run in runs)):
        return ""  # some, where two hyphens are the author's dash
    return best


def _of_speeches(runs: Sequence[Run], language: Language) -> str:
    """The real dash that opens the author's speeches, spaced, where the language has one dash for both."""
    if language.brackets or len(language.speech_dash) < len("— "):
        return ""
    openings = [run.text[0] for run in runs if run.text[1:2].isspace() and run.text[0] in "—–"]
    dash = max("—–", key=openings.count)
    return f" {dash} " if openings.count(dash) >= _FEWEST else ""


def types_closed(runs: Sequence[Run]) -> bool:
    """Whether two hyphens between words have no spaces, so that none before them says nothing of the word."""
    closed = sum(len(_CLOSED.findall(run.text)) for run in runs if "--" in run.text)
    spaced = sum(len(_SPACED.findall(run.text)) for run in runs if " --" in run.text)
    return closed >= _FEWEST and closed > spaced


def in_style(language: Language, style: str) -> Language:
    """The language with the author's own dash in place of its own."""
    if not style or style == language.dash.replace(NBSP, " "):
        return language
    lead = " " if style == " – " else ""
    return replace(language, dash=style, cut_off=lead + style.strip(), brackets=False)
