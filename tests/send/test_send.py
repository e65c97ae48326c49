"""The whole way: what `--to` means, what is made for it, what becomes of it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from trees import tree

from bookmaker.devices import Device, Format
from bookmaker.errors import BookError, BookmakerError, OutsideError, UsageError
from bookmaker.model import NOWHERE, Finding, Severity
from bookmaker.send import Delivery, Edition, MailAccount, Make, Order, Outside, mtp, readers, send
from bookmaker.send.readers import Mount

ACCOUNT = MailAccount("mail.invalid", "me@example.org")


@pytest.fixture(autouse=True)
def nothing_connected(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[Mount]:
    """The computer's own mounts are out of reach; the list is what is mounted instead."""
    mounted: list[Mount] = []
    monkeypatch.setattr(readers, "mounts", lambda: tuple(mounted))
    monkeypatch.setattr(mtp, "desktop_folder", lambda: tmp_path / "gvfs")
    return mounted


def pocketbook(root: Path) -> Path:
    for folder in ("system/config", "applications", "Books"):
        (root / folder).mkdir(parents=True)
    return root


def kindle(root: Path) -> Path:
    for folder in ("system", "documents"):
        (root / folder).mkdir(parents=True)
    return root


def test_the_one_connected_reader_is_named_then_gets_what_it_reads_best(
    kobo: Path, outside: Outside, make: Make, nothing_connected: list[Mount]
) -> None:
    nothing_connected.append(Mount(kobo, "/dev/sdz1", "vfat"))
    before, said, reported = tree(kobo), list[str](), list[Delivery]()

    def made(book: str, device: Device, kind: Format) -> Edition:
        assert said, "the reader is named first"
        return make(book, device, kind)

    deliveries = send(Order(("lamp", "moth")), outside, made, say=said.append, report=reported.append)
    assert said == [f"sending to Kobo Libra Colour ({kobo})"]
    assert [(d.book, d.outcome, d.where) for d in deliveries] == [
        ("lamp", "copied", "Lamp - R. Example.kepub.epub"),
        ("moth", "copied", "Moth - R. Example.kepub.epub"),
    ]
    assert tuple(reported) == deliveries
    after = tree(kobo)
    assert after.pop("Lamp - R. Example.kepub.epub") == b"lamp for kobo-libra-colour as kepub"
    del after["Moth - R. Example.kepub.epub"]
    assert after == before


def test_without_a_reader_it_says_what_to_do(outside: Outside, make: Make) -> None:
    with pytest.raises(OutsideError, match=r"no e-reader is connected.*--to FOLDER"):
        send(Order(("lamp",)), outside, make)


def test_of_several_readers_one_must_be_chosen(
    kobo: Path, tmp_path: Path, outside: Outside, make: Make, nothing_connected: list[Mount]
) -> None:
    other = pocketbook(tmp_path / "PB700")
    nothing_connected += [Mount(kobo, "", "vfat"), Mount(other, "", "vfat")]
    with pytest.raises(UsageError, match=r"Kobo Libra Colour at .*PocketBook Era at "):
        send(Order(("lamp",)), outside, make)
    (delivery,) = send(Order(("lamp",), to="pocketbook"), outside, make)
    assert delivery.where == "Books/Lamp - R. Example.epub"
    assert (other / delivery.where).read_bytes() == b"lamp for pocketbook-era as epub"


def test_a_folder_is_what_its_content_shows(kobo: Path, tmp_path: Path, outside: Outside, make: Make) -> None:
    (tmp_path / "plain").mkdir()
    (kobo / "novels").mkdir()
    (delivery,) = send(Order(("lamp",), to="KOBOeReader"), outside, make)
    assert (kobo / delivery.where).name == "Lamp - R. Example.kepub.epub"
    (delivery,) = send(Order(("lamp",), to=str(kobo / "novels")), outside, make)
    assert delivery.where == "novels/Lamp - R. Example.kepub.epub"
    (delivery,) = send(Order(("lamp",), to="plain"), outside, make)
    assert (tmp_path / "plain/Lamp - R. Example.epub").read_bytes() == b"lamp for folder as epub"
    (delivery,) = send(Order(("moth",), to="plain", device="kobo-sage"), outside, make)
    assert (tmp_path / "plain/Moth - R. Example.kepub.epub").read_bytes() == b"moth for kobo-sage as kepub"


def test_pdf_is_made_for_the_screen_or_not_at_all(kobo: Path, tmp_path: Path, outside: Outside, make: Make) -> None:
    pocketbook(tmp_path / "reader")
    send(Order(("lamp",), to=str(kobo), format="pdf"), outside, make)
    assert (kobo / "Lamp - R. Example.pdf").read_bytes() == b"lamp for kobo-libra-colour as pdf"
    with pytest.raises(UsageError, match="pocketbook-era"):
        send(Order(("lamp",), to="reader", format="pdf"), outside, make)
    send(Order(("lamp",), to="reader", format="pdf", device="pocketbook-era"), outside, make)
    assert (tmp_path / "reader/Books/Lamp - R. Example.pdf").exists()


@pytest.mark.parametrize(
    ("to", "form", "says"),
    [
        ("KOBOeReader", "azw3", "Kobo Libra Colour takes no azw3 this way; choose of kepub, epub, pdf"),
        ("KOBOeReader", "txt", "choose of kepub, epub, pdf"),
        ("Kindle", "epub", "choose of azw3, pdf"),
        ("me@kindle.com", "azw3", "choose of epub, pdf"),
        ("me@kindle.com", "pdf", "kindle-scribe"),
    ],
)
def test_a_format_the_reader_does_not_take_is_refused(
    kobo: Path, tmp_path: Path, outside: Outside, make: Make, to: str, form: Format, says: str
) -> None:
    kindle(tmp_path / "Kindle")
    with pytest.raises(UsageError, match=says):
        send(Order(("lamp",), to=to, format=form), outside, make)


@pytest.mark.parametrize(
    ("to", "device", "error", "says"),
    [
        ("/nowhere/at/all", "", UsageError, "no folder"),
        ("/", "", UsageError, "no place for books"),
        ("kobo-libra-color", "", UsageError, "kobo-libra-colour"),
        ("kobo-sage", "", OutsideError, "no Kobo Sage is connected"),
        ("kindle-paperwhite-2024", "", OutsideError, "reached by MTP"),
        ("kindle", "", OutsideError, "you@kindle.com"),
        ("apple", "", UsageError, "its own program"),
        ("kobo", "nook", UsageError, "different readers"),
        ("KOBOeReader/.kobo", "", UsageError, "the reader's own"),
        ("KOBOeReader", "kobo-sage", UsageError, "is on a Kobo Libra Colour, not on a Kobo Sage"),
        ("me@kindle.com", "", UsageError, "no mail account"),
    ],
)
def test_what_cannot_be_meant_is_refused(
    kobo: Path, outside: Outside, make: Make, to: str, device: str, error: type[BookmakerError], says: str
) -> None:
    before = tree(kobo)
    with pytest.raises(error, match=says):
        send(Order(("lamp",), to=to, device=device), outside, make)
    assert tree(kobo) == before


def test_the_home_folder_is_a_plain_folder_whatever_it_holds(outside: Outside, make: Make) -> None:
    shutil.copytree(kindle(outside.current / "k"), outside.home, dirs_exist_ok=True)
    (delivery,) = send(Order(("lamp",), to="home"), outside, make)
    assert delivery.where == "Lamp - R. Example.epub"


def test_one_bad_book_does_not_stop_the_others(kobo: Path, outside: Outside, make: Make) -> None:
    fault = Finding("N101", Severity.ERROR, NOWHERE, "no words")

    def sometimes(book: str, device: Device, kind: Format) -> Edition:
        if book == "bad":
            raise BookError([fault])
        return make(book, device, kind)

    deliveries = send(Order(("a", "bad", "b", "a"), to=str(kobo)), outside, sometimes)
    assert [(d.book, d.outcome, d.exit_code) for d in deliveries] == [
        ("a", "copied", 0), ("bad", "refused", 1), ("b", "copied", 0)
    ]  # fmt: skip
    assert deliveries[1].findings == (fault,)


def test_preflight_refuses_errors_and_passes_warnings_on(kobo: Path, outside: Outside, make: Make) -> None:
    def preflight(edition: Edition, device: Device) -> list[Finding]:
        assert device.name == "kobo-libra-colour"
        severity = Severity.ERROR if edition.book == "bad" else Severity.WARNING
        return [Finding("D101", severity, NOWHERE, "a picture is too large")]

    good, bad = send(Order(("good", "bad"), to=str(kobo)), outside, make, preflight=preflight)
    assert (good.outcome, good.findings[0].code) == ("copied", "D101")
    assert (bad.outcome, bad.exit_code) == ("refused", 1)
    assert not (kobo / "Bad - R. Example.kepub.epub").exists()


def test_a_kindle_without_calibre_is_told_what_to_do(
    tmp_path: Path, outside: Outside, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = kindle(tmp_path / "Kindle")
    monkeypatch.setenv("PATH", str(tmp_path))
    (delivery,) = send(Order(("lamp",), to="Kindle"), outside, make)
    assert (delivery.outcome, delivery.exit_code) == ("failed", 3)
    assert "install calibre" in delivery.detail
    assert "--to you@kindle.com" in delivery.detail
    assert tree(root) == {}


def fake_converter(folder: Path, script: str) -> None:
    folder.mkdir()
    (folder / "ebook-convert").write_text(f"#!/bin/sh\n{script}\n")
    (folder / "ebook-convert").chmod(0o755)


def test_a_kindle_gets_an_azw3_which_is_made_once(
    tmp_path: Path, outside: Outside, dist: Callable[..., Edition], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = kindle(tmp_path / "Kindle")
    fake_converter(tmp_path / "bin", 'date +%s%N > "$2"; cat "$1" >> "$2"')
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:/usr/bin:/bin")
    edition = dist()

    def make(book: str, device: Device, kind: Format) -> Edition:
        assert kind == "epub"
        return edition

    (first,) = send(Order(("lamp",), to="Kindle"), outside, make)
    assert (first.outcome, first.where) == ("copied", "documents/The Lamp - R. Example.azw3")
    assert (root / first.where).read_bytes().endswith(b"one")
    (second,) = send(Order(("lamp",), to="Kindle"), outside, make)
    assert second.outcome == "up to date"  # though the converter would write other bytes
    assert sorted(path.name for path in edition.path.parent.iterdir()) == ["lamp.azw3", "lamp.epub"]


def test_a_converter_that_fails_is_quoted(
    tmp_path: Path, outside: Outside, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    kindle(tmp_path / "Kindle")
    fake_converter(tmp_path / "bin", 'echo "half" > "$2"; echo "no such font" >&2; exit 1')
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:/usr/bin:/bin")
    (delivery,) = send(Order(("lamp",), to="Kindle"), outside, make)
    assert (delivery.outcome, delivery.exit_code) == ("failed", 3)
    assert "no such font" in delivery.detail
    assert [path.name for path in (tmp_path / "dist").iterdir()] == ["lamp.epub"]


def test_ejecting_is_asked_for_and_said(
    kobo: Path,
    tmp_path: Path,
    outside: Outside,
    make: Make,
    nothing_connected: list[Mount],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    nothing_connected.append(Mount(kobo, "/dev/sdz1", "vfat"))
    (tmp_path / "bin").mkdir()
    tool = tmp_path / "bin/udisksctl"
    tool.write_text(f'#!/bin/sh\necho "$@" >> {tmp_path}/called\n')
    tool.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:/usr/bin:/bin")
    said: list[str] = []
    send(Order(("lamp",), eject=True, dry_run=True), outside, make, say=said.append)
    assert not (tmp_path / "called").exists()
    send(Order(("lamp",), eject=True), outside, make, say=said.append)
    assert "the cable may be pulled" in said[-1]
    assert (tmp_path / "called").read_text().splitlines() == [
        "unmount --no-user-interaction -b /dev/sdz1",
        "power-off --no-user-interaction -b /dev/sdz1",
    ]
    tool.write_text("#!/bin/sh\necho target is busy >&2; exit 1\n")
    with pytest.raises(OutsideError, match="target is busy"):
        send(Order(("lamp",), eject=True), outside, make)


def test_a_dry_run_to_a_mailbox_asks_for_no_account(outside: Outside, make: Make) -> None:
    (delivery,) = send(Order(("lamp",), to="me@kindle.com", dry_run=True), outside, make)
    assert (delivery.outcome, delivery.where) == ("would mail", "Lamp - R. Example.epub")


def test_a_mailbox_needs_a_password_before_a_book_is_built(outside: Outside, monkeypatch: pytest.MonkeyPatch) -> None:
    import keyring

    monkeypatch.setattr(keyring, "get_password", lambda service, user: None)

    def never(book: str, device: Device, kind: Format) -> Edition:
        raise AssertionError("built")

    with pytest.raises(OutsideError, match="keyring set bookmaker:mail"):
        send(Order(("lamp",), to="me@kindle.com"), replace(outside, account=ACCOUNT), never)
