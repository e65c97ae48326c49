"""The way back: a KEPUB without what `kepub` put into it is the EPUB it was given, byte for byte."""

from __future__ import annotations

import re

from bookmaker.backends.kepub import _CLOSE, _ENDNOTE, _NOTEREF, _OPEN, _STYLE, _parted, _rewritten

_SPAN = re.compile(r'<span class="koboSpan" id="kobo\.\d+\.\d+">([^<]*|<img [^>]*>)</span>')


def unkepub(kepub: bytes) -> bytes:
    """The EPUB that `kepub` was given."""
    return _rewritten(kepub, without_spans)


def without_spans(page: str) -> str:
    """A page of it."""
    head, body_tag, rest = _parted(page)
    body, end = rest[: rest.rindex(_CLOSE + "</body>")], rest[rest.rindex("</body>") :]
    plain = _SPAN.sub(r"\1", body.removeprefix(_OPEN)).replace(_ENDNOTE, _NOTEREF)
    return "".join((head.replace(_STYLE, ""), body_tag, plain, end))
