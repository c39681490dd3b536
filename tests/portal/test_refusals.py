"""Every refusal is a Swedish sentence: a page for people, problem details for programs, and never a traceback."""

from typing import Any

import pytest
import structlog
from structlog.testing import capture_logs

from tests.portal.house import House, log_in, send, token

API = "/api/v1/commands/note"
MISSING = "Det finns inget giltigt samtycke."


def call(browser: Any, content: bytes, kind: str = "application/json") -> Any:
    return browser.post(API, content=content, headers={"x-csrftoken": token(browser), "content-type": kind})


def test_a_refused_form_says_why(home: House) -> None:
    with home.browser() as browser:
        log_in(browser, "reko2.larkan")
        assert send(browser, "/anteckningar", {"text": "hej"}).text == "sparat: hej"
        refused = send(browser, "/anteckningar", {"text": "refuse"})
        assert refused.status_code == 422 and MISSING in refused.text
        assert refused.headers["content-type"].startswith("text/html")


def test_a_refused_call_carries_key_field_and_sentence(home: House) -> None:
    with home.browser() as browser:
        log_in(browser, "reko2.larkan")
        assert call(browser, b'{"text": "hej"}').json() == {"saved": "hej"}
        refused = call(browser, b'{"text": "refuse"}')
        assert refused.headers["content-type"] == "application/problem+json"
        problem = refused.json()
        assert (refused.status_code, problem["key"], problem["field"]) == (422, "consent_missing", "text")
        assert problem["detail"].startswith(MISSING)


@pytest.mark.parametrize("form", [{}, {"_csrf_token": "x"}, {"_csrf_token": "å" * 200}, {"_csrf_token": "0" * 128}])
def test_a_form_without_the_pages_token_is_refused_with_what_to_do(home: House, form: dict[str, str]) -> None:
    with home.browser() as browser:
        log_in(browser, "reko2.larkan")
        token(browser)
        answer = browser.post("/anteckningar", data={"text": "hej", **form})
        assert answer.status_code == 403 and "Ladda om den" in answer.text


def test_a_token_cookie_that_is_not_ours_is_replaced(home: House) -> None:
    with home.browser() as browser:
        for forged in ("falsk", "0" * 128):
            browser.cookies.set("csrftoken", forged, domain="testserver.local", path="/")
            answer = browser.get("/logga-in")
            assert "csrftoken=" in answer.headers["set-cookie"] and forged not in answer.text
        log_in(browser, "reko2.larkan")
        assert send(browser, "/anteckningar", {"text": "hej"}).text == "sparat: hej"


NONSENSE = (
    ("application/x-www-form-urlencoded", b"text=%ff%fe&_csrf_token=%00"),
    ("application/x-www-form-urlencoded", b"\xff\xfe\x00"),
    ("multipart/form-data", b"x"),
    ("multipart/form-data; boundary=a", b"--a\r\nnonsense"),
    ("application/json", b"{"),
    ("application/json", b'{"text": 5}'),
    ("application/json", b"\xff\xfe"),
    ("application/json", b"[" * 50_000),
    ("application/msgpack", b"\xc1"),
    ("text/plain; charset=nonsense", b"\xff"),
    ("", b"x"),
    ("x" * 500, b"x"),
)


@pytest.mark.parametrize("path", ["/anteckningar", API, "/uppdrag", "/api/v1/me/assignment"])
def test_nonsense_never_breaks_the_portal(home: House, path: str) -> None:
    with home.browser() as browser:
        log_in(browser, "reko2.larkan")
        for kind, body in NONSENSE:
            headers = {"x-csrftoken": token(browser), "content-type": kind}
            verb = "PUT" if path.endswith("assignment") else "POST"
            answer = browser.request(verb, path, content=body, headers=headers, follow_redirects=False)
            assert answer.status_code < 500, (kind, body[:20], answer.text)


def test_nonsense_in_the_address_never_breaks_the_portal(home: House) -> None:
    with home.browser() as browser:
        log_in(browser, "reko2.larkan")
        for path in (
            "/%00",
            "/arenden?x=%ff",
            "/anteckning?behallet=%00",
            "/logga-in?utgangen=%ff",
            "/å",
            "/logga-in/svar?code=%00",
        ):
            assert browser.get(path, follow_redirects=False).status_code < 500, path


def test_a_body_that_is_too_large_is_refused_and_told_what_to_do(home: House) -> None:
    with home.browser() as browser:
        log_in(browser, "reko2.larkan")
        page = send(browser, "/anteckningar", {"text": "a" * 1_100_000})
        assert page.status_code == 413 and "välj en mindre fil" in page.text
        told = call(browser, b'"' + b"a" * 1_100_000 + b'"').json()
        assert told["status"] == 413 and "välj en mindre fil" in told["detail"]


@pytest.mark.parametrize(
    ("body", "field", "sentence"),
    [
        (b"{}", "assignment_id", "Fyll i det här fältet."),
        (b'{"assignment_id": "x"}', "assignment_id", "Välj ett av alternativen i listan."),
        (b"[]", None, "Uppgifterna här hör ihop och behöver fyllas i tillsammans."),
    ],
)
def test_a_small_call_names_its_faulty_field_too(home: House, body: bytes, field: str | None, sentence: str) -> None:
    with home.browser() as browser:
        log_in(browser, "reko2.larkan")
        headers = {"x-csrftoken": token(browser), "content-type": "application/json"}
        said = browser.put("/api/v1/me/assignment", content=body, headers=headers).json()
        assert (said["status"], said.get("field"), said["detail"]) == (422, field, sentence)


def test_what_nobody_foresaw_shows_a_number_and_logs_no_words(home: House) -> None:
    structlog.reset_defaults()
    with home.browser() as browser, capture_logs() as logged:
        log_in(browser, "reko2.larkan")
        answer = send(browser, "/anteckningar", {"text": "break"})
        assert answer.status_code == 500 and "Något gick fel hos oss" in answer.text
        assert "Testa" not in answer.text and "Traceback" not in answer.text
        [entry] = [entry for entry in logged if entry["event"] == "unforeseen"]
        assert entry["error"] == "RuntimeError" and entry["where"].startswith("house.py:")
        assert entry["key"] in answer.text
        assert "Testa" not in repr(logged)


def test_a_call_without_a_session_is_told_to_log_in(home: House) -> None:
    with home.browser() as browser:
        answer = browser.get("/api/v1/me")
        assert (answer.status_code, answer.json()["key"]) == (401, "login_needed")


def test_htmx_is_sent_to_the_login_as_a_whole_page(home: House) -> None:
    with home.browser() as browser:
        answer = browser.get("/arenden", headers={"hx-request": "true"}, follow_redirects=False)
        assert answer.headers["hx-redirect"].startswith("/logga-in/start")


def test_every_answer_is_strict(home: House) -> None:
    with home.browser() as browser:
        for path in ("/logga-in", "/finns-inte", "/healthz", "/assets/x/saknas.css", "/api/v1/me"):
            headers = browser.get(path).headers
            assert "default-src 'none'" in headers["content-security-policy"]
            assert "unsafe" not in headers["content-security-policy"]
            assert headers["x-content-type-options"] == "nosniff"
            assert headers["cache-control"] == "no-store"
            assert headers["cross-origin-opener-policy"] == "same-origin"
            assert headers["referrer-policy"] == "same-origin"


def test_an_answer_is_compressed_only_where_nobody_else_can_have_put_words_into_it(home: House) -> None:
    with home.browser() as browser:
        packed = {"accept-encoding": "gzip"}
        assert browser.get("/logga-in", headers=packed).headers.get("content-encoding") == "gzip"
        assert "content-encoding" not in browser.get("/logga-in?vidare=/x", headers=packed).headers
        log_in(browser, "reko2.larkan")
        assert "content-encoding" not in send(browser, "/anteckningar", {"text": "a" * 5000}, headers=packed).headers
