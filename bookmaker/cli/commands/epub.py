"""`bookmaker epub`."""

from __future__ import annotations

from typing import Unpack

from bookmaker.cli import flags
from bookmaker.cli.console import Console
from bookmaker.cli.orders import Asked

EXAMPLES = """
bookmaker epub                           every book of the project
bookmaker epub night-ferry               one book, by its slug
bookmaker epub story.txt -o story.epub   a text outside any project
bookmaker epub --device kobo-clara-bw    fitted to one e-reader
"""


@flags.command("Write dist/<slug>.epub.", examples=EXAMPLES)
@flags.books
@flags.building
def command(console: Console, book: tuple[str, ...], **asked: Unpack[Asked]) -> int:
    """Write an EPUB of each BOOK: dist/<slug>.epub.

    BOOK is a slug, or the path of its YAML or its source; none means every book of the project.
    The path of each EPUB is printed when it is there, new or unchanged.
    """
    from bookmaker.cli.making import make

    return make(console, book, ("epub",), **asked)
