"""What models say around an answer and that says nothing of its own: "Based on the given passages:", "नमस्ते!",
"I hope this helps!", labels and list numbers.
"""

from collections.abc import Iterator

import regex

from assistant.generative.checks.english_frames import is_verb
from assistant.generative.scanning import Scanner
from assistant.question.tables import tables
from index.text.languages import every
from index.text.words import words


def _any(name: str) -> str:
    return "|".join(map(regex.escape, tables("frames")[name]["words"].split()))


_PLAIN, _HELPING = _any("frame"), _any("help")
_LONGEST_LABEL = 6
_MONTHS = "|".join(name for names in every("months") for name in names)
_FRAMES = rf"""
(?(DEFINE)
    (?P<plain>   (?: {_PLAIN} ) (?![\p{{L}}\p{{M}}\p{{N}}'’]) )
    (?P<helping> (?: {_HELPING} ) (?![\p{{L}}\p{{M}}\p{{N}}'’]) )
    (?P<begin> (?: (?<= \A \s{{0,4}} ) | (?<= [\n.।!?…\])] \s{{0,4}} ) ) )
    (?P<over> [ ]?+ [।.!]++ (?=\s|\Z) )
)
(?&begin) (?:
    (?: (?&plain) ,?+ [^\S\n]++ ){{0,16}} (?&plain) [^\S\n]*+ [:：] (?=\s|\Z) [^\S\n]*+
  | (?: नमस्ते | नमस्कार | प्रणाम | hello | hi | namaste | hey ) (?: [ ] (?: there | जी ) )?+ (?&over) [^\S\n]*+
  | (?: ज़रूर | जरूर | अवश्य | sure (?: [ ] thing )?+ | certainly | of [ ] course | (?: great
      | good ) [ ] question ) [ ]?+ !++ (?=\s|\Z) [^\S\n]*+
  | (?: i [ ] )?+ hope [ ] (?: (?&helping) [ ]?+ ){{1,20}}+ (?&over)
  | (?: let [ ] me [ ] know | feel [ ] free [ ] to | please [ ] (?: ask | let ) ) [ ]
    (?: (?&helping) ,?+ [ ]?+ ){{1,20}}+ (?&over)
  | (?: मुझे [ ] )?+ (?: आशा | उम्मीद ) [ ] है ,?+ [ ] (?: (?&helping) ,?+ [ ]?+ ){{1,20}}+ (?&over)
  | (?: यदि | अगर ) [ ] आपको? [ ] (?: (?&helping) ,?+ [ ]?+ ){{1,20}}+ (?&over)
  | (?: (?: note | नोट ) [ ]? : [ ] )?+ (?: (?! based | used | आधारित ) (?&plain) [ ]?+ ){{1,20}}+ (?: based | used
      | आधारित ) (?![\p{{L}}\p{{M}}]) [ ]?+
    (?: (?&plain) [ ]?+ ){{0,20}}+ (?&over)
  | (?<! \b (?: no | nos | नं | सं ) \. \s* ) (?P<item> \p{{Nd}}{{1,2}} ) [.)] [^\S\n]++ (?! (?: {_MONTHS} )
      (?![\p{{L}}\p{{M}}]) ) (?=\S)
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
