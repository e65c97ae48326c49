"""`bookmaker devices`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from bookmaker.cli import flags, orders
from bookmaker.cli.console import Console

if TYPE_CHECKING:
    from bookmaker.devices import Device

EXAMPLES = """
bookmaker devices
bookmaker devices --connected
bookmaker devices --json
"""


@flags.command("Show the e-readers it knows.", examples=EXAMPLES)
@click.option("--connected", is_flag=True, help="Only those that are plugged in, and where.")
@flags.as_json
def command(console: Console, connected: bool, as_json: bool) -> int:
    """Show every e-reader --device takes: name, maker and model, screen, formats, how and where books get in."""
    from bookmaker.devices import DEVICES

    if connected:
        from bookmaker import send

        readers = send.connected(orders.home())
        rows = [(reader.device, str(reader.root)) for reader in readers]
        if not rows and not as_json:
            console.say("no e-reader is plugged in, or none that shows its marks")
    else:
        rows = [(device, "") for device in DEVICES]
    if as_json:
        console.json([_facts(device) | ({"root": root} if connected else {}) for device, root in rows])
        return 0
    for device, root in rows:
        screen = f"{device.screen.width}×{device.screen.height}, {device.screen.ppi} ppi" if device.screen else ""
        where = root or f"{device.connection}, {device.folders[0] or 'top folder'}"
        console.result(f"{device.name:26}{device.label:42}{screen:20}{', '.join(device.formats):24}{where}")
    return 0


def _facts(device: Device) -> dict[str, Any]:
    """All that is known of a reader, with the figures that follow from its screen."""
    from dataclasses import asdict

    derived = {}
    if device.screen:
        width, height = device.page
        derived = {"diagonal_in": round(device.screen.diagonal, 1), "page_mm": [round(width, 1), round(height, 1)]}
    return asdict(device) | derived
