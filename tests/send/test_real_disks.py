"""The copy on real file systems that fill up, turn read-only and vanish: a small tmpfs, exFAT by FUSE on a loop device.

Debian packages: exfat-fuse, exfatprogs.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from trees import tree

from bookmaker.devices import FOLDER, device
from bookmaker.send import Delivery, Edition, Order, connected
from bookmaker.send.copying import recover
from bookmaker.send.names import file_name
from bookmaker.send.usb import Shelf, deliver
from bookmaker.send.volume import Disk

Write = Callable[..., Edition]
NAME = "The Lamp - R. Example.epub"
OTHERS = {"KoboReader.sqlite": b"database", "Another.epub": b"another"}

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="mounting needs root"),
]


def run(*command: str | Path) -> str:
    return subprocess.run(command, capture_output=True, check=True, text=True, timeout=60).stdout


def put(edition: Edition, folder: Path, state: Path, order: Order | None = None) -> Delivery:
    shelf = Shelf(FOLDER, folder, "test")
    (delivery,) = deliver([edition], shelf, order or Order(()), state=state, say=lambda _: None)
    return delivery


def fill(folder: Path) -> None:
    for name, data in OTHERS.items():
        (folder / name).write_bytes(data)


@pytest.fixture
def tmpfs(tmp_path: Path) -> Iterator[Path]:
    """A file system of 4 MB."""
    folder = tmp_path / "tmpfs"
    folder.mkdir()
    run("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", folder)
    fill(folder)
    yield folder
    run("umount", folder)


def test_a_small_disk_is_seen_to_be_too_full(tmpfs: Path, tmp_path: Path, dist: Write) -> None:
    delivery = put(dist(content="x" * 3_000_000), tmpfs, tmp_path / "state")
    assert "too full" in delivery.detail
    assert tree(tmpfs) == OTHERS


def test_a_disk_that_fills_up_while_copying_keeps_the_old_copy(tmpfs: Path, tmp_path: Path, dist: Write) -> None:
    class Hopeful(Disk):  # someone else writes between the look and the copy
        def free(self) -> int:
            return 1 << 30

    shelf = Shelf(FOLDER, tmpfs, "test")
    assert put(dist(content="x" * 300_000), tmpfs, tmp_path / "state").outcome == "copied"
    (delivery,) = deliver(
        [dist(content="y" * 5_000_000)], shelf, Order(()), state=tmp_path / "state", say=print, volume=Hopeful(tmpfs)
    )
    assert (delivery.outcome, delivery.exit_code) == ("failed", 3)
    assert "is full" in delivery.detail
    assert tree(tmpfs) == {**OTHERS, NAME: b"x" * 300_000}


def test_a_read_only_disk_is_seen(tmpfs: Path, tmp_path: Path, dist: Write) -> None:
    run("mount", "-o", "remount,ro", tmpfs)
    delivery = put(dist(), tmpfs, tmp_path / "state")
    assert delivery.exit_code == 3
    assert "can only be read" in delivery.detail


@pytest.fixture
def exfat(tmp_path: Path) -> Iterator[tuple[Path, Callable[[], int]]]:
    """An exFAT disk: its folder, and a function that mounts it and returns the process that serves it."""
    if not all(map(shutil.which, ("mkfs.exfat", "mount.exfat-fuse", "losetup"))):
        pytest.skip("needs exfat-fuse and exfatprogs")
    image, folder = tmp_path / "exfat.img", tmp_path / "exfat"
    folder.mkdir()
    with image.open("wb") as file:
        file.truncate(64 << 20)
    run("mkfs.exfat", image)
    loop = run("losetup", "--find", "--show", image).strip()
    served: list[subprocess.Popen[bytes]] = []

    def mount() -> int:
        served.append(subprocess.Popen(["mount.exfat-fuse", "-d", loop, folder], stderr=subprocess.DEVNULL))
        for _ in range(100):
            if os.path.ismount(folder):
                return served[-1].pid
            time.sleep(0.05)
        pytest.fail("exfat-fuse does not mount")

    try:
        mount()
        fill(folder)
        yield folder, mount
    finally:
        subprocess.run(["umount", "-l", folder], capture_output=True, check=False)
        for process in served:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(10)
            process.kill()
            process.wait()
        run("losetup", "-d", loop)


Exfat = tuple[Path, Callable[[], int]]


def test_every_reader_s_names_are_borne(exfat: Exfat, tmp_path: Path, dist: Write) -> None:
    folder, _ = exfat
    titles = ["Who? Me: A/B “Tale” <1>", "CON", "trailing. . .", "雪" * 100, "😀" * 80, "Cafe\u0301", "a\\b|c*d"]
    for number, title in enumerate(titles):
        assert put(dist(f"b{number}", str(number), title=title), folder, tmp_path / "state").outcome == "copied"
    names = {file_name(title, "R. Example", ".epub", device("kobo").names) for title in titles}
    assert {path.name for path in folder.iterdir()} >= {name for name in names if name.isascii()}
    assert sorted(data for data in tree(folder).values() if data.isdigit()) == [b"%d" % n for n in range(len(titles))]


def test_a_name_in_other_case_is_the_same_file(exfat: Exfat, tmp_path: Path, dist: Write) -> None:
    folder, _ = exfat
    put(dist(content="one", title="The Lamp"), folder, tmp_path / "state")
    assert put(dist(content="two", title="THE LAMP"), folder, tmp_path / "state").outcome == "replaced"
    assert tree(folder) == {**OTHERS, NAME: b"two"}


def test_a_kobo_is_found_among_this_computers_mounts(exfat: Exfat, tmp_path: Path) -> None:
    folder, _ = exfat
    (folder / ".kobo").mkdir()
    (folder / ".kobo/version").write_text("N1,1,2,3,4,00000000-0000-0000-0000-000000000391")
    (reader,) = (reader for reader in connected(tmp_path / "home") if reader.root == folder)
    assert (reader.device.name, reader.serial) == ("kobo-clara-bw", "kobo:N1")
    assert reader.node.startswith("/dev/loop")
    assert folder not in [reader.root for reader in connected(folder / "home")]


@pytest.mark.parametrize("moment", [0.0, 0.05, 0.15, 0.3])
def test_unplugged_while_copying_then_plugged_in_again(
    exfat: Exfat, tmp_path: Path, dist: Write, moment: float
) -> None:
    folder, mount = exfat
    put(dist(content="x" * 2_000_000), folder, tmp_path / "state")
    run("umount", folder)
    serving = mount()
    unplug = threading.Timer(moment, os.kill, (serving, signal.SIGKILL))
    unplug.start()
    edition = dist(content="y" * 9_000_000)
    delivery = put(edition, folder, tmp_path / "state")
    unplug.join()
    if delivery.outcome == "failed":
        assert delivery.exit_code == 3
        assert "unplugged" in delivery.detail
    run("umount", "-l", folder)
    mount()
    recover(Disk(folder))
    found = tree(folder)
    assert found.pop(NAME) in (b"x" * 2_000_000, b"y" * 9_000_000)
    assert found == OTHERS
    assert put(edition, folder, tmp_path / "state").outcome in ("replaced", "up to date")
