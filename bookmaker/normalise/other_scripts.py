"""Headings of scripts that no profile covers yet: Chinese and Japanese, Hebrew, Arabic, Korean.

Their chapter words stand in no running text at the beginning of a short line, so the word and its number suffice.
"""

from __future__ import annotations

import re

from bookmaker.model import Kind

_HAN = "〇零一二三四五六七八九"
_NUMBER = re.compile(
    r"第\s*([〇零一二三四五六七八九十百千两\d０-９]{1,9})\s*([章回节節话話幕篇部卷巻編编])\s*[:：]?\s*(.{0,40})"
)
_KOREAN = re.compile(r"제?\s*(\d{1,4})\s*([장화부권])[.:]?\s*(.{0,40})")
_HEBREW = re.compile(r"(פרק|חלק)\s+([א-ת][א-ת\"'״׳]{0,4}|\d{1,3})[.:]?\s*[-–—:]?\s*(.{0,40})")
_ARABIC = re.compile(
    r"(الفصل|الجزء|الباب)\s+(ال(?:أول|ثاني|ثالث|رابع|خامس|سادس|سابع|ثامن|تاسع|عاشر|حادي|عشرون|ثلاثون|أخير)"
    r"(?:\s+(?:عشر|والعشرون))?|\d{1,3}|[٠-٩]{1,3})[.:]?\s*[-–—:]?\s*(.{0,40})"
)
_ALONE = {
    "序章": Kind.PROLOGUE, "楔子": Kind.PROLOGUE, "プロローグ": Kind.PROLOGUE, "序": Kind.PREFACE, "前言": Kind.PREFACE,
    "尾声": Kind.EPILOGUE, "尾聲": Kind.EPILOGUE, "終章": Kind.EPILOGUE, "终章": Kind.EPILOGUE,
    "エピローグ": Kind.EPILOGUE,
    "后记": Kind.AFTERWORD, "後記": Kind.AFTERWORD, "あとがき": Kind.AFTERWORD, "番外": Kind.INTERLUDE,
    "프롤로그": Kind.PROLOGUE, "에필로그": Kind.EPILOGUE, "הקדמה": Kind.PREFACE, "מקדמה": Kind.PREFACE,
    "אפילוג": Kind.EPILOGUE,
    "פרולוג": Kind.PROLOGUE, "مقدمة": Kind.PREFACE, "تمهيد": Kind.PREFACE, "خاتمة": Kind.CONCLUSION,
}  # fmt: skip
_PARTS = frozenset({"部", "卷", "巻", "編", "编", "篇", "부", "권", "חלק", "الجزء", "الباب"})
_HEBREW_VALUES = dict(
    zip("אבגדהוזחטיכלמנסעפצקרשת", [*range(1, 11), *range(20, 100, 10), 100, 200, 300, 400], strict=True)
)
_ORDINALS = "الأول الثاني الثالث الرابع الخامس السادس السابع الثامن التاسع العاشر".split()
_STOPS = "。！？!?؟，、；"


def worded(text: str) -> tuple[str, Kind, int | None, str, str, bool] | None:
    """Family, kind, number, label, title and doubt of a heading, as `headings.shape` wants them; None for others."""
    if text.isascii() or len(text) > 60 or text[-1] in _STOPS:
        return None
    kind = _ALONE.get(text)
    if kind is not None:
        return f"{kind}", kind, None, "", text, False
    for pattern, word_at, number_at in ((_NUMBER, 2, 1), (_KOREAN, 2, 1), (_HEBREW, 1, 2), (_ARABIC, 1, 2)):
        match = pattern.fullmatch(text)
        if match:
            word, title = match.group(word_at), match.group(3)
            kind = Kind.PART if word in _PARTS else Kind.CHAPTER
            label = text[: len(text) - len(title)].rstrip(" \u3000:：.-–—")
            return f"{kind}:{word}", kind, _number(match.group(number_at)), label, title.strip(), False
    return None


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
