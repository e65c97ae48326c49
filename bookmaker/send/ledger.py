"""What we wrote on which reader, kept on this computer: so that our own books may be replaced, and nobody else's.

One JSON file in the user's state folder: {reader: {path: {"book": slug, "sha256": [newest first]}}}.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bookmaker.errors import OutsideError

if os.name == "posix":
    import fcntl

_REMEMBERED = 8  # copies of one book: a reader that was not at hand for that many builds is asked about


@dataclass(frozen=True, slots=True)
class Record:
    """The book that stands at one path of one reader, and the SHA-256 of the copies of it we wrote there."""

    book: str
    sha256: tuple[str, ...]


def recall(state: Path, reader: str) -> dict[str, Record]:
    """What we wrote on that reader, by path. A missing or spoilt ledger is empty: then nothing counts as ours."""
    return _load(state).get(reader, {})


def remember(state: Path, reader: str, path: str, book: str, sha256: str) -> None:
    """Note a copy, before it is put in place: were we cut off then, it would be known as ours all the same."""
    ledger = _load(state)
    records = ledger.setdefault(reader, {})
    earlier = records[path].sha256 if path in records else ()
    records[path] = Record(book, tuple(dict.fromkeys((sha256, *earlier)))[:_REMEMBERED])
    plain = {who: {at: {"book": r.book, "sha256": r.sha256} for at, r in all_.items()} for who, all_ in ledger.items()}
    fresh = _file(state).with_suffix(f".{os.getpid()}")
    try:
        state.mkdir(parents=True, exist_ok=True)
        fresh.write_text(json.dumps(plain, indent=1, sort_keys=True, ensure_ascii=False), encoding="utf-8")
        fresh.replace(_file(state))
    except OSError as error:
        raise _unwritable(_file(state), error) from error


@contextmanager
def alone(state: Path) -> Iterator[None]:
    """Keep every other `send` of this user out: two would take each other's unfinished copies for leftovers.

    Raises OutsideError when another is at work.
    """
    try:
        state.mkdir(parents=True, exist_ok=True)
        lock = (state / "lock").open("w")
    except OSError as error:
        raise _unwritable(state / "lock", error) from error
    with lock:  # the system lets go of it, however we end
        try:
            if os.name == "posix":  # Windows lets nobody delete a file that is open, which is enough
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise OutsideError("another bookmaker is sending just now", "wait until it is done") from error
        yield


def _unwritable(path: Path, error: OSError) -> OutsideError:
    return OutsideError(f"{path}, where we note what was sent, cannot be written: {error.strerror}")


def _file(state: Path) -> Path:
    return state / "sent.json"


def _load(state: Path) -> dict[str, dict[str, Record]]:
    try:
        plain = json.loads(_file(state).read_text(encoding="utf-8"))
        return {
            who: {at: Record(str(entry["book"]), tuple(map(str, entry["sha256"]))) for at, entry in all_.items()}
            for who, all_ in plain.items()
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}
