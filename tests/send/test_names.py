from __future__ import annotations

import unicodedata

import pytest
from fat import Fat
from hypothesis import given
from hypothesis import strategies as st

from bookmaker.devices import DEVICES, FOLDER, Device, NameRules, device
from bookmaker.send.names import LONGEST_NAME, file_name, key

KOBO, NOOK, ANY = device("kobo").names, device("nook").names, NameRules()


@pytest.mark.parametrize(
    ("title", "author", "rules", "name"),
    [
        ("The Lamp on Harrow Street", "R. Example", ANY, "The Lamp on Harrow Street - R. Example.epub"),
        ("The Lamp", "", ANY, "The Lamp.epub"),
        ("Who? Me: A/B Tale", "R. Example", ANY, "Who Me - A-B Tale - R. Example.epub"),
        ("“Yes!” She Said", "M. O'Day", KOBO, "“Yes” She Said - M. O’Day.epub"),
        ("C# in 100%", "R", NOOK, "C in 100 - R.epub"),
        ("...and so", "R", ANY, "and so - R.epub"),
        ("_hidden", "", ANY, "hidden.epub"),
        ("CON", "", ANY, "CON_.epub"),
        ("aux", "", ANY, "aux_.epub"),
        ("???", "", ANY, "the-slug.epub"),
        ("Cafe\u0301", "", ANY, "Caf\u00e9.epub"),
        ("a\tb\n c", "", ANY, "a b c.epub"),
        ("left\u202eright", "", ANY, "leftright.epub"),
        ("\u0645\u06cc\u200c\u062e\u0648", "", ANY, "\u0645\u06cc\u200c\u062e\u0648.epub"),
    ],
)
def test_names(title: str, author: str, rules: NameRules, name: str) -> None:
    assert file_name(title, author, ".epub", rules, slug="the-slug") == name


def test_ascii_names_fall_back_to_the_slug() -> None:
    assert (
        file_name("Größe — À vous", "Łucja Ærø", ".epub", ANY, ascii_only=True) == "Grosse - A vous - Lucja Aero.epub"
    )
    assert file_name("Тихий дом", "Л. Н.", ".epub", ANY, slug="quiet-house", ascii_only=True) == "quiet-house.epub"


def test_long_names_are_cut_between_words_and_keep_the_author() -> None:
    name = file_name("word " * 60, "An Author", ".kepub.epub", KOBO)
    assert len(name) <= LONGEST_NAME
    assert name.endswith("word - An Author.kepub.epub")


# One reader for each set of rules and each folder.
SORTS = {(reader.names, reader.folders[0]): reader for reader in (*DEVICES, FOLDER)}


@pytest.mark.parametrize("reader", SORTS.values(), ids=lambda reader: reader.name)
@given(title=st.text(max_size=300), author=st.text(max_size=200), suffix=st.sampled_from([".kepub.epub", ".pdf"]))
def test_every_name_is_legal_and_stays_as_it_is(reader: Device, title: str, author: str, suffix: str) -> None:
    folder = reader.folders[0]
    name = file_name(title, author, suffix, reader.names, folder=folder, slug="slug")
    tag = "." + "0" * 16 + ".bmpart"
    assert name.endswith(suffix)
    assert not name.startswith((".", "_", " "))
    assert not set(name) & set(reader.names.banned)
    assert unicodedata.is_normalized("NFC", name)
    assert len(name) <= LONGEST_NAME + 1
    assert len(f"{folder}/{name}") <= reader.names.longest_path
    assert len((name + tag).encode()) <= 255
    volume = Fat()
    volume.write(name + tag, [b"x"])
    volume.rename(name + tag, name)
    assert volume.names() == [name]  # nothing was dropped or refused
    name.encode()  # no half characters


@given(st.text(max_size=20))
def test_a_key_is_stable(text: str) -> None:
    assert key(text) == key(key(text)) == key(unicodedata.normalize("NFD", text))
