"""The PDF backend against one WeasyPrint call of the same HTML and CSS, on a very long novel: time, memory, size.

Each measurement runs in a process of its own. The one call makes running heads, folios and the contents' numbers with
margin boxes, `string-set` and `target-counter`; it lays out as if there were but one process, as it must.

Where pandoc and XeLaTeX are installed (Debian: texlive-xetex, texlive-fonts-recommended; pandoc as in `normalise.py`)
they set the same book too, on the same trim in type of the same size, in two passes.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE.parent / "backends" / "pdf")]

from normalise import found  # noqa: E402  (a bench beside this one)

SAMPLE = HERE.parents[2] / "shared" / "samples" / "war-and-peace.txt"
MOST = {
    "cold": 0.5,
    "cold, tagged": 0.45,
    "edit": 0.2,
    "nothing changed": 0.03,
    "memory": 0.5,
    "size": 1.15,
    "XeLaTeX": 1.4,
}
"""Shares of the one call's time, memory and size; of the cold build's time for the edit and for nothing changed; of
XeLaTeX's time."""
LATEX = {
    "documentclass": "book",
    "fontsize": "11pt",
    "linestretch": "1.066",  # 14.5 points a line
    "geometry": "paperwidth=6in,paperheight=9in,hmargin=19mm,top=19.4mm,bottom=25mm",
}
JOBS = 2


def measure(what: str, variant: str, cache: str) -> dict[str, float]:
    """Time in seconds, size in bytes, peak memory of the largest process in MB."""
    from bookmaker import intake, normalise, themes
    from bookmaker.compose import compose
    from bookmaker.metadata import BuildSettings, NormaliseSettings
    from bookmaker.model import Metadata

    draft = intake.read(SAMPLE, SAMPLE.name)
    book = normalise.normalise([draft], Metadata("War and Peace", language="en"), NormaliseSettings()).book
    if what == "edit":
        book = edited(book)
    build, theme = BuildSettings(pdf_variant=variant), themes.load("classic", None)
    whole = compose(book, build)
    if what == "single":
        from single import single

        start = time.perf_counter()
        pdf = single(whole, build, theme)
    else:
        from bookmaker.backends.pdf import printed

        start = time.perf_counter()
        pdf = printed(whole, build, theme, jobs=JOBS, cache=Path(cache)).pdf
    spent = time.perf_counter() - start
    peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return {"time": spent, "size": len(pdf), "memory": peak / 1024}


def edited(book):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN201
    """The book with a word more in a chapter of its middle."""
    from bookmaker.model import Emphasis, Kind, Paragraph, Text

    parts = list(book.sections)
    at = len(parts) // 2
    chapters = list(parts[at].sections)
    chapter = chapters[3]
    assert chapter.kind is Kind.CHAPTER
    first = chapter.blocks[0]
    assert isinstance(first, Paragraph)
    word = replace(first, inlines=(*first.inlines, Emphasis((Text(" Indeed."),))))
    chapters[3] = replace(chapter, blocks=(word, *chapter.blocks[1:]))
    parts[at] = replace(parts[at], sections=tuple(chapters))
    return replace(book, sections=tuple(parts))


def run(what: str, variant: str, cache: str) -> dict[str, float]:
    """`measure` in a process of its own."""
    done = subprocess.run([sys.executable, __file__, what, variant, cache], capture_output=True, check=True, text=True)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    figures = f"{found['time']:7.2f} s {found['memory']:6.0f} MB {found['size']:11,} bytes"
    print(f"pdf: {what:8} {variant or 'untagged':9} {figures}", flush=True)
    return found


def xelatex() -> float | None:
    """The seconds that pandoc and two passes of XeLaTeX take; None where one of them is not installed."""
    pandoc, engine = found("pandoc"), shutil.which("xelatex")
    if pandoc is None or engine is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        making = [sys.executable, "-m", "bookmaker", "epub", "-q", str(SAMPLE), "-o", "book.epub"]
        subprocess.run(making, cwd=folder, check=True, stdout=subprocess.DEVNULL)
        options = [f"--variable={name}:{value}" for name, value in LATEX.items()]
        start = time.perf_counter()
        for command in (
            [pandoc, "book.epub", "--standalone", "--toc", "--extract-media=.", *options, "-o", "book.tex"],
            [engine, "-interaction=batchmode", "book.tex"],
            [engine, "-interaction=batchmode", "book.tex"],
        ):
            subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        return time.perf_counter() - start


def main() -> int:
    if not SAMPLE.is_file():
        print("pdf: no sample to measure with", file=sys.stderr)
        return 1 if os.environ.get("CI") else 0
    shares: dict[str, float] = {}
    for variant, name in (("", "cold"), ("pdf/ua-1", "cold, tagged")):
        with tempfile.TemporaryDirectory() as cache:
            single = run("single", variant, cache)
            cold = run("cold", variant, cache)
            same = run("same", variant, cache)
            edit = run("edit", variant, cache)
        shares[name] = cold["time"] / single["time"]
        if not variant and (latex := xelatex()):
            print(f"pdf: pandoc and XeLaTeX {latex:7.2f} s", flush=True)
            shares["XeLaTeX"] = cold["time"] / latex
        for other, share in (
            ("nothing changed", same["time"] / cold["time"]),
            ("edit", edit["time"] / cold["time"]),
            ("memory", cold["memory"] / single["memory"]),
            ("size", cold["size"] / single["size"]),
        ):
            shares[other] = max(share, shares.get(other, 0))
    for name, share in shares.items():
        print(f"pdf: {name}: {share:.3f} (at most {MOST[name]})")
    return int(any(share > MOST[name] for name, share in shares.items()))


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(measure(*sys.argv[1:])))
    else:
        sys.exit(main())
