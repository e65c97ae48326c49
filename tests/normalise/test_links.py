"""Links inside the book, from its sources to its pages."""

from __future__ import annotations

from bookmaker.compose import compose
from bookmaker.dump import dump
from bookmaker.intake.html import read as read_html
from bookmaker.intake.markdown import read as read_markdown
from bookmaker.metadata import BuildSettings, NormaliseSettings
from bookmaker.model import Link, Metadata
from bookmaker.normalise import Normalised, normalise
from bookmaker.walk import blocks, inlines, lines, sections

ONE = """\
# Contents

- [The Lamp](#the-lamp)
- [The Tide](two.html#tide)
- [Wing](three.md#wing)

# The Lamp

See [the tide](two.html#tide), [three](three.md), [again](#the-lamp-1), [nothing](#nothing), [wing](three.md#wing).

## The Lamp

It went out.
"""
TWO = '<h1><a id="tide"></a>The Tide</h1><p>See <a href="one.md#the-lamp">it</a>, <a href="#x">x</a>.<p id="x">X.'
THREE = "No heading, but a [lamp](one.md).\n\n# Wing {#wing}\n\nWings.\n"


def made() -> Normalised:
    drafts = (
        read_markdown(ONE.encode(), "sources/one.md"),
        read_html(TWO.encode(), "sources/two.html"),
        read_markdown(THREE.encode(), "sources/three.md"),
    )
    return normalise(drafts, Metadata("T", language="en"), NormaliseSettings())


def test_links_lead_to_sections() -> None:
    book = compose(made().book, BuildSettings())
    found = {
        section.id: [inline.target for block in blocks(section.blocks) for line in lines(block)
                     for inline in inlines(line) if isinstance(inline, Link)]
        for _, section in sections(book)
    }  # fmt: skip
    lamp, tide, wing = "#chapter-the-lamp", "#chapter-the-tide", "#chapter-wing"
    assert found["chapter-the-lamp"] == [tide, wing, "#subchapter-the-lamp", wing]
    assert found["chapter-the-tide"] == [lamp, tide, lamp]


def test_one_that_leads_nowhere_keeps_its_words_and_is_told() -> None:
    result = made()
    assert "</a>, nothing, <a" in dump(result.book)
    assert [str(finding) for finding in result.findings] == [
        "sources/one.md:9: warning: the link to #nothing leads to no heading of the book; its text is kept; "
        "name the heading it means [N501]"
    ]


def test_a_list_of_nothing_but_links_is_the_contents_that_the_book_makes_itself() -> None:
    result = made()
    assert "list" not in dump(result.book)
    removed = [decision.before for decision in result.decisions if decision.removed]
    assert removed == ["Contents", "The Lamp The Tide Wing"]
