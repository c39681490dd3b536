"""What every event is: a Struct with a topic, and the category a reader needs a grant for."""

from typing import ClassVar

import msgspec

from events.categories import Category


class Fact(msgspec.Struct, frozen=True, kw_only=True, tag_field="topic"):
    """What happened. ``category`` says what a reader needs a grant for; an inquiry decides it by its type."""

    category: ClassVar[Category] = Category.STRUCTURE
