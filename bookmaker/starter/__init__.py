"""`bookmaker new`: a project to begin with. The files beside this one are what it is filled with."""

from __future__ import annotations

import uuid
from importlib import resources
from pathlib import Path

from bookmaker.errors import OutsideError, UsageError

SLUG = "first-book"


def start(folder: Path, identifier: uuid.UUID) -> list[Path]:
    """Make a project in a folder that is not there yet or empty; the files written, in the order to read them.

    Raises UsageError for a folder with something in it, OutsideError when it cannot be written.
    """
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder} is a file", "name a folder that is not there yet")
    inside = resources.files(__name__)
    files = {
        f"metadata/{SLUG}.yaml": (inside / "book.yaml").read_text("utf-8").replace("{uuid}", str(identifier)),
        f"sources/{SLUG}.txt": (inside / "book.txt").read_text("utf-8"),
        "dist/.gitignore": "*\n!.gitignore\n",
    }
    written = []
    try:
        if folder.is_dir() and any(folder.iterdir()):
            raise UsageError(f"{folder} is not empty", "name a folder that is not there yet")
        for name, text in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
            written.append(path)
    except OSError as error:
        raise OutsideError(f"cannot write {error.filename or folder}: {error.strerror or error}") from error
    return written
