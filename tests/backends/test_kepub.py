"""KEPUB: which sentence gets which number, and the way back."""

from __future__ import annotations

import re

import pytest

from bookmaker.backends.kepub import _spans, _with_spans, _without_spans

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
    ("a break parts", "<p>a<br/>b</p>", {"1.1": "a", "1.2": "b"}),
]  # fmt: skip

PAGE = "<html><head><title>T</title></head><body>{}</body></html>"


@pytest.mark.parametrize(("body", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_spans(body: str, expected: dict[str, str]) -> None:
    out = "".join(_spans(body))
    found = re.findall(r'<span class="koboSpan" id="kobo\.([\d.]+)">([^<]*|<img [^>]*>)</span>', out)
    assert dict(found) == expected
    assert len(found) == len(expected)


@pytest.mark.parametrize("body", [case[1] for case in CASES], ids=[case[0] for case in CASES])
def test_the_way_back(body: str) -> None:
    page = PAGE.format(body)
    assert _without_spans(_with_spans(page)) == page


def test_kobos_own_frame_and_notes() -> None:
    call = '<p><a href="#n" epub:type="noteref">1</a></p>'
    out = _with_spans(PAGE.format(call))
    assert '<body><div id="book-columns"><div id="book-inner">' in out
    assert out.index("kobostylehacks") < out.index("</head>")
    assert 'epub:type="endnote"' in out
    assert "noteref" not in out
