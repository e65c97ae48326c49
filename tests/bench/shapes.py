"""`make bench`: texts of odd shapes take no square of their length: four times the text, at most eight times the time.

A whole chapter on one line, a poem of one stanza, speech without blank lines, rows of marks: web fiction has them all.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

SHAPES = {
    "one line": "She went to the door, and it was shut. \"Who is there?\" she said--but nobody was [Pg 3] there... ",
    "one stanza": "The tide comes in, the tide goes out,\n    and what it brings it _takes_ about\n",
    "speech without blank lines": "\"Are you there?\"\n'Tis only me, she thought.\n",
    "rows of marks": "_so_ and *so* and 'so\" -- . . . ,, << ",
    "numbers": "12\n\n- 13 -\n\nTHE HOUSE 14\n\n",
}  # fmt: skip
SHORT = 60_000  # characters
MOST = 8.0


def seconds(shape: str, length: int, folder: Path) -> float:
    """Processor time from a text of that length to the edited book; the better of two runs."""
    from bookmaker import intake, normalise
    from bookmaker.metadata import NormaliseSettings
    from bookmaker.model import Metadata

    source = folder / "text.txt"
    source.write_text((shape * (length // len(shape) + 1))[:length], encoding="utf-8")
    best = float("inf")
    for _ in range(2):
        start = time.process_time()
        normalise.normalise([intake.read(source, "text.txt")], Metadata("Shapes", language="en"), NormaliseSettings())
        best = min(best, time.process_time() - start)
    return best


def main() -> int:
    failed = False
    with TemporaryDirectory() as name:
        for what, shape in SHAPES.items():
            short, long = (seconds(shape, length, Path(name)) for length in (SHORT, 4 * SHORT))
            times = long / short
            print(f"shapes: {what}: {short:.2f} s, four times as long {long:.2f} s: {times:.1f} times (at most {MOST})")
            failed = failed or times > MOST
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
