"""What was asked: language, script, time, and what it leans on."""
