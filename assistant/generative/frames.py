"""What models say around an answer and that says nothing of its own: "Based on the given passages:", "नमस्ते!", "I hope this helps!",
labels and list numbers.
"""

from collections.abc import Iterator

import regex

from assistant.generative.checks.english_frames import is_verb
from assistant.generative.scanning import Scanner
from index.text.languages import every
from index.text.words import words

_LONGEST_LABEL = 6
_MONTHS = "|".join(name for names in every("months") for name in names)
# A denial is none of these words: a refusal is no frame.
_FRAMES = rf"""
(?(DEFINE)
    (?P<plain> (?: the | this | these | that | an? | my | your | our | i | is | are | was | have | has | it | here(?:['’]s)? | as | to | for | from | on | in | of | by
        | and | with | only | just | briefly | short | brief | concise | direct | detailed | final | full | complete | following | above | below | given
        | provided | available | supplied | retrieved | answers? | response | reply | summary | information | details | result | json
        | passages? | articles? | excerpts? | sources? | context | texts? | documents? | based | according | used | using | solely | strictly | entirely
        | hindi | english | assistant | sure | certainly
        | यह | ये | इस | इसका | इन | उन | आपके | आपका | आपकी | सवाल | प्रश्न | का | की | के | को | में | से | पर | जवाब | उत्तर | सारांश | जानकारी | विवरण | दिए | दिये
        | गए | गये | गई | गया | उपलब्ध | प्रदान | किए | प्रस्तुत | निम्नलिखित | निम्न | नीचे | ऊपर | अंश | अंशों | लेख | लेखों | स्रोत | स्रोतों | संदर्भ | संदर्भों | पाठ | दस्तावेज़
        | दस्तावेज़ों | समाचार | समाचारों | ख़बरों | खबरों | आधार | आधारित | अनुसार | मुताबिक़? | प्राप्त | प्रकार | संक्षेप | संक्षिप्त | अंतिम | सही | सीधा | केवल | सिर्फ़ | रहा | रही | रहे
        | है | हैं | यहाँ | यहां | हिंदी | हिन्दी | अंग्रेज़ी | मैंने | ज़रूर | जरूर ) (?![\p{{L}}\p{{M}}\p{{N}}'’]) )
    (?P<helping> (?: इससे | यह | ये | इस | जानकारी | से | आपको | आपके | आपकी | आपका | मदद | सहायता | मिली | मिलेगी | मिले | मिल | मिला | होगी | होगा | उपयोगी | सहायक
        | रही | रहेगी | सवाल | प्रश्न | का | की | के | को | में | जवाब | उत्तर | लिए | गया | गई | हो | स्पष्ट | करेगी | करेगा | कि | है | मददगार | साबित | और | अधिक | कोई
        | कुछ | अन्य | भी | चाहिए | पूछना | जानना | चाहते | चाहें | हों | हैं | तो | बताएँ | बताएं | बताइए | पूछें | पूछिए | कृपया | मुझे | मुझसे | बेझिझक | ज़रूर
        | this | that | it | these | the | you | your | my | helps? | is | was | are | helpful | useful | answers? | questions? | information | clear | clarifies | to | any | more | else
        | further | other | anything | need | needs | have | want | would | like | if | about | ask | know | details | assistance | help | can | with | me | let | feel | free | and
        | i | happy | please | for ) (?![\p{{L}}\p{{M}}\p{{N}}'’]) )
    (?P<begin> (?: (?<= \A \s{{0,4}} ) | (?<= [\n.।!?…\])] \s{{0,4}} ) ) )
    (?P<over> [ ]?+ [।.!]++ (?=\s|\Z) )
)
(?&begin) (?:
    (?: (?&plain) ,?+ [^\S\n]++ ){{0,16}} (?&plain) [^\S\n]*+ [:：] (?=\s|\Z) [^\S\n]*+
  | (?: नमस्ते | नमस्कार | प्रणाम | hello | hi | namaste | hey ) (?: [ ] (?: there | जी ) )?+ (?&over) [^\S\n]*+
  | (?: ज़रूर | जरूर | अवश्य | sure (?: [ ] thing )?+ | certainly | of [ ] course | (?: great | good ) [ ] question ) [ ]?+ !++ (?=\s|\Z) [^\S\n]*+
  | (?: i [ ] )?+ hope [ ] (?: (?&helping) [ ]?+ )++ (?&over)
  | (?: let [ ] me [ ] know | feel [ ] free [ ] to | please [ ] (?: ask | let ) ) [ ] (?: (?&helping) ,?+ [ ]?+ )++ (?&over)
  | (?: मुझे [ ] )?+ (?: आशा | उम्मीद ) [ ] है ,?+ [ ] (?: (?&helping) ,?+ [ ]?+ )++ (?&over)
  | (?: यदि | अगर ) [ ] आपको? [ ] (?: (?&helping) ,?+ [ ]?+ )++ (?&over)
  | (?: (?: note | नोट ) [ ]? : [ ] )?+ (?: (?! based | used | आधारित ) (?&plain) [ ]?+ )++ (?: based | used | आधारित ) (?![\p{{L}}\p{{M}}]) [ ]?+
    (?: (?&plain) [ ]?+ )*+ (?&over)
  | (?<! \b (?: no | nos | नं | सं ) \. \s* ) (?P<item> \p{{Nd}}{{1,2}} ) [.)] [^\S\n]++ (?! (?: {_MONTHS} ) (?![\p{{L}}\p{{M}}]) ) (?=\S)
)
"""


class FrameFilter:
    """Lets through what says something. List numbers go where they count on; others are numbers."""

    def __init__(self) -> None:
        self._scanner = Scanner(_FRAMES, regex.IGNORECASE | regex.VERBOSE)
        self._item = 0

    def feed(self, text: str) -> Iterator[str]:
        """What is certain by now."""
        for part in self._scanner.feed(text):
            yield from self._part(part)

    def close(self) -> Iterator[str]:
        """What was held back, when no more text comes."""
        for part in self._scanner.close():
            yield from self._part(part)

    def _part(self, part: "str | regex.Match[str]") -> Iterator[str]:
        if isinstance(part, str):
            yield part
        elif part["item"]:
            number = int(part["item"])
            if number in (1, self._item + 1):
                self._item = number
            else:
                yield part[0]


def is_label(text: str) -> bool:
    """Whether a few words before a colon name what comes, without telling anything: no verb, no number."""
    said = words(text)
    if not 0 < len(said) <= _LONGEST_LABEL or regex.search(r"\p{Nd}|[.।!?\[]", text):
        return False
    return said[-1] not in every("closing_words") and not any(is_verb(word) for word in said)
