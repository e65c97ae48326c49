"""Laid-out pieces kept between builds: files named by what they were made from. Safe to delete at any time."""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

BOUND = 512 * 1024 * 1024
"""Bytes the cache may hold; the files longest unused go first, down to `KEPT` of it."""
KEPT = 0.75


def key(*parts: str | bytes) -> str:
    """The name of what follows from these parts and nothing else."""
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class Cache:
    """A cache in `folder`; None keeps nothing. A cache that cannot be read or written is as good as an empty one."""

    folder: Path | None

    def get(self, name: str) -> bytes | None:
        """What was kept under that name."""
        if self.folder is None:
            return None
        with contextlib.suppress(OSError):
            path = self._path(name)
            data = path.read_bytes()
            os.utime(path)  # used now
            return data
        return None

    def put(self, name: str, data: bytes) -> None:
        """Keep something under a name."""
        if self.folder is None:
            return
        with contextlib.suppress(OSError):
            path = self._path(name)
            path.parent.mkdir(parents=True, exist_ok=True)
            new = path.with_name(f"{path.name}.{os.getpid()}")
            new.write_bytes(data)
            new.replace(path)

    def prune(self, bound: int = BOUND) -> None:
        """Bring the cache below its bound."""
        if self.folder is None:
            return
        with contextlib.suppress(OSError):
            files = sorted(_files(self.folder), reverse=True)
            if sum(size for _, size, _ in files) <= bound:
                return
            total = 0
            for _, size, path in files:
                total += size
                if total > bound * KEPT:
                    path.unlink(missing_ok=True)

    def _path(self, name: str) -> Path:
        assert self.folder is not None
        return self.folder / name[:2] / name


def _files(folder: Path) -> Iterable[tuple[float, int, Path]]:
    """Time of last use, size and path of each file kept."""
    for path in folder.glob("??/*"):
        facts = path.stat()
        yield facts.st_mtime, facts.st_size, path
