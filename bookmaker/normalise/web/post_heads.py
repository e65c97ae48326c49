"""What stands over a posted story: the head of a mail or of an article of a newsgroup, a journal's; signatures.

`From:` and `Subject:` alone may be a mail in the story: a head has what only programs write, too (`Message-ID:`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bookmaker.model import Decision, Facts, Line
from bookmaker.normalise.passes import Group, Piece, removal
from bookmaker.normalise.web import archive_keys

_KEY = re.compile(
    r"(From|Newsgroups|Subject|Date|Organi[sz]ation|Lines|Message-ID|To|Cc|Reply-To|Sender|Path|References|"
    r"Followup-To|Approved|NNTP-Posting-\w+|MIME-Version|Content-[\w-]+|Status|Xref|Distribution|Keywords|Received|"
    r"Return-Path|In-Reply-To|User-Agent|List-\w+|Delivered-To|X-[\w-]+):(?: +(\S.*))?",
    re.IGNORECASE,
)
_PROGRAMS = frozenset(
    "newsgroups lines message-id path nntp-posting-host mime-version xref received return-path organization".split()
)
_MBOX = re.compile(r"From \S+ .*\d\d:\d\d:\d\d .*\d{4}")
_NAMED = re.compile(r"\S+@\S+ \((?P<in>[^()]+)\)|\"?(?P<before>[^\"<>@]+?)\"? <\S+@\S+>")
_QUOTED = re.compile(r"[\"“]([^\"“”]{2,80})[\"”]")
_ASIDE = re.compile(
    r"^(?:(?:Re|Fwd?|FIC|NEW|REPOST|STORY|ADV|ATXC|FF|TITLE)\s?:\s*|\[[^\]]*\]\s*)+|"
    r"(?:\s*(?:[(\[][^()\[\]]*[)\]]|\b\d{1,2}/(?:\d{1,2}|\?)))+\s*$",
    re.IGNORECASE,
)
_BY = re.compile(r"(?:by|title:|author:)\s", re.IGNORECASE)
_TOP = 4  # groups below a head in which the story may name itself
_SIGNED = 9  # lines of a signature
_JOURNAL = re.compile(r"\S{1,40} \((?:\[info\])?\S{1,40}\) wrote(?: in (?:\[\w+\])?\S{1,40})?[,:]?(?: ?@ ?\d{4}-.*)?")
_ENTRY = re.compile(
    r"@ ?\d{4}-\d\d-\d\d \d\d:\d\d(?::\d\d)?|(?:Current )?(?:mood|music|location):.*|(?:entry )?tags:.*|"
    r"\(?(?:post a new comment|read \d* ?comments?|leave a comment|\d+ comments?|add to memories|tell a friend)\)?",
    re.IGNORECASE,
)
_RULED = frozenset("_-=~*")
_OF_LIST = re.compile(r"https?://\S+/listinfo\b|\b(?:to )?unsubscribe\b|\bgroups\.yahoo\.com", re.IGNORECASE)
_RULE = "fan-fiction/post"


def strip(pieces: tuple[Piece, ...]) -> tuple[tuple[Piece, ...], list[Decision], Facts]:
    """The pieces without heads and signatures; title and name from the first head where the story has none."""
    entry = _entry(pieces)
    posted = any(isinstance(piece, Group) and _is_head(piece.lines) for piece in pieces[:_TOP])
    every = enumerate(pieces if posted else ())
    heads = [n for n, piece in every if isinstance(piece, Group) and _is_head(piece.lines)]
    if not heads and not entry:
        return pieces, [], ()
    gone = {id(line) for n in heads if isinstance(piece := pieces[n], Group) for line in piece.lines}
    gone |= entry | _again(pieces, heads[1:]) | _of_lists(pieces)
    ends = {len(pieces), *heads} if heads else set()
    for end in ends - {0}:
        last = pieces[end - 1]
        if isinstance(last, Group) and last.lines[0].text == "--" and 1 < len(last.lines) <= _SIGNED:
            gone |= {id(line) for line in last.lines}
    out: list[Piece] = []
    decisions: list[Decision] = []
    for piece in pieces:
        kept = [line for line in piece.lines if id(line) not in gone] if isinstance(piece, Group) else []
        if not isinstance(piece, Group) or len(kept) == len(piece.lines):
            out.append(piece)
            continue
        decisions.append(removal(_RULE, [line for line in piece.lines if id(line) in gone]))
        if kept:
            out.append(replace(piece, lines=(kept[0]._replace(blanks=piece.lines[0].blanks), *kept[1:])))
    return tuple(out), decisions, tuple(_said(pieces, heads[0])) if heads and heads[0] < _TOP else ()


def _again(pieces: Sequence[Piece], heads: Sequence[int]) -> set[int]:
    """The lines (by id) that state title, rating and the like once more under the heads of a story's other posts."""
    gone: set[int] = set()
    for head in heads:
        near = [line for piece in pieces[head + 1 : head + _TOP] if isinstance(piece, Group) for line in piece.lines]
        facts = [line for line in near if archive_keys.KEY.fullmatch(line.text)]
        stated = {archive_keys.named(match[1]) for line in facts if (match := archive_keys.KEY.fullmatch(line.text))}
        if "title" in stated and len(stated) > 2:
            gone |= {id(line) for line in facts}
    return gone


def _of_lists(pieces: Sequence[Piece]) -> set[int]:
    """The lines (by id) that a mailing list sets under each mail: a rule, its name, its addresses."""
    feet = (piece for piece in pieces if isinstance(piece, Group) and 1 < len(piece.lines) < _SIGNED)
    return {
        id(line)
        for piece in feet
        if set(piece.lines[0].text) <= _RULED and any(_OF_LIST.search(line.text) for line in piece.lines)
        for line in piece.lines
    }


def _is_head(lines: Sequence[Line]) -> bool:
    """Whether lines are nothing but what a program writes over a post, lines that go on from one above among them."""
    first = lines[0].text
    if len(lines) < 3 or not (_KEY.match(first) or _MBOX.fullmatch(first)):
        return False
    keys = {match[1].lower() for line in lines if (match := _KEY.fullmatch(line.text))}
    strange = [line for line in lines[1:] if not _KEY.fullmatch(line.text) and not line.indent]
    return {"from", "subject"} <= keys and bool(keys & _PROGRAMS) and not strange


def _entry(pieces: Sequence[Piece]) -> set[int]:
    """The lines of a journal's own (by id), when one stands at the top: who wrote where, in what mood."""
    top = next((piece for piece in pieces[:1] if isinstance(piece, Group)), None)
    if top is None or not _JOURNAL.fullmatch(top.lines[0].text):
        return set()
    near = [piece for piece in (*pieces[:_TOP], *pieces[-2:]) if isinstance(piece, Group)]
    return {id(top.lines[0])} | {id(line) for piece in near for line in piece.lines if _ENTRY.fullmatch(line.text)}


def _said(pieces: Sequence[Piece], head: int) -> list[tuple[str, str]]:
    """What a head says of the story, unless the story says it itself."""
    below = (piece for piece in pieces[head + 1 : head + 1 + _TOP] if isinstance(piece, Group))
    if any(_BY.match(line.text) for piece in below for line in piece.lines):
        return []
    group = pieces[head]
    assert isinstance(group, Group)
    stated = {match[1].lower(): match[2] or "" for line in group.lines if (match := _KEY.fullmatch(line.text))}
    quoted = _QUOTED.search(stated["subject"])
    title = quoted[1] if quoted else _ASIDE.sub("", stated["subject"]).strip()
    named = _NAMED.fullmatch(stated["from"])
    name = (named["in"] or named["before"]).strip() if named else ""
    return [(fact, value) for fact, value in (("title", title), ("author", name)) if value]
