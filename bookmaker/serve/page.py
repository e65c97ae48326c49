"""The catalogue as one plain page: no script, no columns, links large enough for a finger on e-ink."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from bookmaker.serve.catalogue import BookFile, Publication
from bookmaker.serve.links import Links, thumbnail_name
from bookmaker.serve.opds import ATOM_TYPE, JSON_TYPE, TITLE

_STYLE = (
    "body{font-family:serif;max-width:40em;margin:1em auto;padding:0 1em;color:#000;background:#fff}"
    "h2{margin:0 0 .2em}section{border-top:1px solid #000;padding:1em 0;overflow:auto}"
    "img{float:right;width:6em;margin:0 0 1em 1em}p{margin:.3em 0}"
    "a.file{display:inline-block;padding:.6em .8em;margin:.3em .3em 0 0;border:1px solid #000}a{color:#000}"
)


def page(publications: Sequence[Publication], links: Links, browser: str = "") -> bytes:
    """The page as HTML in UTF-8; `browser` is its user agent: a Kobo is offered KEPUB first, a Kindle AZW3."""
    books = "\n".join(_section(publication, links, browser) for publication in publications)
    atom, feed2 = escape(links.to(links.atom)), escape(links.to(links.json))
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{TITLE}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="alternate" type="{ATOM_TYPE}" href="{atom}"><link rel="alternate" type="{JSON_TYPE}" href="{feed2}">
<style>{_STYLE}</style></head>
<body><h1>{TITLE}</h1>
{books or "<p>No books yet.</p>"}
<section><p>For a reading program (OPDS): <a href="{atom}">{atom}</a></p></section>
</body></html>
""".encode()


def _section(publication: Publication, links: Links, browser: str) -> str:
    about = publication.about
    lines = [f"<h2>{escape(about.title)}</h2>"]
    if about.cover:
        lines.insert(0, f'<img alt="" src="{escape(links.cover(thumbnail_name(publication.slug)))}">')
    if about.authors:
        lines.append(f"<p>{escape(', '.join(about.authors))}</p>")
    for file in sorted(publication.files, key=lambda file: _preference(file, browser)):
        lines.append(
            f'<a class="file" href="{escape(links.book(file.name))}">{escape(file.label)}, {_size(file.size)}</a>'
        )
    language = f' lang="{escape(about.language)}"' if about.language else ""
    return f"<section{language}>{''.join(lines)}</section>"


def _preference(file: BookFile, browser: str) -> int:
    """Newer Kobos call themselves `eReader`, older ones `Kobo` (send2ereader issue 76). A Kindle downloads no EPUB."""
    agent = browser.casefold()
    best = "kepub" if "kobo" in agent or "ereader" in agent else "azw3" if "kindle" in agent else "epub"
    order = (best, "epub", "pdf", "kepub", "azw3")
    return order.index(file.kind) * 2 + bool(file.edition)


def _size(octets: int) -> str:
    return f"{octets / 1e6:.1f} MB" if octets >= 1e6 else f"{max(1, round(octets / 1e3))} kB"
