"""Headings of scripts that no profile covers yet: Chinese and Japanese, Hebrew, Arabic, Korean, Greek.

Their chapter words stand in no running text at the beginning of a short line, so the word and its number suffice.
"""

from __future__ import annotations

import re
import unicodedata

from bookmaker.model import Kind
from bookmaker.normalise.headings import heading_numbers
from bookmaker.normalise.headings.heading_shapes import Shape

_HAN = "〇零一二三四五六七八九"
_NUMBER = re.compile(
    r"第\s*([〇零一二三四五六七八九十百千两\d０-９]{1,9})\s*([章回节節话話幕篇部卷巻編编])\s*[:：]?\s*(.{0,40})"
)
# `三`, `（三）`, `三　午後の授業`, `三、歸鄉`: a number alone, or with a title behind a space or a comma
_BARE = re.compile(
    r"(?P<label>[（(]?(?P<number>[一二三四五六七八九十百〇]{1,5}|[０-９]{1,3})[）)]?)"
    r"(?:[ \u3000、．・.]+(?P<title>\S.{0,30}))?"
)
_KOREAN = re.compile(r"제?\s*(\d{1,4})\s*([장화부권])[.:]?\s*(.{0,40})")
_HEBREW = re.compile(r"(פרק|חלק)\s+([א-ת][א-ת\"'״׳]{0,4}|\d{1,3})[.:]?\s*[-–—:]?\s*(.{0,40})")
_ARABIC = re.compile(
    r"(الفصل|الجزء|الباب)\s+(ال(?:أول|ثاني|ثالث|رابع|خامس|سادس|سابع|ثامن|تاسع|عاشر|حادي|عشرون|ثلاثون|أخير)"
    r"(?:\s+(?:عشر|والعشرون))?|\d{1,3}|[٠-٩]{1,3})[.:]?\s*[-–—:]?\s*(.{0,40})"
)
# Greek is matched in capitals without accents. Its letters are numbers with a stroke behind them: Α', ΙΒ΄.
_GREEK = re.compile(
    r"(ΚΕΦΑΛΑΙΟΝ?|ΜΕΡΟΣ|ΒΙΒΛΙΟΝ?|ΤΟΜΟΣ|ΠΡΑΞ(?:ΙΣ|Η)|ΣΚΗΝΗ|ΡΑΨΩΔΙΑ)\s+"
    r"([Α-ΩϚ]{1,3}['΄ʹ’´`]\.?|[Α-ΩϚ]{1,3}\.?(?=$|[:—-])|[IVXLC]{1,8}\b\.?|\d{1,3}\b\.?|"
    r"(?:ΠΡΩΤ|ΔΕΥΤΕΡ|ΤΡΙΤ|ΤΕΤΑΡΤ|ΠΕΜΠΤ|ΕΚΤ|ΕΒΔΟΜ|ΟΓΔΟ|ΕΝΑΤ|ΔΕΚΑΤ)(?:ΟΝ?|Η|ΟΣ)\b\.?)"
    r"\s*[-–—:]*\s*(.{0,40})"
)
_GREEK_ALONE = re.compile(r"([Α-ΩϚ]{1,3})['΄ʹ’´`]\.?")
_GREEK_KINDS = {"Μ": Kind.PART, "Β": Kind.PART, "Τ": Kind.VOLUME, "Π": Kind.ACT, "Σ": Kind.SCENE}
_GREEK_ORDINALS = "ΠΡΩΤ ΔΕΥΤΕΡ ΤΡΙΤ ΤΕΤΑΡΤ ΠΕΜΠΤ ΕΚΤ ΕΒΔΟΜ ΟΓΔΟ ΕΝΑΤ ΔΕΚΑΤ".split()
_GREEK_VALUES = dict(zip("ΑΒΓΔΕϚΖΗΘΙΚΛΜΝΞΟΠΡΣ", [*range(1, 11), *range(20, 90, 10), 100, 200], strict=True))
_ALONE = {
    "ΠΡΟΛΟΓΟΣ": Kind.PROLOGUE, "ΕΠΙΛΟΓΟΣ": Kind.EPILOGUE, "ΕΙΣΑΓΩΓΗ": Kind.INTRODUCTION, "ΠΡΟΣΩΠΑ": Kind.CAST,
    "序章": Kind.PROLOGUE, "楔子": Kind.PROLOGUE, "プロローグ": Kind.PROLOGUE, "序": Kind.PREFACE, "前言": Kind.PREFACE,
    "尾声": Kind.EPILOGUE, "尾聲": Kind.EPILOGUE, "終章": Kind.EPILOGUE, "终章": Kind.EPILOGUE,
    "エピローグ": Kind.EPILOGUE,
    "后记": Kind.AFTERWORD, "後記": Kind.AFTERWORD, "あとがき": Kind.AFTERWORD, "番外": Kind.INTERLUDE,
    "프롤로그": Kind.PROLOGUE, "에필로그": Kind.EPILOGUE, "הקדמה": Kind.PREFACE, "מקדמה": Kind.PREFACE,
    "אפילוג": Kind.EPILOGUE,
    "פרולוג": Kind.PROLOGUE, "مقدمة": Kind.PREFACE, "تمهيد": Kind.PREFACE, "خاتمة": Kind.CONCLUSION,
}  # fmt: skip
# `番外 男孩`, `番外篇二　港`: such a word with a number or none, and a title
_MORE = re.compile(
    r"(?P<label>(?P<word>番外|序章|楔子|尾声|尾聲|終章|终章|プロローグ|エピローグ)[篇編编]?[〇一二三四五六七八九十\d]{0,3})"
    r"[ \u3000:：]+(?P<title>\S.{0,30})"
)
_PARTS = frozenset({"部", "卷", "巻", "編", "编", "篇", "부", "권", "חלק", "الجزء", "الباب"})
_HEBREW_VALUES = dict(
    zip("אבגדהוזחטיכלמנסעפצקרשת", [*range(1, 11), *range(20, 100, 10), 100, 200, 300, 400], strict=True)
)
_ORDINALS = "الأول الثاني الثالث الرابع الخامس السادس السابع الثامن التاسع العاشر".split()
_STOPS = "。！？!?؟，、；"


def worded(text: str) -> Shape | None:
    """The shape of a heading; None for any other line."""
    if text.isascii() or len(text) > 60 or text[-1] in _STOPS:
        return None
    greek = "\u0370" <= text[0] <= "\u03ff" or "\u1f00" <= text[0] <= "\u1fff"
    plain = "".join(unicodedata.normalize("NFD", char)[0] for char in text).upper() if greek else text
    if greek and (found := _greek(text, plain)):
        return found
    if bare := _BARE.fullmatch(text):
        family = "spelled+" if bare["title"] else "spelled"
        return Shape(family, Kind.CHAPTER, _number(bare["number"]), bare["label"], bare["title"] or "", weak=True)
    if more := _MORE.fullmatch(text):
        return Shape(f"{_ALONE[more['word']]}", _ALONE[more["word"]], None, more["label"], more["title"])
    kind = _ALONE.get(plain)
    if kind is not None:
        return Shape(f"{kind}", kind, None, "", text)
    for pattern, word_at, number_at in ((_NUMBER, 2, 1), (_KOREAN, 2, 1), (_HEBREW, 1, 2), (_ARABIC, 1, 2)):
        match = pattern.fullmatch(text)
        if match:
            word, title = match.group(word_at), match.group(3)
            kind = Kind.PART if word in _PARTS else Kind.CHAPTER
            label = text[: len(text) - len(title)].rstrip(" \u3000:：.-–—")
            return Shape(f"{kind}:{word}", kind, _number(match.group(number_at)), label, title.strip())
    return None


def _greek(text: str, plain: str) -> Shape | None:
    """`plain`: the text in capitals without accents."""
    alone = _GREEK_ALONE.fullmatch(plain)
    if alone and (value := _greek_number(alone[1])):
        return Shape("greek", Kind.CHAPTER, value, text, "", weak=True)
    match = _GREEK.fullmatch(plain)
    if match is None:
        return None
    kind = _GREEK_KINDS.get(match[1][0], Kind.CHAPTER)
    label = text[: match.start(3)].rstrip(" -–—:")
    number = _greek_number(match[2].strip("'΄ʹ’´`."))
    return Shape(f"{kind}:{match[1]}", kind, number, label, text[match.start(3) :])


def _greek_number(text: str) -> int:
    """The value of a number in Greek letters, Roman or Arabic figures, or of an ordinal; 0 for others."""
    if text.isdecimal():
        return int(text)
    if roman := heading_numbers.roman(text):
        return roman
    ordinal = next((n for n, stem in enumerate(_GREEK_ORDINALS, 1) if len(text) > 3 and text.startswith(stem)), 0)
    return ordinal or sum(_GREEK_VALUES.get(letter, 0) for letter in text.replace("ΣΤ", "Ϛ"))


def _number(text: str) -> int:
    """The value of a number in Han, Arabic or Hebrew letters; 0 (no sequence can be told) when it has none."""
    if text.isdecimal():
        return int(text)
    if text in _ORDINALS:
        return _ORDINALS.index(text) + 1
    if text[0] in _HEBREW_VALUES:
        return sum(_HEBREW_VALUES.get(letter, 0) for letter in text)
    total = digit = 0
    for char in text.replace("两", "二"):
        if char in _HAN:
            digit = max(0, _HAN.index(char) - 1)
        elif char in "十百千":
            total += max(1, digit) * {"十": 10, "百": 100, "千": 1000}[char]
            digit = 0
    return total + digit
