"""Write a file whole or not at all. What stood there before stays until the new bytes are safe on the disk."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from bookmaker.errors import OutsideError


def write(path: Path, data: bytes) -> bool:
    """Put these bytes at `path`, making its folder; False when they stand there already and nothing was touched.

    Raises OutsideError when the folder or the disk will not take them; the old file is then as it was.
    """
    try:
        if path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data:
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path.resolve(), data)
    except OSError as error:
        raise OutsideError(f"cannot write {path}: {error.strerror or error}", _hint(error)) from error
    return True


def _replace(path: Path, data: bytes) -> None:
    """A temporary file in the same folder, synced, renamed over the old one; the folder synced, so the name lasts."""
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name[:100]}.", suffix=".part", dir=path.parent)
    part = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.chmod(path.stat().st_mode if path.exists() else 0o666 & ~_umask())
        part.replace(path)
    except BaseException:  # Ctrl-C too leaves no litter
        part.unlink(missing_ok=True)
        raise
    if os.name == "posix":  # elsewhere a folder cannot be opened, and the rename is safe without it
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _umask() -> int:
    """The process's mask for new files; reading it means setting it for a moment."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def _hint(error: OSError) -> str:
    import errno

    match error.errno:
        case errno.ENOSPC | errno.EDQUOT:
            return "make room on the disk"
        case errno.EACCES | errno.EPERM | errno.EROFS:
            return "choose another place with -o"
        case _:
            return ""
