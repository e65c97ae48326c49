"""The torture book on a screen of 1072 × 1448 pixels, in MuPDF and in Chromium, as it was looked at and found good.

Letters may shift by a hair from one release of an engine to the next, so pictures are compared small and with a
tolerance. `pytest -m slow --accept` takes new ones: look at them before committing.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat
from torture import torture_book

from bookmaker import themes
from bookmaker.backends.epub import render
from bookmaker.compose import compose
from bookmaker.metadata import BuildSettings

GOLDEN = Path(__file__).parent / "golden" / "screens"
SCREEN = (1072, 1448)
SMALL = (214, 290)
COLUMNS = 6
FARTHEST = 4.0
"""Mean difference of grey, from 0 to 255, that two sheets may have."""

pytestmark = pytest.mark.slow


def epub(theme: str) -> bytes:
    build = BuildSettings(theme=theme, opening="drop-cap", embed_fonts=True, cover_style="frame paper")
    return render(compose(torture_book(), build), build, themes.load(theme, None))


def sheet(pages: list[Image.Image]) -> Image.Image:
    """Pages side by side, small and grey."""
    rows = (len(pages) + COLUMNS - 1) // COLUMNS
    out = Image.new("L", (COLUMNS * (SMALL[0] + 8), rows * (SMALL[1] + 8)), 128)
    for number, page in enumerate(pages):
        small = page.convert("L").resize(SMALL, Image.Resampling.BOX)
        out.paste(small, (number % COLUMNS * (SMALL[0] + 8) + 4, number // COLUMNS * (SMALL[1] + 8) + 4))
    return out


def compare(name: str, actual: Image.Image, accept: bool) -> None:
    path = GOLDEN / f"{name}.png"
    if accept:
        path.parent.mkdir(parents=True, exist_ok=True)
        actual.quantize(16).save(path, optimize=True)
    with Image.open(path) as expected:
        assert actual.size == expected.size, "another number of pages"
        difference = ImageStat.Stat(ImageChops.difference(actual, expected.convert("L"))).mean[0]
    assert difference < FARTHEST


@pytest.mark.parametrize("theme", themes.THEMES)
def test_mupdf(theme: str, tmp_path: Path, accept: bool) -> None:
    if not shutil.which("mutool"):
        pytest.skip("mutool is not installed")
    (tmp_path / "book.epub").write_bytes(epub(theme))
    points = [str(pixels * 72 / 300) for pixels in SCREEN]
    command = ["mutool", "draw", "-W", points[0], "-H", points[1], "-S", "10", "-r", "100", "-o", "page-%03d.png"]
    done = subprocess.run([*command, "book.epub"], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert "css" not in done.stderr.casefold(), "MuPDF is a strict reader of CSS"
    pages = [Image.open(path) for path in sorted(tmp_path.glob("page-*.png"))]
    compare(f"mupdf-{theme}", sheet(pages), accept)


@pytest.mark.parametrize("theme", themes.THEMES)
def test_chromium(theme: str, tmp_path: Path, accept: bool) -> None:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if not chromium:
        pytest.skip("chromium is not installed")
    with zipfile.ZipFile(io.BytesIO(epub(theme))) as archive:
        archive.extractall(tmp_path)
    names = [
        "titlepage",
        "chapter-in-which-much-happens-more",
        "chapter-she-read-it-aloud",
        "act-i",
        "chapter-e27dd8bf",
    ]
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--force-device-scale-factor=2"]
    size = f"--window-size={SCREEN[0] // 2},{SCREEN[1] // 2}"
    pages = []
    for name in [*names, "appendix"]:
        shot = tmp_path / f"{name}.png"
        address = (tmp_path / "EPUB" / f"{name}.xhtml").as_uri()
        command = [chromium, *flags, size, f"--screenshot={shot}", address]
        subprocess.run(command, capture_output=True, check=True, timeout=120)
        pages.append(Image.open(shot))
    compare(f"chromium-{theme}", sheet(pages), accept)
