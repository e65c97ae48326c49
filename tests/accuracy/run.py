"""`make accuracy`: how well we restore six real books from plain text, beside what others reach from the same files.

Usage: run.py [BOOK]... The books and their scorer lie beside this repository in `../shared/accuracy`.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

SHARED = Path(__file__).resolve().parents[3] / "shared" / "accuracy"
# What must hold: means over the six books; for `extra` and `lost` less is better.
TARGETS = {
    "chapters": 0.97,
    "titles": 0.96,
    "paragraphs": 0.994,
    "scenes": 0.90,
    "quotes": 0.997,
    "apostrophes": 0.999,
    "dashes": 1.0,
    "ellipses": 0.99,
    "emphasis": 0.92,
    "verse": 0.88,
    "extra": 0.010,
    "lost": 0.0003,
}
FIGURES = list(TARGETS)
LESS_IS_BETTER = {"extra", "lost"}


def scorer() -> ModuleType:
    spec = spec_from_file_location("score", SHARED / "score.py")
    assert spec is not None and spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def epub_of(source: Path, folder: Path) -> Path:
    """The EPUB the command makes of a source, as a user would make it."""
    target = folder / f"{source.stem}.epub"
    command = [sys.executable, "-m", "bookmaker", "epub", "-q", str(source), "-o", str(target)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return target


def others() -> list[str]:
    """The rows of other tools, as the README beside the books gives them."""
    readme = (SHARED / "README.md").read_text(encoding="utf-8")
    return re.findall(r"^\| *[a-z][^|\n]*\|(?:[^|\n]*\|){12}$", readme, re.MULTILINE)


def row(name: str, values: dict[str, float | None]) -> str:
    cells = ("-" if values.get(figure) is None else f"{values[figure]:.4f}" for figure in FIGURES)
    return f"{name:12}" + "".join(f"{cell:>12}" for cell in cells)


def mean(rows: list[dict[str, float | None]]) -> dict[str, float | None]:
    out: dict[str, float | None] = {}
    for figure in FIGURES:
        known = [value for values in rows if (value := values.get(figure)) is not None]
        out[figure] = sum(known) / len(known) if known else None
    return out


def main() -> int:
    if not SHARED.is_dir():
        print(f"{SHARED} is not there: nothing to measure", file=sys.stderr)
        return 1
    score = scorer()
    wanted = set(sys.argv[1:])
    sources = sorted(path for path in (SHARED / "books").glob("*.txt") if not wanted or path.stem in wanted)
    print(f"{'':12}" + "".join(f"{figure:>12}" for figure in FIGURES))
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for source in sources:
            epub = epub_of(source, Path(folder))
            rows.append(score.score(str(epub), str(source.with_suffix(".json.gz")), str(source)))
            print(row(source.stem, rows[-1]))
    means = mean(rows)
    print(row("bookmaker", means))
    print(row("target", dict(TARGETS)))
    for line in others():
        name, *cells = (cell.strip() for cell in line.strip("|").split("|"))
        print(f"{name:12}" + "".join(f"{cell:>12}" for cell in cells))
    missed = [figure for figure, target in TARGETS.items() if (value := means[figure]) is not None
              and (value > target if figure in LESS_IS_BETTER else value < target)]  # fmt: skip
    if missed and not wanted:
        print("below target: " + ", ".join(missed))
    return int(bool(missed) and not wanted)


if __name__ == "__main__":
    sys.exit(main())
