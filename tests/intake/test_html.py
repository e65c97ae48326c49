from __future__ import annotations

from pathlib import Path

import pytest
from cases import Case, read_cases
from hypothesis import given
from hypothesis import strategies as st

from bookmaker import fidelity
from bookmaker.dump import dump_blocks
from bookmaker.errors import BookError
from bookmaker.intake import html
from bookmaker.model import Draft, Paragraph, Verse
from bookmaker.walk import block_text


def shown(draft: Draft) -> str:
    lines = [*dump_blocks(draft.blocks)]
    for note in draft.notes:
        lines += [f"note {note.id}", *(f"  {line}" for line in dump_blocks(note.blocks))]
    lines += [f"{key}: {value}" for key, value in draft.found]
    lines += [str(finding) for finding in draft.findings]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("case", read_cases(Path(__file__).parent / "html.md"), ids=lambda case: case.title)
def test_a_case(case: Case, accept: bool) -> None:
    draft = html.read(case["html"].encode(), "story.html")
    case.expect("draft", shown(draft), accept=accept)


def test_lines_never_run_backwards() -> None:
    source = "<body>\n<p>one</p>\ntext\n<div>\n<p>two</p>\nmore<br>\n<br>end</div>\n<p>three</p>"
    lines = [block.place.line for block in html.read(source.encode(), "story.html").blocks]
    assert lines == sorted(lines)
    assert lines[0] == 2


def test_the_encoding_a_page_declares() -> None:
    source = '<html><head><meta charset="windows-1251"></head><body><p>Лампа</p></body></html>'
    assert block_text(html.read(source.encode("cp1251"), "story.html").blocks[0]) == "Лампа"


def test_language_and_direction() -> None:
    draft = html.read('<p lang="fr">Oui</p><p dir="rtl">שלום</p>'.encode(), "story.html")
    assert [(block.language, block.direction) for block in draft.blocks] == [("fr", ""), ("", "rtl")]


def test_a_page_that_holds_nothing() -> None:
    with pytest.raises(BookError) as raised:
        html.read(b"<!-- -->", "story.html")
    assert [finding.code for finding in raised.value.findings] == ["I001"]


@pytest.mark.parametrize("source", [b"<html></html>", b"<script>let tide = 1</script>"])
def test_a_page_without_words(source: bytes) -> None:
    assert html.read(source, "story.html").blocks == ()


TAGS = st.sampled_from("p div span em b i blockquote ul li br hr h2 a sup table tr td center font section q".split())
PIECES = st.one_of(
    TAGS.map(lambda tag: f"<{tag}>"),
    TAGS.map(lambda tag: f"</{tag}>"),
    st.sampled_from(["lamp", " ", "kettle ", "\n", "&amp;", "Mara.", "é"]),
)


@given(pieces=st.lists(PIECES, max_size=40))
def test_property_no_word_is_lost(pieces: list[str]) -> None:
    source = "<body>" + "".join(pieces) + "</body>"
    draft = html.read(source.encode(), "story.html")
    got = [word for block in draft.blocks for word in fidelity.words(block_text(block))]
    want = [piece.strip(" .") for piece in pieces if piece.strip(" .\n") in ("lamp", "kettle", "Mara", "é")]
    assert "".join(got) == "".join(want)
    assert all(block_text(block).strip() for block in draft.blocks if isinstance(block, Paragraph | Verse))


def test_what_holds_several_lines_stands_where_it_begins() -> None:
    page = (
        b"<h1>Tides</h1>\n<ul>\n<li>One</li>\n<li>Two</li>\n</ul>\n<dl><dt>Ebb</dt>\n<dd><p>It goes\n<p>out</dd></dl>\n"
        b"<table>\n<tr><td>a<td>b\n<tr><td>c<td>d</table>\n<p>End<a href='#n' epub:type='noteref'>1</a></p>\n"
        b"<aside id='n' epub:type='footnote'>\n<p>Low\n<p>water</aside>"
    )
    draft = html.read(page, "tides.html")
    assert [block.place.line for block in draft.blocks] == [1, 2, 6, 7, 9, 12]
    assert [note.place.line for note in draft.notes] == [13]


def test_utf8_is_read_as_such_whatever_the_page_says() -> None:
    page = '<meta charset="windows-1252"><p>Café “late”.</p>'
    assert "Café “late”." in shown(html.read(page.encode(), "story.html"))
    assert "Café “late”." in shown(html.read(page.encode("cp1252"), "story.html"))
