"""`bookmaker devices`."""

from __future__ import annotations

from bookmaker.cli import flags
from bookmaker.cli.console import Console

EXAMPLES = """
bookmaker devices
bookmaker devices --json
"""


@flags.command("Show the e-readers it knows.", examples=EXAMPLES)
@flags.as_json
def command(console: Console, as_json: bool) -> int:
    """Show every e-reader --device takes: its name, maker and model, screen, and the formats it reads."""
    from bookmaker.devices import DEVICES

    if as_json:
        import json
        from dataclasses import asdict

        console.result(json.dumps([asdict(device) for device in DEVICES], ensure_ascii=False, indent=2, default=str))
        return 0
    for device in DEVICES:
        screen = f"{device.screen.width}×{device.screen.height}, {device.screen.ppi} ppi" if device.screen else ""
        console.result(f"{device.name:26}{device.label:36}{screen:22}{', '.join(device.formats)}")
    return 0
