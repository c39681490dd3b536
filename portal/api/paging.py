"""Lists of the API give a hundred a page, and say in ``next`` where the rest begins (contract.md 6)."""

from collections.abc import Sequence
from typing import Annotated, Any, TypeVar

from litestar.params import QueryParameter

T = TypeVar("T")
PAGE = 100
Begin = Annotated[int, QueryParameter(name="next", ge=0, le=100_000)]
"""How many this reader has been given; counted in their own list, so it tells of nothing else."""


def paged(found: Sequence[T], begin: int) -> tuple[Sequence[T], dict[str, Any]]:
    """One page of all that the reader may see, and what the answer says of the next."""
    end = begin + PAGE
    return found[begin:end], {"next": str(end) if len(found) > end else None}
