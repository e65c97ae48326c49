"""YAML → Metadata and settings, with errors that name file, line and the nearest key.

`contract` is the one declaration of the YAML; `settings` holds what the rest of the program gets.
"""

from bookmaker.metadata.settings import BuildSettings, NormaliseSettings, Override, OverrideMeaning, Recipe

__all__ = ["BuildSettings", "NormaliseSettings", "Override", "OverrideMeaning", "Recipe"]
