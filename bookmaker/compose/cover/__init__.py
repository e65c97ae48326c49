"""The cover: the author's picture checked and fitted, or a typographic cover drawn in the book's own mood.

Where to look:

    picture      the author's image
    moods        compositions; `build.cover_style` names one, or a palette, or both ("moon", "ember", "moon ember")
    ornaments    palettes, rules, discs, patterns
    typesetting  balanced lines, the size that fills a box
    faces        the fonts, and what stands in for scripts ours do not have
"""

from __future__ import annotations

from pathlib import Path

from bookmaker import devices
from bookmaker.compose.cover.faces import Fonts
from bookmaker.compose.cover.moods import doubts, draw
from bookmaker.compose.cover.picture import fitted
from bookmaker.metadata import BuildSettings
from bookmaker.model import Asset, Book, Finding, Metadata

WIDTH, HEIGHT = 1600, 2560
"""Pixels of a drawn cover: the size Amazon's shop asks for (KDP help GPST5EKFJ6MX5UPK), 1 to 1.6."""


def cover_asset(book: Book, build: BuildSettings, image: bytes, own_fonts: Path | None = None) -> Asset:
    """The cover as an asset that no picture of the book shares its name with.

    Raises BookError when the image is no picture, UsageError when nothing is known by the name of the cover style.
    """
    taken = {asset.name for asset in book.assets}
    stem = next(name for name in ("cover", "book-cover", "front-cover") if f"{name}.jpg" not in taken)
    path = book.metadata.cover.image if book.metadata.cover else ""
    if image:
        return fitted(image, path, stem)
    fonts = Fonts(own_fonts, book.metadata.language)
    width, height = _size(build)
    return Asset(
        f"{stem}.jpg", "image/jpeg", draw(book.metadata, build.cover_style, (width, height), fonts), width, height
    )


def _size(build: BuildSettings) -> tuple[int, int]:
    """Pixels of a drawn cover. An edition for one e-reader has its screen's proportions, without bars.

    The compositions want a certain width: the screen of a telephone has bars above and below.
    """
    screen = devices.device(build.device).screen if build.device else None
    if screen is None:
        return WIDTH, HEIGHT
    width, height = screen.page
    return max(WIDTH, round(HEIGHT * width / height)), HEIGHT


def findings(metadata: Metadata, own_fonts: Path | None) -> tuple[Finding, ...]:
    """What to say of a cover that is drawn: words left out of it, or set in a font that not every machine has."""
    return doubts(metadata, Fonts(own_fonts, metadata.language))
