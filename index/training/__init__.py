"""What makes the files and numbers that ship, from public data. Not installed with the rest."""
