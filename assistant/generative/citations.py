"""Markers in text that arrives in pieces, cut anywhere: [1], [१], [1, 2], [1-3], [^1], [source 1], [अंश 1], (1), 【1】, ¹,
([1], [2]), and citations in words: "अंश 1 के अनुसार, …", "Passage 1 says that …".
"""

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from assistant.generative.scanning import Scanner

# The parts of the pattern below, by name.
_GRAMMAR = r"""
(?(DEFINE)
    (?P<apart>     (?![\p{L}\p{M}]) )
    (?P<join>      (?: [^\S\n] | [,;،&+–—-]
                     | (?<![\p{L}\p{M}]) (?: and | or | to | और | व | तथा | एवं | या | से ) (?&apart) ){1,8}+ )
    (?P<counted>   (?: \s*+ (?: number\b | nos?\b\.? | संख्या | क्रमांक | नं\.? ) )?+ (?: \s*+ [:\#=._-] )?+ \s*+ )
    (?P<ours>      (?<![\p{L}\p{M}])
                   (?: passages? | sources? | excerpts? | citations? | अंशों | अंश | स्रोतों | स्रोत | लेखों | लेख | पैसेज
                     | उद्धरणों | उद्धरण | संदर्भ | सन्दर्भ | ansh ) (?&counted) )
    (?P<others>    (?: refs? | references? | cite | articles? | docs? | documents? | id ) (?&counted) | [\#^] \s*+ )
    (?P<label>     (?: (?&ours) | (?&others) )?+ )
    (?P<list>      (?&label) \p{Nd}{1,3}+ (?: (?&join) (?&label) \p{Nd}{1,3}+ ){0,12}+ )
    (?P<last>      (?: \s*+ [&–-] \s*+ | \s+ (?: and | or | to | और | व | तथा | या | से ) \s+ ) (?&label) \p{Nd}{1,3}+ )
    (?P<few>       \p{Nd}{1,3}+ (?: (?: \s*+ , \s*+ \p{Nd}{1,3}+ ){0,8}+ (?&last) ){0,2} )
    (?P<see>       (?: (?: see | from | via | as\s+per | देखें | देखिए ) \s*+ )?+ )
    (?P<details>   (?: \s*+ (?: † | : (?=\s*\S) | , (?=\s*\p{L}) ) [^\[\]【】()\n]{0,80} )?+ )
    (?P<inside>    [\s,;،]{0,8}+ (?&see) (?&list) (?&details) [\s,;،.^]{0,8}+ )
    (?P<link>      (?: \( (?: \# | https?: ) [^()\s]{0,200} \) )?+ )
    (?P<square>    \^? \\? \[\[ (?&inside) \]\] | \^? \\? [\[【［〔] (?&inside) \\? [\]】］〕] (?&link)
                   | < (?: sup | cite ) > \s*+ \[?+ (?&inside) \]?+ \s*+ </ (?: sup | cite ) > )
    (?P<chain>     (?&square) (?: (?&join)?+ (?&square) ){0,8}+ )
    (?P<bare>      [(（] \s*+ (?&list) \s*+ [)）] )
    (?P<end>       [^\S\n]*+ (?: [.।॥!?…;\[【（(] | \Z | \n ) )
    (?P<begin>     (?: (?<= \A \s{0,4} ) | (?<= [\n.।॥!?…”"’)\]] \s{0,4} ) ) )
    (?P<the>       (?: the \s+ )?+ )
    (?P<reference> (?: (?&chain) | (?&ours) (?&few) (?! \p{Nd} | [.,:/] \p{Nd} ) ) )
    (?P<subject>   (?: (?: (?&begin) | (?<= [;,:] \s{0,4} ) ) (?&chain)
                   | (?: (?: दिए | दिये ) \s+ गए \s+ | इस \s+ )?+ (?&ours) (?&few) ) )
    (?P<tells>     (?: says? | said | states? | stated | reports? | reported | mentions? | mentioned | notes? | noted | shows?
                     | tells? | confirms? ) \b )
    (?P<told>      में \s+ (?: यह \s+ | भी \s+ )*+ (?: कहा | बताया | लिखा | बताई | कही | लिखी ) (?: \s+ (?: गया | गई ) )?+
                   \s+ (?: है | था | हैं | थी ) (?&apart) )
    (?P<as_in>     as \s+ (?: stated | mentioned | reported | noted | described | shown | said ) \s+ in )
    (?P<sources>   (?: sources? | refs? | references? | citations? | स्रोत | संदर्भ ) )
    (?P<counting>  (?: articles? | sections? | clauses? | rules? | points? | items? | parts? | para(?:graph)?s? | no\.? | number
                     | rank | धारा | उपधारा | अनुच्छेद | खंड | खण्ड | नियम | बिंदु | भाग | मद | कुल | संख्या | \p{Nd} ) \s? )
)"""
# White space is looked at from where it begins, and nothing from within a word: from every place, both would be slow. All
# lengths are bounded: nothing is held back for ever.
_MARKER = r"""
(?P<space> (?: (?<!\s) \s{1,40}+ )?+ ) (?= [\[【［〔(（<\\^¹²³⁴-⁹,] | (?<![\p{L}\p{M}]) \p{L} )
(?: (?P<ahead> (?<![\p{L}\p{M}\p{N}]) (?:
        (?: according \s+ to | as \s+ per | based \s+ on ) \s+ (?&the) (?&reference) (?: \s*+ , )?+
        | (?: (?&as_in) | in | from | per ) \s+ (?&the) (?&reference) \s*+ ,
        | (?&the) (?&subject) (?:
            \s+ (?: also \s+ )?+ (?&tells) (?: \s+ that \b | \s*+ [:,] )?+ (?= \s )
            | \s*+ (?: के \s+ (?: अनुसार | मुताबिक़? | आधार \s+ पर | हवाले \s+ से ) | ke \s+ (?: anusaa?r | mutabi[qk] ) )
              (?&apart) (?: \s*+ , )?+
            | \s*+ (?: (?&told) | (?: बताता | कहता | बताते | कहते ) \s+ हैं? ) \s+ कि (?&apart) (?: \s*+ , )?+
            | \s*+ (?: में | me | mein ) \s*+ ,
        )
        | जैसा \s+ कि \s+ (?&reference) \s*+ (?&told) \s*+ ,
    ) )
    | ,?+ \s*+ (?: (?&as_in) | according \s+ to | per ) \s+ (?&the) (?&reference) (?= (?&end) )
    | ,?+ \s*+ as \s+ (?&reference) \s+ (?&tells) (?= (?&end) )
    | ,?+ \s*+ जैसा \s+ कि \s+ (?&reference) \s*+ (?&told)
    | \( \s*+ (?&see) (?: (?&sources) \s*+ :?+ \s*+ )?+ (?&chain) \s*+ \)
    | (?= [\[【［〔\\^] ) (?&begin) (?P<led> (?&chain) \s*+ : (?=\s) )
    | (?<![\p{L}\p{M}]) (?&sources) \s*+ : \s*+ (?&chain)
    | (?P<chained> (?&chain) ) (?P<at_end> (?= (?&end) ) )?+
    | [(（] \s*+ (?&see) (?&ours) (?&list) (?&details) \s*+ [)）]
    | (?= [(（] ) (?<! (?&counting) ) (?P<round> (?&begin) (?&bare) | (?&bare) (?= (?&end) ) )
      (?! [^\n.।॥!?\[]{0,200} [.।॥!?]?+ \s*+ \[ )
    | (?= [¹²³⁴-⁹] ) (?: (?<= [.।॥!?…”"’)] \s? ) | (?<= [\p{L}\p{M}]{5} ) | (?<= [\p{L}\p{M}] [^\S\n] ) )
      (?P<raised> [¹²³⁴-⁹] (?: [,\s]? [¹²³⁴-⁹] )*+ )
)
"""

# The numbers alone, without what stands behind them in their brackets.
_PART = r"(?P<numbers>(?&list)) (?&details) [\s,;،.^]{0,8}+ (?: \\? [\]】］〕] (?&link) )?+"
_FLAGS = regex.IGNORECASE | regex.VERBOSE
_PARTS = regex.compile(_GRAMMAR + _PART, _FLAGS)
_NUMBER = regex.compile(r"\p{Nd}+")
_NUMBER_OR_RANGE = regex.compile(
    r"(?P<first>\p{Nd}++)(?:[\]】］〕\\]*+\s*+(?:[–—-]|to|से)\s*+[\[【［〔\\]*+(?P<last>\p{Nd}++))?+", regex.IGNORECASE
)
_LONGEST_RANGE = 12
_RAISED = str.maketrans("¹²³⁴⁵⁶⁷⁸⁹", "123456789")
# What may stand between the end of a sentence and the beginning of the next one.
_BETWEEN_SENTENCES = ' \t\n\r\u00a0\u202f”"’)'
# What is left of square brackets could be put together to markers by whoever reads on.
_BRACKETS = str.maketrans("[]【】［］〔〕", "()()()()")
_CLOSING = regex.compile(r"([।॥.!?…”’]*+)(.*)", regex.DOTALL)


@dataclass(frozen=True)
class Marker:
    """The numbers of one marker, in its order, and whether it stands ahead of what it is about ("According to [1], …")."""

    numbers: tuple[int, ...]
    ahead: bool = False


class MarkerParser:
    """Takes text apart into words and markers of so many passages. However the text is cut, the parts say the same.

    The white space before a marker goes with it. Square brackets that are no markers become round ones.
    """

    def __init__(self, given: int) -> None:
        self._scanner = Scanner(_GRAMMAR + _MARKER, _FLAGS)
        self._given = range(1, given + 1)
        self._in_square = False  # where markers stand in square brackets, round ones are no markers
        self._behind_marker = False
        self._gap = " "
        self._sentence_begins = False

    def feed(self, chunk: str) -> Iterator[str | Marker]:
        """The parts that are certain by now."""
        for part in self._scanner.feed(chunk):
            yield from self._part(part)

    def close(self) -> Iterator[str | Marker]:
        """What was held back, when no more text comes."""
        for part in self._scanner.close():
            yield from self._part(part)

    def _part(self, part: "str | regex.Match[str]") -> Iterator[str | Marker]:
        if isinstance(part, str):
            yield from self._words(part)
            return
        numbers = _numbers(part)
        if not self._is_marker(part, numbers):
            yield from self._words(part[0])
            return
        self._in_square = self._in_square or bool(part["chained"] or part["led"])
        yield Marker(numbers, bool(part["ahead"] or part["led"]))
        self._sentence_begins = bool(part["ahead"]) and _begins_sentence(part)
        self._gap = "\n" if "\n" in part["space"] else " "
        self._behind_marker = True

    def _is_marker(self, match: "regex.Match[str]", numbers: tuple[int, ...]) -> bool:
        """Whether it names passages. An invented number is a marker only where nothing else is likely to stand."""
        given = [number in self._given for number in numbers]
        if match["round"]:
            return not self._in_square and bool(given) and all(given)
        if match["chained"] and given and not any(given):
            return match["at_end"] is not None or _begins_sentence(match)
        return any(given)

    def _words(self, text: str) -> Iterator[str]:
        """The text between markers. The word behind a marker, and behind what closes its sentence, is set off."""
        text = text.translate(_BRACKETS)
        if self._behind_marker:
            closing, text = _CLOSING.fullmatch(text).groups()  # type: ignore[union-attr]
            yield closing
            if not text:
                return
            self._behind_marker = False
            if text[0].isalnum() or text[0].isspace() and "\n" in self._gap:
                yield self._gap
        if self._sentence_begins and text.strip():
            self._sentence_begins = False
            word = text.lstrip()
            text = text.removesuffix(word) + word[0].upper() + word[1:]
        yield text


def _begins_sentence(match: "regex.Match[str]") -> bool:
    before = match.string[: match.end("space")]
    said = before.rstrip(_BETWEEN_SENTENCES)
    return not said or said[-1] in ".।॥!?…" or "\n" in before[len(said) :]


def _numbers(match: "regex.Match[str]") -> tuple[int, ...]:
    """The numbers in a marker, those of a range one by one. What runs down ("2-1") is a score."""
    if match["raised"]:
        return tuple(int(number) for number in _NUMBER.findall(" ".join(match["raised"].translate(_RAISED))))
    numbers: list[int] = []
    plain = _PARTS.sub(r"\g<numbers>", match[0])
    for found in _NUMBER_OR_RANGE.finditer(plain):
        first, last = int(found["first"]), int(found["last"] or found["first"])
        if not 0 <= last - first < _LONGEST_RANGE:
            return ()
        numbers += range(first, last + 1)
    return tuple(numbers)
