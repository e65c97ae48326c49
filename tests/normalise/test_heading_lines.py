"""What a heading line is made of, in the languages we know."""

from __future__ import annotations

import pytest

from bookmaker import languages
from bookmaker.model import Kind
from bookmaker.normalise.headings.decoration import undecorated
from bookmaker.normalise.headings.heading_lines import shape
from bookmaker.normalise.headings.heading_numbers import roman
from bookmaker.normalise.headings.letter_case import is_caps, is_title_case

C, P, V, A, S, L = Kind.CHAPTER, Kind.PART, Kind.VOLUME, Kind.ACT, Kind.SCENE, Kind.LETTER

SHAPES = [
    ("en", "CHAPTER I", C, 1, "CHAPTER I", ""),
    ("en", "CHAPTER XXIV.", C, 24, "CHAPTER XXIV.", ""),
    ("en", "Chapter 1: Ashes", C, 1, "Chapter 1", "Ashes"),
    ("en", "Chapter 1 - Ashes", C, 1, "Chapter 1", "Ashes"),
    ("en", "Chapter 1-Ashes", C, 1, "Chapter 1", "Ashes"),
    ("en", "Chapter 1_Ashes", C, 1, "Chapter 1", "Ashes"),
    ("en", "Chapter 1 » Ashes", C, 1, "Chapter 1", "Ashes"),
    ("en", "Chapter 1. Ashes to Ashes", C, 1, "Chapter 1.", "Ashes to Ashes"),
    ("en", "CHAPTER I--THE HOUSE", C, 1, "CHAPTER I", "THE HOUSE"),
    ("en", "Chapter Twenty-One", C, 21, "Chapter Twenty-One", ""),
    ("en", "Chapter the First", C, 1, "Chapter the First", ""),
    ("en", "CHAPTER THE LAST", C, 0, "CHAPTER THE LAST", ""),
    ("en", "First Chapter", C, 1, "First Chapter", ""),
    ("en", "~ Chapter 3 ~", C, 3, "Chapter 3", ""),
    ("en", "**Chapter 3: Salt**", C, 3, "Chapter 3", "Salt"),
    ("en", "[Chapter 3]", C, 3, "Chapter 3", ""),
    ("en", "Volume 2 Chapter 7: Salt", C, 7, "Volume 2 Chapter 7", "Salt"),
    ("en", "BOOK ONE: 1790", P, 1, "BOOK ONE", "1790"),
    ("en", "Book the Second--the Long Night", P, 2, "Book the Second", "the Long Night"),
    ("en", "PART III", P, 3, "PART III", ""),
    ("en", "EPOCH THE FIRST.", P, 1, "EPOCH THE FIRST.", ""),
    ("en", "PREFACE BY THE EDITOR", Kind.PREFACE, None, "", "PREFACE BY THE EDITOR"),
    ("en", "Introduction to the Second Edition", Kind.INTRODUCTION, None, "", "Introduction to the Second Edition"),
    ("en", "A NOTE ON THE TEXT", Kind.AUTHORS_NOTE, None, "", "A NOTE ON THE TEXT"),
    ("en", "APPENDIX B.--THE LETTERS", Kind.APPENDIX, None, "APPENDIX B", "THE LETTERS"),
    ("en", "VOLUME THE THIRD", V, 3, "VOLUME THE THIRD", ""),
    ("en", "ACT II", A, 2, "ACT II", ""),
    ("en", "SCENE 1. The quay.", S, 1, "SCENE 1.", "The quay."),
    ("en", "Letter 4", L, 4, "Letter 4", ""),
    ("en", "IV", C, 4, "IV", ""),
    ("en", "Twenty First Chapter", C, 21, "Twenty First Chapter", ""),
    ("de", "Ein und zwanzigstes Kapitel. Am Deich", C, 21, "Ein und zwanzigstes Kapitel.", "Am Deich"),
    ("de", "Erster Act.", A, 1, "Erster Act.", ""),
    ("fr", "CHAPITRE Ier", C, 1, "CHAPITRE Ier", ""),
    ("de", "Vorwort zur zweiten Auflage.", Kind.FOREWORD, None, "", "Vorwort zur zweiten Auflage."),
    ("fr", "Préface de l'auteur", Kind.PREFACE, None, "", "Préface de l'auteur"),
    ("pl", "PRZEDMOWA DO DRUGIEGO WYDANIA", Kind.PREFACE, None, "", "PRZEDMOWA DO DRUGIEGO WYDANIA"),
    ("ru", "Предисловие ко второму изданию", Kind.PREFACE, None, "", "Предисловие ко второму изданию"),
    ("fr", "CHAPITRE I^{er}", C, 1, "CHAPITRE I^{er}", ""),
    ("fr", "IIe PARTIE", P, 2, "IIe PARTIE", ""),
    ("es", "Cap. V", C, 5, "Cap. V", ""),
    ("fr", "CHAPITRE DIX", C, 10, "CHAPITRE DIX", ""),
    ("en", "Κεφάλαιον Γ'. Η βάρκα", C, 3, "Κεφάλαιον Γ'.", "Η βάρκα"),
    ("en", "ΜΕΡΟΣ ΠΡΩΤΟΝ", P, 1, "ΜΕΡΟΣ ΠΡΩΤΟΝ", ""),
    ("en", "ΙΒ΄", C, 12, "ΙΒ΄", ""),
    ("en", "Κεφάλαιο 4", C, 4, "Κεφάλαιο 4", ""),
    ("en", "ΚΕΦΑΛΑΙΟΝ XIV. Η ΒΑΡΚΑ", C, 14, "ΚΕΦΑΛΑΙΟΝ XIV.", "Η ΒΑΡΚΑ"),
    ("en", "序章", Kind.PROLOGUE, None, "", "序章"),
    ("en", "第二十三章 渡船", C, 23, "第二十三章", "渡船"),
    ("en", "第一百零四回", C, 104, "第一百零四回", ""),
    ("en", "第12話", C, 12, "第12話", ""),
    ("en", "Praefatio", Kind.PREFACE, None, "", "Praefatio"),
    ("en", "CHAPTER I[1]", C, 1, "CHAPTER I[1]", ""),
    ("en", "PREFACE[1]", Kind.PREFACE, None, "", "PREFACE[1]"),
    ("en", "CAPITOLUL ÎNTÂI", C, 1, "CAPITOLUL ÎNTÂI", ""),
    ("en", "Capitolul al doisprezecelea", C, 12, "Capitolul al doisprezecelea", ""),
    ("en", "Partea a doua. Iarna", P, 2, "Partea a doua.", "Iarna"),
    ("en", "BİRİNCİ BÖLÜM", C, 1, "BİRİNCİ BÖLÜM", ""),
    ("en", "Capitolul doi", C, 2, "Capitolul doi", ""),
    ("en", "DRUHÁ ČASŤ", P, 2, "DRUHÁ ČASŤ", ""),
    ("en", "Drugo poglavlje", C, 2, "Drugo poglavlje", ""),
    ("en", "Глава първа", C, 1, "Глава първа", ""),
    ("en", "Тринаесто поглавље", C, 13, "Тринаесто поглавље", ""),
    ("en", "Раздзел першы", C, 1, "Раздзел першы", ""),
    ("en", "Antra dalis", P, 2, "Antra dalis", ""),
    ("en", "Pirmā nodaļa", C, 1, "Pirmā nodaļa", ""),
    ("en", "Esimene peatükk", C, 1, "Esimene peatükk", ""),
    ("en", "Kreu i parë", C, 1, "Kreu i parë", ""),
    ("en", "Yr Ail Bennod", C, 2, "Yr Ail Bennod", ""),
    ("en", "An Chéad Chaibidil", C, 1, "An Chéad Chaibidil", ""),
    ("en", "Bigarren kapitulua", C, 2, "Bigarren kapitulua", ""),
    ("en", "Chương thứ hai", C, 2, "Chương thứ hai", ""),
    ("en", "BAB SATU", C, 1, "BAB SATU", ""),
    ("en", "Sura ya Pili", C, 2, "Sura ya Pili", ""),
    ("en", "Bölüm Üç", C, 3, "Bölüm Üç", ""),
    ("en", "2. kapitola. Návrat", C, 2, "2. kapitola.", "Návrat"),
    ("de", "Drittes und letztes Kapitel.", C, 3, "Drittes und letztes Kapitel.", ""),
    ("pl", "Rozdział trzeci i ostatni", C, 3, "Rozdział trzeci i ostatni", ""),
    ("en", "Chapter the Third and Last", C, 3, "Chapter the Third and Last", ""),
    ("sv", "1:a kapitlet.", C, 1, "1:a kapitlet.", ""),
    ("sv", "3:dje kap. Stormen", C, 3, "3:dje kap.", "Stormen"),
    ("da", "2det Kapitel", C, 2, "2det Kapitel", ""),
    ("en", "1. Bölüm: Sandal", C, 1, "1. Bölüm", "Sandal"),
    ("en", "On birinci bölüm", C, 11, "On birinci bölüm", ""),
    ("en", "LIBER SECUNDUS", P, 2, "LIBER SECUNDUS", ""),
    ("en", "CAPUT III. DE RIPA", C, 3, "CAPUT III.", "DE RIPA"),
    ("en", "Dekdua ĉapitro", C, 12, "Dekdua ĉapitro", ""),
    ("en", "FYRSTI KAFLI", C, 1, "FYRSTI KAFLI", ""),
    ("it", "Capitolo IIº", C, 2, "Capitolo IIº", ""),
    ("sv", "Kap. I", C, 1, "Kap. I", ""),
    ("sv", "Första afdelningen", P, 1, "Första afdelningen", ""),
    ("nl", "2de Hoofdstuk", C, 2, "2de Hoofdstuk", ""),
    ("da", "1ste Kapitel", C, 1, "1ste Kapitel", ""),
    ("fr", "Chapitre unique", C, 0, "Chapitre unique", ""),
    ("fr", "Première journée", P, 1, "Première journée", ""),
    ("es", "1.ª parte", P, 1, "1.ª parte", ""),
    ("pl", "Rozdział ostatni", C, 0, "Rozdział ostatni", ""),
    ("cs", "Kapitola jedenadvacátá", C, 21, "Kapitola jedenadvacátá", ""),
    ("ru", "Глава 1-я", C, 1, "Глава 1-я", ""),
    ("ru", "Глава двѣнадцатая", C, 12, "Глава двѣнадцатая", ""),
    ("de", "_Erstes Kapitel._ Am Deich", C, 1, "Erstes Kapitel.", "Am Deich"),
    ("en", "12.", C, 12, "12.", ""),
    ("en", "Seven", C, 7, "Seven", ""),
    ("en", "III. The Hound", C, 3, "III.", "The Hound"),
    ("en", "1 - Ashes", C, 1, "1", "Ashes"),
    ("en", "Day 3", C, 3, "Day 3", ""),
    ("en", "Prologue", Kind.PROLOGUE, None, "", "Prologue"),
    ("en", "THE PREFACE", Kind.PREFACE, None, "", "THE PREFACE"),
    ("en", "Epilogue: Ten Winters Later", Kind.EPILOGUE, None, "Epilogue", "Ten Winters Later"),
    ("en", "Interlude II", Kind.INTERLUDE, 2, "Interlude II", ""),
    ("en", "FIRST EPILOGUE: 1831 - 40", Kind.EPILOGUE, 1, "FIRST EPILOGUE", "1831 - 40"),
    ("de", "Erstes Kapitel", C, 1, "Erstes Kapitel", ""),
    ("de", "1. Kapitel", C, 1, "1. Kapitel", ""),
    ("de", "Kapitel 12: Das Haus", C, 12, "Kapitel 12", "Das Haus"),
    ("de", "Zweiter Teil", P, 2, "Zweiter Teil", ""),
    ("de", "Vorwort", Kind.FOREWORD, None, "", "Vorwort"),
    ("fr", "CHAPITRE PREMIER", C, 1, "CHAPITRE PREMIER", ""),
    ("fr", "Chapitre II", C, 2, "Chapitre II", ""),
    ("fr", "DEUXIÈME PARTIE", P, 2, "DEUXIÈME PARTIE", ""),
    ("es", "Capítulo 1", C, 1, "Capítulo 1", ""),
    ("es", "CAPÍTULO PRIMERO", C, 1, "CAPÍTULO PRIMERO", ""),
    ("es", "Segunda parte", P, 2, "Segunda parte", ""),
    ("it", "Capitolo terzo", C, 3, "Capitolo terzo", ""),
    ("pt", "Capítulo II", C, 2, "Capítulo II", ""),
    ("nl", "Hoofdstuk 3", C, 3, "Hoofdstuk 3", ""),
    ("sv", "Kapitel 4", C, 4, "Kapitel 4", ""),
    ("sv", "Första kapitlet", C, 1, "Första kapitlet", ""),
    ("da", "Andet kapitel", C, 2, "Andet kapitel", ""),
    ("nb", "Kapittel 5", C, 5, "Kapittel 5", ""),
    ("pl", "Rozdział pierwszy", C, 1, "Rozdział pierwszy", ""),
    ("cs", "Kapitola první", C, 1, "Kapitola první", ""),
    ("ru", "Глава первая", C, 1, "Глава первая", ""),
    ("ru", "ГЛАВА II. Туман", C, 2, "ГЛАВА II.", "Туман"),
    ("ru", "Часть вторая", P, 2, "Часть вторая", ""),
]

NONE = [
    "A note from the doctor lay on the table.",
    "Preface of the book said so.",
    "Notes of a walk",
    "She said nothing, because a coat like that had to come from somewhere.",
    "Part of the reason was the weather.",
    "Chapter and verse, she said.",
    "Book your passage early.",
    "I am not a clock.",
    "One of them was empty.",
    "",
    "* * *",
]


@pytest.mark.parametrize(("tag", "line", "kind", "number", "label", "title"), SHAPES, ids=lambda value: str(value))
def test_shapes(tag: str, line: str, kind: Kind, number: int | None, label: str, title: str) -> None:
    language = languages.language(tag)
    assert language is not None
    found = shape(line, language)
    assert found is not None
    assert (found.kind, found.number, found.label, found.title) == (kind, number, label, title)


@pytest.mark.parametrize("line", NONE)
def test_lines_without_a_headings_shape(line: str) -> None:
    language = languages.language("en")
    assert language is not None
    assert shape(line, language) is None


def test_roman_numerals() -> None:
    assert [roman(text) for text in ("I", "iv", "XIX", "MCMXCIX", "IIII")] == [1, 4, 19, 1999, 4]
    assert [roman(text) for text in ("", "Iv", "IC", "mild", "A")] == [None] * 5


def test_capitals() -> None:
    assert is_caps("THE HARBOUR CLOCK") and is_caps("M. MYRIEL") and not is_caps("The Harbour") and not is_caps("I")
    assert is_title_case("The Clock in the Straw") and not is_title_case("The clock stopped")


def test_decoration() -> None:
    assert undecorated("*** Ashes ***") == "Ashes"
    assert undecorated("[Ashes]") == "Ashes"
    assert undecorated("(a) or (b)") == "(a) or (b)"
