"""`bookmaker serve`."""

from __future__ import annotations

import click

from bookmaker.cli import flags, orders
from bookmaker.cli.console import Console

EXAMPLES = """
bookmaker serve          for this computer alone
bookmaker serve --lan    for e-readers on the same network; shows a QR code
"""


@flags.command("Hand books to e-readers over the local network.", examples=EXAMPLES)
@click.option("--lan", is_flag=True, help="Serve the local network, not this computer alone.")
@click.option("--port", type=click.IntRange(0, 65535), metavar="N", help="The port; 0 takes any that is free. [8080]")
def command(console: Console, lan: bool, port: int | None) -> int:
    """Serve the finished books of dist/: a plain page for any browser, OPDS catalogues for reading programs.

    Ctrl-C ends it.
    """
    from bookmaker.serve import DEFAULT_PORT, serve

    dist = orders.needed_project(console).dist
    serve(dist, lan=lan, port=DEFAULT_PORT if port is None else port, say=console.result)
    return 0
