"""Whether what a model made of a follow-up is a question, and made of the conversation's words."""

from collections.abc import Sequence

from assistant.generative.checks.meaning import all_keys, content, keys
from assistant.generative.numbers import figures
from assistant.question.parsing import MAX_CHARACTERS
from assistant.question.said import plain
from index.text.languages import every
from index.text.words import words

# So many of its words may be new, a form of the verb or a word for what was meant; names and numbers may not.
_NEW = 0.34


def is_rewritten(text: str, question: str, earlier: Sequence[str]) -> bool:
    """Whether a text can be looked up instead of the question after earlier ones."""
    if not words(text) or "\n" in text or "://" in text or len(text) > MAX_CHARACTERS:
        return False
    if not text.rstrip(" \"'”’").endswith("?") and not set(plain(text).split()) & every("question_words"):
        return False
    conversation = "\n".join([question, *earlier])
    said, known = content(words(text)), all_keys(conversation)
    new = [word for word in said if not keys(word) & known]
    return len(new) <= _NEW * len(said) and figures(text).claimed <= figures(conversation).readable
