"""The typefaces of a drawn cover. Source Serif and Source Sans write Latin, Greek and Cyrillic; for other scripts the
system's fonts stand in."""

from __future__ import annotations

import subprocess
from functools import cache
from typing import Literal

import font_source_sans_pro
import font_source_serif_pro
from PIL import ImageFont

Weight = Literal["serif", "serif-bold", "serif-italic", "sans", "sans-black"]

_FILES: dict[Weight, str] = {
    "serif": font_source_serif_pro.font_files_otf["SourceSerifPro"],
    "serif-bold": font_source_serif_pro.font_files_otf["SourceSerifProSemibold"],
    "serif-italic": font_source_serif_pro.font_files_otf["SourceSerifProIt"],
    "sans": font_source_sans_pro.font_files_otf["SourceSansProSemibold"],
    "sans-black": font_source_sans_pro.font_files_otf["SourceSansProBlack"],
}
_UPRIGHT: dict[Weight, Weight] = {"serif-italic": "serif"}
"""What stands in where a face lacks a script: the italic of Source Serif is Latin alone."""


def face(weight: Weight, text: str, size: float) -> ImageFont.FreeTypeFont:
    """The font of that weight which can write `text`, at `size` pixels."""
    path, index = _file(weight, "".join(sorted(set(text))))
    return _loaded(path, index, round(size))


def writable(text: str) -> bool:
    """Whether any font at hand has all letters of a text."""
    return bool(_file("serif-bold", "".join(sorted(set(text))))[0])


@cache
def _loaded(path: str, index: int, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(path, size, index=index) if path else ImageFont.truetype(_FILES["sans"], size)


@cache
def _file(weight: Weight, letters: str) -> tuple[str, int]:
    if all(_everyday(letter, italic=weight == "serif-italic") for letter in letters):
        return _FILES[weight], 0
    for name in (weight, _UPRIGHT.get(weight, weight)):
        if _has(_FILES[name], 0, letters):
            return _FILES[name], 0
    return _system(letters)


def _everyday(letter: str, *, italic: bool) -> bool:
    """Letters our faces are known to have, told without opening the font, which takes a tenth of a second."""
    if letter < "Ā" or letter in "–—‘’“”…":
        return True
    if italic:
        return False
    return (letter < "ƀ" and letter not in "ĬĭĲĳŊŋŦŧſ") or "Ά" <= letter <= "ώ" or "Ѐ" <= letter <= "џ"


def _has(path: str, index: int, letters: str) -> bool:
    from fontTools.ttLib import TTFont  # takes its time to import, and most covers need none of it

    with TTFont(path, fontNumber=index, lazy=True) as font:
        known = font.getBestCmap()
    return all(ord(letter) in known or letter.isspace() for letter in letters)


def _system(letters: str) -> tuple[str, int]:
    """A font of the system with all these letters, as fontconfig knows it; ("", 0) for none."""
    codes = " ".join(f"{ord(letter):x}" for letter in letters if not letter.isspace())
    try:
        found = subprocess.run(
            ["fc-match", "--format=%{file}\n%{index}", f"serif:bold:charset={codes}"],
            capture_output=True, text=True, timeout=5, check=True,
        ).stdout.split("\n")  # fmt: skip
        path, index = found[0], int(found[1]) & 0xFFFF
    except (OSError, subprocess.SubprocessError, ValueError, IndexError):
        return "", 0
    return (path, index) if _has(path, index, letters) else ("", 0)
