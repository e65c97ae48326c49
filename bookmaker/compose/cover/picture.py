"""The author's cover image: upright, RGB, no bigger than readers bear, and left alone when it is all that."""

from __future__ import annotations

import io
import math

from PIL import Image, ImageOps, UnidentifiedImageError

from bookmaker.errors import BookError
from bookmaker.model import Asset, Finding, Place, Severity

LONGEST = 2560
"""Pixels of the longer side: what Amazon's shop asks for (KDP help GPST5EKFJ6MX5UPK); more only slows a reader down."""

LARGEST = 5_000_000
"""Pixels in all. A Kindle bears no more (Kindle Publishing Guidelines 2026.1); Apple takes 5.6 million
(help.apple.com/itc/booksassetguide/en.lproj/itca71ad3c33.html)."""

HEAVIEST = 1_500_000
"""Bytes up to which a JPEG is taken as it is."""

SMALLEST = 500
"""Pixels of the shorter side below which Amazon's shop shows no cover (KDP help GPST5EKFJ6MX5UPK)."""


def fitted(data: bytes, path: str, stem: str) -> Asset:
    """The image as an asset called `stem`. Raises BookError when it is no picture or too small to be a cover."""
    try:
        with Image.open(io.BytesIO(data)) as opened:
            opened.load()
            kind = opened.format
            turned = opened.getexif().get(0x0112, 1) != 1
            picture: Image.Image = opened
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError, SyntaxError, ValueError):
        raise _refused(path, "the cover is no picture that can be read", "save it anew as JPEG or PNG") from None
    if min(picture.size) < SMALLEST:
        size = f"{picture.width} × {picture.height}"
        raise _refused(path, f"the cover has {size} pixels", f"use one of at least {SMALLEST} pixels a side") from None
    fine = kind == "JPEG" and picture.mode in ("RGB", "L") and not turned
    share = min(1, LONGEST / max(picture.size), math.sqrt(LARGEST / (picture.width * picture.height)))
    if fine and len(data) <= HEAVIEST and share == 1:
        return Asset(f"{stem}.jpg", "image/jpeg", data, picture.width, picture.height)
    picture = ImageOps.exif_transpose(picture)
    if picture.mode in ("RGBA", "LA", "PA", "P"):
        picture = picture.convert("RGBA")
        paper = Image.new("RGBA", picture.size, "white")
        picture = Image.alpha_composite(paper, picture)
    picture = picture.convert("RGB")
    picture.thumbnail((picture.width * share, picture.height * share), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=88, optimize=True)
    return Asset(f"{stem}.jpg", "image/jpeg", out.getvalue(), picture.width, picture.height)


def _refused(path: str, message: str, fix: str) -> BookError:
    return BookError([Finding("E101", Severity.ERROR, Place(path or "cover"), message, fix)])
