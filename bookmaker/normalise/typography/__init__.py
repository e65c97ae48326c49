"""What a typesetter would do to the characters: quotation marks, dashes, ellipses, emphasis, spaces."""
