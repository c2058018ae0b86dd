"""PDF files: their text in reading order, what a scan shows, text that is broken."""
