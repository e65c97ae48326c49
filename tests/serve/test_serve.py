"""The running server, asked as browsers, reading programs and strangers ask. Loopback only."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from pathlib import Path

import feedparser
import httpx
import pytest

from bookmaker import serve
from bookmaker.errors import OutsideError
from bookmaker.serve import lan_addresses, listen, server, welcome

SECONDS = 10  # before anything here counts as hung


@pytest.fixture
def address(dist: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A server of `dist`, with little patience."""
    monkeypatch.setattr(serve, "_PATIENCE", 0.5)
    with listen(lan=False, port=0) as listening:
        running = server(dist, listening, ["localhost"])
        thread = threading.Thread(target=running.run, kwargs={"sockets": [listening]})
        thread.start()
        deadline = time.monotonic() + SECONDS
        while not running.started and time.monotonic() < deadline:
            time.sleep(0.01)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        running.should_exit = True
        thread.join(SECONDS)
        assert not thread.is_alive()


def raw(address: str, request: bytes) -> bytes:
    """What the server answers to exactly these bytes."""
    host, _, port = address.removeprefix("http://").partition(":")
    with socket.create_connection((host, int(port)), timeout=SECONDS) as connection:
        connection.sendall(request)
        answer = b""
        with contextlib.suppress(ConnectionResetError):
            while chunk := connection.recv(65536):
                answer += chunk
    return answer


def test_the_page_leads_to_every_file(address: str, dist: Path) -> None:
    answer = httpx.get(f"{address}/")
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "<script" not in answer.text
    for path in dist.iterdir():
        assert f'href="{address}/books/{path.name}"' in answer.text


@pytest.mark.parametrize(
    ("agent", "first"),
    [
        ("Mozilla/5.0 (Linux; Android 6.0; eReader) AppleWebKit", "lamp.kepub.epub"),
        ("Mozilla/5.0 (Linux; U; Android 2.0; Kobo Touch)", "lamp.kepub.epub"),
        ("Mozilla/5.0 (X11; U; Linux armv7l like Android; Kindle/3.0+)", "lamp.azw3"),
        ("Mozilla/5.0 (X11; Linux x86_64) Chrome/140", "lamp.epub"),
    ],
)
def test_a_reader_is_offered_first_what_it_reads_best(address: str, dist: Path, agent: str, first: str) -> None:
    (dist / "lamp.azw3").write_bytes(b"azw3")
    text = httpx.get(f"{address}/", headers={"User-Agent": agent}).text
    books = [part.partition('"')[0] for part in text.split("/books/")[1:]]
    assert next(name for name in books if name.startswith("lamp")) == first


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/opds", "application/atom+xml;profile=opds-catalog;kind=acquisition"),
        ("/opds/v2", "application/opds+json"),
        ("/books/lamp.epub", "application/epub+zip"),
        ("/books/lamp.kepub.epub", "application/epub+zip"),
        ("/books/lamp.pdf", "application/pdf"),
        ("/covers/lamp.png", "image/png"),
        ("/covers/lamp.small.jpg", "image/jpeg"),
    ],
)
def test_head_says_what_get_gives(address: str, path: str, kind: str) -> None:
    head, get = httpx.head(address + path), httpx.get(address + path)
    assert head.status_code == get.status_code == 200
    assert head.headers["content-type"] == get.headers["content-type"] == kind
    assert int(head.headers["content-length"]) == len(get.content)
    assert head.content == b""
    assert parsedate_to_datetime(get.headers["last-modified"]).year >= 2023
    assert get.headers["x-content-type-options"] == "nosniff"


def test_a_book_that_is_gone_changes_the_date(address: str, dist: Path) -> None:
    os.utime(dist, (0, 0))
    before = parsedate_to_datetime(httpx.head(f"{address}/opds").headers["last-modified"])
    assert before.year == 2023
    (dist / "paper.pdf").unlink()
    assert parsedate_to_datetime(httpx.head(f"{address}/opds").headers["last-modified"]) > before


def test_a_book_comes_whole_or_in_ranges_under_its_own_name(address: str, dist: Path) -> None:
    data = (dist / "lamp.kepub.epub").read_bytes()
    whole = httpx.get(f"{address}/books/lamp.kepub.epub")
    assert whole.content == data
    assert whole.headers["content-disposition"] == 'attachment; filename="lamp.kepub.epub"'
    assert whole.headers["accept-ranges"] == "bytes"
    part = httpx.get(f"{address}/books/lamp.kepub.epub", headers={"Range": "bytes=10-19"})
    assert (part.status_code, part.content) == (206, data[10:20])
    assert part.headers["content-range"] == f"bytes 10-19/{len(data)}"
    tail = httpx.get(f"{address}/books/lamp.kepub.epub", headers={"Range": "bytes=-5"})
    assert tail.content == data[-5:]
    beyond = httpx.get(f"{address}/books/lamp.kepub.epub", headers={"Range": f"bytes={len(data)}-"})
    assert beyond.status_code == 416


def test_a_client_walks_from_feed_to_book(address: str, dist: Path) -> None:
    feed = feedparser.parse(httpx.get(f"{address}/opds").content)
    for entry in feed.entries:
        for link in entry.links:
            answer = httpx.get(link.href)
            assert answer.status_code == 200
            assert answer.headers["content-type"] == link.type
            if "acquisition" in link.rel:
                assert len(answer.content) == int(link.length)
                assert answer.content == (dist / link.href.rpartition("/")[2]).read_bytes()
    again = httpx.get(f"{address}/opds/v2").json()
    assert again["metadata"]["numberOfItems"] == len(feed.entries)
    for book in again["publications"]:
        for link in (*book["links"], *book.get("images", ())):
            assert httpx.head(link["href"]).headers["content-type"] == link["type"]


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND"])
@pytest.mark.parametrize("path", ["/", "/opds", "/books/lamp.epub"])
def test_only_reading(address: str, dist: Path, method: str, path: str) -> None:
    before = sorted(p.name for p in dist.iterdir())
    assert httpx.request(method, address + path, content=b"x" * 1000).status_code == 405
    assert sorted(p.name for p in dist.iterdir()) == before


@pytest.mark.parametrize(
    "path",
    [
        "/books/../secret.epub",
        "/books/..%2fsecret.epub",
        "/books/%2e%2e/secret.epub",
        "/books/%2e%2e%2fsecret.epub",
        "/books/..%5csecret.epub",
        "/books/....//secret.epub",
        "/books//etc/passwd",
        "/books/%2fetc%2fpasswd",
        "/books/link.epub",
        "/books/.hidden.epub",
        "/books/notes.txt",
        "/books/lamp.epub%00.txt",
        "/books/lamp.epub/",
        "/books/",
        "/books/LAMP.EPUB",
        "/covers/../books/lamp.epub",
        "/covers/lamp.epub",
        "/covers/paper.png",
        "/secret.epub",
        "//secret.epub",
        "/static/x",
        "/..",
        "/%ff%fe",
    ],
)
def test_nothing_but_the_books_of_that_folder(address: str, dist: Path, path: str) -> None:
    (dist.parent / "secret.epub").write_bytes(b"SECRET")
    (dist / ".hidden.epub").write_bytes(b"SECRET")
    (dist / "notes.txt").write_bytes(b"SECRET")
    (dist / "link.epub").symlink_to(dist.parent / "secret.epub")
    host = address.removeprefix("http://")
    answer = raw(address, f"GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
    assert answer.split(b" ")[1] in (b"404", b"307", b"400")
    assert b"SECRET" not in answer
    assert b"root:" not in answer


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "127.0.0.1",
        "127.0.0.1:1",
        "localhost.evil.example:{port}",
        "x@localhost:{port}",
        "",
        "[::1]:{port}",
    ],
)
def test_a_foreign_name_gets_nothing(address: str, host: str) -> None:
    port = address.rpartition(":")[2]
    answer = raw(address, f"GET / HTTP/1.1\r\nHost: {host.format(port=port)}\r\n\r\n".encode())
    assert answer.startswith((b"HTTP/1.1 421", b"HTTP/1.1 400"))
    assert b"lamp" not in answer


@pytest.mark.parametrize(
    "lines", ["", "Host: localhost:{port}\r\nHost: evil.example\r\n", "X-Forwarded-Host: evil\r\n"]
)
def test_no_name_or_two_names_get_nothing(address: str, lines: str) -> None:
    port = address.rpartition(":")[2]
    answer = raw(address, f"GET / HTTP/1.1\r\n{lines.format(port=port)}\r\n".encode())
    assert answer.startswith((b"HTTP/1.1 421", b"HTTP/1.1 400"))


def test_addresses_are_those_the_client_used(address: str) -> None:
    port = address.rpartition(":")[2]
    headers = {"Host": f"LocalHost:{port}", "X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https"}
    text = httpx.get(f"{address}/opds", headers=headers).text
    assert f"http://localhost:{port}/books/lamp.epub" in text
    assert "evil" not in text
    assert "https" not in text


@pytest.mark.parametrize(
    "request_bytes",
    [
        b"\x16\x03\x01\x02\x00\x01\x00",
        b"GET\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"\x00" * 100,
        b"GET /" + b"a" * 200_000,
    ],
)
def test_nonsense_is_answered_or_cut_off(address: str, request_bytes: bytes) -> None:
    answer = raw(address, request_bytes)
    assert answer == b"" or answer.startswith(b"HTTP/1.1 4")
    assert httpx.get(f"{address}/").status_code == 200


def test_slow_clients_are_harmless(address: str) -> None:
    """Two hundred that say nothing or half a line: others are served meanwhile, and all are cut off in time."""
    host, _, port = address.removeprefix("http://").partition(":")
    with contextlib.ExitStack() as stack:
        idle = [stack.enter_context(socket.create_connection((host, int(port)), timeout=SECONDS)) for _ in range(200)]
        for number, connection in enumerate(idle):
            connection.sendall((b"", b"G", b"GET / HTTP/1.1\r\nHost: x", b"GET / HTTP/1.1\r\nX: y\r\n")[number % 4])
        began = time.monotonic()
        assert httpx.get(f"{address}/books/lamp.epub", timeout=SECONDS).status_code == 200
        for connection in idle:
            with contextlib.suppress(ConnectionResetError):
                while connection.recv(4096):
                    pass
        assert time.monotonic() - began < SECONDS / 2


def test_a_client_that_stops_reading_holds_nobody_up(address: str, dist: Path) -> None:
    (dist / "large.pdf").write_bytes(b"%PDF-" + bytes(30_000_000))
    host, _, port = address.removeprefix("http://").partition(":")
    with socket.create_connection((host, int(port)), timeout=SECONDS) as stalled:
        stalled.sendall(f"GET /books/large.pdf HTTP/1.1\r\nHost: {host}:{port}\r\n\r\n".encode())
        stalled.recv(1000)
        for _ in range(5):
            assert httpx.get(f"{address}/books/lamp.epub", timeout=SECONDS).status_code == 200


def test_a_taken_port_is_told() -> None:
    with listen(lan=False, port=0) as taken, pytest.raises(OutsideError, match="--port 0"):
        listen(lan=False, port=taken.getsockname()[1])
    with pytest.raises(OutsideError, match="cannot be used"):
        listen(lan=False, port=99999)


def test_loopback_unless_asked() -> None:
    with listen(lan=False, port=0) as quiet:
        assert quiet.getsockname()[0] == "127.0.0.1"


def test_the_address_is_shown_and_drawn() -> None:
    alone = welcome("http://localhost:8080/", lan=False)
    assert alone == ["the books are at http://localhost:8080/ (for reading programs: http://localhost:8080/opds)"]
    drawn = welcome("http://192.0.2.7:8080/", lan=True)
    assert sum("█" in line for line in drawn) >= 15
    assert drawn[-1].startswith("everyone on this network")


def test_local_addresses_are_no_loopback() -> None:
    assert not [address for address in lan_addresses() if address.startswith("127.")]


def test_no_network_is_told(monkeypatch: pytest.MonkeyPatch, dist: Path) -> None:
    monkeypatch.setattr(serve, "lan_addresses", list)
    monkeypatch.setattr(serve, "listen", lambda lan, port: listen(lan=False, port=0))
    with pytest.raises(OutsideError, match="no local network"):
        serve.serve(dist, lan=True, port=0, say=print)


def test_it_runs_until_ctrl_c(dist: Path) -> None:
    program = "import sys; from pathlib import Path; from bookmaker.serve import serve; " \
        "serve(Path(sys.argv[1]), port=0, say=lambda line: print(line, flush=True))"  # fmt: skip
    with subprocess.Popen(
        [sys.executable, "-c", program, dist], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as p:
        guard = threading.Timer(SECONDS * 2, p.kill)
        guard.start()
        assert p.stdout
        first = p.stdout.readline()
        address = first.partition("are at ")[2].split()[0]
        assert address.startswith("http://localhost:")
        assert p.stdout.readline() == "Ctrl-C stops it.\n"
        for _ in range(50):
            try:
                assert httpx.get(address, timeout=SECONDS).status_code == 200
                break
            except httpx.ConnectError:
                time.sleep(0.05)
        os.kill(p.pid, signal.SIGINT)
        out, errors = p.communicate(timeout=SECONDS)
        guard.cancel()
        guard.join()
    assert (p.returncode, out, errors) == (0, "", "")
