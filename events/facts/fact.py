"""What every event is: a Struct with a topic, and the category a reader needs a grant for."""

from typing import Any, ClassVar, get_args

import msgspec

from events.categories import Category


class Fact(msgspec.Struct, frozen=True, kw_only=True, tag_field="topic"):
    """What happened. ``category`` says what a reader needs a grant for; an inquiry decides it by its type."""

    category: ClassVar[Category] = Category.STRUCTURE


def topics_of(kinds: Any) -> tuple[str, ...]:
    """Topics of a union of facts, or of a single one."""
    return tuple(str(kind.__struct_config__.tag) for kind in get_args(kinds) or (kinds,))
