from __future__ import annotations

import pyphen
import pytest

from bookmaker.languages import CODES, Language, every, language, page_words
from bookmaker.languages.own_pages import OWN_PAGES
from bookmaker.model import Kind

EXPECTED = ["en-US", "en-GB", "de", "de-CH", "fr", "es", "it", "pt", "pt-BR", "nl", "sv", "da", "nb", "pl", "cs", "ru"]


@pytest.mark.parametrize("tag", EXPECTED)
def test_a_profile_for_each_language_we_promise(tag: str) -> None:
    profile = language(tag)
    assert profile is not None
    assert profile.tag == tag


def test_the_nearest_profile_is_found() -> None:
    def tag(asked: str) -> str:
        found = language(asked)
        return found.tag if found else ""

    assert tag("en-AU") == "en"
    assert tag("EN-gb") == "en-GB"
    assert tag("pt_BR") == "pt-BR"
    assert tag("no") == "no"
    assert tag("nn-NO") == "nn"
    assert tag("tlh") == ""
    assert tag("") == ""


def test_every_file_holds_its_language() -> None:
    assert {profile.tag.partition("-")[0] for profile in every()} == {*CODES, "no", "nn"}


@pytest.mark.parametrize("profile", every(), ids=lambda profile: profile.tag)
def test_profiles_are_whole(profile: Language) -> None:
    kinds = set(profile.headings.values())
    assert kinds >= {
        Kind.PART, Kind.CHAPTER, Kind.ACT, Kind.SCENE, Kind.LETTER, Kind.PREFACE, Kind.FOREWORD, Kind.INTRODUCTION,
        Kind.PROLOGUE, Kind.EPILOGUE, Kind.AFTERWORD, Kind.APPENDIX, Kind.INTERLUDE, Kind.ACKNOWLEDGMENTS,
        Kind.AUTHORS_NOTE, Kind.CONCLUSION, Kind.DEDICATION,
    }  # fmt: skip
    for word in {*profile.headings, *profile.contents, *profile.by, *profile.elisions, *profile.numbers}:
        assert word == word.casefold().replace("’", "'").strip()
        assert word
    for pair in profile.quotes:
        assert len(pair) == 2
        assert all(mark.strip() for mark in pair)
    assert profile.hyphenation in {"", *pyphen.LANGUAGES}
    assert set(profile.quotes) == {profile.double, profile.single}


def test_the_words_of_our_own_pages() -> None:
    found = {tag: page_words(tag) for tag in ("", "en-GB", "de", "ja", "zh", "zh-Hant-HK", "zh_TW", "he-IL", "tlh")}
    assert {tag: (words.contents, own) for tag, (words, own) in found.items()} == {
        "": ("Contents", True),
        "en-GB": ("Contents", True),
        "de": ("Inhalt", True),
        "ja": ("目次", True),
        "zh": ("目录", True),
        "zh-Hant-HK": ("目錄", True),
        "zh_TW": ("目錄", True),
        "he-IL": ("תוכן העניינים", True),
        "tlh": ("Contents", False),
    }


def test_each_has_a_place_for_the_author() -> None:
    assert all("{author}" in words.also_by for words in OWN_PAGES.values())
