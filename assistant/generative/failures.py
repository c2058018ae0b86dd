"""Why a language model did not answer, whichever package tells it."""

from collections.abc import Iterator

from index.errors import AssistantError

# Statuses of HTTP.
_REASONS_BY_STATUS = {
    401: "llm_key",
    402: "llm_rate_limit",
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
_KEY_WORDS = ("api_key", "api key", "credentials", "api token")
_UNKNOWN_WORDS = ("model not found", "no such model", "does not exist", "try pulling it")
_LENGTH_WORDS = ("context length", "context size", "context window", "too many tokens", "prompt is too long")
# Nobody who asked waits longer for a second try (judged by eye).
LONGEST_WAIT_S = 5.0
_STOPS = {
    "length": "llm_cut_short",
    "max_tokens": "llm_cut_short",
    "model_length": "llm_cut_short",
    "content_filter": "llm_refused",
    "refusal": "llm_refused",
    "safety": "llm_refused",
    "prohibited_content": "llm_refused",
    "recitation": "llm_refused",
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
    for key in ("finish_reason", "stop_reason", "done_reason"):
        if told := metadata.get(key):
            return True, _STOPS.get(str(told).rpartition(".")[2].lower())
    return bool(metadata.get("done")), None


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
    text = str(error).lower()
    if any(words in text for words in _LENGTH_WORDS):
        return "llm_too_long"
    if "model" in text and any(words in text for words in _UNKNOWN_WORDS):
        return "llm_unknown"
    status = getattr(error, "status_code", None) or getattr(getattr(error, "response", None), "status_code", None)
    if status in _REASONS_BY_STATUS:
        return _REASONS_BY_STATUS[status]
    name = type(error).__name__
    for part, reason in _REASONS_BY_NAME.items():
        if part in name:
            return reason
    return "llm_key" if any(words in text for words in _KEY_WORDS) else None
