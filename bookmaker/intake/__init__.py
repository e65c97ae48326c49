"""A file as the author left it → a Draft."""
