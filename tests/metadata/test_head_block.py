"""Keys of other programs at the head of a text."""

from __future__ import annotations

import pytest

from bookmaker.metadata.head_block import without_strangers


def test_keys_of_other_programs_are_left_out() -> None:
    block = "title: Tide\ntags: [draft]\naliases:\n  - Low Water\nauthor: Ines Varga\ncssclass: novel"
    assert without_strangers(block) == (
        "title: Tide\n\n\n\nauthor: Ines Varga\n",
        (("tags", 2), ("aliases", 3), ("cssclass", 6)),
    )


@pytest.mark.parametrize("block", ["tilte: Tide", "langauge: en", "title: [", "Once upon a time", ""])
def test_what_is_mistyped_or_no_mapping_stays(block: str) -> None:
    assert without_strangers(block) == (block, ())
