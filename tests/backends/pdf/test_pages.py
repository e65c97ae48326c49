"""Page sizes, margins and measures."""

from __future__ import annotations

import pytest

from bookmaker.backends.pdf import pages
from bookmaker.devices import DEVICES, Device
from bookmaker.errors import UsageError
from bookmaker.metadata import BuildSettings


def characters(page: pages.Page) -> float:
    return page.measure / pages.POINT / page.body / pages.LETTER


@pytest.mark.parametrize("name", [*pages.TRIMS, "148x210mm", "5.06 x 7.81 in", "large-print"])
def test_every_size_holds_a_good_line(name: str) -> None:
    page = pages.page(BuildSettings(page=name))
    assert (44 if name == "large-print" else 52) <= characters(page) <= 71
    assert page.height - page.top - page.bottom == pytest.approx(page.lines * page.line * pages.POINT, abs=0.01)


@pytest.mark.parametrize("reader", DEVICES, ids=lambda reader: reader.name)
def test_every_screen_is_filled_to_the_pixel(reader: Device) -> None:
    page = pages.page(BuildSettings(device=reader.name))
    screen = reader.screen
    assert screen
    assert page.width / 25.4 * screen.ppi == pytest.approx(screen.width)
    assert page.height / 25.4 * screen.ppi == pytest.approx(screen.height)
    assert 43 <= characters(page) <= 74  # the Palma is a telephone
    assert page.heads == (screen.diagonal > 7.2)
    assert page.shift(400) == 0


@pytest.mark.parametrize(
    ("count", "least"),
    [
        (24, 0.375),
        (150, 0.375),
        (151, 0.5),
        (300, 0.5),
        (301, 0.625),
        (500, 0.625),
        (501, 0.75),
        (701, 0.875),
        (828, 0.875),
    ],
)
@pytest.mark.parametrize("name", ["5x8in", "5.25x8in", "5.5x8.5in", "6x9in", "a5", "b6"])
def test_gutters_are_what_printers_ask_for(count: int, least: float, name: str) -> None:
    page = pages.page(BuildSettings(page=name))
    inside = (page.side + page.shift(count)) / pages.INCH
    outside = (page.side - page.shift(count)) / pages.INCH
    assert inside >= least - 1e-9
    assert outside >= 0.25 - 1e-9


def test_unknown_sizes_are_told_with_what_there_is() -> None:
    with pytest.raises(UsageError, match="6x9in"):
        pages.page(BuildSettings(page="folio"))
    with pytest.raises(UsageError, match="mm"):
        pages.page(BuildSettings(page="1x1mm"))
    with pytest.raises(UsageError, match="length"):
        pages.page(BuildSettings(bleed="wide"))
