"""The author's word on single lines."""

from __future__ import annotations

import pytest

from bookmaker.dump import dump
from bookmaker.intake.plaintext import read
from bookmaker.metadata import NormaliseSettings, Override
from bookmaker.model import Kind, Metadata, Place
from bookmaker.normalise import Normalised, normalise

TEXT = b"""The fog came up the hill and sat down on the roof of the chapel by noon.

Ashes

The bell could not be heard from the harbour any more, so they nodded at noon.

Chapter 1

She said nothing, because a coat like that had to come from somewhere here.
"""


def made(*overrides: Override) -> Normalised:
    return normalise([read(TEXT, "a.txt")], Metadata("T"), NormaliseSettings(overrides=overrides))


def test_a_heading() -> None:
    result = made(Override("heading", first=3, last=3, kind=Kind.PROLOGUE, level=1))
    assert "# prologue title='Ashes'\n" in dump(result.book)


def test_not_a_heading() -> None:
    result = made(Override("text", pattern=r"^Chapter \d"))
    assert "p Chapter 1\n" in dump(result.book)


@pytest.mark.parametrize(
    ("override", "block"),
    [
        (Override("verse", first=3, last=5), "verse\n    | Ashes"),
        (Override("verbatim", first=3, last=3), "pre\n    Ashes"),
        (Override("letter", first=5, last=5), "letter\n    p The bell"),
        (Override("quotation", first=5, last=5), "quotation\n    p The bell"),
        (Override("scene-break", first=5, last=5), "scene-break\n  p The bell"),
        (Override("scene-break", first=4, last=4), "scene-break\n  p The bell"),
    ],
)
def test_blocks(override: Override, block: str) -> None:
    assert block in dump(made(override).book)


def test_one_that_matches_nothing_is_an_error() -> None:
    at = Place("metadata/a.yaml", 7)
    result = made(Override("heading", pattern="nowhere", place=at), Override("text", first=3, last=3, file="b.txt"))
    assert [(finding.code, finding.severity) for finding in result.findings] == [("N401", "error")] * 2
    assert result.findings[0].place == at
