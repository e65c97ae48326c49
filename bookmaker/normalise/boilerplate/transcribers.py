"""What a transcriber says of the file: where a note of theirs begins, how far it goes, whether they still speak."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bookmaker.normalise.headings.letter_case import is_caps
from bookmaker.normalise.passes import Group, Piece, text_of

_LONGEST = 2_000  # characters of a group that opens a note
_HEADING = 40  # characters of one that only names it
_MOST = 40  # groups below a heading: the book itself goes on for more
_RULE = 10  # characters of a rule under a note
_OPENING = 200  # groups at the head of a text that show its gaps
_SIGNATURE = 50  # characters of what signs one, to the right
_NOTE = re.compile(
    r"^\W*(?:(?:Transcr?iber|Transcription|Proofreader|Preparer)(?:['’]?s)?['’]? (?:end)?notes?\b|"
    r"(?:Typographical|Obvious|Printer['’]?s?|The following)\b.{0,60}\b(?:errors?|typos|changes|corrections)\b.{0,60}"
    r"\btranscriber)",
    re.IGNORECASE,
)
_NOTE_ABROAD = re.compile(
    r"[\W_]*(?:"
    r"(?:weitere )?(?:an|be)merkung(?:en)? (?:zur|der|des) (?:transkri|bearbeit)|hinweise? (?:zur|des) transkri|"
    r"notes? (?:de|sur|du) (?:la )?transcri|"
    r"notes? (?:au|du) (?:lecteur|correcteur) de (?:ce|cette) (?:fichier|version)|"
    r"note (?:de l['’]éditeur|sur) (?:de )?(?:ce|cette) (?:fichier|version) électronique|"
    r"notas? (?:del?|do|da|de la|sobre a|sobre la) trans?cri|not[ae] (?:del|della|di|dei|alla) trascri|"
    r"(?:opmerking(?:en)?|noot|noten|aantekening(?:en)?) (?:van|bij|over) (?:de |den |deze )?"
    r"(?:bewerk|transcri|elektronisch)|"
    r"(?:transkriberar|transkriptör|avskrivar)en?s (?:anm|kommentar|not)|"
    r"(?:anmärkning\w*|bemærkning\w*|merknad\w*|note\w*) (?:till|til|om) (?:transs?kri|den elektroni|e-bo)|"
    r"transs?kribent\w* (?:not|bem|anm|merk)|"
    r"(?:uwag|adnotacj|przypis)\w* (?:do (?:wydania|wersji) elektroniczn|transkry|osoby przygot)|"
    r"poznámk[ay] (?:přepisovatele|k (?:přepisu|elektronick))|"
    r"(?:huomau\w+|muistutu\w+) (?:tähän |tästä )?sähkö|"
    r"примечани[ея] (?:к электронн|к транскри|оцифров)|a digitális kiadás megjegyzés)",
    re.IGNORECASE,
)
# What may open the author's note as well: it has to speak of the file.
_VAGUE_NOTE = re.compile(
    r"[\W_]*(?:nota (?:de|do|del|dell['’]) ?(?:editor|editore|digitalizador|digitador)\w*|note de l['’]éditeur|"
    r"avis au lecteur|hinweise?|n\.?b|nota)\b",
    re.IGNORECASE,
)
# What else a transcriber tells, in the paragraphs below the one that says who is speaking.
_OF_THE_FILE = re.compile(
    r"\b(?:this|the) (?:e-?text|e-?book|file|transcription|text version)\b|\btranscri(?:b|ption)|\bproject gutenberg\b|"
    r"\bunderscores?\b|\bitalics?\b.{0,80}\boriginal\b|\boriginal (?:spelling|text|edition|printing|page numbers)\b|"
    r"\b(?:misprints?|typographical|inconsistent hyphenation|utf-8|latin-1|ascii)\b",
    re.IGNORECASE,
)
# The same in other languages: the file, its marks, the misprints.
_OF_THE_FILE_ABROAD = re.compile(
    r"\b(?:e-?books?|e-?textes?|e-?boek|e-?boken|eboken|fichiers?|ficheiros?|livre électronique|libro electrónico)\b|"
    r"\b(?:édition|edição|edición|edizione|ausgabe|version|versión|versão|versione) (?:électronique|numérique|"
    r"eletr[óô]nica|electr[óô]nica|elettronica|digital\w*)\b|transkript|transkribier|transcripci|transcrição|trascrizion|"
    r"transcription|gesperrt|\bantiqua\b|\bfraktur|kursiv|cursiva|versalita|corsivo|itálico|itali(?:que|cs)|maiuscoletto|"
    r"(?:errores|erros|errori|erreurs|fautes) (?:obvi\w+ |evident\w+ )?(?:d[eii] (?:imprenta|impressão|stampa)|"
    r"d['’]impression|tipogr|typogr|corr)|druckfehler|drukfout|zetfout|tryckfel|trykfejl|trykkfeil|"
    r"(?:versão|versión|edição|edición|texto|impreso|testo|texte|edizione) origina|originaltext|im original\b|"
    r"ort(?:h)?o?gra(?:phie|fía|fia) (?:d['’]origine|original\w*|du texte)|schreibweise",
    re.IGNORECASE,
)


def is_note(text: str) -> bool:
    """Whether a group is a transcriber's note, or opens one."""
    if len(text) >= _LONGEST:
        return False
    if _NOTE.match(text) is not None or names_note(text):
        return True
    return _VAGUE_NOTE.match(text) is not None and len(set(map(str.casefold, _OF_THE_FILE_ABROAD.findall(text)))) > 1


def names_note(text: str) -> bool:
    """Whether a group opens with the words for a transcriber's note in another language than English."""
    return _NOTE_ABROAD.match(text) is not None


def below(pieces: Sequence[Piece], number: int) -> int:
    """How many pieces below piece `number`, which opens a note, are the note's: up to the bracket that closes one that
    a bracket opens; under a heading all down to a gap.

    Such a gap is one of three lines; in the first half of a text one wider than that under the heading, over what does
    not tell of the file; where no gap tells anything, that over a line in capitals. A note that would go on and on is
    a paragraph long, and what `goes_on` below it.
    """
    text = text_of(pieces[number])
    following = pieces[number + 1 :]
    if text.startswith("["):
        return _bracketed(text, following[:_MOST])
    if len(text) >= _HEADING and text[-1] != ":":
        return 0
    collapsed = all(piece.lines[0].blanks < 2 for piece in pieces[1:_OPENING] if isinstance(piece, Group))
    early = number < len(pieces) / 2
    gap = 0
    for count, piece in enumerate(following):
        blanks = 0 if not isinstance(piece, Group) or piece.plain else piece.lines[0].blanks
        if not blanks or blanks > 2 or (collapsed and _heads(piece)):
            return count
        if early and count and (blanks > gap or count > _MOST) and not _is_of_the_file(text_of(piece)):
            return count if blanks > gap else 1
        gap = gap or blanks
    return min(1, len(following)) if early else len(following)


def _bracketed(text: str, following: Sequence[Piece]) -> int:
    """How many pieces go by until all brackets of `text` are closed; none when one stays open."""
    deep = text.count("[") - text.count("]")
    for count, piece in enumerate(following if deep > 0 else (), 1):
        deep += (text := text_of(piece)).count("[") - text.count("]")
        if deep <= 0:
            return count
    return 0


def goes_on(text: str, group: Group) -> bool:
    """Whether a transcriber, who spoke in the group above, still speaks: of the file; or draws a rule below."""
    if not any(map(str.isalnum, text)):
        return len(text) > _RULE
    signed = len(text) < _SIGNATURE and group.lines[0].indent > _SIGNATURE / 2 and re.search(r"\b\d{4}\)?$", text)
    return group.lines[0].blanks < 3 and len(text) < 1_000 and bool(signed or _is_of_the_file(text))


def _is_of_the_file(text: str) -> bool:
    return bool(_OF_THE_FILE.search(text) or _OF_THE_FILE_ABROAD.search(text))


def _heads(group: Piece) -> bool:
    """Whether a line in capitals stands alone, as over what follows a note."""
    return isinstance(group, Group) and len(group.lines) < 3 and is_caps(text_of(group))
