"""What is asked for: by flags, the environment, and the user's own config file."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict

from bookmaker.cli.console import Console

if TYPE_CHECKING:
    from bookmaker.build import Order
    from bookmaker.errors import OutsideError
    from bookmaker.project import Entry, Project

_BOOKS = (".epub", ".pdf", ".mobi", ".azw3", ".azw", ".docx")
"""What names of books end in; no e-reader opens one that is something else within."""


class Asked(TypedDict, total=False):
    """What the flags of a building command say; see `order`."""

    out: str | None
    jobs: int | None
    device: str | None
    theme: str | None
    page: str | None
    title: str
    author: str
    strict: bool


def project(console: Console) -> Project | None:
    """The project of this run. Raises UsageError when -C names none."""
    from bookmaker.errors import UsageError
    from bookmaker.project import find

    if console.project is None:
        return find(console.here)
    start = console.here / console.project
    if not start.is_dir():
        raise UsageError(f"no such folder: {console.project}")
    found = find(start)
    if found is None:
        raise UsageError(
            f"no project in {console.project}",
            "a project has the folders metadata/ and sources/; `bookmaker new` makes one",
        )
    return found


def needed_project(console: Console) -> Project:
    """The project of this run. Raises UsageError when there is none."""
    from bookmaker.errors import UsageError
    from bookmaker.project import NO_PROJECT

    found = project(console)
    if found is None:
        raise UsageError(*NO_PROJECT)
    return found


def entries(console: Console, words: tuple[str, ...]) -> list[Entry]:
    """The books asked for. Raises UsageError."""
    from bookmaker.project import choose

    return choose(words, project(console), console.here)


def order(
    console: Console,
    chosen: list[Entry],
    formats: tuple[str, ...] = (),
    *,
    out: str | None = None,
    jobs: int | None = None,
    device: str | None = None,
    theme: str | None = None,
    page: str | None = None,
    title: str = "",
    author: str = "",
    strict: bool = False,
) -> Order:
    """What the flags, the environment and the user's config file ask for. Raises UsageError."""
    from bookmaker.build import Order
    from bookmaker.errors import UsageError

    flags = {"device": device, "theme": theme, "page": page}
    above = {**_environment(), **{name: value for name, value in flags.items() if value}}
    file, folder = _target(console, out, formats[0] if len(chosen) == len(formats) == 1 else "")
    if (title or author) and len(chosen) != 1:
        raise UsageError("--title and --author are for one book", "name the book")
    return Order(
        formats=formats,
        below=config().get("build", {}),
        above=above,
        title=title,
        author=author,
        out=file,
        folder=folder,
        here=console.here,
        jobs=jobs or _cores(),
        strict=strict,
        cache=cache_folder(),
    )


def _target(console: Console, out: str | None, form: str) -> tuple[Path | None, Path | None]:
    """The file or the folder that -o names; `form`: its format, "" when more than a file is asked for.

    Raises UsageError.
    """
    from bookmaker.errors import UsageError
    from bookmaker.project import SOURCE_SUFFIXES, YAML_SUFFIXES

    if out is None:
        return None, None
    path = console.here / out
    if path.is_dir() or out.endswith(("/", os.sep)) or (not form and not path.suffix):
        return None, path
    if not form:
        raise UsageError(f"-o {out} is one file, but more are asked for", "name a folder, or one book")
    suffix = path.suffix.lower()
    if suffix != f".{form}" and suffix in {*_BOOKS, *SOURCE_SUFFIXES, *YAML_SUFFIXES}:  # most likely a slip
        better = Path(out).with_suffix(f".{form}").as_posix()
        raise UsageError(f"-o {out}: what is asked for is a .{form} file", f"call it {better}")
    return path, None


def _environment() -> Mapping[str, Any]:
    """The build settings in `BOOKMAKER_...` variables. Raises UsageError."""
    ours = {name: value for name, value in os.environ.items() if name.startswith("BOOKMAKER_")}
    if not ours:
        return {}
    from bookmaker.metadata.recipe import read_environment  # brings PyYAML

    return read_environment(ours)


def config() -> Mapping[str, Any]:
    """What the user's own config file says; nothing when there is no such file. Raises BookError."""
    path = _config_file()
    if path is None or not path.is_file():
        return {}
    from bookmaker.metadata.recipe import read_config

    return read_config(path)


def home() -> Path:
    """The user's home folder. Raises OutsideError."""
    try:
        return Path.home()
    except RuntimeError:
        raise _homeless() from None


def cache_folder() -> Path | None:
    """Where laid-out pages are kept; `BOOKMAKER_CACHE` names another place. All in it is ours, and may be removed."""
    if named := os.environ.get("BOOKMAKER_CACHE"):
        return Path(named) / "bookmaker-pages"
    from platformdirs import user_cache_path

    folder = _users(user_cache_path)
    return folder and folder / "bookmaker-pages"


def state_folder() -> Path:
    """Where we note what was sent; `BOOKMAKER_STATE` names another place. Raises OutsideError."""
    if named := os.environ.get("BOOKMAKER_STATE"):
        return Path(named)
    from platformdirs import user_state_path

    if folder := _users(user_state_path):
        return folder
    raise _homeless()


def _config_file() -> Path | None:
    """Where a user's settings for every book stand; `BOOKMAKER_CONFIG` names another place."""
    if named := os.environ.get("BOOKMAKER_CONFIG"):
        return Path(named)
    from platformdirs import user_config_path

    folder = _users(user_config_path)
    return folder and folder / "config.yaml"


def _users(place: Callable[..., Path]) -> Path | None:
    """A folder of the user's; None for one without a home, as where a container runs under a bare number."""
    try:
        folder = place("bookmaker", appauthor=False)
    except RuntimeError:
        return None
    return folder if folder.is_absolute() else None  # releases before 4.14 leave the `~`


def _homeless() -> OutsideError:
    from bookmaker.errors import OutsideError

    return OutsideError("this user has no home folder", "set HOME")


def _cores() -> int:
    """The processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
