"""The flags commands share, with what a shell completes them to."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from bookmaker.cli.console import Console

Function = TypeVar("Function", bound=Callable[..., Any])
FOLDER = click.Path(path_type=Path)
HELP = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


def _common(name: str) -> Callable[[click.Context, click.Parameter, Any], None]:
    """A callback that keeps a flag of every command on the console."""

    def keep(context: click.Context, _: click.Parameter, value: Any) -> None:  # noqa: ANN401  (click's own signature)
        if value:
            setattr(context.find_object(Console), name, value if name != "colour" else False)

    return keep


def of_console(function: Function) -> Function:
    """The flags every command has; they are kept on the console."""
    for decorate in (
        click.option("--no-color", is_flag=True, expose_value=False, callback=_common("colour"), help="Plain text."),
        click.option(
            "--debug", is_flag=True, expose_value=False, callback=_common("debug"), help="Tracebacks with errors."
        ),
        click.option("-v", "--verbose", is_flag=True, expose_value=False, callback=_common("verbose"), help="Say all."),
        click.option(
            "-q", "--quiet", is_flag=True, expose_value=False, callback=_common("quiet"), help="Say errors only."
        ),
        click.option(
            "-C",
            "--project",
            type=FOLDER,
            metavar="DIR",
            envvar="BOOKMAKER_PROJECT",
            expose_value=False,
            callback=_common("project"),
            help="The project's folder; else the one around the current folder.",
        ),
    ):
        function = decorate(function)
    return function


def command(summary: str, *, examples: str = "") -> Callable[[Function], click.Command]:
    """A command with the flags all commands have. `examples`: lines of shell, shown by `-h`."""

    def wrap(function: Function) -> click.Command:
        epilog = "\b\nExamples:\n" + "\n".join(f"  {line.strip()}" for line in examples.strip().splitlines())
        made = click.command(short_help=summary, epilog=epilog if examples else None)(
            click.pass_obj(of_console(function))
        )
        made.context_settings = dict(HELP)
        return made

    return wrap


# --- what a shell completes -----------------------------------------------------------------------


def _slugs(context: click.Context, _: click.Parameter, begun: str) -> list[Any]:
    """The books of the project, then files."""
    from click.shell_completion import CompletionItem

    from bookmaker.project import books, find

    home = find(Path.cwd())
    slugs = [entry.slug for entry in books(home)] if home else []
    return [CompletionItem(slug) for slug in slugs if slug.startswith(begun)] or [CompletionItem(begun, type="file")]


def _readers(context: click.Context, _: click.Parameter, begun: str) -> list[str]:
    from bookmaker.devices import DEVICES

    return [device.name for device in DEVICES if device.name.startswith(begun)]


def _themes(context: click.Context, _: click.Parameter, begun: str) -> list[str]:
    from bookmaker.project import find
    from bookmaker.themes import names

    home = find(Path.cwd())
    return [name for name in names(home.root if home else None) if name.startswith(begun)]


# --- the flags --------------------------------------------------------------------------------------

books = click.argument("book", nargs=-1, metavar="[BOOK]...", shell_complete=_slugs)
book = click.argument("book", shell_complete=_slugs)
as_json = click.option("--json", "as_json", is_flag=True, help="Results as JSON.")
strict = click.option("--strict", is_flag=True, envvar="BOOKMAKER_STRICT", help="Warnings count as errors.")
device = click.option(
    "--device", metavar="NAME", shell_complete=_readers, help="Fit to this e-reader (see `bookmaker devices`)."
)
theme = click.option(
    "--theme", metavar="NAME", shell_complete=_themes, help="classic, modern, large-print, or the project's own."
)


def building(function: Function) -> Function:
    """The flags of every command that makes files."""
    for decorate in (
        strict,
        click.option("--author", metavar="NAME", default="", help="The author, instead of the YAML's."),
        click.option("--title", metavar="TEXT", default="", help="The title, instead of the YAML's."),
        theme,
        device,
        click.option(
            "-j", "--jobs", type=click.IntRange(1), metavar="N", envvar="BOOKMAKER_JOBS", help="Processes at the most."
        ),
        click.option("-o", "--output", "out", metavar="PATH", help="Write to this file or folder."),
    ):
        function = decorate(function)
    return function


page = click.option("--page", metavar="SIZE", help="The PDF's page: 6x9in, 148x210mm, a5, large-print.")
