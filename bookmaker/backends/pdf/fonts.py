"""The fonts a PDF is set in. They come with the program, so a page does not depend on what is installed.

Source Serif Pro sets what it can: its italic is Latin alone. A book with letters it has not (Greek, Cyrillic, more
accents) is set in its younger sister Source Serif 4 throughout, so that roman and italic match; what that has not
either comes from Noto Serif; then from the project's own `metadata/fonts/`; then from the machine, and that is told.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from pathlib import Path

from bookmaker.backends.pdf.cache import Cache, key
from bookmaker.model import NOWHERE, Finding, Severity

SERIF = "Source Serif Pro"
SANS = "Source Sans Pro"
SUFFIXES = frozenset({".otf", ".ttf"})


@dataclass(frozen=True, slots=True)
class Face:
    """One font file and the place it has in its family; `axes` is the instance wanted of a variable font."""

    family: str
    path: Path
    weight: int = 400
    italic: bool = False
    axes: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Outfit:
    """The faces a book is set in, and the characters that none of them has."""

    faces: tuple[Face, ...]
    lacking: str = ""


def outfit(characters: Iterable[str], folder: Path | None) -> Outfit:
    """What a book with these characters is set in. `folder` holds the project's own fonts."""
    wanted = {character for character in characters if not _unseen(character)}
    faces = [*_pro(), *_sans()]
    if wanted <= _covered(faces[1]):  # its italic has less than its roman
        return Outfit(tuple(faces))
    if (wanted - _covered(faces[1])) & _covered(_sister()[1]):
        faces = [*_sister(), *_sans()]
    lacking = wanted - _covered(faces[0])
    for more in (_noto(), _own(folder)):
        if lacking & set().union(*map(_covered, more)):
            faces += more
            lacking -= set().union(*map(_covered, more))
    return Outfit(tuple(faces), "".join(sorted(lacking)))


def files(outfit: Outfit, kept: Cache, scratch: Path, instance: Callable[[Sequence[Face]], list[bytes]]) -> list[Path]:
    """A font file for each face. `instance` makes files of variable fonts; that takes seconds, so they are kept."""
    names = [key("font", face.path.read_bytes(), repr(face.axes)) if face.axes else "" for face in outfit.faces]
    found = [kept.get(name) if name else None for name in names]
    missing = [at for at, name in enumerate(names) if name and found[at] is None]
    for at, data in zip(missing, instance([outfit.faces[at] for at in missing]) if missing else (), strict=True):
        kept.put(names[at], data)
        found[at] = data
    out = []
    for face, name, made in zip(outfit.faces, names, found, strict=True):
        path = face.path
        if made is not None:
            path = scratch / f"{name}.ttf"
            path.write_bytes(made)
        out.append(path)
    return out


def css(faces: Sequence[Face], paths: Sequence[Path]) -> str:
    """An `@font-face` rule for every face."""
    return "".join(
        f'@font-face {{ font-family: "{face.family}"; src: url("{path.as_uri()}"); '
        f"font-weight: {face.weight}; font-style: {'italic' if face.italic else 'normal'}; }}\n"
        for face, path in zip(faces, paths, strict=True)
    )


def instanced(face: Face) -> bytes:
    """The instance of a variable font that a face asks for. Kerning stays that of the font's default instance.

    Kerning pairs by the hundred thousand would take ten times as long to bring to the instance as all the glyphs.
    """
    import io

    from fontTools.ttLib import TTFont
    from fontTools.varLib.instancer import instantiateVariableFont

    font = TTFont(face.path, recalcTimestamp=False, lazy=True)
    font["GDEF"].table.VarStore = None
    font["GDEF"].table.Version = 0x00010002  # the version without such a store
    out = io.BytesIO()
    instantiateVariableFont(font, dict(face.axes), inplace=True).save(out)
    return out.getvalue()


def text_width(text: str) -> float:
    """How wide a line of roman text is, in ems, without kerning."""
    widths = _widths(_pro()[0])
    return sum(widths.get(letter, 0.5) for letter in text)


def findings(lacking: str, missing: str) -> list[Finding]:
    """What to say of characters that our fonts lack, and of those that no font at all had."""
    out = []
    how = "put a font that has them (.otf or .ttf) into metadata/fonts/"
    if missing:
        message = (
            f"no font has {_named(missing)}: a box stands in their place in the PDF, so it claims to keep no standard"
        )
        out.append(Finding("P101", Severity.WARNING, NOWHERE, message, how))
    if rest := "".join(sorted(set(lacking) - set(missing))):
        message = f"{_named(rest)}: set in a font of this machine; elsewhere the PDF may come out otherwise"
        out.append(Finding("P102", Severity.WARNING, NOWHERE, message, how))
    return out


# --- below --------------------------------------------------------------------------------------

NAMED = 12
"""Characters a finding shows; it counts the rest."""


def _named(characters: str) -> str:
    shown = ", ".join(f"{character} (U+{ord(character):04X})" for character in sorted(set(characters))[:NAMED])
    more = len(set(characters)) - NAMED
    return f"{shown} and {more} more" if more > 0 else shown


def _unseen(character: str) -> bool:
    """Whether a character needs no glyph: white space, marks of direction and of breaking."""
    return unicodedata.category(character) in ("Cc", "Cf", "Zs", "Zl", "Zp") or "\ufe00" <= character <= "\ufe0f"


@cache
def _covered(face: Face) -> frozenset[str]:
    from fontTools.ttLib import TTFont

    with TTFont(face.path, lazy=True) as font:
        return frozenset(map(chr, font.getBestCmap()))


@cache
def _widths(face: Face) -> dict[str, float]:
    from fontTools.ttLib import TTFont

    with TTFont(face.path, lazy=True) as font:
        advances, em = font["hmtx"].metrics, font["head"].unitsPerEm
        return {chr(code): advances[glyph][0] / em for code, glyph in font.getBestCmap().items()}


_CUTS = (("Regular", 400, False), ("It", 400, True), ("Bold", 700, False), ("BoldIt", 700, True))


def _folder(package: str) -> Path:
    return Path(str(resources.files(package))) / "files"


def _pro() -> list[Face]:
    folder = _folder("font_source_serif_pro")
    return [Face(SERIF, folder / f"SourceSerifPro-{cut}.otf", weight, italic) for cut, weight, italic in _CUTS]


def _sans() -> list[Face]:
    folder = _folder("font_source_sans_pro")
    return [Face(SANS, folder / f"SourceSansPro-{cut}.otf", weight, italic) for cut, weight, italic in _CUTS]


TEXT_SIZE = 11
"""The optical size of Source Serif 4, in points."""


def _sister() -> list[Face]:
    """Source Serif 4 under the name of Source Serif Pro, so that a theme need not know."""
    folder = _folder("fontpkg_source_serif_4")
    names = {False: "SourceSerif4[opsz,wght].ttf", True: "SourceSerif4-Italic[opsz,wght].ttf"}
    axes = (("opsz", float(TEXT_SIZE)),)
    return [
        Face(SERIF, folder / names[italic], weight, italic, (*axes, ("wght", float(weight))))
        for _, weight, italic in _CUTS
    ]


def _noto() -> list[Face]:
    folder = _folder("fontpkg_noto_serif")
    axes = (("wdth", 100.0), ("wght", 400.0))
    roman = Face("Noto Serif", folder / "NotoSerif[wdth,wght].ttf", axes=axes)
    return [roman, replace(roman, path=folder / "NotoSerif-Italic[wdth,wght].ttf", italic=True)]


def _own(folder: Path | None) -> list[Face]:
    """The project's own fonts, by what they say of themselves."""
    if folder is None or not folder.is_dir():
        return []
    return [_described(path) for path in sorted(folder.iterdir()) if path.suffix.lower() in SUFFIXES]


def _described(path: Path) -> Face:
    from fontTools.ttLib import TTFont

    with TTFont(path, lazy=True) as font:
        family = font["name"].getBestFamilyName() or path.stem
        weight = min(900, max(100, round(font["OS/2"].usWeightClass / 100) * 100))
        return Face(family.replace('"', ""), path, weight, bool(font["OS/2"].fsSelection & 1))
