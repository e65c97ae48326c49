"""`pytest --accept` writes what came out into the golden files and cases, to be read as a diff."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

# No deadline: a busy machine is no fault of ours. The gate asks the same every day; `make fuzz` asks anew.
settings.register_profile("bookmaker", deadline=None, derandomize=True)
settings.register_profile("fuzz", deadline=None, max_examples=2_000, print_blob=True)
settings.load_profile("bookmaker")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="write what came out into golden files and cases")


@pytest.fixture
def accept(request: pytest.FixtureRequest) -> bool:
    """Whether what came out is to be the new expectation."""
    return bool(request.config.getoption("--accept"))


@pytest.fixture
def golden(accept: bool) -> Callable[[Path, str], None]:
    """Compare a text with a golden file; with `--accept` write it."""

    def compare(path: Path, actual: str) -> None:
        if accept:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(actual, encoding="utf-8")
        assert path.is_file(), f"{path} is missing: run pytest --accept"
        assert actual == path.read_text(encoding="utf-8")

    return compare


@pytest.fixture
def no_validators(monkeypatch: pytest.MonkeyPatch) -> None:
    """`check` without epubcheck and Ace: they take seconds, and have tests of their own."""
    monkeypatch.setattr("bookmaker.check.validators.has_epubcheck", lambda: False)
    monkeypatch.setattr("bookmaker.check.validators.has_ace", lambda: False)
