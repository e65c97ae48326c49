"""Which e-readers are plugged in as disks, told by what is on them and never by a label alone."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import psutil

from bookmaker.devices import DEVICES, KINDLE, NOOK, POCKETBOOK, TOLINO, Device, kobo_model

# What FAT and exFAT are called by Linux (exFAT by FUSE is "fuseblk"), macOS and Windows. Every reader that mounts as a
# disk is one of these, and hardly any disk of a computer is.
_FAT = frozenset({"vfat", "msdos", "fat", "fat16", "fat32", "exfat", "fuseblk", "fuse.exfat"})


@dataclass(frozen=True, slots=True)
class Mount:
    """A mounted file system: where it is, the device node behind it, its type."""

    root: Path
    node: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Reader:
    """A reader at hand. `serial` tells this one from every other, between runs too."""

    device: Device
    root: Path
    serial: str
    node: str = ""

    def __str__(self) -> str:
        return f"{self.device.label} at {self.root}"


def mounts() -> tuple[Mount, ...]:
    """Every local file system: /proc on Linux, /Volumes on macOS, the drives on Windows."""
    return tuple(Mount(Path(p.mountpoint), p.device, p.fstype) for p in psutil.disk_partitions(all=False))


def connected(home: Path, among: Iterable[Mount] | None = None) -> tuple[Reader, ...]:
    """The readers plugged in as disks. The system's root and the disk that holds `home` are never among them."""
    found: dict[str, Reader] = {}
    for mount in mounts() if among is None else among:
        if mount.kind.casefold() not in _FAT or _holds(mount.root, home):
            continue
        if reader := recognise(mount):
            found.setdefault(reader.serial, reader)  # a disk may be mounted twice
    return tuple(found.values())


def recognise(mount: Mount) -> Reader | None:
    """The reader whose content stands at `mount`, or None."""
    root = mount.root
    fields = _kobo_version(root)
    if fields:
        return Reader(kobo_model(int(fields[-1][-3:])), root, f"kobo:{fields[0]}", mount.node)
    device = _family(root)
    return Reader(device, root, f"{device.family}:{volume_id(mount)}", mount.node) if device else None


def recognise_folder(folder: Path, home: Path, among: Iterable[Mount] | None = None) -> Reader | None:
    """The reader that `folder` is, or that it lies on; None for a plain folder."""
    known = {mount.root: mount for mount in (mounts() if among is None else among)}
    for place in (folder, *folder.parents):
        if _holds(place, home):
            return None
        if reader := recognise(known.get(place, Mount(place))):
            return reader
        if place in known:  # the top of a disk: what is above it is another
            return None
    return None


def _holds(root: Path, home: Path) -> bool:
    return root == home or root in home.parents  # of which "/" is one


def _has(root: Path, *folders: str) -> bool:
    """Whether all the folders are there; a disk that fails to answer has none."""
    return all(os.path.isdir(root / folder) for folder in folders)  # noqa: PTH112  Path.is_dir raises on EIO


def _family(root: Path) -> Device | None:
    if _has(root, ".tolino"):
        return TOLINO
    if _has(root, "NOOK"):
        return NOOK
    if _has(root, "system/config"):  # before Kindle, which has `system` too
        marked = _has(root, "applications") or (root / "system/config/extensions.cfg").is_file()
        return _pocketbook(root.name) if marked else None
    return KINDLE if _has(root, "system", "documents") else None


def _pocketbook(label: str) -> Device:
    """The model whose number is in the volume's label (`PB700`), which mount points carry."""
    number = re.fullmatch(r"PB(\d{3,4})\D*", label)
    models = (d for d in DEVICES if d.family == "pocketbook" and number and int(number[1]) in d.models)
    return next(models, POCKETBOOK)


def _kobo_version(root: Path) -> tuple[str, ...]:
    """The six fields of `.kobo/version`: serial number first, model last (koboutils kobo/version.go)."""
    try:
        with (root / ".kobo" / "version").open("rb") as file:
            text = file.read(1024).decode("ascii").strip()
    except (OSError, UnicodeDecodeError):
        return ()
    fields = tuple(text.split(","))
    return fields if len(fields) == 6 and fields[0] and re.search(r"\d{3}$", fields[-1]) else ()


def volume_id(mount: Mount) -> str:
    """The file system's own number where the system shows it, else the mount point."""
    by_uuid = Path("/dev/disk/by-uuid")
    if mount.node and by_uuid.is_dir():
        for link in by_uuid.iterdir():
            if link.resolve() == Path(mount.node).resolve():
                return link.name
    return str(mount.root)
