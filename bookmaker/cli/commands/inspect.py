"""`bookmaker inspect`."""

from __future__ import annotations

import click

from bookmaker.cli import flags, orders
from bookmaker.cli.console import Console

EXAMPLES = """
bookmaker inspect night-ferry
bookmaker inspect night-ferry --diff | less
bookmaker inspect night-ferry --json
"""


@flags.command("Show what was seen in a book and done to it.", examples=EXAMPLES)
@flags.book
@click.option("--diff", is_flag=True, help="The text before and after, changed lines only.")
@flags.as_json
def command(console: Console, book: str, diff: bool, as_json: bool) -> int:
    """Show what the normaliser saw in BOOK and did to it, with source lines.

    First the structure: every heading, scene break, verse, letter, quotation, list, table, picture and note. Then
    every decision: where, by which rule, how sure, and what became of what. What it got wrong you can set right under
    `normalise: overrides:` in the YAML.
    """
    from bookmaker import inspection
    from bookmaker.build import edit

    chosen = orders.entries(console, (book,))
    edited = edit(chosen[0], orders.order(console, chosen))
    if as_json:
        console.json(inspection.as_json(edited))
        return 0
    for line in inspection.difference(edited) if diff else inspection.report(edited):
        console.result(line)
    console.findings(edited.findings)
    return 0
