"""What `--to` means: a folder, a mail address, a reader's name, or the one reader that is connected."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from bookmaker.devices import FOLDER, Device, device
from bookmaker.errors import OutsideError, UsageError
from bookmaker.send import mail, mtp
from bookmaker.send.readers import Mount, Reader, connected, recognise_folder
from bookmaker.send.usb import Shelf, plain_shelf, shelf_on


@dataclass(frozen=True, slots=True)
class Mailbox:
    """A mail address, and the family of reader behind it."""

    address: str
    device: Device

    def __str__(self) -> str:
        return self.address


@dataclass(frozen=True, slots=True)
class Tablet:
    """A reMarkable, behind its USB web interface."""

    device: Device

    def __str__(self) -> str:
        return self.device.label


@dataclass(frozen=True, slots=True)
class MtpReader:
    """A reader that speaks MTP, shown by the desktop."""

    reader: Reader
    device: Device

    def __str__(self) -> str:
        return str(self.reader)


Target: TypeAlias = Shelf | Mailbox | Tablet | MtpReader


def target(
    to: str, named: str, *, home: Path, current: Path, among: Iterable[Mount] | None = None, shown: Path | None = None
) -> Target:
    """The target that `--to` and `--device` (`named`) mean. `current` is the folder that paths are read against.

    `among` and `shown` stand in for the system's mounts and its MTP folder. UsageError when the words mean nothing or
    contradict what is there; OutsideError when the reader is not connected.
    """
    said = device(named) if named else None
    if to and (current / to).is_dir():
        return _folder((current / to).resolve(), said, home, among, shown)
    if "@" in to:
        return Mailbox(to, said or mail.device_behind(to))
    if "/" in to or "\\" in to:
        raise UsageError(
            f"there is no folder “{to}”", "make it first: a typing error must not make one on the wrong disk"
        )
    wanted = device(to) if to else said
    if wanted and said and not _fits(wanted, said):
        raise UsageError(f"--to {to} and --device {named} are different readers")
    if wanted and wanted.connection == "http":
        return Tablet(_closer(wanted, said))
    if wanted and wanted.connection == "app":
        raise UsageError(f"{wanted.label} takes books only from its own program", "open the EPUB there")
    return _plugged_in(wanted, said, (*connected(home, among), *mtp.connected(shown)))


def _plugged_in(wanted: Device | None, said: Device | None, at_hand: Sequence[Reader]) -> Target:
    """The one reader at hand that is the one wanted."""
    fitting = [reader for reader in at_hand if wanted is None or _fits(reader.device, wanted)]
    if not fitting:
        if wanted and (wanted.connection == "mtp" or wanted.family == "kindle"):
            raise mtp.instruction(wanted)
        others = f"; there is {', '.join(map(str, at_hand))}" if at_hand else ""
        hint = "connect it and allow the connection on its screen; or say where: --to FOLDER, --to NAME@kindle.com"
        raise OutsideError(
            f"no {wanted.label.removeprefix('any ') if wanted else 'e-reader'} is connected{others}", hint
        )
    if len(fitting) > 1:
        raise UsageError(f"several readers are connected: {', '.join(map(str, fitting))}", "choose one: --to FOLDER")
    return _shelf_or_mtp(fitting[0], _closer(fitting[0].device, said or wanted))


def _folder(folder: Path, said: Device | None, home: Path, among: Iterable[Mount] | None, shown: Path | None) -> Target:
    """The shelf that a folder is: of the reader it lies on, or a plain one."""
    if folder == Path(folder.anchor):
        raise UsageError("the top of the system's disk is no place for books", "name a folder")
    over_mtp = next((r for r in mtp.connected(shown) if r.root == folder or r.root in folder.parents), None)
    reader = over_mtp or recognise_folder(folder, home, among)
    if reader is None:
        return plain_shelf(folder, said or FOLDER)
    if said and not _fits(reader.device, said):
        raise UsageError(f"{folder} is on a {reader.device.label}, not on a {said.label}")
    inside = folder.relative_to(reader.root).parts
    if any(part.startswith(".") or (part == "system" and at == 0) for at, part in enumerate(inside)):
        raise UsageError(
            f"{folder} is the reader's own", f"send to {reader.root}: that puts books where it looks for them"
        )
    closer = _closer(reader.device, said)
    if over_mtp or folder == reader.root:
        return _shelf_or_mtp(reader, closer)
    return shelf_on(reader, closer, folder)


def _shelf_or_mtp(reader: Reader, closer: Device) -> Target:
    return MtpReader(reader, closer) if reader.serial.startswith("mtp:") else shelf_on(reader, closer)


def _fits(one: Device, other: Device) -> bool:
    """Whether both may be the same reader: one family, and not two different models."""
    return one.family == other.family and (one.screen is None or other.screen is None or one.name == other.name)


def _closer(one: Device, other: Device | None) -> Device:
    """The one of both that names a model."""
    return other if other and one.screen is None else one
