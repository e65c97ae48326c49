"""Copy books onto a reader that is mounted as a disk, or into a plain folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bookmaker.devices import FOLDER, Device
from bookmaker.errors import BookmakerError, OutsideError
from bookmaker.send import copying, ledger
from bookmaker.send.delivery import NOT_OURS, Delivery, Edition, Order, Outcome, failed
from bookmaker.send.names import key
from bookmaker.send.readers import Mount, Reader, recognise
from bookmaker.send.volume import CHUNK, Disk, Volume

# What becomes of the reading position when a book's bytes change. (calibre patches the Kobo's database; we do not.)
_POSITION = {
    "kobo": "the Kobo may open it at its beginning",
    "tolino": "the Tolino may open it at its beginning",
}


_WOULD: dict[Outcome, Outcome] = {"copied": "would copy", "replaced": "would replace"}


@dataclass(frozen=True, slots=True)
class Shelf:
    """The folder that books go into: `inside` is its path on the reader, which the ledger knows by `serial`."""

    device: Device
    folder: Path
    serial: str
    inside: str = ""
    reader: Reader | None = None

    def __str__(self) -> str:
        return f"{self.device.label} ({self.folder})" if self.reader else str(self.folder)


@dataclass(frozen=True, slots=True)
class _Plan:
    edition: Edition
    name: str
    sha256: str
    size: int
    outcome: Outcome
    detail: str = ""

    @property
    def writes(self) -> bool:
        """Whether anything is to be written."""
        return self.outcome in ("copied", "replaced")


def shelf_on(reader: Reader, device: Device | None = None, folder: Path | None = None) -> Shelf:
    """Where books go on that reader: the folder the author named, else the first of its own that is there."""
    device = device or reader.device
    if folder is None:
        folder = reader.root / next((inside for inside in device.folders if (reader.root / inside).is_dir()), "")
    inside = folder.relative_to(reader.root).as_posix()
    return Shelf(device, folder, reader.serial, "" if inside == "." else inside, reader)


def plain_shelf(folder: Path, device: Device = FOLDER) -> Shelf:
    """A folder that is on no reader."""
    return Shelf(device, folder, f"folder:{folder}")


def deliver(
    editions: Sequence[Edition],
    shelf: Shelf,
    order: Order,
    *,
    state: Path,
    say: Callable[[str], None],
    volume: Volume | None = None,
) -> Iterator[Delivery]:
    """Copy the books, one after the other. What goes wrong stands in the deliveries and is not raised."""
    volume = volume or Disk(shelf.folder)
    try:
        _check(shelf, volume)
        if not order.dry_run:
            for said in copying.recover(volume):
                say(said)
        plans = [*_plans(editions, shelf, order, ledger.recall(state, shelf.serial), volume)]
        _check_room(plans, shelf, volume)
    except (OSError, BookmakerError) as error:
        yield from (failed(edition.book, str(shelf), _clear(error, shelf)) for edition in editions)
        return
    broken: BookmakerError | None = None
    for plan in plans:
        where = _path(shelf, plan.name)
        if broken and plan.writes:
            yield failed(plan.edition.book, str(shelf), broken, where)
            continue
        try:
            if plan.writes and not order.dry_run:
                ledger.remember(state, shelf.serial, where, plan.edition.book, plan.sha256)
                copying.place(volume, plan.name, _bytes_of(plan.edition.path), plan.sha256)
        except OSError as error:
            broken = _clear(error, shelf)  # the disk is full or gone: no use trying the next book
            yield failed(plan.edition.book, str(shelf), broken, where)
        except BookmakerError as error:
            yield failed(plan.edition.book, str(shelf), error, where)
        else:
            outcome = _WOULD.get(plan.outcome, plan.outcome) if order.dry_run else plan.outcome
            code = 1 if outcome == "refused" else 0
            yield Delivery(plan.edition.book, str(shelf), outcome, where, plan.detail, exit_code=code)


def _check(shelf: Shelf, volume: Volume) -> None:
    """The reader is still there (its empty mount point would be a folder of this computer), and can be written."""
    if shelf.reader:
        now = recognise(Mount(shelf.reader.root, shelf.reader.node))
        if now is None or now.serial != shelf.serial:
            raise OutsideError(f"{shelf} is no longer there", "connect it and send again")
    if volume.read_only():
        raise OutsideError(
            f"{shelf} can only be read", "its disk may have errors: check it, or lift its write protection"
        )


def _plans(
    editions: Sequence[Edition], shelf: Shelf, order: Order, records: dict[str, ledger.Record], volume: Volume
) -> Iterator[_Plan]:
    ours = {key(path): record for path, record in records.items()}
    taken = {path: record.book for path, record in ours.items()}
    for edition in editions:
        # The first name that is not another book's of ours; no other book has this one's slug.
        names = (_name(edition, shelf, order, t) for t in ("", f"{edition.title} ({edition.book})", edition.book))
        name = next(name for name in names if taken.get(key(_path(shelf, name)), edition.book) == edition.book)
        taken[key(_path(shelf, name))] = edition.book
        there = copying.standing(volume, name) or name
        yield _plan(edition, there, order, ours.get(key(_path(shelf, name))), shelf, volume)


def _plan(
    edition: Edition, name: str, order: Order, record: ledger.Record | None, shelf: Shelf, volume: Volume
) -> _Plan:
    sha256, size = copying.digest(_bytes_of(edition.path)), edition.path.stat().st_size
    plan = partial(_Plan, edition, name, sha256, size)
    if size > copying.LARGEST_FILE:
        return plan("refused", "it is larger than 4 GiB, the most a reader's disk can hold")
    if name not in volume.names():
        return plan("copied")
    if not volume.is_file(name):
        return plan("refused", "a folder of that name stands there")
    there = copying.digest(volume.read(name))
    if there == sha256:
        return plan("up to date")
    torn = record is not None and volume.size(name) == 0
    if order.replace or torn or (record and there in record.sha256):
        return plan("replaced", _POSITION.get(shelf.device.family, ""))
    return plan("refused", NOT_OURS)


def _check_room(plans: Sequence[_Plan], shelf: Shelf, volume: Volume) -> None:
    missing = copying.room_for(volume, [plan.size for plan in plans if plan.writes])
    if missing:
        raise OutsideError(f"{shelf} is too full: {missing / 1e6:.1f} MB more are needed", "delete something there")


def _name(edition: Edition, shelf: Shelf, order: Order, title: str = "") -> str:
    return edition.named(shelf.device.names, folder=shelf.inside, title=title, ascii_only=order.ascii_names)


def _path(shelf: Shelf, name: str) -> str:
    return f"{shelf.inside}/{name}" if shelf.inside else name


def _bytes_of(path: Path) -> Iterator[bytes]:
    try:
        with path.open("rb") as file:
            while chunk := file.read(CHUNK):
                yield chunk
    except OSError as error:  # this computer's fault, not the reader's
        raise OutsideError(f"{path} cannot be read: {error.strerror}") from error


def _clear(error: OSError | BookmakerError, shelf: Shelf) -> BookmakerError:
    return copying.explain(error, str(shelf)) if isinstance(error, OSError) else error
