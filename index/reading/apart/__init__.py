"""A process of its own for parsers of files that may be hostile."""
