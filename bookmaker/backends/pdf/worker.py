"""Lays out one piece at a time, in a process of its own that lives for the whole build.

WeasyPrint is imported here alone. The pinned release lets us leave two things out of every piece: subsetting
its fonts (done once for the book) and resolving links (they run from piece to piece). Fontconfig is shown our own fonts
and nothing of the machine's, unless the book needs letters that ours have not.
"""

from __future__ import annotations

import contextlib
import gc
import hashlib
import io
import logging
import os
import signal
import threading
import warnings
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from multiprocessing import parent_process
from pathlib import Path
from types import SimpleNamespace
from typing import Any, TypeAlias

from bookmaker.backends.pdf import engine
from bookmaker.backends.pdf.laid import Laid, LaidPage, UsedFont
from bookmaker.backends.pdf.text import page_text

Foreign: TypeAlias = Any
"""An object of WeasyPrint, which ships no types."""
Glyphs: TypeAlias = dict[int, str]
"""The text of each glyph."""

PX = 0.75
"""Points in a CSS pixel."""


@dataclass(frozen=True, slots=True)
class Stock:
    """What all pieces of a book share. `folder` is scratch space; `installed`: the machine's own fonts may be used."""

    css: str
    variant: str
    folder: Path
    own_files: frozenset[str]  # digests of the font files that the parent has
    addresses: frozenset[str]  # their file URIs: nothing else is read, from the disk or the net
    installed: bool = False


_FONTCONFIG = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>{include}
<alias binding="strong"><family>serif</family><prefer><family>Source Serif Pro</family></prefer></alias>
<alias binding="strong"><family>sans-serif</family><prefer><family>Source Sans Pro</family></prefer></alias>
<alias binding="strong"><family>monospace</family><prefer><family>Source Sans Pro</family></prefer></alias>
<cachedir>{folder}/fontconfig</cachedir></fontconfig>
"""


_state: SimpleNamespace | OSError
"""What `start` made ready, or why it could not: this process lays out pieces of one book only."""


def start(stock: Stock) -> None:
    """Make this process ready: import WeasyPrint, read the stylesheet, load the fonts. Raises OSError without Pango.

    What the disk says (it is full, it fails) is kept for `lay_out` to raise: of a process that cannot start, the one
    that waits for it hears nothing but that.
    """
    global _state
    try:
        _state = _ready(stock)
    except OSError as error:
        if error.errno is None:
            raise
        _state = error


def _ready(stock: Stock) -> SimpleNamespace:
    if parent_process() is not None:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
        threading.Thread(target=_die_with_parent, daemon=True).start()
    os.environ["FONTCONFIG_FILE"] = _fontconfig(stock)
    with contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # "no fonts configured": that is the point
        import weasyprint
        from weasyprint.css.counters import CounterStyle
        from weasyprint.pdf import fonts as pdf_fonts
        from weasyprint.text.fonts import FontConfiguration

    engine.mend_layout()
    engine.mend_tags()
    logger = logging.getLogger("weasyprint")
    logger.handlers[:] = [_Faults()]
    logger.setLevel(logging.WARNING)
    pdf_fonts.Font.clean = _leave_whole(pdf_fonts.Font.clean, stock.own_files)

    class Fetcher(weasyprint.urls.URLFetcher):  # type: ignore[misc]
        """Reads our fonts and pictures inside the text, nothing else."""

        def fetch(self, url: str, headers: dict[str, str] | None = None) -> Foreign:
            if not (url.startswith("data:") or url in stock.addresses):
                raise ValueError(f"{url} is outside the book")
            return super().fetch(url, headers)

    fetcher = Fetcher()
    config, counters = FontConfiguration(), CounterStyle()
    sheet = weasyprint.CSS(string=stock.css, font_config=config, counter_style=counters, url_fetcher=fetcher)
    gc.collect()
    gc.freeze()
    return SimpleNamespace(
        stock=stock, weasyprint=weasyprint, config=config, counters=counters, sheet=sheet, fetcher=fetcher,
        faults=logger.handlers[0],
    )  # fmt: skip


def lay_out(html: str, tagged: bool = True) -> Laid:
    """The pages of a piece, with tags if the book has them and `tagged` says so.

    The cyclic collector rests meanwhile: it costs a fifth of the time and frees nothing. Raises OSError.
    """
    state = _state
    if isinstance(state, OSError):
        raise state
    variant = (tagged and state.stock.variant) or None
    state.faults.seen.clear()
    gc.disable()
    try:
        document = state.weasyprint.HTML(string=html, url_fetcher=state.fetcher, base_url=None).render(
            stylesheets=[state.sheet], font_config=state.config, counter_style=state.counters,
            pdf_variant=variant,
        )  # fmt: skip
        engine.silence(document.pages, html)
        pages = tuple(_laid_pages(document.pages))
        for page in document.pages:
            # The engine gives every box inside a link a link of its own; the outermost is enough.
            page.links[:] = [link for link in page.links if link[3].link]
            page.anchors.clear()  # every link is turned into a destination when the pieces are joined
            page.bookmarks.clear()
        pdf = document.write_pdf(pdf_variant=variant)
        return Laid(pdf, pages, _fonts(document.fonts.values()), tuple(dict.fromkeys(state.faults.seen)))
    finally:
        document = None
        gc.enable()
        gc.collect()


def subset(file: bytes, glyphs: dict[int, str], outline: bool) -> bytes:
    """A font cut down to some glyphs, which keep their ids. `outline`: the sign for a missing letter is drawn."""
    from weasyprint.pdf.fonts import Font
    from weasyprint.text.ffi import ffi, harfbuzz

    with contextlib.suppress(Exception):  # declared already, in this process
        ffi.cdef("""
            hb_blob_t * hb_blob_create (const char *, unsigned int, int, void *, void *);
            hb_face_t * hb_face_create (hb_blob_t *, unsigned int);
        """)
    held = ffi.new("char[]", file)
    blob = harfbuzz.hb_blob_create(held, len(file), 1, ffi.NULL, ffi.NULL)
    face = ffi.gc(harfbuzz.hb_face_create(blob, 0), harfbuzz.hb_face_destroy)
    harfbuzz.hb_blob_destroy(blob)
    font = Font.__new__(Font)
    font.hb_face, font.file_content, font.index, font.family = face, file, 0, ""
    font.missing = {0: 0} if outline else {}
    font.subset(glyphs, False)
    done: bytes = font.file_content
    return done


# --- below --------------------------------------------------------------------------------------


class _Faults(logging.Handler):
    """What WeasyPrint has to say about a piece."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.seen: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.seen.append(record.getMessage())


def _leave_whole(clean: Callable[[Foreign, Glyphs, bool], None], own: frozenset[str]) -> Callable[..., None]:
    """In place of cutting a font down for the piece: a stub, when its file is one of ours; else as before."""

    def leave_whole(font: Foreign, to_unicode: Glyphs, hinting: bool) -> None:
        digest = hashlib.sha256(font.file_content).hexdigest()
        if digest in own:
            font.digest = digest
            font.file_content = font.file_content[:4]
        else:
            clean(font, to_unicode, hinting)

    return leave_whole


def _laid_pages(pages: list[Foreign]) -> Iterator[LaidPage]:
    last: object = None
    for page in pages:
        box = page._page_box
        anchors = {
            name: (round(x * PX, 3), round((page.height - y) * PX, 3)) for name, (x, y, *_) in page.anchors.items()
        }
        body, notes, first, end = page_text(box)
        yield LaidPage(anchors, body, notes, first is not None and first is last)
        last = end if end is not None else last


def _fonts(used: Iterable[Foreign]) -> dict[str, UsedFont]:
    """The fonts of a piece by name. WeasyPrint may have several of one name; the first is the one it cleans."""
    fonts: dict[str, UsedFont] = {}
    for font in used:
        glyphs = {glyph: (width, font.to_unicode.get(glyph, "")) for glyph, width in sorted(font.widths.items())}
        missing = "".join(chr(code) for code in sorted(font.missing))
        before = fonts.get(font.hash)
        if before:
            fonts[font.hash] = UsedFont(before.file, {**glyphs, **before.glyphs}, before.missing + missing)
        else:
            fonts[font.hash] = UsedFont(getattr(font, "digest", ""), glyphs, missing)
    return fonts


_MACHINE = ("/etc/fonts/fonts.conf", "/usr/local/etc/fonts/fonts.conf", "/opt/homebrew/etc/fonts/fonts.conf")
"""Where a machine's own configuration is: Linux, Homebrew on Intel and on Apple's processors."""


def _fontconfig(stock: Stock) -> str:
    """A configuration that knows no font at all, or (`installed`) the machine's."""
    found = _MACHINE if stock.installed else ()
    include = "".join(f'<include ignore_missing="yes">{path}</include>' for path in found)
    file = stock.folder / ("fonts-installed.conf" if stock.installed else "fonts.conf")
    file.write_text(_FONTCONFIG.format(include=include, folder=stock.folder), encoding="utf-8")
    return str(file)


def _die_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
