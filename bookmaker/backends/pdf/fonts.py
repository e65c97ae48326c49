"""The fonts a PDF is set in. They come with the program, so a page does not depend on what is installed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path

SERIF = "Source Serif Pro"
SANS = "Source Sans Pro"


@dataclass(frozen=True, slots=True)
class Face:
    """One font file and the place it has in its family."""

    family: str
    path: Path
    weight: int = 400
    italic: bool = False


_CUTS = (("Regular", 400, False), ("It", 400, True), ("Bold", 700, False), ("BoldIt", 700, True))


@cache
def faces() -> tuple[Face, ...]:
    """Every face at hand: the text family, then the sans."""
    found = []
    for family, package, stem in (
        (SERIF, "font_source_serif_pro", "SourceSerifPro"),
        (SANS, "font_source_sans_pro", "SourceSansPro"),
    ):
        folder = Path(str(resources.files(package))) / "files"
        found += [Face(family, folder / f"{stem}-{cut}.otf", weight, italic) for cut, weight, italic in _CUTS]
    return tuple(found)


def css() -> str:
    """An `@font-face` rule for every face."""
    return "".join(
        f'@font-face {{ font-family: "{face.family}"; src: url("{face.path.as_uri()}"); '
        f"font-weight: {face.weight}; font-style: {'italic' if face.italic else 'normal'}; }}\n"
        for face in faces()
    )
