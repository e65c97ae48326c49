from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

MOMENT = 1_700_000_000  # 2023-11-14T22:13:20Z

CONTAINER = """<?xml version="1.0"?><container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="OEBPS/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>"""

PACKAGE = """<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="uid">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">{}</metadata>
<manifest><item id="c" href="images/the%20cover.png" media-type="image/png" properties="cover-image"/></manifest>
<spine/></package>"""

LAMP = """<dc:identifier id="other">isbn:1</dc:identifier><dc:identifier id="uid">urn:uuid:0001</dc:identifier>
<dc:title>The Lamp &amp; the Moth</dc:title><dc:language>en-GB</dc:language><dc:date>2026-11-22</dc:date>
<dc:creator id="a1">R. Example</dc:creator><dc:creator id="a2">Q. Sample</dc:creator>
<dc:creator id="a3">E. Ditor</dc:creator>
<meta refines="#a1" property="role" scheme="marc:relators">aut</meta>
<meta refines="#a3" property="role" scheme="marc:relators">edt</meta>
<dc:publisher>Harrow</dc:publisher><dc:subject>Fantasy</dc:subject>
<dc:description>A lamp, "a moth" &lt;and&gt; more.</dc:description>
<meta property="belongs-to-collection" id="s">Harrow Street</meta>
<meta refines="#s" property="collection-type">series</meta><meta refines="#s" property="group-position">2</meta>"""


def png() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (600, 900), "navy").save(out, "PNG")
    return out.getvalue()


def write_epub(path: Path, metadata: str = LAMP) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/epub+zip")
        archive.writestr("META-INF/container.xml", CONTAINER)
        archive.writestr("OEBPS/package.opf", PACKAGE.format(metadata))
        archive.writestr("OEBPS/images/the cover.png", png())
    os.utime(path, (MOMENT, MOMENT))
    return path


def write_pdf(path: Path, title: str = "A Paper Book", author: str = "P. Rinter") -> Path:
    document = pikepdf.new()
    document.add_blank_page()
    document.docinfo["/Title"], document.docinfo["/Author"] = title, author
    document.save(path)
    os.utime(path, (MOMENT + 60, MOMENT + 60))
    return path


Epub = Callable[..., Path]


@pytest.fixture
def dist(tmp_path: Path) -> Path:
    """A `dist/` with a book in four files, and a PDF alone."""
    folder = tmp_path / "dist"
    folder.mkdir()
    for name in ("lamp.epub", "lamp.kepub.epub"):
        write_epub(folder / name)
    for name in ("lamp.pdf", "lamp.kobo-libra-colour.pdf", "paper.pdf"):
        write_pdf(folder / name)
    return folder


@pytest.fixture
def epub() -> Epub:
    return write_epub


@pytest.fixture
def pdf() -> Epub:
    return write_pdf
