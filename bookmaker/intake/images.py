"""The author's pictures → assets every reader shows: JPEG or PNG, upright, of a size that old devices can hold."""

from __future__ import annotations

import base64
import io
import re
import unicodedata
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from bookmaker.model import Asset, Finding, Place, Severity

if TYPE_CHECKING:
    from PIL import Image

LARGEST = 5_000_000
"""Pixels. Apple's Books takes 5.6 million at the most (its asset guide 5.4); old readers fall over sooner or later."""

BOMB = 200_000_000
"""Pixels a picture may have at all: past this it is an attack or a mistake."""

JPEG_QUALITY = 90


class Pictures:
    """The pictures of one source file: each asked for by the address the source gives, each read once."""

    def __init__(self, root: Path | None, name: str) -> None:
        self._root = root
        self._folder = PurePosixPath(name).parent
        self._known: dict[str, Asset | None] = {}
        self.findings: list[Finding] = []

    @property
    def assets(self) -> tuple[Asset, ...]:
        """All pictures that were found, in the order in which the text first shows them."""
        return tuple({asset.name: asset for asset in self._known.values() if asset}.values())

    def find(self, address: str, place: Place) -> str:
        """The name of the asset for this address; "" when there is none, and then a finding says why."""
        if address not in self._known:
            self._known[address] = self._read(address, place)
        asset = self._known[address]
        return asset.name if asset else ""

    def _read(self, address: str, place: Place) -> Asset | None:
        if address.startswith("data:"):
            return self._made(_inline_data(address), "picture", address[:30], place)
        if re.match(r"[a-z][a-z0-9+.-]*:|//", address, re.IGNORECASE):
            self._say(
                "I024", Severity.WARNING, place, f"picture on the web left out: {address}", "save it in the project"
            )
            return None
        relative = unquote(address.partition("?")[0].partition("#")[0])
        path = self._path(relative, place)
        if path is None:
            return None
        return self._made(path.read_bytes(), path.stem, relative, place)

    def _path(self, relative: str, place: Place) -> Path | None:
        """The file, if it lies inside the project."""
        if self._root is None or not relative:
            self._say("I021", Severity.ERROR, place, f"no such picture: {relative or 'no address'}")
            return None
        root = self._root.resolve()
        folder = root if self._folder.is_absolute() else root / self._folder
        for base in (folder, root):
            try:
                path = (base / relative).resolve()
                inside = path.is_relative_to(root)
                there = path.is_file()
            except (OSError, ValueError):
                inside, there = True, False
            if not inside:
                self._say("I020", Severity.ERROR, place, f"picture outside the project: {relative}", "move it inside")
                return None
            if there:
                return path
        self._say("I021", Severity.ERROR, place, f"no such picture: {relative}", "pictures lie beside the source")
        return None

    def _made(self, data: bytes, stem: str, shown: str, place: Place) -> Asset | None:
        if b"<svg" in data[:1000].lower():
            fix = "save it as PNG beside it, 1600 pixels wide (Inkscape: File, Export), and name that in the source"
            self._say("I023", Severity.WARNING, place, f"drawing left out, SVG cannot be set yet: {shown}", fix)
            return None
        try:
            media_type, data, size = ready(data)
        except ValueError as problem:
            self._say("I022", Severity.ERROR, place, f"cannot read the picture {shown}: {problem}")
            return None
        taken = {asset.name for asset in self._known.values() if asset}
        name = ascii_name(stem, ".jpg" if media_type == "image/jpeg" else ".png", taken)
        return Asset(name, media_type, data, *size)

    def _say(self, code: str, severity: Severity, place: Place, message: str, fix: str = "") -> None:
        self.findings.append(Finding(code, severity, place, message, fix))


def ready(data: bytes) -> tuple[str, bytes, tuple[int, int]]:
    """Media type, bytes and size in pixels of a picture made ready; one that is ready keeps its bytes.

    The same bytes give the same bytes. Raises ValueError for what is no picture, or too large a one.
    """
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = None  # we look at the size ourselves
    try:
        with Image.open(io.BytesIO(data)) as image:
            width, height = image.size
            if width * height > BOMB:
                raise ValueError(f"{width} × {height} pixels are too many")
            if _is_ready(image):
                image.load()
                return f"image/{(image.format or '').lower()}", data, image.size
            picture = ImageOps.exif_transpose(image)
            picture = _plain_mode(picture)
    except (OSError, SyntaxError, EOFError) as problem:
        raise ValueError(str(problem).partition(" <")[0] or "not a picture") from None
    pixels = picture.width * picture.height
    if pixels > LARGEST:
        scale = (LARGEST / pixels) ** 0.5
        size = (max(1, int(picture.width * scale)), max(1, int(picture.height * scale)))
        picture = picture.resize(size, Image.Resampling.LANCZOS)
    out = io.BytesIO()
    drawn = picture.mode in ("1", "L", "P") or "A" in picture.mode or picture.getcolors(256) is not None
    if drawn and not _photograph(picture):
        picture.save(out, "PNG", optimize=True)
        return "image/png", out.getvalue(), picture.size
    picture.convert("L" if picture.mode == "L" else "RGB").save(out, "JPEG", quality=JPEG_QUALITY, optimize=True)
    return "image/jpeg", out.getvalue(), picture.size


def ascii_name(stem: str, suffix: str, taken: set[str]) -> str:
    """A file name of small ASCII letters, figures and hyphens that is not taken yet."""
    plain = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode().lower()
    plain = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60] or "picture"
    name, number = plain + suffix, 2
    while name in taken:
        name, number = f"{plain}-{number}{suffix}", number + 1
    return name


def _is_ready(image: Image.Image) -> bool:
    if image.width * image.height > LARGEST or image.getexif() or getattr(image, "is_animated", False):
        return False
    if image.format == "JPEG":
        return image.mode in ("L", "RGB") and not image.info.get("progressive")
    return image.format == "PNG" and image.mode in ("1", "L", "P", "RGB", "RGBA", "LA")


def _plain_mode(image: Image.Image) -> Image.Image:
    """The first frame, in a mode that JPEG or PNG can hold."""
    if image.mode in ("1", "L", "RGB", "RGBA"):
        return image.copy()
    if image.mode == "P":
        return image.convert("RGBA" if "transparency" in image.info else "RGB")
    if image.mode in ("LA", "PA", "La", "RGBa"):
        return image.convert("RGBA")
    if image.mode.startswith("I") or image.mode == "F":
        return image.convert("L")
    return image.convert("RGB")


def _photograph(image: Image.Image) -> bool:
    """Shades of grey, many of them: smaller and as good as JPEG."""
    return image.mode == "L" and image.getcolors(128) is None


def _inline_data(address: str) -> bytes:
    head, _, data = address.partition(",")
    if head.endswith(";base64"):
        try:
            return base64.b64decode(data)
        except ValueError:
            return b""
    return unquote(data).encode()
