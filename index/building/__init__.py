"""Sources into a new generation."""
