"""`bookmaker opds`."""

from __future__ import annotations

import click

from bookmaker.cli import flags, orders
from bookmaker.cli.console import Console

EXAMPLES = """
bookmaker opds --base-url https://books.example/shelf/
"""


@flags.command("Write an OPDS catalogue for a web host.", examples=EXAMPLES)
@click.option("--base-url", "url", required=True, metavar="URL", help="Where all of dist/ will stand.")
def command(console: Console, url: str) -> int:
    """Write an OPDS catalogue of dist/ into dist/, to be put on a web host together with the books."""
    from bookmaker.serve import static_catalogue
    from bookmaker.writing import write

    dist = orders.needed_project(console).dist
    for name, data in static_catalogue(dist, url).items():
        write(dist / name, data)
        console.result(console.path(dist / name))
    return 0
