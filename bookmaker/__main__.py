"""The entry point: `bookmaker`, or `python -m bookmaker`."""

from __future__ import annotations

import gc
import io
import os
import signal
import sys
from contextlib import suppress
from typing import NoReturn


def main() -> NoReturn:
    """Run the command line."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # while the program is being loaded, Ctrl-C just ends it
    # A book is a tree of very many small objects, none of them in a cycle: looked at again and again for nothing.
    gc.set_threshold(100_000, 50, 100)
    from bookmaker.cli import run
    from bookmaker.interrupts import listen

    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # a title that this terminal cannot show is no bug
    listen()
    code = run()
    if not (sys.gettrace() or sys.getprofile()):  # they have something to say at the end
        with suppress(OSError):
            _leave(code)
    sys.exit(code)


def _leave(code: int) -> NoReturn:
    """End at once: nothing is open any more, and to take every object apart lasts as long as to read a short story."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.flush()
    os._exit(code)


if __name__ == "__main__":
    main()
