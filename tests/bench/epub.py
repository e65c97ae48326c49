"""The EPUB backend alone, model to bytes, against deflate: time and size, on a very long novel.

Deflating the bytes of all members, joined, at level 9 is what any EPUB writer must do at the least; the backend
may take three times as long. The file may be 1.05 times its members, each deflated at level 9.
"""

from __future__ import annotations

import io
import os
import sys
import time
import zipfile
import zlib
from pathlib import Path

from bookmaker import intake, normalise, themes
from bookmaker.backends.epub import render
from bookmaker.compose import compose
from bookmaker.metadata import BuildSettings, NormaliseSettings
from bookmaker.model import Metadata

SAMPLE = Path(__file__).resolve().parents[3] / "shared" / "samples" / "war-and-peace.txt"
MOST_TIME, MOST_SIZE = 3.0, 1.05
RUNS = 3
"""The best of so many runs counts: the machine may be busy with something else."""


def main() -> int:
    if not SAMPLE.is_file():
        print("epub: no sample to measure with", file=sys.stderr)
        return 1 if os.environ.get("CI") else 0
    draft = intake.read(SAMPLE, SAMPLE.name)
    book = normalise.normalise([draft], Metadata("War and Peace", language="en"), NormaliseSettings()).book
    build, theme = BuildSettings(), themes.load("classic", None)
    whole = compose(book, build)
    ours, peer = [], []
    for _ in range(RUNS):
        start = time.perf_counter()
        epub = render(whole, build, theme)
        ours.append(time.perf_counter() - start)
        with zipfile.ZipFile(io.BytesIO(epub)) as archive:
            members = [archive.read(name) for name in archive.namelist()]
        start = time.perf_counter()
        zlib.compress(b"".join(members), 9)
        peer.append(time.perf_counter() - start)
    time_ratio = min(ours) / min(peer)
    size_ratio = len(epub) / sum(len(zlib.compress(member, 9)) for member in members)
    print(f"epub: {min(ours):.2f} s, {time_ratio:.2f} times deflate (at most {MOST_TIME})")
    print(f"epub: {len(epub):,} bytes, {size_ratio:.3f} times its members deflated (at most {MOST_SIZE})")
    return int(time_ratio > MOST_TIME or size_ratio > MOST_SIZE)


if __name__ == "__main__":
    sys.exit(main())
