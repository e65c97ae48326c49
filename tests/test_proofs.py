"""Reading finished books back: what counts as the author's words, and what does not."""

from __future__ import annotations

import io
import zipfile

import pytest

from bookmaker.model import Decision, Draft, Line, Note, Paragraph, Place, Text
from bookmaker.proofs import Copy, Page, epub, promised, proof, proofreader

PAGE = """<?xml version="1.0" encoding="utf-8"?>
<html xmlns="http://www.w3.org/1999/xhtml"><head><title>not this</title></head>
<body>{}</body></html>"""


def book(*pages: str, order: tuple[int, ...] = ()) -> bytes:
    """An EPUB of these bodies, in the spine's order."""
    numbers = range(len(pages))
    items = "".join(f'<item id="p{n}" href="text/p%20{n}.xhtml" media-type="application/xhtml+xml"/>' for n in numbers)
    refs = "".join(f'<itemref idref="p{n}"/>' for n in order or numbers)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr(
            "META-INF/container.xml",
            '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
            '<rootfile full-path="EPUB/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>',
        )
        file.writestr(
            "EPUB/book.opf",
            f'<package xmlns="http://www.idpf.org/2007/opf"><manifest>{items}</manifest><spine>{refs}</spine></package>',
        )
        for number, page in enumerate(pages):
            file.writestr(f"EPUB/text/p {number}.xhtml", PAGE.format(page))
    return out.getvalue()


def body(*pages: str) -> list[str]:
    return proof(epub(book(*pages))).body.words


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("<p>One</p><p>two</p>", ["One", "two"]),
        ("<p>in<em>ter</em>nal</p>", ["internal"]),
        ("<p>line<br/>line</p>", ["line", "line"]),
        ("<table><tr><td>a</td><td>b</td></tr></table>", ["a", "b"]),
        ("<ul><li>a</li><li>b</li></ul>", ["a", "b"]),
        ("<h1><span>I</span> <span>Salt</span></h1><p>Sea</p>", ["I", "Salt", "Sea"]),
        ('<p>call<a class="noteref" href="#n">12</a>ed</p>', ["called"]),
        ("<p><ruby>東<rp>(</rp><rt>ひがし</rt><rp>)</rp></ruby>へ</p>", ["東へ"]),
        ('<section class="titlepage generated"><p>By us</p></section><p>By them</p>', ["By", "them"]),
        ('<section class="regenerated"><p>Theirs</p></section>', ["Theirs"]),
        ("<nav><ol><li>Contents</li></ol></nav><p>Text</p>", ["Text"]),
        ('<p><img src="x.jpg" alt="a picture"/>seen</p>', ["seen"]),
        ("<p>soft­hyphen and zero​width</p>", ["softhyphen", "and", "zerowidth"]),
        ("", []),
    ],
)
def test_the_words_of_a_page(page: str, words: list[str]) -> None:
    assert body(page) == words


def test_pages_in_the_order_of_the_spine() -> None:
    assert proof(epub(book("<p>b</p>", "<p>a</p>", order=(1, 0)))).body.words == ["a", "b"]


def test_notes_are_a_stream_of_their_own_even_on_a_page_of_ours() -> None:
    notes = (
        '<section class="endnotes generated"><h1>Notes</h1>'
        '<aside class="note" id="note-1"><p><a class="backlink" href="#r">1</a> First.</p></aside>'
        '<aside class="note" id="note-2"><p>Second.</p></aside></section>'
    )
    read = proof(epub(book("<p>Text.</p>", notes)))
    assert read.body.words == ["Text"]
    assert [note.words for note in read.notes] == [["First"], ["Second"]]


def lines(*texts: str, path: str = "a.txt") -> Draft:
    return Draft(tuple(Line(text, Place(path, 2 * number + 1)) for number, text in enumerate(texts)))


def test_what_a_source_promises() -> None:
    licence = Decision("boilerplate/licence", Place("a.txt", 1), before="Free to copy", removed=True)
    note = Decision("notes/text", Place("a.txt", 5), before="A note", moved=True)
    made = promised([lines("Free to copy", "Once upon", "A note"), lines("a time", path="b.txt")], [licence, note])
    assert made.body.words == ["Once", "upon", "a", "time"]
    assert made.notes.words == ["A", "note"]


def test_what_an_intake_took_out_is_not_looked_for() -> None:
    head = Decision("plaintext/head-block", Place("a.txt", 1), before="title: Once", removed=True)
    draft = Draft((Line("Once upon a time", Place("a.txt", 4)),), decisions=(head,))
    assert promised([draft], [head]).body.words == ["Once", "upon", "a", "time"]


def test_a_false_claim() -> None:
    false = [Decision("x", Place("a.txt", 1), before="never there", removed=True)]
    with pytest.raises(ValueError, match="never there"):
        promised([lines("Once")], false)
    (finding,) = proofreader([lines("Once")], false)([Page("Once")], Copy("EPUB"))
    assert (finding.code, "never there" in finding.message) == ("F002", True)


def told(source: str, output: str) -> list[str]:
    faults = proofreader([lines(*source.split("/"))], [])
    return [str(finding) for finding in faults([Page(output, cut=True)], Copy("PDF"))]


def test_nothing_lost() -> None:
    assert told("Once upon/a time", "Once upon a time.") == []


def test_a_word_cut_by_a_line_end_of_the_page_or_of_the_source() -> None:
    assert told("Once upon a midnight", "Once upon a mid‐\nnight") == []
    assert told("well-known and pre- and post-war", "well-\nknown and pre-\nand post-war") == []
    assert told("Once upon a midnight", "Once up‐\non a m‐\nid‐\nnight") == []
    assert told("see a.org/low_tide now", "see a.org/low_\ntide now") == []
    assert told("see a.org/low_tide now", "see a.org/low_\ntides now") != []


@pytest.mark.parametrize(
    ("output", "line"),
    [("Once a time", 1), ("Once upon once a time", 3), ("upon Once a time", 1), ("Once upon a time more", 3), ("", 1)],
)
def test_lost_added_moved(output: str, line: int) -> None:
    (finding,) = told("Once upon/a time", output)
    assert finding.startswith(f"a.txt:{line}: error: the text of the PDF would read “")


def test_notes_are_compared_in_the_order_of_the_source() -> None:
    copy = Copy("EPUB", (Place("a.txt", 9), Place("a.txt", 5)))
    moved = [
        Decision("notes/text", Place("a.txt", 3), before="early", moved=True),
        Decision("notes/text", Place("a.txt", 5), before="late", moved=True),
    ]
    faults = proofreader([lines("Text", "early", "late")], moved)
    assert faults([Page("text", ("late", "early"))], copy) == []
    assert faults([Page("text", ("late",)), Page("", ("early",))], copy) == []
    assert faults([Page("text", ("early", "late"))], copy) != []
    (finding,) = faults([Page("text", ("late",))], copy)

    assert finding.code == "F003"


def test_notes_typed_in_another_order_than_they_are_called() -> None:
    first, second = (
        Note(name, (Paragraph((Text(name),), place=Place("a.md", line)),), Place("a.md", line))
        for name, line in (("first", 9), ("second", 5))
    )
    faults = proofreader([Draft(blocks=(Paragraph((Text("text"),)),), notes=(first, second))], [])
    assert faults([Page("text", ("first", "second"))], Copy("EPUB", (first.place, second.place))) == []


def test_blocks_of_a_markup_source() -> None:
    blocks = (Paragraph((Text("Once upon\na time"),), place=Place("a.md", 3)),)
    note = Note("n", (Paragraph((Text("A note"),), place=Place("a.md", 9)),))
    want = promised([Draft(blocks=blocks, notes=(note,))], [])
    assert want.body.words == ["Once", "upon", "a", "time"]
    assert [want.body.place(index).line for index in range(4)] == [3, 3, 4, 4]
    assert want.notes.words == ["A", "note"]
