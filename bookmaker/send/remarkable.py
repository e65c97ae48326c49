"""Hand a book to a reMarkable through its USB web interface (Settings > Storage > USB web interface).

Facts: https://gist.github.com/sandsmark/0ec5a7f9 and developer.remarkable.com. The tablet is a network card with the
address 10.11.99.1; `GET /documents/` lists its documents as JSON, `POST /upload` takes a form with one `file`.
It replaces nothing: a document sent twice is there twice.
"""

from __future__ import annotations

import hashlib
import http.client
import json
import secrets
from collections.abc import Iterator, Sequence
from pathlib import Path

from bookmaker.devices import Device
from bookmaker.errors import BookmakerError, OutsideError
from bookmaker.send import ledger
from bookmaker.send.delivery import Delivery, Edition, Order, failed

ADDRESS = "10.11.99.1"
"""Of every reMarkable's USB network card."""

_SERIAL = "remarkable"  # the interface does not tell one tablet from another
_TYPES = {".pdf": "application/pdf", ".epub": "application/epub+zip"}
_TIMEOUT = 60  # seconds


def deliver(
    editions: Sequence[Edition], device: Device, order: Order, *, state: Path, address: str = ADDRESS
) -> Iterator[Delivery]:
    """Upload the books, one after the other. What goes wrong stands in the deliveries and is not raised."""
    target = f"{device.label} ({address})"
    for edition in editions:
        try:
            yield _deliver(edition, device, order, state, address, target)
        except BookmakerError as error:
            yield failed(edition.book, target, error)


def _deliver(edition: Edition, device: Device, order: Order, state: Path, address: str, target: str) -> Delivery:
    name = edition.named(device.names, ascii_only=order.ascii_names)
    content = edition.path.read_bytes()
    sha256 = hashlib.sha256(content).hexdigest()
    record = ledger.recall(state, _SERIAL).get(name)
    detail = ""
    if _stem(name) in _documents(address):
        if record and record.sha256[0] == sha256:
            return Delivery(edition.book, target, "up to date", name)
        if not order.replace:
            detail = "a document of that name is there; --replace sends a second one, for the tablet replaces nothing"
            return Delivery(edition.book, target, "refused", name, detail, exit_code=1)
        detail = "the earlier one is there too: delete it on the tablet"
    if order.dry_run:
        return Delivery(edition.book, target, "would upload", name, detail)
    _upload(address, name, _TYPES[edition.path.suffix], content)
    ledger.remember(state, _SERIAL, name, edition.book, sha256)
    return Delivery(edition.book, target, "uploaded", name, detail)


def _stem(name: str) -> str:
    return name.rpartition(".")[0]


def _documents(address: str) -> frozenset[str]:
    """The names of the documents in the tablet's first folder."""
    try:
        found = json.loads(_ask(address, "GET", "/documents/"))
        names = (d.get("VissibleName") or d["VisibleName"] for d in found)  # the interface's own spelling
        return frozenset(_stem(name) if name.endswith((".pdf", ".epub")) else name for name in names)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise OutsideError(f"what answers at {address} is not a reMarkable") from error


def _upload(address: str, name: str, media_type: str, content: bytes) -> None:
    boundary = secrets.token_hex(16)
    quoted = name.replace('"', "%22")
    head = (
        f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="{quoted}"\r\n'
        f"Content-Type: {media_type}\r\n\r\n"
    )
    body = head.encode() + content + f"\r\n--{boundary}--\r\n".encode()
    _ask(address, "POST", "/upload", body, {"Content-Type": f"multipart/form-data; boundary={boundary}"})


def _ask(
    address: str, method: str, path: str, body: bytes | None = None, headers: dict[str, str] | None = None
) -> bytes:
    home = f"http://{address}"
    connection = http.client.HTTPConnection(address, timeout=_TIMEOUT)
    try:
        connection.request(method, path, body, {"Origin": home, "Referer": f"{home}/", **(headers or {})})
        answer = connection.getresponse()
        content = answer.read()
    except (OSError, http.client.HTTPException) as error:
        hint = "connect it by USB and switch on Settings > Storage > USB web interface"
        raise OutsideError(f"no reMarkable answers at {home}", hint) from error
    finally:
        connection.close()
    if answer.status not in (200, 201):
        raise OutsideError(
            f"the reMarkable declined: {answer.status} {answer.reason}", "look whether its storage is full"
        )
    return content
