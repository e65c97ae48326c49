"""EPUB → KEPUB: what a Kobo reads with its own, better engine when the name ends in `.kepub.epub`.

Kobo wants each sentence in a numbered span: reading position, highlights and statistics hang on them. The rules are
those that kepubify (https://github.com/pgaskin/kepubify, kepub/transform.go) found out; where we differ, we say so. The
changes are insertions into our own XHTML alone: taken out again, they leave the very same EPUB (a test does it).
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator

from bookmaker.backends.epub.fixed_zip import FixedZip

# Kobo sets margins of its own on #book-inner. The second rule is calibre's for a defect of Kobo's engine with upright
# digits in vertical text (calibre, src/calibre/ebooks/oeb/polish/kepubify.py, LP#2138855).
_STYLE = (
    '<style type="text/css" class="kobostylehacks">div#book-inner { margin-top: 0; margin-bottom: 0; }'
    " .koboSpan { -webkit-text-combine: inherit; }</style>\n"
)
_OPEN = '<div id="book-columns"><div id="book-inner">'
_CLOSE = "</div></div>"

# Kobo pops up notes called by `endnote`, not by `noteref` (Standard Ebooks, se_epub_build.py:1424).
_NOTEREF, _ENDNOTE = 'epub:type="noteref"', 'epub:type="endnote"'

_TOKEN = re.compile(r"<[^>]+>|[^<]+")
_NAME = re.compile(r"</?([A-Za-z0-9]+)")
_SENTENCE = re.compile(r".*?[.!?]['\"”’“…]?[ \t\n\f\r]+|.+", re.DOTALL)

_PARAGRAPHS = frozenset({"p", "ol", "ul", "table", "h1", "h2", "h3", "h4", "h5", "h6"})
_UNTOUCHED = frozenset({"script", "style", "pre", "audio", "video", "svg", "math", "rp"})
"""kepubify's list, and `rp`, in which HTML allows no element."""


def kepub(epub: bytes) -> bytes:
    """The KEPUB of one of our EPUBs. The navigation document and all that is not XHTML stay as they are."""
    return _rewritten(epub, _with_spans)


def _rewritten(book: bytes, change: Callable[[str], str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as old, FixedZip(out, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name.endswith(".xhtml") and b'epub:type="toc" role="doc-toc"' not in data:
                data = change(data.decode()).encode()
            new.writestr(name, data)
    return out.getvalue()


def _with_spans(page: str) -> str:
    head, body_tag, rest = _parted(page)
    body, end = rest[: rest.rindex("</body>")], rest[rest.rindex("</body>") :]
    spans = "".join(_spans(body)).replace(_NOTEREF, _ENDNOTE)
    return "".join((head.replace("</head>", _STYLE + "</head>"), body_tag, _OPEN, spans, _CLOSE, end))


def _parted(page: str) -> tuple[str, str, str]:
    start = page.index("<body")
    end = page.index(">", start) + 1
    return page[:start], page[start:end], page[end:]


def _spans(body: str) -> Iterator[str]:
    """The tokens of a body, each sentence and picture in its span.

    A span's id is `kobo.PARAGRAPH.SENTENCE`. A paragraph is counted when its first span comes, so that one without
    text has no number; a picture is a paragraph of its own. White space alone gets a span only inside `p`.
    """
    paragraph = sentence = 0
    begins = False
    parents: list[str] = []
    untouched = 0
    for token in _TOKEN.findall(body):
        if token.startswith("<"):
            match = _NAME.match(token)
            name = match.group(1) if match else ""
            if token.startswith("</"):
                parents.pop()
                untouched -= name in _UNTOUCHED
            elif name == "img" and not untouched:
                paragraph, sentence, begins = paragraph + 1, 1, False
                yield f'<span class="koboSpan" id="kobo.{paragraph}.{sentence}">{token}</span>'
                continue
            elif not token.endswith("/>"):
                parents.append(name)
                untouched += name in _UNTOUCHED
                begins = begins or name in _PARAGRAPHS
            yield token
        elif untouched:
            yield token
        else:
            for piece in _SENTENCE.findall(token):
                if piece.isspace() and (not parents or parents[-1] != "p"):
                    yield piece
                    continue
                if begins:
                    paragraph, sentence, begins = paragraph + 1, 0, False
                sentence += 1
                yield f'<span class="koboSpan" id="kobo.{paragraph}.{sentence}">{piece}</span>'
