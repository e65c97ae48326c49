"""Let go of a reader after copying: many take books in only once they are let go."""

from __future__ import annotations

import shutil
import subprocess
import sys

from bookmaker.errors import OutsideError
from bookmaker.send.readers import Reader


def eject(reader: Reader, platform: str = sys.platform) -> str:
    """Unmount the reader and power its port off. Returns what to tell the author. Raises OutsideError."""
    commands = _commands(reader, platform)
    if not commands:
        return f"let go of {reader} in your file manager (“Eject”) before pulling the cable"
    for command in commands:
        try:
            run = subprocess.run(command, capture_output=True, text=True, errors="replace", timeout=120, check=False)
        except subprocess.TimeoutExpired as error:
            raise OutsideError(
                f"{reader} does not let go", "wait a minute, then eject it in your file manager"
            ) from error
        if run.returncode:
            reason = run.stderr.strip() or run.stdout.strip()
            raise OutsideError(
                f"{reader} was not ejected: {reason}", "close what uses it, then eject it in your file manager"
            )
    return f"ejected {reader}: the cable may be pulled"


def _commands(reader: Reader, platform: str) -> list[list[str]]:
    if platform == "darwin":
        return [["diskutil", "eject", str(reader.root)]]
    if platform.startswith("linux") and reader.node and shutil.which("udisksctl"):
        return [
            ["udisksctl", "unmount", "--no-user-interaction", "-b", reader.node],
            ["udisksctl", "power-off", "--no-user-interaction", "-b", reader.node],
        ]
    if platform.startswith("linux") and shutil.which("gio"):
        return [["gio", "mount", "-e", str(reader.root)]]
    return []
