"""Every code has a folder: `bad.txt` has what it is about, `good.txt` what looks like it and is right."""

from __future__ import annotations

from pathlib import Path

import pytest

from bookmaker import intake
from bookmaker.check import text
from bookmaker.metadata import NormaliseSettings
from bookmaker.model import Finding, Metadata
from bookmaker.normalise import normalise

FOLDER = Path(__file__).parent / "text"
CODES = sorted(path.name for path in FOLDER.iterdir())


def found(path: Path) -> list[Finding]:
    made = normalise([intake.read(path, path.name)], Metadata("A Book", language="en"), NormaliseSettings())
    return [*made.findings, *text.findings(made.book)]


@pytest.mark.parametrize("code", CODES)
def test_what_a_code_is_about(code: str, accept: bool) -> None:
    golden = FOLDER / code / "findings.txt"
    actual = "".join(f"{finding}\n" for finding in found(FOLDER / code / "bad.txt") if finding.code == code)
    assert actual
    if accept:
        golden.write_text(actual, encoding="utf-8")
    assert actual == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("code", CODES)
def test_what_only_looks_like_it(code: str) -> None:
    assert not [str(finding) for finding in found(FOLDER / code / "good.txt") if finding.code == code]


def test_every_code_has_a_folder() -> None:
    source = "\n".join(
        path.read_text(encoding="utf-8")
        for folder in ("check", "normalise")
        for path in (Path(text.__file__).parents[1] / folder).rglob("*.py")
    )
    used = {source[at + 1 : at + 5] for at in range(len(source)) if source.startswith(('"T2', '"T3'), at)}
    assert used <= set(CODES)
