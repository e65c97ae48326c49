"""Themes: a folder of stylesheets each, no Python. `classic`, `modern` and `large-print` come with the program.

    book.css     what the EPUB and the PDF share: the look of each construct
    epub.css     what only an e-reader needs
    pdf.css      pages: size, margins, running heads, folios
    theme.yaml   base: the theme this one is laid over (`none` for a fresh start); ornament: what marks a scene break

A theme is laid over its base: its stylesheets follow the base's, so it need only say what it does otherwise.
A project keeps its own in `metadata/themes/NAME/`; one of the same name as ours goes before ours, and is laid over it.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass, replace
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Literal

from bookmaker.errors import UsageError

THEMES = ("classic", "modern", "large-print")
DEFAULT_ORNAMENT = "* * *"


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme as read: CSS texts, and what marks a scene break. `own_css` is the author's: it has the last word."""

    name: str
    book_css: str
    epub_css: str
    pdf_css: str
    ornament: str = DEFAULT_ORNAMENT
    own_css: str = ""

    def css(self, output: Literal["epub", "pdf"], ornament: str = "") -> str:
        """The whole stylesheet of an output; `ornament` replaces the theme's own for scene breaks."""
        sign = (ornament or self.ornament).replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
        scene_break = f'hr.ornament::before {{ content: "{sign}"; }}\n'
        if output == "epub":  # only readers that know `@supports` are sure to know `::before` on a rule
            shown = "hr.ornament { width: auto; margin: 1.4em 0; border: 0; }"
            scene_break = f"@supports (display: flex) {{\n{shown}\n{scene_break}}}\n"
        own = self.epub_css if output == "epub" else self.pdf_css
        parts = (self.book_css, own, scene_break, self.own_css)
        return "\n".join(part for part in parts if part)


def load(name: str, project: Path | None, css: tuple[str, ...] = ()) -> Theme:
    """The theme of that name, from the project's `metadata/themes/` or ours, with the author's stylesheets `css`.

    The stylesheets are paths inside the project. Raises UsageError for a theme or stylesheet that is not there.
    """
    theme = _read(name, project, seen=())
    return replace(theme, own_css="\n".join(_stylesheet(path, project) for path in css)) if css else theme


def names(project: Path | None) -> tuple[str, ...]:
    """Every theme there is: ours, then the project's."""
    folder = project / "metadata" / "themes" if project else None
    own = sorted(path.name for path in folder.iterdir() if path.is_dir()) if folder and folder.is_dir() else []
    return THEMES + tuple(name for name in own if name not in THEMES)


def _read(name: str, project: Path | None, seen: tuple[str, ...]) -> Theme:
    folder = _folder(name, project)
    own = isinstance(folder, Path) and project is not None and folder.is_relative_to(project / "metadata")
    facts = _facts(folder)
    base = facts.get("base", name if own and name in THEMES else "classic" if own else "none")
    if base == "none":
        below = Theme(name, "", "", "")
    elif base in seen:
        raise UsageError(f"theme {name!r} stands on itself", "change `base` in its theme.yaml")
    else:
        # The base of a project's "classic" is our "classic".
        below = _read(base, None if base == name else project, (*seen, name))
    return Theme(
        name,
        _laid_over(below.book_css, folder / "book.css"),
        _laid_over(below.epub_css, folder / "epub.css"),
        _laid_over(below.pdf_css, folder / "pdf.css"),
        facts.get("ornament", below.ornament),
    )


def _folder(name: str, project: Path | None) -> Path | Traversable:
    """The folder of a theme, the project's before ours."""
    if name in names(project):
        own = project / "metadata" / "themes" / name if project else None
        if own and own.is_dir():
            return own
        return resources.files("bookmaker.themes") / name
    near = difflib.get_close_matches(name, names(project), 1)
    hint = f"did you mean {near[0]!r}?" if near else "there are " + ", ".join(names(project))
    raise UsageError(f"no theme is called {name!r}", hint)


def _facts(folder: Path | Traversable) -> dict[str, str]:
    file = folder / "theme.yaml"
    if not file.is_file():
        return {}
    import yaml  # only here: most themes have no facts to read, and every command loads a theme

    loaded = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    if not isinstance(loaded, dict):
        raise UsageError(f"{file}: expected `base:` and `ornament:`")
    return {str(key): str(value) for key, value in loaded.items()}


def _laid_over(below: str, file: Path | Traversable) -> str:
    return f"{below}\n{file.read_text(encoding='utf-8')}".lstrip("\n") if file.is_file() else below


def _stylesheet(path: str, project: Path | None) -> str:
    root = (project or Path()).resolve()
    file = (root / path).resolve()
    if not file.is_relative_to(root):
        raise UsageError(f"stylesheet {path} leaves the project", "keep it in the project folder")
    try:
        return file.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise UsageError(f"no stylesheet {path}", "`build.css` names files by their path in the project") from None
