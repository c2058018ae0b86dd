"""The conversations of a page's visitors, as many as memory has room for."""

from gradio.components import State
from gradio.state_holder import SessionState, StateHolder

# A conversation of thirty answers has about a megabyte, most of it the text of the articles that are quoted.
MOST = 1_000


class Conversations(StateHolder):
    """Gradio's, which forgets the oldest visit when there are too many; here those without a conversation go first.

    Whoever opens the page a thousand times drives out nobody who has asked something.
    """

    def __init__(self, turns: State) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._turns = turns._id

    def update(self, session_id: str) -> None:
        """Notes that a visit goes on, and forgets another where there are too many."""
        with self.lock:
            if session_id in self.session_data:
                self.session_data.move_to_end(session_id)
            if len(self.session_data) > self.capacity:
                self._forget(session_id)

    def _forget(self, newest: str) -> None:
        others = [name for name in self.session_data if name != newest]
        silent = (name for name in others if not self._has_asked(self.session_data[name]))
        name = next(silent, others[0])
        del self.session_data[name]
        self.time_last_used.pop(name, None)

    def _has_asked(self, session: SessionState) -> bool:
        return bool(session.state_data.get(self._turns))
