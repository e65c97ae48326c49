"""The few errors a user can meet, each with the exit code of the contract. `cli` prints them; nothing else does."""

from __future__ import annotations

from collections.abc import Iterable

from bookmaker.model import Finding


class BookmakerError(Exception):
    """An error with one clear line for the user. `hint` is the next step to take."""

    exit_code = 70

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message}; {self.hint}" if self.hint else self.message


class BookError(BookmakerError):
    """The book needs work. Carries every finding of the run, so that one run shows them all."""

    exit_code = 1

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("\n".join(str(finding) for finding in self.findings))


class RefusedError(BookmakerError):
    """A send was refused: nothing was written."""

    exit_code = 1


class UsageError(BookmakerError):
    """The command line asks for something that is not there: an unknown book, device, theme or page size."""

    exit_code = 2


class OutsideError(BookmakerError):
    """Something outside is missing or broken: a native library, a full disk, a device, a mail server."""

    exit_code = 3
