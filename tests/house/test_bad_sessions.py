"""A session that is tampered with, forged or expired opens nothing and stores nothing."""

from tests.house.county import API, County


def test_nobody_gets_in_by_a_session_that_is_not_theirs(home: County) -> None:
    case_id = home.case("soc")
    right = home.hand("reko.larkan")
    assert right.get(f"{API}/cases/{case_id}").status_code == 200
    session = right.cookies["session"]
    for tampered in (session[:-1], session + "x", session.upper(), "", "\x7f", "a" * 5000, "0", "null"):
        thief = home.hand("reko.larkan")
        thief.cookies["session"] = tampered
        assert thief.get(f"{API}/cases/{case_id}").status_code == 401, tampered
        assert thief.get("/arenden").status_code == 303
    assert right.get(f"{API}/cases/{case_id}").status_code == 200


def test_an_expired_session_opens_nothing_and_stores_nothing(home: County) -> None:
    case_id = home.case("soc")
    hand = home.hand("reko.larkan")
    home.sql("UPDATE web.session SET seen_at = now() - interval '21 minutes'")
    before = home.events()
    assert hand.get(f"{API}/cases/{case_id}").json()["key"] == "login_needed"
    assert hand.command("note-protected-identity", case_id=str(case_id)).status_code == 401
    assert hand.get("/arenden").headers["location"].startswith("/logga-in?")
    assert home.events() == before


def test_a_call_without_the_right_csrf_token_is_refused(home: County) -> None:
    case_id = home.case("soc")
    other = home.hand("handlaggare.soc").cookies["csrftoken"]
    before = home.events()
    for forged in ("", "x", "0" * 128, other, "å" * 64):
        hand = home.hand("reko.larkan")
        headers = {"x-csrftoken": forged.encode()}
        answer = hand.post(f"{API}/commands/note-protected-identity", {"case_id": str(case_id)}, headers=headers)
        assert (answer.status_code, answer.json()["key"]) == (403, "forged_request")
        form = hand.form("/uppdrag", {"_csrf_token": forged, "assignment_id": "x"})
        assert form.status_code == 403
    assert home.events() == before
