"""Whether a sentence of an article says what a written sentence says, one module for each thing that can differ."""
