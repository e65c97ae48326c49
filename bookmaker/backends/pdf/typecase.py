"""The fonts of the whole book: what the pieces use of each is put together, and each font is embedded once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from pikepdf import Array, Name, Object, Pdf

from bookmaker.backends.pdf.laid import Laid
from bookmaker.backends.pdf.lines import SEEN

Cut = Callable[[bytes, dict[int, str], bool], bytes]
"""Cuts a font file down to some glyphs: (file, text of each glyph, whether the missing-letter sign is drawn)."""


@dataclass(slots=True)
class _Font:
    """A font of the book: its name and the piece it was first seen in, its file, what is used of it."""

    name: str
    piece: int
    file: str
    missing: bool
    glyphs: dict[int, tuple[float, str]] = field(default_factory=dict)
    cut: bytes = b""
    made: Object | None = None


class Typecase:
    """Every font of the book. One with missing letters stays apart by piece: its glyph ids follow the order of use."""

    def __init__(self, laid: Sequence[Laid], files: Mapping[str, bytes]) -> None:
        self._fonts: dict[tuple[str, str, int], _Font] = {}
        self._names: list[dict[str, _Font]] = []
        for piece, part in enumerate(laid):
            names: dict[str, _Font] = {}
            for name, used in part.fonts.items():
                key = (name, used.file, piece if used.missing or not used.file else -1)
                font = self._fonts.setdefault(key, _Font(name, piece, used.file, bool(used.missing)))
                for glyph, what in used.glyphs.items():
                    if glyph not in font.glyphs or (what[1] and not font.glyphs[glyph][1]):
                        font.glyphs[glyph] = what
                names[name] = font
            self._names.append(names)
        self._files = files

    def cut(self, cut: Cut) -> None:
        """Cut every font down to what the book uses."""
        for font in self._fonts.values():
            if font.file:
                whole = self._files[font.file]
                texts = {glyph: text for glyph, (_, text) in sorted(font.glyphs.items())}
                font.cut = cut(whole, texts, font.missing)

    def fill(self, out: Pdf, sources: Sequence[Pdf]) -> None:
        """Make the font objects of the book out of those of the pieces."""
        for font in self._fonts.values():
            made = out.copy_foreign(sources[font.piece].pages[0].obj.Resources.Font[f"/{font.name}"])
            if font.file:
                descendant = made.DescendantFonts[0]
                descriptor = descendant.FontDescriptor
                if "/FontFile3" in descriptor:
                    descriptor.FontFile3 = out.make_stream(font.cut)
                    descriptor.FontFile3.Subtype = Name.OpenType  # known from PDF 1.6 on (ISO 32000-1, table 126)
                else:
                    descriptor.FontFile2 = out.make_stream(font.cut)
                    descriptor.FontFile2.Length1 = len(font.cut)
                if "/CIDSet" in descriptor:
                    descriptor.CIDSet = out.make_stream(_bits([0, *font.glyphs]))
                if not font.missing:
                    descendant.W = _widths(font.glyphs)
                    made.ToUnicode = out.make_stream(_to_unicode(font.glyphs))
            font.made = made

    def fonts_of(self, piece: int) -> dict[str, Object]:
        """The font objects of a piece by their names in its resources."""
        return {name: font.made for name, font in self._names[piece].items() if font.made is not None}


def _bits(numbers: Sequence[int]) -> bytes:
    """A set of numbers as a row of bits, the first bit for 0."""
    out = bytearray(max(numbers) // 8 + 1)
    for number in numbers:
        out[number // 8] |= 0x80 >> number % 8
    return bytes(out)


def _widths(glyphs: Mapping[int, tuple[float, str]]) -> Array:
    """Widths by glyph id, neighbours together (ISO 32000-1, 9.7.4.3)."""
    out: list[int | Array] = []
    run: list[float] = []
    before = -2
    for glyph in sorted(glyphs):
        if glyph != before + 1:
            if run:
                out.append(Array(run))
            out.append(glyph)
            run = []
        run.append(glyphs[glyph][0])
        before = glyph
    return Array([*out, Array(run)])


_HEAD = b"""/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange
"""
_TAIL = b"endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
MOST = 100
"""Lines in a block of a character map (ISO 32000-1, 9.10.3)."""


def _to_unicode(glyphs: Mapping[int, tuple[float, str]]) -> bytes:
    lines = [
        b"<%04x> <%s>" % (glyph, text.encode("utf-16-be").hex().encode())
        for glyph, text in ((glyph, text.translate(SEEN)) for glyph, (_, text) in sorted(glyphs.items()))
        if text
    ]
    blocks = [lines[at : at + MOST] for at in range(0, len(lines), MOST)]
    body = b"".join(b"%d beginbfchar\n%s\nendbfchar\n" % (len(block), b"\n".join(block)) for block in blocks)
    return _HEAD + body + _TAIL
