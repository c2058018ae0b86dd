"""What a message asks, without the words around it: each of its questions."""

from functools import cache
from itertools import pairwise

from assistant.question.language import question_language
from assistant.question.leaning import Leaning, leaning, topic_words
from assistant.question.phrasings import phrasing
from assistant.question.said import Said, plain
from assistant.question.smalltalk import is_polite_only
from index.text.languages import LANGUAGES, LanguageRecord, every
from index.text.sentences import split_sentences

# Nobody asks more at once; what has more is one long question (judged by eye).
MOST_QUESTIONS = 4
_MARKS = ("?", "？", "؟")


def what_is_asked(text: str) -> tuple[str, ...]:
    """The questions in a text, in order: one, or several that each stand for themselves or lean on those before.

    Greetings, thanks, "could you tell me" and sentences that only lead up to a question are left out.
    """
    sentences = [text[start:end] for start, end in split_sentences(text)]
    telling = [sentence for sentence in sentences if not is_polite_only(sentence)]
    marked = [sentence for sentence in telling if sentence.rstrip().endswith(_MARKS)]
    asking = marked or [sentence for sentence in telling if _asks(sentence)]
    if not asking:
        return (text,)
    first = telling.index(asking[0])
    if first and leaning(asking[0]) is not Leaning.ALONE:
        asking[0] = " ".join([*telling[:first], asking[0]])
    parts = [part for sentence in asking for part in _split(without_frames(sentence))]
    return tuple(parts) if len(parts) <= MOST_QUESTIONS else (text,)


def without_frames(text: str) -> str:
    """A question without its greeting and polite words, or as it is where nothing would be left."""
    said = Said.of(text)
    idle = set[int]()
    for match in phrasing("frames").finditer(said.plain):
        if match[0]:
            idle.update(range(said.word_at(match.start()), said.word_at(match.end() - 1) + 1))
    left = [at for at in range(len(said.words)) if at not in idle]
    if not idle or not left:
        return text
    runs = [[left[0]]]
    for before, at in pairwise(left):
        if at == before + 1:
            runs[-1].append(at)
        else:
            runs.append([at])
    mark = "?" if text.rstrip().endswith("?") else ""
    rest = " ".join(said.part(run[0], run[-1] + 1) for run in runs) + mark
    return rest if topic_words(rest) or not topic_words(text) else text


def takes_yes_or_no(text: str) -> bool:
    """Whether yes or no can be an answer; where that can't be told, it can."""
    return any(map(_takes_yes_or_no, what_is_asked(text)))


def _takes_yes_or_no(question: str) -> bool:
    said = Said.of(question).words
    if not said or said[0] in _OPENING_VERBS:
        return True
    what = _WHAT & set(said)
    # "क्या वे गए?", "वे गए क्या?" ask whether; "क्या हुआ?", "उन्होंने क्या कहा?", what.
    whether = bool(what) and (said[0] in what and not set(said[1:2]) & _VERBS_OF_WHAT or said[-1] in what)
    return whether or not set(said) & (every("question_words") - _NOT_ASKING)


def _asks(sentence: str) -> bool:
    """Whether a sentence without a question mark asks something: by a word that asks, or a frame around what is asked."""
    said = plain(sentence)
    return bool(set(said.split()) & _asking()) or bool(phrasing("frames").search(said))


@cache
def _asking() -> frozenset[str]:
    # These may only lead on: "the year when", "the man who".
    return every("question_words") - {
        "long",
        "much",
        "many",
        "often",
        "far",
        "when",
        "where",
        "which",
        "who",
        "whose",
        "whom",
    } | {"tell"}


def _split(question: str) -> list[str]:
    """The parts of a question that joins several: "What is ... and who is ...", "कब और कहाँ"."""
    said = Said.of(question)
    record = LANGUAGES[question_language(question)]
    if expanded := _expanded(said, record):
        return expanded
    for at in range(1, len(said.words) - 1):
        if said.words[at] in record.and_words and _asks_itself(said, 0, at, record) and _asks_behind(said, at, record):
            first, rest = said.part(0, at), said.text[said.spans[at + 1][0] :]
            return [first.rstrip(" ,;") + "?", *_split(rest)]
    return [question]


def _expanded(said: Said, record: LanguageRecord) -> list[str]:
    """A question once for each of the words that it asks with, where these stand beside each other."""
    for at in range(1, len(said.words) - 1):
        first, joining, second = said.words[at - 1 : at + 2]
        if joining in record.and_words and first != second and {first, second} <= record.question_words - _NOT_ALONE:
            head, tail = said.text[: said.spans[at - 1][0]], said.text[said.spans[at + 1][1] :]
            return [head + said.written(at - 1) + tail, head + said.written(at + 1) + tail]
    return []


# A question that begins with one of these asks whether.
_OPENING_VERBS = frozenset(
    """
    is are was were am do does did has have had will would can could shall should may might must isn aren wasn weren don doesn
    didn hasn haven hadn won wouldn couldn shouldn
    """.split()
)
_WHAT = frozenset({"क्या", "kya", "kyaa"})
_VERBS_OF_WHAT = frozenset(
    "हुआ हुई हुए है हैं था थी थे होगा कहा बोला बताया किया कर करना hua hui hai hain tha thi the hoga kaha kiya".split()
)
# "much" and the like ask only behind "how".
_NOT_ASKING = frozenset("much many long often far".split())
# "how much and how many" and "what or which" ask one thing.
_NOT_ALONE = frozenset("much many long often far what which क्या kya".split())


def _asks_itself(said: Said, first: int, last: int, record: LanguageRecord) -> bool:
    """Whether some of the words are a question that has a topic."""
    words = said.words[first:last]
    asks = any(word in record.question_words for word in words)
    return asks and leaning(said.part(first, last) + "?") is not Leaning.LEANS


def _asks_behind(said: Said, at: int, record: LanguageRecord) -> bool:
    """Whether the words behind "and" are a question: in English one that begins as such."""
    behind = said.words[at + 1 :]
    if record.code == "en":
        asks_first = behind[0] in record.question_words or behind[0] in record.edges and behind[1:2] in (("which",), ("what",))
        return asks_first
    return any(word in record.question_words for word in behind) and "कि" not in behind
