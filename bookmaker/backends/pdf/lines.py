"""Small mends of the HTML for the sake of lines: short last lines, words too long for a line, verse in the middle.

They are characters without width, or spaces that do not break; the copied text of the PDF knows none of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable

TAIL = 7
"""Letters that the last line of a paragraph has at least: more than twice its indent. Many more, and lines gape."""
REACH = 400
"""Letters of HTML, from the end of a paragraph, among which its last words are looked for."""
LONG = 26
"""Letters without a break that may not fit a line."""
STEP = 10
"""Letters between the places where such a run may be broken."""

_FOOTNOTE = re.compile(r'<span class="footnote"')
_SPANS = re.compile(r"<(/?)span\b")
_TOKEN = re.compile(r"<[^>]*>|[^<]+")
_IN_TAG = re.compile(r"[^<>]*>")
_END = re.compile(r"(</(?:p|h[1-6])>)")
_STOPS = re.compile(r'<(?:p[ >]|br|img|span class="(?:line|title|label))')
_WORD = re.compile(r"[^\W\d_]{4,}")
_DASH = re.compile(r"(?<=[^\s>])(?=[—―])")
_LONG = re.compile(rf"[^\s<>]{{{LONG},}}")
_TEXT = re.compile(r">[^<>]+(?=<)")
_AFTER = re.compile(r"(?<=[/?&=._#%-])(?=[^\s/])")
_LETTERS = re.compile(rf"[^\W_]{{{LONG},}}")
NO_BREAK, ZERO_WIDTH, SOFT_HYPHEN, JOINER = "\u00a0", "\u200b", "\u00ad", "\u2060"
WHOLE = JOINER * 2
"""After a word: it is not to be hyphenated (`engine.mend_layout` sees to it)."""
SEEN = str.maketrans({NO_BREAK: " ", JOINER: None, ZERO_WIDTH: None})
"""Takes these marks out of a text again, by `str.translate`."""


def mended(block: str, width: Callable[[str], float], measure: float) -> str:
    """A block of HTML with its lines seen to. `width` measures text in ems of it; `measure` is a line's in ems."""
    block = ended(block)
    if "—" in block or "―" in block:
        block = _DASH.sub(JOINER, block)  # a line may break after a dash, not before it
    if 'class="verse"' in block:
        block = _VERSE.sub(lambda verse: _centred(verse, width, measure), block)
    if _LONG.search(block):
        block = _TEXT.sub(lambda text: _LONG.sub(_breakable, text.group()), block)
    return block


def ended(block: str) -> str:
    """A block or a heading with its paragraphs made so that the last line of each is no "it." and no half of a word.

    The last words, `TAIL` letters at the least, stay on one line, and none of them is hyphenated.
    """
    parts = _END.split(block)
    parts[:-1:2] = map(_ended, parts[:-1:2])
    return "".join(parts)


def _ended(paragraph: str) -> str:
    """`ended` of the HTML up to an end tag."""
    end = _before_notes(paragraph)
    start = max(0, end - REACH)
    if start and (tag := _IN_TAG.match(paragraph, start, end)):
        start = tag.end()
    tokens = _TOKEN.findall(paragraph, start, end)
    count, at = 0, len(tokens)
    while at and count < TAIL and not _STOPS.match(tokens[at - 1]):
        at -= 1
        if not tokens[at].startswith("<"):
            tokens[at], count = _held_together(tokens[at], count)
    return paragraph[:start] + "".join(tokens) + paragraph[end:]


def _held_together(text: str, count: int) -> tuple[str, int]:
    """A run of text with its last words made one with the `count` letters after it; how many those are then."""
    at = len(text)
    while at and count < TAIL:
        at -= 1
        if text[at] in " \n":
            text = text[:at] + NO_BREAK + text[at + 1 :]
        elif text[at] in "-\u2010–—" and count:
            text = text[: at + 1] + JOINER + text[at + 1 :]
        count += 1
    word = max(text.rfind(" ", 0, at), text.rfind("\n", 0, at)) + 1
    if not _LONG.match(text, word):  # one as long as an address may be broken
        at = word
    return text[:at] + _WORD.sub(rf"\g<0>{WHOLE}", text[at:]), count


def _before_notes(paragraph: str) -> int:
    """Where a paragraph's own text ends, the notes called at its end aside."""
    end = len(paragraph)
    if not paragraph.endswith("</span>"):
        return end
    for found in reversed(list(_FOOTNOTE.finditer(paragraph))):
        depth = 0
        for tag in _SPANS.finditer(paragraph, found.start()):
            depth += -1 if tag[1] else 1
            if not depth:
                if paragraph.find(">", tag.start()) + 1 == end:
                    end = found.start()
                break
    return end


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
