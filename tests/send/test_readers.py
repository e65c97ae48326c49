"""What is taken for a reader, and what never is. The folders are made as each maker's disk shows them."""

from __future__ import annotations

from pathlib import Path

import pytest

from bookmaker.send.readers import Mount, connected, mounts, recognise, recognise_folder

VERSION = "N4180A0000000,4.9.77,4.38.23171,4.9.77,4.9.77,00000000-0000-0000-0000-000000000{}"


def make(root: Path, *paths: str) -> Path:
    for path in paths:
        (root / path).mkdir(parents=True, exist_ok=True)
    return root


def kobo(root: Path, model: int = 390, version: str = VERSION) -> Path:
    make(root, ".kobo", ".kobo-images")
    (root / ".kobo/version").write_text(version.format(model))
    return root


def nook(root: Path) -> Path:
    return make(root, "NOOK/My Files")


def kindle(root: Path) -> Path:
    return make(root, "system/thumbnails", "documents", "fonts")


def pocketbook(root: Path) -> Path:
    make(root, "system/config", "applications", "Books")
    return root


@pytest.mark.parametrize(
    ("model", "name"),
    [(390, "kobo-libra-colour"), (391, "kobo-clara-bw"), (380, "kobo-forma"), (999, "kobo"), (691, "tolino-shine-5")],
)
def test_a_kobo_tells_its_model(tmp_path: Path, model: int, name: str) -> None:
    reader = recognise(Mount(kobo(tmp_path, model)))
    assert reader
    assert (reader.device.name, reader.serial) == (name, "kobo:N4180A0000000")


def test_makers_are_told_by_content(tmp_path: Path) -> None:
    for label, build, name in (
        ("KINDLE", kindle, "kindle"),
        ("NOOK1", nook, "nook"),
        ("PB700", pocketbook, "pocketbook-era"),
        ("disk", pocketbook, "pocketbook"),
        ("tolino", lambda root: make(root, ".tolino", "Books"), "tolino"),
    ):
        reader = recognise(Mount(build(tmp_path / label)))
        assert reader, label
        assert reader.device.name == name


@pytest.mark.parametrize(
    "paths",
    [
        ["documents"],
        ["system"],
        ["system/config"],  # a PocketBook has more
        [".kobo"],  # the marker without its file
        ["Books", "Music"],
        [],
    ],
)
@pytest.mark.parametrize("label", ["KOBOeReader", "Kindle", "PB700", "NOOK"])
def test_a_label_alone_is_no_reader(tmp_path: Path, label: str, paths: list[str]) -> None:
    assert recognise(Mount(make(tmp_path / label, *paths, "."))) is None


@pytest.mark.parametrize(
    "version",
    ["", "a,b,c", "a,b,c,d,e,f", ",b,c,d,e,00000000-0000-0000-0000-000000000390", "\x00\xff" * 9, "x" * 5000],
)
def test_a_spoilt_kobo_version_is_no_kobo(tmp_path: Path, version: str) -> None:
    assert recognise(Mount(kobo(tmp_path, version=version.replace("{", "")))) is None


def test_only_fat_disks_that_hold_neither_home_nor_the_system(tmp_path: Path) -> None:
    home = make(tmp_path / "disk/home/me", ".")
    kobo(tmp_path / "disk")  # a home folder may hold anything
    kobo(home)
    kobo(tmp_path / "reader")
    among = [
        Mount(Path("/"), "/dev/sda1", "vfat"),
        Mount(tmp_path / "disk", "/dev/sda2", "vfat"),
        Mount(home, "/dev/sda3", "vfat"),
        Mount(tmp_path / "reader", "/dev/sdb1", "vfat"),
    ]
    assert [reader.root for reader in connected(home, among)] == [tmp_path / "reader"]
    elsewhere = [Mount(tmp_path / "reader", "/dev/sdb1", kind) for kind in ("ext4", "nfs4", "tmpfs", "cifs", "")]
    assert connected(home, elsewhere) == ()


def test_one_reader_mounted_twice_is_one(tmp_path: Path) -> None:
    kobo(tmp_path / "a")
    kobo(tmp_path / "b")
    assert len(connected(tmp_path / "home", [Mount(tmp_path / name, "/dev/sdb1", "vfat") for name in "ab"])) == 1


def test_a_folder_is_the_reader_it_lies_on(tmp_path: Path) -> None:
    root, home = kobo(tmp_path / "reader"), make(tmp_path / "home", ".")
    inside = make(root, "novels/old") / "novels/old"
    for folder in (root, inside):
        reader = recognise_folder(folder, home, [])
        assert reader
        assert reader.root == root


def test_a_folder_above_which_another_disk_begins_is_plain(tmp_path: Path) -> None:
    root, home = kobo(tmp_path / "reader"), make(tmp_path / "home", ".")
    stick = make(root, "mnt/stick/books") / "mnt/stick"
    assert recognise_folder(stick / "books", home, [Mount(stick)]) is None


def test_the_home_folder_and_what_holds_it_are_never_readers(tmp_path: Path) -> None:
    home = kobo(make(tmp_path / "home/me", "."))
    kobo(tmp_path)
    for folder in (home, make(home, "books") / "books", tmp_path, Path("/")):
        assert recognise_folder(folder, home, []) is None


def test_a_failing_disk_is_no_reader(tmp_path: Path) -> None:
    assert recognise(Mount(tmp_path / "gone")) is None


def test_the_mounts_of_this_computer_are_read() -> None:
    assert all(mount.root.is_absolute() for mount in mounts())
