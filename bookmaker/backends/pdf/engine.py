"""What WeasyPrint 70.0 does otherwise for us. The release is pinned; each mend is one function with its reason."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any, TypeAlias

from bookmaker.backends.pdf.lines import JOINER, WHOLE
from bookmaker.backends.pdf.tags import add_tags

Foreign: TypeAlias = Any
"""An object of WeasyPrint or pyphen, which ship no types."""

LEAST, WANTED = 2, 3
"""Lines below a scene break at the foot of a page: what orphans may be, and what cannot be parted without a widow."""


def mend() -> None:
    """Change how lines and pages are broken, and how they are tagged, once in a process."""
    import pyphen
    import weasyprint.pdf
    from weasyprint.layout import block
    from weasyprint.pdf.stream import Stream

    if getattr(pyphen.Pyphen.positions, "mended", False):
        return
    pyphen.Pyphen.positions = _whole_words(pyphen.Pyphen.positions)
    block.block_level_layout_switch = _breaks_give_way(block.block_level_layout_switch)
    Stream.marked = _silent_ornaments(Stream.marked)
    weasyprint.pdf.add_tags = add_tags


def silence(pages: Foreign, leaders: bool) -> None:
    """Say of laid-out pages what a listener need not hear: margin boxes, and `leaders`, the dots before a number."""
    for page in pages:
        boxes = page._page_box.descendants() if leaders else page._page_box.children
        for box in boxes:
            if box.is_leader or type(box).__name__ == "MarginBox":
                for part in box.descendants():
                    part.silent = True


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
        if box.element_tag == "hr" and box.margin_top > 0 and box.margin_bottom > 0:
            line = box.style["line_height"]
            height = line.value if hasattr(line, "value") else box.style["font_size"] * float(line)
            room = (context.page_bottom - bottom_space - box.position_y) / height
            margins = (room - 1 - WANTED) * height
            if room > 1 + LEAST - 0.02 and margins < box.margin_top + box.margin_bottom:
                box.margin_top = box.margin_bottom = max(0.0, margins / 2)
        return layout(context, box, bottom_space, *rest)

    return breaks_give_way


def _silent_ornaments(marked: Callable[..., Foreign]) -> Callable[..., Foreign]:
    """Marks what is drawn as content, but a decorative picture, or what `silence` found, as an artifact."""

    def silent_ornaments(self: Foreign, box: Foreign, tag: str) -> AbstractContextManager[None]:
        picture = tag == "Figure" and box.element is not None and box.element.get("role") == "presentation"
        found: AbstractContextManager[None]
        found = self.artifact() if picture or getattr(box, "silent", False) else marked(self, box, tag)
        return found

    return silent_ornaments
