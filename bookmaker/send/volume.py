"""The folder on a disk that books are copied into: the few things done to it, so that a test can make each one fail."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Protocol

CHUNK = 1 << 20
"""Bytes read or written at a time."""


class Volume(Protocol):
    """One folder on a reader. Names are plain file names in it; every method raises OSError when the disk fails."""

    def names(self) -> list[str]:
        """Everything in the folder."""

    def is_file(self, name: str) -> bool:
        """Whether `name` is there and an ordinary file."""

    def size(self, name: str) -> int:
        """Bytes of that file."""

    def read(self, name: str) -> Iterator[bytes]:
        """The file as the medium holds it, not as the system remembers it."""

    def write(self, name: str, chunks: Iterable[bytes]) -> None:
        """Write a new file and wait until its bytes and its name are on the medium."""

    def rename(self, old: str, new: str) -> None:
        """Rename, never over a file that is there, and wait until the medium has it."""

    def delete(self, name: str) -> None:
        """Delete, and wait until the medium has it."""

    def settle(self, name: str) -> None:
        """Follow the last flush with one harmless write, for readers that hang up after a bare flush."""

    def free(self) -> int:
        """Bytes that can still be written."""

    def cluster(self) -> int:
        """Bytes in which the disk hands out room."""

    def read_only(self) -> bool:
        """Whether the system mounted it so."""


class Disk:
    """The real one. Modes and extended attributes are left alone: FAT has none, and macOS makes `._` files of them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def names(self) -> list[str]:
        """See Volume."""
        return os.listdir(self.folder)  # noqa: PTH208  names, not paths

    def is_file(self, name: str) -> bool:
        """See Volume."""
        return (self.folder / name).is_file()

    def size(self, name: str) -> int:
        """See Volume."""
        return (self.folder / name).stat().st_size

    def read(self, name: str) -> Iterator[bytes]:
        """See Volume."""
        with (self.folder / name).open("rb", buffering=0) as file:
            _forget(file.fileno())
            while chunk := file.read(CHUNK):
                yield chunk

    def write(self, name: str, chunks: Iterable[bytes]) -> None:
        """See Volume."""
        with (self.folder / name).open("xb") as file:
            for chunk in chunks:
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        self._flush_folder()

    def rename(self, old: str, new: str) -> None:
        """See Volume.

        On Linux's vfat a flushed folder holds the new name, but the file's place and length only once the file
        itself is flushed after the rename: without that a power cut leaves an empty book.
        """
        target = self.folder / new
        if os.path.lexists(target):
            raise FileExistsError(f"{target} is already there")
        (self.folder / old).rename(target)
        with target.open("rb+") as file:
            os.fsync(file.fileno())
        self._flush_folder()

    def delete(self, name: str) -> None:
        """See Volume."""
        (self.folder / name).unlink()
        self._flush_folder()

    def settle(self, name: str) -> None:
        """See Volume. Linux after 5.1.9 lost Kindles at a flush with nothing after it: kernel bug 203973."""
        os.utime(self.folder / name)

    def free(self) -> int:
        """See Volume."""
        if hasattr(os, "statvfs"):
            room = os.statvfs(self.folder)
            return room.f_bavail * room.f_frsize
        return shutil.disk_usage(self.folder).free

    def cluster(self) -> int:
        """See Volume."""
        return os.statvfs(self.folder).f_bsize if hasattr(os, "statvfs") else 4096

    def read_only(self) -> bool:
        """See Volume."""
        return hasattr(os, "statvfs") and bool(os.statvfs(self.folder).f_flag & os.ST_RDONLY)

    def _flush_folder(self) -> None:
        if os.name == "posix":  # Windows opens no folders, and flushes names with the file
            handle = os.open(self.folder, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)


def _forget(handle: int) -> None:
    """Drop the system's memory of the file, so that reading asks the medium."""
    if hasattr(os, "posix_fadvise"):
        os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
