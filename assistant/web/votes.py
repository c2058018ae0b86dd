"""What visitors think of answers: a JSON line for each vote."""

import json
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock

from assistant.web.turns import Turn

FILE = "votes.jsonl"
_lock = Lock()


def record(data: Path, turn: Turn, liked: bool) -> bool:
    """Adds a vote on a turn's answer to the file in the data directory; false where there is no answer to vote on."""
    if turn.answer is None:
        return False
    vote = {
        "time": datetime.now(UTC).isoformat(timespec="seconds"),
        "question": turn.question,
        "answer": turn.answer.text,
        "articles": list(dict.fromkeys(citation.article.id for citation in turn.answer.citations)),
        "vote": "up" if liked else "down",
        "language": turn.answer.language,
    }
    data.mkdir(parents=True, exist_ok=True)
    with _lock, (data / FILE).open("a", encoding="utf-8") as file:
        file.write(json.dumps(vote, ensure_ascii=False) + "\n")
    return True
