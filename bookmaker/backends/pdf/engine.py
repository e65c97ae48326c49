"""What WeasyPrint 70.0 does otherwise for us. The release is pinned; each mend is one function with its reason."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

from bookmaker.backends.pdf.lines import JOINER, WHOLE

Foreign: TypeAlias = Any
"""An object of WeasyPrint or pyphen, which ship no types."""

LEAST, WANTED = 2, 3
"""Lines below a scene break at the foot of a page: what orphans may be, and what cannot be parted without a widow."""


def mend() -> None:
    """Change how lines and pages are broken, once in a process."""
    import pyphen  # type: ignore[import-untyped]
    from weasyprint.layout import block

    if getattr(pyphen.Pyphen.positions, "mended", False):
        return
    pyphen.Pyphen.positions = _whole_words(pyphen.Pyphen.positions)
    block.block_level_layout_switch = _breaks_give_way(block.block_level_layout_switch)


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
