"""What `epub`, `pdf` and `build` share: make the books, say where they are and what to look at."""

from __future__ import annotations

import time
from typing import Unpack

from bookmaker.build import BuildResult, Step
from bookmaker.build.several import build_all
from bookmaker.cli import orders
from bookmaker.cli.console import Console, worst
from bookmaker.cli.orders import Asked
from bookmaker.errors import BookError


def make(console: Console, words: tuple[str, ...], formats: tuple[str, ...], **asked: Unpack[Asked]) -> int:
    """Make the books asked for, as the flags say (see `orders.order`); the exit code."""
    chosen = orders.entries(console, words)
    order = orders.order(console, chosen, formats, **asked)
    if not chosen:
        console.say("there is no book yet: write metadata/<name>.yaml with a `title:` and sources/<name>.txt")
    codes = []
    total = len(chosen)
    for number, result in enumerate(build_all(chosen, order, _Progress(console)), 1):
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
        codes.append(console.failure(error, result.entry.slug))
    for output in result.outputs:
        console.result(console.path(output.path))
        if console.verbose:
            console.say("  written" if output.changed else "  unchanged")
    return worst(codes)


class _Progress:
    """The line on the terminal: what is being done, how far it is, how long it will take."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self.began: tuple[str, float] = ("", 0.0)

    def __call__(self, step: Step) -> None:
        """Draw a step."""
        now = time.monotonic()
        if self.began[0] != (name := f"{step.slug}: {step.doing}"):
            self.began = (name, now)
        line = name
        if step.total:
            line += f", {step.done} of {step.total} chapters"
        if step.pages:
            line += f", {step.pages} pages"
        spent = now - self.began[1]
        if 0 < step.done < step.total and spent > 2:  # a guess on less is no guess
            line += f", {_lasting(spent / step.done * (step.total - step.done))} left"
        self.console.draw(line)


def _lasting(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 90 else f"{seconds / 60:.0f} min"
