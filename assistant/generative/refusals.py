"""Sentences by which a model says that it has no answer, in its own words, in either language."""

import regex

from assistant.phrases import phrase
from index.text.words import words

_THESE = r"(?:passages?|articles?|texts?|contexts?|excerpts?|sources?|documents?|information|reports?)"
_REFUSALS = regex.compile(
    rf"""
    (?:the|these|those|given|provided|any|none\ of\ the)\s+(?:\p{{L}}+\s+){{0,3}}{_THESE}\s+(?:\p{{L}}+\s+){{0,3}}
        (?:do(?:es)?\ not|don['’]t|doesn['’]t|did\ not|didn['’]t|cannot|can['’]t|contain\ no|has\ no|have\ no|(?:is|are)\ not|isn['’]t|aren['’]t|offer\ no|give\ no|provide\ no)
    | none\ of\ (?:the|these)\ (?:\p{{L}}+\s+)?{_THESE}
    | (?:there\ is|there['’]s|there\ was|i\ (?:see|found|find|have))\ (?:no|not\ enough|insufficient)\ (?:\p{{L}}+\s+){{0,2}}(?:information|mention|answer|evidence|data)
    | (?:\A|\bbut\ |\bsorry,?\ )i(?:['’]m|\ am)?\ (?:cannot|can['’]t|can\ not|could\ not|couldn['’]t|do\ not|don['’]t|am\ not|was\ not|not|unable|sorry)\b(?!.*\bsaid\b)
    | (?:not|n['’]t)\ (?:\p{{L}}+\s+){{0,2}}(?:mentioned|found|available|specified|stated|provided|given|answered|contained|included)\ (?:anywhere\ )?(?:in|by|from)\ (?:the|these|any)\ (?:\p{{L}}+\s+){{0,2}}{_THESE}
    | \A(?:sorry|apologies|unfortunately)\b(?=.*\b(?:not|no|n['’]t|cannot|can['’]t|unable)\b)
    | \A(?:no\ answer|not\ found|unknown|n/a|no\ information(?:\ available)?|not\ answerable|unanswerable)[.!\s]*\Z
    | based\ on\ (?:the|these)\ .*(?:cannot|can['’]t|not\ possible)
    """,
    regex.VERBOSE | regex.IGNORECASE,
)
_HINDI_THESE = r"(?:अंश|अंशों|लेख|लेखों|पाठ|संदर्भ|सन्दर्भ|स्रोत|स्रोतों|दस्तावेज़|दस्तावेजों|दस्तावेज़ों|जानकारी|सामग्री|विवरण)"
_HINDI_REFUSALS = regex.compile(
    rf"""
    (?:इन|दिए\ गए|दिये\ गए|इस|उपलब्ध|प्रदान\ किए\ गए|ऊपर|किसी\ भी|उपर्युक्त)\s+(?:\S+\s+){{0,3}}{_HINDI_THESE}(?!\S)(?:\s+\S+){{0,12}}?\s+
        (?:नहीं|न)\s*(?:मिल\S*|है|हैं|था|दिया|दी|दिए|बताया|बताई|किया|उपलब्ध|मौजूद|पाया|पाई|देते|देता|कहा|लिखा)?
    | {_HINDI_THESE}\s+(?:\S+\s+){{0,6}}(?:जवाब|उत्तर|जानकारी|उल्लेख|ज़िक्र|जिक्र)\s+(?:\S+\s+){{0,3}}(?:नहीं|न)(?!\S)
    | (?:जवाब|उत्तर|जानकारी)\s+(?:\S+\s+){{0,3}}(?:उपलब्ध\ नहीं|नहीं\ मिल\S*|नहीं\ दी\ गई|नहीं\ है)\s*(?:है|हैं)?[।.!]?\s*\Z
    | (?:मुझे|मुझको)\s+(?:\S+\s+){{0,6}}(?:नहीं|खेद|पता\ नहीं|अफ़सोस)
    | \A(?:क्षमा|माफ़|माफ|खेद)\s
    | मैं\s+(?:\S+\s+){{0,8}}(?:नहीं\s+(?:दे|बता|कह|जान|कर|ढूँढ|ढूंढ|खोज)|असमर्थ)
    """,
    regex.VERBOSE,
)


def is_refusal(sentence: str) -> bool:
    """Whether a sentence says only that there is no answer."""
    if words(sentence) in (words(phrase("not_found", "hi")), words(phrase("not_found", "en"))):
        return True
    plain = " ".join(sentence.split())
    return bool(_REFUSALS.search(plain) or _HINDI_REFUSALS.search(plain))
