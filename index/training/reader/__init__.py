"""Training of the reader that ships: prepare, train, evaluate, export (docs/reader.md)."""
