"""`bookmaker pdf`."""

from __future__ import annotations

from bookmaker.cli import flags, orders
from bookmaker.cli.console import Console

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
    """Write a PDF of each BOOK: dist/<slug>.pdf.

    BOOK is a slug, or the path of its YAML or its source; none means every book of the project.
    The page is 6x9in unless --page, --device or the YAML says otherwise.
    """
    from bookmaker.cli.making import make

    chosen = orders.entries(console, book)
    order = orders.order(
        console,
        chosen,
        ("pdf",),
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
