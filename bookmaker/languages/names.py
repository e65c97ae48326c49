"""Languages by their English names, as libraries and archives state them."""

from __future__ import annotations

LANGUAGES = {
    "english": "en", "german": "de", "french": "fr", "spanish": "es", "italian": "it", "portuguese": "pt",
    "dutch": "nl", "swedish": "sv", "danish": "da", "norwegian": "nb", "polish": "pl", "czech": "cs", "russian": "ru",
    "finnish": "fi", "hungarian": "hu", "greek": "el", "latin": "la", "chinese": "zh", "japanese": "ja",
    "esperanto": "eo", "catalan": "ca", "romanian": "ro", "ukrainian": "uk", "afrikaans": "af", "arabic": "ar",
    "bulgarian": "bg", "breton": "br", "cebuano": "ceb", "croatian": "hr", "welsh": "cy", "estonian": "et",
    "farsi": "fa", "frisian": "fy", "galician": "gl", "hebrew": "he", "icelandic": "is", "irish": "ga",
    "iloko": "ilo", "interlingua": "ia", "korean": "ko", "lithuanian": "lt", "occitan": "oc", "serbian": "sr",
    "slovak": "sk", "slovenian": "sl", "tagalog": "tl", "turkish": "tr", "yiddish": "yi", "friulian": "fur",
}  # fmt: skip
"""The tag (BCP 47) of each, its name in small letters."""
