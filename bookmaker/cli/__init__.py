"""The command `bookmaker`: each command is one thin file in `commands`, imported when it is called."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module

import click

from bookmaker.cli.console import Console
from bookmaker.cli.flags import HELP, of_console

COMMANDS: dict[str, tuple[str, ...]] = {
    "Make books": ("new", "epub", "pdf", "build"),
    "Look closer": ("check", "inspect", "preview", "list"),
    "Read them": ("send", "serve", "opds", "devices"),
    "Keep house": ("schema", "clean"),
}
"""Every command, as `bookmaker -h` groups them. Each is `command` in the module of its name."""


class Commands(click.Group):
    """The commands, each imported when it is needed: starting up must cost next to nothing."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every command's name."""
        return [name for names in COMMANDS.values() for name in names]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name."""
        if cmd_name not in self.list_commands(ctx):
            return None
        found: click.Command = import_module(f"bookmaker.cli.commands.{cmd_name}").command
        found.name = cmd_name
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command the arguments call, or an error that names the nearest."""
        if args[0] not in self.list_commands(ctx) and not args[0].startswith("-") and not ctx.resilient_parsing:
            from difflib import get_close_matches

            near = get_close_matches(args[0], self.list_commands(ctx), 1)
            hint = f"did you mean `bookmaker {near[0]}`?" if near else "`bookmaker -h` lists the commands"
            ctx.fail(f"no command is called {args[0]}; {hint}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands in their groups."""
        for title, names in COMMANDS.items():
            rows = [(name, command.short_help or "") for name in names if (command := self.get_command(ctx, name))]
            with formatter.section(title):
                formatter.write_dl(rows)


EPILOG = """\b
Examples:
  bookmaker new my-books                 start a project with a first book in it
  bookmaker build                        an EPUB and a PDF of every book, into dist/
  bookmaker epub story.txt -o story.epub a book of one text, no project needed
  bookmaker send --to kindle             put the books on a reader

`bookmaker COMMAND -h` says more about one command. A setting comes from the flag, else from the environment
(BOOKMAKER_THEME=modern), else from the book's YAML, else from `build:` in config.yaml in your own settings folder
(~/.config/bookmaker on Linux; BOOKMAKER_CONFIG names another file).
"""


@click.group(
    cls=Commands,
    epilog=EPILOG,
    context_settings=HELP,
    no_args_is_help=False,
    invoke_without_command=True,
)
@of_console
@click.option("--version", is_flag=True, is_eager=True, help="Print the version and stop.")
@click.pass_context
def group(ctx: click.Context, version: bool) -> None:
    """Make EPUB and PDF books of plain text, and put them on e-readers.

    A project is a folder with metadata/ (a YAML file for each book) and sources/ (its text). The finished books
    stand in dist/.
    """
    if version:
        from bookmaker import __version__

        click.echo(f"bookmaker {__version__}")
        ctx.exit(0)
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


def run(arguments: Sequence[str] | None = None) -> int:
    """Run a command line; the exit code of the contract."""
    try:
        console = Console()
    except FileNotFoundError:
        click.echo("error: the folder you are in is gone; go into another", err=True)
        return 3
    try:
        code = group.main(
            args=list(arguments) if arguments is not None else None,
            prog_name="bookmaker",
            standalone_mode=False,
            obj=console,
        )
        return code if isinstance(code, int) else 0
    except click.exceptions.Exit as end:
        return end.exit_code
    except click.ClickException as error:
        console.clear()
        line = error.format_message()
        if isinstance(error, click.UsageError) and error.ctx is not None and "?" not in line and "; " not in line:
            line = f"{line.rstrip('.')}; `{error.ctx.command_path} -h` shows how"
        console.error(line)
        return 2
    except (click.Abort, KeyboardInterrupt):
        console.clear()
        click.echo("interrupted; nothing half-written was left", err=True)
        return 130
    except BrokenPipeError:  # `bookmaker list | head`
        sys.stdout = None  # or Python complains about it at its end
        return 0
    except Exception as error:
        return console.failure(error)
