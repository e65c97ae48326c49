"""The pinned packages, against the Python that pyproject.toml promises to work with."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

import pytest
from packaging.specifiers import SpecifierSet

ROOT = Path(__file__).resolve().parents[1]
OLDEST = "3.11.2"
"""Debian 12's: the oldest Python on which all of this must install."""


def pinned(lock: str) -> list[str]:
    return re.findall(r"^([\w.-]+)==", (ROOT / lock).read_text(encoding="utf-8"), re.MULTILINE)


def test_the_oldest_python_is_allowed() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert SpecifierSet(project["requires-python"]).contains(OLDEST)


@pytest.mark.parametrize("lock", ["requirements.lock", "tests/requirements.lock"])
def test_every_pinned_package_runs_on_it(lock: str) -> None:
    names = pinned(lock)
    assert len(names) > 20
    refused = []
    for name in names:
        try:
            wanted = metadata(name).json.get("requires_python")
        except PackageNotFoundError:  # only for another system, or for building
            continue
        if wanted and not SpecifierSet(wanted).contains(OLDEST):
            refused.append(f"{name} {wanted}")
    assert refused == []
