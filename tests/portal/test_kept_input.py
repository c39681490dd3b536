"""What was being typed when the session ran out comes back to the same user and assignment, and to nobody else."""

import pytest

from tests.portal.house import Client, House, choose, log_in, send

TEXT = "Ringde i dag å ä ö 😀"


def let_the_session_expire(home: House) -> None:
    home.sql("UPDATE web.session SET seen_at = seen_at - interval '21 minutes'")


def lose(home: House, browser: Client, text: str = TEXT) -> None:
    """Write a note, too late."""
    let_the_session_expire(home)
    answer = send(browser, "/anteckningar", {"text": text, "slag": "samtal"})
    assert answer.status_code == 303 and "behallet=1" in answer.headers["location"]


def test_it_comes_back_in_the_same_form_and_nothing_is_submitted(home: House) -> None:
    with home.browser() as browser:
        log_in(browser, "reko2.larkan")
        lose(home, browser)
        back = log_in(browser, "reko2.larkan").headers["location"]
        assert back.startswith("/anteckning?behallet=")
        assert browser.get(back).json() == {"fields": {"text": [TEXT], "slag": ["samtal"]}}
        assert log_in(browser, "reko2.larkan").headers["location"] == "/", "offered once"


def test_it_lies_sealed(home: House) -> None:
    with home.browser() as browser:
        log_in(browser, "reko2.larkan")
        lose(home, browser, "hemlig text")
        sealed = bytes(home.sql("SELECT sealed FROM web.kept_input")[0][0])
        assert b"hemlig" not in sealed and b"text" not in sealed


def test_nobody_else_gets_it_not_even_with_its_address(home: House) -> None:
    with home.browser() as browser:
        log_in(browser, "reko2.larkan")
        lose(home, browser)
        kept_id = home.sql("SELECT kept_id FROM web.kept_input")[0][0]
        assert log_in(browser, "lakare.larkan").headers["location"] == "/"
        assert browser.get(f"/anteckning?behallet={kept_id}").json() == {"fields": {}}
        assert log_in(browser, "reko2.larkan").headers["location"] == f"/anteckning?behallet={kept_id}"
        assert browser.get(f"/anteckning?behallet={kept_id}").json()["fields"]["text"] == [TEXT]


def test_it_waits_for_the_assignment_it_was_written_in(home: House) -> None:
    with home.browser() as browser:
        log_in(browser, "reko.larkan")
        choose(browser, "reko.larkan", "larkan")
        lose(home, browser)
        log_in(browser, "reko.larkan")
        assert choose(browser, "reko.larkan", "svalan").headers["location"] == "/"
        assert choose(browser, "reko.larkan", "larkan").headers["location"].startswith("/anteckning?behallet=")


def test_it_is_gone_after_60_minutes(home: House) -> None:
    with home.browser() as browser:
        log_in(browser, "reko2.larkan")
        lose(home, browser)
        kept_id = home.sql("SELECT kept_id FROM web.kept_input")[0][0]
        home.sql("UPDATE web.kept_input SET kept_at = kept_at - interval '61 minutes'")
        assert log_in(browser, "reko2.larkan").headers["location"] == "/"
        assert browser.get(f"/anteckning?behallet={kept_id}").json() == {"fields": {}}
        assert home.sql("SELECT count(*) FROM web.kept_input") == [(0,)]


def test_a_logged_out_or_unknown_session_keeps_nothing(home: House) -> None:
    with home.browser() as browser:
        log_in(browser, "reko2.larkan")
        home.sql("DELETE FROM web.session")
        assert "behallet" not in send(browser, "/anteckningar", {"text": TEXT}).headers["location"]
        assert home.sql("SELECT count(*) FROM web.kept_input") == [(0,)]


def test_a_forged_form_is_not_kept(home: House) -> None:
    with home.browser() as browser:
        log_in(browser, "reko2.larkan")
        let_the_session_expire(home)
        assert browser.post("/anteckningar", data={"text": TEXT}).status_code == 403
        assert home.sql("SELECT count(*) FROM web.kept_input") == [(0,)]


@pytest.mark.parametrize("wanted", ["", "x", "00000000-0000-0000-0000-000000000000", "'"])
def test_a_made_up_address_gives_an_empty_form(home: House, wanted: str) -> None:
    with home.browser() as browser:
        log_in(browser, "reko2.larkan")
        assert browser.get("/anteckning", params={"behallet": wanted}).json() == {"fields": {}}


def test_a_form_of_too_many_fields_is_not_kept_and_breaks_nothing(home: House) -> None:
    with home.browser() as browser:
        log_in(browser, "reko2.larkan")
        let_the_session_expire(home)
        answer = send(browser, "/anteckningar", {f"text{n}": TEXT for n in range(2_001)})
        assert answer.status_code == 303 and "behallet" not in answer.headers["location"]
