"""Themes: ours, the project's own, and what the author lays over them."""

from __future__ import annotations

from pathlib import Path

import pytest

from bookmaker import themes
from bookmaker.errors import UsageError


def own_theme(project: Path, name: str, **files: str) -> None:
    folder = project / "metadata" / "themes" / name
    folder.mkdir(parents=True)
    for file, content in files.items():
        (folder / file.replace("_", ".")).write_text(content, encoding="utf-8")


@pytest.mark.parametrize("name", themes.THEMES)
def test_ours_load_and_leave_the_text_to_the_reader(name: str) -> None:
    theme = themes.load(name, None)
    css = theme.css("epub")
    assert theme.ornament
    assert "p {" in css
    # No rule on running text sets a face, a size in points, or a colour: those are the reader's.
    for rule in css.split("}"):
        selector, _, body = rule.partition("{")
        if selector.strip() in ("body", "p", "html"):
            assert "font-family" not in body
            assert "font-size" not in body
        assert "background" not in body
        assert all(value.strip() in ("inherit", "") for value in _values(body, "color")), rule


def _values(body: str, name: str) -> list[str]:
    return [part.partition(":")[2] for part in body.split(";") if part.partition(":")[0].strip() == name]


def test_a_theme_is_laid_over_its_base() -> None:
    classic, modern = themes.load("classic", None), themes.load("modern", None)
    assert modern.book_css.startswith(classic.book_css)
    assert modern.ornament == "•"


def test_a_projects_theme_of_our_name_is_laid_over_ours(tmp_path: Path) -> None:
    own_theme(tmp_path, "modern", book_css="h1 { margin: 9em; }")
    theme = themes.load("modern", tmp_path)
    assert theme.book_css == themes.load("modern", None).book_css + "\nh1 { margin: 9em; }"


def test_a_theme_of_ones_own_stands_on_classic_unless_it_says_otherwise(tmp_path: Path) -> None:
    own_theme(tmp_path, "mine", epub_css="p { margin: 1em; }", theme_yaml="ornament: '~'\n")
    own_theme(tmp_path, "bare", book_css="p { margin: 2em; }", theme_yaml="base: none\n")
    mine, bare = themes.load("mine", tmp_path), themes.load("bare", tmp_path)
    assert mine.book_css == themes.load("classic", None).book_css
    assert mine.epub_css.endswith("p { margin: 1em; }")
    assert mine.ornament == "~"
    assert bare.book_css == "p { margin: 2em; }"
    assert themes.names(tmp_path) == (*themes.THEMES, "bare", "mine")


def test_a_circle_of_themes_is_refused(tmp_path: Path) -> None:
    own_theme(tmp_path, "hen", theme_yaml="base: egg\n")
    own_theme(tmp_path, "egg", theme_yaml="base: hen\n")
    with pytest.raises(UsageError, match="stands on itself"):
        themes.load("hen", tmp_path)


def test_an_unknown_theme_names_the_nearest() -> None:
    with pytest.raises(UsageError, match=r"no theme is called 'clasic'; did you mean 'classic'\?"):
        themes.load("clasic", None)


def test_the_authors_stylesheets_have_the_last_word(tmp_path: Path) -> None:
    (tmp_path / "own.css").write_text("p { color: red; }", encoding="utf-8")
    css = themes.load("classic", tmp_path, ("own.css",)).css("epub")
    assert css.endswith("p { color: red; }")


@pytest.mark.parametrize(("path", "message"), [("no.css", "no stylesheet"), ("../out.css", "leaves the project")])
def test_a_stylesheet_must_be_there_and_inside(tmp_path: Path, path: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        themes.load("classic", tmp_path, (path,))


def test_an_ornament_is_quoted() -> None:
    css = themes.load("classic", None).css("pdf", '"\\')
    assert 'hr.ornament::before { content: "\\"\\\\"; }' in css
