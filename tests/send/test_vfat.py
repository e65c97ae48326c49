"""The copy on Linux's real vfat driver, in user-mode Linux, with the power cut after every call that reaches the disk.

Debian packages: user-mode-linux, kmod, mtools, dosfstools. A machine boots in two seconds; killing it is the power cut,
for what its kernel had not written is gone.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterable
from pathlib import Path

import pytest
import vfat_guest
from vfat_guest import NAME, content

TOOLS = ("linux.uml", "insmod", "mcopy", "mdir", "mkfs.vfat", "fsck.vfat")
GUEST = Path(vfat_guest.__file__)
OTHERS = {"KoboReader.sqlite": content("database", 100_000), "Another Book.epub": content("another", 300_000)}
SIZE = 3_000_000  # bytes of the book, three chunks
SECONDS = 60  # before a machine counts as hung
PLACE_CALLS = {"first": 3 + 2 + 3, "replace": 3 + 2 + 3 + 3 + 2}  # chunks; flushes, renames and deletions

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        os.name != "posix" or os.geteuid() != 0 or not all(map(shutil.which, TOOLS)),
        reason=f"needs root and {', '.join(TOOLS)}",
    ),
]


def run(*command: str | Path, data: bytes | None = None) -> bytes:
    return subprocess.run(command, input=data, capture_output=True, check=True, timeout=SECONDS).stdout


def disk(path: Path, files: dict[str, bytes]) -> Path:
    """A FAT32 image with those files."""
    with path.open("wb") as image:
        image.truncate(48 << 20)
    run("mkfs.vfat", "-F", "32", "-s", "1", path)
    for name, data in files.items():
        run("mcopy", "-i", path, "-", f"::{name}", data=data)
    return path


def files_on(image: Path) -> dict[str, bytes]:
    names = [line.removeprefix("::/") for line in run("mdir", "-b", "-i", image, "::").decode().splitlines()]
    return {name: run("mcopy", "-i", image, f"::{name}", "-") for name in names}


def machine(images: Iterable[Path], commands: str, folder: Path) -> str:
    """Boot, mount each image in turn, run the commands there; pull the plug when they say CUT. What they said."""
    script = folder / "init.sh"
    lines = [
        "#!/bin/sh",
        "mount -t proc proc /proc",
        "modules=/usr/lib/uml/modules/$(uname -r)/kernel/fs",
        "for m in fat/fat fat/vfat nls/nls_cp437 nls/nls_iso8859-1; do insmod $modules/$m.ko; done",
    ]
    disks = {f"ubd{letter}": image for letter, image in zip("bcdefghijklmnop", images, strict=False)}
    for name in disks:  # the options are those of udisks, which mounts readers on a desktop
        lines += [f"mount -t vfat -o utf8,shortname=mixed,flush /dev/{name} /mnt", commands, "umount /mnt"]
    script.write_text("\n".join([*lines, "echo OVER", "echo o > /proc/sysrq-trigger", "sleep 60"]))
    script.chmod(0o755)
    arguments = [f"{name}={image}" for name, image in disks.items()]
    kernel = [
        "linux.uml",
        "mem=192M",
        "rootfstype=hostfs",
        "ro",
        f"init={script}",
        "con=null",
        "con0=null,fd:1",
        "quiet",
    ]
    process = subprocess.Popen(
        [*kernel, *arguments],
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True, text=True,
    )  # fmt: skip

    def pull_the_plug() -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)  # its own group, made above

    hung = threading.Timer(SECONDS, pull_the_plug)
    hung.start()
    said = []
    with process:
        assert process.stdout
        for line in process.stdout:
            said.append(line)
            if line.strip() in ("CUT", "OVER"):
                break
        pull_the_plug()
    hung.cancel()
    hung.join()
    return "".join(said)


def guest(*arguments: object) -> str:
    return f"PYTHONDONTWRITEBYTECODE=1 {sys.executable} {GUEST} {' '.join(map(str, arguments))} 2>&1"


@pytest.mark.parametrize("case", ["first", "replace"])
def test_power_cut_after_every_call_leaves_a_whole_copy(case: str, tmp_path: Path) -> None:
    old, new = content("old", SIZE // 2), content("new", SIZE)
    before = {NAME: old, **OTHERS} if case == "replace" else OTHERS
    images = []
    for cut in range(1, PLACE_CALLS[case] + 1):
        image = disk(tmp_path / f"{cut:02}.img", before)
        said = machine([image], guest("place", "/mnt", cut, SIZE), tmp_path)
        assert "CUT" in said, said
        images.append(image)
    end = disk(tmp_path / "end.img", before)
    said = machine([end], guest("place", "/mnt", PLACE_CALLS[case] + 1, SIZE), tmp_path)
    assert "DONE" in said, said  # there is no further call
    assert files_on(end) == {**OTHERS, NAME: new}

    said = machine(images, guest("recover", "/mnt"), tmp_path)
    assert said.count("DONE") == len(images), said
    for image in images:
        found = files_on(image)
        book = found.pop(NAME, None)
        assert found == OTHERS, image.name
        assert book in ((old, new) if case == "replace" else (None, b"", new)), image.name
        assert subprocess.run(["fsck.vfat", "-n", image], capture_output=True, check=False).returncode in (0, 1)


def test_the_machine_is_able_to_lose_a_book(tmp_path: Path) -> None:
    """The control: renaming over the old copy, as most programs do, loses both."""
    image = disk(tmp_path / "control.img", {NAME: content("old", SIZE // 2), **OTHERS})
    assert "CUT" in machine([image], guest("overwrite", "/mnt", 1, SIZE), tmp_path)
    read = subprocess.run(["mcopy", "-i", image, f"::{NAME}", "-"], capture_output=True, check=False)
    assert read.stdout not in (content("old", SIZE // 2), content("new", SIZE))
