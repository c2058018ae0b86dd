"""Passages nearest to a question, and what their scores are made of."""
