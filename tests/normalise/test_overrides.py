"""The author's word on single lines: in plain text, and (cases in overrides.md) in every kind of source."""

from __future__ import annotations

from pathlib import Path
from textwrap import indent

import pytest
from cases import Case, read_cases
from hypothesis import example, given
from hypothesis import strategies as st
from wording import author_texts

from bookmaker import intake, proofs
from bookmaker.dump import dump
from bookmaker.errors import BookError
from bookmaker.fidelity import compare, words
from bookmaker.intake import html, markdown
from bookmaker.intake.plaintext import read
from bookmaker.metadata import NormaliseSettings, Override
from bookmaker.metadata import recipe as yaml
from bookmaker.model import Kind, Metadata, Place
from bookmaker.normalise import Normalised, normalise

READERS = {"md": markdown.read, "html": html.read, "txt": read}
CASES = read_cases(Path(__file__).with_name("overrides.md"))

TEXT = b"""The fog came up the hill and sat down on the roof of the chapel by noon.

Ashes

The bell could not be heard from the harbour any more, so they nodded at noon.

Chapter 1

She said nothing, because a coat like that had to come from somewhere here.
"""


def made(*overrides: Override) -> Normalised:
    return normalise([read(TEXT, "a.txt")], Metadata("T"), NormaliseSettings(overrides=overrides))


def test_a_heading() -> None:
    result = made(Override("heading", first=3, last=3, kind=Kind.PROLOGUE, level=1))
    assert "# prologue title='Ashes'\n" in dump(result.book)


def test_not_a_heading() -> None:
    result = made(Override("text", pattern=r"^Chapter \d"))
    assert "p Chapter 1\n" in dump(result.book)


@pytest.mark.parametrize(
    ("override", "block"),
    [
        (Override("verse", first=3, last=5), "verse\n    | Ashes"),
        (Override("verbatim", first=3, last=3), "pre\n    Ashes"),
        (Override("letter", first=5, last=5), "letter\n    p The bell"),
        (Override("quotation", first=5, last=5), "quotation\n    p The bell"),
        (Override("scene-break", first=5, last=5), "scene-break\n  p The bell"),
        (Override("scene-break", first=4, last=4), "scene-break\n  p The bell"),
    ],
)
def test_blocks(override: Override, block: str) -> None:
    assert block in dump(made(override).book)


def test_one_that_matches_nothing_is_an_error() -> None:
    at = Place("metadata/a.yaml", 7)
    result = made(Override("heading", pattern="nowhere", place=at), Override("text", first=3, last=3, file="b.txt"))
    assert [(finding.code, finding.severity) for finding in result.findings] == [("N401", "error")] * 2
    assert result.findings[0].place == at


LINES = st.sampled_from(
    r"""
    ~ ~ ~ #~One ##~Two ## Three >~quoted > 1.~a 2.~b 12.~c -~x *~* ~~~~code ``` line~~ a\\ [x](#one) [^1]~x [^1]:~note
    <p>a<br>b</p> <h2>H</h2> <hr> <ul><li>a</li></ul> <blockquote><p>q</p></blockquote> <pre>x *em em* --- | CHAPTER~I
    The~tide~came~in, and~went. oOo Dear~Ann, a|b *** «so» "so" ANN.~No. †~so <b>b</b> a<br>b
    """.split()
).map(lambda line: line.strip("~").replace("~", " "))
OVERRIDES = st.builds(
    lambda meaning, first, more, pattern: Override(
        meaning, **({"pattern": pattern} if more == 4 else {"first": first, "last": first + more})
    ),
    st.sampled_from(("heading", "text", "verse", "scene-break", "verbatim", "letter", "quotation")),
    st.integers(1, 20),
    st.integers(0, 4),
    st.sampled_from(("tide", "^[A-Z]", r"\d", "a", "^$")),
)


@example("md", [">", "", ">"], [])
@given(
    st.sampled_from(("md", "html", "txt")),
    st.lists(LINES, min_size=1, max_size=25),
    st.lists(OVERRIDES, max_size=4),
)
def test_property_no_override_loses_a_word(kind: str, lines: list[str], overrides: list[Override]) -> None:
    text = "\n".join(lines)
    try:
        draft = READERS[kind](text.encode(), f"s.{kind}")
    except BookError:
        return  # not a word in it
    result = normalise([draft], Metadata("T", language="en"), NormaliseSettings(overrides=tuple(overrides)))
    body, _ = author_texts(result.book)
    assert compare(proofs.promised([draft], result.decisions).body, words("\n\n".join(body))) is None


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_a_source_with_overrides(case: Case, accept: bool, tmp_path: Path) -> None:
    (kind, text), *_ = case.blocks
    source = tmp_path / f"story.{kind}"
    source.write_text(text, encoding="utf-8")
    draft = intake.read(source, source.name)
    settings = yaml.read("title: T\nnormalise:\n  overrides:\n" + indent(case["yaml"], "    "), "t.yaml").normalise
    result = normalise([draft], Metadata("T", language="en"), settings)
    findings = "".join(f"! {finding}\n" for finding in result.findings)
    case.expect("book", findings + dump(result.book), accept=accept)
    body, _ = author_texts(result.book)
    assert compare(proofs.promised([draft], result.decisions).body, words("\n\n".join(body))) is None
