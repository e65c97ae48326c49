"""`bookmaker preview`."""

from __future__ import annotations

import click

from bookmaker.cli import flags, orders
from bookmaker.cli.console import Console

EXAMPLES = """
bookmaker preview night-ferry          then open the address it prints
bookmaker preview night-ferry --open
"""


@flags.command("Read a book in a browser, rebuilt on every save.", examples=EXAMPLES)
@flags.books
@click.option("--port", type=click.IntRange(0, 65535), default=0, metavar="N", help="The port; else any that is free.")
@click.option("--open", "opening", is_flag=True, help="Open it in the browser.")
@flags.theme
def command(console: Console, book: tuple[str, ...], port: int, opening: bool, theme: str | None) -> int:
    """Show each BOOK in a browser, with its findings beside it; the page loads itself again whenever you save.

    Only this computer can reach the address that is printed. Ctrl-C ends it.
    """
    from bookmaker.errors import OutsideError
    from bookmaker.preview import HOST, Preview, server

    chosen = orders.entries(console, book)
    try:
        running = server(Preview(chosen, orders.order(console, chosen, theme=theme)), port)
    except OSError as error:
        raise OutsideError(f"cannot listen on port {port}: {error.strerror}", "choose another with --port") from None
    with running:
        address = f"http://{HOST}:{running.server_address[1]}/"
        console.result(address)
        console.say("Ctrl-C ends it")
        if opening:
            import webbrowser

            webbrowser.open(address)
        try:
            running.serve_forever()
        except KeyboardInterrupt:
            return 0
    return 0
