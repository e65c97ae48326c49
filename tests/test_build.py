"""A build leaves whole files or none, whatever happens on the way."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import io
import os
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from bookmaker.build import Order, build
from bookmaker.build.editing import identified
from bookmaker.build.several import build_all
from bookmaker.cli import run
from bookmaker.errors import BookError, OutsideError, UnexpectedError
from bookmaker.model import Contributor, Decision, Finding, Identifier, Metadata, Place, Severity
from bookmaker.project import Entry, Project, choose

TEXT = """\
CHAPTER ONE

The tide came in. Nobody saw it come, for it was dark, and the lamp had gone out again.

CHAPTER TWO

The tide went out. Everybody saw it go.
"""


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    for name in ("CONFIG", "CACHE", "STATE"):
        monkeypatch.setenv(f"BOOKMAKER_{name}", str(tmp_path / name.lower()))
    root = (tmp_path / "shelf").resolve()
    for folder in ("metadata", "sources", "dist"):
        (root / folder).mkdir(parents=True)
    add(root, "tide")
    monkeypatch.chdir(root)
    return Project(root)


def add(root: Path, slug: str) -> None:
    (root / "metadata" / f"{slug}.yaml").write_text(f"title: {slug.title()}\nauthor: R. Example\n")
    (root / "sources" / f"{slug}.txt").write_text(TEXT)


def entry(shelf: Project, slug: str = "tide") -> Entry:
    return choose([slug], shelf, shelf.root)[0]


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_second_build_changes_no_byte_and_no_time(shelf: Project) -> None:
    order = Order(formats=("epub", "kepub"))
    assert [output.changed for output in build(entry(shelf), order).outputs] == [True, True]
    before = {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in shelf.dist.iterdir()}
    assert [output.changed for output in build(entry(shelf), order).outputs] == [False, False]
    assert before == {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in shelf.dist.iterdir()}


@pytest.mark.parametrize(
    "stage",
    [
        "bookmaker.intake.read",
        "bookmaker.normalise.lay_out",
        "bookmaker.normalise.retouch",
        "bookmaker.compose.compose",
        "bookmaker.backends.epub.render",
        "bookmaker.proofs.epub",
        "os.fsync",
    ],
)
def test_ctrl_c_at_any_stage(
    shelf: Project, stage: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (shelf.dist / "tide.epub").write_bytes(b"the old book")

    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(stage, interrupted)
    assert run(["epub"]) == 130
    assert (shelf.dist / "tide.epub").read_bytes() == b"the old book"
    assert names(shelf.dist) == ["tide.epub"]
    assert capsys.readouterr().err.strip() == "interrupted; nothing half-written was left"


def test_a_full_disk(shelf: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    (shelf.dist / "tide.epub").write_bytes(b"the old book")

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    assert run(["epub"]) == 3
    assert names(shelf.dist) == ["tide.epub"]
    error = "error: tide: cannot write {}: No space left on device; make room on the disk\n"
    assert capsys.readouterr().err == error.format(shelf.dist / "tide.epub")


def test_an_unwritable_dist(
    shelf: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refused(*_: object) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(shelf.dist))

    monkeypatch.setattr("bookmaker.writing._replace", refused)
    assert run(["epub"]) == 3
    assert names(shelf.dist) == []
    line = f"error: tide: cannot write {shelf.dist / 'tide.epub'}: Permission denied; choose another place with -o\n"
    assert capsys.readouterr().err == line


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_dist_without_permission(shelf: Project) -> None:
    shelf.dist.chmod(0o500)
    try:
        assert run(["epub"]) == 3
    finally:
        shelf.dist.chmod(0o700)


def test_without_pango_the_epub_is_still_made(
    shelf: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("bookmaker.backends.pdf.native.LIBRARIES", {"Pango": ("libpango-of-no-system.so",)})
    assert run(["build"]) == 3
    assert names(shelf.dist) == ["tide.epub"]
    shown = capsys.readouterr()
    assert shown.out == "dist/tide.epub\n"
    assert shown.err.startswith("error: tide: a PDF needs Pango")
    assert "install libpango-1.0-0" in shown.err
    assert shown.err.count("\n") == 1


def test_a_bug_names_itself_and_does_not_stop_the_others(
    shelf: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    add(shelf.root, "ebb")
    from bookmaker.backends import epub

    real = epub.render

    def fails(book: object, *args: object, **kwargs: object) -> bytes:
        if book.metadata.title == "Ebb":  # type: ignore[attr-defined]
            raise ZeroDivisionError("no pages")
        return real(book, *args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(epub, "render", fails)
    assert run(["epub", "-j", "1"]) == 70
    shown = capsys.readouterr()
    assert shown.out == "dist/tide.epub\n"
    assert shown.err.startswith("bug: ebb: ZeroDivisionError: no pages (")
    assert "--debug" in shown.err
    assert "Traceback" not in shown.err
    assert run(["epub", "ebb", "--debug"]) == 70
    assert "Traceback" in capsys.readouterr().err


def test_a_lost_word_fails_the_build_and_keeps_the_old_book(
    shelf: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (shelf.dist / "tide.epub").write_bytes(b"the old book")
    from bookmaker.backends import epub

    real = epub.render

    def forgetful(*args: object, **kwargs: object) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(real(*args, **kwargs))) as book, zipfile.ZipFile(out, "w") as copy:  # type: ignore[arg-type]
            for name in book.namelist():
                copy.writestr(name, book.read(name).replace(b"dark", b""))
        return out.getvalue()

    monkeypatch.setattr(epub, "render", forgetful)
    assert run(["epub"]) == 1
    assert (shelf.dist / "tide.epub").read_bytes() == b"the old book"
    told = capsys.readouterr().err
    assert told.startswith("sources/tide.txt:3: error: the text of the EPUB would read “and the lamp")
    assert told.rstrip().endswith("[F001]")


def test_a_false_declaration_fails_the_build(shelf: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    from bookmaker import normalise

    real = normalise.lay_out

    def lies(*args: object) -> object:
        from dataclasses import replace

        made = real(*args)  # type: ignore[arg-type]
        claim = Decision("boilerplate/licence", Place("sources/tide.txt", 1), "never written", removed=True)
        return replace(made, decisions=(*made.decisions, claim))

    monkeypatch.setattr(normalise, "lay_out", lies)
    (error,) = build(entry(shelf), Order(formats=("epub",))).errors
    assert isinstance(error, BookError)
    assert error.findings[0].code == "F002"


@pytest.mark.usefixtures("no_validators")
def test_strict_refuses_a_book_with_warnings(
    shelf: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from dataclasses import replace

    from bookmaker import normalise

    real = normalise.lay_out
    warning = Finding("T201", Severity.WARNING, Place("sources/tide.txt", 3), "quotation mark never closed")

    def warned(*args: object) -> object:
        return replace(real(*args), findings=(warning,))  # type: ignore[arg-type]

    monkeypatch.setattr(normalise, "lay_out", warned)
    assert run(["epub", "--strict"]) == 1
    assert names(shelf.dist) == []
    assert capsys.readouterr().err == "sources/tide.txt:3: warning: quotation mark never closed [T201]\n"
    assert run(["check", "--strict"]) == 1
    assert run(["check"]) == 0
    assert run(["epub"]) == 0


def test_many_books_in_processes_of_their_own(shelf: Project) -> None:
    for slug in ("ebb", "flood"):
        add(shelf.root, slug)
    (shelf.metadata / "flood.yaml").write_text("titel: wrong\n")
    entries = choose([], shelf, shelf.root)
    alone = list(build_all(entries, Order(formats=("epub",))))
    digests = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in shelf.dist.iterdir()}
    together = list(build_all(entries, Order(formats=("epub",), jobs=3)))
    assert [result.entry.slug for result in together] == ["ebb", "flood", "tide"]
    assert [len(result.errors) for result in together] == [0, 1, 0]
    assert str(together[1].errors[0]) == str(alone[1].errors[0])
    assert digests == {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in shelf.dist.iterdir()}


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("after", [0.3, 0.6, 1.0])
def test_signals_leave_whole_books(shelf: Project, number: signal.Signals, jobs: str, after: float) -> None:
    for count in range(12):
        add(shelf.root, f"book-{count}")
    # Through a shell's eyes: a process of its own group, which listens to Ctrl-C.
    listens = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
    command = [sys.executable, "-c", listens + "from bookmaker.__main__ import main; main()", "epub", "-j", jobs]
    running = subprocess.Popen(
        command, cwd=shelf.root, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True
    )
    time.sleep(after)
    if number is signal.SIGINT:
        os.killpg(running.pid, number)  # as a terminal does
    else:
        running.terminate()
    _, told = running.communicate(timeout=30)
    assert running.returncode in (0, 130, 128 + signal.SIGTERM, -number), told.decode()
    assert b"Traceback" not in told
    for path in shelf.dist.iterdir():
        assert path.suffix == ".epub"
        assert path.read_bytes()[-22:-18] == b"PK\x05\x06", "a whole zip ends in its directory"


def test_errors_come_whole_from_another_process() -> None:
    import pickle

    finding = Finding("M005", Severity.ERROR, Place("x.yaml", 1), "`title` is missing")
    for error in (BookError([finding]), OutsideError("no disk", "make room"), UnexpectedError("bug", "trace")):
        again = pickle.loads(pickle.dumps(error))
        assert (type(again), str(again), again.hint) == (type(error), str(error), error.hint)
    assert pickle.loads(pickle.dumps(BookError([finding]))).findings == (finding,)


def test_the_systems_errors_are_not_bugs() -> None:
    told = UnexpectedError.of(PermissionError(errno.EACCES, "Permission denied", "sources/tide.txt"))
    assert isinstance(told, OutsideError)
    assert str(told) == "sources/tide.txt: Permission denied"


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("sources/tide.txt", b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 8, "sources/tide.txt: error: "),
        ("sources/tide.txt", b"PK\x03\x04" + bytes(2000), "sources/tide.txt: error: "),
        (
            "metadata/tide.yaml",
            "title: Fl\xf6te\n".encode("latin-1"),
            "metadata/tide.yaml:1: error: this YAML is not UTF-8",
        ),
        ("metadata/tide.yaml", b"title: The\0Tide\n", "metadata/tide.yaml:1: error: a control character (U+0000)"),
        ("metadata/tide.yaml", b"[" * 5000, "metadata/tide.yaml:1: error: "),
        (
            "metadata/tide.yaml",
            b"title: The Tide\nlanguage: \xff\n",
            "metadata/tide.yaml:2: error: this YAML is not UTF-8",
        ),
    ],
)
def test_bytes_that_are_no_text(
    shelf: Project, name: str, data: bytes, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (shelf.root / name).write_bytes(data)
    assert run(["epub"]) == 1
    shown = capsys.readouterr()
    assert shown.err.startswith(told)
    assert shown.err.count("\n") == 1
    assert names(shelf.dist) == []


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
@pytest.mark.parametrize("line_end", ["\r\n", "\r"])
def test_yaml_of_other_systems(shelf: Project, encoding: str, line_end: str) -> None:
    text = line_end.join(["title: Flöte", "build:", "  theme: nowhere", ""])
    (shelf.metadata / "tide.yaml").write_bytes(text.encode(encoding))
    (error,) = build(entry(shelf), Order(formats=("epub",))).errors
    assert str(error).startswith("metadata/tide.yaml:3: error: no theme is called")


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_a_cache_on_another_disk_is_emptied(shelf: Project, tmp_path: Path) -> None:
    (tmp_path / "large" / "ab").mkdir(parents=True)
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / "bookmaker-pages").symlink_to(tmp_path / "large")
    assert run(["clean"]) == 0
    assert names(tmp_path / "cache" / "bookmaker-pages") == []


def test_progress_shows_on_a_terminal_and_is_wiped(shelf: Project) -> None:
    import pty

    master, slave = pty.openpty()
    command = [sys.executable, "-m", "bookmaker", "build", "tide"]
    with subprocess.Popen(command, cwd=shelf.root, stdout=subprocess.PIPE, stderr=slave) as running:
        os.close(slave)
        shown = b""
        with contextlib.suppress(OSError):  # how a terminal says that nobody writes any more
            while chunk := os.read(master, 4096):
                shown += chunk
        assert running.stdout is not None
        out = running.stdout.read()
    os.close(master)
    assert running.returncode == 0
    assert out == b"dist/tide.epub\ndist/tide.pdf\n"
    assert b"\rtide: reading" in shown
    assert b"\rtide: pdf" in shown
    assert shown.rstrip(b"\r").rpartition(b"\r")[2].strip() == b""
    assert b"\n" not in shown


def test_without_a_terminal_nothing_is_drawn(shelf: Project) -> None:
    ended = subprocess.run([sys.executable, "-m", "bookmaker", "build", "tide"], cwd=shelf.root, capture_output=True)
    assert (ended.returncode, ended.stderr) == (0, b"")


def test_a_pipe_that_closes(shelf: Project) -> None:
    command = f"{sys.executable} -m bookmaker inspect tide | head -1"
    ended = subprocess.run(command, shell=True, cwd=shelf.root, capture_output=True, text=True)
    assert ended.stdout == "Tide, by R. Example [en]\n"
    assert ended.stderr == ""


@pytest.mark.skipif(sys.platform != "linux", reason="other systems take UTF-8 names alone")
def test_a_file_name_of_another_encoding(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"fl\xf6te.txt")).write_text("A flute is a kind of tide.\n")
    command = [sys.executable, "-m", "bookmaker", "epub", b"fl\xf6te.txt", "-o", "out.epub"]
    ended = subprocess.run(command, cwd=tmp_path, capture_output=True)
    assert (ended.returncode, ended.stdout) == (0, b"out.epub\n")


def test_a_terminal_that_cannot_show_a_title(shelf: Project) -> None:
    (shelf.metadata / "tide.yaml").write_text("title: Прилив\n", encoding="utf-8")
    command = [sys.executable, "-m", "bookmaker", "list"]
    environment = {**os.environ, "PYTHONIOENCODING": "latin-1"}
    ended = subprocess.run(command, cwd=shelf.root, env=environment, capture_output=True)
    assert ended.returncode == 0
    assert b"\\u041f" in ended.stdout


def test_the_identifier_of_a_book_without_one_is_its_own_and_stays() -> None:
    tide = Metadata(title="The Tide", contributors=(Contributor("R. Example"),))
    given = identified(tide, "tide").identifiers
    assert given == identified(tide, "tide").identifiers != identified(tide, "ebb").identifiers
    assert given == (Identifier("uuid", "04bfe317-5e18-593e-9283-110e70f004d8"),)
