"""The moods of a drawn cover: a composition in a palette, both picked by the title, so that a book keeps its face.

Letters stand on the ground or the second colour alone; on both, the ink has a contrast of 7 to 1 at least.
"""

from __future__ import annotations

import difflib
import hashlib
import io
import math
from collections.abc import Callable
from dataclasses import asdict, astuple, dataclass

from PIL import Image, ImageDraw

from bookmaker.compose.cover.faces import Fonts, Weight, findings, right_to_left, shown
from bookmaker.compose.cover.ornaments import PALETTES, Canvas, Palette, diamond, disc, mixed, rule, tiled
from bookmaker.compose.cover.typesetting import draw_lines, set_lines
from bookmaker.errors import UsageError
from bookmaker.model import Finding, Metadata


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a cover; any but the title may be empty."""

    title: str
    subtitle: str
    author: str
    series: str


def draw(metadata: Metadata, style: str, size: tuple[int, int], fonts: Fonts) -> bytes:
    """A JPEG of that size in pixels; the same bytes for the same words and fonts. UsageError for an unknown style."""
    words = _wording(metadata)
    digest = hashlib.sha256(f"{metadata.title}\n{words.author}".encode()).digest()
    compose, palette = _style(style, digest)
    seen = Wording(*(shown(text, fonts) for text in astuple(words)))
    picture = Image.new("RGB", size, palette.ground)
    compose(Canvas(picture, ImageDraw.Draw(picture), palette, digest[2], fonts), seen)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=88, optimize=True, dpi=(300, 300))
    return out.getvalue()


def doubts(metadata: Metadata, fonts: Fonts) -> tuple[Finding, ...]:
    """What to say of the letters of a drawn cover."""
    return findings(asdict(_wording(metadata)), fonts)


def _wording(metadata: Metadata) -> Wording:
    series = " · ".join(filter(None, (metadata.series.name, metadata.series.number))) if metadata.series else ""
    names = [author.name for author in metadata.authors]
    author = ", ".join(names) if len(names) != 2 else " & ".join(names)
    said = (metadata.title, metadata.subtitle, author, series)
    return Wording(*(" ".join(text.split()) for text in said))


def _style(style: str, digest: bytes) -> tuple[Callable[[Canvas, Wording], None], Palette]:
    moods, palettes = sorted(MOODS), sorted(PALETTES)
    mood, palette = moods[digest[0] % len(moods)], palettes[digest[1] % len(palettes)]
    for word in style.split():
        if word in MOODS:
            mood = word
        elif word in PALETTES:
            palette = word
        else:
            near = difflib.get_close_matches(word, [*moods, *palettes], 1)
            hint = f"did you mean {near[0]!r}?" if near else f"there are {', '.join(moods)}; {', '.join(palettes)}"
            raise UsageError(f"no cover style is called {word!r}", hint)
    return MOODS[mood], PALETTES[palette]


# --- compositions: each sets the title, then what goes with it -------------------------------------------


def frame(canvas: Canvas, words: Wording) -> None:
    """A ruled frame; title in the upper middle, a diamond below it, the author at the foot."""
    pen, colours, middle = canvas.pen, canvas.palette, canvas.width / 2
    for inset, weight in ((84, 10), (112, 3)):
        box = (inset, inset, canvas.width - inset, canvas.height - inset)
        pen.rectangle(box, outline=colours.accent, width=weight)
    for corner_x in (112, canvas.width - 112):
        for corner_y in (112, canvas.height - 112):
            diamond(pen, corner_x, corner_y, 34, colours.accent, colours.ground)
    _small(canvas, words.series, middle, 290)
    title = set_lines(words.title, "serif-bold", (1180, 1040), 330, canvas.fonts)
    y = draw_lines(pen, title, (middle, 560 + (1040 - title.height) * 0.35), colours.ink)
    y = rule(canvas, middle, y + 130)
    _subtitle(canvas, words.subtitle, middle, y + 60, (1100, 2060 - y - 60))
    _author(canvas, words.author, middle, 2180, 1160, "serif")


def panel(canvas: Canvas, words: Wording) -> None:
    """A pattern all over, and a label upon it, as on the boards of old cloth bindings."""
    pen, colours, middle = canvas.pen, canvas.palette, canvas.width / 2
    canvas.picture.paste(tiled(canvas))
    left, top, right, bottom = 190, 420, canvas.width - 190, 1960
    pen.rectangle((left, top, right, bottom), fill=colours.ground)
    pen.rectangle((left + 26, top + 26, right - 26, bottom - 26), outline=colours.accent, width=6)
    pen.rectangle((left + 42, top + 42, right - 42, bottom - 42), outline=colours.accent, width=2)
    _small(canvas, words.series, middle, top + 130)
    room = 660 if words.subtitle else 780
    title = set_lines(words.title, "serif-bold", (980, room), 300, canvas.fonts)
    y = draw_lines(pen, title, (middle, top + 250 + (room - title.height) * 0.4), colours.ink)
    y = rule(canvas, middle, y + 90)
    _subtitle(canvas, words.subtitle, middle, y + 40, (940, bottom - 330 - y - 40))
    _author(canvas, words.author, middle, bottom - 260, 960, "serif")


def band(canvas: Canvas, words: Wording) -> None:
    """Large letters from the edge, a bar of accent, the author on a band at the foot."""
    pen, colours = canvas.pen, canvas.palette
    edge, anchor = _edge(canvas, words, 150)
    foot = canvas.height - 470
    pen.rectangle((0, foot, canvas.width, canvas.height), fill=colours.second)
    pen.rectangle((0, foot - 26, canvas.width, foot - 1), fill=colours.accent)
    pen.rectangle((min(edge, canvas.width - 340), 230, max(edge, 340), 250), fill=colours.accent)
    _small(canvas, words.series, edge, 310, anchor)
    title = set_lines(words.title, "sans-black", (1300, 1160), 400, canvas.fonts, leading=1.04)
    y = draw_lines(pen, title, (edge, 430), colours.ink, anchor)
    _subtitle(canvas, words.subtitle, edge, y + 90, (1240, foot - 110 - y - 90), anchor)
    _author(canvas, words.author, edge, foot + 190, 1300, "sans", anchor)


def moon(canvas: Canvas, words: Wording) -> None:
    """A disc over hills; the title in the sky."""
    pen, colours, middle = canvas.pen, canvas.palette, canvas.width / 2
    radius = 300
    x, y = (420, 800, 1180)[canvas.seed % 3], 1480
    disc(canvas.picture, (x, y), radius, colours.accent)
    for number, (base, height) in enumerate(((1780, 120), (1940, 90), (2110, 60))):
        hill = mixed(colours.ground, colours.second, (number + 1) / 3)
        phase = canvas.seed / 40 + number * 1.7
        ridge = [(px, base + height * math.sin(px / 330 + phase)) for px in range(0, canvas.width + 20, 20)]
        pen.polygon([*ridge, (canvas.width, canvas.height), (0, canvas.height)], fill=hill)
    _small(canvas, words.series, middle, 170)
    title = set_lines(words.title, "serif-bold", (1300, 600 if words.subtitle else 800), 340, canvas.fonts)
    below = draw_lines(pen, title, (middle, 270), colours.ink)
    _subtitle(canvas, words.subtitle, middle, below + 84, (1200, 1140 - below - 84))
    _author(canvas, words.author, middle, 2270, 1300, "serif")


def arcs(canvas: Canvas, words: Wording) -> None:
    """Rings that rise from the foot of the page, as on a poster of the twenties."""
    pen, colours, middle = canvas.pen, canvas.palette, canvas.width / 2
    centre = (middle, 2120)
    for number in range(7, 0, -1):
        colour = (colours.accent, colours.ground, colours.second, colours.ground)[number % 4]
        disc(canvas.picture, centre, number * 118, colour)
    pen.rectangle((0, 2120, canvas.width, canvas.height), fill=colours.ground)
    pen.rectangle((0, 2112, canvas.width, 2122), fill=colours.accent)
    _small(canvas, words.series, middle, 180)
    title = set_lines(words.title, "serif-bold", (1300, 640 if words.subtitle else 820), 340, canvas.fonts)
    below = draw_lines(pen, title, (middle, 290), colours.ink)
    _subtitle(canvas, words.subtitle, middle, below + 84, (1180, 1240 - below - 84))
    _author(canvas, words.author, middle, 2240, 1300, "serif")


def stripes(canvas: Canvas, words: Wording) -> None:
    """Upright stripes that thin out towards the end of a line; letters from its beginning above them."""
    pen, colours = canvas.pen, canvas.palette
    edge, anchor = _edge(canvas, words, 140)
    first = canvas.width / 8
    for number in range(40):
        x, width = first / 0.12 * (1 - 0.88**number), first * 0.88**number  # 12 % narrower each, up to the far edge
        sides = (x, x + max(1, width * 0.62))
        low, high = sides if anchor == "la" else (canvas.width - sides[1], canvas.width - sides[0])
        pen.rectangle((low, 1480, high, 2130), fill=colours.accent)
    pen.rectangle((0, 1440, canvas.width, 1452), fill=colours.ink)
    _small(canvas, words.series, edge, 220, anchor)
    title = set_lines(
        words.title, "serif-bold", (1320, 720 if words.subtitle else 940), 380, canvas.fonts, leading=1.08
    )
    below = draw_lines(pen, title, (edge, 320), colours.ink, anchor)
    _subtitle(canvas, words.subtitle, edge, below + 84, (1240, 1390 - below - 84), anchor)
    _author(canvas, words.author, edge, 2250, 1320, "sans", anchor)


MOODS: dict[str, Callable[[Canvas, Wording], None]] = {
    "frame": frame,
    "panel": panel,
    "band": band,
    "moon": moon,
    "arcs": arcs,
    "stripes": stripes,
}


# --- parts of compositions ---------------------------------------------------------------------------------


def _edge(canvas: Canvas, words: Wording, inset: float) -> tuple[float, str]:
    """Where flush lines begin, `inset` pixels from the edge at which the script begins; the anchor to draw them by."""
    return (canvas.width - inset, "ra") if right_to_left(words.title) else (inset, "la")


def _author(canvas: Canvas, text: str, x: float, y: float, width: float, weight: Weight, anchor: str = "ma") -> None:
    if text:
        lines = set_lines(text, weight, (width, 190), 104, canvas.fonts, most=3)
        draw_lines(canvas.pen, lines, (x, y + (120 - lines.height) / 2), canvas.palette.ink, anchor)


def _subtitle(canvas: Canvas, text: str, x: float, y: float, box: tuple[float, float], anchor: str = "ma") -> None:
    if text:
        lines = set_lines(text, "serif-italic", box, 78, canvas.fonts, leading=1.2, most=5)
        draw_lines(canvas.pen, lines, (x, y), canvas.palette.ink, anchor)


def _small(canvas: Canvas, text: str, x: float, y: float, anchor: str = "ma") -> None:
    if text:
        lines = set_lines(text, "sans", (1150, 60), 52, canvas.fonts, most=1)
        draw_lines(canvas.pen, lines, (x, y), canvas.palette.ink, anchor)
