"""`bookmaker schema`."""

from __future__ import annotations

from bookmaker.cli import flags
from bookmaker.cli.console import Console

EXAMPLES = """
bookmaker schema > book.schema.json
"""


@flags.command("Print the JSON Schema of the YAML.", examples=EXAMPLES)
def command(console: Console) -> int:
    """Print a JSON Schema (draft 2020-12) of a book's YAML, for editors that complete and check as one types.

    For VS Code's YAML extension, put this first in a file of metadata/:

    \b
      # yaml-language-server: $schema=../book.schema.json
    """
    from bookmaker.metadata.schema import schema

    console.json(schema())
    return 0
