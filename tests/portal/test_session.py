"""How long a session lasts, and what stops it. Time passes by moving what is stored, never by waiting."""

import pytest

from portal.clock import STOCKHOLM
from tests.portal.house import House, assignment_id, choose, log_in, send, token


def ago(home: House, column: str, minutes: float) -> None:
    home.sql(f"UPDATE web.session SET {column} = {column} - %s * interval '1 minute'", minutes)


@pytest.mark.parametrize(("column", "minutes"), [("seen_at", 19), ("created_at", 11 * 60 + 59)])
def test_a_session_in_use_lives_on(home: House, column: str, minutes: float) -> None:
    with home.browser() as browser:
        log_in(browser, "reko2.larkan")
        ago(home, column, minutes)
        assert browser.get("/").text.startswith("Demo reko2.larkan")


@pytest.mark.parametrize(("column", "minutes"), [("seen_at", 20.1), ("created_at", 12 * 60 + 0.1)])
def test_a_session_ends_after_20_idle_minutes_and_after_12_hours_at_the_most(
    home: House, column: str, minutes: float
) -> None:
    with home.browser() as browser:
        log_in(browser, "reko2.larkan")
        ago(home, column, minutes)
        answer = browser.get("/arenden?kommun=Sala", follow_redirects=False)
        assert answer.headers["location"] == "/logga-in?vidare=%2Farenden%3Fkommun%3DSala&utgangen=1"
        assert "därför har vi loggat ut dig" in browser.get(answer.headers["location"]).text
        assert browser.get("/", follow_redirects=False).status_code == 303, "an expired session does not come to life"


def test_being_seen_is_written_at_most_once_a_minute(home: House) -> None:
    with home.browser() as browser:
        log_in(browser, "reko2.larkan")
        first = home.sql("SELECT seen_at FROM web.session")
        browser.get("/")
        assert home.sql("SELECT seen_at FROM web.session") == first
        ago(home, "seen_at", 2)
        browser.get("/")
        assert home.sql("SELECT seen_at FROM web.session") > first


def test_long_gone_sessions_are_swept_at_the_next_login(home: House) -> None:
    with home.browser() as browser:
        log_in(browser, "reko2.larkan")
        ago(home, "seen_at", 79)
        browser.cookies.clear()
        log_in(browser, "lakare.larkan")
        assert home.sql("SELECT count(*) FROM web.session") == [(2,)], "kept for an hour after it ran out"
        ago(home, "seen_at", 81)
        log_in(browser, "lakare.larkan")
        assert home.sql("SELECT count(*) FROM web.session") == [(1,)]


def test_an_assignment_that_ends_stops_at_the_next_request(home: House) -> None:
    with home.browser() as browser:
        log_in(browser, "reko2.larkan")
        assert browser.get("/arenden").status_code == 200
        today = home.portal.clock.moment().astimezone(STOCKHOLM).date()
        home.replace_directory({assignment_id("reko2.larkan", "larkan"): today})
        assert browser.get("/arenden", follow_redirects=False).headers["location"] == "/uppdrag"
        assert "Du har inget uppdrag just nu" in browser.get("/uppdrag").text


@pytest.mark.parametrize("cookie", ["", "x", "å", "a" * 5000, "'; DROP TABLE web.session; --", "%00"])
def test_a_tampered_cookie_is_nobody(home: House, cookie: str) -> None:
    with home.browser() as browser:
        headers = {b"cookie": f"session={cookie}".encode()}
        answer = browser.get("/arenden", headers=headers, follow_redirects=False)
        assert answer.status_code == 303 and answer.headers["location"].startswith("/logga-in/start")
        assert browser.get("/api/v1/me", headers=headers).status_code == 401


def test_a_role_without_a_part_in_a_page_gets_the_answer_of_a_page_that_does_not_exist(home: House) -> None:
    with home.browser() as browser:
        log_in(browser, "chef.larkan")
        denied, missing = browser.get("/arenden"), browser.get("/finns-inte")
        assert (denied.status_code, missing.status_code) == (404, 404)
        assert "Vi hittar inget ärende som din enhet har tillgång till." in denied.text
        assert "Vi hittar inget ärende som din enhet har tillgång till." in missing.text
        log_in(browser, "reko2.larkan")
        assert browser.get("/arenden").status_code == 200


def test_a_form_left_open_is_void_after_a_switch_and_after_logout(home: House) -> None:
    with home.browser() as browser:
        log_in(browser, "reko.larkan")
        choose(browser, "reko.larkan", "larkan")
        old = token(browser)
        sent = {"_csrf_token": old, "text": "hej"}
        assert browser.post("/anteckningar", data=sent, follow_redirects=False).status_code == 201
        choose(browser, "reko.larkan", "svalan")
        browser.get("/arenden")
        assert browser.post("/anteckningar", data=sent, follow_redirects=False).status_code == 403
        fresh = token(browser)
        send(browser, "/logga-ut", {})
        log_in(browser, "reko2.larkan")
        browser.get("/arenden")
        late = browser.post("/anteckningar", data={"_csrf_token": fresh, "text": "hej"}, follow_redirects=False)
        assert late.status_code == 403
