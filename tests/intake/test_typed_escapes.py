"""Backslashes before marks go where a text has several; drawings keep theirs."""

from __future__ import annotations

from bookmaker.intake import typed_escapes


def test_several_go() -> None:
    raw = [r"\*\*\*", r"\[Level up\]", r"1\. Salt.", r"\---", "plain"]
    made, decisions = typed_escapes.undone(raw, "salt.txt")
    assert made == ["***", "[Level up]", "1. Salt.", "---", "plain"]
    assert [decision.place.line for decision in decisions] == [1, 2, 3, 4]


def test_one_alone_stays() -> None:
    raw = [r"C:\_old and \o/"]
    assert typed_escapes.undone(raw, "salt.txt") == (raw, ())


def test_drawings_and_names_stay() -> None:
    raw = [r"\*\*\*", r"¯\_(ツ)_/¯", r"/\_/\ ", r"dark\_kestrel"]
    assert typed_escapes.undone(raw, "salt.txt")[0] == ["***", *raw[1:]]
