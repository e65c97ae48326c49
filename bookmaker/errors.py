"""The few errors a user can meet, each with the exit code of the contract. `cli` prints them; nothing else does."""

from __future__ import annotations

import errno
import traceback
from collections.abc import Iterable
from pathlib import Path

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

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.message, self.hint)  # so that it comes whole from a process of its own


class BookError(BookmakerError):
    """The book needs work. Carries every finding of the run, so that one run shows them all."""

    exit_code = 1

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("\n".join(str(finding) for finding in self.findings))

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.findings,)


class RefusedError(BookmakerError):
    """A send was refused: nothing was written."""

    exit_code = 1


class UsageError(BookmakerError):
    """The command line asks for something that is not there: an unknown book, device, theme or page size."""

    exit_code = 2


class OutsideError(BookmakerError):
    """Something outside is missing or broken: a native library, a full disk, a device, a mail server."""

    exit_code = 3


class UnexpectedError(BookmakerError):
    """A bug of ours, kept so that it can come from another process: its traceback is text."""

    exit_code = 70

    @staticmethod
    def of(error: BaseException) -> BookmakerError:
        """An error that was met: itself when it is one of ours, an OutsideError for the system's, else a bug."""
        match error:
            case BookmakerError():
                return error
            case OSError(filename=str() as name, strerror=str() as why):
                return OutsideError(f"{name}: {why}")
            case OSError(errno=errno.ENOSPC | errno.EDQUOT | errno.EIO, strerror=str() as why):
                return OutsideError(f"cannot write: {why}", "make room on the disk")
            case MemoryError():
                return OutsideError("there is not enough memory", "close other programs, or give -j 1")
            case _:
                where = traceback.extract_tb(error.__traceback__)
                ours = [frame for frame in where if "bookmaker" in frame.filename] or where
                place = f" ({Path(ours[-1].filename).name}:{ours[-1].lineno})" if ours else ""
                trace = "".join(traceback.format_exception(error))
                return UnexpectedError(f"{type(error).__name__}: {error}{place}", trace)

    def __str__(self) -> str:
        return self.message
