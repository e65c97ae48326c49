"""Which way a script runs, and a stylesheet that follows it."""

from __future__ import annotations

import pytest

from bookmaker.backends.scripts import MIRRORED, ROTATED, direction, page_progression, suited, turned


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "ltr"),
        ("ar", "rtl"),
        ("he-IL", "rtl"),
        ("az-Arab", "rtl"),
        ("ar-Latn", "ltr"),
        ("ja", "ltr"),
        ("", "ltr"),
    ],
)
def test_direction(language: str, expected: str) -> None:
    assert direction(language) == expected


def test_columns_turn_the_pages_to_the_right() -> None:
    assert page_progression("ja", "vertical") == "rtl"
    assert page_progression("ja", "horizontal") == "ltr"


@pytest.mark.parametrize(
    ("css", "mirrored", "rotated"),
    [
        ("a { margin-left: 2em; }", "a { margin-right: 2em; }", "a { margin-top: 2em; }"),
        ("a { margin: 1em 2em 3em 4em; }", "a { margin: 1em 4em 3em 2em; }", "a { margin: 4em 1em 2em 3em; }"),
        ("a { margin: 1em 2em; }", "a { margin: 1em 2em 1em 2em; }", "a { margin: 2em 1em 2em 1em; }"),
        ("a { margin: 1em 2em 3em; }", "a { margin: 1em 2em 3em 2em; }", "a { margin: 2em 1em 2em 3em; }"),
        ("a { margin: 0; }", "a { margin: 0; }", "a { margin: 0; }"),
        ("a { padding: 0 auto }", "a { padding: 0 auto 0 auto}", "a { padding: auto 0 auto 0}"),
        ("a { text-align: right; }", "a { text-align: left; }", "a { text-align: right; }"),
        (".left { text-align: left; }", ".right { text-align: right; }", ".left { text-align: left; }"),
        ("a { border-top: 1px solid; }", "a { border-top: 1px solid; }", "a { border-right: 1px solid; }"),
    ],
)
def test_turned(css: str, mirrored: str, rotated: str) -> None:
    assert turned(css, MIRRORED) == mirrored
    assert turned(css, ROTATED) == rotated


def test_latin_is_left_alone() -> None:
    css = "p { margin-left: 1em; letter-spacing: 0.1em; }"
    assert suited(css, "en-GB") == css
    assert "letter-spacing: 0 !important" in suited(css, "he")
    assert "sesame" in suited(css, "ja")
