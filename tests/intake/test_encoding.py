"""Bytes → text: the encodings that manuscripts arrive in."""

from __future__ import annotations

import pytest

from bookmaker.errors import BookError
from bookmaker.intake.encoding import decode
from bookmaker.model import Place

HERE = Place("story.txt")
ENGLISH = "“Don’t,” said Zoë — and the café went quiet…\n" * 20
RUSSIAN = "Паром пришёл поздно, как и каждый четверг, и никого не было у борта.\n" * 20
POLISH = "Prom przypłynął późno, jak w każdy czwartek, i nikogo nie było przy relingu. Łódź śpi.\n" * 20
# Short, and one letter from its neighbour: "năo", "pĺ".
PORTUGUESE = "A ponte não era minha, mas também não era do vizinho, que não a queria.\n"
SWEDISH = "Katten låg på taket och såg på båten, som låg där den låg.\n"
GREEK = "Το πλοίο ήρθε αργά, όπως κάθε Πέμπτη, και κανείς δεν ήταν στην κουπαστή.\n" * 20


def codes(error: BookError) -> list[str]:
    return [finding.code for finding in error.findings]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_is_read_without_a_word(encoding: str) -> None:
    text, _, findings = decode(ENGLISH.encode(encoding), HERE)
    assert text == ENGLISH
    assert not findings


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_its_mark_is_doubtful(encoding: str) -> None:
    text, found, findings = decode(ENGLISH.encode(encoding), HERE)
    assert (text, found) == (ENGLISH, encoding)
    assert [finding.code for finding in findings] == ["I005"]


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (ENGLISH, "cp1252"),
        (PORTUGUESE, "cp1252"),
        (SWEDISH, "cp1252"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8_r"),
        (POLISH, "cp1250"),
        (GREEK, "cp1253"),
    ],
)
def test_legacy_encodings_are_told_apart(text: str, encoding: str) -> None:
    read, _, findings = decode(text.encode(encoding), HERE)
    assert read == text
    assert [finding.code for finding in findings] == ["I005"]


FEW = "The lamp was out, and she had no café to go to. “That’s it,” said Zoë — it was déjà vu, and she knew it."
FRENCH = "Il était déjà tard, et la fenêtre était ouverte. Où était son frère ? Il n’était pas là, dit le garçon."
SPANISH = "La señora no había visto nada mañana, pero el corazón le decía que sí. Él también lo sabía, y se calló."
HUNGARIAN = "Azt mondta, hogy nem igaz. Már késő volt, és a hold az erdő fölött járt. Őrült idő, mondta a nő."


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (FEW, "cp1252"),
        (FEW, "mac_roman"),
        (FRENCH, "mac_roman"),
        (SPANISH, "mac_roman"),
        (SPANISH, "cp850"),
        (HUNGARIAN, "cp1250"),
        (HUNGARIAN, "cp852"),
    ],
)
def test_letters_of_windows_mac_and_dos_are_told_apart_by_the_language(text: str, encoding: str) -> None:
    said = text if encoding[:2] != "cp" or encoding == "cp1252" else text.replace("’", "'")
    assert decode((said + "\n").encode(encoding) * 8, HERE)[:2] == ((said + "\n") * 8, encoding)


def test_evidence_late_in_the_file_counts() -> None:
    data = b"All plain so far.\n" * 20_000 + RUSSIAN.encode("cp1251")
    text, _, findings = decode(data, HERE)
    assert text.endswith(RUSSIAN)
    assert findings[0].place.line == 20_001


def test_the_author_has_the_last_word() -> None:
    assert decode(RUSSIAN.encode("cp866"), HERE, "cp866")[0] == RUSSIAN


def test_a_macs_quotes_are_no_accents() -> None:
    text = "The ferry came in late that day, and it rained. " * 40 + "“No,” she said, and didn’t go to the café."
    assert decode(text.encode("mac_roman"), HERE)[:2] == (text, "mac_roman")


def test_a_declared_encoding_is_believed() -> None:
    head = "Character set encoding: ISO-8859-1\n\n"
    assert decode((head + "naïve “quotes”").encode("cp1252"), HERE) == (head + "naïve “quotes”", "cp1252", ())


def test_a_stray_byte_does_not_spoil_utf_8() -> None:
    data = (ENGLISH * 3).encode() + b"caf\xe9\n"
    text, encoding, findings = decode(data, HERE)
    assert encoding == "utf-8"
    assert text.endswith("café\n")
    assert [finding.code for finding in findings] == ["I006"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "I001"),
        (b"\n \t\r\n", "I001"),
        (b"\xef\xbb\xbf\n", "I001"),
        (b"PK\x03\x04rest of an archive", "I002"),
        (b"{\\rtf1 text}", "I002"),
        (b"%PDF-1.7", "I002"),
        (b"text\0text\0\0\1", "I002"),
        (bytes(range(1, 256)) * 4, "I002"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(BookError) as raised:
        decode(data, HERE)
    assert codes(raised.value) == [code]


def test_a_wrong_encoding_names_the_line() -> None:
    with pytest.raises(BookError) as raised:
        decode(b"one\ntwo \xff\n", HERE, "utf-8")
    assert str(raised.value).startswith("story.txt:2: error:")
    with pytest.raises(BookError) as raised:
        decode(b"one", HERE, "utf-9")
    assert codes(raised.value) == ["I003"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"PK\x03\x04....word/document.xml", "a Word document"),
        (b"PK\x03\x04....mimetypeapplication/epub+zip", "an EPUB"),
        (b"PK\x03\x04....notes.txt", "a zip archive"),
        (b"Salt".ljust(60, b"\0") + b"BOOKMOBI", "a Kindle book"),
    ],
)
def test_what_is_no_text_is_named(data: bytes, said: str) -> None:
    with pytest.raises(BookError, match=said) as error:
        decode(data, HERE)
    assert error.value.findings[0].fix
