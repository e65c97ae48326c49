"""`make bench`: War and Peace from .txt to .epub as a whole process, beside ebookmaker and pandoc where installed.

Peers are looked for beside this Python and on PATH: `pip install ebookmaker==0.14.6 pypandoc_binary`, or a folder
named in BENCH_PEERS. Every tool reads the same text and writes an EPUB; the best of RUNS counts.
"""

from __future__ import annotations

import compileall
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[2] / "bookmaker"
SOURCE = Path(__file__).resolve().parents[3] / "shared" / "samples" / "war-and-peace.txt"
RUNS = 3
MOST = 0.25  # of each peer's time


def seconds(command: Sequence[str], folder: Path) -> float:
    """The best wall time of some runs of a command."""
    best = float("inf")
    for _ in range(RUNS):
        start = time.perf_counter()
        subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        best = min(best, time.perf_counter() - start)
    return best


def found(name: str) -> str | None:
    """A peer's program."""
    folders = [os.environ.get("BENCH_PEERS", ""), str(Path(sys.executable).parent), os.environ.get("PATH", "")]
    path = os.pathsep.join(filter(None, folders))
    if name == "pandoc":
        bundled = Path(os.environ.get("BENCH_PEERS", sys.prefix)).parent.glob(
            "lib/python*/site-packages/pypandoc/files"
        )
        path = os.pathsep.join([*map(str, bundled), path])
    return shutil.which(name, path=path)


def main() -> int:
    if not SOURCE.is_file():
        print(f"{SOURCE} is not there: nothing to measure", file=sys.stderr)
        return 0
    compileall.compile_dir(PACKAGE, quiet=1)  # as pip compiles the peers: an editable install waits for its first run
    failed = False
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copy(SOURCE, folder / "book.txt")
        own = seconds([sys.executable, "-m", "bookmaker", "epub", "-q", "book.txt", "-o", "book.epub"], folder)
        print(f"{'bookmaker':12} {own:7.2f} s")
        peers = {
            "ebookmaker": ["--make=epub3.images", "--title=War and Peace", "--author=Leo Tolstoy", "--ebook=2600",
                           "--output-dir=out", "--max-depth=1", "book.txt"],
            "pandoc": ["--from=markdown", "--to=epub3", "--metadata=title:War", "book.txt", "-o", "out.epub"],
        }  # fmt: skip
        for peer, arguments in peers.items():
            program = found(peer)
            if program is None:
                print(f"{peer:12} not installed")
                continue
            taken = seconds([program, *arguments], folder)
            print(f"{peer:12} {taken:7.2f} s  we take {own / taken:.3f} of it (at most {MOST})")
            failed = failed or own > MOST * taken
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
