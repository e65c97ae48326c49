"""The small parts of the PDF backend, each alone."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from novel import novel

from bookmaker.backends.pdf import document, pages
from bookmaker.backends.pdf.cache import Cache, key
from bookmaker.backends.pdf.document import Opening
from bookmaker.backends.pdf.imposition import Run, impose, lower_roman
from bookmaker.backends.pdf.laid import Laid, LaidPage, UsedFont, pack, unpack
from bookmaker.backends.pdf.lines import JOINER, NO_BREAK, WHOLE, mended
from bookmaker.backends.pdf.pieces import MOST, hands, partition
from bookmaker.backends.pdf.worker import Stock
from bookmaker.compose import compose
from bookmaker.metadata import BuildSettings
from bookmaker.model import Kind, Matter, Section


def half(text: str) -> float:
    return len(text) / 2


@pytest.mark.parametrize(
    ("block", "wanted"),
    [
        ("<p>So moths died of it.</p>", "<p>So moths died{2}_of_it.</p>"),
        ("<p>All was forgotten.</p>", "<p>All was forgotten{2}.</p>"),
        ("<p>He said <em>so</em>.</p>", "<p>He said{2}_<em>so</em>.</p>"),
        ("<p>It was all very <em>much so</em></p>", "<p>It was all very <em>much{2}_so</em></p>"),
        ("<p>that they would say—</p>", "<p>that they would{2}_say{1}—</p>"),
        ("<p>— Come here, he said to them.</p>", "<p>— Come here, he said to_them{2}.</p>"),
        ("<p>by a man well-off-ish</p>", "<p>by a man well{2}-off-{1}ish</p>"),
        ("<blockquote>\n<p>Alas, no.</p>\n</blockquote>", "<blockquote>\n<p>Alas{2},_no.</p>\n</blockquote>"),
        (
            '<p>a word on it.<span class="footnote" id="n"><span class="p">And so on.</span></span></p>',
            '<p>a word{2}_on_it.<span class="footnote" id="n"><span class="p">And so on.</span></span></p>',
        ),
        ("<p>" + "a " * 200 + '<a href="x">site</a></p>', "<p>" + "a " * 198 + 'a_a_<a href="x">site{2}</a></p>'),
        ("<p>One<br/>two</p>", "<p>One<br/>two</p>"),
        ("<p>" + "x" * 30 + "</p>", "<p>" + "\u00ad".join(["x" * 10] * 3) + "{2}</p>"),
        (
            '<h2><span class="label">I</span> <span class="title">So be it</span></h2>',
            '<h2><span class="label">I</span> <span class="title">So_be_it</span></h2>',
        ),
        ('<p><img src="data:' + "y" * 40 + '"/> z</p>', '<p><img src="data:' + "y" * 40 + '"/>_z</p>'),
    ],
)
def test_lines_are_mended(block: str, wanted: str) -> None:
    for mark, letters in {"_": NO_BREAK, "{1}": JOINER, "{2}": WHOLE}.items():
        wanted = wanted.replace(mark, letters)
    assert mended(block, half, 30) == wanted


def test_addresses_break_after_their_marks() -> None:
    block = mended("<p>see https://example.org/a-long/way/to/go</p>", half, 30)
    assert "example.\u200borg/\u200ba-\u200blong/" in block
    assert "//\u200bexample" in block


def test_verse_stands_in_the_middle_by_its_longest_line() -> None:
    lines = '<span class="line">abcdefgh</span><br/>\n<span class="line in1">ab</span>'
    verse = f'<div id="v" class="verse">\n<p>{lines}</p>\n</div>'
    assert 'class="verse" style="margin-left: 13.00em"' in mended(verse, half, 30)
    assert 'style="margin-left: 0.00em"' in mended(verse, half, 3)


def test_roman_numerals() -> None:
    assert [lower_roman(number) for number in (1, 4, 9, 14, 49, 1994)] == ["i", "iv", "ix", "xiv", "xlix", "mcmxciv"]


def opening(side: document.Side, matter: Matter, blind: bool = False) -> Opening:
    return Opening((Section(Kind.CHAPTER),), "", side, blind, "Head", matter)


def test_blank_pages_only_where_a_side_asks_for_one() -> None:
    openings = [
        opening("recto", "front", True),
        opening("recto", "front"),
        opening("recto", "body"),
        opening("any", "body"),
    ]
    runs = [Run(0, 0, 1), Run(0, 1, 2), Run(1, 0, 3), Run(1, 3, 1)]
    sheets = impose(openings, runs, screen=False, cover_label="Cover")
    assert [sheet.label for sheet in sheets] == ["i", "ii", "iii", "iv", "1", "2", "3", "4"]
    assert [at for at, sheet in enumerate(sheets) if sheet.blank] == [1]
    assert [sheet.furniture for sheet in sheets] == ["none", "none", "drop", "full", "drop", "full", "full", "drop"]
    screen = impose(openings, runs, screen=True, cover_label="Cover")
    assert not any(sheet.blank for sheet in screen)
    assert [sheet.label for sheet in screen] == ["i", "ii", "iii", "1", "2", "3", "4"]


def test_pieces_are_cut_by_what_they_say() -> None:
    build = BuildSettings()
    page = pages.page(build)
    whole = document.openings(compose(novel(20), build), build, page)
    cut = partition(whole)
    assert [at for piece in cut for at in piece] == list(range(len(whole)))
    assert all(sum(len(whole[at].html) for at in piece) < MOST + 40_000 for piece in cut)
    without = [part for part in whole if part.id != whole[20].id]
    before = {tuple(whole[at].id for at in piece) for piece in cut}
    after = {tuple(without[at].id for at in piece) for piece in partition(without)}
    assert len(before - after) <= 3, "a chapter that goes moves the cuts near it alone"


def test_a_piece_comes_back_from_the_cache_as_it_went() -> None:
    laid = Laid(
        b"%PDF",
        (LaidPage({"a": (1.5, 2.25)}, "Words.", {"1": "Note."}, True),),
        {"F": UsedFont("f", {3: (500.0, "x")})},
    )
    assert unpack(pack(laid)) == laid
    assert unpack(pack(laid)[:-30]) is None
    assert unpack(b"") is None


def test_the_cache_is_bounded_and_forgets_what_was_longest_unused(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    for number in range(8):
        name = key(str(number))
        cache.put(name, bytes(100))
        os.utime(tmp_path / name[:2] / name, (number, number))
    assert cache.get(key("0")) == bytes(100)  # used now
    cache.prune(bound=400)
    assert cache.get(key("0")) is not None
    assert cache.get(key("7")) is not None
    assert cache.get(key("1")) is None


def test_no_cache_is_as_good_as_an_empty_one(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    for cache in (Cache(None), Cache(tmp_path / "file")):
        cache.put(key("a"), b"a")
        cache.prune()
        assert cache.get(key("a")) is None


def test_what_the_disk_says_comes_from_the_process_that_lays_out(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """A full disk was told as a missing Pango, below a traceback."""
    stock = Stock("", "", tmp_path / "gone", frozenset(), frozenset())
    with hands(stock, 1, Cache(None), "") as crew, pytest.raises(FileNotFoundError, match=r"fonts\.conf"):
        crew.lay_out([("<p>So.</p>", False)])
    assert capfd.readouterr().err == ""
