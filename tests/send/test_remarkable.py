"""Against a small web server that behaves as the tablet's USB web interface does."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from email import message_from_bytes
from email.policy import HTTP
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from bookmaker.devices import device
from bookmaker.send import Delivery, Edition, Order
from bookmaker.send.remarkable import deliver


class Tablet(BaseHTTPRequestHandler):
    documents: dict[str, bytes]
    status = 201

    def do_GET(self) -> None:
        assert self.path == "/documents/"
        self._answer(200, json.dumps([{"ID": "x", "Type": "DocumentType", "VissibleName": n} for n in self.documents]))

    def do_POST(self) -> None:
        assert self.path == "/upload"
        body = self.rfile.read(int(self.headers["Content-Length"]))
        form = message_from_bytes(f"Content-Type: {self.headers['Content-Type']}\r\n\r\n".encode() + body, policy=HTTP)
        (part,) = form.iter_parts()
        assert part.get_param("name", header="content-disposition") == "file"
        if self.status == 201:
            self.documents[str(part.get_filename()).rpartition(".")[0]] = part.get_payload(decode=True)
        self._answer(self.status, json.dumps({"status": "Upload successful"}))

    def _answer(self, status: int, text: str) -> None:
        self.send_response(status)
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def tablet() -> Iterator[tuple[str, type[Tablet]]]:
    handler = type("Handler", (Tablet,), {"documents": {}})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield f"127.0.0.1:{server.server_port}", handler
        server.shutdown()
        thread.join()


def put(edition: Edition, address: str, tmp_path: Path, order: Order | None = None) -> Delivery:
    (delivery,) = deliver(
        [edition], device("remarkable-2"), order or Order(()), state=tmp_path / "state", address=address
    )
    return delivery


def test_upload_once_refuse_then_send_a_second(
    tablet: tuple[str, type[Tablet]], tmp_path: Path, dist: Callable[..., Edition]
) -> None:
    address, handler = tablet
    assert put(dist(suffix=".pdf"), address, tmp_path, Order((), dry_run=True)).outcome == "would upload"
    assert handler.documents == {}
    assert put(dist(suffix=".pdf"), address, tmp_path).outcome == "uploaded"
    assert handler.documents == {"The Lamp - R. Example": b"one"}
    assert put(dist(suffix=".pdf"), address, tmp_path).outcome == "up to date"
    refused = put(dist(suffix=".pdf", content="two"), address, tmp_path)
    assert (refused.outcome, refused.exit_code) == ("refused", 1)
    replaced = put(dist(suffix=".pdf", content="two"), address, tmp_path, Order((), replace=True))
    assert replaced.outcome == "uploaded"
    assert "delete it on the tablet" in replaced.detail


def test_a_full_tablet_is_reported(
    tablet: tuple[str, type[Tablet]], tmp_path: Path, dist: Callable[..., Edition]
) -> None:
    address, handler = tablet
    handler.status = 507
    failed = put(dist(suffix=".pdf"), address, tmp_path)
    assert (failed.outcome, failed.exit_code) == ("failed", 3)
    assert "507" in failed.detail


def test_an_absent_tablet_and_a_stranger_are_told_apart(
    tablet: tuple[str, type[Tablet]], tmp_path: Path, dist: Callable[..., Edition], monkeypatch: pytest.MonkeyPatch
) -> None:
    address, handler = tablet
    absent = put(dist(suffix=".pdf"), "127.0.0.1:1", tmp_path)
    assert absent.exit_code == 3
    assert "USB web interface" in absent.detail
    monkeypatch.setattr(handler, "do_GET", lambda self: self._answer(200, "<html>a router</html>"))
    assert "not a reMarkable" in put(dist(suffix=".pdf"), address, tmp_path).detail
