"""Many books at once, each in a process of its own."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace

from bookmaker.build import BuildResult, Order, Watch, build
from bookmaker.interrupts import listen
from bookmaker.project import Entry

_PATIENCE = 10  # seconds that a process has to clean up


def build_all(entries: Sequence[Entry], order: Order, watch: Watch = lambda step: None) -> Iterator[BuildResult]:
    """Make some books, each result as soon as it and those asked for before it are there.

    With several books and `order.jobs` above 1 they share the processes, and `watch` hears nothing of them. When the
    caller stops, by Ctrl-C too, what is under way is called off: no file is left half-written.
    """
    workers = min(order.jobs, len(entries))
    if workers < 2:
        for entry in entries:
            yield build(entry, order, watch)
        return
    from concurrent.futures import ProcessPoolExecutor  # one book does without

    share = replace(order, jobs=max(1, order.jobs // workers))
    with ProcessPoolExecutor(workers, initializer=_deaf) as pool:
        try:
            for future in [pool.submit(_build, entry, share) for entry in entries]:
                yield future.result()
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            _call_off()
            raise


def _call_off() -> None:
    """Interrupt what is under way; each process cleans up and goes."""
    from multiprocessing import active_children

    for _ in range(_PATIENCE):
        under_way = active_children()
        if not under_way:
            return
        for child in under_way:
            if child.pid is not None:
                with suppress(ProcessLookupError):
                    os.kill(child.pid, signal.SIGINT)
        time.sleep(1)
    for child in active_children():
        child.kill()


def _deaf() -> None:
    """Between two books Ctrl-C is the parent's to hear."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _build(entry: Entry, order: Order) -> BuildResult:
    signal.signal(signal.SIGINT, signal.default_int_handler)
    listen()
    try:
        return build(entry, order)
    finally:
        _deaf()
