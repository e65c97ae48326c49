"""What a text in a language without a profile is read with: English, and a few words of such languages."""

from __future__ import annotations

from dataclasses import replace

from bookmaker.languages.en import LANGUAGES
from bookmaker.languages.profile import Language, some

# Chinese and Japanese, Korean, Greek, Hebrew, Arabic and Persian; then Latin and Cyrillic letters.
_CONTENTS = some(
    "目錄|目录|目次|もくじ|차례|목차|περιεχόμενα|περιεχομενα|πίναξ περιεχομένων|תוכן|תוכן העניינים|תוכן הענינים|"
    "المحتويات|محتويات|الفهرس|فهرس|فهرست|"
    "cuprins|cuprinsul|tabla de materii|içindekiler|i̇çi̇ndeki̇ler|sadržaj|kazalo|vsebina|obsah|turinys|saturs|"
    "satura rādītājs|sisukord|përmbajtja|pasqyra e lëndës|mục lục|daftar isi|isi kandungan|nilalaman|cynnwys|"
    "clár|clár an ábhair|aurkibidea|índice|yaliyomo|inhoud|enhavo|efnisyfirlit|"
    "садржај|съдържание|содржина|змест|мазмұны|гарчиг|სარჩევი|բովանդակություն"
)
_BY = some("yazan|napisao|napisala|nga|verkis|autors|auctore|oleh|karya|tác giả|gan|egilea|autor|συγγραφέας|автор")

UNPROFILED: Language = replace(
    LANGUAGES[0], contents=LANGUAGES[0].contents | _CONTENTS, by=LANGUAGES[0].by | _BY, speech_dash="- "
)
"""English, but that speech may open with a dash."""
