"""Whether what a model made of a follow-up is a question in its language, and made of the conversation's words."""

from collections.abc import Sequence

from assistant.generative.checks.meaning import all_keys, content, keys
from assistant.generative.names import Names
from assistant.generative.numbers import figures
from assistant.question.language import question_language
from assistant.question.parsing import MAX_CHARACTERS
from assistant.question.said import plain
from index.text.languages import every
from index.text.words import words

# So many of its words may be new, a form of the verb or a word for what was meant (judged by eye); names and numbers may not.
_NEW = 0.34


def is_rewritten(text: str, question: str, earlier: Sequence[str]) -> bool:
    """Whether a text can be looked up instead of the question after earlier ones."""
    if not words(text) or "\n" in text or "://" in text or len(text) > MAX_CHARACTERS:
        return False
    if not text.rstrip(" \"'”’").endswith("?") and not set(plain(text).split()) & every("question_words"):
        return False
    if question_language(text) != question_language(question):
        return False
    conversation = "\n".join([question, *earlier])
    said, known = content(words(text)), all_keys(conversation)
    new = [word for word in said if not keys(word) & known]
    if len(new) > _NEW * len(said) or not figures(text).claimed <= figures(conversation).readable:
        return False
    return not Names([conversation]).missing(text) and _is_both(text, question, earlier)


def _is_both(text: str, question: str, earlier: Sequence[str]) -> bool:
    """Whether a text takes something over from the earlier questions, and is none of them."""
    own, before = all_keys(question), all_keys("\n".join(earlier))
    takes = any(keys(word) & before and not keys(word) & own for word in content(words(text)))
    return takes and not any(set(words(text)) <= set(words(each)) for each in earlier)
