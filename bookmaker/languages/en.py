"""English, American and British."""

from dataclasses import replace

from bookmaker.languages.profile import Language, Words, headings, some
from bookmaker.model import Kind

ENGLISH = Language(
    tag="en",
    name="English",
    double=("“", "”"),
    single=("‘", "’"),
    dash="—",  # Chicago Manual of Style 6.85 and New Hart's Rules 4.11.2: the em rule, closed up
    cut_off="—",
    tight_ellipsis=False,
    words=Words(
        contents="Contents",
        notes="Notes",
        copyright="Copyright",
        rights="All rights reserved.",
        also_by="Also by {author}",
        about_author="About the Author",
        about="About This Text",
        cover="Cover",
        title_page="Title Page",
        half_title="Half Title",
        dedication="Dedication",
        epigraph="Epigraph",
        figure="Figure",
        start="Start of Text",
        by="by",
        page="Page",
        back="Back to the text",
        translated_by="Translated by",
        edited_by="Edited by",
        illustrated_by="Illustrated by",
    ),
    headings=headings(
        {
            Kind.VOLUME: "volume|vol.|vol",
            Kind.PART: "part|pt.|book|bk.|section|sec.|epoch|period|phase|narrative|arc|season",
            Kind.CHAPTER: "chapter|chap.|chap|ch.|ch|canto|stave|episode|ep.|ep|adventure",
            Kind.STORY: "story|tale",
            Kind.ACT: "act|actus",
            Kind.SCENE: "scene|scena|scoena|scæna|scaena",
            Kind.LETTER: "letter",
            Kind.INTERLUDE: "interlude|intermission|intermezzo|entr'acte|side story|side chapter|bonus chapter|"
            "extra chapter|special chapter|omake|bonus|extra",
            Kind.PREFACE: "preface|author's preface|preface to the first edition|preface to the second edition|"
            "prefatory|the editor to the reader|the publisher to the reader|"
            "prefatory note|preamble|advertisement|to the reader|the author to the reader|author's apology|"
            "publisher's note|publishers' note|publisher's preface|editor's preface|editor's note|biographical note|"
            "translator's preface|translator's note|note on the text|bibliographical note|biographical sketch",
            Kind.FOREWORD: "foreword|forward|author's foreword",
            Kind.INTRODUCTION: "introduction|introductory|introductory note|introductory chapter|proem|"
            "author's introduction|editor's introduction|translator's introduction|general introduction",
            Kind.PROLOGUE: "prologue|prolog|prelude|induction",
            Kind.EPIGRAPH: "epigraph",
            Kind.DEDICATION: "dedication|dedicatory letter|dedicatory epistle",
            Kind.CAST: "dramatis personae|dramatis personæ|persons of the play|persons represented|"
            "characters of the play|characters|cast of characters|the persons of the play|"
            "the persons in the play|persons in the play|the persons|persons|the characters|"
            "persons of the drama|the persons of the drama|the cast",
            Kind.EPILOGUE: "epilogue|epilog|coda",
            Kind.AFTERWORD: "afterword|afterward|postscript|postface",
            Kind.CONCLUSION: "conclusion|finale|envoi|l'envoi",
            Kind.APPENDIX: "appendix|appendices|addendum|addenda|index|general index|bibliography|errata|corrigenda",
            Kind.ACKNOWLEDGMENTS: "acknowledgments|acknowledgements|acknowledgment|acknowledgement",
            Kind.AUTHORS_NOTE: "author's note|author's notes|authors note|author note|a note from the author|"
            "note from the author|about the author|a/n|an|notes from the author|note|note to the reader",
            Kind.GLOSSARY: "glossary",
            Kind.ENDNOTES: "notes|endnotes|footnotes",
        }
    ),
    contents=some("contents|table of contents|list of chapters|chapters|list of contents|index of chapters"),
    by=some("by|written by|compiled by|author"),
    elisions=some(
        # h-
        "e|e's|e'd|e'll|er|im|isself|imself|ow|ow's|oo|ere's|ave|aven't|avin|ad|adn't|asn't|ard|arf|alf|ead|eads|eart|"
        "earts|eard|eaven|ell|elp|eld|em|ere|ome|ouse|ouses|orse|orses|usband|undred|ospital|orspital|appen|appened|"
        "opped|oppen|umble|ungry|andsome|arry|arriet|olland|"
        # it, at the head of a verb
        "tis|twas|twere|twill|twould|twasn't|tisn't|twouldn't|twon't|twarn't|twould've|tain't|ain't|"
        # a-, be-, de-, e-, ex-, re-, un-
        "allo|bacca|baccy|bout|bouts|bove|cause|cept|ceptin|cepting|coon|coons|cos|course|coz|cuz|deed|dout|ee|fore|"
        "fraid|gainst|gator|haps|ithout|kase|lectric|lo|long|longside|lowed|member|membered|memberin|mid|midst|mong|"
        "mongst|neath|nother|nough|nuff|nuther|ooman|pears|phone|pon|possum|possums|prentice|prentices|roun|round|"
        "scape|scaped|scuse|scutcheon|scutcheons|skeeter|skeeters|spec|spect|spects|spose|stead|tarnal|tater|taters|"
        "thout|til|till|tother|tween|twel|twixt|ud|um|un|uns|uz|varsity|xactly|zactly|"
        # whole names and oaths
        "frisco|od|od's|lizabeth|liza|rastus|sblood|sdeath|strewth|struth|sh|swounds|zounds|fessor|bye|night|morning"
    ),
    clipped=some(
        "a|ain|almos|altho|an|aroun|behin|bes|breas|ca|cep|chil|chile|col|couldn|crathur|d|des|di|didn|do|doan|e|en|"
        "f|fac|fin|fis|fo|frien|fron|gi|gran|groun|ha|han|hol|i|isn|jes|jis|jus|kep|lan|las|lef|lil|lor|ma|mis|mo|"
        "mos|mus|ne|nex|no|o|ol|ole|on|po|poun|roun|secon|sha|slep|soun|spec|stan|t|th|tha|tho|thro|tol|tuk|upo|wha|"
        "wi|wid|wo|won|worl|wouldn|yo"
    ),
    clipped_ending="in",
    conjunctions=some("and|or|to|nor|but"),
    hyphenation="en_US",
)

LANGUAGES = (
    ENGLISH,
    replace(ENGLISH, tag="en-US"),
    replace(ENGLISH, tag="en-GB", single_first=True, hyphenation="en_GB"),
)
