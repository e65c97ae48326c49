"""Copying by MTP, with a `gio` that copies as the real one does and a folder in place of the desktop's."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from trees import tree

from bookmaker.devices import device
from bookmaker.errors import OutsideError
from bookmaker.send import Delivery, Edition, Order, Outside
from bookmaker.send.mtp import connected, deliver
from bookmaker.send.target import MtpReader, target

GIO = """#!/bin/sh
verb=$1; shift 2
case $verb in
  copy) exec cp "$1" "$2" ;;
  remove) exec rm "$1" ;;
esac
exit 9
"""


@pytest.fixture
def scribe(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    storage = tmp_path / "gvfs/mtp:host=Amazon_Kindle_G0/Internal Storage"
    for folder in ("documents", "system"):
        (storage / folder).mkdir(parents=True)
    (storage / "documents/Bought.azw3").write_bytes(b"bought")
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/gio").write_text(GIO)
    (tmp_path / "bin/gio").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:/usr/bin:/bin")
    return storage


def put(edition: Edition, scribe: Path, tmp_path: Path, order: Order) -> Delivery:
    (reader,) = connected(scribe.parents[1])
    (delivery,) = deliver([edition], reader, device("kindle-scribe"), order, state=tmp_path / "state")
    return delivery


def test_readers_are_told_by_content(scribe: Path) -> None:
    shown = scribe.parents[1]
    for host, folder in (
        ("SomePhone", "Books"),
        ("ONYX_Palma", "Books"),
        ("Supernote_X", "Document"),
        ("NetronixNook", "NOOK"),
    ):
        (shown / f"mtp:host={host}/Internal" / folder).mkdir(parents=True)
    assert [reader.device.name for reader in connected(shown)] == ["kindle", "nook", "boox", "supernote"]
    assert connected(shown / "nowhere") == ()


def test_copy_leave_refuse_replace(
    scribe: Path, tmp_path: Path, dist: Callable[..., Edition], monkeypatch: pytest.MonkeyPatch
) -> None:
    def step(content: str, order: Order = Order(())) -> str:  # noqa: B008
        return put(dist(content=content, suffix=".azw3"), scribe, tmp_path, order).outcome

    assert step("one", Order((), dry_run=True)) == "would copy"
    assert tree(scribe) == {"documents/Bought.azw3": b"bought"}
    assert step("one") == "copied"
    assert step("one") == "up to date"
    assert step("two") == "replaced"
    (scribe / "documents/The Lamp - R. Example.azw3").write_bytes(b"someone's")
    assert step("three") == "refused"
    assert step("three", Order((), replace=True)) == "replaced"
    assert tree(scribe) == {"documents/Bought.azw3": b"bought", "documents/The Lamp - R. Example.azw3": b"three"}


def test_without_gio_it_says_what_to_install(
    scribe: Path, tmp_path: Path, dist: Callable[..., Edition], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    delivery = put(dist(suffix=".azw3"), scribe, tmp_path, Order(()))
    assert (delivery.outcome, delivery.exit_code) == ("failed", 3)
    assert "libglib2.0-bin" in delivery.detail


def test_a_copy_that_arrives_different_is_reported(scribe: Path, tmp_path: Path, dist: Callable[..., Edition]) -> None:
    (tmp_path / "bin/gio").write_text('#!/bin/sh\nprintf half > "$4"\n')
    assert "reads back different" in put(dist(suffix=".azw3"), scribe, tmp_path, Order(())).detail


def test_the_target_may_be_named_or_be_a_folder(scribe: Path, outside: Outside) -> None:
    shown = scribe.parents[1]
    for to in ("kindle-scribe", "kindle", "", str(scribe), str(scribe / "documents")):
        goal = target(to, "", home=outside.home, current=outside.current, among=[], shown=shown)
        assert isinstance(goal, MtpReader), to
        assert goal.reader.root == scribe
    with pytest.raises(OutsideError, match="documents"):
        target("kindle-scribe", "", home=outside.home, current=outside.current, among=[], shown=shown / "none")
