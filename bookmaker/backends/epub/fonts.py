"""Fonts inside the EPUB, when the author asks for them: the letters the book uses and no others, licences obeyed."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bookmaker.backends.pdf.fonts import SERIF, Face, outfit
from bookmaker.model import Book, Code, Preformatted, Ruby, Section, Text
from bookmaker.walk import blocks, inlines, lines, sections

ALWAYS = "0123456789*•–—…“”‘’.,:;!?()-\u00a0 "
"""What pages of ours may need beside the author's letters."""

FEATURES = ["kern", "liga", "smcp", "onum", "mark", "mkmk", "ccmp", "locl"]
"""What of OpenType's arts is kept: kerning, ligatures, small capitals, old-style figures, accents."""

# OS/2.fsType (OpenType 1.9): bits that forbid embedding, subsetting, and anything but bitmaps.
_RESTRICTED, _NO_SUBSETTING, _BITMAPS_ONLY = 0x0002, 0x0100, 0x0200


@dataclass(frozen=True, slots=True)
class Font:
    """A font file of the EPUB: its name in there, media type, bytes, and the CSS rule that names it."""

    name: str
    media_type: str
    data: bytes
    rule: str


def fonts(book: Book, css: str, folder: Path | None) -> tuple[Font, ...]:
    """The fonts a book needs: the text face, what else its stylesheet names, what stands in for letters they lack.

    `folder` holds the project's own fonts. A font whose licence forbids embedding is left out.
    """
    letters = frozenset(_letters(book)) | frozenset(ALWAYS)
    faces = [
        face
        for face in outfit(letters, folder).faces
        if not face.family.startswith("Source Sans") or face.family in css
    ]
    made = ((face, _subset(face, letters)) for face in faces)
    return tuple(_font(face, data, number) for number, (face, data) in enumerate(made, 1) if data)


def family_rule(embedded: tuple[Font, ...]) -> str:
    """The CSS that sets the text in the embedded fonts; readers can still choose their own."""
    if not embedded:
        return ""
    return "".join(font.rule for font in embedded) + f'body {{ font-family: "{SERIF}", "Noto Serif", serif; }}\n'


def _letters(book: Book) -> Iterator[str]:
    for _, section in sections(book):
        yield from _section_letters(section)
    for note in book.notes:
        yield from _section_letters(Section(book.sections[0].kind, blocks=note.blocks))


def _section_letters(section: Section) -> Iterator[str]:
    runs = [section.label, section.title, section.subtitle]
    for block in blocks(section.blocks):
        runs += lines(block)
        if isinstance(block, Preformatted):
            yield from block.text
    for run in runs:
        for inline in inlines(run):
            match inline:
                case Text() | Code():
                    yield from inline.text
                case Ruby():
                    yield from "".join(base + reading for base, reading in inline.pairs)
                case _:
                    pass


def _subset(face: Face, letters: frozenset[str]) -> bytes:
    """The face with these letters alone, the same bytes each time; b"" when its licence or its letters say no."""
    from fontTools import subset
    from fontTools.ttLib import TTFont
    from fontTools.varLib.instancer import instantiateVariableFont

    font = TTFont(face.path, recalcTimestamp=False)
    rights = font["OS/2"].fsType
    if rights & (_RESTRICTED | _BITMAPS_ONLY) or not letters & set(map(chr, font.getBestCmap())):
        return b""
    if not rights & _NO_SUBSETTING:
        # The kerning of our variable fonts is pairs by the hundred thousand: seconds, for what a screen hardly shows.
        kept = [feature for feature in FEATURES if feature != "kern" or not face.axes]
        work = subset.Subsetter(subset.Options(layout_features=kept, hinting=False))
        work.populate(unicodes=[ord(letter) for letter in letters])
        work.subset(font)
    if face.axes:  # after the cut: the instance of a whole font takes seconds
        instantiateVariableFont(font, dict(face.axes), inplace=True)
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def _font(face: Face, data: bytes, number: int) -> Font:
    outlines = data[:4] == b"OTTO"
    name = f"fonts/font-{number}.{'otf' if outlines else 'ttf'}"
    style = "italic" if face.italic else "normal"
    rule = (
        f'@font-face {{ font-family: "{face.family}"; font-weight: {face.weight}; font-style: {style}; '
        f"src: url({name}); }}\n"
    )
    return Font(name, "font/otf" if outlines else "font/ttf", data, rule)
