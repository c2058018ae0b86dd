"""What visitors think of answers: a JSON line for each answer that was voted on, with the last vote."""

import json
from collections import OrderedDict
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock

from assistant.web.private import open_private, private_folder, replace_private
from assistant.web.turns import Turn

FILE = "votes.jsonl"
# Answers whose votes can be changed: more than are on all the pages that are open.
_CHANGEABLE = 10_000


class Votes:
    """Keeps votes in the data folder. Safe to share between threads."""

    def __init__(self, data: Path) -> None:
        self._data = data
        self._lock = Lock()
        self._lines: OrderedDict[str, bytes] = OrderedDict()

    def record(self, turn: Turn, liked: bool) -> bool:
        """Takes a vote on a turn's answer, in place of the one before; false where there is no answer, or nothing new."""
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
        line = json.dumps(vote, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n"
        with self._lock:
            return self._keep(turn.id, line, vote["vote"])

    def _keep(self, answer: str, line: bytes, vote: object) -> bool:
        before = self._lines.get(answer)
        if before and json.loads(before)["vote"] == vote:
            return False
        path = private_folder(self._data) / FILE
        if before and path.exists():
            lines = path.read_bytes().splitlines(keepends=True)
            if before in lines:
                lines.remove(before)
                replace_private(path, b"".join(lines))
        with open_private(path, "ab") as file:
            file.write(line)
        self._lines[answer] = line
        if len(self._lines) > _CHANGEABLE:
            self._lines.popitem(last=False)
        return True
