"""From `dist/` to the reader's hands."""
