"""What ebooklib 0.20 gets wrong, put right once. We use it as the writer of the package document and nothing else.

Issues are those of https://github.com/aerkalov/ebooklib; "unreported" is what we found no issue for.
"""

from __future__ import annotations

import io

from ebooklib import epub
from lxml import etree

from bookmaker.backends.epub.fixed_zip import FixedZip
from bookmaker.backends.scripts import direction
from bookmaker.backends.xhtml import legal
from bookmaker.model import Asset


class Page(epub.EpubHtml):  # type: ignore[misc]  # ebooklib has no types
    """An XHTML file whose bytes are ours.

    `EpubHtml.get_content` parses what it is given with an HTML parser and prints it anew: that lower-cases SVG (#294),
    drops the head and the body's attributes (#221, #252, #313), puts spaces between `<em>a</em><b>b</b>` (unreported)
    and fails on an XML declaration (#354).
    """

    def __init__(self, uid: str, name: str, content: bytes, *, nav: bool = False) -> None:
        super().__init__(uid=uid, file_name=name, media_type="application/xhtml+xml", content=content)
        if nav:  # EpubNav would be written anew from `book.toc`: duplicate ids (unreported), visible landmarks
            self.properties.append("nav")

    def get_content(self, default: bytes | None = None) -> bytes:
        """Our bytes."""
        content: bytes = self.content
        return content


class Picture(epub.EpubItem):  # type: ignore[misc]
    """A picture of the book; the cover says that it is one."""

    def __init__(self, asset: Asset, *, is_cover: bool) -> None:
        super().__init__(f"image-{asset.name}", f"images/{asset.name}", asset.media_type, asset.data)
        self.properties = ["cover-image"] if is_cover else []


class _Writer(epub.EpubWriter):  # type: ignore[misc]
    """Writes the package in a fixed form. Used directly: `write_epub` swallows every OSError (changed in 0.21)."""

    def __init__(self, target: io.BytesIO, book: Package, language: str) -> None:
        super().__init__(target, book, {"epub3_landmark": False, "epub3_pages": False})  # page list: #339
        self.language = language

    def write(self) -> None:
        """Like the original, but into a zip without a clock: the original stamps the hour (#340, unreleased)."""
        with FixedZip(self.file_name, "w") as self.out:
            self.out.writestr("mimetype", "application/epub+zip")
            self._write_container()
            self._write_opf()
            self._write_items()

    def _write_opf_metadata(self, root: etree._Element) -> None:
        super()._write_opf_metadata(root)
        # The original begins with the wall clock, in local time marked as UTC (#367, unreleased); ours follows.
        for clock in root[0][:1]:
            root[0].remove(clock)

    def _write_opf_file(self, root: etree._Element) -> None:
        # The package has no language (unreported), which Ace asks for, and says not which way its titles run.
        root.set("{http://www.w3.org/XML/1998/namespace}lang", self.language)
        if direction(self.language) == "rtl":
            root.set("dir", "rtl")
        super()._write_opf_file(root)


class Package(epub.EpubBook):  # type: ignore[misc]
    """An empty package, without the random identifier and the generator that ebooklib puts into each (unreported)."""

    def __init__(self, generator: str) -> None:
        super().__init__()
        self.metadata.clear()
        self.add_metadata("OPF", "generator", "", {"name": "generator", "content": generator})

    def add_metadata(self, namespace: str | None, name: str, value: str, others: dict[str, str] | None = None) -> None:
        """Add a value as XML can hold it: the original drops one with a control character in silence (#286)."""
        kept = {key: legal(text) for key, text in (others or {}).items()}
        super().add_metadata(namespace, name, legal(value).strip(), kept)


def packed(package: Package, language: str) -> bytes:
    """The EPUB as bytes."""
    target = io.BytesIO()
    _Writer(target, package, language).write()
    return target.getvalue()
