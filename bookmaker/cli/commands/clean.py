"""`bookmaker clean`."""

from __future__ import annotations

from pathlib import Path

from bookmaker.cli import flags, orders
from bookmaker.cli.console import Console

EXAMPLES = """
bookmaker clean
"""


@flags.command("Remove the finished books and the cache.", examples=EXAMPLES)
def command(console: Console) -> int:
    """Remove what `build` and `opds` made of the project's books in dist/, and the cache. Your texts are never touched.

    Files in dist/ that belong to no book of the project stay.
    """
    import shutil

    from bookmaker.build import outputs_of
    from bookmaker.errors import OutsideError

    entries = orders.entries(console, ())
    try:
        catalogue = _catalogue(console)
        for path in [*catalogue, *(path for entry in entries for path in outputs_of(entry))]:
            path.unlink()
            console.result(console.path(path))
        for covers in {path.parent for path in catalogue if path.parent.name == "covers"}:
            if not any(covers.iterdir()):
                covers.rmdir()
        cache = orders.cache_folder()
        if cache and cache.is_dir():
            shutil.rmtree(cache.resolve())
            if cache.is_symlink():  # to a larger disk
                cache.resolve().mkdir()
            console.result(cache)
    except OSError as error:
        raise OutsideError(f"cannot remove {error.filename}: {error.strerror}") from error
    return 0


def _catalogue(console: Console) -> list[Path]:
    """The files that `opds` wrote."""
    home = orders.project(console)
    if home is None or not (home.dist / "opds.xml").is_file():  # the server's code takes its time to import
        return []
    from bookmaker.serve import written

    return written(home.dist)
