"""Lines of a cover: broken so that they balance, at the size that fills their box."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from PIL import ImageDraw, ImageFont

from bookmaker.compose.cover.faces import Fonts, Weight, face

UNIT = 100
"""Pixels at which words are measured; a size is a multiple of it."""

LEAST = 0.4
"""Share of its largest size below which words are rather hyphenated than made smaller."""

OVERHANG = 0.25
"""Ems by which accents and tails of the first and the last line may stand out of their box."""

SHORTEST = 5
"""Letters of the least part of a hyphenated word."""

SOFT_HYPHEN = "\u00ad"

LEANS_FORWARD = frozenset(
    "& a an and at by de der des die das du el en et for from i il in la le les los o of on or the to und un una von "
    "with y zu в и к на о с".split()
)
"""Short words that belong to the next one: a line does not end with them if it can help it."""


@dataclass(frozen=True, slots=True)
class Lines:
    """Set lines: the words of each, the font, and the distance of base lines in pixels."""

    lines: tuple[str, ...]
    font: ImageFont.FreeTypeFont
    leading: float

    @property
    def height(self) -> float:
        """From the top of the first line to below the tails of the last, in pixels."""
        return self.leading * (len(self.lines) - 1) + sum(self.font.getmetrics()) if self.lines else 0


def set_lines(
    text: str,
    weight: Weight,
    box: tuple[float, float],
    largest: float,
    fonts: Fonts,
    *,
    leading: float = 1.14,
    most: int = 8,
) -> Lines:
    """`text` in the box (pixels): as big as it goes up to `largest`, lines of about one length."""
    words, glue = _words(text)
    if glue:
        words = [piece for word in words for piece in _parted(word, weight, box[0] / largest / LEAST, fonts)]
    if words == [""]:
        return Lines((), face(weight, "", UNIT, fonts), 0)
    ruler = face(weight, text, UNIT, fonts)
    widths = [ruler.getlength(word) for word in words]
    gap = ruler.getlength(" ") if glue else 0.0
    tall = sum(ruler.getmetrics()) / UNIT - OVERHANG
    best: tuple[float, tuple[str, ...], float] = (0.0, (text,), 1.0)
    for count in range(1, min(most, len(words)) + 1):
        cuts = _balanced(words, widths, gap, count)
        lines = tuple(_joined(words[start:end], glue) for start, end in pairwise(cuts))
        widest = max(1.0, *(ruler.getlength(line) for line in lines))
        size = min(largest, UNIT * box[0] / widest, box[1] / (tall + leading * (count - 1)))
        loose = sum(line.split()[-1].casefold() in LEANS_FORWARD for line in lines[:-1] if line.split())
        worth = size * 0.96**count * 0.93**loose  # fewer lines, if they are hardly smaller
        if worth > best[0]:
            best = (worth, lines, size)
    size = int(best[2])
    return Lines(best[1], face(weight, text, size, fonts), size * leading)


def _parted(word: str, weight: Weight, most: float, fonts: Fonts) -> list[str]:
    """A word that is wider than `most` ems, hyphenated as often as it takes; else the word."""
    if len(word) < 2 * SHORTEST or face(weight, word, UNIT, fonts).getlength(word) <= most * UNIT:
        return [word]
    import pyphen  # one title in many has such a word

    language = pyphen.language_fallback(fonts.language.replace("-", "_")) if fonts.language else None
    cuts = pyphen.Pyphen(lang=language).positions(word) if language else []
    cuts = [int(cut) for cut in cuts if SHORTEST <= cut <= len(word) - SHORTEST]
    if not cuts:
        return [word]
    cut = min(cuts, key=lambda at: abs(2 * at - len(word)))
    parts = (word[:cut] + SOFT_HYPHEN, word[cut:])
    return [piece for part in parts for piece in _parted(part, weight, most, fonts)]


def _joined(pieces: Sequence[str], glue: str) -> str:
    """Pieces as one line: a hyphenated word is whole again but at the line's end."""
    line = glue.join(pieces).replace(f"{SOFT_HYPHEN}{glue}", "") if glue else "".join(pieces)
    return f"{line[:-1]}-" if line.endswith(SOFT_HYPHEN) else line


def _words(text: str) -> tuple[list[str], str]:
    """The pieces a text may be broken into, and what joins them: words and a space, or single letters and nothing."""
    words = text.split()
    if len(words) > 1 or not any(unicodedata.east_asian_width(letter) == "W" for letter in text):
        return words or [""], " "
    pieces: list[str] = []
    for letter in text:
        if pieces and unicodedata.category(letter)[0] == "P":
            pieces[-1] += letter  # no line begins with a mark
        else:
            pieces.append(letter)
    return pieces, ""


def _balanced(words: Sequence[str], widths: Sequence[float], gap: float, count: int) -> list[int]:
    """Where to cut words into `count` lines of about one length: the indices, 0 and the end among them."""
    ends = len(words)
    before = [0.0]
    for width in widths:
        before.append(before[-1] + width + gap)

    def length(start: int, end: int) -> float:
        return before[end] - before[start] - gap

    ideal = max(1.0, length(0, ends) / count)
    costs = {0: (0.0, [0])}
    for line in range(1, count + 1):
        after: dict[int, tuple[float, list[int]]] = {}
        for start, (cost, cuts) in costs.items():
            for end in range(start + 1, ends - (count - line) + 1):
                if line == count and end != ends:
                    continue
                lean = 0.4 if end < ends and words[end - 1].casefold() in LEANS_FORWARD else 0.0
                total = cost + ((length(start, end) - ideal) / ideal) ** 2 + lean
                if end not in after or total < after[end][0]:
                    after[end] = (total, [*cuts, end])
        costs = after
    return costs[ends][1]


def draw_lines(
    pen: ImageDraw.ImageDraw, set_: Lines, at: tuple[float, float], colour: str, anchor: str = "ma"
) -> float:
    """Draw lines from `at` downwards ("ma" centred on it, "la" to the right of it); the y below them."""
    x, y = at
    for line in set_.lines:
        pen.text((x, y), line, font=set_.font, fill=colour, anchor=anchor)
        y += set_.leading
    return at[1] + set_.height
