"""Hits into quotes."""
