"""`bookmaker list`."""

from __future__ import annotations

from bookmaker.cli import flags, orders
from bookmaker.cli.console import Console

EXAMPLES = """
bookmaker list
bookmaker list --json
"""


@flags.command("Show the books of the project.", examples=EXAMPLES)
@flags.as_json
def command(console: Console, as_json: bool) -> int:
    """Show every book of the project: slug, title, author, and what stands in dist/."""
    from bookmaker.build import Order, outputs_of, read_recipe, unused_sources
    from bookmaker.cli.console import worst
    from bookmaker.errors import BookmakerError
    from bookmaker.project import books

    project = orders.needed_project(console)
    rows: list[tuple[str, str, str, list[str]]] = []
    codes = []
    for entry in books(project):
        try:
            recipe = read_recipe(entry, Order())
        except BookmakerError as error:
            codes.append(console.failure(error))
            continue
        metadata = recipe.metadata
        made = [console.path(path) for path in outputs_of(entry)]
        rows.append((entry.slug, metadata.title, ", ".join(person.name for person in metadata.authors), made))
    if as_json:
        names = ("slug", "title", "author", "outputs")
        console.json([dict(zip(names, row, strict=True)) for row in rows])
    else:
        wide = [max((len(str(row[column])) for row in rows), default=0) for column in range(3)]
        for slug, title, author, made in rows:
            kinds = ", ".join(path.rpartition("/")[2].removeprefix(slug + ".") for path in made) or "not made yet"
            console.result(f"{slug:{wide[0]}}  {title:{wide[1]}}  {author:{wide[2]}}  {kinds}")
    console.findings(unused_sources(project))
    return worst(codes)
