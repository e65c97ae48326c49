"""Drafts → the book a careful editor would have set. The one ordered list of passes is here."""
