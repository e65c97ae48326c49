"""Every code has a folder: `bad.txt` has what it is about, `good.txt` what looks like it and is right."""

from __future__ import annotations

from pathlib import Path

import pytest

from bookmaker import intake
from bookmaker.check import encodings, text
from bookmaker.intake.plaintext import read
from bookmaker.metadata import NormaliseSettings
from bookmaker.model import Finding, Metadata
from bookmaker.normalise import normalise

FOLDER = Path(__file__).parent / "text"
CODED = ('"N1', '"N2', '"N3', '"T2', '"T3')  # what the text of a book alone shows
CODES = sorted(path.name for path in FOLDER.iterdir())


def found(path: Path) -> list[Finding]:
    draft = intake.read(path, path.name)
    made = normalise([draft], Metadata("A Book", language="en"), NormaliseSettings())
    return [*made.findings, *encodings.findings([draft]), *text.findings(made.book)]


@pytest.mark.parametrize("code", CODES)
def test_what_a_code_is_about(code: str, accept: bool) -> None:
    golden = FOLDER / code / "findings.txt"
    actual = "".join(f"{finding}\n" for finding in found(FOLDER / code / "bad.txt") if finding.code == code)
    assert actual
    if accept:
        golden.write_text(actual, encoding="utf-8")
    assert actual == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("code", CODES)
def test_what_only_looks_like_it(code: str) -> None:
    assert not [str(finding) for finding in found(FOLDER / code / "good.txt") if finding.code == code]


def test_every_code_has_a_folder() -> None:
    source = "\n".join(
        path.read_text(encoding="utf-8")
        for folder in ("check", "normalise")
        for path in (Path(text.__file__).parents[1] / folder).rglob("*.py")
    )
    used = {source[at + 1 : at + 5] for at in range(len(source)) if source.startswith(CODED, at)}
    assert used <= set(CODES)


@pytest.mark.parametrize(
    ("language", "line", "told"),
    [
        ("fr", "Nous nous sommes vus, et il y a a priori de de la place.", ["de de"]),
        ("de", "Die, die die Lampe sah, ging und und kam, und wer, der der Wirt war.", ["und und"]),
        ("ru", "Он стоял на на берегу и ждал, ждал.", ["на на"]),
        ("hu", "A a nap.", []),
    ],
)
def test_each_language_has_its_own_slips(language: str, line: str, told: list[str]) -> None:
    book = normalise([read(line.encode(), "a.txt")], Metadata("A", language=language), NormaliseSettings()).book
    said = [finding.message for finding in text.findings(book)]
    assert len(said) == len(told) and all(slip in message for slip, message in zip(told, said, strict=True))


def test_a_file_full_of_wrong_letters_is_told_once() -> None:
    lines = "\n\n".join(["Глава"] * 2 + ["Было поздно, и никто не шёл."] * 9)
    draft = read(lines.encode("cp1251").decode("cp1252").encode(), "a.txt")
    (finding,) = encodings.findings([draft])
    assert (finding.place.line, finding.fix) == (1, "it was: Глава")
    assert "10 lines below" in finding.message
    assert not list(
        encodings.findings([read(lines.encode(), "a.txt"), read("Så är det: ÅÄÖ, père.".encode(), "b.txt")])
    )
