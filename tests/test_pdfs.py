"""The sample books as PDFs: whole by qpdf, true to PDF/UA, and every word of the EPUB in pdftotext's, in order."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from proofreading import against, lost, tag_faults
from reading import opened

from bookmaker import proofs
from bookmaker.cli import run
from bookmaker.fidelity import words

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = sorted(path.stem for path in (ROOT / "metadata").glob("*.yaml"))


@pytest.fixture(autouse=True)
def nothing_of_the_user(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("CONFIG", "CACHE", "STATE"):
        monkeypatch.setenv(f"BOOKMAKER_{name}", str(tmp_path / name.lower()))


@pytest.mark.parametrize("slug", SAMPLES)
def test_every_word_of_a_sample_is_printed(slug: str, tmp_path: Path) -> None:
    for form in ("epub", "pdf"):
        assert run([form, "-q", "-C", str(ROOT), slug, "-o", str(tmp_path / f"book.{form}")]) == 0
    pdf = tmp_path / "book.pdf"
    subprocess.run(["qpdf", "--check", str(pdf)], check=True, capture_output=True)
    text = subprocess.run(["pdftotext", str(pdf), "-"], check=True, capture_output=True, encoding="utf-8").stdout
    wanted = list(proofs.proof(proofs.epub((tmp_path / "book.epub").read_bytes())).body.words)
    assert len(wanted) > 800
    assert lost(wanted, words(text)) == []
    assert lost([*wanted[:400], "unprinted", *wanted[400:]], words(text)) == ["unprinted"]
    assert against(pdf.read_bytes(), "ua1") == []
    assert list(tag_faults(opened(pdf.read_bytes()))) == []
