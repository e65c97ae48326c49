"""Plain text → Draft: lines with their evidence, and a block of YAML at the head."""

from __future__ import annotations

from pathlib import Path

import pytest

from bookmaker.errors import BookError
from bookmaker.intake import read
from bookmaker.intake.plaintext import read as read_bytes


def test_lines_keep_place_indent_and_blanks() -> None:
    draft = read_bytes(b"\nOne  \n\n\n   two\n\tthree\n", "a.txt")
    assert [(line.text, line.place.line, line.indent, line.blanks) for line in draft.lines] == [
        ("One", 2, 0, 1),
        ("two", 5, 3, 2),
        ("three", 6, 8, 0),
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_line_end(end: str) -> None:
    draft = read_bytes(end.join(["one", "", "two"]).encode(), "a.txt")
    assert [(line.text, line.place.line) for line in draft.lines] == [("one", 1), ("two", 3)]


def test_a_form_feed_is_white_space() -> None:
    draft = read_bytes(b"one\n\x0c\ntwo\n\x0cthree", "a.txt")
    assert [(line.text, line.indent, line.blanks) for line in draft.lines] == [
        ("one", 0, 0),
        ("two", 0, 1),
        ("three", 0, 0),
    ]


def test_a_block_of_yaml_at_the_head_states_facts() -> None:
    draft = read_bytes(b"---\ntitle: 1984\nauthors: [A. One, B. Two]\nlanguage: no\n---\nText.\n", "a.txt")
    assert dict(draft.found) == {"title": "1984", "authors": "A. One, B. Two", "language": "no"}
    assert [line.text for line in draft.lines] == ["Text."]
    assert draft.lines[0].place.line == 6
    assert draft.decisions[0].removed


@pytest.mark.parametrize("text", ["---\nA scene: the quay.\n---\nText.", "---\n\nText.", "Text.\n---\ntitle: x\n---\n"])
def test_a_rule_is_no_block_of_yaml(text: str) -> None:
    draft = read_bytes(text.encode(), "a.txt")
    assert not draft.found
    assert sum(len(line.text) for line in draft.lines) >= len(text.replace("\n", "")) - 1


def test_a_lost_character_is_reported() -> None:
    findings = read_bytes("one\ntw\ufffd\n".encode(), "a.txt").findings
    assert [(finding.code, finding.place.line) for finding in findings] == [("I007", 2)]


def test_what_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(BookError, match="cannot read the source"):
        read(tmp_path / "none.txt", "none.txt")
    (tmp_path / "story.docx").write_bytes(b"PK")
    with pytest.raises(BookError, match=r"cannot read \.docx files"):
        read(tmp_path / "story.docx", "story.docx")


def test_a_form_feed_opens_a_page() -> None:
    lines = read_bytes(b"One\n\x0cTwo\nThree\x0c\nFour\n\x0c\n\nFive", "tide.txt").lines
    assert [(line.text, line.page, line.blanks) for line in lines] == [
        ("One", False, 0), ("Two", True, 0), ("Three", False, 0), ("Four", True, 0), ("Five", True, 2)
    ]  # fmt: skip


def test_joined_letters_and_broken_words_of_a_pdf() -> None:
    lines = read_bytes("The o\ufb03ce was re\u00ad\nturning to re¬\nturn.".encode(), "tide.txt").lines
    assert [line.text for line in lines] == ["The office was", "returning to", "return."]


def test_control_characters_that_were_marks() -> None:
    lines = read_bytes("It\x92s \x93salt\x94\x97more\x85".encode(), "tide.txt").lines
    assert [line.text for line in lines] == ["It’s “salt”—more…"]


def test_a_head_that_is_no_yaml_is_a_head_all_the_same() -> None:
    draft = read_bytes(b"---\ntitle: Salt: A Tale\nauthor: Ines\n---\n\nIt was late.\n", "story.txt")
    assert [line.text for line in draft.lines] == ["It was late."]
    assert [decision.place.line for decision in draft.decisions] == [1]
    assert draft.found == ()
    kept = read_bytes(b"---\ntitle: [the lamp\nIt was late.\n---\n", "story.txt")
    assert [line.text for line in kept.lines][1:3] == ["title: [the lamp", "It was late."]


def test_a_page_of_html_named_as_text_is_read_as_a_page(tmp_path: Path) -> None:
    page = "<!DOCTYPE html>\n<html><head><title>Tar</title></head><body><h1>Tar</h1><p>It <i>set</i>.</p></body></html>"
    (tmp_path / "tar.txt").write_text(page, encoding="utf-8")
    draft = read(tmp_path / "tar.txt", "tar.txt")
    assert not draft.lines
    assert [type(block).__name__ for block in draft.blocks] == ["Heading", "Paragraph"]
