"""Tokens against forged requests: the shorter comparison accepts what the library's accepts, and nothing else."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from litestar.config.csrf import CSRFConfig
from litestar.middleware.csrf import CSRFMiddleware, generate_csrf_token

from portal.csrf import Csrf

CONFIG = CSRFConfig(secret="of this store")
APP: Any = None
OURS = [generate_csrf_token(CONFIG.secret) for _ in range(2)]
SIGNED_BY_ANOTHER = generate_csrf_token("of another store")


def near(token: str) -> st.SearchStrategy[str]:
    """The token itself, cut short, longer, or with one character changed."""
    at = st.integers(0, len(token) - 1)
    changed = st.builds(lambda n, char: token[:n] + char + token[n + 1 :], at, st.characters(codec="ascii"))
    return st.one_of(st.just(token), at.map(lambda n: token[:n]), st.just(token + "0"), changed)


TOKENS = st.one_of(*map(near, [*OURS, SIGNED_BY_ANOTHER]), st.text(st.characters(codec="ascii")))


@given(TOKENS, TOKENS)
def test_tokens_match_as_the_library_says(sent: str, kept: str) -> None:
    library = CSRFMiddleware(APP, CONFIG)._csrf_tokens_match(sent, kept)
    assert Csrf(APP, CONFIG)._csrf_tokens_match(sent, kept) == library


@given(st.sampled_from(OURS))
def test_a_token_of_ours_matches_itself_only(token: str) -> None:
    csrf = Csrf(APP, CONFIG)
    assert [csrf._csrf_tokens_match(token, kept) for kept in OURS] == [token == kept for kept in OURS]
    assert not csrf._csrf_tokens_match(SIGNED_BY_ANOTHER, SIGNED_BY_ANOTHER)
    assert not csrf._csrf_tokens_match(token + "å", token + "å")
