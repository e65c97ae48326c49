"""Put one file into a folder on a reader so that a power cut or a pulled plug at any moment leaves a whole copy.

Renaming over the old file, the usual way, loses both on Linux's vfat when the power goes at the wrong moment.
So the old copy steps aside first:

    1. write the new one as `NAME.<hash>.bmpart`, flush it, read it back from the medium and compare
    2. rename the old one to `NAME.<hash>.bmold`                     flush file and folder
    3. rename the new one to `NAME`                                  flush file and folder
    4. delete the `.bmold`                                           flush folder

`<hash>` is the head of the new copy's SHA-256: by it alone the next run tells, on any computer, a finished copy from
a torn one. Killed at each point on the real vfat driver, a whole old or new copy was always left.
"""

from __future__ import annotations

import errno
import hashlib
import re
from collections.abc import Iterable

from bookmaker.errors import OutsideError
from bookmaker.send.names import key
from bookmaker.send.volume import Volume

LARGEST_FILE = (1 << 32) - 1
"""Bytes: FAT32 holds no larger file."""

_RESERVE = 2 << 20  # bytes kept free for the reader's own notes; calibre keeps as much (devices/utils.py:37-46)
_CLUSTER = 32 << 10  # bytes: FAT32's largest cluster, and the usual one on readers
_LEFTOVER = re.compile(r"(?P<name>.+)\.(?P<head>[0-9a-f]{16})\.bm(?P<what>part|old)", re.DOTALL)


def digest(chunks: Iterable[bytes]) -> str:
    """SHA-256, in hexadecimal."""
    total = hashlib.sha256()
    for chunk in chunks:
        total.update(chunk)
    return total.hexdigest()


def standing(volume: Volume, name: str) -> str:
    """The name in the folder that is, or on some system would be, the same file as `name`; "" when there is none."""
    names = volume.names()
    if name in names:
        return name
    return next((there for there in sorted(names) if key(there) == key(name)), "")


def room_for(volume: Volume, sizes: Iterable[int]) -> int:
    """Bytes that are missing before files of these sizes fit; 0 when they do.

    More than their sum, since a new copy and the old one stand side by side for a while.
    """
    sizes = tuple(sizes)
    if not sizes:
        return 0
    cluster = max(volume.cluster(), _CLUSTER)
    needed = sum(-(-size // cluster) * cluster for size in sizes) + 2 * max(sizes) + _RESERVE
    return max(0, needed - volume.free())


def place(volume: Volume, name: str, chunks: Iterable[bytes], sha256: str) -> None:
    """Put the file there, in the place of one that stands there. Any error leaves a whole old or new copy.

    `sha256` is of all the chunks, in hexadecimal. Raises OSError, and OutsideError when what was written reads back
    different.
    """
    part, old = f"{name}.{sha256[:16]}.bmpart", f"{name}.{sha256[:16]}.bmold"
    if old in volume.names():  # `recover` leaves it when its clusters may be the book's own: see there
        raise OutsideError(
            f"“{old}” is left of an interrupted copy", "check the reader's disk, delete that file and send again"
        )
    try:
        volume.write(part, chunks)
        if digest(volume.read(part)) != sha256:
            raise OutsideError(
                f"what was written of “{name}” reads back different", "the reader's memory may be failing"
            )
        if name in volume.names():
            volume.rename(name, old)
        volume.rename(part, name)
        if old in volume.names():
            volume.delete(old)
    except BaseException as error:  # Ctrl-C too
        try:
            recover(volume)
        except OSError as second:  # the disk is gone: the next run recovers
            error.add_note(f"and tidying up failed: {second}")
        raise
    volume.settle(name)


def recover(volume: Volume) -> tuple[str, ...]:
    """Finish or undo what an earlier run left half done in this folder. Returns a sentence for each book it touched."""
    leftovers = [match for match in map(_LEFTOVER.fullmatch, sorted(volume.names())) if match]
    by_name: dict[str, list[re.Match[str]]] = {}
    for match in leftovers:
        by_name.setdefault(match["name"], []).append(match)
    return tuple(_recover(volume, name, matches) for name, matches in by_name.items())


def _recover(volume: Volume, name: str, leftovers: list[re.Match[str]]) -> str:
    """Finish or undo the interrupted copy of one book, and say which."""
    parts = [m.string for m in leftovers if m["what"] == "part"]
    olds = [m.string for m in leftovers if m["what"] == "old"]
    head = {m.string: m["head"] for m in leftovers}

    there = standing(volume, name)  # perhaps someone's own, of a name that differs in case alone
    if there and (there != name or _has_bytes(volume, name)):
        mine = digest(volume.read(there))[:16]
        done = [old for old in olds if head[old] == mine or not volume.size(old)]
        torn = [part for part in parts if head[part] != mine]
        for leftover in (*done, *torn):
            volume.delete(leftover)
        if len(done) + len(torn) == len(leftovers):
            return f"tidied up after an interrupted copy of “{name}”"
        # Either name may own the other's clusters now, and deleting one would free both: that is for a disk check.
        return f"“{name}” stands there twice after an interrupted copy; check the reader's disk, then delete the second"

    whole = next((part for part in parts if digest(volume.read(part))[:16] == head[part]), "")
    kept = next((old for old in olds if volume.size(old)), "")
    if name in volume.names():
        volume.delete(name)  # torn: its name reached the medium, its bytes did not
    if whole:
        volume.rename(whole, name)
        said = f"finished an interrupted copy of “{name}”"
    elif kept:
        # Copied, not renamed: until the name and the bytes are both on the medium this is the only copy.
        again = f"{name}.{digest(volume.read(kept))[:16]}.bmpart"
        if again in parts:
            volume.delete(again)
        volume.write(again, volume.read(kept))
        volume.rename(again, name)
        said = f"put back “{name}” after an interrupted copy"
    else:
        said = f"removed what an interrupted copy of “{name}” left"
    for leftover in head:
        if leftover in volume.names():
            volume.delete(leftover)
    return said


def _has_bytes(volume: Volume, name: str) -> bool:
    return name in volume.names() and volume.is_file(name) and volume.size(name) > 0


def explain(error: OSError, where: str) -> OutsideError:
    """Say what a failing disk means, and what to do."""
    if error.errno == errno.ENOSPC:
        return OutsideError(f"{where} is full", "delete something there and send again")
    if error.errno == errno.EROFS:
        return OutsideError(
            f"{where} can only be read", "its disk may have errors: check it (fsck.vfat, chkdsk), then send again"
        )
    if error.errno in (errno.EACCES, errno.EPERM):
        return OutsideError(f"{where} may not be written by you", f"change its permissions ({error.strerror})")
    if error.errno in (errno.EIO, errno.ENODEV, errno.ENXIO, errno.ENOTCONN, errno.ENOENT, errno.ESTALE):
        return OutsideError(
            f"{where} was unplugged, or its disk fails", "connect it and send again: that also tidies up"
        )
    return OutsideError(f"{where}: {error.strerror or error}", "connect it again and send again")
