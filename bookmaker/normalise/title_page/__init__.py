"""What a text says of itself before it begins: title, authors, imprint."""
