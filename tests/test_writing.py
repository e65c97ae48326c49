"""A file is written whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from bookmaker.errors import OutsideError
from bookmaker.writing import write


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_new_file_in_a_new_folder(tmp_path: Path) -> None:
    path = tmp_path / "dist" / "tide.epub"
    assert write(path, b"words")
    assert path.read_bytes() == b"words"
    assert names(path.parent) == ["tide.epub"]


def test_unchanged_bytes_are_not_rewritten(tmp_path: Path) -> None:
    path = tmp_path / "tide.epub"
    write(path, b"words")
    os.utime(path, ns=(1, 1))
    inode = path.stat().st_ino
    assert not write(path, b"words")
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == (1, inode)
    assert write(path, b"other")


def test_the_mode_is_the_old_files_or_the_masks(tmp_path: Path) -> None:
    old = os.umask(0o027)
    try:
        path = tmp_path / "tide.epub"
        write(path, b"one")
        assert stat.S_IMODE(path.stat().st_mode) == 0o640
        path.chmod(0o604)
        write(path, b"two")
        assert stat.S_IMODE(path.stat().st_mode) == 0o604
    finally:
        os.umask(old)


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    target = tmp_path / "elsewhere" / "real.epub"
    write(target, b"one")
    link = tmp_path / "tide.epub"
    link.symlink_to(target)
    write(link, b"two")
    assert link.is_symlink()
    assert target.read_bytes() == b"two"


@pytest.mark.parametrize("step", ["fsync", "replace", "write"])
@pytest.mark.parametrize(
    "fault", [OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)), OSError(errno.EIO, "I/O error"), KeyboardInterrupt()]
)
def test_a_fault_at_any_step_leaves_the_old_file_and_no_litter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, fault: BaseException
) -> None:
    path = tmp_path / "tide.epub"
    write(path, b"old words")

    def fails(*_: object, **__: object) -> None:
        raise fault

    match step:
        case "fsync":
            monkeypatch.setattr(os, "fsync", fails)
        case "replace":
            monkeypatch.setattr(Path, "replace", fails)
        case _:
            real = Path.open

            def opened(path: Path, mode: str, **how: int) -> object:
                file = real(path, mode, **how)
                return _Failing(file, fault) if mode == "xb" else file

            monkeypatch.setattr(Path, "open", opened)
    with pytest.raises(OutsideError if isinstance(fault, OSError) else KeyboardInterrupt):
        write(path, b"new words")
    assert path.read_bytes() == b"old words"
    assert names(tmp_path) == ["tide.epub"]


class _Failing:
    """A file that takes half of what is written, then fails."""

    def __init__(self, file: object, fault: BaseException) -> None:
        self.file, self.fault = file, fault

    def __enter__(self) -> _Failing:
        return self

    def __exit__(self, *_: object) -> None:
        self.file.close()  # type: ignore[attr-defined]

    def write(self, data: bytes) -> None:
        self.file.write(data[: len(data) // 2])  # type: ignore[attr-defined]
        raise self.fault


def test_a_full_disk_is_said_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutsideError, match=r"No space left on device; make room on the disk"):
        write(tmp_path / "tide.epub", b"words")


def test_a_folder_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "tide.epub").mkdir()
    with pytest.raises(OutsideError, match="cannot write"):
        write(tmp_path / "tide.epub", b"words")
    assert names(tmp_path) == ["tide.epub"]


def test_a_file_where_the_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "dist").write_text("no folder")
    with pytest.raises(OutsideError, match="cannot write"):
        write(tmp_path / "dist" / "tide.epub", b"words")


def test_a_fault_in_the_moment_the_file_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Path.open

    def opened(part: Path, mode: str) -> None:
        real(part, mode).close()
        raise KeyboardInterrupt  # the signal was heard before the file had a name in our hands

    monkeypatch.setattr(Path, "open", opened)
    with pytest.raises(KeyboardInterrupt):
        write(tmp_path / "tide.epub", b"words")
    assert names(tmp_path) == []


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_not_replaced(tmp_path: Path) -> None:
    """`-o /dev/null`, as root: a rename would put a book in its place."""
    pipe = tmp_path / "tide.epub"
    os.mkfifo(pipe)
    with pytest.raises(OutsideError, match="no ordinary file"):
        write(pipe, b"words")
    assert pipe.is_fifo()


@pytest.mark.parametrize("name", ["n" * 250, "潮" * 83])  # 255 bytes with the suffix; 254
def test_a_name_as_long_as_a_name_may_be(tmp_path: Path, name: str) -> None:
    path = tmp_path / f"{name}.epub"
    assert write(path, b"words")
    assert path.read_bytes() == b"words"
