"""A passage read for a question: where the answer stands, whether it does, and whether a statement holds."""
