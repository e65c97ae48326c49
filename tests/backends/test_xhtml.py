"""Inlines and blocks as XHTML, where the torture book does not say it all."""

from __future__ import annotations

import pytest
from torture import para, text

from bookmaker.backends import xhtml
from bookmaker.model import (
    Block,
    Emphasis,
    Inline,
    Kind,
    Link,
    Note,
    NoteRef,
    Paragraph,
    Quotation,
    SceneBreak,
    Section,
    Table,
    Text,
)

NOTES = {"n": xhtml.Numbered(Note("n", (para("A note."),)), 1, "one")}


def markup(**settings: object) -> xhtml.Markup:
    return xhtml.Markup(notes=NOTES, anchors=frozenset({"there"}), **settings)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("target", "href"),
    [
        ("https://example.org/a?b=c&d=e#f", "https://example.org/a?b=c&amp;d=e#f"),
        ("https://example.org/a b|c", "https://example.org/a%20b%7Cc"),
        ("https://example.org/%C3%A9/é", "https://example.org/%C3%A9/%C3%A9"),
        ("mailto:ada@example.org", "mailto:ada@example.org"),
        ("#there", "#there"),
        ("#nowhere", ""),
        ("other.md", ""),
        ("javascript:alert(1)", ""),
        ("http://", ""),
    ],
)
def test_links_lead_where_a_reader_can_go(target: str, href: str) -> None:
    expected = f'<a href="{href}">see</a>' if href else "see"
    assert xhtml.inlines((Link(text("see"), target),), markup()) == expected


@pytest.mark.parametrize(
    ("inline", "expected"),
    [
        (Text("a\nb & <c>"), "a b &amp; &lt;c&gt;"),
        (Text("bell\x07, page\x0c"), "bell, page"),
        (Text("夜は深\nく、\n「潮」\n(the tide)\nだ"), "夜は深く、「潮」 (the tide) だ"),
        (Emphasis((Text("a"), Emphasis(text("b")))), "<em>a<em>b</em></em>"),
        (
            Link((Text("a"), Link(text("b"), "https://example.org")), "https://example.org"),
            '<a href="https://example.org">a<span>b</span></a>',
        ),
    ],
)
def test_inlines(inline: Inline, expected: str) -> None:
    assert xhtml.inlines((inline,), markup()) == expected


def test_a_note_is_called_behind_the_link_it_stands_in() -> None:
    out = xhtml.inlines((Link((Text("see"), NoteRef("n")), "https://example.org"),), markup())
    assert out.startswith('<a href="https://example.org">see</a><a class="noteref"')


def test_only_the_first_call_of_a_note_is_led_back_to() -> None:
    ours = markup()
    out = xhtml.inlines((NoteRef("n"), NoteRef("n")), ours)
    assert out.count('id="one--noteref-1"') == 1
    assert out.count('href="#one--note-1"') == 2


def test_a_note_in_the_line_for_the_printed_page() -> None:
    out = xhtml.inlines((Text("a"), NoteRef("n")), markup(note_style="inline"))
    assert out == 'a<span class="footnote" id="one--note-1" data-number="1"><span class="p">A note.</span></span>'


@pytest.mark.parametrize(
    ("before", "name"),
    [(None, "first"), (SceneBreak(), "first"), (para("x"), ""), (Quotation((para("x"),), "epigraph"), "first")],
)
def test_the_paragraph_that_opens(before: Block | None, name: str) -> None:
    level = (para("Text."),) if before is None else (para("x"), before, para("Text."))
    if isinstance(before, Quotation):
        level = (before, para("Text."))
    last = xhtml.blocks(level, markup(), opens=True)[-1]
    assert last == (f'<p class="{name}">Text.</p>' if name else "<p>Text.</p>")


@pytest.mark.parametrize(
    ("words", "opening", "expected"),
    [
        ("“It was dark that night.", "drop-cap", '<span class="drop-cap">“I</span>t was dark that night.'),
        ("It was dark that night.", "small-caps", '<span class="opening-words">It was dark that</span> night.'),
        ("Short one.", "small-caps", "Short one."),
        ("“it was.", "drop-cap", "“it was."),
        ("夜は長かった。", "drop-cap", "夜は長かった。"),
        ("1805 was a year of war.", "drop-cap", "1805 was a year of war."),
    ],
)
def test_openings(words: str, opening: str, expected: str) -> None:
    chapter = Section(Kind.CHAPTER, blocks=(para(words), Paragraph(text(words))))
    first, second = xhtml.section_blocks(chapter, markup(opening=opening), 1)
    assert first == f'<p class="first">{expected}</p>'
    assert "span" not in second


def test_a_heading_is_one_element_with_number_and_title() -> None:
    part = Section(Kind.CHAPTER, label=text("I"), title=text("The Lamp"), subtitle=text("A Tale"), id="i")
    assert xhtml.heading(part, markup(), 2) == (
        '<header>\n<h2 id="i-heading"><span class="label">I</span> <span class="title">The Lamp</span></h2>\n'
        '<p class="subtitle" role="doc-subtitle">A Tale</p>\n</header>'
    )
    bare = Section(Kind.CHAPTER, subtitle=text("A Tale"))
    assert xhtml.heading(bare, markup(), 1) == '<header>\n<h1><span class="title">A Tale</span></h1>\n</header>'


def test_a_table_with_a_row_too_long_for_the_page_is_stacked() -> None:
    table = Table(((text("low"), text("tide")), (text("high"), text("water " * 9))))
    assert "<table>" in xhtml.blocks((table,), markup())[0]
    assert "<table>" in xhtml.blocks((table,), markup(longest_row=60))[0]
    assert '<table class="stacked">' in xhtml.blocks((table,), markup(longest_row=40))[0]
