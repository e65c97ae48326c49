"""Work in a process of its own."""

from __future__ import annotations

import os
import pickle
import signal

import pytest

from bookmaker.build.beside import beside
from bookmaker.fidelity import source_words


def test_the_result_comes_from_another_process() -> None:
    assert beside(os.getpid)() != os.getpid()


def test_what_the_work_raises_is_raised_here() -> None:
    def work() -> int:
        raise ValueError("no such words")

    with pytest.raises(ValueError, match="no such words"):
        beside(work)()


def test_when_the_process_is_killed_the_work_is_done_here() -> None:
    here = os.getpid()

    def work() -> int:
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return 7

    assert beside(work)() == 7


def test_without_fork_the_work_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("multiprocessing.get_all_start_methods", lambda: ["spawn"])
    assert beside(os.getpid)() == os.getpid()


def test_words_go_to_another_process_and_back() -> None:
    words = source_words("He would re-\nturn.\n\nAt noon", "a.txt", 3)
    assert pickle.loads(pickle.dumps(words)) == words
