"""`bookmaker epub`."""

from __future__ import annotations

from bookmaker.cli import flags, orders
from bookmaker.cli.console import Console

EXAMPLES = """
bookmaker epub                           every book of the project
bookmaker epub night-ferry               one book, by its slug
bookmaker epub story.txt -o story.epub   a text outside any project
bookmaker epub --device kobo-clara-bw    fitted to one e-reader
"""


@flags.command("Write dist/<slug>.epub.", examples=EXAMPLES)
@flags.books
@flags.building
def command(
    console: Console,
    book: tuple[str, ...],
    out: str | None,
    jobs: int | None,
    device: str | None,
    theme: str | None,
    title: str,
    author: str,
    strict: bool,
) -> int:
    """Write an EPUB of each BOOK: dist/<slug>.epub.

    BOOK is a slug, or the path of its YAML or its source; none means every book of the project.
    The path of each EPUB is printed when it is there, new or unchanged.
    """
    from bookmaker.cli.making import make

    chosen = orders.entries(console, book)
    order = orders.order(
        console,
        chosen,
        ("epub",),
        out=out,
        jobs=jobs,
        device=device,
        theme=theme,
        title=title,
        author=author,
        strict=strict,
    )
    return make(console, chosen, order)
