"""Tokens that a careless client would take: each clause of what we demand, broken in turn, beside a good one."""

import asyncio
import base64
import hashlib
import hmac
import time
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from io import BytesIO
from typing import Any
from urllib.parse import parse_qs

import httpx2
import pytest
from joserfc import jwt
from joserfc.jwk import RSAKey

from portal.login.demo_provider import application, demo_issuer, demo_provider
from portal.login.issuers import ORGANISATION_CLAIM, read_issuers
from portal.login.oidc import Provider
from portal.pages import TEMPLATES
from tests.portal.house import BASE_URL, REGION_NUMBER, House, assignment_id, log_in, people, query_of

KEY = RSAKey.generate_key(2048, private=True, parameters={"kid": "one"})
LOA3 = "http://id.elegnamnden.se/loa/1.0/loa3"


@pytest.fixture
def trusted(home: House) -> House:
    """The house trusts this module's key instead of the provider's own."""
    provider = home.portal.providers[home.issuer]
    provider.server_metadata.update(
        {"issuer": home.issuer, "_loaded_at": time.time(), "jwks": {"keys": [KEY.as_dict(private=False)]}}
    )
    return home


def signed(home: House, *, key: Any = KEY, header: dict[str, Any] | None = None, **claims: Any) -> str:
    """A token as it should be, except for ``claims`` (``None`` leaves one out)."""
    good = {
        "iss": home.issuer,
        "aud": "samverkansportalen",
        "sub": "reko2.larkan",
        "acr": LOA3,
        "exp": int(time.time()) + 300,
        "iat": int(time.time()),
        ORGANISATION_CLAIM: REGION_NUMBER,
    }
    kept = {name: value for name, value in (good | claims).items() if value is not None}
    return jwt.encode(header or {"alg": "RS256", "kid": "one"}, kept, key)


def text64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def call(browser: Any, token: str, method: str = "GET", path: str = "/api/v1/me", **more: Any) -> Any:
    return browser.request(method, path, headers={b"authorization": b"Bearer " + token.encode()}, **more)


def test_a_good_token_acts_as_its_user_without_any_cookie(trusted: House) -> None:
    with trusted.browser() as browser:
        me = call(browser, signed(trusted)).json()
        assert me["user"]["name"] == "Demo reko2.larkan"
        assert me["active"]["unit"]["slug"] == "larkan"
        answer = call(browser, signed(trusted), "POST", "/api/v1/commands/note", json={"text": "hej"})
        assert answer.json() == {"saved": "hej"}, "no CSRF token is asked of a bearer"
        assert trusted.sql("SELECT count(*) FROM web.session") == [(0,)]


@pytest.mark.parametrize(
    "broken",
    [
        {"iss": "https://annan.example"},
        {"iss": None},
        {"aud": "nagon-annan"},
        {"aud": ["samverkansportalen", "nagon-annan"]},
        {"aud": None},
        {"azp": "nagon-annan"},
        {"acr": "http://id.elegnamnden.se/loa/1.0/loa2"},
        {"acr": None},
        {"exp": 1},
        {"exp": None},
        {"sub": "okand.person"},
        {"sub": None},
        {"sub": 5},
        {ORGANISATION_CLAIM: "556677-8899"},
        {ORGANISATION_CLAIM: None},
    ],
    ids=str,
)
def test_each_clause_of_a_token_is_demanded(trusted: House, broken: dict[str, Any]) -> None:
    with trusted.browser() as browser:
        assert call(browser, signed(trusted, **broken)).status_code == 401


def test_only_the_providers_own_signature_counts(trusted: House) -> None:
    stranger = RSAKey.generate_key(2048, private=True, parameters={"kid": "one"})
    head, body, signature = signed(trusted).split(".")
    unsigned = text64(b'{"alg":"none"}') + f".{body}."
    confused = text64(b'{"alg":"HS256","kid":"one"}') + f".{body}"
    public = KEY.as_pem(private=False)
    confused += "." + text64(hmac.digest(public, confused.encode(), "sha256"))
    with trusted.browser() as browser:
        for token in (
            signed(trusted, key=stranger),
            confused,
            signed(trusted, header={"alg": "RS256", "kid": "two"}),
            unsigned,
            f"{head}.{body}.{signature[:-4]}AAAA",
            "a.b.c",
            "å",
            "",
            "a" * 9_000,
        ):
            assert call(browser, token).status_code == 401, token[:40]
        assert call(browser, signed(trusted)).status_code == 200


def test_a_bearer_token_opens_no_pages(trusted: House) -> None:
    with trusted.browser() as browser:
        answer = browser.get("/arenden", headers={"authorization": f"Bearer {signed(trusted)}"}, follow_redirects=False)
        assert answer.status_code == 303


def test_a_bearer_header_does_not_free_a_cookie_from_its_csrf_token(home: House) -> None:
    with home.browser() as browser:
        log_in(browser, "reko2.larkan")
        answer = call(browser, "x.y.z", "POST", "/api/v1/commands/note", json={"text": "hej"})
        assert answer.status_code == 401


def test_a_token_with_several_assignments_chooses_one_and_keeps_it(trusted: House) -> None:
    token = signed(trusted, sub="reko.larkan")
    with trusted.browser() as browser:
        assert call(browser, token).json()["active"] is None
        denied = call(browser, token, "POST", "/api/v1/commands/note", json={"text": "hej"})
        assert (denied.status_code, denied.json()["key"]) == (403, "assignment_needed")
        svalan = str(assignment_id("reko.larkan", "svalan"))
        chosen = call(browser, token, "PUT", "/api/v1/me/assignment", json={"assignment_id": svalan})
        assert chosen.json()["active"]["assignment_id"] == svalan and "set-cookie" not in chosen.headers
        assert call(browser, token).json()["active"]["unit"]["slug"] == "svalan"
        foreign = str(assignment_id("lakare.larkan", "larkan"))
        refused = call(browser, token, "PUT", "/api/v1/me/assignment", json={"assignment_id": foreign})
        assert refused.status_code == 404
        assert [row[0] for row in trusted.sql("SELECT via FROM audit.assignment_switch")] == ["token"]


def test_a_substitution_holds_for_one_token_and_ends_with_a_switch(trusted: House) -> None:
    first, second = signed(trusted, sub="reko.larkan"), signed(trusted, sub="reko.larkan", jti="another")
    case_id = str(assignment_id("nagot", "arende"))
    larkan, svalan = ({"assignment_id": str(assignment_id("reko.larkan", slug))} for slug in ("larkan", "svalan"))
    with trusted.browser() as browser:
        call(browser, first, "PUT", "/api/v1/me/assignment", json=larkan)
        for _ in range(2):
            answer = call(browser, first, "POST", f"/api/v1/stand-in/{case_id}")
            assert answer.json() == {"substitutions": [case_id]}
        assert call(browser, first, path="/api/v1/stand-in").json() == {"substitutions": [case_id]}
        assert call(browser, second, path="/api/v1/stand-in").json() == {"substitutions": []}
        call(browser, first, "PUT", "/api/v1/me/assignment", json=svalan)
        assert call(browser, first, path="/api/v1/stand-in").json() == {"substitutions": []}


class DemandsProof:
    """A provider that, unlike the mock, refuses a code whose verifier does not match its challenge (RFC 7636)."""

    def __init__(self, provider: Any) -> None:
        self.provider = provider
        self.challenges: dict[str, str] = {}

    def __call__(self, environ: Any, start_response: Any) -> Any:
        if environ["PATH_INFO"] == "/oauth2/token":
            body = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))
            form = {name: values[0] for name, values in parse_qs(body.decode()).items()}
            digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
            if self.challenges.get(form["code"]) != text64(digest):
                start_response("400 BAD REQUEST", [("Content-Type", "application/json")])
                return [b'{"error": "invalid_grant"}']
            environ["wsgi.input"] = BytesIO(body)
        asked = parse_qs(environ.get("QUERY_STRING", ""))

        def remember(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
            if status.startswith(str(HTTPStatus.FOUND.value)):
                code = query_of(dict(headers)["Location"])["code"]
                self.challenges[code] = asked["code_challenge"][0]
            return start_response(status, headers, *more)

        return self.provider(environ, remember)


@pytest.fixture
def strict_provider() -> Iterator[str]:
    with demo_provider(0, DemandsProof(application(people(), str(TEMPLATES)))) as address:
        yield address


@pytest.mark.parametrize("tampered", [False, True])
def test_the_code_is_worth_nothing_without_its_verifier(strict_provider: str, tampered: bool) -> None:
    async def way() -> str:
        provider = Provider(demo_issuer(strict_provider, people()))
        address, remembered = await provider.start(BASE_URL + "/logga-in/svar", login_hint="reko2.larkan")
        assert len(remembered["code_verifier"]) >= 43
        location = httpx2.get(address, trust_env=False).headers["location"]
        if tampered:
            remembered["code_verifier"] = "x" * 48
        return await provider.finish(query_of(location)["code"], remembered)

    if tampered:
        with pytest.raises(Exception, match="invalid_grant"):
            alone(way)
    else:
        assert alone(way) == "reko2.larkan"


def alone(way: Callable[[], Coroutine[Any, Any, str]]) -> str:
    """Run on a thread of its own: browser tests leave an event loop running on this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(lambda: asyncio.run(way())).result()


WITH_SECRET = '{"issuers": [{"issuer": "https://a", "client_id": "b", "organisation_numbers": ["1"], "%s": "%s"}]}'


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("{", "fel skriven"),
        ('{"issuers": []}', "minst en"),
        ('{"issuers": [{"issuer": "https://a", "client_id": "b"}]}', "fel skriven"),
        ('{"issuers": [{"issuer": "http://a", "client_id": "b", "organisation_numbers": []}]}', "https"),
        (
            '{"issuers": [{"issuer": "https://a", "client_id": "b", "organisation_numbers": [], "acr": ["loa1"]}]}',
            "tillitsnivå",
        ),
        (WITH_SECRET % ("client_secret", "demo"), "demons hemlighet"),
        (WITH_SECRET % ("client_secret_file", "/finns/inte"), "kan inte läsas"),
    ],
)
def test_a_wrong_file_of_issuers_stops_the_start_with_one_sentence(tmp_path: Any, written: str, words: str) -> None:
    path = tmp_path / "issuers.json"
    path.write_text(written)
    with pytest.raises(ValueError, match=words):
        read_issuers(path, production=True)
    path.write_text(WITH_SECRET % ("client_secret", "egen"))
    assert read_issuers(path, production=True)
