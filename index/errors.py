"""What goes wrong for a person, in one sentence each."""


class AssistantError(Exception):
    """Base of every error a user can cause: the message says what failed, the value, and what to do."""


class QuestionError(AssistantError):
    """The question can't be asked: empty, without a word in it, or far too long. `reason` names which, for a page."""

    def __init__(self, message: str, reason: str = "bad_question") -> None:
        super().__init__(message)
        self.reason = reason


class SourceError(AssistantError):
    """There is nothing to index in the files or folders that were given."""


class ModelError(AssistantError):
    """An embedding model can't be loaded or is not the one the index was made with."""


class StoreError(AssistantError):
    """There is no index at a path, or it is damaged, foreign, locked or can't be written."""


class NoSuchArticleError(AssistantError):
    """The index holds no article with this id."""
