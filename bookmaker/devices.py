"""Each e-reader: its screen, what it reads, how it is reached and where its books go. A new device is one constant.

Where the facts come from. `evidence` of a device names its keys here; `date` says when they were looked up.

    calibre   calibre 9.13, https://github.com/kovidgoyal/calibre, src/calibre/devices/ (kobo, kindle, eb600, nook, mtp)
    koboutils https://github.com/pgaskin/koboutils, kobo/device.go and kobo/version.go: model numbers, `.kobo/version`
    koreader  https://github.com/koreader/koreader, frontend/device/*/device.lua: pixels an inch
    kcc       https://github.com/ciromattia/kcc, kindlecomicconverter/image.py: screens in pixels; kindle.py: the marker
    kindling  https://github.com/ciscoriordan/kindling, README: what current Kindles take over USB
    libmtp    https://github.com/libmtp/libmtp, issues 231, 253, 295, 320, 322, 385: readers that speak MTP only
    rm-http   https://gist.github.com/sandsmark/0ec5a7f9 and developer.remarkable.com: the USB web interface

“Unconfirmed” marks a fact that no source at hand stated.

`margin` and `body` are our own: set so that a line of Latin prose holds 46 to 72 letters on that screen.
"""

from __future__ import annotations

import difflib
import math
from dataclasses import dataclass, field, replace
from typing import Literal, TypeAlias

from bookmaker.errors import UsageError

Format: TypeAlias = Literal["kepub", "epub", "pdf", "azw3", "mobi", "txt"]
Connection: TypeAlias = Literal["mass storage", "mtp", "http", "app"]
"""How books get in over a cable: as a disk, by MTP, by the reader's own web page, or only through an app."""

Family: TypeAlias = Literal[
    "kobo", "kindle", "pocketbook", "nook", "tolino", "remarkable", "boox", "supernote", "apple", "ade", "folder"
]
"""Readers that mark their volume and treat a book alike."""


@dataclass(frozen=True, slots=True)
class Screen:
    """A screen held upright: pixels, pixels an inch, and the PDF page that suits it (`margin` in mm, `body` in pt)."""

    width: int
    height: int
    ppi: int
    margin: float
    body: float
    colour: bool = False

    @property
    def diagonal(self) -> float:
        """In inches."""
        return math.hypot(self.width, self.height) / self.ppi

    @property
    def page(self) -> tuple[float, float]:
        """Width and height of the page that fills the screen to the pixel, in millimetres."""
        return self.width / self.ppi * 25.4, self.height / self.ppi * 25.4


@dataclass(frozen=True, slots=True)
class NameRules:
    """What a reader bears in file names beyond what FAT bears: letters it chokes on, longest path in letters."""

    banned: str = ""
    longest_path: int = 250


@dataclass(frozen=True, slots=True)
class Device:
    """An e-reader, or (without a screen) a family of them.

    `formats` are what it reads, best first; `folders` where books go on it, the first that exists is taken,
    "" being its root. `models` are the numbers by which it names itself: a Kobo in `.kobo/version`, a PocketBook in its
    disk's label.
    """

    name: str
    label: str
    maker: str
    family: Family
    formats: tuple[Format, ...]
    connection: Connection
    folders: tuple[str, ...]
    screen: Screen | None = None
    names: NameRules = field(default_factory=NameRules)
    models: tuple[int, ...] = ()
    evidence: str = ""
    date: str = ""

    @property
    def page(self) -> tuple[float, float]:
        """Width and height in mm of the PDF page that fills the screen; UsageError for a family, which has none."""
        if self.screen is None:
            readers = ", ".join(d.name for d in DEVICES if d.family == self.family and d.screen)
            hint = f"choose one of {readers}" if readers else "use --page instead"
            raise UsageError(f"“{self.name}” stands for many screens, and a PDF page must fit one", hint)
        return self.screen.page


# --- screens ------------------------------------------------------------------------------------

_SMALL_6 = Screen(758, 1024, 212, margin=4.5, body=10)
_SIX = Screen(1072, 1448, 300, margin=4.5, body=10)
_SIX_COLOUR = replace(_SIX, colour=True)
_SEVEN = Screen(1264, 1680, 300, margin=5, body=11)
_SEVEN_COLOUR = replace(_SEVEN, colour=True)
_SEVEN_EIGHT = Screen(1404, 1872, 300, margin=6, body=11)
_EIGHT = Screen(1440, 1920, 300, margin=7, body=11.5)
_TEN = Screen(1404, 1872, 227, margin=15, body=12.5)
_PAPERWHITE_2021 = Screen(1236, 1648, 300, margin=5, body=10.5)
_PAPERWHITE_2024 = Screen(1272, 1696, 300, margin=5, body=11)
_COLORSOFT = replace(_PAPERWHITE_2024, colour=True)
_SCRIBE = Screen(1860, 2480, 300, margin=15, body=12.5)
_SCRIBE_2025 = Screen(1986, 2648, 300, margin=16, body=12.5)
_SCRIBE_COLORSOFT = replace(_SCRIBE_2025, colour=True)
_REMARKABLE_2 = Screen(1404, 1872, 226, margin=15, body=12.5)
_PAPER_PRO = Screen(1620, 2160, 229, margin=20, body=13, colour=True)
_PAPER_PRO_MOVE = Screen(954, 1696, 264, margin=5, body=10, colour=True)
_PALMA = Screen(824, 1648, 300, margin=3.5, body=9)
_MANTA = Screen(1920, 2560, 300, margin=16, body=12.5)

# --- families -------------------------------------------------------------------------------------

# Kobo parts location ids with "!", and derives cover names from the path: calibre kobo/driver.py:238-240 and 1593.
_KOBO_NAMES = NameRules(banned="%;'$!+", longest_path=185)
_NOOK_NAMES = NameRules(banned="#%")  # calibre nook/driver.py:75-133
_MTP_NAMES = NameRules(longest_path=230)  # calibre mtp/driver.py

_KOBO_FORMATS: tuple[Format, ...] = ("kepub", "epub", "pdf", "txt")
_KINDLE_FORMATS: tuple[Format, ...] = ("azw3", "mobi", "pdf", "txt")  # no EPUB over a cable; by mail EPUB
_EPUB_PDF: tuple[Format, ...] = ("epub", "pdf")
_PDF_EPUB: tuple[Format, ...] = ("pdf", "epub")

KOBO = Device(
    name="kobo", label="any Kobo", maker="Kobo", family="kobo", formats=_KOBO_FORMATS,
    connection="mass storage", folders=("",), names=_KOBO_NAMES,
    evidence="calibre kobo/driver.py:94-214, koboutils kobo/find.go", date="2026-11-22",
)  # fmt: skip
KINDLE = Device(
    name="kindle", label="any Kindle", maker="Amazon", family="kindle", formats=_KINDLE_FORMATS,
    connection="mass storage", folders=("documents",),
    evidence="calibre kindle/driver.py:109,382, kcc kindle.py:34-42", date="2026-11-22",
)  # fmt: skip
POCKETBOOK = Device(
    name="pocketbook", label="any PocketBook", maker="PocketBook", family="pocketbook", formats=_EPUB_PDF,
    connection="mass storage", folders=("Books", "books", ""),
    evidence="koreader issues 10383 and 14474, calibre eb600/driver.py:211-427", date="2026-11-22",
)  # fmt: skip
NOOK = Device(
    name="nook", label="any Nook", maker="Barnes & Noble", family="nook", formats=_EPUB_PDF,
    connection="mass storage", folders=("NOOK/Books", "NOOK/My Files", "NOOK"), names=_NOOK_NAMES,
    evidence="calibre nook/driver.py:75-133", date="2026-11-22",
)  # fmt: skip
TOLINO = Device(
    name="tolino", label="any Tolino", maker="Tolino", family="tolino", formats=("epub", "pdf", "txt"),
    connection="mass storage", folders=("Books", ""),
    evidence="calibre eb600/driver.py:50-153", date="2026-11-22",
)  # fmt: skip
REMARKABLE = Device(
    name="remarkable", label="any reMarkable", maker="reMarkable", family="remarkable", formats=_PDF_EPUB,
    connection="http", folders=("",),
    evidence="rm-http", date="2026-11-22",
)  # fmt: skip
BOOX = Device(
    name="boox", label="any Boox", maker="Onyx", family="boox", formats=_EPUB_PDF,
    connection="mtp", folders=("Books",), names=_MTP_NAMES,
    evidence="calibre mtp/unix/upstream/music-players.h:2613-2621, mtp/driver.py:81-92", date="2026-11-22",
)  # fmt: skip
SUPERNOTE = Device(
    name="supernote", label="any Supernote", maker="Ratta", family="supernote", formats=_PDF_EPUB,
    connection="mtp", folders=("Document",), names=_MTP_NAMES,
    evidence="calibre mtp/defaults.py:9-15,54-58", date="2026-11-22",
)  # fmt: skip
APPLE = Device(
    name="apple", label="Apple Books on iPhone, iPad or Mac", maker="Apple", family="apple", formats=_EPUB_PDF,
    connection="app", folders=(),
    evidence="w3c/epub-tests epub33/reports: apple-ios", date="2026-11-22",
)  # fmt: skip
ADE = Device(
    name="ade", label="Adobe Digital Editions, and readers built on RMSDK", maker="Adobe", family="ade",
    formats=_EPUB_PDF, connection="app", folders=(),
    evidence="https://wiki.mobileread.com/wiki/Kepub: Kobo's plain EPUB view is RMSDK", date="2026-11-22",
)  # fmt: skip
FOLDER = Device(
    name="folder", label="a plain folder", maker="", family="folder", formats=("epub", "pdf", "kepub", "azw3"),
    connection="mass storage", folders=("",),
    evidence="calibre folder_device/driver.py", date="2026-11-22",
)  # fmt: skip
"""Not a reader: what `send --to FOLDER` takes a folder for that shows no reader's marks."""

# --- readers --------------------------------------------------------------------------------------


def _reader(
    of: Device, name: str, label: str, screen: Screen, *models: int, evidence: str = "", mtp: bool = False
) -> Device:
    """One reader of a family: what sets it apart, and the rest as in the family."""
    return replace(
        of,
        name=f"{of.name}-{name}",
        label=f"{of.label.removeprefix('any ')} {label}",
        screen=screen,
        models=models,
        connection="mtp" if mtp else of.connection,
        names=replace(of.names, longest_path=_MTP_NAMES.longest_path) if mtp else of.names,
        evidence=evidence or of.evidence,
    )


# Firmware 5 is Kobo's, marker and all, yet calibre keeps KEPUB off these readers: kobo/driver.py:1631-1633, 2604, 4348.
_TOLINO_5 = replace(TOLINO, folders=("",), names=_KOBO_NAMES)
# The root cannot be written by MTP: calibre mtp/defaults.py:36-52.
_NOOK_MTP = replace(NOOK, folders=("NOOK/My Books", "NOOK/My Files", "NOOK"))

_KOBO = "calibre kobo/driver.py:1740-1817, koboutils kobo/device.go:36-68, koreader kobo:396-600"
_KINDLE = "kcc image.py:92-143, calibre kindle/driver.py:382"
_KINDLE_MTP = "kcc image.py:92-143, calibre mtp/defaults.py:20-33, libmtp"
_POCKETBOOK = "koreader pocketbook:700-1040, calibre eb600/driver.py:211-427"
_TOLINO = "calibre kobo/driver.py:1631-1633, koreader issue 11841: twins of Kobos"
_REMARKABLE = "rm-http, kcc image.py:92-143, koreader remarkable:77-163"

DEVICES: tuple[Device, ...] = (
    _reader(KOBO, "nia", "Nia", _SMALL_6, 382, evidence=_KOBO),
    _reader(KOBO, "clara-hd", "Clara HD", _SIX, 376, evidence=_KOBO),
    _reader(KOBO, "clara-2e", "Clara 2E", _SIX, 386, evidence=_KOBO),
    _reader(KOBO, "clara-bw", "Clara BW", _SIX, 391, evidence=_KOBO),
    _reader(KOBO, "clara-colour", "Clara Colour", _SIX_COLOUR, 393, evidence=_KOBO),
    _reader(KOBO, "libra-h2o", "Libra H2O", _SEVEN, 384, evidence=_KOBO),
    _reader(KOBO, "libra-2", "Libra 2", _SEVEN, 388, evidence=_KOBO),
    _reader(KOBO, "libra-colour", "Libra Colour", _SEVEN_COLOUR, 390, evidence=_KOBO),
    _reader(KOBO, "forma", "Forma", _EIGHT, 377, 380, evidence=_KOBO),
    _reader(KOBO, "sage", "Sage", _EIGHT, 383, evidence=_KOBO),
    _reader(KOBO, "elipsa", "Elipsa", _TEN, 387, evidence=_KOBO),
    _reader(KOBO, "elipsa-2e", "Elipsa 2E", _TEN, 389, evidence=_KOBO),
    _reader(KINDLE, "paperwhite-2018", "Paperwhite (10th generation, 2018)", _SIX, evidence=_KINDLE),
    _reader(KINDLE, "oasis", "Oasis (9th and 10th generation)", _SEVEN, evidence=_KINDLE),
    _reader(
        KINDLE, "paperwhite-2021", "Paperwhite (11th generation, 2021)", _PAPERWHITE_2021,
        evidence="kcc image.py:92-143, kindling README; still a disk with firmware 5.19.2",
    ),
    _reader(KINDLE, "basic-2022", "(11th generation, 2022)", _SIX, evidence=_KINDLE_MTP, mtp=True),
    _reader(KINDLE, "basic-2024", "(12th generation, 2024)", _SIX, evidence=_KINDLE_MTP, mtp=True),
    _reader(
        KINDLE, "paperwhite-2024", "Paperwhite (12th generation, 2024)", _PAPERWHITE_2024,
        evidence=_KINDLE_MTP, mtp=True,
    ),
    _reader(KINDLE, "colorsoft", "Colorsoft (2024)", _COLORSOFT, evidence=_KINDLE_MTP, mtp=True),
    _reader(KINDLE, "scribe", "Scribe (2022 and 2024)", _SCRIBE, evidence=_KINDLE_MTP, mtp=True),
    _reader(KINDLE, "scribe-2025", "Scribe (2025)", _SCRIBE_2025, evidence=_KINDLE_MTP, mtp=True),
    _reader(KINDLE, "scribe-colorsoft", "Scribe Colorsoft", _SCRIBE_COLORSOFT, evidence=_KINDLE_MTP, mtp=True),
    _reader(POCKETBOOK, "verse", "Verse", _SMALL_6, 629, evidence=_POCKETBOOK),
    _reader(POCKETBOOK, "verse-pro", "Verse Pro", _SIX, 634, evidence=_POCKETBOOK),
    _reader(POCKETBOOK, "era", "Era", _SEVEN, 700, evidence=_POCKETBOOK),
    _reader(POCKETBOOK, "era-color", "Era Color", _SEVEN_COLOUR, evidence=_POCKETBOOK),
    _reader(POCKETBOOK, "inkpad-4", "InkPad 4", _SEVEN_EIGHT, 743, evidence=_POCKETBOOK),
    _reader(POCKETBOOK, "inkpad-x", "InkPad X", _TEN, 1040, evidence=_POCKETBOOK),
    _reader(NOOK, "glowlight-4e", "GlowLight 4e", _SMALL_6, evidence=f"{NOOK.evidence}; screen unconfirmed"),
    _reader(NOOK, "glowlight-4", "GlowLight 4", _SIX, evidence=f"{NOOK.evidence}; techcrunch.com/2021/12/01"),
    _reader(
        _NOOK_MTP, "glowlight-4-plus", "GlowLight 4 Plus", _SEVEN_EIGHT, mtp=True,
        evidence="calibre nook/driver.py:95 and mtp/defaults.py:36-52; goodereader.com: 7.8 in at 300 ppi",
    ),
    _reader(_TOLINO_5, "shine-5", "Shine 5", _SIX, 691, evidence=_TOLINO),
    _reader(_TOLINO_5, "shine-color", "Shine Color", _SIX_COLOUR, 693, evidence=_TOLINO),
    _reader(_TOLINO_5, "vision-color", "Vision Color", _SEVEN_COLOUR, 690, evidence=_TOLINO),
    _reader(REMARKABLE, "2", "2", _REMARKABLE_2, evidence=_REMARKABLE),
    _reader(REMARKABLE, "paper-pro", "Paper Pro", _PAPER_PRO, evidence=_REMARKABLE),
    _reader(REMARKABLE, "paper-pro-move", "Paper Pro Move", _PAPER_PRO_MOVE, evidence=_REMARKABLE),
    _reader(BOOX, "palma", "Palma", _PALMA, evidence=f"{BOOX.evidence}; elespanol.com: 824 x 1648"),
    _reader(BOOX, "page", "Page", _SEVEN, evidence=f"{BOOX.evidence}; screen unconfirmed"),
    _reader(SUPERNOTE, "nomad", "Nomad (A6 X2)", _SEVEN_EIGHT, evidence=f"{SUPERNOTE.evidence}; screen unconfirmed"),
    _reader(SUPERNOTE, "manta", "Manta (A5 X2)", _MANTA, evidence=f"{SUPERNOTE.evidence}; screen unconfirmed"),
)  # fmt: skip
"""Every reader with a known screen."""

FAMILIES: tuple[Device, ...] = (KOBO, KINDLE, POCKETBOOK, NOOK, TOLINO, REMARKABLE, BOOX, SUPERNOTE, APPLE, ADE)
"""Every family: what `--device kobo` means, and what a mounted reader is taken for when its model does not show."""


def device(name: str) -> Device:
    """The reader or family of that name; an unknown one raises UsageError naming the nearest."""
    wanted = "-".join(name.casefold().split())
    by_name = {known.name: known for known in (*DEVICES, *FAMILIES)}
    if wanted in by_name:
        return by_name[wanted]
    near = difflib.get_close_matches(wanted, by_name, n=3, cutoff=0.5)
    hint = f"did you mean {' or '.join(near)}?" if near else "`bookmaker devices` lists them all"
    raise UsageError(f"no e-reader is called “{name}”", hint)


def kobo_model(number: int) -> Device:
    """The Kobo or Tolino that calls itself by that number in `.kobo/version`; any Kobo when it is not known."""
    kobos = (known for known in DEVICES if known.family in ("kobo", "tolino"))
    return next((known for known in kobos if number in known.models), KOBO)
