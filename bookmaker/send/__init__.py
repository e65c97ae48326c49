"""From `dist/` to the reader's hands. `send` is the entry; `connected` lists the readers that are plugged in.

Where to look: `readers` recognises a reader by what is on it, `target` reads `--to`, `names` makes file names a reader
bears, `copying` holds the crash-safe protocol and `volume` the disk it runs on, `ledger` remembers what we wrote;
`usb`, `mail`, `remarkable`, `mtp` deliver; `azw3` converts for Kindles; `eject` lets go.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import assert_never

from bookmaker.devices import Device, Format
from bookmaker.errors import BookmakerError, UsageError
from bookmaker.model import Finding, Severity
from bookmaker.send import azw3, ledger, mail, mtp, readers, remarkable, usb
from bookmaker.send.delivery import Delivery, Edition, Make, Order, Outcome, Preflight, failed
from bookmaker.send.eject import eject
from bookmaker.send.mail import MailAccount
from bookmaker.send.readers import Reader
from bookmaker.send.target import Mailbox, MtpReader, Tablet, Target, target
from bookmaker.send.usb import Shelf

__all__ = [
    "Delivery",
    "Edition",
    "MailAccount",
    "Make",
    "Order",
    "Outcome",
    "Outside",
    "Preflight",
    "Reader",
    "connected",
    "send",
]


_MADE: tuple[Format, ...] = ("epub", "kepub", "pdf", "azw3")  # of the formats readers know


@dataclass(frozen=True, slots=True)
class Outside:
    """What `cli` knows of the world and passes down: folders, the clock, the mail account and its password.

    `state` is where we remember what we wrote (platformdirs' user state folder); `password` is
    BOOKMAKER_MAIL_PASSWORD, "" when it is not set: then the keyring is asked.
    """

    home: Path
    current: Path
    state: Path
    now: datetime
    account: MailAccount | None = None
    password: str = ""


def connected(home: Path) -> tuple[Reader, ...]:
    """The readers plugged in as disks, and those the desktop shows by MTP."""
    return (*readers.connected(home), *mtp.connected())


def send(
    order: Order,
    outside: Outside,
    make: Make,
    *,
    preflight: Preflight | None = None,
    say: Callable[[str], None] = lambda _: None,
    report: Callable[[Delivery], None] = lambda _: None,
) -> tuple[Delivery, ...]:
    """Send the books of `order`; one delivery each, in order.

    The target is named to `say` before anything is written; `report` hears each delivery as it happens. A book that
    cannot be made or sent is a failed delivery and does not stop the others. Raises UsageError or OutsideError when
    the target itself is in question, with nothing written.
    """
    goal = target(order.to, order.device, home=outside.home, current=outside.current)
    kind = _format(order, goal)
    password = _password(goal, order, outside)
    say(f"sending to {goal}")
    deliveries: list[Delivery] = []

    def note(delivery: Delivery) -> None:
        report(delivery)
        deliveries.append(delivery)

    editions: list[Edition] = []
    findings: dict[str, tuple[Finding, ...]] = {}
    for book in order.books:
        made = _ready(book, goal, kind, make, preflight)
        if isinstance(made, Delivery):
            note(made)
        else:
            edition, findings[book] = made
            editions.append(edition)
    with ledger.alone(outside.state) if not order.dry_run else nullcontext():
        for delivery in _deliver(editions, goal, order, outside, password, say):
            note(replace(delivery, findings=(*findings[delivery.book], *delivery.findings)))
    if order.eject and isinstance(goal, Shelf) and goal.reader and not order.dry_run:
        say(eject(goal.reader))
    by_book = {delivery.book: delivery for delivery in deliveries}
    return tuple(by_book[book] for book in dict.fromkeys(order.books))


def _format(order: Order, goal: Target) -> Format:
    """What to send: what the author asked for, else the best that the target takes and that we can fit to it."""
    reads = ("epub", "pdf") if isinstance(goal, Mailbox) else goal.device.formats
    if order.format:
        if order.format not in reads or order.format not in _MADE:
            able = ", ".join(kind for kind in reads if kind in _MADE)
            raise UsageError(f"{goal.device.label} takes no {order.format} this way", f"choose of {able}")
        if order.format == "pdf" and goal.device.family != "folder":
            _ = goal.device.page  # raises when the model is not known: a page must fit one screen
        return order.format
    best, *others = reads
    return others[0] if best == "pdf" and goal.device.screen is None else best


def _ready(
    book: str, goal: Target, kind: Format, make: Make, preflight: Preflight | None
) -> tuple[Edition, tuple[Finding, ...]] | Delivery:
    """The edition to send and what its reader will make of it; or why there is none to send."""
    try:
        edition = _edition(book, goal.device, kind, make)
        findings = tuple(preflight(edition, goal.device)) if preflight else ()
    except BookmakerError as error:
        return failed(book, str(goal), error)
    if any(finding.severity is Severity.ERROR for finding in findings):
        detail = f"{goal.device.label} would stumble over it"
        return Delivery(book, str(goal), "refused", detail=detail, findings=findings, exit_code=1)
    return edition, findings


def _edition(book: str, device: Device, kind: Format, make: Make) -> Edition:
    if kind == "azw3":
        converter = azw3.converter()  # asked for before the book is built
        return azw3.convert(make(book, device, "epub"), converter)
    return make(book, device, kind)


def _password(goal: Target, order: Order, outside: Outside) -> str:
    """The mail password, asked for before any book is built."""
    if not isinstance(goal, Mailbox) or order.dry_run:
        return ""
    if outside.account is None:
        hint = "set BOOKMAKER_MAIL_HOST and BOOKMAKER_MAIL_USER, or `mail:` in the user config file"
        raise UsageError("no mail account to send from is set up", hint)
    return mail.password_of(outside.account, outside.password)


def _deliver(
    editions: Sequence[Edition], goal: Target, order: Order, outside: Outside, password: str, say: Callable[[str], None]
) -> Iterator[Delivery]:
    match goal:
        case Shelf():
            return usb.deliver(editions, goal, order, state=outside.state, say=say)
        case Mailbox():
            account = outside.account or MailAccount("", outside.home.name)  # a dry run needs none
            return mail.deliver(editions, goal.address, order, account=account, password=password, now=outside.now)
        case Tablet():
            return remarkable.deliver(editions, goal.device, order, state=outside.state)
        case MtpReader():
            return mtp.deliver(editions, goal.reader, goal.device, order, state=outside.state)
        case _:
            assert_never(goal)
