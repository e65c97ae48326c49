"""`bookmaker check`."""

from __future__ import annotations

from bookmaker.cli import flags, orders
from bookmaker.cli.console import Console

EXAMPLES = """
bookmaker check                        every book of the project
bookmaker check night-ferry --strict   fail on warnings too
bookmaker check --device kindle-paperwhite-2024
bookmaker check --json
"""


@flags.command("Report problems, build nothing.", examples=EXAMPLES)
@flags.books
@flags.device
@flags.strict
@flags.as_json
def command(console: Console, book: tuple[str, ...], device: str | None, strict: bool, as_json: bool) -> int:
    """Report what is wrong or doubtful in each BOOK: its YAML, its text, the book it would become.

    Each finding names file and line, how much it matters, and a code. The exit code is 1 when there is an error,
    with --strict also when there is a warning.
    """
    from bookmaker.build import unused_sources
    from bookmaker.check import check
    from bookmaker.cli.console import worst
    from bookmaker.model import Severity

    chosen = orders.entries(console, book)
    order = orders.order(console, chosen, device=device)
    codes = []
    records = []
    for entry in chosen:
        console.draw(f"{entry.slug}: checking")
        try:
            found = check(entry, order)
        except Exception as error:
            codes.append(console.failure(error))
            continue
        fails = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
        codes.append(int(any(finding.severity in fails for finding in found)))
        if as_json:
            records += [{"book": entry.slug, **finding.record()} for finding in found]
        else:
            console.findings(found, notes=True)
            console.say(f"{entry.slug}: {_count(found)}")
    home = orders.project(console)
    if home is not None and not book:
        unused = unused_sources(home)
        console.findings(unused)
        codes.append(int(strict and bool(unused)))
    if as_json:
        console.json(records)
    return worst(codes)


def _count(found: tuple[object, ...]) -> str:
    return "nothing to report" if not found else f"{len(found)} finding{'s' if len(found) > 1 else ''}"
