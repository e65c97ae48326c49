"""The page in a real browser, at the size of a Kobo's screen. Debian package: chromium."""

from __future__ import annotations

import shutil
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html
from PIL import Image

from bookmaker.serve import listen, server

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")

pytestmark = [pytest.mark.slow, pytest.mark.skipif(CHROMIUM is None, reason="needs chromium")]


@pytest.fixture
def address(dist: Path) -> Iterator[str]:
    with listen(lan=False, port=0) as listening:
        running = server(dist, listening, ["localhost"])
        thread = threading.Thread(target=running.run, kwargs={"sockets": [listening]})
        thread.start()
        deadline = time.monotonic() + 10
        while not running.started and time.monotonic() < deadline:
            time.sleep(0.01)
        yield f"http://localhost:{listening.getsockname()[1]}/"
        running.should_exit = True
        thread.join(10)


def browse(profile: Path, *arguments: str) -> str:
    command = [str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={profile}", *arguments]
    return subprocess.run(command, capture_output=True, check=True, text=True, timeout=120).stdout


def test_the_page_is_shown_with_covers_and_fits_the_screen(address: str, tmp_path: Path) -> None:
    picture = tmp_path / "page.png"
    browse(
        tmp_path / "profile",
        "--window-size=536,724",
        "--force-device-scale-factor=2",
        f"--screenshot={picture}",
        address,
    )
    with Image.open(picture) as shot:
        assert shot.size == (1072, 1448)
        colours = {colour for _, colour in shot.convert("RGB").getcolors(1 << 24) or ()}
        # The cover was fetched and drawn; nothing touches the edges.
        assert any(blue > 100 and red < 40 and green < 40 for red, green, blue in colours)
        edges = [shot.convert("L").crop(box).getextrema() for box in ((0, 0, 12, 1448), (1060, 0, 1072, 1448))]
        assert edges == [(255, 255), (255, 255)]


def test_the_browser_finds_every_book(address: str, dist: Path, tmp_path: Path) -> None:
    page = html.fromstring(browse(tmp_path / "profile", "--dump-dom", address))
    links = [link for link in page.xpath("//a/@href") if "/books/" in link]
    assert sorted(link.rpartition("/")[2] for link in links) == sorted(path.name for path in dist.iterdir())
    assert page.xpath("string(//h2[1])") in ("A Paper Book", "The Lamp & the Moth")
