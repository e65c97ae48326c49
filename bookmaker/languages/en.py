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
            Kind.PART: "part|pt.|book|bk.|section|sec.|epoch|period|phase|narrative|arc",
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
        "allo|lo|bacca|baccy|bout|bouts|bove|cause|coz|cos|cuz|kase|cept|ceptin|cepting|course|deed|fore|fraid|"
        "gainst|gator|haps|lectric|long|longside|lowed|member|membered|memberin|mid|midst|mong|mongst|neath|nother|nough|nuff|nuther|pears|possum|"
        "possums|coon|coons|prentice|prentices|round|roun|scape|scaped|scuse|scutcheon|scutcheons|spec|spect|spects|spose|"
        "stead|skeeter|skeeters|tarnal|tater|taters|thout|dout|ithout|til|till|pon|tother|tween|twixt|twel|ud|"
        "uz|uns|un|um|ee|ooman|xactly|zactly|phone|varsity|"
        # whole names and oaths
        "frisco|od|od's|lizabeth|liza|rastus|sblood|sdeath|strewth|struth|sh|swounds|zounds|fessor|bye|night|morning"
    ),
    clipped=some(
        "o|th|lor|jis|spec|des|fis|tuk|cep|breas|crathur|an|wi|t|d|ol|mo|po|fo|yo|lil|roun|aroun|roun|mus|jes|jus|las|bes|wid|hol|tol|col|ole|fin|fac|f|ha|sha|wi|"
        "gi|ne|e|i|a|no|on|upo|wha|tha|thro|tho|altho|mis|ma|ca|wo|do|di|ain|doan|roun|en|behin|han|lan|stan|gran|en|"
        "secon|poun|groun|soun|fron|frien|worl|chile|chil|ole|kep|slep|lef|nex|mos|almos|didn|wouldn|couldn|won|isn"
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
