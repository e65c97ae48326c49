"""What a worker gives back of a piece: its pages as a small PDF and what is known of them; a zip in the cache."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class LaidPage:
    """A page: where each anchor stands (`x`, `y` in points from the lower left), and the words as they are set.

    `body` is the running text, a line a line: a word broken at a line's end keeps its hyphen there. `notes` is the
    same for each note at the foot, by its id. `joined`: its first line goes on with the page before's last block.
    """

    anchors: dict[str, tuple[float, float]]
    body: str
    notes: dict[str, str] = field(default_factory=dict)
    joined: bool = False


@dataclass(frozen=True, slots=True)
class UsedFont:
    """A font of a piece: `file` is the digest of the whole font, "" when it is not one of ours.

    `glyphs` has the width (thousandths of an em) and the text of each glyph id.

    `missing`: characters the font was asked for and has not; their glyph ids mean something else in every piece.
    """

    file: str
    glyphs: dict[int, tuple[float, str]]
    missing: str = ""


@dataclass(frozen=True, slots=True)
class Laid:
    """A piece, laid out. `fonts` go by their name in the page's resources."""

    pdf: bytes
    pages: tuple[LaidPage, ...]
    fonts: dict[str, UsedFont]
    faults: tuple[str, ...] = ()


_DATE = (1980, 1, 1, 0, 0, 0)


def pack(laid: Laid) -> bytes:
    """A piece as bytes for the cache; a checksum guards each part."""
    facts = {
        "pages": [[page.anchors, page.body, page.notes, page.joined] for page in laid.pages],
        "fonts": {
            name: [font.file, font.missing, [[glyph, *what] for glyph, what in font.glyphs.items()]]
            for name, font in laid.fonts.items()
        },
        "faults": laid.faults,
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as parts:
        parts.writestr(zipfile.ZipInfo("facts.json", _DATE), json.dumps(facts), zipfile.ZIP_DEFLATED, 1)
        parts.writestr(zipfile.ZipInfo("pages.pdf", _DATE), laid.pdf)
    return out.getvalue()


def unpack(data: bytes) -> Laid | None:
    """A piece from the cache; None when the bytes are damaged."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            facts = json.loads(parts.read("facts.json"))
            return Laid(
                parts.read("pages.pdf"),
                tuple(
                    LaidPage({name: (x, y) for name, (x, y) in anchors.items()}, body, notes, joined)
                    for anchors, body, notes, joined in facts["pages"]
                ),
                {
                    name: UsedFont(file, {glyph: (width, text) for glyph, width, text in glyphs}, missing)
                    for name, (file, missing, glyphs) in facts["fonts"].items()
                },
                tuple(facts["faults"]),
            )
    except (zipfile.BadZipFile, ValueError, KeyError, TypeError, EOFError):
        return None
