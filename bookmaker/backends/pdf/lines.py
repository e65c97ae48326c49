"""Small mends of the HTML for the sake of lines: short last lines, words too long for a line, verse in the middle."""

from __future__ import annotations

import re
from collections.abc import Callable

TAIL = 9
"""Letters that the last line of a paragraph has at least."""
LONG = 26
"""Letters without a break that may not fit a line."""
STEP = 10
"""Letters between the places where such a run may be broken."""

_END = re.compile(r"(?<=[ \n])[^<>&]{1,40}(?=</p>$)")
_DASH = re.compile(r"(?<=[^\s>])(?=[—―])")
_LONG = re.compile(rf"[^\s<>]{{{LONG},}}")
_TEXT = re.compile(r">[^<>]+(?=<)")
_AFTER = re.compile(r"(?<=[/?&=._#%-])(?=[^\s/])")
_LETTERS = re.compile(rf"[^\W_]{{{LONG},}}")
NO_BREAK, ZERO_WIDTH, SOFT_HYPHEN, JOINER = "\u00a0", "\u200b", "\u00ad", "\u2060"


def mended(block: str, width: Callable[[str], float], measure: float) -> str:
    """A block of HTML with its lines seen to. `width` measures text in ems of it; `measure` is a line's in ems."""
    if block.startswith("<p"):
        block = _END.sub(_held_together, block, count=1)
    if "—" in block or "―" in block:
        block = _DASH.sub(JOINER, block)  # a line may break after a dash, not before it
    if 'class="verse"' in block:
        block = _VERSE.sub(lambda verse: _centred(verse, width, measure), block)
    if _LONG.search(block):
        block = _TEXT.sub(lambda text: _LONG.sub(_breakable, text.group()), block)
    return block


def _held_together(end: re.Match[str]) -> str:
    """The last words of a paragraph as one, so that no "it." stands alone under a full line."""
    words = end.group().split()
    first = len(words) - 1
    while first > 0 and len(" ".join(words[first:])) < TAIL:
        first -= 1
    return " ".join([*words[:first], NO_BREAK.join(words[first:])])


def _breakable(run: re.Match[str]) -> str:
    """A run of letters that may be broken: after the marks of an address, or by hyphens where there are none."""
    text = run.group()
    if "&" in text and ";" in text:  # an entity must stay whole
        return text
    return _LETTERS.sub(_hyphened, _AFTER.sub(ZERO_WIDTH, text))


def _hyphened(word: re.Match[str]) -> str:
    letters = word.group()
    return SOFT_HYPHEN.join(letters[at : at + STEP] for at in range(0, len(letters), STEP))


_VERSE = re.compile(r'<div([^>]*) class="verse"([^>]*)>(.*?)</div>', re.DOTALL)
_LINE = re.compile(r'<span class="line(?: in(\d))?">(.*?)</span>(?=<br/>|</p>)', re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_ENTITY = re.compile(r"&\w+;")
INDENT = 1.2
"""What a step of indent is in the stylesheet, in ems (and the hanging indent of a turned line makes no odds)."""


def _centred(verse: re.Match[str], width: Callable[[str], float], measure: float) -> str:
    """Verse moved in so far that its longest line stands in the middle of the measure."""
    longest = 0.0
    for indent, text in _LINE.findall(verse[3]):
        bare = _ENTITY.sub("x", _TAG.sub("", text))
        longest = max(longest, width(bare) + INDENT * int(indent or 0))
    left = max(0.0, (measure - longest) / 2)
    return f'<div{verse[1]} class="verse"{verse[2]} style="margin-left: {left:.2f}em">{verse[3]}</div>'
