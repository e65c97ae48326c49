"""What a text says of itself, on its way to the metadata: its title, who wrote it, its fandom, its rating.

A fact is a name (`title`, `author`, `about.Rating`) and a value. A name may come more than once: a book has as many
authors as it names.
"""

from __future__ import annotations

from bookmaker.model import Facts

ABOUT = "about."
"""What the names of facts begin with that belong on the page about the text."""


def fact(facts: Facts, name: str) -> str:
    """The value of a fact, the last one stated; "" when there is none."""
    return next((value for own, value in reversed(facts) if own == name), "")


def people(facts: Facts, role: str) -> tuple[str, ...]:
    """Everyone who is named in a role (`author`, `translator`), in order; `A. Lamb; B. Orr` are two."""
    values = (value for name, value in facts if name == role)
    return tuple(dict.fromkeys(person for value in values for person in value.split("; ") if person))


def overruled(facts: Facts, by: Facts) -> Facts:
    """The facts, but for those of which `by` knows better; then all that `by` states."""
    better = {name for name, _ in by}
    return (*(fact for fact in facts if fact[0] not in better), *by)


def completed(facts: Facts, by: Facts) -> Facts:
    """The facts, then those that `by` alone states."""
    stated = {name for name, _ in facts}
    return (*facts, *(fact for fact in by if fact[0] not in stated))


def about(facts: Facts) -> Facts:
    """The facts for the page about the text, in the order they were found, under the names they have there."""
    return tuple((name.removeprefix(ABOUT), value) for name, value in facts if name.startswith(ABOUT))
