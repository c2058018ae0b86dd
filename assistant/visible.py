"""Text that isn't ours, for terminals and logs: nothing in it moves the cursor, hides or reorders what stands there."""

import json
import logging

import regex

# Control, format and unpaired characters and line separators. The joiners stay: Hindi spelling needs them.
_UNSEEN = regex.compile(r"[[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]--[\u200c\u200d]]", regex.V1)
_UNSEEN_IN_LINES = regex.compile(r"[[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]--[\u200c\u200d\n\t]]", regex.V1)


def visible(text: str) -> str:
    """Text on one line; what can't be seen is written as its number."""
    return _UNSEEN.sub(_escape, text)


def visible_lines(text: str) -> str:
    """The same for text of several lines."""
    return _UNSEEN_IN_LINES.sub(_escape, text)


def visible_json(text: str) -> str:
    """JSON with what can't be seen as JSON's escapes: it says the same."""
    return _UNSEEN_IN_LINES.sub(lambda match: json.dumps(match[0])[1:-1], text)


class VisibleFormatter(logging.Formatter):
    """Log lines of which none can be forged by what they tell; only a traceback has several."""

    def format(self, record: logging.LogRecord) -> str:
        """A record as text."""
        record = logging.makeLogRecord({**record.__dict__, "msg": visible(record.getMessage()), "args": None})
        return visible_lines(super().format(record))


def _escape(match: regex.Match[str]) -> str:
    code = ord(match[0])
    if code in (9, 10, 13):
        return {9: "\\t", 10: "\\n", 13: "\\r"}[code]
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
