"""What a browser tells of its visitor."""

from index.models import Language


def preferred_language(accept: str) -> Language:
    """English where the browser prefers it to Hindi, else Hindi."""
    wanted = [part.partition(";")[0].strip().lower()[:2] for part in accept.split(",")]
    return next(("hi" if tongue == "hi" else "en" for tongue in wanted if tongue in ("hi", "en")), "hi")
