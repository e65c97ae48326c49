"""Comments in the margin of a Google Document, as its exports print them."""

from __future__ import annotations

import pytest

from bookmaker.dump import dump_blocks
from bookmaker.intake.html import read as read_page
from bookmaker.intake.margin_comments import cut


@pytest.mark.parametrize(
    ("source", "meant"),
    [
        ("The tide[a] was out.[b][c]\n\n[a]which one?\n[b]good\n\nreally good\n[c]no", "The tide was out."),
        # An author's notes, labels out of order, a mark that is not there, a list.
        ("The tide[a] was out.\n\n[a] The ebb.", ""),
        ("The tide[b] was out.[a]\n\n[a]one\n[b]two", ""),
        ("The tide[a] was out.\n\n[a]one\n[b]two", ""),
        ("[a]one\n[b]two\n\n[a]one\n[b]two", ""),
    ],
)
def test_cut(source: str, meant: str) -> None:
    raw = source.split("\n")
    lines, decisions = cut(raw, "tide.txt")
    assert "\n".join(lines).strip() == (meant or source)
    assert all(decision.removed for decision in decisions)
    assert bool(decisions) == bool(meant)


def test_a_page() -> None:
    page = """<p>The tide<sup><a href="#cmnt1" id="cmnt_ref1">[a]</a></sup> was out.</p>
    <p>So were we<sup><a href="#ftnt1" id="ftnt_ref1">[1]</a></sup>.</p>
    <div><p><a href="#ftnt_ref1" id="ftnt1">[1]</a> Both.</p></div>
    <div><p><a href="#cmnt_ref1" id="cmnt1">[a]</a>good</p></div>"""
    draft = read_page(page.encode(), "tide.html")
    assert [line.split("[")[0] for line in dump_blocks(draft.blocks)] == ["p The tide was out.", "p So were we"]
    assert len(draft.notes) == 1
    assert [decision.before.strip() for decision in draft.decisions] == ["[a]", "[a]good"]
