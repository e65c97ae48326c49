"""Whatever happens to a reader over time: our books stay whole, everyone else's stay as they are."""

from __future__ import annotations

import tempfile
from pathlib import Path

from fat import Fat, PowerCut
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from bookmaker.devices import FOLDER
from bookmaker.send import Edition, Order
from bookmaker.send.usb import Shelf, deliver

BOOKS = ("lamp", "moth", "Lamp")  # two of one name but for the case
VERSIONS = st.integers(0, 3)


def text(book: str, version: int) -> bytes:
    return f"{book}, printing {version}".encode()


class History(RuleBasedStateMachine):
    """Books are sent, the power fails, people add, change and delete files."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.volume = Fat({"KoboReader.sqlite": b"database"})
        self.foreign = {"KoboReader.sqlite": b"database"}
        self.sent: set[str] = set()  # books that were put there and that nobody took away

    def teardown(self) -> None:
        self.folder.cleanup()

    def send(self, book: str, version: int, *, replace: bool = False) -> str:
        path = Path(self.folder.name) / f"{BOOKS.index(book)}.epub"
        path.write_bytes(text(book, version))
        edition = Edition(f"{BOOKS.index(book)}", path, book)
        shelf = Shelf(FOLDER, Path(self.folder.name), "test")
        order = Order((), replace=replace)
        state = Path(self.folder.name) / "state"
        (delivery,) = deliver([edition], shelf, order, state=state, say=lambda _: None, volume=self.volume)
        if delivery.exit_code == 0:
            assert self.volume.files[delivery.where] == text(book, version)
            self.sent.add(book)
            self.foreign.pop(delivery.where, None)  # asked for, or the very same bytes
        return delivery.outcome

    def twice(self) -> tuple[str, ...]:
        """What sending may also come to while a book stands twice after a power cut: that is for a disk check."""
        return ("failed",) if any(name.endswith(".bmold") for name in self.volume.files) else ()

    @rule(book=st.sampled_from(BOOKS), version=VERSIONS)
    def send_a_book(self, book: str, version: int) -> None:
        assert self.send(book, version) in ("copied", "replaced", "up to date", "refused", *self.twice())

    @rule(book=st.sampled_from(BOOKS), version=VERSIONS)
    def send_a_book_over_whatever_is_there(self, book: str, version: int) -> None:
        assert self.send(book, version, replace=True) in ("copied", "replaced", "up to date", *self.twice())

    @rule(book=st.sampled_from(BOOKS), version=VERSIONS, step=st.integers(1, 30), data=st.data())
    def cut_the_power_while_sending(self, book: str, version: int, step: int, data: st.DataObject) -> None:
        self.volume.tick = 0
        self.volume.fail(step, PowerCut())
        try:
            self.send(book, version)
        except PowerCut:
            # One file under two names is for a disk check, which gives each its own clusters.
            left = data.draw(st.sampled_from(list(self.volume.after_power_cut())))
            self.volume = Fat({name: bytes(bytearray(content)) for name, content in left.items()})
        self.volume.fault = None

    @rule(name=st.sampled_from(["lamp.epub", "LAMP.epub", "moth.epub", "other.epub"]), mark=st.integers(0, 2))
    def someone_adds_a_file(self, name: str, mark: int) -> None:
        if name.casefold() not in map(str.casefold, self.volume.files):
            self.foreign[name] = f"mine {mark}".encode()
            self.volume = Fat({**self.volume.files, **self.foreign})

    @precondition(lambda self: self.sent)
    @rule(data=st.data())
    def someone_deletes_everything_of_ours(self, data: st.DataObject) -> None:
        self.volume = Fat(self.foreign)
        self.sent = set()

    @invariant()
    def foreign_files_are_as_they_were(self) -> None:
        assert {name: self.volume.files.get(name) for name in self.foreign} == self.foreign

    @invariant()
    def every_book_sent_is_there_whole(self) -> None:
        there = set(self.volume.files.values())
        assert all(there & {text(book, version) for version in range(4)} for book in self.sent)


TestAnyHistory = History.TestCase
TestAnyHistory.settings = settings(max_examples=150, stateful_step_count=15, deadline=None)
