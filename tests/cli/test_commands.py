"""Commands whose output is long, or whose work is another's."""

from __future__ import annotations

import json
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest

from bookmaker import send
from bookmaker.cli import run
from bookmaker.devices import DEVICES, KOBO
from bookmaker.send import Reader


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("CONFIG", "CACHE", "STATE"):
        monkeypatch.setenv(f"BOOKMAKER_{name}", str(tmp_path / name.lower()))
    for folder in ("metadata", "sources"):
        (tmp_path / folder).mkdir()
    (tmp_path / "metadata" / "tide.yaml").write_text("title: The Tide\n")
    (tmp_path / "sources" / "tide.txt").write_text('The tide came in. "Nobody saw it come.\n')
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_devices_has_a_line_a_reader(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["devices"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == [device.name for device in DEVICES]
    (clara,) = (line for line in lines if line.startswith("kobo-clara-bw "))
    assert (
        clara.split()
        == "kobo-clara-bw Kobo Clara BW 1072×1448, 300 ppi kepub, epub, pdf, txt mass storage, top folder".split()
    )


def test_devices_for_programs(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["devices", "--json"]) == 0
    found = {device["name"]: device for device in json.loads(capsys.readouterr().out)}
    assert found["kobo-clara-bw"]["page_mm"] == [90.8, 122.6]


def test_devices_plugged_in(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(send, "connected", lambda home: ())
    assert run(["devices", "--connected"]) == 0
    assert capsys.readouterr() == ("", "no e-reader is plugged in, or none that shows its marks\n")
    monkeypatch.setattr(send, "connected", lambda home: (Reader(KOBO, Path("/media/kobo"), "kobo:1"),))
    assert run(["devices", "--connected"]) == 0
    assert capsys.readouterr().out.split()[-1] == "/media/kobo"
    assert run(["devices", "--connected", "--json"]) == 0
    assert [device["root"] for device in json.loads(capsys.readouterr().out)] == ["/media/kobo"]


def test_check_for_programs(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "--json", "--strict"]) == 1
    (found,) = (record for record in json.loads(capsys.readouterr().out) if record["severity"] == "warning")
    assert (found["book"], found["code"], found["path"], found["line"]) == ("tide", "T201", "sources/tide.txt", 1)


def test_preview_prints_its_address_and_ends_with_ctrl_c(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(_: ThreadingHTTPServer) -> None:
        raise KeyboardInterrupt

    opened: list[str] = []
    monkeypatch.setattr(ThreadingHTTPServer, "serve_forever", interrupted)
    monkeypatch.setattr("webbrowser.open", opened.append)
    assert run(["preview", "--open"]) == 0
    assert capsys.readouterr().out.split() == opened
    with ThreadingHTTPServer(("127.0.0.1", 0), None) as taken:  # type: ignore[arg-type]
        port = str(taken.server_address[1])
        assert run(["preview", "--port", port]) == 3
    assert f"cannot listen on port {port}" in capsys.readouterr().err
