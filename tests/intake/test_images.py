from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from bookmaker.intake.images import LARGEST, Pictures, ascii_name, ready
from bookmaker.model import Place

HERE = Place("sources/story.md", 7)


def bytes_of(image: Image.Image, form: str, **how: object) -> bytes:
    out = io.BytesIO()
    image.save(out, form, **how)  # type: ignore[arg-type]
    return out.getvalue()


def photograph(width: int = 64, height: int = 48) -> Image.Image:
    return Image.linear_gradient("L").resize((width, height)).convert("RGB").rotate(30, fillcolor=(200, 30, 90))


def test_what_is_ready_keeps_its_bytes() -> None:
    for image, form in ((photograph(), "JPEG"), (photograph(), "PNG"), (photograph().convert("RGBA"), "PNG")):
        data = bytes_of(image, form)
        assert ready(data) == (f"image/{form.lower()}", data, (64, 48))


@pytest.mark.parametrize("form", ["WEBP", "TIFF", "BMP", "GIF"])
def test_other_formats_become_jpeg_or_png(form: str) -> None:
    media_type, data, size = ready(bytes_of(photograph(), form))
    with Image.open(io.BytesIO(data)) as made:
        assert f"image/{(made.format or '').lower()}" == media_type
        assert made.size == size == (64, 48)
        assert made.mode in ("RGB", "L", "P")


def test_see_through_stays_see_through() -> None:
    media_type, data, _ = ready(bytes_of(Image.new("RGBA", (8, 8), (9, 9, 9, 100)), "WEBP"))
    assert media_type == "image/png"
    with Image.open(io.BytesIO(data)) as made:
        assert made.mode == "RGBA"


def test_a_large_picture_is_made_smaller() -> None:
    _, _, (width, height) = ready(bytes_of(Image.new("L", (4000, 2000)), "PNG"))
    assert width * height <= LARGEST
    assert width / height == pytest.approx(2, abs=0.01)


def test_a_picture_stands_upright_and_tells_nothing_of_the_camera() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    exif[0x010F] = "A Camera"
    _, data, size = ready(bytes_of(photograph(), "JPEG", exif=exif))
    assert size == (48, 64)
    with Image.open(io.BytesIO(data)) as made:
        assert not made.getexif()


def test_print_colours_become_screen_colours() -> None:
    _, data, _ = ready(bytes_of(photograph().convert("CMYK"), "JPEG"))
    with Image.open(io.BytesIO(data)) as made:
        assert made.mode == "RGB"


def test_same_bytes_same_bytes() -> None:
    data = bytes_of(photograph(), "WEBP")
    assert ready(data) == ready(data)


@pytest.mark.parametrize("data", [b"", b"not a picture", b"\x89PNG\r\n\x1a\n broken"])
def test_what_is_no_picture(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        ready(data)


def test_names() -> None:
    assert ascii_name("Café à la Carte", ".jpg", set()) == "cafe-a-la-carte.jpg"
    assert ascii_name("лампа", ".png", set()) == "picture.png"
    assert ascii_name("lamp", ".png", {"lamp.png"}) == "lamp-2.png"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = tmp_path / "project"
    (root / "sources" / "art").mkdir(parents=True)
    (root / "sources" / "art" / "lamp.png").write_bytes(bytes_of(photograph(), "PNG"))
    (tmp_path / "secret.png").write_bytes(bytes_of(photograph(), "PNG"))
    (root / "sources" / "out.png").symlink_to(tmp_path / "secret.png")
    (root / "sources" / "drawing.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    (root / "sources" / "broken.jpg").write_text("no")
    return root


def codes(root: Path | None, address: str) -> list[str]:
    pictures = Pictures(root, "sources/story.md")
    pictures.find(address, HERE)
    assert all(finding.place == HERE for finding in pictures.findings)
    return [finding.code for finding in pictures.findings]


def test_a_picture_is_read_once(project: Path) -> None:
    pictures = Pictures(project, "sources/story.md")
    assert pictures.find("art/lamp.png", HERE) == pictures.find("art/lamp.png", HERE) == "lamp.png"
    assert pictures.find("sources/art/lamp.png", HERE) == "lamp-2.png"
    assert [asset.name for asset in pictures.assets] == ["lamp.png", "lamp-2.png"]
    assert not pictures.findings


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("../../secret.png", "I020"),
        ("out.png", "I020"),
        ("/etc/passwd", "I020"),
        ("nowhere.png", "I021"),
        ("", "I021"),
        ("broken.jpg", "I022"),
        ("drawing.svg", "I023"),
        ("https://example.org/lamp.png", "I024"),
        ("//example.org/lamp.png", "I024"),
        ("file:///etc/passwd", "I024"),
    ],
)
def test_what_cannot_come_along_is_told(project: Path, address: str, code: str) -> None:
    assert codes(project, address) == [code]


def test_without_a_project_there_are_no_pictures() -> None:
    assert codes(None, "lamp.png") == ["I021"]
