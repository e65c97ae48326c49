"""An AZW3 for Kindles over a cable, made of the EPUB by calibre's `ebook-convert` when it is installed."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import replace

from bookmaker.errors import OutsideError
from bookmaker.send.delivery import Edition

_MINUTES = 10  # before a conversion counts as hung


def converter() -> str:
    """The path of calibre's `ebook-convert`; OutsideError, with what to do instead, when it is not installed."""
    tool = shutil.which("ebook-convert")
    if tool is None:
        raise OutsideError(
            "a Kindle reads no EPUB over a cable, and calibre, which would make an AZW3 of it, is not installed",
            "install calibre, or mail the book (--to you@kindle.com), or send a PDF (--format pdf)",
        )
    return tool


def convert(epub: Edition, tool: str) -> Edition:
    """The AZW3 beside that EPUB, made anew only when the EPUB is newer: calibre's output differs from run to run,
    and a changed file would cost the reader their place in the book. Raises OutsideError.
    """
    made = epub.path.with_suffix(".azw3")
    if made.exists() and made.stat().st_mtime_ns >= epub.path.stat().st_mtime_ns:
        return replace(epub, path=made)
    fresh = made.with_name(f".{made.stem}.{os.getpid()}.azw3")  # two runs may be at it at once
    try:
        # The profile sets pictures' sizes only. The converter wants no display, but its libraries look for one.
        run = subprocess.run(
            [tool, str(epub.path), str(fresh), "--output-profile", "kindle_oasis"],
            capture_output=True, text=True, errors="replace", timeout=60 * _MINUTES, check=False,
        )  # fmt: skip
        if run.returncode or not fresh.exists():
            last = (run.stderr or run.stdout).strip().splitlines()[-1:] or ["it gave no reason"]
            raise OutsideError(f"ebook-convert failed on {epub.path.name}: {last[0]}")
        fresh.replace(made)
    except subprocess.TimeoutExpired as error:
        raise OutsideError(f"ebook-convert did not finish {epub.path.name} in {_MINUTES} minutes") from error
    finally:
        fresh.unlink(missing_ok=True)
    return replace(epub, path=made)
