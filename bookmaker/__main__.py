"""The entry point: `bookmaker`, or `python -m bookmaker`."""

from __future__ import annotations

import gc
import io
import signal
import sys
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
    sys.exit(run())


if __name__ == "__main__":
    main()
