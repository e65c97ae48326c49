"""Runs inside the virtual machine of test_vfat.py: copies a book, or recovers, on a folder of the real vfat driver.

`place FOLDER CUT SIZE` stops for ever after the driver has been called CUT times, and says so: then the power goes.
"""

from __future__ import annotations

import hashlib
import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from bookmaker.send import copying
from bookmaker.send.volume import CHUNK, Disk

NAME = "The Lamp - R. Example.epub"


def content(seed: str, size: int) -> bytes:
    """Bytes that do not repeat, so that no cluster passes for another."""
    return hashlib.shake_256(seed.encode()).digest(size)


def cut_after(calls: int) -> Callable[[], None]:
    seen = 0

    def tick() -> None:
        nonlocal seen
        seen += 1
        if seen == calls:
            print("CUT", flush=True)
            time.sleep(600)

    return tick


def counted(function: Callable[..., object], tick: Callable[[], None]) -> Callable[..., object]:
    def call(*arguments: object, **options: object) -> object:
        result = function(*arguments, **options)
        tick()
        return result

    return call


def place(folder: Path, cut: int, size: int) -> None:
    tick, new = cut_after(cut), content("new", size)

    def chunks() -> Iterator[bytes]:
        for at in range(0, len(new), CHUNK):
            yield new[at : at + CHUNK]
            tick()

    os.fsync = counted(os.fsync, tick)  # type: ignore[assignment]
    Path.rename = counted(Path.rename, tick)  # type: ignore[method-assign]
    Path.unlink = counted(Path.unlink, tick)  # type: ignore[method-assign]
    copying.place(Disk(folder), NAME, chunks(), hashlib.sha256(new).hexdigest())


def overwrite(folder: Path, cut: int, size: int) -> None:
    """The usual way, which loses both copies: shows that the machine is able to lose them."""
    tick, fresh = cut_after(cut), folder / "fresh"
    with fresh.open("xb") as file:
        file.write(content("new", size))
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(folder / NAME)
    handle = os.open(folder, os.O_RDONLY)
    os.fsync(handle)
    tick()


if __name__ == "__main__":
    job, folder, *numbers = sys.argv[1:]
    if job == "recover":
        copying.recover(Disk(Path(folder)))
    else:
        {"place": place, "overwrite": overwrite}[job](Path(folder), *map(int, numbers))
    print("DONE", flush=True)
