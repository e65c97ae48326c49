"""A reader in a process of its own: what it has to know it learns while this process goes on with something else."""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING, TypeAlias, TypeVar

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

Part = TypeVar("Part")
About = TypeVar("About")
Answer = TypeVar("Answer")
Reader: TypeAlias = Callable[[Iterable[Part], About], Answer]
Ask: TypeAlias = Callable[[Callable[[], Iterable[Part]], About], Answer]
"""Asks a reader about some parts, which it is handed one by one: `ask(partial(pages, book), title)`."""


def here(learn: Callable[[], Reader[Part, About, Answer]]) -> Ask[Part, About, Answer]:
    """A reader in this process, which learns what it has to know when it is first asked."""
    reader = cache(learn)
    return lambda parts, about: reader()(parts(), about)


def beside(learn: Callable[[], Reader[Part, About, Answer]]) -> Ask[Part, About, Answer]:
    """A reader in another process, which begins to learn at once, and reads each part while the next is made.

    It sees this process as it is now: it is a fork, so nothing need be packed for it. Parts (None is none), what they
    are about and the answer are. Where there is no fork (Windows), or the process has died, all is done here.
    What the reader raises, and what making the parts raises, is raised by the question.
    """
    import multiprocessing  # only a long book needs it

    if "fork" not in multiprocessing.get_all_start_methods():
        return here(learn)
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("fork").Process(target=_serve, args=(learn, ours, theirs), daemon=True)
    process.start()
    theirs.close()
    instead = here(learn)

    def ask(parts: Callable[[], Iterable[Part]], about: About) -> Answer:
        try:
            ours.send(about)
            for part in parts():
                ours.send(part)
            ours.send(None)
            answer: Answer | Exception = ours.recv()
        except BaseException as problem:
            ours.close()  # in the middle of a question: it can be asked no other
            if isinstance(problem, EOFError | OSError):
                return instead(parts, about)
            raise
        if isinstance(answer, Exception):
            raise answer
        return answer

    return ask


def _serve(learn: Callable[[], Reader[Part, About, Answer]], ours: Connection, theirs: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to hear; it takes this process with it
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    ours.close()
    with suppress(Exception):  # nobody asks any more; or it cannot be learnt, which the parent will see for itself
        reader = learn()
        while True:
            about = theirs.recv()
            parts = iter(theirs.recv, None)
            try:
                answer: Answer | Exception = reader(parts, about)
            except Exception as error:
                answer = error
            deque(parts, maxlen=0)  # those it did not come to
            theirs.send(answer)
