"""What a person should look at, and what a pass saw and did."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from bookmaker.model.places import Place


class Severity(StrEnum):
    """How much a finding matters: an error stops the build, a warning counts under `--strict`, a note never."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a person should look at. `code` is stable (`T201`), `fix` is the next step to take."""

    code: str
    severity: Severity
    place: Place
    message: str
    fix: str = ""

    def __str__(self) -> str:
        where = f"{self.place}: " if self.place.path else ""
        tail = f"; {self.fix}" if self.fix else ""
        return f"{where}{self.severity}: {self.message}{tail} [{self.code}]"

    def record(self) -> dict[str, str | int]:
        """The same for programs, as `--json` shows it."""
        path, line = self.place
        return {
            "code": self.code,
            "severity": str(self.severity),
            "path": path,
            "line": line,
            "message": self.message,
            "fix": self.fix,
        }


class Decision(NamedTuple):
    """What a pass saw and did at one place.

    `rule` is the pass and its reason (`quotes/opening-after-space`). `before` and `after` are text.
    `confidence` runs from 0 to 1. `removed` marks words that are in the source and, by this decision,
    no longer in the book; `moved` marks words that left the running text for a note. The fidelity gate
    takes `before` of these two, and nothing else, out of the source's running text; where `before` begins
    with `after`, only the rest of it.
    """

    rule: str
    place: Place
    before: str = ""
    after: str = ""
    confidence: float = 1.0
    removed: bool = False
    moved: bool = False
