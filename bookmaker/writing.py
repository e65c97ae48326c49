"""Write a file whole or not at all. What stood there before stays until the new bytes are safe on the disk."""

from __future__ import annotations

import os
from pathlib import Path

from bookmaker.errors import OutsideError

_TELLING = 40  # letters of a book's name in that of its unfinished file; at 4 bytes each, far below the 255 of a name


def write(path: Path, data: bytes) -> bool:
    """Put these bytes at `path`, making its folder; False when they stand there already and nothing was touched.

    Raises OutsideError when the folder or the disk will not take them, or when a device or a pipe stands there; what
    stood there is then as it was.
    """
    try:
        if path.exists() and not (path.is_file() or path.is_dir()):  # a rename would put a file in place of /dev/null
            raise OutsideError(f"{path} is no ordinary file", "name another place with -o")
        if path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data:
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path.resolve(), data)
    except OSError as error:
        raise OutsideError(f"cannot write {path}: {error.strerror or error}", _hint(error)) from error
    return True


def _replace(path: Path, data: bytes) -> None:
    """A temporary file in the same folder, synced, renamed over the old one; the folder synced, so the name lasts."""
    part = path.with_name(f".{path.name[:_TELLING]}.{os.urandom(8).hex()}.part")
    try:  # from before the file is there: Ctrl-C may come between any two steps
        with part.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            part.chmod(path.stat().st_mode)
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


def _hint(error: OSError) -> str:
    import errno

    match error.errno:
        case errno.ENOSPC | errno.EDQUOT:
            return "make room on the disk"
        case errno.EACCES | errno.EPERM | errno.EROFS:
            return "choose another place with -o"
        case _:
            return ""
