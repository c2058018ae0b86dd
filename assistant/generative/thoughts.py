"""Takes out of a model's text what it says to itself, and what its chat template left in it."""

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from assistant.generative.json_answers import has_answer

_NAMES = (
    r"(?:seed:|ant:?)?(?:think|thinking|thoughts?|thought_process|reasoning|reflection|analysis|scratchpad|inner_monologue)"
)
_ANSWERS = r"(?:answer|final_answer|final|response|output|result|solution|reply)"
_OTHERS = r"(?:passage|tool_calls?|function_calls?|details)"
_ASKS = r"(?:human|user|question|instruction|सवाल|प्रश्न|उपयोगकर्ता)"
_ANSWER_LABELS = (
    r"(?:(?:(?:the|my)[ ])?(?:final[ ])?(?:answer|response)|here(?:[ ]is|'s|’s)[ ]my[ ](?:answer|response)|assistant"
    r"|(?:अंतिम[ ])?(?:उत्तर|जवाब)|सहायक)"
)
_LINE = r"\n[ \t]{0,4}+(?:[#*_]{1,6}[ \t]*)?"
_COLON = r"[ \t]*[*_]{0,2}[ \t]*[:：][*_]{0,2}+(?=[^*_])"
# What chat templates and models put around the parts of a reply. Line marks begin with the line's end before them.
_MARKS = {
    "open": rf"""
        (?:<|&lt;|◁)\s{{0,4}}{_NAMES}(?:\s[^<>]{{0,80}})?(?:>|&gt;|▷) | \[think(?:ing)?\] | <\|{_NAMES}\|>
        | <\|(?:start_thinking|begin_of_thought|thought_begin)\|> | <\|channel>\s{{0,4}}(?:thought|analysis)(?!\p{{L}})
        | <unused94>""",
    "close": rf"""
        (?:<|&lt;|◁)\s{{0,4}}/\s{{0,4}}{_NAMES}\s{{0,4}}(?:>|&gt;|▷) | \[/think(?:ing)?\] | <\|/{_NAMES}\|>
        | <\|(?:end_thinking|end_of_thought|thought_end)\|> | <channel\|> | <unused95>""",
    "answer": rf"<{_ANSWERS}> | <\|(?:start_response|begin_of_solution|response)\|> | \[/inst\]",
    # OpenAI's harmony: <|channel|>analysis<|message|>…<|end|><|start|>assistant<|channel|>final<|message|>…<|return|>, and
    # what is left of it where a server strips its tokens.
    "channel": r"""
        <\|channel\|>\s{0,4}(?P<name>\p{L}+)[^<]{0,80}(?:<\|constrain\|>\s{0,4}\p{L}*+\s{0,4})?(?:<\|message\|>|(?=<\|channel\|>))
        | (?-i:assistant(?P<name>final|commentary|analysis))""",
    "turn": r"""
        <\|start\|>\s{0,4}(?P<role>[\p{L}_]+)[^<\n]{0,80}(?=<\|)
        | <\|start_header_id\|>\s{0,4}(?P<role>\p{L}+)\s{0,4}<\|end_header_id\|>
        | (?:<\|im_start\|>|<start_of_turn>|<\|turn>)\s{0,4}+
          (?:(?P<role>assistant|model|user|system|human|tool|developer)(?!\p{L}) | (?=(?-i:[^\p{Ll}]|\p{Ll}++[^\p{Ll}])))""",
    "end": r"""
        <\|(?:im_end|eot_id|eom_id|end_of_text|endoftext|end|return|call|end_of_turn_token|end_response|endofprompt|file_separator
              |user|system|observation|tool|user_token|system_token)\|>
        | <end_of_turn> | <turn\|> | </s> | <eos> | <｜(?:end▁of▁sentence|user)｜> | \[inst\]""",
    "asked": rf"{_LINE}{_ASKS}{_COLON}",
    "label": rf"{_LINE}{_ANSWER_LABELS}{_COLON} | \n[ \t]{{0,4}}+(?:\#{{1,6}}[ ]|[*_]{{2}}){_ANSWER_LABELS}[*_]{{0,2}}[ \t]*\n",
    "aside": r"""
        <passage\s+number\b[^<>]{0,400}> | (?P<call><(?:tool_calls?|function_calls?)>) | <<SYS>>
        | <details[^<>]{0,40}>\s{0,4}<summary>[^<]{0,30}(?:think|thought|reason|विचार|सोच)[^<]{0,30}</summary>""",
    "after": rf"</{_OTHERS}> | <</SYS>>",
    "left": rf"""
        </{_ANSWERS}> | <(?:s|bos|pad|unk|extra_id_\d+|unused\d+)> | \[pad\] | <[a-z_]{{1,20}}\|> | <｜[^｜<>]{{1,40}}｜>
        | <\|(?!(?:im_start|start|start_header_id|channel|constrain|message)\|)[a-z0-9_▁:/.-]{{1,40}}\|>
        | (?<!<\|channel\|>[^<]{{0,80}}(?:<\|constrain\|>[^<]{{0,20}})?)<\|(?:constrain|message)\|>""",
}
_MARK = regex.compile("|".join(f"(?P<{kind}>{one})" for kind, one in _MARKS.items()), regex.IGNORECASE | regex.VERBOSE)
_OWN = {"assistant", "model"}
# So does a thought begin whose opening tag the server has stripped, and no answer that is as it should be. What begins so waits
# for what it turns out to be: shown words can't be taken back by whoever reads a stream of text.
_MUSES = regex.compile(
    rf"""
    (?-i:(?:analysis|commentary)(?=\p{{Lu}}|\p{{Devanagari}}|\s*[\n{{]))
    | [*_\#\s]*(?:thoughts?|thinking(?:\ process)?|reasoning|{_ASKS}|विचार|सोच|तर्क){_COLON}
    | here(?:\ is|['’]s)\ (?:my|a|the)\ (?:thought|thinking|reasoning)
    | (?:okay|ok|alright|all\ right|hmm+|hm|wait|got\ it|well|right|so|now)[,.!…]\s
    | (?:so|now)\ (?:the\ question|the\ user|i|we|let)\b
    | let(?:['’]s|\ me|\ us)\b | looking\ at\ the\ | to\ answer\ th | thinking\ (?:about|through)\b
    | (?:first(?:ly|\ of\ all)?,?\ )?(?:i|we)
      (?:['’]ll|['’]m|\ am|\ are|\ need|\ must|\ should|\ have\ to|\ will|\ can\ see|\ see)\b
    | (?:the|this)\ (?:user|question|query)(?:['’]s)?\ | the\ passages?\ (?:given|provided|\[?\d)
    | (?:ठीक\ है|अच्छा|चलो|चलिए|चलिये|आइए|हम्म+|देखते\ हैं|देखता\ हूँ|देखें)(?=[\s,।!…])
    | (?:(?:सबसे\ )?पहले,?\ )?(?:मुझे|हमें|मैं|हम)\s
    | (?:तो|अब),?\ (?:मुझे|हमें|सवाल|प्रश्न|देखते)
    | (?:उपयोगकर्ता|यूज़र|यूजर|प्रयोक्ता)\s | (?:सवाल|प्रश्न)\ (?:है|यह|में|के|का)\s
    | (?:theek|thik)\ hai\b | chal(?:o|iye)\b | (?:mujhe|humein|hamein|dekhte)\s | user\ (?:ne|pooch|puch)
    """,
    regex.IGNORECASE | regex.VERBOSE,
)


@dataclass(frozen=True)
class Restart:
    """What was let through before was a thought after all."""


class ThoughtFilter:
    """Lets through the answer alone, however the text is cut. A thought that doesn't end is all thought."""

    def __init__(self) -> None:
        self._held = "\n"
        self._inside: str | None = None  # "open" in a thought, "aside" in what the prompt or a tool says
        self._opening: str | None = ""  # the answer's first words, until it is known that they are no thought
        self._over = False
        self._call = ""  # what is said in a call of a tool
        self._in_call = False

    def feed(self, chunk: str) -> Iterator[str | Restart]:
        """What is certain by now."""
        yield from self._take(self._held + chunk, last=False)

    def close(self) -> Iterator[str | Restart]:
        """What was held back, when no more text comes."""
        yield from self._take(self._held + "\n", last=True)
        if self._opening == "" and has_answer(self._call):  # nothing else was said
            self._opening = self._call.strip()
        yield from self._release()

    def _take(self, text: str, *, last: bool) -> Iterator[str | Restart]:
        while not self._over:
            mark = _MARK.search(text, partial=not last)
            yield from self._words(text[: mark.start()] if mark else text)
            if mark is None or mark.partial:
                self._held = text[mark.start() :] if mark else ""
                return
            yield from self._meet(mark)
            # Behind a mark that the answer has not begun before, a line begins.
            text = ("\n" if self._opening == "" else "") + text[mark.end() :]

    def _meet(self, mark: regex.Match[str]) -> Iterator[str | Restart]:
        kind = mark.lastgroup
        if self._inside == "aside":
            self._inside = None if kind == "after" else "aside"
        elif kind in ("open", "aside"):
            self._in_call = bool(mark["call"])
            self._inside = self._inside or kind
        elif kind in ("close", "answer") or kind == "channel" and mark["name"].lower() == "final":
            yield from self._begin_answer()
        elif kind == "channel":
            self._opening = None if self._opening is None else ""
            self._inside = "open"
        elif kind in ("turn", "end"):
            yield from self._meet_turn(mark)
        elif kind in ("asked", "label") and not self._inside:
            yield from self._meet_line(mark)

    def _meet_turn(self, mark: regex.Match[str]) -> Iterator[str]:
        """Behind its turn a model talks on with itself. Before the answer a turn is the prompt's, or a tool's."""
        others = mark.lastgroup == "turn" and (mark["role"] or "assistant").lower() not in _OWN
        if self._opening != "" and (others or mark.lastgroup == "end" and not self._inside):
            yield from self._release()
            self._over = True
        self._inside = "open" if others else None

    def _meet_line(self, mark: regex.Match[str]) -> Iterator[str]:
        if mark.lastgroup == "asked" and self._opening is None:
            self._over = True
        elif mark.lastgroup == "label" and self._opening is not None:
            self._opening = ""
        else:
            yield from self._words(mark[0])

    def _begin_answer(self) -> Iterator[Restart]:
        """What came before was a thought, whether or not it was told when it began."""
        if not self._inside:
            if self._opening is None:
                yield Restart()
            self._opening = ""
        self._inside = None

    def _words(self, text: str) -> Iterator[str]:
        if self._inside == "aside" and self._in_call:
            self._call += text
        if self._inside or not text:
            return
        if self._opening is None:
            yield text
            return
        self._opening = (self._opening + text).lstrip()
        if not _MUSES.match(self._opening, partial=True):
            yield from self._release()

    def _release(self) -> Iterator[str]:
        if self._opening:
            yield self._opening
        self._opening = None
