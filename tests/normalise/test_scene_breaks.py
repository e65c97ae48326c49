"""Which lines are ornaments."""

from __future__ import annotations

import pytest

from bookmaker.intake import html
from bookmaker.metadata import NormaliseSettings
from bookmaker.model import Metadata, SceneBreak
from bookmaker.normalise import normalise
from bookmaker.normalise.blocks.scene_breaks import ornament

ORNAMENTS = """
* * *|***|*|#|# # #|---|- - -|–––|———|~|~*~|~~~~~|=====|oOo|o0o|xXx|XXX|x x x|⁂|• • •|•|◆|❦|+++|<<<>>>|-x-X-x-|*-*-*|
_______|. . . . .|~ o ~ O ~ o ~|~oOo~|-----oOo-----|◦ ◦ ◦|☆☆☆|♥|-x-|--x--|-o-|
$$$|/////|§ § §|<3 <3 <3|<hr/>|[line break]|LINE BREAK|-Page Break-|(scene break)|Section-break
"""
TEXT = [
    "Oh.",
    "o",
    "xx",
    "No",
    "...",
    "--",
    "?!",
    "1",
    "“…”",
    "O!",
    "I.",
    "* a star",
    "oxo bar",
    "12 - 13",
    "$5",
    "x",
    "-1-",
    "// note",
    "Lines break.",
    "Break",
    "+-----+-----+",  # the rules of a table
    "|-----|-----|",
    "├────┼────┤",
    "㊀ ㊁ ㊂",  # signs in circles are words
]


@pytest.mark.parametrize("line", ORNAMENTS.replace("\n", "").split("|"))
def test_ornaments(line: str) -> None:
    assert ornament(line)


@pytest.mark.parametrize("line", TEXT)
def test_text(line: str) -> None:
    assert not ornament(line)


def test_letters_as_ornaments_in_a_page() -> None:
    page = b"<p>The ferry came.</p><p><b>xXx</b></p><p>She noticed.</p><p>-x-</p><p>By noon, fog.</p>"
    book = normalise([html.read(page, "tide.html")], Metadata(""), NormaliseSettings()).book
    breaks = [block.ornament for block in book.sections[0].blocks if isinstance(block, SceneBreak)]
    assert breaks == ["xXx", "-x-"]
