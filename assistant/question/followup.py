"""Follow-up questions: what leans on an earlier question is looked up together with it."""

from collections.abc import Sequence

import regex

from index.text.normalise import normalise

_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+")

# Words that stand for someone or something named before.
_PERSONS = frozenset(
    """
    वे वो वह वहीं उन उन्हें उन्होंने उनका उनके उनकी उनको उनसे उनमें उनपर उस उसे उसने उसका उसके उसकी उसको उससे
    इन इन्हें इन्होंने इनका इनके इनकी इनसे दोनों he she they him her his them their theirs both ve woh wo voh
    vah unhone unhonne unhen unhe unka unke unki unko unse usne uska uske uski usko usse use inhone inka inke
    inki dono
    """.split()
)
_THINGS = frozenset(
    """
    यह ये इस इसे इसका इसके इसकी इसको इससे इसमें इसपर उसमें वहाँ वहां यहाँ यहां तब ऐसा it its this that these
    those there then here yah yeh ye is ise iska iske iski isse ismein isme wahan vahan yahan tab aisa
    """.split()
)
# "इस साल" and "that year" name a time and lean on nothing.
_TIMES = frozenset("साल वर्ष महीने माह हफ़्ते हफ्ते सप्ताह दिन बार समय year month week day time saal mahine hafte din baar".split())
_OPENINGS = frozenset("और फिर तो and then so but aur phir to".split())
# Words that name no topic: grammar, question words, and what any question may ask for.
_COMMON = frozenset(
    """
    का के की को ने से में पर तक कि जो जिस हो था थी थे है हैं होगा होगी हुआ हुई हुए होना गया गई गए भी ही तो तब
    फिर और या एक लिए साथ बारे बाद पहले ओर द्वारा दौरान बीच अपना अपने अपनी कुछ सब किया की कर करना करने करते
    करता करेंगे कहा कही कहते बताया बोला बोले बोली बात बातें दिया दी दिए लिया रहा रही रहे चाहते सकते क्या क्यों
    कब कहाँ कहां कौन किस किसने किसे किसका किसके किसकी किन कैसे कैसा कैसी कितना कितने कितनी कौनसा कौनसी अलावा
    आगे नहीं न हाँ बताइए बताओ बैठक मुलाक़ात मुलाकात बातचीत वार्ता यात्रा दौरा बयान घटना मामले मुद्दे विषय जगह
    वजह कारण मतलब a an the of to in on at by for from with about into and or but so is are was were be been do
    does did done has have had will would can could should may might not no yes also else more again what who
    whom whose which when where why how much many long say said says tell told talk talked talks mention
    mentioned happen happened discuss discussed ask asked answer answered meeting meetings visit call
    conversation statement trip summit event matter issue topic place reason thing things people please after
    before during next ka ke ki ko ne se mein me main par tak jo ho tha thi the hai hain hoga hua hui hue gaya
    gayi gaye bhi hi ya ek liye saath sath baare bare baad pehle kuch kiya kar karna kaha kahi kahte bataya
    bola bole baat baatein diya di liya raha rahe rahi kya kyon kyun kyu kab kahan kaha kaun kis kisne kise
    kiska kiske kiski kaise kitna kitne kitni aage nahi nahin batao bataiye baithak mulaqat mulakat
    """.split()
)
_POINTING = _PERSONS | _THINGS
_NO_TOPICS = _COMMON | _POINTING | _OPENINGS | _TIMES
# "और चीन?" takes its question from the one before; with more topic words than these a question has its own.
_FEW = 2
# How many questions a chain of follow-ups reaches back.
_LONGEST_CHAIN = 4


def topicless_words() -> frozenset[str]:
    """Words that name no topic, in both languages and in Latin letters, in lower case."""
    return _NO_TOPICS


def complete(question: str, earlier: Sequence[str]) -> str:
    """The question after the topics of those it leans on; `earlier` are the visitor's questions so far, newest last."""
    return join(question, context(question, earlier))


def join(question: str, before: Sequence[str]) -> str:
    """The question after the words of others that name their topics, each once, in place of "And they ..."."""
    topics = dict.fromkeys(word for each in before for word in _WORD.findall(each) if word.casefold() not in _NO_TOPICS)
    first = next((word for word in _WORD.finditer(question) if word[0].casefold() not in _POINTING | _OPENINGS), None)
    return " ".join([*topics, question[first.start() :] if topics and first else question])


def context(question: str, earlier: Sequence[str]) -> tuple[str, ...]:
    """The earlier questions that a question leans on, oldest first: back to the last that has its own topic.

    Those in between that name nothing ("when was that?") are left out.
    """
    if not leans(question):
        return ()
    chain: list[str] = []
    for before in reversed(earlier[-_LONGEST_CHAIN:]):
        if _topics(_words(before)):
            chain.insert(0, before)
        if not leans(before):
            break
    return tuple(chain)


def leans(question: str) -> bool:
    """Whether a question can't be understood without what was asked before, by its words alone."""
    words = _words(question)
    topics = _topics(words)
    if not topics:
        return bool(words)
    pointing = [at for at, word in enumerate(words) if word in _POINTING and not _leads_on(words, at)]
    if pointing and (pointing[0] < topics[0] or pointing[-1] > topics[-1]):
        return True
    return words[0] in _OPENINGS and len(topics) <= _FEW


def _words(question: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(normalise(question))]


def _topics(words: Sequence[str]) -> list[int]:
    """Where the words stand that name a topic."""
    return [at for at, word in enumerate(words) if word not in _NO_TOPICS]


def _leads_on(words: Sequence[str], at: int) -> bool:
    """Whether a pointing word only leads on to the next one: "that year", "said that NATO ..."."""
    following = words[at + 1] if at + 1 < len(words) else ""
    return following in _TIMES or (words[at] == "that" and bool(following) and following not in _NO_TOPICS)
