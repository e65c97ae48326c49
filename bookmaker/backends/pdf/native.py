"""Are the libraries there that a PDF is laid out with? Asked before any process starts: the answer is one line."""

from __future__ import annotations

import ctypes
import ctypes.util
from contextlib import suppress
from importlib.metadata import version

from bookmaker.errors import OutsideError

LIBRARIES = {
    "Pango": ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll", "pango-1.0"),
    "PangoFT2": ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib", "libpangoft2-1.0-0.dll", "pangoft2-1.0"),
    "HarfBuzz": ("libharfbuzz.so.0", "libharfbuzz.0.dylib", "libharfbuzz-0.dll", "harfbuzz"),
    "HarfBuzz-Subset": (
        "libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib", "libharfbuzz-subset-0.dll", "harfbuzz-subset",
    ),
    "Fontconfig": ("libfontconfig.so.1", "libfontconfig.1.dylib", "libfontconfig-1.dll", "fontconfig"),
}  # fmt: skip
"""The names WeasyPrint 70.0 looks for (weasyprint/text/ffi.py)."""

HOW = (
    "install libpango-1.0-0, libpangoft2-1.0-0 and libharfbuzz-subset0 (Debian, Ubuntu), "
    "pango (Homebrew, Fedora) or pango and harfbuzz (Arch)"
)


PACKAGES = ("weasyprint", "pydyf", "tinycss2", "tinyhtml5", "pyphen", "pikepdf")


def versions() -> list[str]:
    """The engine and its libraries by version: pages may differ between them. Call after `require`."""
    said = [f"{name} {version(name)}" for name in PACKAGES]
    for library, function in (("Pango", "pango_version_string"), ("HarfBuzz", "hb_version_string")):
        loaded = next(filter(None, map(_loaded, LIBRARIES[library])))
        ask = getattr(loaded, function)
        ask.restype = ctypes.c_char_p
        said.append(f"{library} {ask().decode()}")
    return said


def require() -> None:
    """Raises OutsideError naming the libraries that cannot be loaded and the packages that have them."""
    missing = [name for name, files in LIBRARIES.items() if not any(map(_loaded, files))]
    if missing:
        raise OutsideError(f"a PDF needs {', '.join(missing)}, which cannot be loaded", HOW)


def _loaded(file: str) -> ctypes.CDLL | None:
    """A library by its file's name, or by the name it is linked with."""
    for name in (file, ctypes.util.find_library(file) if not file.startswith("lib") else None):
        with suppress(OSError):
            if name:
                return ctypes.CDLL(name)
    return None
