"""Work in a process of its own, while this one goes on with something else."""

from __future__ import annotations

import signal
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

T = TypeVar("T")


def beside(work: Callable[[], T]) -> Callable[[], T]:
    """Begin some work; what comes back waits for its result and returns it, or raises what the work raised.

    The work sees this process as it is now: it is a fork, so nothing need be packed for it. Where there is no fork
    (Windows), or the process is killed, the work is done here when its result is asked for.
    """
    import multiprocessing  # only a long book needs it

    if "fork" not in multiprocessing.get_all_start_methods():
        return work
    receiver, sender = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.get_context("fork").Process(target=_do, args=(work, sender), daemon=True)
    process.start()
    sender.close()

    def result() -> T:
        try:
            value: T | Exception = receiver.recv()
        except EOFError:
            return work()
        finally:
            receiver.close()
        if isinstance(value, Exception):
            raise value
        return value

    return result


def _do(work: Callable[[], T], sender: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to hear; it takes this process with it
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    try:
        result: T | Exception = work()
    except Exception as error:
        result = error
    with suppress(OSError):  # nobody waits for it any more
        sender.send(result)
