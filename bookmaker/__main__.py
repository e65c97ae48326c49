"""`python -m bookmaker`."""

from bookmaker.cli import main

main()
