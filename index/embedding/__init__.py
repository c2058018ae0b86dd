"""Texts into vectors: the built-in model, any other, and their token codes."""
