"""`bookmaker new`."""

from __future__ import annotations

from pathlib import Path

import click

from bookmaker.cli import flags
from bookmaker.cli.console import Console

EXAMPLES = """
bookmaker new my-books
cd my-books && bookmaker build
"""


@flags.command("Start a project with a first book in it.", examples=EXAMPLES)
@click.argument("folder", metavar="DIR", type=flags.FOLDER)
def command(console: Console, folder: Path) -> int:
    """Start a project in DIR: metadata/, sources/, dist/, and a first book to replace with your own."""
    import uuid

    from bookmaker.starter import start

    for path in start(folder, uuid.uuid4()):
        console.result(console.path(path))
    console.say(f"next: cd {folder} && bookmaker build")
    return 0
