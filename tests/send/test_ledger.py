from __future__ import annotations

from pathlib import Path

import pytest

from bookmaker.errors import OutsideError
from bookmaker.send.ledger import alone, recall, remember


def test_copies_are_remembered_newest_first(tmp_path: Path) -> None:
    state = tmp_path / "deep/state"
    for sha256 in ("a", "b", "a"):
        remember(state, "kobo:1", "Книга.epub", "lamp", sha256)
    remember(state, "kobo:2", "x.epub", "other", "c")
    assert recall(state, "kobo:1")["Книга.epub"].sha256 == ("a", "b")
    assert recall(state, "kobo:1")["Книга.epub"].book == "lamp"
    assert recall(state, "kobo:3") == {}
    assert [path.name for path in state.iterdir()] == ["sent.json"]


def test_a_ledger_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file where the folder should be")
    with pytest.raises(OutsideError, match=r"sent\.json"):
        remember(tmp_path / "state", "kobo:1", "x.epub", "lamp", "a")


def test_two_do_not_send_at_once(tmp_path: Path) -> None:
    with alone(tmp_path), pytest.raises(OutsideError, match="another bookmaker"), alone(tmp_path):
        pass
    with alone(tmp_path):
        pass


@pytest.mark.parametrize("text", ["", "{", "[]", '{"kobo:1": {"x.epub": {}}}', '{"kobo:1": {"x.epub": 3}}', "\x00"])
def test_a_spoilt_ledger_is_empty(tmp_path: Path, text: str) -> None:
    (tmp_path / "sent.json").write_text(text)
    assert recall(tmp_path, "kobo:1") == {}
    remember(tmp_path, "kobo:1", "x.epub", "lamp", "a")
    assert recall(tmp_path, "kobo:1")["x.epub"].sha256 == ("a",)
