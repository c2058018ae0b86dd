"""Files that people or programs write as text: plain, Markdown, JSON lines, tables."""
