"""`bookmaker build`."""

from __future__ import annotations

from bookmaker.cli import flags, orders
from bookmaker.cli.console import Console

EXAMPLES = """
bookmaker build                          an EPUB and a PDF of every book
bookmaker build night-ferry -v           one book, and what was noticed on the way
bookmaker build --strict                 refuse books with open warnings
"""


@flags.command("Write every format a book asks for.", examples=EXAMPLES)
@flags.books
@flags.building
@flags.page
def command(
    console: Console,
    book: tuple[str, ...],
    out: str | None,
    jobs: int | None,
    device: str | None,
    theme: str | None,
    page: str | None,
    title: str,
    author: str,
    strict: bool,
) -> int:
    """Write every format each BOOK asks for: by default dist/<slug>.epub and dist/<slug>.pdf.

    BOOK is a slug, or the path of its YAML or its source; none means every book of the project.
    `formats:` under `build:` in the YAML chooses among epub, pdf and kepub.
    """
    from bookmaker.cli.making import make

    chosen = orders.entries(console, book)
    order = orders.order(
        console,
        chosen,
        (),
        out=out,
        jobs=jobs,
        device=device,
        theme=theme,
        page=page,
        title=title,
        author=author,
        strict=strict,
    )
    return make(console, chosen, order)
