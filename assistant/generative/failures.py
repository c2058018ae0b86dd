"""Why a language model did not answer, whichever package tells it."""

from collections.abc import Iterator

import regex

from index.errors import AssistantError

# Statuses of HTTP.
_REASONS_BY_STATUS = {
    401: "llm_key",
    402: "llm_unpaid",
    403: "llm_key",
    404: "llm_unknown",
    408: "llm_timeout",
    413: "llm_too_long",
    429: "llm_rate_limit",
    502: "llm_unreachable",
    503: "llm_unreachable",
    504: "llm_timeout",
}
# Parts of the names of exceptions, in the order in which they are looked for.
_REASONS_BY_NAME = {
    "NotFound": "llm_unknown",
    "RateLimit": "llm_rate_limit",
    "ResourceExhausted": "llm_rate_limit",
    "Authentication": "llm_key",
    "PermissionDenied": "llm_key",
    "Timeout": "llm_timeout",
    "DeadlineExceeded": "llm_timeout",
    "ContextOverflow": "llm_too_long",
    "RemoteProtocol": "llm_cut_off",
    "IncompleteRead": "llm_cut_off",
    "ReadError": "llm_cut_off",
    "ConnectionReset": "llm_cut_off",
    "ChunkedEncoding": "llm_cut_off",
    "Connect": "llm_unreachable",
    "ServiceUnavailable": "llm_unreachable",
}
# What servers say, looked for in this order: before the status, which is 400 or 429 for many things, or none at all.
_WORDS = {
    "llm_unpaid": r"insufficient[ _](?:quota|balance|credits?|funds)|balance is too low|out of credits|payment required",
    "llm_refused": (
        r"content[ _-]?(?:filter|management polic|polic|violation|exists risk)|responsible ?ai|safety (?:system|filter)"
        r"|inappropriate content|data_inspection_failed|flagged|moderation|usage polic"
    ),
}
_WORDS_WITHOUT_STATUS = {
    "llm_too_long": (
        r"context[ _](?:length|size|window)|too many (?:input )?tokens|reduce the length"
        r"|(?:input|prompt|request|messages?|tokens?|text)\b.{0,60}\b(?:too (?:long|large)|longer than|exceed(?:s|ed|ing)?)\b"
        r"|maximum (?:context|prompt|input) (?:length|tokens)"
    ),
    "llm_unknown": r"model.*(?:not found|does not exist|try pulling it)|no such model",
}
_KEY_WORDS = r"api[_ ]key|credentials|api token"
# Nobody who asked waits longer for a second try (judged by eye).
LONGEST_WAIT_S = 5.0
# A model's own end. Whatever else a server tells, it was stopped: reasons are many, and new ones come.
_ENDS = {"stop", "end_turn", "eos", "eos_token", "stop_sequence", "stop_token", "stop_word", "complete", "completed", "end"}
_STOPS = {
    "length": "llm_cut_short",
    "max_tokens": "llm_cut_short",
    "max_output_tokens": "llm_cut_short",
    "model_length": "llm_cut_short",
    "model_context_window_exceeded": "llm_cut_short",
    "content_filter": "llm_refused",
    "content_filtered": "llm_refused",
    "guardrail_intervened": "llm_refused",
    "refusal": "llm_refused",
    "safety": "llm_refused",
    "sensitive": "llm_refused",
    "blocklist": "llm_refused",
    "spii": "llm_refused",
    "prohibited_content": "llm_refused",
    "recitation": "llm_refused",
    "error_toxic": "llm_refused",
}


class LanguageModelError(AssistantError):
    """A language model can't be had as it was named: an unknown provider, a missing package or file."""


class StoppedError(Exception):
    """A model ended before its answer did. `reason` is the phrase that says why."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def stop_of(metadata: dict[str, object]) -> tuple[bool, str | None]:
    """Whether a model's message says that it stopped, and the reason where that was not its own end."""
    details = metadata.get("incomplete_details")
    cut = details.get("reason") if isinstance(details, dict) else None
    for told in (cut, *(metadata.get(key) for key in ("finish_reason", "stop_reason", "done_reason"))):
        if told:
            name = str(told).rpartition(".")[2].lower()
            return True, None if name in _ENDS else _STOPS.get(name, "llm_cut_off")
    return bool(metadata.get("done")) or metadata.get("status") == "completed", None


def retry_after(error: BaseException) -> float | None:
    """How long a server that is asked too much says to wait, in seconds; None where it doesn't say, or too long."""
    headers = getattr(getattr(error, "response", None), "headers", None) or {}
    if reason_of(error) != "llm_rate_limit":
        return None
    try:
        wait = float(headers.get("retry-after", ""))
    except ValueError:
        return None
    return wait if 0 <= wait <= LONGEST_WAIT_S else None


def reason_of(error: BaseException) -> str:
    """The phrase that tells a person what went wrong; "llm_failed" where that is not known."""
    reasons = list(filter(None, map(_reason, _chain(error))))
    return reasons[-1] if reasons else "llm_failed"  # the deepest cause knows best: whether it broke off, or never began


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """The deepest cause last."""
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _reason(error: BaseException) -> str | None:
    if isinstance(error, StoppedError):
        return error.reason
    if isinstance(error, ImportError | FileNotFoundError):
        return None  # their names are like those of models that are not there
    text = str(error).lower()
    status = getattr(error, "status_code", None) or getattr(getattr(error, "response", None), "status_code", None)
    return (
        _worded(text, _WORDS)
        or (_REASONS_BY_STATUS.get(status) if status else None)
        or next((reason for part, reason in _REASONS_BY_NAME.items() if part in type(error).__name__), None)
        or _worded(text, _WORDS_WITHOUT_STATUS)
        or ("llm_key" if regex.search(_KEY_WORDS, text) else None)
    )


def _worded(text: str, reasons: dict[str, str]) -> str | None:
    return next((reason for reason, said in reasons.items() if regex.search(said, text, regex.DOTALL)), None)
