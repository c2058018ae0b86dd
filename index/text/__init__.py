"""What Hindi and English are: languages, sentences, words and how they sound."""
