"""KEPUB: which sentence gets which number, and the way back."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from kepubs import unkepub, without_spans
from torture import torture_book

from bookmaker import themes
from bookmaker.backends.epub import render
from bookmaker.backends.kepub import _spans, _with_spans, kepub
from bookmaker.compose import compose
from bookmaker.metadata import BuildSettings

IMG = '<img src="x" alt=""/>'

# (title, body of the EPUB, what stands in the spans by number)
CASES = [
    ("sentences count on", "<p>One. Two! Three</p>", {"1.1": "One. ", "1.2": "Two! ", "1.3": "Three"}),
    ("paragraphs begin anew", "<p>One.</p><p>Two.</p>", {"1.1": "One.", "2.1": "Two."}),
    ("a closing mark belongs to its sentence", "<p>“So?” He went.</p>", {"1.1": "“So?” ", "1.2": "He went."}),
    ("no space, no sentence", "<p>3.14 is pi.</p>", {"1.1": "3.14 is pi."}),
    ("inline marks part a sentence", "<p>A <em>b</em> c.</p>", {"1.1": "A ", "1.2": "b", "1.3": " c."}),
    ("space between blocks stays bare", "<p>One.</p>\n<p>Two.</p>", {"1.1": "One.", "2.1": "Two."}),
    ("space in a paragraph is counted", "<p><em>a</em> <em>b</em></p>", {"1.1": "a", "1.2": " ", "1.3": "b"}),
    ("a heading is a paragraph", "<h1>Title</h1><p>Text.</p>", {"1.1": "Title", "2.1": "Text."}),
    ("a list is one paragraph", "<ul><li>a</li><li>b</li></ul>", {"1.1": "a", "1.2": "b"}),
    ("an empty paragraph has no number", "<p></p><p>Text.</p>", {"1.1": "Text."}),
    ("a picture is a paragraph", f"<p>a {IMG} b</p>", {"1.1": "a ", "2.1": IMG, "2.2": " b"}),
    ("nothing inside pre", "<pre>One. Two.</pre><p>a</p>", {"1.1": "a"}),
    ("ruby: the base and the reading", "<p><ruby>灯<rt>あ</rt></ruby></p>", {"1.1": "灯", "1.2": "あ"}),
    ("Chinese full stops do not part", "<p>一。二。</p>", {"1.1": "一。二。"}),
    ("escapes are text", "<p>a &amp; b. c &lt; d</p>", {"1.1": "a &amp; b. ", "1.2": "c &lt; d"}),
    ("a table is one paragraph", "<table><td>a</td><td>b</td></table><p>c</p>", {"1.1": "a", "1.2": "b", "2.1": "c"}),
    ("an ordered list too", "<p>a</p><ol><li>b</li><li>c</li></ol>", {"1.1": "a", "2.1": "b", "2.2": "c"}),
    ("a paragraph in a list begins anew", "<ul><li><p>a</p></li><li><p>b</p></li></ul>", {"1.1": "a", "2.1": "b"}),
    ("a list in a list begins anew", "<ul><li>a<ul><li>b</li></ul></li></ul>", {"1.1": "a", "2.1": "b"}),
    ("what is no paragraph goes on", "<p>a</p><div>b</div><div>c</div>", {"1.1": "a", "1.2": "b", "1.3": "c"}),
    ("each level of heading", "<h2>a</h2><h3>b</h3><h6>c</h6>", {"1.1": "a", "2.1": "b", "3.1": "c"}),
    ("a space that does not break ends no sentence", "<p>Mr.\u00a0A. B</p>", {"1.1": "Mr.\u00a0A. ", "1.2": "B"}),
    ("spaces that do not break stay bare outside a paragraph", "<div>\u00a0</div><p>\u00a0</p>", {"1.1": "\u00a0"}),
    ("nothing inside drawings and formulas", "<svg><text>a</text></svg><math><mi>b</mi></math><p>c</p>", {"1.1": "c"}),
    ("a picture in a figure", f"<figure>{IMG}<figcaption>a</figcaption></figure>", {"1.1": IMG, "1.2": "a"}),
    ("question and exclamation", "<p>Who? “No!” Yes… No</p>", {"1.1": "Who? ", "1.2": "“No!” ", "1.3": "Yes… No"}),
    ("a break parts", "<p>a<br/>b</p>", {"1.1": "a", "1.2": "b"}),
]  # fmt: skip

TITLES = [case[0] for case in CASES]
PAGE = "<html><head><title>T</title></head><body>{}</body></html>"


@pytest.mark.parametrize(("body", "expected"), [case[1:] for case in CASES], ids=TITLES)
def test_spans(body: str, expected: dict[str, str]) -> None:
    out = "".join(_spans(body))
    found = re.findall(r'<span class="koboSpan" id="kobo\.([\d.]+)">([^<]*|<img [^>]*>)</span>', out)
    assert dict(found) == expected
    assert len(found) == len(expected)


@pytest.mark.parametrize("body", [case[1] for case in CASES], ids=TITLES)
def test_the_way_back(body: str) -> None:
    page = PAGE.format(body)
    assert without_spans(_with_spans(page)) == page


def test_kobos_own_frame_and_notes() -> None:
    call = '<p><a href="#n" epub:type="noteref">1</a></p>'
    out = _with_spans(PAGE.format(call))
    assert '<body><div id="book-columns"><div id="book-inner">' in out
    assert out.index("kobostylehacks") < out.index("</head>")
    assert 'epub:type="endnote"' in out
    assert "noteref" not in out


def test_the_torture_book_and_back() -> None:
    build = BuildSettings(opening="drop-cap")
    epub = render(compose(torture_book(long=True), build), build, themes.load("classic", None))
    made = kepub(epub)
    assert made == kepub(epub)
    assert unkepub(made) == epub
    with zipfile.ZipFile(io.BytesIO(epub)) as old, zipfile.ZipFile(io.BytesIO(made)) as new:
        assert new.namelist() == old.namelist()
        for name in old.namelist():
            page = new.read(name).decode(errors="replace")
            if not name.endswith(".xhtml") or name.endswith("nav.xhtml"):
                assert new.read(name) == old.read(name)
                continue
            ids = re.findall(r'id="kobo\.(\d+)\.(\d+)"', page)
            assert ids == sorted(set(ids), key=lambda own: (int(own[0]), int(own[1])))
            outside = re.sub(
                r'<span class="koboSpan"[^>]*>[^<]*|<(pre|title|style)\b.*?</\1>', "", page, flags=re.DOTALL
            )
            assert not re.sub(r"<[^>]*>", "", outside).strip()
