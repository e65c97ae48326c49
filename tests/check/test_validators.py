"""What others' validators report, as they report it: Ace leads to an element, not to a line."""

from __future__ import annotations

import json
import sys
import zipfile
from pathlib import Path

from bookmaker.check.validators import Message, ace

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

FAKE = """#!{python}
import sys, pathlib
pathlib.Path(sys.argv[sys.argv.index("--outdir") + 1], "report.json").write_text({report!r})
"""


def reported(folder: Path, url: str, *cfi: str) -> tuple[Message, ...]:
    said = {
        "earl:test": {"dct:title": "image-alt", "earl:impact": "critical", "help": {"dct:title": "Images have words"}},
        "earl:result": {"dct:description": "no alt", "earl:pointer": {"cfi": list(cfi)}},
    }
    report = {"assertions": [{"earl:testSubject": {"url": url}, "assertions": [said]}]}
    command = folder / "ace"
    command.write_text(FAKE.format(python=sys.executable, report=json.dumps(report)), encoding="utf-8")
    command.chmod(0o755)
    with zipfile.ZipFile(folder / "book.epub", "w") as epub:
        epub.writestr("EPUB/one.xhtml", PAGE)
        epub.writestr("EPUB/content.opf", "<package/>")
    return ace(folder / "book.epub", str(command))


def test_a_violation_is_told_of_its_line(tmp_path: Path) -> None:
    (said,) = reported(tmp_path, "one.xhtml", "/4/2[one]/4/2")
    assert said == Message("image-alt", "critical", "one.xhtml", 8, "Images have words: no alt")


def test_a_path_that_leads_nowhere_ends_where_it_can(tmp_path: Path) -> None:
    assert reported(tmp_path, "one.xhtml", "/4/2[one]/98/2")[0].line == 5


def test_what_is_about_the_whole_book_has_no_line(tmp_path: Path) -> None:
    assert reported(tmp_path, "content.opf")[0].line == 0
    assert reported(tmp_path, "one.xhtml")[0].line == 0
