"""What the script of a language asks of a page: its direction, and which habits of Latin type must go."""

from __future__ import annotations

import re
from typing import Literal

_RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "ha-arab", "he", "ku-arab", "ps", "sd", "ug", "ur", "yi"})
_RIGHT_TO_LEFT_SCRIPTS = frozenset({"adlm", "arab", "hebr", "nkoo", "syrc", "thaa"})
_CHINESE_JAPANESE = frozenset({"zh", "ja", "yue", "cmn", "wuu"})

# Letters of these scripts have no italics, no small capitals, and Arabic ones must not be parted.
_NO_LATIN_HABITS = """
* { letter-spacing: 0 !important; font-variant: normal !important; text-transform: none !important; }
em, i, .subtitle, .subheading, caption, figcaption { font-style: normal !important; }
"""
_BOLD_EMPHASIS = "em { font-weight: bold; }\n"
_DOTTED_EMPHASIS = """
em { -webkit-text-emphasis-style: sesame; text-emphasis-style: sesame; }
p { text-indent: 1em; }
p.first, p.body { text-indent: 1em; }
blockquote.epigraph, p.stage-direction, .stage-direction, .titlepage .series, .titlepage .contributor,
section.dedication.generated, section.also-by.generated p { font-style: normal; }
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
    """A stylesheet made for Latin, bent to the script: mirrored for right to left, without what the script lacks."""
    if direction(language) == "rtl":
        return mirrored(css) + _NO_LATIN_HABITS + _BOLD_EMPHASIS
    if language.casefold().split("-")[0] in _CHINESE_JAPANESE:
        css += _NO_LATIN_HABITS + _DOTTED_EMPHASIS
    return css + _VERTICAL if writing == "vertical" else css


def mirrored(css: str) -> str:
    """A stylesheet with left and right exchanged."""
    return re.sub(r"\b(left|right)\b", lambda side: "right" if side.group() == "left" else "left", css)
