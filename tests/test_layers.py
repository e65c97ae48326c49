"""Imports point down; siblings never import each other (ARCHITECTURE.md has the picture)."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "bookmaker"

LAYERS: tuple[frozenset[str], ...] = (
    frozenset({"model", "errors"}),
    frozenset(
        {"walk", "facts", "dump", "fidelity", "metadata", "languages", "devices", "themes", "writing", "interrupts"}
    ),
    frozenset({"intake", "normalise", "compose", "backends", "project", "proofs", "starter"}),
    frozenset({"build"}),
    frozenset({"preview", "serve", "send", "check", "inspection"}),
    frozenset({"cli"}),
)
# The two at the bottom: errors carry findings, so they stand on the model.
ALLOWED_SIBLINGS = {("errors", "model")}


def unit(path: Path) -> str:
    """The top-level name under `bookmaker` that a file belongs to."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def height(name: str) -> int:
    return next(level for level, names in enumerate(LAYERS) if name in names)


def imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            names = [node.module or ""]
            if node.module == "bookmaker":
                names = [f"bookmaker.{alias.name}" for alias in node.names if alias.name != "__version__"]
        else:
            continue
        found.update(name.split(".")[1] for name in names if name.startswith("bookmaker."))
    return found


DOORS = [PACKAGE / "__init__.py", PACKAGE / "__main__.py"]
FILES = [path for path in sorted(PACKAGE.rglob("*.py")) if path not in DOORS]


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_point_down(path: Path) -> None:
    own = unit(path)
    for other in imports(path) - {own}:
        assert height(other) < height(own) or (own, other) in ALLOWED_SIBLINGS, f"{own} imports {other}"
