"""Headings of front and back matter that say more than their word: `Preface by the Editor`, `Appendix B`."""

from __future__ import annotations

import re

from bookmaker.languages import Language
from bookmaker.model import Kind

_LONGEST = 72  # characters
_WHOSE = r"(?:(?:the |an? )?(?:author|editor|translator|publisher|compiler)(?:s['’]|['’]s) )?"
_PHRASE = re.compile(
    rf"(?:the |an? )?{_WHOSE}(?:\w+ )?"
    r"(preface|introduction|foreword|advertisement|dedication|note|afterword|postscript|appendix|prologue|epilogue|"
    r"glossary|conclusion)"
    r"(?: (?:to|(?:written |spoken )?by|from|of|on)\b|,) ?(?P<rest>.+)",
    re.IGNORECASE,
)
# `A FAMILIAR PREFACE`, `THE GENERAL PROLOGUE`
_FAMILIAR = re.compile(r"(?:A|AN|THE) [A-Z]{4,} (PREFACE|INTRODUCTION|FOREWORD|AFTERWORD|PROLOGUE|EPILOGUE)\.?")
_EPISTLE = re.compile(r"(?:the |an )?(?:epistle dedicatory|dedicatory (?:epistle|letter))\b.*", re.IGNORECASE)
_NOTE = re.compile(
    r"(?:the |this )?(?:text|author|editor|translator|publishers?|reader|(?:\w+ )?edition|title)\b", re.IGNORECASE
)
_CONCLUDED = re.compile(
    r"(?:the |this )?(?:author|editor|translator|(?:whole )?(?:work|book|tale|story|history|narrative))\b",
    re.IGNORECASE,
)
_NARROW = {"note": _NOTE, "conclusion": _CONCLUDED}  # "A note on the door", "The conclusion of the day"
_APPENDIX = re.compile(r"(appendix\.? [A-Z])\b(?:\W+(\S.*))?", re.IGNORECASE)
_MATTER = frozenset(
    {Kind.PREFACE, Kind.FOREWORD, Kind.INTRODUCTION, Kind.PROLOGUE, Kind.EPILOGUE, Kind.AFTERWORD, Kind.DEDICATION}
)
# `Vorspiel auf dem Markt`, `Prologue sur la place`
_STAGED = frozenset({Kind.PROLOGUE, Kind.EPILOGUE, Kind.INTERLUDE})
_WHERE = frozenset("im auf am in vor sur au dans en no na nel sul sulla på i w v в на".split())
# The last word of `Vorwort zur zweiten Auflage`, `Préface de l'auteur`, `Przedmowa do drugiego wydania`.
_WHOSE_ABROAD = re.compile(
    r"(?:auflage|ausgabe|herausgebers|verfassers|verfasserin|übersetzers|autors|verlegers|"
    r"(?:l['’])?(?:édition|auteur|éditeur|traducteur|traductrice)|edición|autora?|editor|traductora?|"
    r"(?:dell['’]|l['’])?(?:edizione|autore|autrice|editore|traduttore)|edi[çc]ão|edi[tc]or|tradu[c]?tora?|"
    r"druk|uitgave|schrijver|schrijfster|vertaler|uitgever|upplagan?|författaren|översättaren|utgivaren|"
    r"udgave|utgave|oplag|forfatteren|oversætteren|oversetteren|udgiveren|wydania|tłumacza|wydawcy|"
    r"vydání|autorky|překladatele|vydavatele|изданию|автора|переводчика|издателя|редактора)\W*",
    re.IGNORECASE,
)


def phrase(core: str, language: Language) -> tuple[Kind, str, str] | None:
    """What such a heading opens, its label and its title; None for any other line."""
    if len(core) > _LONGEST or core[:1].islower() or core[-1:] in ",;:?!":
        return None
    if not language.tag.startswith("en"):
        return _abroad(core, language)
    if appendix := _APPENDIX.fullmatch(core):
        return Kind.APPENDIX, appendix[1].rstrip("."), appendix[2] or ""
    if _EPISTLE.fullmatch(core):
        return Kind.PREFACE, "", core
    if familiar := _FAMILIAR.fullmatch(core):
        kind = language.headings.get(familiar[1].lower())
        return (kind, "", core) if kind is not None else None
    match = _PHRASE.fullmatch(core)
    if match is None or ((narrow := _NARROW.get(match[1].lower())) and not narrow.match(match["rest"])):
        return None
    kind = language.headings.get(match[1].lower())
    return (kind, "", core) if kind is not None else None


def _abroad(core: str, language: Language) -> tuple[Kind, str, str] | None:
    """A word of front or back matter, and whose it is, of which edition, or where it plays."""
    words = core.casefold().split()
    if not 1 < len(words) < 7:
        return None
    kind = language.headings.get(words[0].rstrip("."))
    if kind is None:
        return None
    staged = kind in _STAGED and words[1] in _WHERE and len(words) > 2
    return (kind, "", core) if staged or (kind in _MATTER and _WHOSE_ABROAD.fullmatch(words[-1])) else None
