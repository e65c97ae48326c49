"""Coded findings about a book and its outputs."""
