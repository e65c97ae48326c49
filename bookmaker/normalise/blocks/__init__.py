"""What the lines of a section are: paragraphs, verse, letters, plays, lists, tables, scene breaks, notes."""
