"""A file as the author left it → a Draft."""

from __future__ import annotations

import re
from pathlib import Path

from bookmaker.errors import BookError
from bookmaker.model import Draft, Finding, Place, Severity

_PAGE = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}>\s*)?<(?:!doctype html|html)\b", re.IGNORECASE)


def read(path: Path, name: str, *, encoding: str = "", root: Path | None = None) -> Draft:
    """Read one source. `name` is its path as shown to the author; `root` is the folder its pictures may come from.

    Raises BookError when the file is missing, empty, not text, or of a kind we do not read.
    """
    try:
        data = path.read_bytes()
    except OSError as problem:
        why = problem.strerror or str(problem)
        raise BookError([Finding("I008", Severity.ERROR, Place(name), f"cannot read the source: {why}")]) from None
    match ".html" if _is_page(path, data) else path.suffix.lower():
        case ".txt" | ".text" | "":
            from bookmaker.intake.plaintext import read as read_plaintext

            return read_plaintext(data, name, encoding)
        case ".md" | ".markdown":
            from bookmaker.intake.markdown import read as read_markdown

            return read_markdown(data, name, encoding=encoding, root=root)
        case ".html" | ".htm" | ".xhtml":
            from bookmaker.intake.html import read as read_html

            return read_html(data, name, encoding=encoding, root=root)
        case suffix:
            fix = "save it as .txt, .md or .html"
            raise BookError([Finding("I009", Severity.ERROR, Place(name), f"cannot read {suffix} files", fix)])


def _is_page(path: Path, data: bytes) -> bool:
    """Whether a file named as plain text is a page of HTML from its first line on."""
    return path.suffix.lower() in {".txt", ".text"} and _PAGE.match(data) is not None
