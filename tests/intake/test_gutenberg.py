"""What Project Gutenberg's head states, as Markdown and HTML have it."""

from __future__ import annotations

import pytest

from bookmaker.intake.gutenberg import END, START, stated


def test_a_head_states_title_persons_and_language() -> None:
    head = "**Title**: Die Salzstraße\n\n**Author:** Ines Varga\nTranslator: Abel Orr  \n**Language**: German\n"
    assert list(stated(head)) == [
        ("title", "Die Salzstraße"), ("author", "Ines Varga"), ("translator", "Abel Orr"), ("language", "de")
    ]  # fmt: skip


def test_a_language_we_do_not_know_and_a_fact_left_open() -> None:
    assert list(stated("Language: Gullish\nTitle:\nAuthor: Ines Varga")) == [("language", ""), ("author", "Ines Varga")]


@pytest.mark.parametrize("stars", ["***", r"\*\*\*", "*** "])
def test_the_lines_between_which_a_book_stands(stars: str) -> None:
    assert START.search(f"{stars}START OF THE PROJECT GUTENBERG EBOOK SALT")
    assert END.search(f"{stars}END OF THIS PROJECT GUTENBERG EBOOK SALT")
