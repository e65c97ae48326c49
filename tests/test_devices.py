from __future__ import annotations

import re

import pytest

from bookmaker.devices import DEVICES, FAMILIES, KOBO, Device, device, kobo_model
from bookmaker.errors import UsageError


@pytest.mark.parametrize("reader", DEVICES, ids=lambda reader: reader.name)
def test_every_reader_is_complete(reader: Device) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+", reader.name)
    assert reader.name.startswith(f"{reader.family}-")
    assert reader.label
    assert reader.formats
    assert reader.folders
    assert reader.evidence
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", reader.date)
    screen = reader.screen
    assert screen is not None
    assert 5.9 <= screen.diagonal <= 12
    assert screen.width < screen.height
    width, height = reader.page
    assert width * screen.ppi / 25.4 == pytest.approx(screen.width)
    assert height * screen.ppi / 25.4 == pytest.approx(screen.height)
    assert 0 < 2 * screen.margin < width / 3
    assert 9 <= screen.body <= 13


def test_names_and_models_are_unique() -> None:
    names = [known.name for known in (*DEVICES, *FAMILIES)]
    assert len(names) == len(set(names))
    models = [(known.family in ("kobo", "tolino"), number) for known in DEVICES for number in known.models]
    assert len(models) == len(set(models))


def test_a_reader_is_found_by_name_however_typed() -> None:
    assert device("kobo-libra-colour") is device("Kobo Libra Colour")
    assert device("kindle").screen is None


def test_an_unknown_reader_names_the_nearest() -> None:
    with pytest.raises(UsageError, match="kindle-paperwhite-2024"):
        device("kindle-paperwite-2024")
    with pytest.raises(UsageError, match="bookmaker devices"):
        device("zzz")


def test_a_family_has_no_page_and_names_its_readers() -> None:
    with pytest.raises(UsageError, match="kobo-clara-bw"):
        _ = device("kobo").page
    with pytest.raises(UsageError, match="--page"):
        _ = device("apple").page


def test_kobos_are_known_by_their_number() -> None:
    assert kobo_model(390) is device("kobo-libra-colour")
    assert kobo_model(691).family == "tolino"
    assert kobo_model(999) is KOBO


def test_no_kindle_takes_epub_over_a_cable_and_no_tolino_kepub() -> None:
    assert all("epub" not in known.formats for known in DEVICES if known.family == "kindle")
    assert all("kepub" not in known.formats for known in DEVICES if known.family != "kobo")
