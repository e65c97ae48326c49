"""The preview: fresh after every save, for this computer alone."""

from __future__ import annotations

import socket
import struct
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from bookmaker.build import Order
from bookmaker.preview import HOST, Preview, server
from bookmaker.project import Project, choose


@pytest.fixture
def shelf(tmp_path: Path) -> Project:
    for name, text in {
        "metadata/tide.yaml": "title: The Tide\nlanguage: en\n",
        "sources/tide.txt": 'The tide came in.\n\nNobody saw it come, "for it was dark.\n',
    }.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return Project(tmp_path.resolve())


@pytest.fixture
def address(shelf: Project) -> Iterator[str]:
    running = server(Preview(choose([], shelf, shelf.root), Order()), 0)
    thread = threading.Thread(target=running.serve_forever, daemon=True)
    thread.start()
    yield f"http://{HOST}:{running.server_address[1]}"
    running.shutdown()
    running.server_close()
    thread.join()


def get(url: str, **headers: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=10) as answer:
            return answer.status, answer.read().decode("utf-8", "replace")
    except urllib.error.HTTPError as error:
        with error:
            return error.code, ""


def test_a_save_is_a_new_version_and_a_new_page(shelf: Project, address: str) -> None:
    before = get(f"{address}/tide/?version")
    assert "The tide came in." in get(f"{address}/tide/")[1]
    assert get(f"{address}/tide/?version") == before
    (shelf.sources / "tide.txt").write_text("The tide went out again.\n", encoding="utf-8")
    assert get(f"{address}/tide/?version") != before
    assert "The tide went out again." in get(f"{address}/tide/")[1]


def test_findings_stand_beside_the_book_and_lead_to_their_place(address: str) -> None:
    page = get(f"{address}/tide/")[1]
    assert "sources/tide.txt:3: warning:" in page
    anchor = page.split('class="findings"')[1].split('href="#')[1].split('"')[0]
    assert f'id="{anchor}"' in page.split('class="findings"')[0]


def test_a_mistake_is_shown_and_goes_away_when_it_is_mended(shelf: Project, address: str) -> None:
    yaml = shelf.metadata / "tide.yaml"
    yaml.write_text("titel: The <Tide>\n", encoding="utf-8")
    assert "unknown key `titel`" in get(f"{address}/tide/")[1]
    assert "?version" in get(f"{address}/tide/")[1]
    yaml.write_text("title: The Tide\n", encoding="utf-8")
    assert "The tide came in." in get(f"{address}/tide/")[1]


def test_pictures(address: str) -> None:
    assert 'src="images/cover.jpg"' in get(f"{address}/tide/")[1]
    assert get(f"{address}/tide/images/cover.jpg")[0] == 200


@pytest.mark.parametrize(
    "path", ["/nothing", "/tide/images/../../metadata/tide.yaml", "/tide/images/%2e%2e/x", "/ebb/"]
)
def test_nothing_else(address: str, path: str) -> None:
    assert get(address + path)[0] == 404


def test_one_book_is_the_front_page(address: str) -> None:
    assert "url=/tide/" in get(f"{address}/")[1]


def test_no_other_website_reads_along(address: str) -> None:
    assert get(f"{address}/tide/", Host="evil.example")[0] == 403
    assert get(f"{address}/tide/", Host="localhost:1")[0] == 200


def test_a_browser_that_hangs_up_is_no_matter(address: str, capfd: pytest.CaptureFixture[str]) -> None:
    host, port = address.removeprefix("http://").split(":")
    for _ in range(3):
        with socket.create_connection((host, int(port))) as line:
            line.sendall(b"GET /tide/ HTTP/1.1\r\nHost: localhost\r\n\r\n")
            line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))  # hang up at once
    assert get(f"{address}/tide/")[0] == 200  # asked last, so the others have been heard
    for thread in threading.enumerate():
        if "process_request" in thread.name:
            thread.join(10)
    assert "Traceback" not in capfd.readouterr().err
