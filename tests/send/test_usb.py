from __future__ import annotations

import errno
import os
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from fat import Fat
from trees import tree

from bookmaker.devices import FOLDER, device
from bookmaker.send import Delivery, Edition, Order
from bookmaker.send.readers import Reader, recognise_folder
from bookmaker.send.usb import Shelf, deliver, plain_shelf, shelf_on
from bookmaker.send.volume import Disk, Volume

Write = Callable[..., Edition]
ASKED = Order(())
NAME = "The Lamp - R. Example.epub"


@pytest.fixture
def put(tmp_path: Path) -> Callable[..., list[Delivery]]:
    said: list[str] = []

    def put(
        editions: Sequence[Edition], volume: Volume, order: Order = ASKED, shelf: Shelf | None = None
    ) -> list[Delivery]:
        shelf = shelf or Shelf(FOLDER, tmp_path, "test")
        return list(deliver(editions, shelf, order, state=tmp_path / "state", say=said.append, volume=volume))

    return put


Put = Callable[..., list[Delivery]]


def outcomes(deliveries: list[Delivery]) -> list[tuple[str, int]]:
    return [(delivery.outcome, delivery.exit_code) for delivery in deliveries]


def test_a_book_is_copied_then_left_alone_then_replaced(put: Put, dist: Write) -> None:
    volume = Fat({"KoboReader.sqlite": b"db"})
    assert outcomes(put([dist()], volume)) == [("copied", 0)]
    written = volume.written
    assert outcomes(put([dist()], volume)) == [("up to date", 0)]
    assert volume.written == written  # not one byte, not one date: the reading position lives
    assert outcomes(put([dist(content="two")], volume)) == [("replaced", 0)]
    assert volume.files == {"KoboReader.sqlite": b"db", NAME: b"two"}


def test_a_file_we_did_not_write_is_never_overwritten_unasked(put: Put, dist: Write) -> None:
    volume = Fat({NAME: b"a friend's copy"})
    (refused,) = put([dist()], volume)
    assert (refused.outcome, refused.exit_code, refused.where) == ("refused", 1, NAME)
    assert "--replace" in refused.detail
    assert volume.files == {NAME: b"a friend's copy"}
    assert volume.written == 0
    assert outcomes(put([dist()], volume, Order((), replace=True))) == [("replaced", 0)]
    assert volume.files == {NAME: b"one"}


def test_our_copy_that_someone_changed_is_not_ours_any_more(put: Put, dist: Write) -> None:
    volume = Fat()
    put([dist()], volume)
    volume.files[NAME] = b"one, annotated"
    assert outcomes(put([dist(content="two")], volume)) == [("refused", 1)]


def test_a_name_that_differs_in_case_is_the_same_book(put: Put, dist: Write) -> None:
    volume = Fat()
    put([dist()], volume)
    assert outcomes(put([dist(title="THE LAMP")], volume)) == [("up to date", 0)]
    put([dist(title="the lamp", content="two")], volume)
    assert list(volume.files.values()) == [b"two"]


@pytest.mark.parametrize("folds", [False, True])
def test_two_books_of_one_name_get_two_files(put: Put, dist: Write, folds: bool) -> None:
    volume = Fat(folds=folds)
    editions = [dist("a", "1", title="Été"), dist("b", "2", title="ÉTÉ"), dist("c", "3", title="été")]
    assert outcomes(put(editions, volume)) == [("copied", 0)] * 3
    assert sorted(volume.files.values()) == [b"1", b"2", b"3"]
    assert outcomes(put(editions, volume)) == [("up to date", 0)] * 3
    assert outcomes(put([editions[1]], volume)) == [("up to date", 0)]  # alone, too
    assert outcomes(put([dist("b", "new", title="ÉTÉ")], volume)) == [("replaced", 0)]
    assert sorted(volume.files.values()) == [b"1", b"3", b"new"]


def test_a_dry_run_writes_nothing(put: Put, dist: Write, tmp_path: Path) -> None:
    volume = Fat({"b - R. Example.epub": b"x", "c - R. Example.epub": b"3"})
    editions = [dist("a", "1", title="a"), dist("b", "2", title="b"), dist("c", "3", title="c")]
    dry = Order((), dry_run=True)
    assert outcomes(put(editions, volume, dry)) == [("would copy", 0), ("refused", 1), ("up to date", 0)]
    assert outcomes(put(editions[1:2], volume, Order((), dry_run=True, replace=True))) == [("would replace", 0)]
    assert volume.written == 0
    assert not (tmp_path / "state").exists()


def test_too_little_room_is_seen_before_anything_is_written(put: Put, dist: Write) -> None:
    volume = Fat(room=100_000)
    (failed,) = put([dist(content="x" * 50_000)], volume)
    assert (failed.outcome, failed.exit_code) == ("failed", 3)
    assert "too full: 2.2 MB more" in failed.detail
    assert volume.written == 0


def test_no_room_is_needed_for_what_is_up_to_date(put: Put, dist: Write) -> None:
    volume = Fat()
    put([dist()], volume)
    volume.room = 0
    assert outcomes(put([dist()], volume)) == [("up to date", 0)]


def test_a_read_only_disk_is_left_alone(put: Put, dist: Write) -> None:
    volume = Fat(writable=False)
    (failed,) = put([dist()], volume)
    assert (failed.outcome, failed.exit_code) == ("failed", 3)
    assert "can only be read" in failed.detail


def test_a_disk_that_fails_at_any_step_is_reported_and_the_next_run_mends(put: Put, dist: Write) -> None:
    def attempt(step: int) -> int:
        volume = Fat()
        put([dist(content="one")], volume)
        taken, volume.tick = volume.tick, 0
        volume.fail(step, OSError(errno.EIO, os.strerror(errno.EIO)))
        deliveries = put([dist(content="two"), dist("other", "3", title="Other")], volume)
        total, volume.fault = volume.tick, None
        if step <= total:
            assert deliveries[-1].outcome == "failed"
            assert deliveries[-1].exit_code == 3
            assert "unplugged" in deliveries[-1].detail
        later = Fat(volume.files)
        assert all(
            code == 0 for _, code in outcomes(put([dist(content="two"), dist("other", "3", title="Other")], later))
        )
        assert later.files == {NAME: b"two", "Other - R. Example.epub": b"3"}
        return taken

    for step in range(1, 41):
        attempt(step)


def test_an_empty_file_left_by_a_power_cut_is_ours_to_fill(put: Put, dist: Write) -> None:
    volume = Fat()
    put([dist()], volume)
    volume.files[NAME] = b""
    assert outcomes(put([dist()], volume)) == [("replaced", 0)]
    assert volume.files == {NAME: b"one"}


def test_a_folder_of_that_name_is_not_replaced(tmp_path: Path, put: Put, dist: Write) -> None:
    (tmp_path / "shelf" / NAME).mkdir(parents=True)
    shelf = plain_shelf(tmp_path / "shelf")
    assert outcomes(put([dist()], Disk(shelf.folder), Order((), replace=True), shelf)) == [("refused", 1)]


def reader_at(root: Path, tmp_path: Path) -> Reader:
    reader = recognise_folder(root, tmp_path / "home", [])
    assert reader
    return reader


def test_a_reader_swapped_for_an_empty_mount_point_is_noticed(
    kobo: Path, tmp_path: Path, put: Put, dist: Write
) -> None:
    shelf = shelf_on(reader_at(kobo, tmp_path))
    (kobo / ".kobo/version").unlink()
    (failed,) = put([dist()], Disk(shelf.folder), shelf=shelf)
    assert failed.exit_code == 3
    assert "no longer there" in failed.detail
    assert not (kobo / NAME).exists()


def test_a_real_folder_keeps_every_other_file(kobo: Path, tmp_path: Path, put: Put, dist: Write) -> None:
    before = tree(kobo)
    shelf = shelf_on(reader_at(kobo, tmp_path))
    assert shelf.device is device("kobo-libra-colour")
    for content in ("one", "two"):
        put([dist(content=content, suffix=".kepub.epub")], Disk(shelf.folder), shelf=shelf)
    assert tree(kobo) == {**before, "The Lamp - R. Example.kepub.epub": b"two"}


def test_books_go_where_the_reader_looks(tmp_path: Path) -> None:
    for name, folder, inside in (
        ("pocketbook", "Books", "Books"),
        ("pocketbook", "other", ""),
        ("kindle", "documents", "documents"),
    ):
        root = tmp_path / name / folder
        (root / folder).mkdir(parents=True)
        shelf = shelf_on(Reader(device(name), root, "x"))
        assert shelf.inside == inside
        assert shelf.folder == root / inside
