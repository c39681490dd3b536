"""A command that the rules do not allow."""

from typing import Any


class Refused(Exception):
    """Carries a key of domain.md 10; the Swedish sentence is looked up at the edge.

    ``field`` names the command's field at fault, when there is one; ``details`` fill the sentence.
    """

    def __init__(self, key: str, field: str | None = None, **details: Any) -> None:
        super().__init__(key)
        self.key, self.field, self.details = key, field, details


class NotFoundOrDenied(Exception):
    """No such case, or none this reader may know of: one and the same thing everywhere."""
