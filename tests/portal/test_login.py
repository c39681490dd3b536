"""Logging in by the provider: every word of the answer is checked, and nobody brings their own session id."""

from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.portal.house import (
    BASE_URL,
    House,
    assignment_id,
    back_from_provider,
    choose,
    house,
    log_in,
    query_of,
    send,
    user_id,
)


def test_a_user_with_one_assignment_is_let_in_and_lands_where_they_were_going(home: House) -> None:
    with home.browser() as browser:
        answer = log_in(browser, "reko2.larkan", onward="/arenden")
        assert (answer.status_code, answer.headers["location"]) == (303, "/arenden")
        assert browser.get("/").text == "Demo reko2.larkan på larkan, vikarierar i 0"
        assert browser.get("/arenden").text == "ärenden"


def test_the_start_page_leads_to_the_provider_and_back(home: House) -> None:
    with home.browser() as browser:
        first = browser.get("/", follow_redirects=False)
        assert first.status_code == 303
        second = browser.get(first.headers["location"], follow_redirects=False)
        asked = query_of(second.headers["location"])
        assert second.headers["location"].startswith(home.issuer + "/oauth2/authorize?")
        assert (asked["code_challenge_method"], asked["redirect_uri"]) == ("S256", BASE_URL + "/logga-in/svar")
        assert asked["state"] and asked["nonce"] and asked["code_challenge"]


def test_the_session_cookie_is_out_of_reach_for_scripts_and_other_sites(home: House) -> None:
    with home.browser() as browser:
        cookies = log_in(browser, "reko2.larkan").headers.get_list("set-cookie")
        session = next(cookie for cookie in cookies if cookie.startswith("session="))
        assert "HttpOnly" in session and "samesite=lax" in session.lower() and "Secure" not in session


def test_cookies_go_over_tls_only_when_the_portal_does(store: Any) -> None:
    with house(store, base_url="https://testserver.local") as home, home.browser() as browser:
        cookies = log_in(browser, "reko2.larkan").headers.get_list("set-cookie")
        session = next(cookie for cookie in cookies if cookie.startswith("session="))
        assert "Secure" in session
        assert "max-age" in browser.get("/").headers["strict-transport-security"]


def test_a_session_id_chosen_by_somebody_else_is_never_adopted(home: House) -> None:
    with home.browser() as browser:
        browser.cookies.set("session", "vald-av-en-angripare", domain="testserver.local")
        log_in(browser, "reko2.larkan")
        assert browser.cookies.get("session", domain="testserver.local", path="/") != "vald-av-en-angripare"
        assert len(home.sql("SELECT 1 FROM web.session")) == 1
        browser.cookies.clear()
        browser.cookies.set("session", "vald-av-en-angripare")
        assert browser.get("/", follow_redirects=False).status_code == 303


def test_the_session_id_is_new_after_each_login_and_the_old_one_is_dead(home: House) -> None:
    with home.browser() as browser:
        log_in(browser, "reko2.larkan")
        first = browser.cookies["session"]
        log_in(browser, "reko2.larkan")
        assert browser.cookies["session"] != first
        browser.cookies.clear()
        browser.cookies.set("session", first)
        assert browser.get("/", follow_redirects=False).status_code == 303


def test_the_store_never_holds_the_id_of_the_cookie(home: House) -> None:
    with home.browser() as browser:
        log_in(browser, "reko2.larkan")
        row = home.sql("SELECT id_hash, user_id FROM web.session")[0]
        assert row[1] == user_id("reko2.larkan")
        assert browser.cookies["session"].encode() not in bytes(row[0]) and len(row[0]) == 32


def test_nothing_is_written_for_somebody_who_is_not_logged_in(home: House) -> None:
    with home.browser() as browser:
        for path in ("/", "/logga-in", "/logga-in/start", "/arenden", "/finns-inte"):
            browser.get(path, follow_redirects=False)
        for table in ("web.session", "web.kept_input", "audit.assignment_switch"):
            assert home.sql(f"SELECT count(*) FROM {table}") == [(0,)]


@pytest.mark.parametrize(
    ("subject", "words"),
    [
        ("okand.person", "Vi känner inte igen dig"),
        ("svag.larkan", "gick inte att lita på"),
        ("frammande.larkan", "gick inte att lita på"),
    ],
)
def test_who_is_unknown_or_badly_vouched_for_is_kept_out(home: House, subject: str, words: str) -> None:
    with home.browser() as browser:
        answer = log_in(browser, subject)
        assert answer.status_code == 403 and words in answer.text
        assert "session" not in browser.cookies
        assert home.sql("SELECT count(*) FROM web.session") == [(0,)]


def test_an_answer_to_another_browsers_login_is_refused(home: House) -> None:
    with home.browser() as browser:
        left = browser.get("/logga-in/start", params={"som": "reko2.larkan"}, follow_redirects=False)
        path = back_from_provider(left.headers["location"])
        browser.cookies.clear()
        assert browser.get(path, follow_redirects=False).status_code == 400


def test_a_forged_state_is_refused(home: House) -> None:
    with home.browser() as browser:
        left = browser.get("/logga-in/start", params={"som": "reko2.larkan"}, follow_redirects=False)
        path = back_from_provider(left.headers["location"])
        forged = path.replace("state=", "state=x")
        assert browser.get(forged, follow_redirects=False).status_code == 400
        assert browser.get(path, follow_redirects=False).status_code == 400, "the transaction is spent"


def test_a_code_works_once(home: House) -> None:
    with home.browser() as browser:
        left = browser.get("/logga-in/start", params={"som": "reko2.larkan"}, follow_redirects=False)
        transaction = browser.cookies["inloggning"]
        path = back_from_provider(left.headers["location"])
        assert browser.get(path, follow_redirects=False).status_code == 303
        browser.cookies.set("inloggning", transaction, domain="testserver.local", path="/logga-in")
        assert browser.get(path, follow_redirects=False).status_code == 403


@pytest.mark.parametrize(
    "onward", ["//ond.example", "https://ond.example/", "/\\ond.example", "javascript:alert(1)", "", "ond.example"]
)
def test_a_login_leads_nowhere_outside_the_portal(home: House, onward: str) -> None:
    with home.browser() as browser:
        assert log_in(browser, "reko2.larkan", onward=onward).headers["location"] == "/"


def test_several_assignments_must_be_chosen_between_and_one_without_sees_why(home: House) -> None:
    with home.browser() as browser:
        assert log_in(browser, "reko.larkan", onward="/arenden").headers["location"] == "/uppdrag"
        assert browser.get("/", follow_redirects=False).headers["location"] == "/uppdrag"
        page = browser.get("/uppdrag").text
        assert "Lärkan" in page and "Svalan" in page
    with home.browser() as browser:
        log_in(browser, "utan.uppdrag")
        assert "Du har inget uppdrag just nu" in browser.get("/uppdrag").text


def test_switching_is_logged_gives_a_new_id_and_ends_substitutions(home: House) -> None:
    larkan, svalan = assignment_id("reko.larkan", "larkan"), assignment_id("reko.larkan", "svalan")
    with home.browser() as browser:
        log_in(browser, "reko.larkan")
        choose(browser, "reko.larkan", "larkan")
        home.sql("UPDATE web.session SET substitutions = jsonb_build_object(%s::text, 'absence')", str(larkan))
        assert browser.get("/").text == "Demo reko.larkan på larkan, vikarierar i 1"
        before = browser.cookies["session"]
        assert choose(browser, "reko.larkan", "svalan").headers["location"] == "/"
        assert browser.get("/").text == "Demo reko.larkan på svalan, vikarierar i 0"
        assert browser.cookies["session"] != before
        logged = home.sql("SELECT from_assignment, to_assignment, via FROM audit.assignment_switch ORDER BY ctid")
        assert logged == [(None, larkan, "switch"), (larkan, svalan, "switch")]


def test_nobody_takes_somebody_elses_assignment(home: House) -> None:
    with home.browser() as browser:
        log_in(browser, "reko2.larkan")
        assert choose(browser, "reko.larkan", "svalan").status_code == 404
        assert browser.get("/").text.startswith("Demo reko2.larkan på larkan")


def test_logging_out_ends_the_session_for_good(home: House) -> None:
    with home.browser() as browser:
        log_in(browser, "reko2.larkan")
        session = browser.cookies["session"]
        assert send(browser, "/logga-ut", {}).status_code == 303
        assert home.sql("SELECT count(*) FROM web.session") == [(0,)]
        browser.cookies.set("session", session)
        assert browser.get("/", follow_redirects=False).status_code == 303


def test_a_provider_that_is_down_gives_a_page_that_says_so(home: House) -> None:
    provider = home.portal.providers[home.issuer]
    provider._server_metadata_url = "http://127.0.0.1:9/.well-known/openid-configuration"
    with home.browser() as browser:
        answer = browser.get("/logga-in/start", follow_redirects=False)
        assert answer.status_code == 503 and "svarar inte just nu" in answer.text
        assert urlsplit(str(answer.url)).path == "/logga-in/start"
