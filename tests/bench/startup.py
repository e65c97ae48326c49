"""How long a command line takes to answer, against a bare Python that does nothing: the promise of quick commands.

`bookmaker --version` may take 10 times `python -c pass`, `bookmaker epub` of a short story 40 times.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

SAMPLE = Path(__file__).resolve().parents[3] / "shared" / "samples" / "short-story.txt"
OURS = Path(__file__).resolve().parents[2] / "sources" / "night-ferry.txt"
MOST_VERSION, MOST_EPUB = 10.0, 40.0
RUNS = 7
"""The best of so many runs counts: the machine may be busy with something else."""


def best(*command: str, cwd: str) -> float:
    """Seconds of the quickest run."""
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        subprocess.run(command, cwd=cwd, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        times.append(time.perf_counter() - start)
    return min(times)


def main() -> int:
    story = SAMPLE if SAMPLE.is_file() else OURS
    bookmaker = str(Path(sys.executable).with_name("bookmaker"))
    with tempfile.TemporaryDirectory() as folder:
        bare = best(sys.executable, "-c", "pass", cwd=folder)
        version = best(bookmaker, "--version", cwd=folder) / bare
        epub = best(bookmaker, "epub", str(story), "-o", "story.epub", "-q", cwd=folder) / bare
    print(
        f"start-up: --version takes {version:.1f} times a bare Python's {bare * 1000:.0f} ms (at most {MOST_VERSION})"
    )
    print(f"start-up: the EPUB of a short story takes {epub:.1f} times that (at most {MOST_EPUB})")
    return int(version > MOST_VERSION or epub > MOST_EPUB)


if __name__ == "__main__":
    sys.exit(main())
