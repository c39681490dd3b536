"""Pages as people read them, for tests."""

import re
from html import unescape
from typing import Any


def text_of(answer: Any) -> str:
    """What a person reads: without tags and soft hyphens, one space between words."""
    bare = re.sub(r"<(script|style|symbol).*?</\1>|<[^>]+>", " ", answer.text, flags=re.S)
    return re.sub(r"\s+", " ", unescape(bare).replace("\u00ad", "")).strip()


def value_of(answer: Any, name: str) -> str:
    """What stands in the input of that name."""
    found = re.search(rf'name="{re.escape(name)}"[^>]* value="([^"]*)"', answer.text)
    assert found is not None, f"no field {name}"
    return unescape(found.group(1))
