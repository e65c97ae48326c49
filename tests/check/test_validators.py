"""What others' validators report, as they report it: Ace leads to an element, not to a line."""

from __future__ import annotations

import json
import re
import sys
import zipfile
from pathlib import Path

import pytest

from bookmaker.check.validators import Message, ace, epubcheck
from bookmaker.errors import OutsideError

PAGE = b"""<?xml version="1.0" encoding="utf-8"?>
<html xmlns="http://www.w3.org/1999/xhtml">
<head><title>One</title></head>
<body>
<section id="one">
<p>A <em>first</em> paragraph.</p>
<p>
<img src="lamp.png"/>
</p>
</section>
</body>
</html>
"""

WRITE = 'import sys, pathlib; pathlib.Path(sys.argv[sys.argv.index("--outdir") + 1], "report.json").write_text({!r})'


def fake(folder: Path, code: str) -> str:
    """A command that does what a line of Python says."""
    command = folder / "ace"
    command.write_text(f"#!{sys.executable}\n{code}\n", encoding="utf-8")
    command.chmod(0o755)
    return str(command)


def reported(folder: Path, url: str, *cfi: str) -> tuple[Message, ...]:
    said = {
        "earl:test": {"dct:title": "image-alt", "earl:impact": "critical", "help": {"dct:title": "Images have words"}},
        "earl:result": {"dct:description": "no alt", "earl:pointer": {"cfi": list(cfi)}},
    }
    report = {"assertions": [{"earl:testSubject": {"url": url}, "assertions": [said]}]}
    with zipfile.ZipFile(folder / "book.epub", "w") as epub:
        epub.writestr("EPUB/one.xhtml", PAGE)
        epub.writestr("EPUB/content.opf", "<package/>")
    return ace(folder / "book.epub", fake(folder, WRITE.format(json.dumps(report))))


def test_a_violation_is_told_of_its_line(tmp_path: Path) -> None:
    (said,) = reported(tmp_path, "one.xhtml", "/4/2[one]/4/2")
    assert said == Message("image-alt", "critical", "one.xhtml", 8, "Images have words: no alt")


def test_a_path_that_leads_nowhere_ends_where_it_can(tmp_path: Path) -> None:
    assert reported(tmp_path, "one.xhtml", "/4/2[one]/98/2")[0].line == 5


def test_what_is_about_the_whole_book_has_no_line(tmp_path: Path) -> None:
    assert reported(tmp_path, "content.opf")[0].line == 0
    assert reported(tmp_path, "one.xhtml")[0].line == 0


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("print('no Chromium here')", "Ace could not look at the book: no Chromium here"),
        ("raise SystemExit(1)", "Ace could not look at the book: it said nothing"),
        (WRITE.format("{"), "Ace could not look at the book: {"),
    ],
)
def test_a_validator_that_cannot_run_says_why(code: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(OutsideError, match=re.escape(message)):
        ace(tmp_path / "book.epub", fake(tmp_path, code))


def test_and_a_missing_one_too(tmp_path: Path) -> None:
    with pytest.raises(OutsideError, match="Ace cannot be started: No such file"):
        ace(tmp_path / "book.epub", str(tmp_path / "nowhere"))


def test_java_that_does_not_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Path(fake(tmp_path, "raise SystemExit('no memory')")).rename(tmp_path / "java")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(OutsideError, match="epubcheck could not look at the book: no memory"):
        epubcheck(tmp_path / "book.epub")
