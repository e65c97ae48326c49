"""Where the pages, feeds, covers and books of a catalogue are: always as whole addresses, for Moon+ knows no others."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from bookmaker.errors import UsageError

_SUFFIXES = {
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/gif": ".gif",
    "image/webp": ".webp",
    "image/svg+xml": ".svg",
}


@dataclass(frozen=True, slots=True)
class Links:
    """The addresses below `base`, which ends without a slash. The defaults are those of the server."""

    base: str
    page: str = ""
    atom: str = "opds"
    json: str = "opds/v2"
    books: str = "books/"
    covers: str = "covers/"

    def to(self, path: str) -> str:
        """The address of a path below the base."""
        return f"{self.base}/{path}"

    def book(self, name: str) -> str:
        """The address of a file of `dist/`."""
        return self.to(self.books + quote(name))

    def cover(self, name: str) -> str:
        """The address of a cover of that name."""
        return self.to(self.covers + quote(name))


def cover_name(slug: str, media_type: str) -> str:
    """The file name of a book's cover."""
    return slug + _SUFFIXES.get(media_type, "")


def thumbnail_name(slug: str) -> str:
    """The file name of the small JPEG of a book's cover."""
    return f"{slug}.small.jpg"


def static_links(base: str) -> Links:
    """The addresses of a catalogue put on a web host beside the books; UsageError when `base` is no web address."""
    parts = urlsplit(base)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        raise UsageError(f"“{base}” is not the address of a web folder", "write it in full: https://example.org/books")
    return Links(base.rstrip("/"), page="index.html", atom="opds.xml", json="opds.json", books="")
