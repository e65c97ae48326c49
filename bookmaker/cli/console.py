"""What is said, and where: results on stdout, everything else on stderr."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import click

from bookmaker.model import Finding, Severity

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "blue"}
_SHOWN = 12  # warnings a book; `check` shows all


@dataclass
class Console:
    """How talkative this run is. `here` is the folder it runs in."""

    here: Path = field(default_factory=Path.cwd)
    project: Path | None = None
    quiet: bool = False
    verbose: bool = False
    debug: bool = False
    colour: bool = field(default_factory=lambda: not os.environ.get("NO_COLOR"))  # https://no-color.org
    _drawn: int = 0
    _said: set[str] = field(default_factory=set)

    @property
    def live(self) -> bool:
        """Whether someone sits before stderr who likes to see how far we are."""
        return sys.stderr.isatty() and not self.quiet

    def result(self, line: object) -> None:
        """A result: a path, a table row, JSON."""
        self.clear()
        click.echo(str(line))
        sys.stdout.flush()

    def json(self, value: object) -> None:
        """A result for programs."""
        import json

        self.result(json.dumps(value, ensure_ascii=False, indent=2, default=str))

    def say(self, line: str) -> None:
        """A word beside the results; not under -q."""
        if not self.quiet:
            self._err(line)

    def finding(self, finding: Finding) -> None:
        """One finding, its severity in colour."""
        text = str(finding)
        word = f"{finding.severity}:"
        self._err(text.replace(word, click.style(word, fg=_COLOURS[finding.severity], bold=True), 1))

    def findings(self, findings: Sequence[Finding], *, more: str = "", notes: bool = False) -> None:
        """Findings in the order of the book. Under -q errors alone; notes under -v or with `notes` alone.

        `more` is the command that shows the rest when there are many; "" shows all.
        """
        shown = [finding for finding in findings if self._wanted(finding, notes)]
        errors = [finding for finding in shown if finding.severity is Severity.ERROR]
        others = [finding for finding in shown if finding.severity is not Severity.ERROR]
        limit = len(others) if self.verbose or not more else _SHOWN
        for finding in (*errors, *others[:limit]):
            self.finding(finding)
        if others[limit:]:
            self.say(f"… and {len(others) - limit} more: {more}")

    def error(self, line: str) -> None:
        """An error without a place in the author's files."""
        self._err(click.style("error:", fg="red", bold=True) + f" {line}")

    def failure(self, error: BaseException, what: str = "") -> int:
        """Say what went wrong with `what` (a book), one line for each thing; the exit code for it."""
        from bookmaker.errors import BookError, UnexpectedError, UsageError

        told = UnexpectedError.of(error)
        named = f"{what}: " if what else ""
        match told:
            case BookError():
                self.findings(told.findings)
            case UnexpectedError():
                self._bug(f"{named}{told}")
            case UsageError():  # a flag: as wrong for every other book
                if str(told) not in self._said:
                    self._said.add(str(told))
                    self.error(str(told))
            case _:
                self.error(f"{named}{told}")
        if self.debug:
            import traceback

            trace = told.hint if isinstance(told, UnexpectedError) else "".join(traceback.format_exception(error))
            self._err(trace.rstrip())
        return told.exit_code

    def draw(self, line: str) -> None:
        """A line of progress in place of the last one; only on a terminal."""
        if self.live:
            width = max(20, _width() - 1)
            text = line[:width]
            click.echo("\r" + text.ljust(self._drawn), nl=False, err=True)
            self._drawn = len(text)

    def clear(self) -> None:
        """Wipe the line of progress."""
        if self._drawn:
            click.echo("\r" + " " * self._drawn + "\r", nl=False, err=True)
            self._drawn = 0

    def path(self, path: Path) -> str:
        """A path as one would type it here."""
        full = path if path.is_absolute() else self.here / path
        try:
            return str(full.resolve().relative_to(self.here.resolve()))
        except ValueError:
            return str(full)

    def _wanted(self, finding: Finding, notes: bool) -> bool:
        match finding.severity:
            case Severity.ERROR:
                return True
            case Severity.WARNING:
                return not self.quiet
            case Severity.NOTE:
                return self.verbose or (notes and not self.quiet)

    def _bug(self, line: str) -> None:
        from bookmaker import __version__

        self._err(click.style("bug:", fg="red", bold=True) + f" {line}")
        self._err(
            f"This is a fault of bookmaker {__version__}, not of your book. Run the same command with --debug and "
            "report what it prints, with the text if you can share it."
        )

    def _err(self, line: str) -> None:
        self.clear()
        click.echo(line, err=True, color=None if self.colour else False)


def worst(codes: Iterable[int]) -> int:
    """The exit code of several books: a bug before a broken world before a wrong command before a faulty book."""
    return max(codes, default=0)


def _width() -> int:
    """The terminal's width in characters."""
    import shutil

    return shutil.get_terminal_size().columns
