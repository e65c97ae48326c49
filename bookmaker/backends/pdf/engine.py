"""What WeasyPrint 70.0 does otherwise for us. The release is pinned; each mend is one function with its reason."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from math import floor
from typing import Any, TypeAlias

from bookmaker.backends.pdf.lines import JOINER, SEEN, WHOLE
from bookmaker.backends.pdf.tags import add_tags

Foreign: TypeAlias = Any
"""An object of WeasyPrint or pyphen, which ship no types."""

LEAST, WANTED = 2, 3
"""Lines below a scene break at the foot of a page: what orphans may be, and what cannot be parted without a widow."""


def mend_layout() -> None:
    """Change how lines and pages are broken, once in a process."""
    import pyphen
    from weasyprint.layout import block

    if getattr(pyphen.Pyphen.positions, "mended", False):
        return
    pyphen.Pyphen.positions = _whole_words(pyphen.Pyphen.positions)
    block.block_level_layout_switch = _on_the_grid(_breaks_give_way(block.block_level_layout_switch))


def mend_tags() -> None:
    """Change what is told to those who listen, once in a process."""
    import weasyprint.pdf
    from weasyprint.pdf.stream import Stream

    if weasyprint.pdf.add_tags is not add_tags:
        Stream.marked = _told(Stream.marked)
        weasyprint.pdf.add_tags = add_tags


def silence(pages: Foreign, html: str) -> None:
    """Say of laid-out pages what a listener need not hear, by `silent`, a new attribute of boxes.

    That is margin boxes, the dots before a number in the contents, and the head of a table once more on a later page.
    """
    inside = 'class="contents"' in html or "<thead" in html
    heads: set[Foreign] = set()
    for page in pages:
        for box in page._page_box.descendants() if inside else page._page_box.children:
            again = getattr(box, "is_header", False) and box.element in heads
            if box.is_leader or type(box).__name__ == "MarginBox" or again:
                for part in box.descendants():
                    part.silent = True
            elif getattr(box, "is_header", False):
                heads.add(box.element)


def _whole_words(positions: Callable[..., list[int]]) -> Callable[..., list[int]]:
    """Hyphenation that leaves a word whole when `WHOLE` follows it, and counts no joiner as a letter.

    CSS would want an element around it, and an element at each paragraph's end costs a tenth of the time.
    """

    def whole_words(self: Foreign, word: str) -> list[int]:
        return [] if word.endswith(WHOLE) else positions(self, word.rstrip(JOINER))

    whole_words.mended = True  # type: ignore[attr-defined]
    return whole_words


def _breaks_give_way(layout: Callable[..., Foreign]) -> Callable[..., Foreign]:
    """Layout in which a scene break near the foot of a page gives up its margins, if that keeps it on the page.

    It clings to the lines around it; carried over with them it would leave the page many lines short.
    """

    def breaks_give_way(context: Foreign, box: Foreign, bottom_space: float, *rest: Foreign) -> Foreign:
        if box.element_tag == "hr" and box.margin_top > 0 and box.margin_bottom > 0 and (height := _line(box)):
            room = (context.page_bottom - bottom_space - box.position_y) / height
            margins = floor(room - 1 - WANTED + 0.02) * height  # whole lines: the text below stays on its grid
            if room > 1 + LEAST - 0.02 and margins < box.margin_top + box.margin_bottom:
                box.margin_top = box.margin_bottom = max(0.0, margins / 2)
        return layout(context, box, bottom_space, *rest)

    return breaks_give_way


_SNAPPED = frozenset({"header", "p", "figure", "table", "pre"})
"""What may be an odd part of a line deep. (What holds blocks is as deep as they are.)"""


def _on_the_grid(layout: Callable[..., Foreign]) -> Callable[..., Foreign]:
    """Layout that makes each block a whole number of lines deep, so that facing pages stand level below it.

    CSS has `block-step` for it, which no engine knows yet.
    """

    def on_the_grid(context: Foreign, box: Foreign, *rest: Foreign) -> Foreign:
        result = layout(context, box, *rest)
        made, resume_at = result[:2]
        if box.element_tag in _SNAPPED and made and resume_at is None and (line := _line(box)):
            over = made.border_height() % line
            if 0.02 * line < over < 0.98 * line:
                made.height += line - over
        return result

    return on_the_grid


def _line(box: Foreign) -> float:
    """The height of a line of running text in px; 0 where lines are of another height."""
    root = box.style.root_style
    line = root["line_height"]
    if line != box.style["line_height"]:
        return 0.0
    if isinstance(line, int | float):
        return float(line * root["font_size"])
    return float(getattr(line, "value", 0))


def _told(marked: Callable[..., Foreign]) -> Callable[..., Foreign]:
    """Marks what is drawn as content, but a decorative picture, or what `silence` found, as an artifact.

    Small capitals get their letters with them: the glyph of one is drawn for a capital and for a small letter alike.
    """

    def told(self: Foreign, box: Foreign, tag: str) -> AbstractContextManager[None]:
        picture = tag == "Figure" and box.element is not None and box.element.get("role") == "presentation"
        found: AbstractContextManager[None]
        if picture or getattr(box, "silent", False):
            found = self.artifact()
        elif getattr(box, "text", "") and box.style["font_variant_caps"] != "normal":
            found = _with_letters(self, box, tag)
        else:
            found = marked(self, box, tag)
        return found

    return told


@contextmanager
def _with_letters(stream: Foreign, box: Foreign, tag: str) -> Iterator[None]:
    """A mark around text that says what letters it is (ISO 32000-1, 14.9.4)."""
    import pydyf  # type: ignore[import-untyped]

    facts = pydyf.Dictionary({"ActualText": pydyf.String(box.text.translate(SEEN))})
    if stream._tags is not None:
        facts["MCID"] = len(stream._tags)
        stream._tags[box] = {"tag": tag, "mcid": facts["MCID"]}
    stream.begin_marked_content(tag, facts)
    try:
        yield
    finally:
        stream.end_marked_content()
