"""What the script of a language asks of a page: its direction, and which habits of Latin type must go."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

_RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "ha-arab", "he", "ku-arab", "ps", "sd", "ug", "ur", "yi"})
_RIGHT_TO_LEFT_SCRIPTS = frozenset({"adlm", "arab", "hebr", "nkoo", "syrc", "thaa"})
_CHINESE_JAPANESE = frozenset({"zh", "ja", "yue", "cmn", "wuu"})

# Letters of these scripts have no italics, no small capitals, and Arabic ones must not be parted.
_NO_LATIN_HABITS = """
* {
  letter-spacing: 0 !important; font-variant: normal !important; font-style: normal !important;
  text-transform: none !important;
}
"""
_BOLD_EMPHASIS = "em { font-weight: bold; }\n"
_DOTTED_EMPHASIS = """
em { -webkit-text-emphasis-style: sesame; text-emphasis-style: sesame; }
p, p.first { text-indent: 1em; }
"""
_VERTICAL = """
html { -epub-writing-mode: vertical-rl; -webkit-writing-mode: vertical-rl; writing-mode: vertical-rl; }
section.cover { -epub-writing-mode: horizontal-tb; -webkit-writing-mode: horizontal-tb; writing-mode: horizontal-tb; }
"""


def direction(language: str) -> Literal["ltr", "rtl"]:
    """Which way the lines of a language (BCP 47) run."""
    parts = language.casefold().split("-")
    scripts = [part for part in parts[1:] if len(part) == 4 and part.isalpha()]
    if scripts:
        return "rtl" if scripts[0] in _RIGHT_TO_LEFT_SCRIPTS else "ltr"
    return "rtl" if parts[0] in _RIGHT_TO_LEFT else "ltr"


def page_progression(language: str, writing: Literal["horizontal", "vertical"]) -> Literal["ltr", "rtl"]:
    """Which way the pages turn: to the right for scripts that run so, and for columns."""
    return "rtl" if writing == "vertical" else direction(language)


def suited(css: str, language: str, writing: Literal["horizontal", "vertical"] = "horizontal") -> str:
    """A stylesheet made for Latin, bent to the script: mirrored or turned, without what the script lacks."""
    if direction(language) == "rtl":
        return turned(css, MIRRORED) + _NO_LATIN_HABITS + _BOLD_EMPHASIS
    if writing == "vertical":
        css = turned(css, ROTATED) + _VERTICAL
    if language.casefold().split("-")[0] in _CHINESE_JAPANESE:
        css += _NO_LATIN_HABITS + _DOTTED_EMPHASIS
    return css


MIRRORED = {"top": "top", "right": "left", "bottom": "bottom", "left": "right"}
ROTATED = {"top": "right", "right": "bottom", "bottom": "left", "left": "top"}
"""Where each side of a box goes: for lines from right to left, and for lines from top to bottom."""

_SIDES = ("top", "right", "bottom", "left")
_SIDED = re.compile(r"\b(margin|padding|border)-(top|right|bottom|left)\b")
_SHORT = re.compile(r"\b(margin|padding): *([^;}]+)")
_LINE_SIDE = re.compile(r"\b(text-align|float): *(left|right)\b")


def turned(css: str, sides: Mapping[str, str]) -> str:
    """A stylesheet with every margin, padding and border moved to the side of the box that `sides` says."""
    css = _SHORT.sub(lambda found: f"{found[1]}: {_moved(found[2].split(), sides)}", css)
    css = _SIDED.sub(lambda found: f"{found[1]}-{sides[found[2]]}", css)
    if sides["left"] == "right":  # in columns, left and right of a line are its head and its foot already
        css = _LINE_SIDE.sub(lambda found: f"{found[1]}: {sides[found[2]]}", css)
        css = re.sub(r"\.(left|right) \{ text-align: (left|right)", r".\2 { text-align: \2", css)
    return css


def _moved(values: list[str], sides: Mapping[str, str]) -> str:
    """The one to four values of a shorthand, moved."""
    four = dict(zip(_SIDES, (values + values[-2:] if len(values) == 2 else values * 4)[:4], strict=True))
    if len(values) == 3:
        four["left"] = values[1]
    came_from = {goes: side for side, goes in sides.items()}
    return " ".join(four[came_from[side]] for side in _SIDES) if len(values) > 1 else values[0]
