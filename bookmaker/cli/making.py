"""What `epub`, `pdf` and `build` share: make the books, say where they are and what to look at."""

from __future__ import annotations

from bookmaker.build import BuildResult, Order, Step, build_all
from bookmaker.cli.console import Console, worst
from bookmaker.errors import BookError
from bookmaker.project import Entry


def make(console: Console, chosen: list[Entry], order: Order) -> int:
    """Make the books asked for; the exit code."""
    if not chosen:
        console.say("there is no book yet: write metadata/<name>.yaml with a `title:` and sources/<name>.txt")
    codes = []
    total = len(chosen)
    for number, result in enumerate(build_all(chosen, order, lambda step: console.draw(_line(step))), 1):
        console.clear()
        codes.append(told(console, result))
        console.draw(f"{number} of {total} books" if total > 1 else "")
    console.clear()
    return worst(codes)


def told(console: Console, result: BuildResult) -> int:
    """Say what became of one book; its exit code."""
    console.findings(result.findings, more=f"bookmaker check {result.entry.slug}")
    codes = []
    for error in result.errors:
        if isinstance(error, BookError) and not error.findings:  # its findings are among the result's
            codes.append(error.exit_code)
            continue
        codes.append(console.failure(error))
    for output in result.outputs:
        console.result(console.path(output.path))
        if console.verbose:
            console.say("  written" if output.changed else "  unchanged")
    return worst(codes)


def _line(step: Step) -> str:
    return f"{step.slug}: {step.doing}" + (f", {step.detail}" if step.detail else "")
