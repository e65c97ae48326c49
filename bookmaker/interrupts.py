"""Ctrl-C and `kill`: both end a run by an exception, so that every temporary file is removed on the way out."""

from __future__ import annotations

import signal
import sys
import threading
from types import FrameType
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from sys import UnraisableHookArgs

_AGAIN = 0.05  # seconds


def listen() -> None:
    """From here on Ctrl-C raises KeyboardInterrupt and `kill` SystemExit. A run told to ignore Ctrl-C goes on so."""
    if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, _terminated)
    sys.unraisablehook = _not_lost


def _terminated(number: int, frame: FrameType | None) -> NoReturn:
    sys.exit(128 + number)


def _not_lost(unraisable: UnraisableHookArgs) -> None:
    """Python drops an exception that a signal raises inside some of its own callbacks; then it is raised again."""
    if isinstance(unraisable.exc_value, KeyboardInterrupt):
        again = threading.Timer(_AGAIN, signal.raise_signal, [signal.SIGINT])
    elif isinstance(unraisable.exc_value, SystemExit):
        again = threading.Timer(_AGAIN, signal.raise_signal, [signal.SIGTERM])
    elif isinstance(unraisable.exc_value, AttributeError) and _is_end(unraisable.object):
        return  # of an object that the signal caught half made (a ZipFile): it has not all that its `__del__` looks at
    else:
        sys.__unraisablehook__(unraisable)
        return
    again.daemon = True
    again.start()


def _is_end(function: object) -> bool:
    return getattr(function, "__name__", "") == "__del__"
