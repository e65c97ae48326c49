"""A FAT volume in memory that keeps the real driver's rules of names, fills up, fails, and loses power at any step.

What a power cut leaves follows from what was flushed, as seen with Linux's vfat: a flushed file is on the medium under
its name; a flushed folder has the names, but of a file renamed since its last flush only the name, with no bytes; what
was not flushed may be there or not, each change for itself. So one file may stand there under two names: the same
`bytes` object is the same clusters.
"""

from __future__ import annotations

import errno
import itertools
from collections.abc import Iterable, Iterator, Mapping

ILLEGAL = frozenset('<>:"|?*\\/') | {chr(n) for n in range(32)}


class PowerCut(BaseException):
    """The plug was pulled: no code after this runs on the volume."""


class Fat:
    """A folder on a FAT volume (see Volume in send/volume.py). `tick` counts the steps that reach the driver."""

    def __init__(
        self, files: Mapping[str, bytes] = {}, *, room: int = 1 << 30, writable: bool = True, folds: bool = False
    ) -> None:
        self.files = dict(files)  # what the system shows
        self.medium = dict(files)  # what a power cut leaves for certain
        self.room = room  # bytes that may still be written
        self.writable = writable
        self.folds = folds  # Windows and macOS take É for é, Linux only E for e
        self.tick = 0
        self.written = 0
        self.fault_at = 0  # the step that fails, from 1
        self.fault: BaseException | None = None
        self.lasting = True  # whether every later step fails too

    def fail(self, at: int, fault: BaseException, *, lasting: bool = True) -> None:
        """Let the step of that number fail."""
        self.fault_at, self.fault, self.lasting = at, fault, lasting

    def _step(self) -> None:
        self.tick += 1
        if self.fault and (self.tick == self.fault_at or (self.lasting and self.tick > self.fault_at)):
            raise self.fault

    def _change(self) -> None:
        self._step()
        if not self.writable:
            raise OSError(errno.EROFS, "Read-only file system")
        self.written += 1

    def _stored(self, name: str) -> str:
        """The name under which the volume knows `name`; EINVAL for what FAT cannot hold."""
        if not name or ILLEGAL & set(name) or name.endswith(" ") or len(name.encode("utf-16-le")) > 510:
            raise OSError(errno.EINVAL, "Invalid argument", name)
        name = name.rstrip(".")  # Linux drops trailing dots without a word
        return next((there for there in self.files if self._folded(there) == self._folded(name)), name)

    def _folded(self, name: str) -> str:
        return name.casefold() if self.folds else "".join(c.lower() if c.isascii() else c for c in name)

    def _there(self, name: str) -> str:
        stored = self._stored(name)
        if stored not in self.files:
            raise FileNotFoundError(errno.ENOENT, "No such file", name)
        return stored

    def names(self) -> list[str]:
        self._step()
        return list(self.files)

    def is_file(self, name: str) -> bool:
        return self._stored(name) in self.files

    def size(self, name: str) -> int:
        return len(self.files[self._there(name)])

    def read(self, name: str) -> Iterator[bytes]:
        self._step()
        yield self.files[self._there(name)]

    def write(self, name: str, chunks: Iterable[bytes]) -> None:
        self._change()
        stored = self._stored(name)
        if stored in self.files:
            raise FileExistsError(errno.EEXIST, "File exists", name)
        self.files[stored] = b""
        for chunk in chunks:
            self._change()
            fits = chunk[: max(0, self.room)]
            self.files[stored] = bytes(
                bytearray(self.files[stored]) + fits
            )  # never the same object: clusters of its own
            self.room -= len(fits)
            if len(fits) < len(chunk):
                raise OSError(errno.ENOSPC, "No space left on device")
        self._flush_file(stored)
        self._flush_folder()

    def rename(self, old: str, new: str) -> None:
        self._change()
        old, new = self._there(old), self._stored(new)
        if new in self.files:
            raise FileExistsError(errno.EEXIST, "File exists", new)
        self.files[new] = self.files.pop(old)
        self._flush_file(new)
        self._flush_folder()

    def delete(self, name: str) -> None:
        self._change()
        gone = self.files.pop(self._there(name))
        self.room += len(gone)
        for other, data in self.files.items():
            if data is gone and data:  # two names for the same clusters, which are free now
                self.files[other] = bytes(len(data))
        self._flush_folder()

    def settle(self, name: str) -> None:
        self._change()
        self._there(name)

    def free(self) -> int:
        return self.room

    def cluster(self) -> int:
        return 4096

    def read_only(self) -> bool:
        return not self.writable

    def _flush_file(self, name: str) -> None:
        self._step()
        self.medium[name] = self.files[name]

    def _flush_folder(self) -> None:
        self._step()
        for gone in self.medium.keys() - self.files.keys():
            del self.medium[gone]
        for name in self.files.keys() - self.medium.keys():
            self.medium[name] = b""

    def after_power_cut(self) -> Iterator[dict[str, bytes]]:
        """Every content the medium may have once the power is back."""
        choices: list[tuple[tuple[str, bytes | None], ...]] = []
        for name in self.medium.keys() | self.files.keys():
            now, safe = self.files.get(name), self.medium.get(name)
            if name in self.medium and name in self.files and now == safe:
                choices.append(((name, safe),))
            elif name in self.medium:  # removed, not flushed
                choices.append(((name, safe), (name, None)))
            else:  # new, not flushed: absent, a bare name, part of its bytes, all of them
                assert now is not None
                outcomes = {None, b"", now[: len(now) // 2], now} if name.endswith(".bmpart") else {None, b"", now}
                choices.append(tuple((name, outcome) for outcome in outcomes))
        for combination in itertools.product(*choices):
            yield {name: data for name, data in combination if data is not None}
