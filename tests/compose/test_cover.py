"""Covers: the author's picture fitted, a drawn one legible, quick, and the same each time."""

from __future__ import annotations

import io
import time
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from PIL import Image
from torture import jpeg, para, picture

from bookmaker.compose.cover import HEIGHT, WIDTH, cover_asset, faces, findings
from bookmaker.compose.cover.faces import _FILES, Fonts, Weight, _everyday
from bookmaker.compose.cover.moods import MOODS, draw
from bookmaker.compose.cover.ornaments import PALETTES, mixed
from bookmaker.compose.cover.typesetting import LEANS_FORWARD, set_lines
from bookmaker.errors import BookError, UsageError
from bookmaker.metadata import BuildSettings
from bookmaker.model import Asset, Book, Contributor, Cover, Kind, Metadata, Section, Series

OURS = Fonts()
LONG = "An Account of the Remarkable Voyage of the Brig Constance from Bristol to the Northern Whaling Grounds"
TITLES = [
    "Dust",
    "The Lamp on Harrow Street",
    LONG,
    "Зимняя дорога к морю",
    "Το φως στον λόφο",
    "Donaudampfschifffahrt",
]


def metadata(title: str) -> Metadata:
    return Metadata(title, subtitle="A Novella", contributors=(Contributor("R. Example"),), series=Series("Lamps", "2"))


def book(cover: Cover | None = None, assets: tuple[Asset, ...] = ()) -> Book:
    return Book(Metadata("Dust", cover=cover), (Section(Kind.TEXT, blocks=(para("Text."),)),), assets=assets)


def luminance(colour: str) -> float:
    """Relative luminance after WCAG 2.2."""
    parts = [value / 255 for value in bytes.fromhex(colour[1:])]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("name", PALETTES)
def test_letters_stand_out_from_every_ground_they_stand_on(name: str) -> None:
    palette = PALETTES[name]
    for share in (0.0, 0.5, 1.0):
        assert contrast(palette.ink, mixed(palette.ground, palette.second, share)) >= 7


@pytest.mark.parametrize("mood", MOODS)
@pytest.mark.parametrize("title", TITLES)
def test_a_drawn_cover_is_the_same_each_time(mood: str, title: str) -> None:
    data = draw(metadata(title), mood, (WIDTH, HEIGHT), OURS)
    assert data == draw(metadata(title), mood, (WIDTH, HEIGHT), OURS)
    with Image.open(io.BytesIO(data)) as image:
        assert (image.format, image.size, image.mode) == ("JPEG", (WIDTH, HEIGHT), "RGB")


ODD = "A \ue123 Book"  # no font has this letter


@pytest.fixture
def font_of_ours(tmp_path: Path) -> Path:
    """A folder with a font that has the odd letter."""
    font = TTFont(_FILES["sans"])
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[0xE123] = "A"
    font.save(tmp_path / "odd.otf")
    return tmp_path


def test_a_sign_that_no_font_has_is_left_out_and_told() -> None:
    found = findings(Metadata(ODD, contributors=(Contributor("R. Example"),)), None)
    assert [str(finding) for finding in found] == [
        "warning: no font has \ue123 (U+E123): the cover leaves that out of its title; "
        "put a font that has them (.otf or .ttf) into metadata/fonts/, or give a cover [E202]"
    ]
    assert faces.shown(ODD, OURS) == "A Book"
    assert faces.shown("\U0001f469\u200d\U0001f680 Up \U0001f680!", OURS) in (
        "Up !",
        "\U0001f469\u200d\U0001f680 Up \U0001f680!",
    )
    assert faces.shown("Stars \u2728\ufe0f fall", OURS) in ("Stars fall", "Stars \u2728\ufe0f fall")


def test_letters_that_no_font_has_are_told_and_their_line_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(faces, "_system", lambda letters, language: None)
    found = findings(Metadata("ᚠᚢᚦᚨᚱᚲ", contributors=(Contributor("R. Example"), Contributor("ᚲᚱ"))), None)
    assert [finding.code for finding in found] == ["E202"]
    assert found[0].message.endswith("U+16B2): the cover goes without its title and its author")
    style = "band night"
    assert draw(Metadata("ᚠᚢᚦᚨᚱᚲ"), style, (WIDTH, HEIGHT), OURS) == draw(Metadata(""), style, (WIDTH, HEIGHT), OURS)


def test_the_projects_own_font_goes_before_the_machines(font_of_ours: Path) -> None:
    assert findings(Metadata(ODD), font_of_ours) == ()
    drawn = draw(Metadata(ODD), "band night", (WIDTH, HEIGHT), Fonts(font_of_ours))
    assert drawn != draw(Metadata(ODD), "band night", (WIDTH, HEIGHT), OURS)


def test_a_font_of_the_machine_is_told(monkeypatch: pytest.MonkeyPatch, font_of_ours: Path) -> None:
    path = font_of_ours / "odd.otf"
    monkeypatch.setattr(faces, "_system", lambda letters, language: faces._Cut(str(path), foreign=True))
    found = findings(Metadata("\ue123 of the Machine"), None)
    assert [finding.code for finding in found] == ["E203"]
    assert found[0].message.startswith("\ue123 (U+E123): set in a font of this machine on the cover;")


def test_without_fribidi_hebrew_is_left_out_and_said_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("PIL.features.check", lambda name: False)
    found = findings(Metadata("שלום", contributors=(Contributor("R. Example"),)), None)
    assert [finding.code for finding in found] == ["E202"]
    assert "FriBidi is missing" in found[0].message
    assert found[0].message.endswith("the cover goes without its title")


def test_accents_of_old_greek_need_no_other_font() -> None:
    assert findings(Metadata("Ἰλιάς", subtitle="ᾆσμα"), None) == ()


def test_drawing_is_quick() -> None:
    draw(metadata("Dust"), "panel", (WIDTH, HEIGHT), OURS)  # fonts opened
    start = time.process_time()
    draw(metadata("Ashes"), "panel", (WIDTH, HEIGHT), OURS)
    assert time.process_time() - start < 0.25


def test_the_title_picks_the_mood() -> None:
    looks = {draw(Metadata(title), "", (WIDTH, HEIGHT), OURS)[:20_000] for title in ("One", "Two", "Three", "Four")}
    assert len(looks) == 4


def test_an_unknown_style_names_the_nearest() -> None:
    with pytest.raises(UsageError, match=r"no cover style is called 'mon'; did you mean 'moon'\?"):
        draw(Metadata("Dust"), "mon", (WIDTH, HEIGHT), OURS)


@pytest.mark.parametrize("title", TITLES)
def test_lines_balance_and_fit_their_box(title: str) -> None:
    lines = set_lines(title, "serif-bold", (1180, 1040), 330, OURS)
    assert " ".join(lines.lines) == title
    widths = [lines.font.getlength(line) for line in lines.lines]
    assert max(widths) <= 1190
    assert lines.leading * len(lines.lines) <= 1250
    assert not any(line.split()[-1] in LEANS_FORWARD for line in lines.lines[:-1])


def test_a_word_too_long_for_its_size_is_hyphenated() -> None:
    word = "Donaudampfschifffahrtsgesellschaft"
    lines = set_lines(f"Die {word}", "serif-bold", (1180, 1040), 330, Fonts(language="de"))
    assert len(lines.lines) > 2
    assert "".join(line.removesuffix("-") for line in lines.lines).replace(" ", "") == f"Die{word}"
    assert set_lines(word, "serif-bold", (1180, 1040), 330, OURS).lines == (word,)


@pytest.mark.parametrize("mood", ["band", "stripes"])
def test_what_runs_to_the_left_begins_on_the_right(mood: str) -> None:
    def inked(title: str) -> tuple[int, int]:
        with Image.open(io.BytesIO(draw(Metadata(title), f"{mood} paper", (WIDTH, HEIGHT), OURS))) as cover:
            sky = cover.crop((0, 260, WIDTH, 1400)).convert("L").point(lambda grey: 255 * (grey < 100))
            left, _, right, _ = sky.getbbox() or (0, 0, 0, 0)
            return left, WIDTH - right

    assert inked("It")[0] < 200 < inked("It")[1]
    if faces.writable("אל", OURS):
        assert inked("אל")[1] < 200 < inked("אל")[0]


@pytest.mark.parametrize("weight", ["serif", "serif-bold", "serif-italic", "sans", "sans-black"])
def test_everyday_letters_are_in_the_font(weight: Weight) -> None:
    italic = weight == "serif-italic"
    known = TTFont(_FILES[weight]).getBestCmap()
    letters = [
        letter for letter in map(chr, range(0x20, 0x460)) if letter.isalpha() and _everyday(letter, italic=italic)
    ]
    assert [letter for letter in letters if ord(letter) not in known] == []


def test_the_authors_jpeg_is_left_alone() -> None:
    data = jpeg(1000, 1600)
    assert cover_asset(book(), BuildSettings(), data) == Asset("cover.jpg", "image/jpeg", data, 1000, 1600)


def test_the_authors_picture_is_fitted() -> None:
    asset = cover_asset(book(), BuildSettings(), picture(6000, 3000))
    assert (asset.media_type, asset.width, asset.height) == ("image/jpeg", 2560, 1280)
    square = cover_asset(book(), BuildSettings(), picture(3000, 3000))
    assert 4_900_000 < square.width * square.height <= 5_000_000
    out = io.BytesIO()
    Image.new("RGBA", (600, 900), (255, 0, 0, 0)).save(out, "PNG")
    with Image.open(io.BytesIO(cover_asset(book(), BuildSettings(), out.getvalue()).data)) as image:
        assert image.getpixel((0, 0)) == (255, 255, 255)  # transparent is white, as on paper


def test_a_turned_photograph_stands_upright() -> None:
    out = io.BytesIO()
    image = Image.new("RGB", (900, 600))
    exif = image.getexif()
    exif[0x0112] = 6
    image.save(out, "JPEG", exif=exif)
    asset = cover_asset(book(), BuildSettings(), out.getvalue())
    assert (asset.width, asset.height) == (600, 900)


@pytest.mark.parametrize(
    ("data", "message"), [(b"no picture at all", "no picture that can be read"), (jpeg(300, 400), "300 × 400 pixels")]
)
def test_what_is_no_cover_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(BookError, match=message):
        cover_asset(book(Cover("lamp.jpg")), BuildSettings(), data)


def test_the_covers_name_is_its_own() -> None:
    taken = Asset("cover.jpg", "image/jpeg", b"", 1, 1)
    assert cover_asset(book(assets=(taken,)), BuildSettings(), jpeg(600, 900)).name == "book-cover.jpg"


@pytest.mark.parametrize(
    ("device", "size"), [("kobo-clara-bw", (1895, 2560)), ("kobo", (1600, 2560)), ("boox-palma", (1600, 2560))]
)
def test_a_cover_has_the_proportions_of_the_screen_it_is_for(device: str, size: tuple[int, int]) -> None:
    cover = cover_asset(book(), BuildSettings(device=device), b"")
    assert (cover.width, cover.height) == size
    with Image.open(io.BytesIO(cover.data)) as image:
        assert image.size == size
