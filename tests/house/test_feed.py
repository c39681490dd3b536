"""The feed of events: what the case page shows, in order, in pages, with nothing telling of what lies between."""

from typing import Any
from uuid import UUID

from events import commands as c
from events.categories import Category
from events.kinds import InquiryType, RetractionReason, SgiStatus
from tests.house.county import API, County, Hand
from tests.leave import sick_leave


def pages(hand: Hand, limit: int = 100) -> list[dict[str, Any]]:
    """All events, page by page, as a caller would read them."""
    events: list[dict[str, Any]] = []
    cursor: str | None = None
    while True:
        answer = hand.get(f"{API}/events", params={"limit": limit} | ({"after": cursor} if cursor else {})).json()
        if not answer["events"]:
            assert answer["next"] == cursor
            return events
        events += answer["events"]
        cursor = answer["next"]


def busy(home: County) -> UUID:
    case_id = home.case("soc", "fk", waiting=("af",))
    home.do("reko.larkan", sick_leave(case_id))
    unit = home.world.unit("soc")
    home.do("reko.larkan", c.SendInquiry(case_id=case_id, to_unit=unit, type=InquiryType.GENERAL, text="När?"))
    zero = c.RecordSgiStatus(case_id=case_id, status=SgiStatus.ZERO, as_of=home.world.moment.date())
    wrong = home.do("handlaggare.soc", zero)
    retract = c.RetractEntry(case_id=case_id, event_id=wrong.entries[0].event_id, reason=RetractionReason.WRONG_FACT)
    home.do("handlaggare.soc", retract)
    home.do("reko.larkan", c.DocumentViolenceQuestion(case_id=case_id, asked=True, asked_on=home.world.moment.date()))
    return case_id


def test_the_feed_is_the_case_page_in_order(home: County) -> None:
    case_id = busy(home)
    for subject in ("reko.larkan", "handlaggare.soc", "handlaggare.fk"):
        hand = home.hand(subject)
        feed = pages(hand)
        shown = [
            entry["event_id"]
            for entry in hand.get(f"{API}/cases/{case_id}").json()["entries"]
            if not entry.get("retracted") and entry["topic"] != "violence-question-documented"
        ]
        assert [event["id"] for event in feed] == shown, subject
        assert feed == pages(hand, limit=1) == pages(hand, limit=3)


def test_an_event_is_a_cloud_event(home: County) -> None:
    case_id = busy(home)
    [leave] = [e for e in pages(home.hand("handlaggare.fk")) if e["type"] == "sick-leave-recorded"]
    assert (leave["specversion"], leave["source"]) == ("1.0", f"/arenden/{case_id}")
    assert leave["data"]["category"] == "sick_leave" and leave["data"]["case_id"] == str(case_id)
    assert leave["data"]["data"]["physician_name"] == "Lena Läkare"


def test_violence_is_in_nobodys_feed_and_leaves_no_gap(home: County) -> None:
    case_id = busy(home)
    before = {
        s: home.hand(s).get(f"{API}/events").content for s in ("reko.larkan", "handlaggare.soc", "handlaggare.fk")
    }
    home.do("reko.larkan", c.DocumentViolenceQuestion(case_id=case_id, asked=False, asked_on=home.world.moment.date()))
    after = {subject: home.hand(subject).get(f"{API}/events").content for subject in before}
    assert after == before
    assert b"violence" not in b"".join(after.values())


def test_those_with_no_part_in_the_case_have_an_empty_feed(home: County) -> None:
    busy(home)
    for subject in ("handlaggare.af", "handlaggare2.soc", "lakare.larkan", "handlaggare.soc-sala"):
        assert pages(home.hand(subject)) == []


def test_a_withdrawal_empties_the_feed_at_once(home: County) -> None:
    case_id = busy(home)
    worker = home.hand("handlaggare.fk")
    assert "sick-leave-recorded" in {event["type"] for event in pages(worker)}
    home.world.do("handlaggare.soc", c.WithdrawConsent(case_id=case_id))  # the views have not heard of it yet
    assert "sick-leave-recorded" not in {event["type"] for event in pages(worker)}


def followed(hand: Hand, cursor: str | None) -> tuple[list[str], str | None]:
    answer = hand.get(f"{API}/events", params={"after": cursor} if cursor else {}).json()
    return [event["id"] for event in answer["events"]], answer["next"]


def shown_to(hand: Hand, case_id: UUID) -> list[str]:
    return [entry["event_id"] for entry in hand.get(f"{API}/cases/{case_id}").json()["entries"]]


def test_a_reader_who_verifies_late_is_given_what_lies_behind_the_cursor(home: County) -> None:
    late = home.case("soc", waiting=("fk",))
    home.do("reko.larkan", sick_leave(late))
    other = home.case("fk")
    hand = home.hand("handlaggare.fk")
    first, cursor = followed(hand, None)
    assert first == shown_to(hand, other) and first
    home.world.join(late, "handlaggare.fk")
    home.catch_up()
    then, cursor = followed(hand, cursor)
    assert then == shown_to(hand, late) and len(then) > 1
    assert followed(hand, cursor) == ([], cursor)


def test_a_reader_named_late_is_given_what_lies_behind_the_cursor(home: County) -> None:
    early, late = home.case("soc"), home.case("soc")
    home.do("reko.larkan", sick_leave(late))
    world, hand = home.world, home.hand("handlaggare2.soc")
    both = frozenset({world.officer("handlaggare.soc").user_id, world.officer("handlaggare2.soc").user_id})
    assert followed(hand, None) == ([], None)
    other = home.case("soc")
    home.do("handlaggare.soc", c.ConfirmParty(case_id=other, caseworkers=both))
    first, cursor = followed(hand, None)
    assert first == shown_to(hand, other)
    home.do("handlaggare.soc", c.ConfirmParty(case_id=late, caseworkers=both))
    then, cursor = followed(hand, cursor)
    assert then == shown_to(hand, late) and early not in (late, other)
    assert followed(hand, cursor) == ([], cursor)


def test_a_release_gives_the_released_once_and_nothing_else_again(home: County) -> None:
    world = home.world
    case_id = home.case("soc")
    home.do("reko.larkan", sick_leave(case_id))
    everybody = tuple(world.recipient(slug, includes_earlier=slug == "fk") for slug in ("larkan", "soc", "fk"))
    world.consent(case_id, recipients=everybody)
    world.join(case_id, "handlaggare.fk")
    home.catch_up()
    hand = home.hand("handlaggare.fk")
    before, cursor = followed(hand, None)
    sick = frozenset({Category.SICK_LEAVE})
    home.do("reko.larkan", c.ReleaseEarlierEntries(case_id=case_id, to_unit=world.unit("fk"), categories=sick))
    then, _ = followed(hand, cursor)
    assert set(before) | set(then) == set(shown_to(hand, case_id))
    assert "sick-leave-recorded" in {event["type"] for event in pages(hand)} and not set(before) & set(then)


def test_what_is_written_while_a_renewed_consent_waits_is_given_once_it_is_verified(home: County) -> None:
    world = home.world
    case_id = home.case("soc")
    hand = home.hand("handlaggare.soc")
    _, cursor = followed(hand, None)
    world.consent(case_id, "larkan", "soc")
    home.do("reko.larkan", sick_leave(case_id))
    home.case("soc")
    _, cursor = followed(hand, cursor)
    assert "sick-leave-recorded" not in {event["type"] for event in pages(hand)}
    world.join(case_id, "handlaggare.soc")
    home.catch_up()
    then, _ = followed(hand, cursor)
    assert set(then) == set(shown_to(hand, case_id))


def test_a_guessed_cursor_tells_nothing(home: County) -> None:
    """Ids follow from a command's own id, so the sender of a withdrawal can guess ids of what it brought about."""
    case_id = busy(home)
    worker = home.hand("handlaggare.fk")
    [hidden] = home.do("reko.larkan", sick_leave_of_nobody(home, case_id)).entries
    cursor = worker.get(f"{API}/events", params={"limit": 2}).json()["next"]
    foreign = home.hand("handlaggare.soc").get(f"{API}/events", params={"limit": 2}).json()["next"]
    for guess in (hidden.event_id.hex, str(hidden.event_id), cursor[:-1] + "x", "x", "å" * 40, "\x00" * 64, foreign):
        answer = worker.get(f"{API}/events", params={"after": guess})
        assert (answer.status_code, answer.json()["field"]) == (422, "after"), guess
    assert worker.get(f"{API}/events", params={"after": cursor}).status_code == 200


def sick_leave_of_nobody(home: County, case_id: UUID) -> c.LogContact:
    """An entry that larkan keeps to itself."""
    fields = {"channel": "phone", "purpose": "planning", "recipients": frozenset[UUID]()}
    return c.LogContact(case_id=case_id, with_unit=home.world.unit("soc"), **fields)  # type: ignore[arg-type]


def test_the_size_of_a_page_is_between_1_and_100(home: County) -> None:
    least, most = "Skriv ett heltal som är minst 1.", "Skriv ett heltal som är högst 100."
    for limit, sentence in {"0": least, "101": most, "-1": least, "x": "Skriv ett heltal."}.items():
        answer = home.hand("reko.larkan").get(f"{API}/events", params={"limit": limit})
        said = answer.json()
        assert (answer.status_code, said["field"], said["detail"]) == (422, "limit", sentence)
