"""A reader in a process of its own."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterable, Iterator

import pytest

from bookmaker.build.beside import beside, here


def counter() -> Callable[[Iterable[str], str], tuple[str, int, int]]:
    """Reads parts, and says in which process."""

    def read(parts: Iterable[str], about: str) -> tuple[str, int, int]:
        return about, sum(map(len, parts)), os.getpid()

    return read


def words() -> list[str]:
    return ["salt", "", "road"]


def test_a_reader_in_this_process() -> None:
    assert here(counter)(words, "EPUB") == ("EPUB", 8, os.getpid())


def test_a_reader_in_another_answers_again_and_again() -> None:
    ask = beside(counter)
    for name in ("EPUB", "PDF"):
        about, letters, process = ask(words, name)
        assert (about, letters) == (name, 8)
        assert process != os.getpid()


def test_it_need_not_read_all_it_is_handed() -> None:
    ask = beside(lambda: lambda parts, about: next(iter(parts)) + about)
    assert ask(words, "!") == "salt!"
    assert ask(words, "?") == "salt?"


def test_what_the_reader_raises_is_raised_here() -> None:
    def fail(parts: Iterable[str], about: str) -> int:
        raise ValueError("no such words")

    ask = beside(lambda: fail)
    for _ in range(2):
        with pytest.raises(ValueError, match="no such words"):
            ask(words, "EPUB")


@pytest.mark.parametrize("error", [ValueError, OSError])
def test_what_making_the_parts_raises_is_raised_here_and_the_next_question_is_answered(error: type[Exception]) -> None:
    def torn() -> Iterator[str]:
        yield "salt"
        raise error("torn")

    ask = beside(counter)
    with pytest.raises(error, match="torn"):
        ask(torn, "EPUB")
    assert ask(words, "PDF")[:2] == ("PDF", 8)


def test_when_it_cannot_learn_that_is_seen_here() -> None:
    def learn() -> Callable[[Iterable[str], str], int]:
        raise ValueError("no such words")

    with pytest.raises(ValueError, match="no such words"):
        beside(learn)(words, "EPUB")


def test_when_the_process_is_killed_the_reader_reads_here() -> None:
    tests = os.getpid()

    def learn() -> Callable[[Iterable[str], str], tuple[str, int, int]]:
        if os.getpid() != tests:
            os.kill(os.getpid(), signal.SIGKILL)
        return counter()

    assert beside(learn)(words, "EPUB") == ("EPUB", 8, tests)


def test_without_fork_the_reader_reads_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("multiprocessing.get_all_start_methods", lambda: ["spawn"])
    assert beside(counter)(words, "EPUB") == ("EPUB", 8, os.getpid())
