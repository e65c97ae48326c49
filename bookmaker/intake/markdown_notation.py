"""What other programs write into Markdown: Obsidian's links, comments and callouts, pandoc's attributes, commands and
lines of verse, Jekyll's and Leanpub's attributes, the heads of files put together, Scrivener's metadata.

Each becomes what Markdown has for it, or goes: none of it is the author's words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bookmaker.intake import gutenberg
from bookmaker.model import Decision, Facts, Place

# (Between two breaks of `%%%`, or far apart, stands the story.)
_COMMENT = re.compile(r"(?<!%)%%(?!%)(?:[^%\n]{1,1000}|[^%]{1,400})(?<!%)%%(?!%)")
_WIKI = re.compile(r"(?P<picture>!)?\[\[(?P<target>[^\[\]|\n]+)(?:\|(?P<words>[^\[\]\n]+))?\]\](?!\()")
_PICTURE = re.compile(r"\.(?:png|jpe?g|gif|webp|svg)$", re.IGNORECASE)
_KEY = re.compile(r"[A-Za-z_][\w -]*:(?: |$)|\s+\S|- \S")
_FACT = re.compile(r"([A-Za-z][A-Za-z ]{1,30}):\s+(\S.*)")
_FILES_OWN = re.compile(r"(?:title|layout|tags|aliases|draft|date):")
_TITLE = re.compile(r"title:\s*[\"']?(.+?)[\"']?")
_HIGHLIGHT = re.compile(r"==(?=\S)([^=\n]+?)(?<=\S)==")
_RAISED = re.compile(r"(?<=[^\W_])\^([^\W_]{1,4})\^")  # x^2^, 1^st^; a face (^_^) stays
_LOWERED = re.compile(r"(?<=[^\W\d_])~(\d{1,3})~")  # H~2~O; ~so~ stays
_BLOCK_ID = re.compile(r"(?<=\s)\^[\w-]+[ \t]*$|^\^[\w-]+[ \t]*$", re.MULTILINE)
_COMMANDS = re.compile(
    r"^(?::::+ *(?:\{[^{}\n]*\}|[\w-]*) *:*|\\(?:newpage|pagebreak|clearpage|noindent|bigskip|medskip)|\[TOC\]"
    r"|\{(?:[:#.][^{}\n]*|\w+=[^{}\n]*|(?:front|main|back)matter|pagebreak)\})[ \t]*$",
    re.MULTILINE,
)
_CALLOUT = re.compile(r"^([ >]*> ?)\[!\w+\][+-]?[ \t]*(.*)(\n *>.*\w)?", re.MULTILINE)  # > [!note]- Title
_ATTRIBUTE = r"\{ *(?:[.#][\w.-]+|[\w-]+=\"[^\"\n]*\"|[\w-]+=[\w%.]+)(?: +[^{}\n]*)?\}"
_PICTURES_OWN = re.compile(rf"(!\[[^\[\]\n]*\]\([^()\n]*\)){_ATTRIBUTE}")
_SPAN = re.compile(rf"(?<![!\]])\[([^\[\]\n]*)\]({_ATTRIBUTE})")
_SMALL_CAPS = re.compile(r"\{[^{}]*\.(?:smallcaps|sc)\b")
_VERSE = re.compile(r"\|(?: ( *)(\S.*))?")  # | a line, as pandoc marks it


def without(lines: Sequence[str]) -> list[str]:
    """The lines without what programs note in them, as many as they were."""
    text = "\n".join(_without_heads(lines))
    if "%%" in text:
        text = _COMMENT.sub(lambda match: "\n" * match.group().count("\n"), text)
    if "[[" in text:
        text = _WIKI.sub(_linked, text)
    if "==" in text:
        text = _HIGHLIGHT.sub(r"\1", text)
    if "^" in text:
        text = _RAISED.sub(r"<sup>\1</sup>", _BLOCK_ID.sub("", text))
    if "~" in text:
        text = _LOWERED.sub(r"<sub>\1</sub>", text)
    if "[!" in text:
        text = _CALLOUT.sub(_titled, text)
    if "]{" in text or "){" in text:
        text = _SPAN.sub(_spanned, _PICTURES_OWN.sub(r"\1", text))
    if any(mark in text for mark in (":::", "\\", "{", "[TOC]")):
        text = _COMMANDS.sub("", text)
    out = text.split("\n")
    return list(_verse(out)) if "\n| " in text else out


def metadata(lines: Sequence[str], name: str) -> tuple[int, Facts, tuple[Decision, ...]]:
    """MultiMarkdown's head (`Title: Salt Road`), as Scrivener writes it, or pandoc's (`% Salt Road`): how many lines,
    the facts, what goes.
    """
    end = next((number for number, line in enumerate(lines) if not line.strip()), len(lines))
    facts = _percented(lines[:end])
    if not facts:
        found = [_FACT.fullmatch(line.rstrip()) for line in lines[:end]]
        facts = tuple((match[1].lower(), match[2]) for match in found if match)
        if len(facts) < 2 or len(facts) < end or facts[0][0] not in ("title", "author"):
            return 0, (), ()
    decision = Decision("markdown/metadata", Place(name, 1), "\n".join(lines[:end]), removed=True)
    return end, facts, (decision,)


def _percented(head: Sequence[str]) -> Facts:
    """What pandoc's title block states: `%` and the title, the authors, the date, each to be gone on with below it."""
    if not head or not head[0].startswith("% ") or not all(line.startswith(("%", " ")) for line in head):
        return ()
    title, authors, *_ = (*"\n".join(head)[1:].split("\n%"), "", "")
    people = (name.strip() for name in re.split(r"[;\n]", authors))
    return (("title", " ".join(title.split())), *(("author", name) for name in people if name))


def without_licence(lines: Sequence[str], name: str) -> tuple[list[str], Facts, tuple[Decision, ...]]:
    """The lines, blank up to Project Gutenberg's START line and from its END line on; what they state, what goes."""
    marked = [number for number, line in enumerate(lines) if "PROJECT GUTENBERG" in line]
    start = next((number for number in marked if gutenberg.START.search(lines[number])), -1)
    end = next((number for number in marked if number > start and gutenberg.END.search(lines[number])), len(lines))
    head, tail = lines[: start + 1], lines[end:]
    decisions = tuple(
        Decision("markdown/licence", Place(name, at), "\n".join(part), removed=True)
        for part, at in ((head, 1), (tail, end + 1))
        if part
    )
    left = [*([""] * len(head)), *lines[start + 1 : end], *([""] * len(tail))]
    return left, tuple(gutenberg.stated("\n".join(head))), decisions


# --- below --------------------------------------------------------------------------------------


def _without_heads(lines: Sequence[str]) -> list[str]:
    """The lines without the heads of files that were put together to one; a title without a heading becomes one."""
    out = list(lines)
    for number in [
        n for n, line in enumerate(lines) if line.rstrip() == "---" and not "".join(lines[n - 1 : n]).strip()
    ]:
        end = number + 1
        while end < len(lines) and _KEY.match(lines[end]):
            end += 1
        if end == number + 1 or end == len(lines) or lines[end].rstrip() not in ("---", "..."):
            continue
        if not any(_FILES_OWN.match(line) for line in lines[number:end]):
            continue
        title = next((match[1] for line in lines[number:end] if (match := _TITLE.fullmatch(line.strip()))), "")
        out[number : end + 1] = [""] * (end + 1 - number)
        below = next((line for line in lines[end + 1 :] if line.strip()), "")
        if title and not below.startswith("#"):
            out[number] = f"# {title}"
    return out


def _linked(match: re.Match[str]) -> str:
    target, words = match["target"], match["words"]
    if not match["picture"]:
        return words or target
    return f"![]({target.replace(' ', '%20')})" if _PICTURE.search(target) else ""


def _titled(match: re.Match[str]) -> str:
    """The title of a callout on a line of its own."""
    lead, title, below = match[1], match[2], match[3] or ""
    return lead + title + ("\\" if title and below else "") + below


def _spanned(match: re.Match[str]) -> str:
    """`[Words]{.smallcaps}` as HTML has it; of other spans the words alone."""
    return f'<span class="smallcaps">{match[1]}</span>' if _SMALL_CAPS.match(match[2]) else match[1]


def _verse(lines: Sequence[str]) -> Iterator[str]:
    """Lines of verse behind bars, and rows of a table without a head, with the breaks Markdown has for lines."""
    at = 0
    while at < len(lines):
        end = next((n for n in range(at, len(lines)) if not lines[n].startswith("|")), len(lines))
        apart = not (at and lines[at - 1].strip()) and not (end < len(lines) and lines[end].strip())
        made = _between_bars([line.rstrip() for line in lines[at:end]]) if apart and end - at > 1 else None
        yield from made or lines[at : max(end, at + 1)]
        at = max(end, at + 1)


def _between_bars(run: Sequence[str]) -> list[str] | None:
    """The lines without their bars, each but the last with a break; None for a table, and for what is neither."""
    verse = [_VERSE.fullmatch(line) for line in run]
    if all(found and "|" not in (found[2] or "") for found in verse):
        out = ["&nbsp;" * len(found[1] or "") + (found[2] or "") for found in verse if found]
    elif all(line[-1] == "|" and line.strip("|-: ") for line in run):
        out = [line.strip("| ") for line in run]
    else:
        return None
    return [*(f"{line}\\" for line in out[:-1]), out[-1]]
