"""Where chapters, parts and all other sections begin, what they are called and how deep they stand."""
