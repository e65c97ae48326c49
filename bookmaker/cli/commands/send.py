"""`bookmaker send`."""

from __future__ import annotations

import os
from dataclasses import asdict, replace
from datetime import datetime
from typing import TYPE_CHECKING, cast, get_args

import click

from bookmaker.cli import flags, orders
from bookmaker.cli.console import Console, worst

if TYPE_CHECKING:
    from bookmaker.build import Order
    from bookmaker.devices import Device, Format
    from bookmaker.model import Finding
    from bookmaker.project import Entry
    from bookmaker.send import Delivery, Edition, MailAccount, Outside

EXAMPLES = """
bookmaker send --to kobo-clara-bw              every book, to the Kobo that is plugged in
bookmaker send night-ferry --to me@kindle.com  one book, by mail
bookmaker send --to /media/me/READER --dry-run say what would be done
bookmaker send --to ~/Shared --format pdf      into a folder
"""


@flags.command("Put books on an e-reader.", examples=EXAMPLES)
@flags.books
@click.option("--to", metavar="TARGET", default="", envvar="BOOKMAKER_TO", help="A reader, a folder, a mail address.")
@flags.device
@click.option("--format", "form", metavar="FORMAT", default="", help="epub, kepub, pdf, azw3; else what it reads best.")
@click.option("--replace", "replacing", is_flag=True, help="Replace a book of that name that is not ours.")
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
@click.option("--eject", is_flag=True, help="Let go of the reader afterwards.")
@click.option("--ascii-names", is_flag=True, help="File names of plain letters only.")
@flags.as_json
def command(
    console: Console,
    book: tuple[str, ...],
    to: str,
    device: str | None,
    form: str,
    replacing: bool,
    dry_run: bool,
    eject: bool,
    ascii_names: bool,
    as_json: bool,
) -> int:
    """Put each BOOK on an e-reader: by cable, by mail, or into a folder. What is stale in dist/ is made anew first.

    TARGET is the name of a reader (`bookmaker devices`), a folder, or a mail address such as a Kindle's; without it
    the one reader that is plugged in. No book that bookmaker did not put there is ever touched without --replace.
    """
    from bookmaker import send
    from bookmaker.devices import Format
    from bookmaker.errors import UsageError

    if form not in ("", *get_args(Format)):
        raise UsageError(f"no format is called {form}", "choose epub, kepub, pdf or azw3")
    chosen = {entry.slug: entry for entry in orders.entries(console, book)}
    order = orders.order(console, list(chosen.values()))
    asked = send.Order(tuple(chosen), to, device or "", cast("Format", form), replacing, dry_run, eject, ascii_names)
    deliveries: list[Delivery] = []

    def report(delivery: Delivery) -> None:
        deliveries.append(delivery)
        if not as_json:
            _told(console, delivery)

    try:
        send.send(
            asked,
            _outside(console),
            lambda slug, reader, kind: _edition(chosen[slug], reader, kind, order),
            preflight=lambda edition, reader: _preflight(edition, chosen[edition.book], reader, order),
            say=console.say,
            report=report,
        )
    finally:  # whatever stopped it half-way: what was done is told
        if as_json and deliveries:
            console.json([asdict(delivery) for delivery in deliveries])
    return worst(delivery.exit_code for delivery in deliveries)


def _told(console: Console, delivery: Delivery) -> None:
    """What became of one book: a result when it is there, a word about it when it is not."""
    console.findings(delivery.findings)
    if delivery.exit_code:
        console.error(f"{delivery.book}: {delivery.outcome}" + (f": {delivery.detail}" if delivery.detail else ""))
        return
    console.result(delivery.where or delivery.target)
    console.say(f"  {delivery.outcome}" + (f", {delivery.detail}" if delivery.detail else ""))


def _edition(entry: Entry, reader: Device, kind: Format, order: Order) -> Edition:
    """A fresh edition of a book for a reader; raises what went wrong."""
    from bookmaker.build import build
    from bookmaker.devices import FOLDER
    from bookmaker.send import Edition

    plain = reader is FOLDER or (kind == "epub" and reader.family == "kobo")  # a Kobo's own edition is a KEPUB
    above = order.above if plain else {**order.above, "device": reader.name}
    result = build(entry, replace(order, formats=(kind,), above=above))
    for error in result.errors:
        raise error
    return Edition(entry.slug, result.outputs[0].path, result.title, result.author)


def _preflight(edition: Edition, entry: Entry, reader: Device, order: Order) -> tuple[Finding, ...]:
    """What the reader at the other end would make of an EPUB."""
    from bookmaker.build import Press, edit
    from bookmaker.check import epub
    from bookmaker.devices import FOLDER

    if reader is FOLDER or edition.path.suffix != ".epub" or edition.path.name.endswith(".kepub.epub"):
        return ()
    fitted = replace(order, formats=("epub",), above={**order.above, "device": reader.name})
    press = Press(edit(entry, fitted), fitted)
    return epub.findings(press.book, press.edited.recipe.build, edition.path.read_bytes(), others=False)


def _outside(console: Console) -> Outside:
    """The world as `send` is to see it."""
    from bookmaker.send import Outside

    now, password = datetime.now().astimezone(), os.environ.get("BOOKMAKER_MAIL_PASSWORD", "")
    return Outside(orders.home(), console.here, orders.state_folder(), now, _account(), password)


def _account() -> MailAccount | None:
    """The mail account of the config file, what `BOOKMAKER_MAIL_<KEY>` says first. Raises UsageError."""
    from bookmaker.metadata.recipe import read_mail_environment
    from bookmaker.send import MailAccount

    facts = {**orders.config().get("mail", {}), **read_mail_environment(os.environ)}
    return MailAccount(**facts) if {"host", "user"} <= facts.keys() else None
