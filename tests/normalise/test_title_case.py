"""Titles set in capitals."""

from __future__ import annotations

import pytest

from bookmaker.normalise.title_page.title_case import as_written

TEXT = """Er sah den Müller und die Schleuse, und der alte Martin ging. Il ferma l'écluse du moulin, et madame Garnier
vit la barque. Stał nad rzeką stary młyn. И вот война, и вот мир."""

CASES = [
    ("DIE SCHLEUSE", "de", "Die Schleuse"),
    ("DER ALTE MÜLLER", "de", "Der alte Müller"),
    ("DIE STEHENDE UHR", "de", "Die stehende Uhr"),
    ("L'ÉCLUSE DE MADAME GARNIER", "fr", "L'écluse de madame Garnier"),
    ("LOUIS XIV À SAINT-MARC", "fr", "Louis XIV à Saint-Marc"),
    ("VIE D'ANNA BELLO", "fr", "Vie d'Anna Bello"),
    ("MŁYN NAD RZEKĄ", "pl", "Młyn nad rzeką"),
    ("ВОЙНА И МИР. РОМАН", "ru", "Война и мир. Роман"),
    ("Die Schleuse", "de", "Die Schleuse"),
    ("THE LOCK", "en", "THE LOCK"),
    ("Ο ΜΥΛΟΣ", "el", "Ο ΜΥΛΟΣ"),
]


@pytest.mark.parametrize(("title", "tag", "written"), CASES)
def test_a_title_is_written_as_its_language_writes_it(title: str, tag: str, written: str) -> None:
    assert as_written(title, tag, TEXT, "Anna Bello") == written
