"""`bookmaker pdf`."""

from __future__ import annotations

from typing import Unpack

from bookmaker.cli import flags
from bookmaker.cli.console import Console
from bookmaker.cli.orders import Asked

EXAMPLES = """
bookmaker pdf                            every book of the project
bookmaker pdf night-ferry --page a5      one book on A5 pages
bookmaker pdf --device remarkable-2      pages the size of a reader's screen
bookmaker pdf story.txt --title "The Tide" --author "R. Example"
"""


@flags.command("Write dist/<slug>.pdf.", examples=EXAMPLES)
@flags.books
@flags.building
@flags.page
def command(console: Console, book: tuple[str, ...], **asked: Unpack[Asked]) -> int:
    """Write a PDF of each BOOK: dist/<slug>.pdf.

    BOOK is a slug, or the path of its YAML or its source; none means every book of the project.
    The page is 6x9in unless --page, --device or the YAML says otherwise.
    """
    from bookmaker.cli.making import make

    return make(console, book, ("pdf",), **asked)
