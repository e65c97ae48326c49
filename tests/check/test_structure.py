"""An EPUB in order has no fault; broken in one place, it has the one that is named. Other tests go by this judge."""

from __future__ import annotations

import io
import zipfile

import pytest

from bookmaker.build import Order, Press, edit
from bookmaker.check.structure import faults
from bookmaker.project import choose

TEXT = """\
# One

It came in.[^1]

| Day | Ferry |
|-----|-------|
| Thu | late  |

- so
- so

[^1]: A note with [a link](https://example.org/).

# Two

It went out; see [One](#one).
"""
OPF, NAV, NCX, ONE = "content.opf", "nav.xhtml", "toc.ncx", "chapter-it-came-in.xhtml"
ID = "chapter-it-came-in"

BROKEN = [  # a file of the EPUB, what stands there, what is put in its place, what is said of it
    (OPF, "<dc:title id=", "<dc:title-of id=", "not well-formed"),
    (OPF, "<?xml version='1.0' encoding='utf-8'?>\n", "", "no XML declaration"),
    (OPF, ">The Tide</dc:title>", "> </dc:title>", "no title"),
    (OPF, "dcterms:modified", "dcterms:made", "dcterms:modified is missing"),
    (OPF, ">2000-01-01T", ">2000-01-01 ", "no UTC time"),
    (OPF, 'refines="#title"', 'refines="#nothing"', "#nothing refines nothing"),
    (OPF, ">none</meta>", "> </meta>", "schema:accessibilityHazard is empty"),
    (OPF, 'href="cover.xhtml" id="cover"', f'href="{ONE}" id="cover"', "two manifest items of one file"),
    (OPF, 'href="book.css"', 'href="other.css"', "EPUB/other.css is in the manifest and not in the zip"),
    (OPF, 'href="book.css"', 'href="other.css"', "not in the manifest"),
    (OPF, '<itemref idref="cover"/>', f'<itemref idref="{ID}"/>', "names a file twice"),
    (OPF, '<itemref idref="cover"/>', '<itemref idref="cover-2"/>', "the spine names what is not in the manifest"),
    (OPF, ' properties="nav"', "", "0 navigation documents"),
    (NAV, 'epub:type="toc" role', 'epub:type="list" role', "no contents"),
    (NAV, ">One</a>", "> </a>", "an entry without words"),
    (NAV, f'<a href="{ONE}"', '<a href="book.css"', "the toc leads out of the spine"),
    (NAV, ">One</a></li>", f'>One</a></li>\n<li><a href="{ONE}">One</a></li>', ""),
    (NAV, f'<li><a href="{ONE}">One</a></li>', "", ""),
    (NAV, ">Two</a></li>", f'>Two</a></li>\n<li><a href="{ONE}">One</a></li>', "not in the order of reading"),
    (NAV, '<a epub:type="titlepage"', '<a epub:type="cover"', "two landmarks of one type"),
    (NCX, 'name="dtb:uid" content="', 'name="dtb:uid" content="x', "dtb:uid is not the unique identifier"),
    (NCX, 'playOrder="2"', 'playOrder="3"', "playOrder does not count from 1"),
    (NCX, f'src="{ONE}"', 'src="none.xhtml"', "'none.xhtml' leads nowhere"),
    (ONE, ' lang="en" xml:lang="en"', ' xml:lang="en"', "no language on the root"),
    (ONE, "<title>One</title>", "<title></title>", "no title"),
    (ONE, f'id="{ID}-heading"', f'id="{ID}"', f"the id '{ID}' is taken"),
    (ONE, f'id="{ID}-heading"', 'id="a b"', "'a b' is no id"),
    (ONE, f'id="{ID}-heading"', "", f"labelled by '{ID}-heading', which is not there"),
    (ONE, ">One</span>", "> </span>", "a heading without words"),
    (ONE, "<li>so</li>", "so<li>so</li>", "bare words in ul"),
    (ONE, "<tr><td>Thu</td><td>late</td></tr>", "<tr></tr>", "an empty tr"),
    (ONE, "<li>so</li>", "<p>so</p>", "p in ul"),
    (ONE, "It came in.", "It <p>came</p> in.", "p in p"),
    (ONE, "It came in.", "It <td>came</td> in.", "td where it may not stand"),
    (ONE, ">a link<", '>a <a href="https://example.org/">link</a><', "a link in a link"),
    (ONE, "https://example.org/", "https://example.org/a b", "is no address"),
    (ONE, f'href="#{ID}--note-1"', 'href="#note-2"', "'#note-2' leads to no such place"),
    ("cover.xhtml", ' alt="Cover: The Tide"', "", "a picture without alt"),
]


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    here = tmp_path_factory.mktemp("structure")
    (here / "tide.md").write_text(TEXT, encoding="utf-8")
    order = Order(formats=("epub",), title="The Tide")
    epub = Press(edit(choose(["tide.md"], None, here)[0], order), order).render("epub")
    with zipfile.ZipFile(io.BytesIO(epub)) as archive:
        return {entry.filename: archive.read(entry) for entry in archive.infolist()}


def packed(files: dict[str, bytes], method: int = zipfile.ZIP_STORED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def said(epub: bytes) -> str:
    return "\n".join(map(str, faults(epub)))


def test_a_book_in_order(files: dict[str, bytes]) -> None:
    assert faults(packed(files)) == ()


@pytest.mark.parametrize(("name", "before", "after", "told"), BROKEN, ids=lambda value: str(value)[:40])
def test_one_thing_broken(files: dict[str, bytes], name: str, before: str, after: str, told: str) -> None:
    text = files[f"EPUB/{name}"].decode()
    assert before in text
    found = said(packed({**files, f"EPUB/{name}": text.replace(before, after, 1).encode()}))
    assert told in found if told else not found


def test_the_container(files: dict[str, bytes]) -> None:
    mimetype = files["mimetype"]
    rest = {name: data for name, data in files.items() if name != "mimetype"}
    assert "not a zip" in said(b"no zip at all")
    assert "no bare, stored mimetype" in said(packed(files, zipfile.ZIP_DEFLATED))
    assert "no bare, stored mimetype" in said(packed({**rest, "mimetype": mimetype}))
    assert "is not application/epub+zip" in said(packed({"mimetype": b"application/zip", **rest}))
    assert "0 package documents" in said(packed({k: v for k, v in files.items() if not k.endswith(".opf")}))
    assert "the name is not plain ASCII" in said(packed({**files, "EPUB/Flöte.css": b""}))
    with (
        zipfile.ZipFile(out := io.BytesIO(packed(files)), "a") as archive,
        pytest.warns(UserWarning, match="Duplicate"),
    ):
        archive.writestr("EPUB/book.css", b"")
    assert "two entries of one name" in said(out.getvalue())
