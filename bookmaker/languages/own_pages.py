"""The words of the pages that bookmaker makes itself, in languages whose text it sets as it was typed."""

from __future__ import annotations

from bookmaker.languages.profile import Words

TRADITIONAL = frozenset({"hant", "tw", "hk", "mo"})
"""What says in a tag that Chinese is written in traditional characters."""

OWN_PAGES: dict[str, Words] = {
    "ar": Words(
        contents="المحتويات", notes="الحواشي", copyright="حقوق النشر", rights="جميع الحقوق محفوظة.",
        also_by="من أعمال {author}", about_author="عن المؤلف", about="عن هذا النص", cover="الغلاف",
        title_page="صفحة العنوان", half_title="العنوان المختصر", dedication="إهداء", epigraph="تصدير", figure="شكل",
        start="بداية النص", by="بقلم", page="صفحة", back="العودة إلى النص", translated_by="ترجمة:",
        edited_by="تحرير:", illustrated_by="رسوم:",
    ),
    "el": Words(
        contents="Περιεχόμενα", notes="Σημειώσεις", copyright="Πνευματικά δικαιώματα",
        rights="Με την επιφύλαξη παντός δικαιώματος.", also_by="Άλλα έργα: {author}", about_author="Για τον συγγραφέα",
        about="Για το κείμενο", cover="Εξώφυλλο", title_page="Σελίδα τίτλου", half_title="Ψευδότιτλος",
        dedication="Αφιέρωση", epigraph="Μότο", figure="Εικόνα", start="Αρχή κειμένου", by="", page="Σελίδα",
        back="Πίσω στο κείμενο", translated_by="Μετάφραση:", edited_by="Επιμέλεια:", illustrated_by="Εικονογράφηση:",
    ),
    "he": Words(
        contents="תוכן העניינים", notes="הערות", copyright="זכויות יוצרים", rights="כל הזכויות שמורות.",
        also_by="ספרים נוספים מאת {author}", about_author="על המחבר", about="על הטקסט", cover="כריכה",
        title_page="שער", half_title="חצי שער", dedication="הקדשה", epigraph="מוטו", figure="איור",
        start="תחילת הטקסט", by="מאת", page="עמוד", back="חזרה לטקסט", translated_by="תרגום:", edited_by="עריכה:",
        illustrated_by="איורים:",
    ),
    "ja": Words(
        contents="目次", notes="注", copyright="奥付", rights="無断転載を禁じます。", also_by="{author}の著作",
        about_author="著者について", about="この作品について", cover="表紙", title_page="扉", half_title="前扉",
        dedication="献辞", epigraph="題辞", figure="図", start="本文", by="", page="ページ", back="本文に戻る",
        translated_by="翻訳:", edited_by="編集:", illustrated_by="絵:",
    ),
    "ko": Words(
        contents="차례", notes="주석", copyright="저작권", rights="모든 권리 보유.", also_by="{author}의 다른 책",
        about_author="지은이에 대하여", about="이 글에 대하여", cover="표지", title_page="속표지",
        half_title="약표제지", dedication="헌사", epigraph="제사", figure="그림", start="본문 시작", by="", page="쪽",
        back="본문으로 돌아가기", translated_by="옮긴이:", edited_by="엮은이:", illustrated_by="그린이:",
    ),
    "zh": Words(
        contents="目录", notes="注释", copyright="版权", rights="版权所有。", also_by="{author}的其他作品",
        about_author="关于作者", about="关于本文", cover="封面", title_page="书名页", half_title="半书名页",
        dedication="献词", epigraph="题记", figure="图", start="正文", by="", page="页", back="返回正文",
        translated_by="翻译：", edited_by="编辑：", illustrated_by="插图：",
    ),
    "zh-Hant": Words(
        contents="目錄", notes="註釋", copyright="版權", rights="版權所有。", also_by="{author}的其他作品",
        about_author="關於作者", about="關於本文", cover="封面", title_page="書名頁", half_title="半書名頁",
        dedication="獻詞", epigraph="題記", figure="圖", start="正文", by="", page="頁", back="返回正文",
        translated_by="翻譯：", edited_by="編輯：", illustrated_by="插圖：",
    ),
}  # fmt: skip


def own_pages(tag: str) -> Words | None:
    """The words for a BCP 47 tag, if they are here."""
    code, *rest = tag.casefold().replace("_", "-").split("-")
    return OWN_PAGES["zh-Hant" if code == "zh" and TRADITIONAL & set(rest) else code] if code in OWN_PAGES else None
