"""Markup of forums and pages that was pasted into plain text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookmaker.intake.plaintext import read
from bookmaker.intake.typed_markup import typed


def lines(text: str) -> list[str]:
    return [line.text for line in read(text.encode(), "tide.txt").lines]


@pytest.mark.parametrize(
    ("source", "meant"),
    [
        ("She said [i]no[/i].", "She said _no_."),
        ("She said <em>no</em>, <B>loudly</B>.", "She said _no_, **loudly**."),
        ("It was [i]cold [/i]there, and[i] dark[/i].", "It was _cold_ there, and _dark_."),
        ("[b][center]Low Water[/center][/b]", "**Low Water**"),
        ("[color=red]Alarm.[/color] [size=5]Run![/size]", "Alarm. Run!"),
        ('<p class="x">The tide.</p>', "The tide."),
        ("un[i]believ[/i]able", "unbelievable"),
        ("[center]* * *[/center]", "* * *"),
        ("[i]So[/i]\n\n[hr][/hr]\n\nOn.", "_So_\n* * *\nOn."),
        ("[i]So[/i]\n\n<hr />\n\nOn.", "_So_\n* * *\nOn."),
        ("[url=https://example.org]Here[/url]", "Here"),
        ("Tide &amp; glass&mdash;&quot;no&quot;", 'Tide & glass—"no"'),
        ("[i]\nOne\nTwo\n[/i]", "_One\nTwo_"),
        ("[i]One\n\nTwo[/i]", "_One_\n_Two_"),
        ("/Steady./ She /was/ steady.\n\n/A longer\nthought./", "_Steady._ She _was_ steady.\n_A longer\nthought._"),
        # No tags: a rank, a note's call, a sum, brackets that nothing closes.
        (
            "The [B] rank, note [i], 3 < 4 > 2, <sigh>, [center].",
            "The [B] rank, note [i], 3 < 4 > 2, <sigh>, [center].",
        ),
        ("A kitten /kit'@n/ of ash /ash/ or a gull /gul/.",) * 2,
        ("The [B] rank is [i]high[/i].", "The [B] rank is _high_."),
        (
            "He and/or she, 1/2/96, /usr/bin/, /me waves, /a/ and /b/, /c.",
            "He and/or she, 1/2/96, /usr/bin/, /me waves, /a/ and /b/, /c.",
        ),
        ("The firm of A&B; and [hr] stay.", "The firm of A&B; and [hr] stay."),
    ],
)
def test_typed(source: str, meant: str) -> None:
    assert "\n".join(lines(source)) == meant


def test_lines_of_tags_alone_leave_no_gap() -> None:
    read_lines = read(b"[i]One.[/i]\n\n[center]\n***\n[/center]\n\nTwo.", "tide.txt").lines
    assert [(line.text, line.blanks, line.place.line) for line in read_lines] == [
        ("_One._", 0, 1), ("***", 1, 4), ("Two.", 1, 7)
    ]  # fmt: skip


def test_every_line_changed_is_told() -> None:
    draft = read(b"Plain.\n\nShe said [i]no[/i].", "tide.txt")
    assert [(d.place.line, d.before, d.after) for d in draft.decisions] == [
        (3, "She said [i]no[/i].", "She said _no_.")
    ]


@given(st.text(alphabet="ab \n[]/<>ibhr*&;qu=", max_size=60))
def test_line_for_line(text: str) -> None:
    raw = text.split("\n")
    made, emptied, _ = typed(raw, "tide.txt")
    assert len(made) == len(raw)
    assert all(raw[number].strip() and not made[number] for number in emptied)
