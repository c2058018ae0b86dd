"""Takes out of a model's text what it says to itself, and what its chat template left in it."""

from collections.abc import Iterator
from dataclasses import dataclass

import regex

_NAMES = "think|thinking|thought|thoughts|reasoning|reflection|analysis|scratchpad"
_OPEN = regex.compile(rf"<(?P<name>{_NAMES})(?:\s[^<>]{{0,80}})?>", regex.IGNORECASE)
_CLOSE = regex.compile(rf"</(?P<name>{_NAMES})\s*>", regex.IGNORECASE)
# OpenAI's harmony: <|channel|>analysis<|message|>…<|end|><|start|>assistant<|channel|>final<|message|>…<|return|>.
_CHANNEL = regex.compile(r"(?:<\|start\|>\s*assistant\s*)?<\|channel\|>\s*(?P<channel>\p{L}+)[^<]{0,80}<\|message\|>")
_END_OF_CHANNEL = regex.compile(r"<\|(?:end|return|call)\|>")
# They end a turn: what comes behind is a conversation with itself.
_END = regex.compile(
    r"<\|im_end\|>|<\|eot_id\|>|<\|eom_id\|>|<\|end_of_text\|>|<\|endoftext\|>|<end_of_turn>|</s>|<eos>|<｜end▁of▁sentence｜>|<\|return\|>"
    r"|<\|end\|>|<\|END_OF_TURN_TOKEN\|>"
)
_BEGIN = regex.compile(
    r"<\|start\|>\s*assistant\s*|<\|im_start\|>\s*(?:assistant|model)?\s*|<\|start_header_id\|>\s*assistant\s*<\|end_header_id\|>\s*|<start_of_turn>\s*(?:model)?\s*"
    r"|<s>|<bos>|\[/?INST\]|<\|begin_of_text\|>|<｜(?:Assistant|begin▁of▁sentence)｜>|<\|assistant\|>|<\|START_OF_TURN_TOKEN\|>"
    r"|<\|CHATBOT_TOKEN\|>|</?(?:answer|response|final)>",
    regex.IGNORECASE,
)
_TAGS = "|".join(f"(?:{one.pattern})" for one in (_OPEN, _CLOSE, _CHANNEL, _END, _BEGIN))
_ANY = regex.compile(_TAGS.replace("?P<name>", "?:").replace("?P<channel>", "?:"), regex.IGNORECASE)
_ROLE = regex.compile(r"(?:<\|im_start\|>|<start_of_turn>|<\|start_header_id\|>|<\|start\|>)[^<\n]{0,40}(?:<[^>]{0,20})?\Z")
# A tag has at most so many characters: what is longer holds nothing back.
_LONGEST = 160
_UNFINISHED = regex.compile(
    r"(?:<[^<>\n]{0,120}|\[/?[INST]{0,4})\Z|<\|channel\|>[^<]{0,100}(?:<[^<>]{0,20})?\Z|<\|start\|>[^<]{0,40}\Z"
)


@dataclass(frozen=True)
class Restart:
    """What was let through before was a thought after all."""


class ThoughtFilter:
    """Lets through the answer alone, however the text is cut. A thought that doesn't end is all thought."""

    def __init__(self) -> None:
        self._held = ""
        self._inside: regex.Pattern[str] | None = None
        self._passed = False
        self._over = False

    def feed(self, chunk: str) -> Iterator[str | Restart]:
        """What is certain by now."""
        yield from self._take(self._held + chunk, last=False)

    def close(self) -> Iterator[str | Restart]:
        """What was held back, when no more text comes."""
        yield from self._take(self._held, last=True)

    def _take(self, text: str, *, last: bool) -> Iterator[str | Restart]:
        self._held = ""
        while text and not self._over:
            if self._inside:
                end = self._inside.search(text)
                if not end:
                    self._held = "" if last else text[-_LONGEST:]
                    return
                text, self._inside = text[end.end() :], None
                continue
            role = _ROLE.search(text)
            if role and not last:  # the role behind it is still to come
                yield from self._words(text[: role.start()])
                self._held = text[role.start() :]
                return
            tag = _ANY.search(text)
            if not tag:
                break
            yield from self._words(text[: tag.start()])
            text = text[tag.end() :]
            yield from self._meet(tag[0])
        if self._over:
            return
        unfinished = None if last else _UNFINISHED.search(text)
        end_at = unfinished.start() if unfinished else len(text)
        self._held = text[end_at:]
        yield from self._words(text[:end_at])

    def _meet(self, tag: str) -> Iterator[Restart]:
        channel = _CHANNEL.fullmatch(tag)
        if channel and channel["channel"].lower() != "final":
            self._inside = _END_OF_CHANNEL
        elif opened := _OPEN.fullmatch(tag):
            self._inside = regex.compile(rf"</{opened['name']}\s*>", regex.IGNORECASE)
        elif _CLOSE.fullmatch(tag) and self._passed:
            self._passed = False
            yield Restart()
        elif _END.fullmatch(tag) and self._passed:
            self._over = True

    def _words(self, text: str) -> Iterator[str]:
        if text:
            self._passed = self._passed or bool(text.strip())
            yield text
