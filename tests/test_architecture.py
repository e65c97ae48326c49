"""ARCHITECTURE.md sends a newcomer to the right file: every path it names is there, every package is named."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
TEXT = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")


def test_every_path_in_the_table_exists() -> None:
    named = re.findall(r"`(bookmaker/[\w./-]+)`", TEXT)
    assert len(named) > 40
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_every_top_level_module_is_named() -> None:
    modules = {path.stem for path in (ROOT / "bookmaker").iterdir() if path.suffix == ".py" or path.is_dir()}
    modules -= {"__init__", "__main__", "__pycache__", "py"}
    assert {name for name in modules if not re.search(rf"\b{name}\b", TEXT)} == set()


def test_every_pass_and_every_intake_has_its_row() -> None:
    modules = [path for folder in ("normalise", "intake") for path in (ROOT / "bookmaker" / folder).rglob("[!_]*.py")]
    assert [path.name for path in modules if f"`{path.relative_to(ROOT)}`" not in TEXT] == []
