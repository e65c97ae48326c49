"""Typographic passes: cases as data, and what holds of any text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from cases import Case, read_cases
from hypothesis import example, given
from hypothesis import strategies as st

from bookmaker import fidelity
from bookmaker.dump import dump_blocks
from bookmaker.languages import every, language
from bookmaker.model import Book, Kind, LineBreak, Metadata, Paragraph, Place, Section, Text, Verse, VerseLine
from bookmaker.normalise import typographic_passes
from bookmaker.normalise.passes import Decisions, Findings
from bookmaker.normalise.typography.runs import Run, rebuild, runs
from bookmaker.walk import block_text

FILES = sorted((Path(__file__).parent / "cases").glob("*.md"))
CASES = [case for path in FILES for case in read_cases(path)]
LANGUAGES = tuple(profile.tag for profile in every())


def book(text: str) -> Book:
    line = 1
    blocks = []
    for paragraph in text.strip("\n").split("\n\n"):
        blocks.append(Paragraph((Text(paragraph),), place=Place("story.txt", line)))
        line += paragraph.count("\n") + 2
    return Book(Metadata("A Story"), (Section(Kind.TEXT, blocks=tuple(blocks)),))


def verse(text: str) -> Book:
    blocks = (
        Verse((tuple(VerseLine((Text(line),)) for line in stanza.split("\n")),), place=Place("story.txt", 1))
        for stanza in text.strip("\n").split("\n\n")
    )
    return Book(Metadata("A Story"), (Section(Kind.TEXT, blocks=tuple(blocks)),))


def edited(before: Book, tag: str, only: str = "") -> tuple[Book, Decisions, Findings]:
    """The book after all typographic passes, or after one alone."""
    decisions: Decisions = ()
    findings: Findings = ()
    text: Sequence[Run] = runs(before)
    for name, change in typographic_passes(language(tag)):
        if only in ("", name):
            text, decided, found = change(text)
            decisions = (*decisions, *decided)
            findings += found
    return rebuild(before, text), decisions, findings


def shown(after: Book) -> str:
    lines = "\n".join(dump_blocks(after.sections[0].blocks))
    return lines.replace("\u00a0", "~").replace("\u202f", "^") + "\n"


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.path.stem}: {case.title}")
def test_a_case(case: Case, accept: bool) -> None:
    tag, text = case.blocks[0]
    alone = case.path.stem if case.path.stem != "languages" else ""
    after, _, _ = edited(book(text), tag, alone)
    case.expect("set", shown(after), accept=accept)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.path.stem}: {case.title}")
def test_a_second_time_changes_nothing(case: Case) -> None:
    tag, text = case.blocks[0]
    once, _, _ = edited(book(text), tag)
    twice, again, _ = edited(once, tag)
    assert shown(twice) == shown(once)
    assert not again


def test_a_change_names_the_line_it_is_on() -> None:
    text = 'The lamp\nwas "out" -- again\nand _again_...\n\nShe said\n"no".'
    _, decisions, _ = edited(book(text), "en")
    lines = {decision.rule.partition("/")[0]: decision.place.line for decision in decisions if decision.place.path}
    assert lines == {"quotes": 6, "dashes": 2, "emphasis": 3, "ellipses": 3}


def test_a_line_end_that_goes_is_made_up_for() -> None:
    after, _, _ = edited(book('The lamp--\nthe old one\nwas out, "so".'), "en")
    assert block_text(after.sections[0].blocks[0]) == "The lamp—the\nold one\nwas out, “so”."


def test_a_mark_may_open_emphasis_after_a_break() -> None:
    sheet = Paragraph((Text("**Name:** Ines"), LineBreak(), Text("**Level:** 4")), "display", place=Place("s.txt", 1))
    before = Book(Metadata("A Story"), (Section(Kind.TEXT, blocks=(sheet,)),))
    after, _, _ = edited(before, "en", "emphasis")
    assert shown(after) == "p(display) <strong>Name:</strong> Ines<br><strong>Level:</strong> 4\n"


def test_lines_of_verse_keep_to_themselves() -> None:
    after, _, _ = edited(verse("The lamp is out\n... and the moon --\n... is down"), "en")
    assert shown(after) == "verse\n  | The lamp is out\n  | … and the moon—\n  | … is down\n"


def test_verse_in_which_nobody_speaks_has_apostrophes() -> None:
    lines = (
        "'Cross the wide moor they cry,\n'Neath skies o' grey.\n\n'Lone on the hill th' sheep lie,\n'Mong a' the hay."
    )
    after, _, findings = edited(verse(lines), "en")
    shown = "\n\n".join(block_text(block) for block in after.sections[0].blocks)
    assert shown.replace("\n\n", "\n").split("\n") == [line for line in lines.replace("'", "’").split("\n") if line]
    assert findings == ()


def test_a_heap_of_dots_is_left_and_told() -> None:
    after, decisions, findings = edited(book("Well . . . ... . . so."), "en")
    assert shown(after) == "p Well . . . ... . . so.\n"
    assert not decisions
    assert [finding.code for finding in findings] == ["T206"]


def test_what_is_sure_and_what_is_not() -> None:
    _, decisions, findings = edited(book('"So," she said.. "Yes'), "en")
    assert [finding.code for finding in findings] == ["T206", "T201"]
    assert {round(decision.confidence, 1) for decision in decisions} == {0.7, 1.0}


def test_speech_goes_on_after_verse_and_what_is_said_of_it() -> None:
    around = book('"Hear this:\n\nA fine line.\n\nThe dogs\' best, or so I think.\n\nWhat say you?"').sections[0].blocks
    blocks = (around[0], *verse("The lamp is out").sections[0].blocks, *around[1:])
    after, _, findings = edited(Book(Metadata("A Story"), (Section(Kind.TEXT, blocks=blocks),)), "en")
    assert block_text(after.sections[0].blocks[-1]) == "What say you?”"
    assert findings == ()


def test_a_book_may_speak_in_pairs_of_single_marks() -> None:
    speech = "''I know,'' said he.\n\n" * 12 + "'''Tis so.\n\n'''No,' says he, ''and goes.''"
    after, _, findings = edited(book(speech), "en")
    shown = [block_text(block) for block in after.sections[0].blocks]
    assert shown[-3:] == ["“I know,” said he.", "“’Tis so.", "“‘No,’ says he, “and goes.”"]
    assert [finding.code for finding in findings] == ["T201"]


def test_a_learned_book_quotes_in_the_middle_of_its_sentences() -> None:
    names = [f"{one}a{two}o" for one in "bcdfglmnprs" for two in "bcdfglmnprs"]
    quoted = (
        f"It was said '{name} of the river was high when the boats came home' and the {name} is there."
        for name in names
    )
    claims = ("She said 'there would be no rope on any of the boats' there.",) * 4
    said = ("'Go home,' said the ferryman. 'It is late.'",)
    after, _, findings = edited(book("\n\n".join((*quoted, *said, *claims))), "en")
    last = block_text(after.sections[0].blocks[-1])
    assert last == "She said ‘there would be no rope on any of the boats’ there."
    assert findings == ()


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("»Nej,« sagde han, »ikke her.«", "nb"),
        ("»Nej,» sagde han, »ikke her.»", "da"),
        ('„Нет", сказал он, „не здесь".', "ru"),
        ("„Нет“, сказал он, „не здесь“.", "ru"),
        ("»Y siguió hablando como antes.", "es"),
    ],
)
def test_old_marks_balance(text: str, tag: str) -> None:
    assert edited(book(text), tag)[2] == ()


WORDS = ("I", "lamp", "em", "é", "'s", "n't", "90s", "1/2", '6"', "--", "...", " - ", "_so_", "*so*", '_"so"_')
ODD = r"""
    th' 'em o' dogs' 'tis a-b n' l' << >> ,, `` '' ´ ` ‚ ‹ › ~ ^ =so= **so** * _ __ = *** 1914-18 -ing und and 5~-~6
    . . . .. .... ......... ~.~.~. ~.~.~.~. 6' 3~1/4 [ ] ¿ ¡ A z 1 w K. / % − ― re-\n \n\n °
"""
HEAPS = tuple(word.replace("~", " ").replace("^", "\u202f").replace("\\n", "\n") for word in ODD.split())
SIGNS = st.sampled_from((*"\"'-. \n,;:!?…—–()“”‘’«»„", *WORDS, *HEAPS, "\u00a0"))
TEXTS = st.lists(SIGNS, max_size=60).map("".join)


@example("6'6''em", "en", book)
@example("6'3 1/4\"_so_", "en", book)
@given(text=TEXTS, tag=st.sampled_from(LANGUAGES), make=st.sampled_from((book, verse)))
def test_property_words_stay(text: str, tag: str, make: Callable[[str], Book]) -> None:
    before = make(text)
    after, _, _ = edited(before, tag)
    assert words(after) == words(before)


@example("=so=\"th'", "fr", book)
@example('"—``', "en", book)
@example('"I``', "en", book)
@example('_so_"=so=', "ca", book)
@example("‘n'", "en", book)
@given(text=TEXTS, tag=st.sampled_from(LANGUAGES), make=st.sampled_from((book, verse)))
def test_property_twice_is_once(text: str, tag: str, make: Callable[[str], Book]) -> None:
    once, _, _ = edited(make(text), tag)
    twice, _, _ = edited(once, tag)
    assert shown(twice) == shown(once)


@given(text=TEXTS, tag=st.sampled_from(LANGUAGES))
def test_property_lines_stay(text: str, tag: str) -> None:
    """As many line ends after as before, so that every word keeps its line, or all after it have gone."""
    before = book(text)
    after, _, _ = edited(before, tag)
    for old, new in zip(before.sections[0].blocks, after.sections[0].blocks, strict=True):
        assert block_text(new).count("\n") <= block_text(old).count("\n")


def words(made: Book) -> list[list[str]]:
    return [fidelity.words(block_text(block)) for block in made.sections[0].blocks]
