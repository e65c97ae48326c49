"""Whatever an author types, a book comes of it with every word, or one clear line: never a bug."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from bookmaker.build import Order, build
from bookmaker.project import Entry

LINES = (
    "",
    "",
    "",
    " ",
    "* * *",
    "***",
    "oOo",
    "---",
    "~",
    "#",
    "⁂",
    "CHAPTER I",
    "CHAPTER II",
    "Chapter Two: The Net",
    "PART ONE",
    "I",
    "II.",
    "1.",
    "Prologue",
    "THE END",
    "CONTENTS",
    "The Tide",
    "by R. Example",
    "Dear Anna,",
    "Yours ever,",
    "Tom",
    "ACT I",
    "ANNA. Where is he?",
    "TOM: Here.",
    "[1] A note.",
    "Dark.[1] Darker.*",
    "* A star.",
    "[Footnote 2: Another.]",
    "† A dagger.",
    "- a net",
    "1) a lamp",
    "> quoted",
    "| a | b |",
    "The tide came in, and",
    "nobody saw it come.",
    '"It was dark," she said.',
    "'Tis the '90s -- wait - what...",
    "re-",
    "turn",
    "_dark_ and *far*",
    "**bold** =small=",
    "    The tide is high,",
    "    The tide is low,",
    "\tindented",
    "6' 2\" and 1 1/2 and 1½",
    "Page 12",
    "12",
    "<b>tag</b> &amp; [link](http://example.org)",
    "*** START OF THE PROJECT GUTENBERG EBOOK THE TIDE ***",
    "*** END OF THE PROJECT GUTENBERG EBOOK THE TIDE ***",
    "Title: The Tide",
    "Author: R. Example",
    "Rating: Teen",
    "Summary: A tide.",
    "שלום עולם",
    "東の海",
    "Прилив — это",
    "x" * 90,
    "A/N: thanks!",
    "\u200b",
    "“Open",
    "close”",
    "Don’t",
    "----",
    "P.S. Wait.",
    "TELEGRAM STOP COME HOME STOP",
)


@settings(deadline=None)
@example(["{", "by R. Example"], "txt")
@example(["Title: The Tide", "Title: The Tide"], "md")
@example(["0\f\f0"], "txt")
@example(["0\f\v0"], "md")
@example(["|", "| "], "txt")
@given(
    st.lists(st.one_of(st.sampled_from(LINES), st.text(max_size=12)), min_size=1, max_size=30),
    st.sampled_from(["txt", "txt", "txt", "md", "html"]),
)
def test_a_book_comes_of_any_text(lines: list[str], kind: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        source = here / f"tide.{kind}"
        text = "\n".join(lines)
        source.write_text(f"<p>{text}</p>" if kind == "html" else text, encoding="utf-8", errors="replace")
        result = build(Entry("tide", here, here, source=source), Order(formats=("epub",), folder=here))
        for error in result.errors:
            assert error.exit_code == 1, f"{error}\n{error.hint}"
            assert "[F0" not in str(error)
