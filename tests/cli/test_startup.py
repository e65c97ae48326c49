"""Nothing heavy is imported before it is needed: a command line must answer at once."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = [
    "weasyprint", "pikepdf", "uvicorn", "starlette", "keyring", "psutil", "num2words", "ftfy", "langcodes", "PIL",
    "lxml", "ebooklib", "yaml", "bookmaker.build", "bookmaker.devices", "http.server", "concurrent.futures.process",
]  # fmt: skip


def imported(*arguments: str, cwd: Path) -> set[str]:
    code = (
        "import io, json, sys; from contextlib import redirect_stdout\n"
        "from bookmaker.cli import run\n"
        f"with redirect_stdout(io.StringIO()): code = run({list(arguments)!r})\n"
        f"assert code == 0; print(json.dumps([name for name in {HEAVY!r} if name in sys.modules]))"
    )
    return set(
        json.loads(subprocess.run([sys.executable, "-c", code], cwd=cwd, capture_output=True, check=True).stdout)
    )


def test_the_version_imports_nothing(tmp_path: Path) -> None:
    assert imported("--version", cwd=tmp_path) == set()


def test_help_imports_nothing(tmp_path: Path) -> None:
    assert imported("-h", cwd=tmp_path) == set()


def test_an_epub_imports_nothing_for_a_pdf_or_a_network(tmp_path: Path) -> None:
    (tmp_path / "tide.txt").write_text("The tide came in. Nobody saw it come, for it was dark.\n")
    needless = {"weasyprint", "pikepdf", "uvicorn", "starlette", "keyring", "psutil", "http.server"}
    assert imported("epub", "tide.txt", "-q", cwd=tmp_path) & needless == set()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a disk that is always full")
def test_results_that_find_no_room_are_no_bug(tmp_path: Path) -> None:
    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-m", "bookmaker", "schema"]
        done = subprocess.run(command, cwd=tmp_path, stdout=full, stderr=subprocess.PIPE, check=False)
    assert (done.returncode, done.stderr.decode()) == (
        3,
        "error: cannot write: No space left on device; make room on the disk\n",
    )
