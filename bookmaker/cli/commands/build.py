"""`bookmaker build`."""

from __future__ import annotations

from typing import Unpack

from bookmaker.cli import flags
from bookmaker.cli.console import Console
from bookmaker.cli.orders import Asked

EXAMPLES = """
bookmaker build                          an EPUB and a PDF of every book
bookmaker build night-ferry -v           one book, and what was noticed on the way
bookmaker build --strict                 refuse books with open warnings
"""


@flags.command("Write every format a book asks for.", examples=EXAMPLES)
@flags.books
@flags.building
@flags.page
def command(console: Console, book: tuple[str, ...], **asked: Unpack[Asked]) -> int:
    """Write every format each BOOK asks for: by default dist/<slug>.epub and dist/<slug>.pdf.

    BOOK is a slug, or the path of its YAML or its source; none means every book of the project.
    `formats:` under `build:` in the YAML chooses among epub, pdf and kepub.
    """
    from bookmaker.cli.making import make

    return make(console, book, (), **asked)
