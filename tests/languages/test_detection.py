from __future__ import annotations

import pytest

from bookmaker.languages import detect
from bookmaker.languages.detection import UNKNOWN

CASES = {
    "eo": "La lampo denove estingiĝis, kaj ŝi ne sciis, kion fari per la alumetoj, kiuj estis ankoraŭ en la skatolo.",
    "id": "Lampu itu padam lagi, dan dia tidak tahu apa yang akan dilakukan dengan korek api yang masih ada di kaleng.",
    "vi": "Ngọn đèn lại tắt, và cô không biết phải làm gì với những que diêm còn lại trong hộp, vì ở đó không có ai.",
    "is": "Lampinn hafði slokknað aftur og hún vissi ekki hvað hún átti að gera við eldspýturnar sem voru eftir.",
    "en": "The lamp had gone out again, and she did not know what to do with the matches that were left in the tin.",
    "de": "Die Lampe war wieder ausgegangen, und sie wusste nicht, was sie mit den Streichhölzern machen sollte.",
    "fr": "La lampe s'était encore éteinte, et elle ne savait pas ce qu'elle devait faire avec les allumettes.",
    "es": "La lámpara se había apagado otra vez, y ella no sabía qué hacer con las cerillas que quedaban en la lata.",
    "it": "La lampada si era spenta di nuovo, e lei non sapeva che cosa fare con i fiammiferi che erano nella scatola.",
    "pt": "A lâmpada tinha-se apagado outra vez, e ela não sabia o que fazer com os fósforos que estavam na lata.",
    "nl": "De lamp was weer uitgegaan, en ze wist niet wat ze met de lucifers moest doen die nog in het blik zaten.",
    "sv": "Lampan hade slocknat igen, och hon visste inte vad hon skulle göra med de tändstickor som var kvar.",
    "da": "Lampen var gået ud igen, og hun vidste ikke, hvad hun skulle gøre med de tændstikker, der var tilbage.",
    "nb": "Lampen hadde gått ut igjen, og hun visste ikke hva hun skulle gjøre med de fyrstikkene som var igjen.",
    "pl": "Lampa znowu zgasła, a ona nie wiedziała, co ma zrobić z zapałkami, które jeszcze były w puszce.",
    "cs": "Lampa zase zhasla a ona nevěděla, co má dělat se sirkami, které ještě zbyly v plechovce, protože byla tma.",
    "ru": "Лампа снова погасла, и она не знала, что ей делать со спичками, которые ещё оставались в коробке.",
    "uk": "Лампа знову згасла, і вона не знала, що їй робити із сірниками, які ще були в коробці, бо їх було мало.",
    "ca": "El llum s'havia apagat una altra vegada, i ella no sabia què fer amb els llumins que encara hi havia.",
    "fi": "Lamppu oli taas sammunut, eikä hän tiennyt, mitä tehdä tulitikuilla, joita oli vielä jäljellä, kun se tuli.",
    "hu": "A lámpa megint kialudt, és nem tudta, hogy mit kezdjen azzal a gyufával, ami még volt a dobozban.",
    "ja": "ランプはまた消えてしまい、彼女は残ったマッチをどうすればいいのか分からなかった。",
    "zh": "灯又灭了，她不知道该怎么处理罐子里剩下的火柴。外面的雨还在下，街上没有一个人。",
    "sq": "Llamba ishte shuar përsëri dhe ajo nuk e dinte se çfarë të bënte me shkrepëset që kishin mbetur në kuti.",
    "eu": "Lanpara berriro itzali zen, eta ez zekien zer egin behar zuen kutxan oraindik zituen pospoloekin.",
    "sl": "Svetilka je spet ugasnila in ni vedela, kaj naj naredi z vžigalicami, ki so bile še v škatli, ker je bilo.",
    "sk": "Lampa zasa zhasla a ona nevedela, čo má robiť so zápalkami, ktoré ešte boli v škatuľke, pretože bola tma.",
    "lt": "Lempa vėl užgeso, ir ji nežinojo, ką daryti su degtukais, kurie dar buvo dėžutėje, nes jau buvo tamsu.",
    "lv": "Lampa atkal bija izdzisusi, un viņa nezināja, ko lai dara ar sērkociņiem, kas vēl bija kastītē.",
    "ga": "Bhí an lampa múchta arís agus ní raibh a fhios aici cad a dhéanfadh sí leis na cipíní a bhí fágtha aici.",
    "sw": "Taa ilizimika tena, na yeye hakujua la kufanya kwa viberiti vya sanduku hilo, kwa sababu ni usiku sana.",
    "sr": "Лампа се опет угасила и она није знала шта да ради са шибицама које су још биле у кутији, а њој је хладно.",
    "mk": "Ламбата пак се изгаси и таа не знаеше што ќе прави со ќибритите што беа во кутијата, а веќе беше ноќ.",
    "be": "Лямпа зноў згасла, і яна не ведала, што ёй рабіць з запалкамі, якія яшчэ засталіся ў скрынцы ў куце.",
    "he": "המנורה כבתה שוב, והיא לא ידעה מה לעשות בגפרורים שנשארו בקופסה.",
    "el": "Η λάμπα είχε σβήσει πάλι και δεν ήξερε τι να κάνει με τα σπίρτα που είχαν μείνει στο κουτί.",
}


@pytest.mark.parametrize("tag", CASES)
def test_a_paragraph_tells_its_language(tag: str) -> None:
    found, sure = detect(CASES[tag] * 4)
    assert found == tag
    assert sure >= 0.5


def test_a_few_words_are_never_sure() -> None:
    assert detect("Hello there")[1] < 0.5
    assert detect("") == ("", 0.0)
    assert detect("123 *** 456") == ("", 0.0)


def test_russian_with_the_letters_of_before_1918_is_russian() -> None:
    text = "Лампа опять погасла, и она не знала, что ей дѣлать; въ зданіи и въ имѣніи всѣ линіи были черныя отъ дождя. "
    assert detect(text * 4)[0] == "ru"


def test_a_long_text_in_a_language_of_none_of_ours_is_of_none() -> None:
    assert detect("Qobu ñemi tlanak wesi oru kimbatlo hepa xiru. " * 60)[0] == UNKNOWN
