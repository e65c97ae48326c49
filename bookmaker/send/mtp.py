"""Copy a book to a reader that speaks MTP and is no disk, through the desktop's own `gio`.

A Linux desktop shows such readers as folders under /run/user/<uid>/gvfs/mtp:host=.../<storage>/. There is no renaming
and no flushing there, so a book of ours is deleted before its new copy is sent; nothing of the reader's own is touched.
Elsewhere the author gets an instruction: a guess could land anywhere.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

from bookmaker.devices import BOOX, KINDLE, NOOK, SUPERNOTE, Device
from bookmaker.errors import BookmakerError, OutsideError
from bookmaker.send import ledger
from bookmaker.send.copying import digest, explain
from bookmaker.send.delivery import NOT_OURS, Delivery, Edition, Order, failed
from bookmaker.send.names import key
from bookmaker.send.readers import Reader
from bookmaker.send.volume import CHUNK

_MINUTES = 15  # before a copy counts as hung


def desktop_folder() -> Path:
    """Where a Linux desktop shows MTP readers."""
    return Path(f"/run/user/{os.getuid() if hasattr(os, 'getuid') else 0}/gvfs")


def connected(shown: Path | None = None) -> tuple[Reader, ...]:
    """The MTP readers the desktop shows, told by what is on them."""
    found = []
    try:
        hosts = sorted((shown or desktop_folder()).glob("mtp:host=*"))
        for storage in (storage for host in hosts for storage in sorted(host.iterdir())):
            if device := _family(storage):
                found.append(Reader(device, storage, f"mtp:{storage.parent.name}"))
    except OSError:
        return tuple(found)
    return tuple(found)


def _family(storage: Path) -> Device | None:
    def has(*folders: str) -> bool:
        return all((storage / folder).is_dir() for folder in folders)

    if has("documents", "system"):
        return KINDLE
    if has("NOOK"):
        return NOOK
    host = storage.parent.name.casefold()  # of maker, model and serial number: any phone may have a folder “Books”
    if has("Document") and "supernote" in host:
        return SUPERNOTE
    return BOOX if has("Books") and ("onyx" in host or "boox" in host) else None


def instruction(device: Device) -> OutsideError:
    """What to do where we cannot copy by MTP."""
    folder = device.folders[0] if device.folders else ""
    return OutsideError(
        f"{device.label} is reached by MTP, and this system shows no such reader",
        "connect and unlock it; on Linux install gvfs-backends, elsewhere copy the file from dist/ into "
        f"“{folder}” with your file manager (macOS: an MTP program such as OpenMTP)"
        + ("; or mail the book: --to you@kindle.com" if device.family == "kindle" else ""),
    )


def deliver(
    editions: Sequence[Edition], reader: Reader, device: Device, order: Order, *, state: Path
) -> Iterator[Delivery]:
    """Copy the books, one after the other. What goes wrong stands in the deliveries and is not raised."""
    target = f"{device.label} ({reader.root.parent.name}, MTP)"
    inside = next((folder for folder in device.folders if (reader.root / folder).is_dir()), "")
    for edition in editions:
        name = edition.named(device.names, folder=inside, ascii_only=order.ascii_names)
        try:
            yield _deliver(edition, name, inside, reader, order, state, target)
        except OSError as error:
            yield failed(edition.book, target, explain(error, target), name)
        except BookmakerError as error:
            yield failed(edition.book, target, error, name)


def _deliver(
    edition: Edition, name: str, inside: str, reader: Reader, order: Order, state: Path, target: str
) -> Delivery:
    folder = reader.root / inside
    standing = next((there for there in folder.iterdir() if key(there.name) == key(name)), None)
    path = standing or folder / name
    where = path.relative_to(reader.root).as_posix()
    sha256 = _digest(edition.path)
    if standing:
        there = _digest(standing)
        if there == sha256:
            return Delivery(edition.book, target, "up to date", where)
        record = ledger.recall(state, reader.serial).get(where)
        if not order.replace and not (record and record.book == edition.book and there in record.sha256):
            return Delivery(edition.book, target, "refused", where, NOT_OURS, exit_code=1)
    if order.dry_run:
        return Delivery(edition.book, target, "would replace" if standing else "would copy", where)
    ledger.remember(state, reader.serial, where, edition.book, sha256)
    if standing:
        _gio("remove", str(standing))
    _gio("copy", str(edition.path), str(path))
    if _digest(path) != sha256:
        raise OutsideError(f"what was written of “{name}” reads back different", "send it again")
    return Delivery(edition.book, target, "replaced" if standing else "copied", where)


def _gio(verb: str, *paths: str) -> None:
    tool = shutil.which("gio")
    if tool is None:
        raise OutsideError(
            "copying by MTP needs `gio`, which is not installed", "install libglib2.0-bin and gvfs-backends"
        )
    try:
        run = subprocess.run(
            [tool, verb, "--", *paths],
            capture_output=True,
            text=True,
            errors="replace",
            timeout=60 * _MINUTES,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise OutsideError(f"the reader did not answer in {_MINUTES} minutes", "connect it again") from error
    if run.returncode:
        raise OutsideError(
            f"gio {verb} failed: {run.stderr.strip()}", "unlock the reader, close other programs that use it"
        )


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return digest(iter(lambda: file.read(CHUNK), b""))
