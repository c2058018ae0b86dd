"""The words that tell a time, as patterns of plain text (assistant/question/said.py), and what ties a time to its question."""

import re
from functools import cache
from itertools import count

from assistant.question.said import phrase_pattern, plain
from index.text.languages import LANGUAGES
from index.text.languages.record import Months


def months(*spellings: Months) -> dict[str, int]:
    """The number of each month, from 1, by its names in lower case."""
    return {name.lower(): number for rows in spellings for number, names in enumerate(rows, 1) for name in names}


def _numbers() -> dict[str, int]:
    hindi = "एक दो तीन चार पांच पाँच छह सात आठ नौ दस ग्यारह बारह पंद्रह पन्द्रह बीस चौबीस तीस"
    latin = "ek do teen char paanch chhah saat aath nau das gyarah barah pandrah bees chaubis tees"
    english = "one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty"
    values = {
        hindi: "1 2 3 4 5 5 6 7 8 9 10 11 12 15 15 20 24 30",
        latin: "1 2 3 4 5 6 7 8 9 10 11 12 15 20 24 30",
        english: "1 2 3 4 5 6 7 8 9 10 11 12 15 20 30",
        "do tin panch paach chaar char che chah cheh": "2 3 5 5 4 4 6 6 6",
        "a an couple": "1 1 2",
    }
    return {
        plain(word): int(value) for names, of in values.items() for word, value in zip(names.split(), of.split(), strict=True)
    }


SPELLINGS = [rows for record in LANGUAGES.values() for rows in (record.months, record.months_in_latin_letters)]
MONTHS = {plain(name): number for name, number in months(*SPELLINGS).items()}
NUMBERS = _numbers()
# What is counted in time, by its name in the groups below.
SPANS = {
    "week": "हफ्ते|हफ्ता|सप्ताह|hafte|hafta|haftey|saptah",
    "month": "महीने|महीना|माह|mahine|mahina|maheene|maah",
    "year": "साल|वर्ष|बरस|saal|sal|varsh|baras",
}
COUNTED = {
    "hour": "hours?|घंटे|घंटों|ghante|ghanton",
    "day": "days?|दिन|दिनों|रोज|din|dino|dinon|roz",
    "week": "weeks?|हफ्ते|हफ्तों|सप्ताह|सप्ताहों|hafte|hafto|hafton|saptah",
    "month": "months?|महीने|महीनों|माह|mahine|mahino|mahinon|maah",
    "year": "years?|साल|सालों|वर्ष|वर्षों|बरस|saal|sal|saalo|saalon|varsh|varsho|varshon",
}
_LAST_HINDI = "पिछले|पिछली|पिछला|बीते|बीती|बीता|गत|pichle|pichhle|pichale|pichli|pichhli|pichhla|beete|bite|gat"
_LAST_ENGLISH = "last|previous|past"
_THIS_HINDI = "इस|इसी|is|isi|iss"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_TO_DAY = _DAY.replace("<day>", "<to_day>")
_NUMBER = r"(?P<number>0?[1-9]|1[0-2])"
_NAMES = "|".join(sorted(MONTHS, key=len, reverse=True))
_MONTH = rf"(?P<month>{_NAMES})"
_TO_MONTH = rf"(?P<to_month>{_NAMES})"
# "March" and "may" are English words, too.
_CLEAR_MONTH = rf"(?P<month>{'|'.join(name for name in MONTHS if name not in ('march', 'may'))})"
_COUNT = rf"(?P<count>[1-9]\d?|{'|'.join(sorted(NUMBERS, key=len, reverse=True))})"
_UNIT = "(?:" + "|".join(f"(?P<unit_{name}>{words})" for name, words in COUNTED.items()) + ")"
_THAT_YEAR = (
    rf"(?:(?P<last_year>{_LAST_ENGLISH}) year|(?P<this_year>this) year"
    rf"|(?P<last_year>{_LAST_HINDI}) (?:{SPANS['year']})|(?P<this_year>{_THIS_HINDI}) (?:{SPANS['year']}))"
)
_AND = "(?:to|till|until|through|and|से|se|और|aur|एवं|व)"
# Money, a decade, or the second half of "2023-24".
_NO_YEAR = r"(?! (?:\d|रुपये|रुपए|rupees|rupaye|(?:के |ke )?(?:दशक|dashak)))"


def _phrase(pattern: str) -> re.Pattern[str]:
    """Whole words of a plain text; groups of one name are told apart by a number."""
    numbers = count()
    return phrase_pattern(re.sub(r"\(\?P<([a-z_]+)>", lambda match: f"(?P<{match[1]}__{next(numbers)}>", pattern))


def groups_of(match: re.Match[str]) -> dict[str, str]:
    """What a match of `times` has, by the names of the groups."""
    return {name.partition("__")[0]: value for name, value in match.groupdict().items() if value}


@cache
def times() -> list[re.Pattern[str]]:
    """What tells one time, by the names of its groups; of two that overlap the first in this list counts."""
    return [
        _phrase(rf"{_YEAR} {_NUMBER} {_DAY}"),
        _phrase(rf"{_DAY} {_NUMBER} {_YEAR}"),
        _phrase(rf"{_DAY} {_AND} {_TO_DAY} (?:of )?{_MONTH} {_YEAR}"),
        _phrase(rf"{_MONTH} {_DAY} {_AND} {_TO_DAY} {_YEAR}"),
        _phrase(rf"{_DAY} (?:of )?{_MONTH} {_YEAR}"),
        _phrase(rf"{_MONTH} {_DAY} {_YEAR}"),
        _phrase(rf"{_MONTH} {_AND} {_TO_MONTH} {_YEAR}"),
        _phrase(rf"{_MONTH} (?:of )?{_YEAR}"),
        _phrase(rf"{_YEAR} (?:में |के |की |mein |me |ke |ki )?{_CLEAR_MONTH}(?! \d)"),
        _phrase(rf"{_YEAR} (?P<to_year>(?:19|20)\d\d){_NO_YEAR}"),
        _phrase(rf"(?<!by ){_YEAR}{_NO_YEAR}"),
        _phrase(
            rf"{_THAT_YEAR} (?:(?:in|on|के|की|में|ke|ki|mein|me) (?:{_DAY} )?{_MONTH}(?: {_DAY})?"
            rf"|{_DAY} {_MONTH}|{_CLEAR_MONTH}(?: {_DAY})?)"
        ),
        _phrase(rf"(?:{_DAY} {_MONTH}|{_MONTH} {_DAY}|{_CLEAR_MONTH}) (?:of )?{_THAT_YEAR}"),
        _phrase(rf"(?:the )?(?P<past>{_LAST_ENGLISH}|{_LAST_HINDI}) (?:करीब |लगभग )?{_COUNT} (?:of )?{_UNIT}"),
        _phrase(rf"(?<!से )(?<!se ){_COUNT} {_UNIT} (?P<ago>ago|back|पहले|पूर्व|pehle|pahle|poorv)"),
        _phrase(rf"(?P<last>{_LAST_HINDI}|{_LAST_ENGLISH}) {_CLEAR_MONTH}"),
        *(
            _phrase(
                rf"(?:(?P<last>{_LAST_HINDI})|{_THIS_HINDI}) (?P<whole_{span}>{hindi})"
                rf"|(?:(?P<last>{_LAST_ENGLISH})|this) (?P<whole_{span}>{span})"
            )
            for span, hindi in SPANS.items()
        ),
        _phrase("(?P<night>last night|(?:कल|बीती|पिछली) रात|(?:kal|beeti|pichli|pichhli) raat)"),
        _phrase("(?P<before_yesterday>(?:the )?day before yesterday|परसों|parson|parso)"),
        _phrase(r"(?P<yesterday>yesterday)|(?P<kal>कल(?! (?:कारखान|पुर्ज))|kal(?! ho na ho))"),
        _phrase(
            "(?P<today>आज|aaj|(?<!india )today)(?! (?:की date|की तारीख|ki date|ki tarikh|ki tareekh|के समय|के दौर|ke samay|kal))"
        ),
    ]


# Behind a year in English stands one of these, or it belongs to what follows: "before the 2019 election".
_BEHIND_YEAR = (
    "in|at|on|of|by|for|from|to|with|and|or|but|who|what|which|how|when|where|why|whose|did|do|does|was|were|is|are|has|have|had"
    "|will|would|can|could|the|a|an|there|under|over|about|till|until|onwards?|on"
)
_BEFORE = "before|prior to|earlier than|ahead of"
_UNTIL = "until|till|up to|upto"
_AFTER = "after|later than"
_SINCE = "since"
RELATIONS = {
    # The words in front of a time, and those behind it; the first that fit count.
    "between": (r"(?:between|from|in between|during)$", "^(?:के बीच|के दौरान|तक|ke beech|ke bich|ke bichh|ke dauran|tak)"),
    "before": (
        rf"(?:{_BEFORE})(?: the year| year| the)?$",
        "^(?:(?:से|के|se|ke) (?:पहले|पूर्व|pehle|pahle|poorv|purv)|(?:से|se) (?:पहले|pehle) तक)",
    ),
    "since": (
        rf"(?:{_SINCE})(?: the year| year| the)?$",
        "^(?:(?:से|se) (?:अब|आज|ab|aaj|abhi|अभी) (?:तक|tak)|(?:से|se) (?:लेकर|lekar|leke)(?: (?:अब|आज|ab|aaj) (?:तक|tak))?"
        "|(?:के|ke) (?:बाद|baad|bad) (?:से|se)|onwards?|on$)",
    ),
    "after": (rf"(?:{_AFTER})(?: the year| year| the)?$", "^(?:के|की|ke|ki) (?:बाद|उपरांत|पश्चात|baad|bad|upraant)"),
    "until": (rf"(?:{_UNTIL})(?: the year| year| the)?$", "^(?:तक|tak)"),
}
IN_ENGLISH_ALONE = re.compile(rf"^(?:$|(?:{_BEHIND_YEAR})(?!\S)|[\u0900-\u097f])")
# Left over, one of these says that more is meant than the time: "after the 2019 election", "आज तक".
BEYOND = frozenset("after before since until till prior बाद पहले पश्चात पूर्व तक लेकर baad pehle pahle tak lekar".split())
# A verb that is still to come, or only is; and what shows that it was, all the same.
FUTURE = re.compile(r"\S*(?:[ेएो]ं?ग[ाेी]|(?:e|(?<!y)o)g[ai]|enge|oge|(?:u|oo)ng[ai])")
PRESENT = frozenset("है हैं hai hain h".split())
PAST = re.compile(
    r"था|थी|थे|थीं|\S*ने|हुआ|हुई|हुए|गया|गई|गयी|गए|गये|कहा|कही|आया|आई|आए|मिला|मिली|मिले|दिया|दी|दिए|लिया|ली|बोला|बोले|जीता|जीती|हारा|हारी"
    r"|tha|thi|the|\S*ne|hua|hui|hue|gaya|gayi|gaye|kaha|kahi|aaya|aayi|aaye|mila|mili|mile|diya|di|diye|liya|li|jeeta|jita|jeeti|hara|hari"
)
