"""Invented reports of who did what to whom, and statements about them, in both languages and in as many forms as are wanted."""
