"""What is not the author's: licences, libraries' pages, page numbers and running heads, contents lists."""
