"""Read a book in a browser while writing it: one page, made anew whenever a file of the book was saved.

The page asks every so often whether its files have changed, and loads itself again when they have. Nothing watches and
nothing waits: the book is made when it is asked for. Only this computer can reach it.
"""

from __future__ import annotations

import hashlib
import html
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock
from urllib.parse import unquote, urlsplit

from bookmaker.backends import xhtml
from bookmaker.build import Edited, Order, Press, edit
from bookmaker.errors import BookError, UnexpectedError
from bookmaker.model import Asset, Book, Finding, Kind
from bookmaker.project import Entry
from bookmaker.walk import sections

HOST = "127.0.0.1"  # loopback: nobody else reads an unfinished book
_ASK = 700  # milliseconds between two looks

_STYLE = """
html { background: #e9e6df; }
body { margin: 0; display: flex; justify-content: center; gap: 2rem; font-family: Georgia, serif; }
main { background: #fff; color: #111; max-width: 34em; padding: 2rem 4rem; line-height: 1.45; }
main > section { border-bottom: 1px dotted #bbb; padding: 2rem 0; }
main img { max-width: 100%; }
aside.findings { position: sticky; top: 0; align-self: flex-start; max-height: 100vh; overflow: auto; width: 24em;
  font: 13px/1.4 system-ui, sans-serif; padding: 2rem 1rem; box-sizing: border-box; }
aside.findings li { margin: .5em 0; } aside.findings .error { color: #a11; } aside.findings .warning { color: #850; }
:target { outline: 2px solid #d80; }
"""
_SCRIPT = """
setInterval(async () => {
  try {
    const answer = await fetch(location.pathname + "?version");
    if (answer.ok && (await answer.text()) !== VERSION) location.reload();
  } catch (gone) { document.title = "(stopped) " + document.title.replace("(stopped) ", ""); }
}, ASK);
"""


@dataclass(frozen=True, slots=True)
class _Made:
    """A page as it was made of the files of one moment."""

    version: str
    page: str
    assets: dict[str, Asset]


class Preview:
    """The pages of some books; each is made again when its files have changed."""

    def __init__(self, entries: Sequence[Entry], order: Order) -> None:
        self.entries = {entry.slug: entry for entry in entries}
        self.order = order
        self._made: dict[str, _Made] = {}
        self._lock = Lock()

    def made(self, slug: str) -> _Made:
        """The page of a book, fresh."""
        entry = self.entries[slug]
        with self._lock:
            now = version(entry)
            if slug not in self._made or self._made[slug].version != now:
                self._made[slug] = _make(entry, self.order, now)
            return self._made[slug]


def version(entry: Entry) -> str:
    """A word that changes when a file of the book is saved."""
    files = [path for path in (entry.source, entry.yaml) if path]
    if entry.project:
        folders = (entry.project.sources, entry.project.metadata)
        files += [path for folder in folders for path in sorted(folder.rglob("*"))]
    elif entry.yaml:
        files += sorted(entry.beside.iterdir())
    stamps = []
    for path in files:
        try:
            stamps.append((str(path), path.stat().st_mtime_ns, path.stat().st_size))
        except OSError:  # gone between the look and the touch
            stamps.append((str(path), 0, 0))
    return hashlib.sha256(repr(stamps).encode()).hexdigest()[:16]


def server(preview: Preview, port: int) -> ThreadingHTTPServer:
    """A server of these pages on this computer alone; port 0 takes any that is free. Raises OSError."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def handle(self) -> None:
            with suppress(ConnectionError):  # a browser that loads the page again hangs up
                super().handle()

        def do_GET(self) -> None:
            host = self.headers.get("Host", "").partition(":")[0]
            if host not in (HOST, "localhost"):  # another site's page asking through this browser
                self._answer(HTTPStatus.FORBIDDEN, b"", "text/plain")
                return
            url = urlsplit(self.path)
            status, body, kind = answer(preview, unquote(url.path), url.query)
            self._answer(status, body, kind)

        def _answer(self, status: HTTPStatus, body: bytes, kind: str) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Cache-Control", "no-store")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    return ThreadingHTTPServer((HOST, port), Handler)


def answer(preview: Preview, path: str, query: str) -> tuple[HTTPStatus, bytes, str]:
    """What a request gets: status, body and media type."""
    text = "text/html; charset=utf-8"
    match path.strip("/").split("/"):
        case [""] if len(preview.entries) == 1:
            (slug,) = preview.entries
            page = f'<meta http-equiv="refresh" content="0; url=/{html.escape(slug)}/">'
            return HTTPStatus.OK, page.encode(), text
        case [""]:
            rows = "".join(f'<li><a href="/{html.escape(s)}/">{html.escape(s)}</a></li>' for s in preview.entries)
            return HTTPStatus.OK, _document("Books", f"<main><ul>{rows}</ul></main>", "", "").encode(), text
        case [slug] if slug in preview.entries:
            if query == "version":
                return HTTPStatus.OK, version(preview.entries[slug]).encode(), "text/plain"
            return HTTPStatus.OK, preview.made(slug).page.encode(), text
        case [slug, "images", name] if slug in preview.entries:
            asset = preview.made(slug).assets.get(name)
            if asset:
                return HTTPStatus.OK, asset.data, asset.media_type
        case _:
            pass
    return HTTPStatus.NOT_FOUND, b"not here", "text/plain"


# --- the page -----------------------------------------------------------------------------------


def _make(entry: Entry, order: Order, now: str) -> _Made:
    try:
        edited = edit(entry, order)
        press = Press(edited, order)
    except BookError as error:
        return _Made(now, _document(entry.slug, _faults(error.findings, {}), "", now), {})
    except Exception as error:
        told = html.escape(str(UnexpectedError.of(error)))
        return _Made(now, _document(entry.slug, f"<main><p>{told}</p></main>", "", now), {})
    book = press.book
    main = f"<main>{_body(book, edited)}</main>" + _faults(edited.findings, _anchors(book))
    css = press.theme.css("epub", edited.recipe.build.ornament)
    return _Made(now, _document(book.metadata.title, main, css, now, book.metadata.language), _assets(book))


def _assets(book: Book) -> dict[str, Asset]:
    return {asset.name: asset for asset in book.assets}


def _body(book: Book, edited: Edited) -> str:
    """The sections of a book as one page, the notes of each behind it."""
    markup = xhtml.Markup(
        language=book.metadata.language or "en",
        notes=xhtml.numbered_notes(book),
        semantics=False,
        anchors=frozenset(section.id for _, section in sections(book)),
        opening=edited.recipe.build.opening,
        block_ids=True,
    )
    parts = []
    left = dict(markup.notes)
    for section in book.sections:
        if section.kind is not Kind.CONTENTS:
            parts.append(xhtml.section(section, markup))
            called = [own for own, numbered in left.items() if numbered.call in markup.calls]
            parts += [xhtml.note(left.pop(own), markup) for own in called]
    parts += [xhtml.note(numbered, markup) for numbered in left.values()]
    return "\n".join(parts)


def _anchors(book: Book) -> dict[tuple[str, int], str]:
    """Where on the page the text of each line of the sources that begins a block stands."""
    out: dict[tuple[str, int], str] = {}
    for _, section in sections(book):
        out.setdefault((section.place.path, section.place.line), section.id)
        for index, block in enumerate(section.blocks):
            out.setdefault((block.place.path, block.place.line), xhtml.block_anchor(section.id, index))
    return out


def _faults(findings: Sequence[Finding], anchors: dict[tuple[str, int], str]) -> str:
    """The findings beside the book, each a link to where it is."""
    rows = []
    for finding in findings:
        words = f'<span class="{finding.severity}">{finding.severity}</span> {html.escape(str(finding))}'
        near = [line for path, line in anchors if path == finding.place.path and line <= finding.place.line]
        if near:
            words = f'<a href="#{anchors[finding.place.path, max(near)]}">{words}</a>'
        rows.append(f"<li>{words}</li>")
    return f'<aside class="findings"><ul>{"".join(rows)}</ul></aside>' if rows else ""


def _document(title: str, body: str, css: str, now: str, language: str = "") -> str:
    script = _SCRIPT.replace("VERSION", f'"{now}"').replace("ASK", str(_ASK)) if now else ""
    rules = css.replace("</", "<\\/") + _STYLE  # no CSS ends its own element
    return (
        f'<!DOCTYPE html>\n<html lang="{html.escape(language or "en")}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{html.escape(title)}</title><style>{rules}</style></head>\n"
        f"<body>{body}<script>{script}</script></body></html>\n"
    )
