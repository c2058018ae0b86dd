"""What a setting may change."""

# The longest passage, in tokens: judged by eye, about a paragraph of news; the model takes 512.
TOKENS_PER_PASSAGE = 200
