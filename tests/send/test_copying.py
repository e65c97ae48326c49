from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Iterator

import pytest
from fat import Fat, PowerCut
from hypothesis import given
from hypothesis import strategies as st

from bookmaker.errors import OutsideError
from bookmaker.send import copying

NAME = "The Lamp - R. Example.epub"
OLD, NEW = b"the old book " * 3, b"the new book, longer " * 4
READERS_OWN = {
    "KoboReader.sqlite": b"database",
    "The Lamp - R. Example.sdr": b"position",
    "Zebra.epub": b"another book",
}


def chunks(data: bytes, size: int = 9) -> Iterator[bytes]:
    return (data[at : at + size] for at in range(0, len(data), size))


def place(volume: Fat, name: str = NAME, data: bytes = NEW) -> None:
    copying.place(volume, name, chunks(data), hashlib.sha256(data).hexdigest())


def volume_with(old: bytes | None) -> Fat:
    return Fat(READERS_OWN if old is None else {NAME: old, **READERS_OWN})


def steps(old: bytes | None) -> int:
    volume = volume_with(old)
    place(volume)
    return volume.tick


def own_files_untouched(volume: Fat) -> bool:
    return all(volume.files.get(name) == data for name, data in READERS_OWN.items())


@pytest.mark.parametrize("old", [None, OLD])
def test_the_new_copy_stands_alone(old: bytes | None) -> None:
    volume = volume_with(old)
    place(volume)
    assert volume.files == volume.medium == {NAME: NEW, **READERS_OWN}


CUTS = [(old, step) for old in (None, OLD) for step in range(1, steps(old) + 1)]


@pytest.mark.parametrize(("old", "step"), CUTS)
def test_power_cut_at_each_step_leaves_a_whole_copy(old: bytes | None, step: int) -> None:
    """In whatever order the driver got round to writing, the next run finds or makes a whole copy."""
    volume = volume_with(old)
    volume.fail(step, PowerCut())
    with pytest.raises(PowerCut):
        place(volume)
    for content in volume.after_power_cut():
        later = Fat(content)
        copying.recover(later)
        assert own_files_untouched(later)
        if old is not None:
            assert later.files.get(NAME) in (OLD, NEW), content
        else:  # nothing was there: nothing, the new one, or (vfat) its bare name
            assert later.files.get(NAME) in (None, b"", NEW), content
        # Nothing of ours is left behind, but where two names may share one file: a disk check comes first then.
        twins = {name: data for name, data in later.files.items() if name.endswith((".bmpart", ".bmold"))}
        assert all(data in (OLD, NEW) and data == later.files[NAME] for data in twins.values()), content


@pytest.mark.parametrize(("old", "step"), CUTS)
def test_after_a_power_cut_sending_again_succeeds(old: bytes | None, step: int) -> None:
    volume = volume_with(old)
    volume.fail(step, PowerCut())
    with pytest.raises(PowerCut):
        place(volume)
    later = Fat(volume.files)  # everything reached the medium
    copying.recover(later)
    if later.files.get(NAME) != NEW:
        place(later)
    assert later.files == {NAME: NEW, **READERS_OWN}


@pytest.mark.parametrize(("old", "step"), CUTS)
@pytest.mark.parametrize("number", [errno.EIO, errno.ENODEV, errno.ENOTCONN])
def test_a_pulled_plug_leaves_a_whole_copy(old: bytes | None, step: int, number: int) -> None:
    volume = volume_with(old)
    volume.fail(step, OSError(number, "gone"))
    with pytest.raises(OSError, match="gone"):
        place(volume)
    later = Fat(volume.files)
    copying.recover(later)
    assert own_files_untouched(later)
    assert later.files.get(NAME) in ((OLD, NEW) if old else (None, NEW))
    assert later.files.keys() - READERS_OWN.keys() <= {NAME}


@pytest.mark.parametrize(("old", "step"), CUTS)
@pytest.mark.parametrize("fault", [OSError(errno.EIO, "once"), KeyboardInterrupt()])
def test_a_passing_fault_or_ctrl_c_tidies_up_at_once(old: bytes | None, step: int, fault: BaseException) -> None:
    volume = volume_with(old)
    volume.fail(step, fault, lasting=False)
    with pytest.raises(type(fault)):
        place(volume)
    assert own_files_untouched(volume)
    assert volume.files.get(NAME) in ((OLD, NEW) if old else (None, NEW))
    assert volume.files.keys() - READERS_OWN.keys() <= {NAME}


@pytest.mark.parametrize("old", [None, OLD])
@pytest.mark.parametrize("room", range(len(NEW)))
def test_a_disk_full_at_any_byte_changes_nothing(old: bytes | None, room: int) -> None:
    volume = volume_with(old)
    before, volume.room = dict(volume.files), room
    with pytest.raises(OSError, match="No space"):
        place(volume)
    assert volume.files == volume.medium == before
    assert volume.room == room


def test_what_reads_back_different_is_not_kept() -> None:
    class Forgetful(Fat):
        def read(self, name: str) -> Iterator[bytes]:
            yield self.files[name].replace(b"n", b"m")

    volume = Forgetful({NAME: OLD})
    with pytest.raises(OutsideError, match="reads back different"):
        place(volume)
    assert volume.files == {NAME: OLD}


@given(st.dictionaries(st.sampled_from(["", ".bmpart", ".bmold"]), st.sampled_from([OLD, NEW, NEW[:7], b""])))
def test_recovery_keeps_the_last_whole_copy(leftovers: dict[str, bytes]) -> None:
    """What stands stays, else a whole copy takes its place; and a second run does nothing."""
    tag = hashlib.sha256(NEW).hexdigest()[:16]
    files = {f"{NAME}.{tag}{what}" if what else NAME: bytes(bytearray(data)) for what, data in leftovers.items()}
    volume = Fat({**files, **READERS_OWN})
    copying.recover(volume)
    assert own_files_untouched(volume)
    # A part is whole when its hash says so; an old copy was renamed as it stood, whatever it holds.
    whole = {leftovers.get(".bmold", b"")} | ({NEW} & {leftovers.get(".bmpart")}) - {b""}
    if leftovers.get(""):
        assert volume.files[NAME] == leftovers[""]
    elif whole - {b""}:
        assert volume.files[NAME] in whole - {b""}
    again = dict(volume.files)
    copying.recover(volume)
    assert volume.files == again


def test_files_that_only_look_like_ours_are_left_alone() -> None:
    files = {"notes.bmold": b"mine", "draft.epub.bmpart": b"mine", "x.0123.bmold": b"mine"}
    volume = Fat(files)
    assert copying.recover(volume) == ()
    assert volume.files == files


def test_a_name_that_differs_in_case_or_composition_is_the_same_file() -> None:
    assert copying.standing(Fat({"the lamp.EPUB": b""}), "The Lamp.epub") == "the lamp.EPUB"
    assert copying.standing(Fat({"Cafe\u0301.epub": b""}), "Caf\u00e9.epub") == "Cafe\u0301.epub"
    assert copying.standing(Fat({"caf\u00c9.epub": b"", "Caf\u00e9.epub": b""}), "Caf\u00e9.epub") == "Caf\u00e9.epub"
    assert copying.standing(Fat({"other.epub": b""}), "The Lamp.epub") == ""


def test_room_is_counted_in_clusters_with_a_reserve() -> None:
    assert copying.room_for(Fat(room=0), []) == 0
    needed = 32768 + 2 * 1 + (2 << 20)
    assert copying.room_for(Fat(room=needed), [1]) == 0
    assert copying.room_for(Fat(room=needed - 5), [1]) == 5


@pytest.mark.parametrize(
    ("number", "says"),
    [
        (errno.ENOSPC, "is full"),
        (errno.EROFS, "can only be read"),
        (errno.EIO, "unplugged"),
        (errno.ENOTCONN, "unplugged"),
        (errno.EACCES, "may not be written"),
        (errno.EINVAL, "Invalid argument"),
    ],
)
def test_errors_of_the_disk_are_explained(number: int, says: str) -> None:
    error = copying.explain(OSError(number, os.strerror(number)), "the reader")
    assert says in error.message
    assert error.hint
    assert error.exit_code == 3


def test_someone_elses_book_under_the_name_of_a_leftover_stays() -> None:
    head = hashlib.sha256(NEW).hexdigest()[:16]
    volume = Fat({NAME.upper(): b"mine", f"{NAME}.{head}.bmpart": NEW})
    copying.recover(volume)
    assert volume.files == {NAME.upper(): b"mine"}


def test_a_book_that_stands_twice_is_for_a_disk_check_first() -> None:
    leftover = f"{NAME}.{hashlib.sha256(NEW).hexdigest()[:16]}.bmold"
    volume = Fat({NAME: OLD, leftover: OLD})
    with pytest.raises(OutsideError, match="delete that file"):
        place(volume)
    assert volume.files == {NAME: OLD, leftover: OLD}
