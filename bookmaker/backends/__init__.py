"""The document model → files a reader opens."""
