"""`bookmaker clean`."""

from __future__ import annotations

from bookmaker.cli import flags, orders
from bookmaker.cli.console import Console

EXAMPLES = """
bookmaker clean
"""


@flags.command("Remove the finished books and the cache.", examples=EXAMPLES)
def command(console: Console) -> int:
    """Remove what `build` made of the project's books in dist/, and the cache. Your texts are never touched.

    Files in dist/ that belong to no book of the project stay.
    """
    import shutil

    from bookmaker.build import outputs_of
    from bookmaker.errors import OutsideError

    try:
        for entry in orders.entries(console, ()):
            for path in outputs_of(entry):
                path.unlink()
                console.result(console.path(path))
        cache = orders.cache_folder()
        if cache.is_dir():
            shutil.rmtree(cache)
            console.result(cache)
    except OSError as error:
        raise OutsideError(f"cannot remove {error.filename}: {error.strerror}") from error
    return 0
