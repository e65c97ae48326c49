"""What a cover is made of besides letters: palettes, and rules, discs and patterns with smooth edges."""

from __future__ import annotations

from dataclasses import dataclass

from PIL import Image, ImageDraw

from bookmaker.compose.cover.faces import Fonts


@dataclass(frozen=True, slots=True)
class Palette:
    """Four colours: the ground, the ink on it, an accent for ornaments, and a second ground near the first."""

    ground: str
    ink: str
    accent: str
    second: str


PALETTES: dict[str, Palette] = {
    "night": Palette("#14213d", "#fdf6e3", "#e0a458", "#24345a"),
    "ember": Palette("#5a1a1d", "#fbeee0", "#e0a860", "#6e2627"),
    "forest": Palette("#15332a", "#f4f0e1", "#cfa85f", "#214639"),
    "plum": Palette("#38203f", "#f9eef4", "#dba0bb", "#4b2f54"),
    "slate": Palette("#22313a", "#f4f1ea", "#e07a5f", "#31454f"),
    "paper": Palette("#f5eddb", "#2b1d12", "#a23e27", "#e9dcc0"),
    "mist": Palette("#e8edf0", "#14222b", "#2f6280", "#d3dee4"),
    "sand": Palette("#f2e3c6", "#33230f", "#b4601c", "#e6d0a6"),
    "rose": Palette("#f6e4e2", "#40161c", "#a83e4b", "#edcfcd"),
}


@dataclass(frozen=True, slots=True)
class Canvas:
    """What a composition draws on: the picture, a pen, colours, fonts, and a number that follows from the title."""

    picture: Image.Image
    pen: ImageDraw.ImageDraw
    palette: Palette
    seed: int
    fonts: Fonts

    @property
    def width(self) -> int:
        """In pixels."""
        return self.picture.width

    @property
    def height(self) -> int:
        """In pixels."""
        return self.picture.height


def rule(canvas: Canvas, x: float, y: float) -> float:
    """A rule with a diamond in it; the y below."""
    pen, accent = canvas.pen, canvas.palette.accent
    pen.rectangle((x - 210, y - 2, x - 48, y + 2), fill=accent)
    pen.rectangle((x + 48, y - 2, x + 210, y + 2), fill=accent)
    diamond(pen, x, y, 24, accent, accent)
    return y + 24


def diamond(pen: ImageDraw.ImageDraw, x: float, y: float, size: float, outline: str, fill: str) -> None:
    """A lozenge about (x, y)."""
    pen.polygon([(x, y - size), (x + size, y), (x, y + size), (x - size, y)], fill=outline)
    if fill != outline:
        diamond(pen, x, y, size - 10, fill, fill)


def disc(picture: Image.Image, centre: tuple[float, float], radius: int, colour: str) -> None:
    """A circle with a smooth edge: drawn at twice the size, as Pillow's own has steps."""
    mask = Image.new("L", (radius * 4, radius * 4))
    ImageDraw.Draw(mask).ellipse((0, 0, radius * 4 - 1, radius * 4 - 1), fill=255)
    mask = mask.reduce(2)
    picture.paste(colour, (round(centre[0] - radius), round(centre[1] - radius)), mask)


def tiled(canvas: Canvas) -> Image.Image:
    """A pattern over the whole cover: one tile, drawn smoothly, repeated."""
    side, colours = 160, canvas.palette
    big = Image.new("RGB", (side * 4, side * 4), colours.second)
    pen, unit = ImageDraw.Draw(big), side * 4
    match canvas.seed % 3:
        case 0:  # scales
            for x, y in ((0, 0), (unit, 0), (unit / 2, unit / 2), (0, unit), (unit, unit)):
                for radius, colour in (
                    (0.5, colours.accent),
                    (0.46, colours.second),
                    (0.3, colours.accent),
                    (0.26, colours.second),
                ):
                    reach = radius * unit
                    pen.pieslice((x - reach, y - reach, x + reach, y + reach), 0, 360, fill=colour)
        case 1:  # lozenges
            half, thin = unit / 2, 14
            for reach, colour in ((half, colours.accent), (half - thin, colours.second), (half * 0.35, colours.accent)):
                pen.polygon(
                    [(half, half - reach), (half + reach, half), (half, half + reach), (half - reach, half)],
                    fill=colour,
                )
        case _:  # sprigs
            for x, y in ((unit / 4, unit / 4), (unit * 3 / 4, unit * 3 / 4)):
                reach = unit / 13
                for dx, dy in ((unit / 8, 0.0), (0.0, unit / 8), (-unit / 8, 0.0), (0.0, -unit / 8)):
                    pen.ellipse((x + dx - reach, y + dy - reach, x + dx + reach, y + dy + reach), fill=colours.accent)
                pen.ellipse((x - 18, y - 18, x + 18, y + 18), fill=colours.ground)
    tile = big.reduce(4)
    row = Image.new("RGB", (canvas.width, side))
    for x in range(0, canvas.width, side):
        row.paste(tile, (x, 0))
    whole = Image.new("RGB", canvas.picture.size)
    for y in range(0, canvas.height, side):
        whole.paste(row, (0, y))
    return whole


def mixed(one: str, other: str, share: float) -> str:
    """A colour between two, by the share of the other."""
    first, second = (bytes.fromhex(colour[1:]) for colour in (one, other))
    return "#" + bytes(round(a + (b - a) * share) for a, b in zip(first, second, strict=True)).hex()
