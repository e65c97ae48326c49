"""The YAML at the head of a text. Other programs (Obsidian, Jekyll, Hugo) keep keys of their own there."""

from __future__ import annotations

from difflib import get_close_matches

import yaml

from bookmaker.metadata.contract import UNTITLED

_CLOSE = 0.8  # a key this like one of ours is ours, mistyped


def without_strangers(text: str) -> tuple[str, tuple[tuple[str, int], ...]]:
    """The block with the lines of other programs' keys blank, and those keys, each with its line of the block.

    A block that is no mapping stays as it is: whoever reads it says what is wrong.
    """
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError:
        return text, ()
    if not isinstance(node, yaml.MappingNode):
        return text, ()
    lines = text.split("\n")
    starts = [key.start_mark.line for key, _ in node.value] + [len(lines)]
    strangers = []
    for (key, _), start, end in zip(node.value, starts, starts[1:], strict=False):
        name = str(key.value)
        if name not in UNTITLED.keys and not get_close_matches(name, UNTITLED.keys, 1, _CLOSE):
            strangers.append((name, start + 1))
            lines[start:end] = [""] * (end - start)
    return "\n".join(lines), tuple(strangers)
