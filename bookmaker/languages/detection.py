"""Which language is a text in? Counted by its most common words, each weighed by how few languages share it."""

from __future__ import annotations

import re
from collections import Counter

SAMPLE = 60_000
"""Characters looked at: a third each from the start, the middle and the end, past licences and title pages."""

SURE = 0.6
"""From here on a verdict may be relied upon; below, ask."""

SURE_OF_OTHERS = 0.05
"""How sure a verdict on a text must be that is surely not English."""

UNKNOWN = "und"
"""The tag of a language that nobody told and that is none of ours (RFC 5646, 4.1)."""

_MANY = 300  # words
_NO_LANGUAGE_OF_OURS = 0.05  # share of function words, weighed: a list of names has some .02, prose at least .07

_ENGLISH = frozenset("the and of was he she you that with is".split())
_FEW = 40  # words
_LEAST_ENGLISH = 0.03  # share of words; prose has .1 and more

FUNCTION_WORDS = {
    "en": "the of and to in that was his he it with is for as had you not be her on at by which have or from this him "
    "but all she they were my are me one their so an said them we who would been will no when there if out up what "
    "your could do did about into then than some its like just don't didn't it's i'm wasn't",
    "de": "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er "
    "hat dass daß sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur "
    "bis mehr durch man ich du wir ihr mich mir dich dir ihm ihn ihnen doch schon hatte wenn da was sagte kein keine",
    "fr": "le la les de des et à un une du en que qui il elle dans est pour pas ne sur se son sa ses au aux ce cette "
    "par avec je vous nous ils elles mais plus comme tout était avait lui leur où ou si bien sans être fait dit moi "
    "même mon ma mes tu te c'est qu'il d'un d'une n'est l'on j'ai très puis quand deux ces donc votre",
    "es": "de la que el en y a los se del las un por con no una su para es al lo como más pero sus le ya o este sí "
    "porque esta entre cuando muy sin sobre también me hasta hay donde quien desde todo nos durante ni contra ese eso "
    "había ella él era dijo yo tú qué cómo usted mi te si ha estaba fue tan nada hombre",
    "it": "di e il la che in a per un è non una sono si da con del della dei le i lo gli nel nella ma come più o "
    "anche se al alla su ci ha mi suo sua era questo questa quello aveva disse perché io tu lui lei ho essere così "
    "cosa molto poi dal dalla delle ai agli fu ne ed quando tutto bene dove",
    "pt": "de a o que e do da em um para é com não uma os no se na por mais as dos como mas foi ao ele das tem à seu "
    "sua ou ser quando muito há nos já está eu também só pelo pela até isso ela entre era depois sem mesmo aos ter "
    "seus quem nas me esse eles estava você tinha foram num numa disse lhe então onde",
    "nl": "de het een en van in is dat op te zijn met voor niet die aan er om ook als dan maar bij uit door over naar "
    "heeft hij ze ik was we wat werd nog wel tot je had hem haar zo geen deze al toen mijn worden of zou kan meer "
    "waar daar onder onze mij zei moet omdat heb hun",
    "sv": "och i att det som en på är av för med till den har de inte om ett han men var jag sig från vi så kan när "
    "år under också efter eller nu sin där vid mot ska skulle kommer ut får finns vara hade alla andra mycket än här "
    "då sedan över bara in blir upp även vad hon honom henne dig mig säga sade",
    "da": "og i at det er en til af på for med den de ikke der han var har som et jeg sig fra vi så kan men hun om "
    "havde hvor eller nu skal efter når ham hende mig dig også blev hans kun over ud op være meget noget hvad sagde "
    "skulle ind alle dem ville andre jo her bliver aldrig igen paa saa naar",
    "nb": "og i det er en til av på for med den de ikke som han var har at et jeg seg fra vi så kan men hun om hadde "
    "hvor eller nå skal etter når ham henne meg deg også ble hans bare over ut opp være mye noe hva sa skulle inn alle "
    "dem ville andre jo her blir aldri igjen mot fram paa saa naar",
    "pl": "w i na z się nie do to że jest o a jak ale po co tak za od jego jej przez był była było dla już tylko czy "
    "są być może może ich go mu ja ty on ona my mnie mi sobie jeszcze kiedy gdy więc tym tego który która które pan "
    "pani nic przy bo ze jednak pod nad bardzo też",
    "cs": "a se v na je že s z do o to i ve pro za by ale si po jak jsem tak jako byl byla bylo co od který která "
    "které jeho její ze už když ne k není jen jsou nebo aby mu ho ještě jsme až má tím přes může před při také bude "
    "jste vám mě tě já ty on ona tam kde pak než nic řekl řekla protože",
    "ru": "и в не на я быть он с что а по это она этот к но они мы весь который из у то за свой так от о же ты бы как "
    "для до его её ее был была было были мне меня ему все уже или только когда вы если нет да себя них чтобы без там "
    "тут где ничего сказал сказала",
    "ca": "el la els les i de que a en un una per amb no es ser més com però ha al del dels va ja és són tot li hi ho "
    "aquest aquesta això molt perquè quan sense també fins jo tu ell ella nosaltres vaig havia era dir fer dit què on "
    "mai res encara meu teva seu seva",
    "fi": "ja on ei se että hän oli joka mutta niin kuin myös ovat tai sen olla kun hänen mitä nyt minä sinä he me "
    "te jos ole olen olet vain siitä tämä sitä jo vielä sitten ollut olisi koko kaikki mikä hänet minun sanoi",
    "hu": "a az és hogy nem is egy ez volt meg de csak már mint ha azt van el még én te ő mi ti ők ki fel vagy nagyon "
    "mert majd sem aki ami amikor után szerint kell lehet minden most így úgy pedig mondta neki",
    "ro": "și în de la a cu nu pe o un că din ce mai să este pentru care el ea se era au fi lui sau dar după fost cum "
    "ca sunt îi am lor le își când până acum doar spre fără ai",
    "tr": "ve bir bu da de için çok o ne ile gibi daha ben sen var ama mi olarak kadar diye sonra dedi şey her değil "
    "olan ki en onu ona onun benim bana beni hiç yok",
    "la": "et in est non ad ut cum sed quod qui ex per si aut enim quae ab hoc atque ac esse sunt eius autem nec de "
    "etiam quam quidem tamen nam hi omnes inter hic haec me te se mihi tibi sibi quem neque vel iam ne ego tu "
    "nos erat quo quos quas quibus ille illa illud ipse eo ea id pro sine sub",
    "eo": "la kaj de estas en mi ne li al ke por vi kun kiel oni ŝi ili ni ĝi pli estis sed tio kiu pri sur el ĉiuj "
    "tiu per ĉar se nur jam tre sia lia diris kio kiam ĉi tie unu ol tiel eĉ",
    "is": "og að í var sem á hann ekki en það er við um til með þá því hún ég þú þeir af fyrir svo eru frá hafði eða "
    "þetta ef upp nú þar einn mér þér honum hans hennar mig þig sig hvað sagði allt",
    "cy": "yn y yr a i ac o ei oedd ar am eu wedi mae fel un ond gan bod hi fe ni mewn hyn nid iawn ef oddi hwn chwi "
    "nhw dim mor eich dyn roedd pan hynny",
    "af": "die en van het in is 'n dat hy nie was sy op om te vir met my ek maar ons aan as jy ook so by na daar "
    "hulle haar toe wat sal kan uit hom moet nog julle",
    "hr": "je i u se na da su od za sam ne što bi ali kao koji nije to po iz li mu ga već samo što kad bio bila smo "
    "ako još njega ili jer sve mi ti joj ih koja koje",
    "et": "ja on ei ta oli et see kui ma ka mis aga siis nii ning mitte oma kes tema nagu veel ära olen pole oleks "
    "olid selle talle minu ainult juba",
    "tl": "ang ng sa na ay at mga si niya ni ko siya hindi ito kung isang nang ako ka kanyang kaniyang mo may din "
    "lamang niyang namin kayo sila upang",
    "id": "yang dan di itu dengan untuk tidak ini dari dalam akan pada juga saya ke karena ada dia kamu aku mereka "
    "kita sudah bisa lebih telah seperti hanya oleh kepada bukan apa lagi sambil saat masih orang jika tapi tetapi "
    "bahwa namun sebuah satu anda kau lalu belum hari kata tak atau",
    "vi": "và của là không có một được cho người tôi với trong này đã những các để khi anh cô nó đó ra lại đi thì mà "
    "như vào đến cũng từ bị rồi nhưng sẽ em ở ông chỉ còn gì thế nào biết hắn nàng",
    "gl": "e a o de que non un unha do da na no os as unhas uns para por con pero máis moi xa eu ti el ela nós "
    "eles isto iso cando onde como se seu súa foi era había dixo ata despois tamén só nin sen ao á dun dunha "
    "nun nunha polo pola cos coa lle lles che me te",
    "sl": "je in se da v na so bi pa ne za z s po ki kot še tudi kaj ga mu ji jih bil bila bilo sem si smo ste ni "
    "ali če tako ko že iz od do pri nič kako zdaj samo kje kdo mi ti on ona to ta vse",
    "sk": "a sa na v je že s z do o to i ale si po ako som tak bol bola bolo boli čo od ktorý ktorá ktoré jeho jej "
    "zo už keď nie k len sú alebo aby mu ho ešte sme až má tým cez môže pred pri tiež bude ste vám mňa ma ťa "
    "ty on ona tam kde potom než nič povedal povedala pretože pre",
    "lt": "ir į kad ne su tai jis iš kaip bet o buvo ji per tik jo savo ar ant apie nuo yra dar už po jau tą visi "
    "man aš tu mes jie jos kas kur jei mano tavo taip nes prie iki labai",
    "lv": "un ir ka ar no uz par bet viņš viņa tas to kā es tu mēs jūs bija nav vai arī tā pie kas lai pēc tikai "
    "viņi viņu man savu jau vēl ja pa kad tad šo šis ļoti",
    "ga": "agus an na ar a do i go is ní sé sí bhí tá le ag chun ach nuair mar seo sin siad ár mo mé tú leis air "
    "aige aici féin níor raibh nach cad faoi ó gan dá uair",
    "sq": "të dhe e në i që se me një për nga më ka është nuk si ishte do u mund kishte por kur ai ajo tij saj kjo "
    "ky këtë edhe ata unë ti tha mua asnjë pas deri shumë",
    "eu": "eta ez da ere baina bat zen du dute egin bere hori hau den izan zuen ziren dira behar beste nik zuk gu "
    "oso orain horrela baino bi edo zer nor",
    "sw": "na ya wa kwa ni la katika za cha hii hiyo huo huu yake wake yangu kuwa alikuwa lakini kama si sana pia "
    "au tu huyo baada mtu watu kila hapa",
}

_SCRIPTS = (
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("ko", re.compile(r"[\uac00-\ud7af\u1100-\u11ff]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("fa", re.compile(r"[پچژگ]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("el", re.compile(r"[\u0370-\u03ff\u1f00-\u1fff]")),
    ("hi", re.compile(r"[\u0900-\u097f]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
    ("hy", re.compile(r"[\u0530-\u058f]")),
    ("ka", re.compile(r"[\u10a0-\u10ff]")),
)
# Letters that neither Russian nor Ukrainian has, and their share of all letters.
_OTHER_CYRILLIC = (
    ("mk", re.compile(r"[ѓќѕ]", re.IGNORECASE), 0.001),
    ("sr", re.compile(r"[јљњћђџ]", re.IGNORECASE), 0.02),
    ("be", re.compile(r"ў", re.IGNORECASE), 0.003),
    ("kk", re.compile(r"[әғқң]", re.IGNORECASE), 0.02),
    ("mn", re.compile(r"[өү]", re.IGNORECASE), 0.02),
)
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_UKRAINIAN = re.compile(r"[іїєґ]", re.IGNORECASE)
_RUSSIAN = re.compile(r"[ыэъѣ]", re.IGNORECASE)
_BULGARIAN = re.compile(r"\b(?:ще|беше|няма|какво|това|който)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")

_WORDS = {tag: frozenset(words.split()) for tag, words in FUNCTION_WORDS.items()}
_SHARED = Counter(word for words in _WORDS.values() for word in words)


def detect(text: str) -> tuple[str, float]:
    """The language of a text as a BCP 47 tag, and how sure that is (0 to 1). `("", 0.0)` when nothing speaks for any.

    The same text gives the same answer, whatever the machine. A text of a few words is never sure; a long one in a
    language that none of ours is like is `UNKNOWN`.
    """
    sample = _sample(text)
    letters = sum(1 for letter in sample if letter.isalpha())
    if not letters:
        return "", 0.0
    for tag, script in _SCRIPTS:
        share = len(script.findall(sample)) / letters
        # Japanese is mostly kanji with some kana; Persian is told from Arabic by letters Arabic has not.
        if share > {"ja": 0.1, "fa": 0.02}.get(tag, 0.5):
            return tag, min(1.0, 0.5 + share / 2) if letters > 20 else 0.3
    if len(_CYRILLIC.findall(sample)) / letters > 0.5:
        for tag, letter, share in _OTHER_CYRILLIC:
            if len(letter.findall(sample)) > share * letters:
                return tag, 0.8 if letters > 100 else 0.3
        # (Russian had an і until 1918, and has letters that Ukrainian has not.)
        if len(_UKRAINIAN.findall(sample)) > max(0.02 * letters, len(_RUSSIAN.findall(sample))):
            return "uk", 0.8 if letters > 100 else 0.3
        if len(_BULGARIAN.findall(sample)) / letters > 0.002:
            return "bg", 0.6
    return _by_words(sample)


def may_be_english(text: str) -> bool:
    """Whether a text has some of the words that no English one is without; one of few words may be anything."""
    words = [word.casefold() for word in _WORD.findall(_sample(text))]
    return len(words) < _FEW or sum(word in _ENGLISH for word in words) > _LEAST_ENGLISH * len(words)


def _sample(text: str) -> str:
    if len(text) <= SAMPLE:
        return text
    third = SAMPLE // 3
    middle = len(text) // 2
    return " ".join((text[third // 2 : third + third // 2], text[middle : middle + third], text[-2 * third : -third]))


def _by_words(sample: str) -> tuple[str, float]:
    counted = Counter(word.casefold().replace("’", "'") for word in _WORD.findall(sample))
    total = counted.total()
    scores = {
        tag: sum(counted[word] / _SHARED[word] for word in sorted(words) if word in counted)
        for tag, words in sorted(_WORDS.items())
    }
    ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
    (best, high), (_, second) = ranked[0], ranked[1]
    english = sum(counted[word] for word in _ENGLISH)
    if total >= _MANY and high < _NO_LANGUAGE_OF_OURS * total and english <= _LEAST_ENGLISH * total:
        return UNKNOWN, 1.0
    if not high:
        return "", 0.0
    margin = (high - second) / high
    # About a third of running prose is made of these words; a list of names has hardly any.
    share = min(1.0, high / total / 0.15)
    enough = min(1.0, total / 40)
    return best, round(min(1.0, margin * 2) * share * enough, 3)
