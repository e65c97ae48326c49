"""Metadata as pages show it: set where nothing is doubtful, else as typed."""

from __future__ import annotations

import pytest

from bookmaker.metadata import NormaliseSettings
from bookmaker.model import Contributor, Metadata, Series
from bookmaker.normalise import drawn


@pytest.mark.parametrize(
    ("language", "typed", "shown"),
    [
        ("en", "Who's There?", "Who’s There?"),
        ("en", "'Twas the Night", "’Twas the Night"),
        ("en", 'The "Lamp" -- and After...', "The “Lamp”—and After…"),
        ("en", "M*A*S*H and _co_", "M*A*S*H and _co_"),
        ("en", 'The "Lamp and After', 'The "Lamp and After'),
        ("en-GB", "'I' is a Letter", "‘I’ is a Letter"),
        ("de", 'Das "Haus" am See', "Das „Haus“ am See"),
        ("fr", "Qui est là?", "Qui est là\u202f?"),
        ("xx", "Who's There?", "Who's There?"),
    ],
)
def test_a_title(language: str, typed: str, shown: str) -> None:
    assert drawn(Metadata(typed, language=language), NormaliseSettings()).title == shown


def test_lines_stay_lines_and_every_text_is_set() -> None:
    given = Metadata(
        "T",
        subtitle="It's Late",
        contributors=(Contributor("A. O'Day", sort="O'Day, A."),),
        language="en",
        series=Series("Hob's Tales", "2"),
        dedication="For Ada --\n'til then...",
        epigraph='"So it\'s late."\n-- A. Poet',
        also_by=("Ada's Book",),
        about_author="She's here.\n\nShe's gone.",
        description='It\'s "late".',
    )
    made = drawn(given, NormaliseSettings())
    assert (made.subtitle, made.series, made.also_by) == ("It’s Late", Series("Hob’s Tales", "2"), ("Ada’s Book",))
    assert made.contributors == (Contributor("A. O’Day", sort="O'Day, A."),)
    assert made.dedication == "For Ada—\n’til then…"
    assert made.epigraph == "“So it’s late.”\n—A. Poet"
    assert made.about_author == "She’s here.\n\nShe’s gone."
    assert made.description == given.description


def test_a_pass_that_is_off_sets_nothing() -> None:
    made = drawn(Metadata("Who's -- There?", language="en"), NormaliseSettings(off=frozenset({"quotes"})))
    assert made.title == "Who's—There?"
