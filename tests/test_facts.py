"""Facts that several sources state: whose word holds, and who is named in them."""

from __future__ import annotations

from bookmaker.facts import about, completed, fact, overruled, people

HEAD = (("title", "The Pier"), ("author", "A. Lamb"), ("about.Rating", "Teen"))
LICENCE = (("author", "Ann Lamb"), ("author", "Ben Orr"), ("language", "en"))


def test_a_better_source_replaces_everyone_whom_the_other_names() -> None:
    facts = overruled(HEAD, by=LICENCE)
    assert people(facts, "author") == ("Ann Lamb", "Ben Orr")
    assert fact(facts, "title") == "The Pier"


def test_a_lesser_source_adds_only_what_is_lacking() -> None:
    facts = completed(HEAD, by=LICENCE)
    assert people(facts, "author") == ("A. Lamb",)
    assert fact(facts, "language") == "en"


def test_names_that_share_a_line_are_several_people() -> None:
    assert people((("author", "A. Lamb; B. Orr"), ("author", "A. Lamb")), "author") == ("A. Lamb", "B. Orr")
    assert people(HEAD, "editor") == ()


def test_what_the_page_about_the_text_says() -> None:
    assert about(HEAD) == (("Rating", "Teen"),)
