"""The typefaces of a drawn cover: those that come with the program write Latin, Greek and Cyrillic. For other scripts
the project's own fonts stand in; then the machine's, and that is told."""

from __future__ import annotations

import re
import subprocess
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Literal

import font_source_sans_pro
import font_source_serif_pro
from PIL import ImageFont, features

from bookmaker.model import NOWHERE, Finding, Severity

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

_NOTO: dict[Weight, int] = {"serif": 400, "serif-bold": 600, "serif-italic": 400, "sans": 600, "sans-black": 900}
"""How heavy Noto Serif stands in for a face whose family lacks a letter (polytonic Greek, phonetic signs)."""

_FONTCONFIG = {"zh-hant": "zh-tw", "zh-tw": "zh-tw", "zh-hk": "zh-hk", "zh": "zh-cn"}
"""Languages whose letters are drawn each in its own way have tags of their own with fontconfig."""


@dataclass(frozen=True, slots=True)
class Fonts:
    """Where to look for letters: the project's folder of fonts, and the language that says how to draw them."""

    folder: Path | None = None
    language: str = ""


@dataclass(frozen=True, slots=True)
class _Cut:
    """A font file, which of the fonts in it, the weight wanted of a variable one, and whether it is the machine's."""

    path: str
    index: int = 0
    weight: int = 0
    foreign: bool = False


def face(weight: Weight, text: str, size: float, fonts: Fonts) -> ImageFont.FreeTypeFont:
    """The font of that weight which can write `text`, at `size` pixels."""
    letters = _letters(text)
    cut = _cut(weight, letters, fonts) or _cut("serif-bold", letters, fonts) or _Cut(_FILES["sans"])
    return _loaded(cut, round(size))


def writable(text: str, fonts: Fonts) -> bool:
    """Whether any font at hand has all letters of a text, and can set them."""
    return _settable(text) and _cut("serif-bold", _letters(text), fonts) is not None


def right_to_left(text: str) -> bool:
    """Whether a text begins on the right: its first letter says so."""
    ways = (unicodedata.bidirectional(letter) for letter in text)
    return next((way in ("R", "AL") for way in ways if way in ("L", "R", "AL")), False)


def shown(text: str, fonts: Fonts) -> str:
    """A text as a cover can show it: whole; else without the signs (emoji) that no font has; else not at all."""
    if writable(text, fonts):
        return text
    ours = _Cut(_FILES["serif-bold"])
    kept = "".join(sign for sign in text if unicodedata.category(sign) not in SIGNS or _has(ours, sign))
    kept = " ".join(_BETWEEN_SIGNS.sub("", kept).split())
    return kept if any(map(str.isalnum, kept)) and writable(kept, fonts) else ""


def findings(words: Mapping[str, str], fonts: Fonts) -> tuple[Finding, ...]:
    """What to say of a cover with these words, by what they are ("title"): left out, or in a font of the machine."""
    out = []
    less = {name: text for name, text in words.items() if shown(text, fonts) != text}
    if lost := [name for name in less if not shown(less[name], fonts)]:
        without = f"the cover goes without its {' and its '.join(lost)}"
        if all(_settable(less[name]) for name in lost):
            message, fix = f"no font has {_named(''.join(less[name] for name in lost))}: {without}", OWN_FONT
        else:
            message = f"FriBidi is missing, without which letters do not join or run from right to left: {without}"
            fix = "install it (Debian: libfribidi0), or give a cover"
        out.append(Finding("E202", Severity.WARNING, NOWHERE, message, fix))
    for name in (name for name in less if name not in lost):
        message = f"no font has {_named(less[name])}: the cover leaves that out of its {name}"
        out.append(Finding("E202", Severity.WARNING, NOWHERE, message, OWN_FONT))
    seen = [shown(text, fonts) for text in words.values()]
    cuts = {text: _cut("serif-bold", _letters(text), fonts) for text in seen}
    if foreign := "".join(text for text, cut in cuts.items() if cut and cut.foreign):
        message = f"{_named(foreign)}: set in a font of this machine on the cover; elsewhere it may come out otherwise"
        out.append(Finding("E203", Severity.WARNING, NOWHERE, message, OWN_FONT))
    return tuple(out)


# --- below --------------------------------------------------------------------------------------

NAMED = 6
"""Letters a finding shows; it counts the rest."""

_BETWEEN_SIGNS = re.compile("[\ufe00-\ufe0f]|(?<!\\w)\u200d|\u200d(?!\\w)")
"""What shapes the sign before it, and what joins two signs."""

VARIANTS = frozenset(map(chr, range(0xFE00, 0xFE10)))
"""Marks that ask for another shape of the sign before them, and have none themselves."""

SIGNS = frozenset({"So", "Sk", "Co", "Cn", "Me"})
"""Categories of Unicode that a title can do without: pictures, modifiers, what means something to one program."""

OWN_FONT = "put a font that has them (.otf or .ttf) into metadata/fonts/, or give a cover"


def _named(text: str) -> str:
    letters = [letter for letter in _letters(text) if not _has(_Cut(_FILES["serif-bold"]), letter)]
    shown = ", ".join(f"{letter} (U+{ord(letter):04X})" for letter in letters[:NAMED])
    return f"{shown} and {len(letters) - NAMED} more" if len(letters) > NAMED else shown


def _letters(text: str) -> str:
    """The different letters of a text that leave a mark, sorted."""
    unseen = ("Cc", "Cf", "Zs", "Zl", "Zp")
    seen = {letter for letter in text if unicodedata.category(letter) not in unseen}
    return "".join(sorted(seen - VARIANTS))


def _settable(text: str) -> bool:
    """Whether this machine can set it: letters that join, combine or run to the left need Raqm, which needs FriBidi."""
    plain = all(
        unicodedata.bidirectional(letter) not in ("R", "AL") and unicodedata.category(letter) not in ("Mn", "Mc")
        for letter in unicodedata.normalize("NFC", text)
    )
    return plain or bool(features.check("raqm"))


@cache
def _loaded(cut: _Cut, size: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(cut.path, size, index=cut.index)
    if cut.weight:
        axes = font.get_variation_axes()
        wanted = (cut.weight if axis["name"] == b"Weight" else axis["default"] for axis in axes)
        font.set_variation_by_axes([float(value or 0) for value in wanted])
    return font


@cache
def _cut(weight: Weight, letters: str, fonts: Fonts) -> _Cut | None:
    """The first font that has all the letters: ours, the project's, the machine's."""
    ours = _Cut(_FILES[weight])
    if all(_everyday(letter, italic=weight == "serif-italic") for letter in letters):
        return ours
    noto = resources.files("fontpkg_noto_serif") / "files" / "NotoSerif[wdth,wght].ttf"
    for cut in (ours, _Cut(_FILES[_UPRIGHT.get(weight, weight)]), _Cut(str(noto), 0, _NOTO[weight])):
        if _has(cut, letters):
            return cut
    folder = sorted(fonts.folder.iterdir()) if fonts.folder and fonts.folder.is_dir() else []
    for path in folder:
        if path.suffix.lower() in (".otf", ".ttf") and _has(_Cut(str(path)), letters):
            return _Cut(str(path))
    return _system(letters, fonts.language)


def _everyday(letter: str, *, italic: bool) -> bool:
    """Letters our faces are known to have, told without opening the font, which takes a tenth of a second."""
    if letter < "Ā" or letter in "–—‘’“”…":
        return True
    if italic:
        return False
    return (letter < "ƀ" and letter not in "ĬĭĲĳŊŋŦŧſ") or "Ά" <= letter <= "ώ" or "Ѐ" <= letter <= "џ"


def _has(cut: _Cut, letters: str) -> bool:
    return set(letters) <= _covered(cut.path, cut.index)


@cache
def _covered(path: str, index: int) -> frozenset[str]:
    from fontTools.ttLib import TTFont  # takes its time to import, and most covers need none of it

    with TTFont(path, fontNumber=index, lazy=True) as font:
        return frozenset(map(chr, font.getBestCmap()))


def _system(letters: str, language: str) -> _Cut | None:
    """A font of the machine with all these letters, as fontconfig knows it."""
    tag = language.casefold()
    tag = _FONTCONFIG.get(tag, _FONTCONFIG.get(tag.split("-")[0], tag.split("-")[0])) or "und"
    codes = " ".join(f"{ord(letter):x}" for letter in letters)
    try:
        found = subprocess.run(
            ["fc-match", "--format=%{file}\n%{index}", f"serif:bold:lang={tag}:charset={codes}"],
            capture_output=True, text=True, timeout=5, check=True,
        ).stdout.split("\n")  # fmt: skip
        cut = _Cut(found[0], int(found[1]) & 0xFFFF, foreign=True)
    except (OSError, subprocess.SubprocessError, ValueError, IndexError):
        return None
    return cut if _has(cut, letters) else None
