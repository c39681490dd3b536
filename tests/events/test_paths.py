"""The way in to a unit: who says so, what it must hold, and how it stands on a day."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
import pytest

from events import commands as c
from events.calendar import STOCKHOLM
from events.commands import paths as p
from events.contact_path import ContactPath, contacts_of, fold, path_id_of
from events.facts.paths import Contact, ContactKind, Hours, PathProblem
from events.path_states import PathState, answering, opening, states
from tests.events.told import at, refusal
from tests.world import NOW, TODAY, World

WEEK = tuple(Hours(day, "08:00", "16:00") for day in range(1, 6))
SIV = Contact(kind=ContactKind.NAMED, display_name="Siv Demoström", phone="070-174 06 12", hours=WEEK)
NILS = Contact(kind=ContactKind.NAMED, display_name="Nils Demolind", phone="070-174 06 13", hours=WEEK)
PER = Contact(kind=ContactKind.NAMED, display_name="Per Demoqvist", phone="070-174 06 15")
DESK = Contact(kind=ContactKind.FUNCTION, display_name="Mottagningen", phone="070-174 06 16", staff_count=3)


def publish(primary: Contact = SIV, backup: Contact | None = NILS, **more: Any) -> p.PublishContactPath:
    return p.PublishContactPath(primary=primary, backup=backup, escalation=PER, **more)


def path_of(world: World, slug: str = "soc") -> ContactPath:
    path_id = path_id_of(world.unit(slug))
    return fold(path_id, world.log.clear.get(path_id, []))  # type: ignore[attr-defined]


def states_on(world: World, day: date, slug: str = "soc") -> list[PathState]:
    return states(path_of(world, slug), world.directory, day)


def contact_ids(world: World, slug: str = "soc") -> list[UUID]:
    return list(contacts_of(path_of(world, slug)))


def away(world: World, first: date, last: date, backup: UUID | None = None, by: str = "chef.soc") -> None:
    primary = contact_ids(world)[0]
    world.do(by, p.RegisterContactAbsence(contact_id=primary, from_=first, to=last, backup_id=backup))


def test_the_manager_publishes_and_the_path_is_fresh(told: World) -> None:
    told.do("chef.soc", publish())
    assert states_on(told, TODAY) == [PathState.FRESH]


def test_a_care_coordinator_publishes_and_an_ordinary_caseworker_does_not(told: World) -> None:
    told.do("reko.larkan", publish())
    assert refusal(told, "handlaggare.soc", publish()) == ("role_not_allowed", None)
    assert refusal(told, "lakare.larkan", publish()) == ("role_not_allowed", None)


@pytest.mark.parametrize(
    ("command", "key", "field"),
    [
        (publish(msgspec.structs.replace(SIV, phone=None)), "contact_unreachable", "primary.phone"),
        (publish(backup=SIV), "backup_is_primary", "backup"),
        (publish(backup=msgspec.structs.replace(SIV, display_name="siv  demoström")), "backup_is_primary", "backup"),
        (publish(backup=msgspec.structs.replace(SIV, kind=ContactKind.FUNCTION)), "backup_is_primary", "backup"),
        (publish(msgspec.structs.replace(SIV, phone="ring mig")), "phone_implausible", "primary.phone"),
        (
            publish(msgspec.structs.replace(SIV, hours=(Hours(8, "8.00", "9.00"),))),
            "weekday_unknown",
            "primary.hours.0.weekday",
        ),
        (
            publish(msgspec.structs.replace(SIV, hours=(Hours(1, "16.00", "8.00"),))),
            "opening_hours_implausible",
            "primary.hours.0.to",
        ),
        (publish(reply_promise_working_days=0), "promise_implausible", "reply_promise_working_days"),
        (publish(serves_municipalities=("9999",)), "municipality_unknown", "serves_municipalities"),
    ],
)
def test_a_path_that_would_not_work_is_refused(told: World, command: c.Command, key: str, field: str) -> None:
    assert refusal(told, "chef.soc", command) == (key, field)


def test_a_secure_address_alone_is_a_way_in(told: World) -> None:
    told.do("chef.soc", publish(msgspec.structs.replace(SIV, phone=None, secure_address="sdk:soc-koping")))
    assert states_on(told, TODAY) == [PathState.FRESH]


@pytest.mark.parametrize(
    ("days", "state"),
    [(90, PathState.FRESH), (91, PathState.AGEING), (180, PathState.AGEING), (181, PathState.STALE)],
)
def test_a_path_ages_by_the_clock_alone(told: World, days: int, state: PathState) -> None:
    told.do("chef.soc", publish())
    assert states_on(told, TODAY + timedelta(days=days)) == [state]


def test_confirming_makes_it_fresh_again(told: World) -> None:
    told.do("chef.soc", publish())
    told.moment = at(date(2027, 6, 1))
    told.do("chef.soc", p.ConfirmContactPath(confirmed_on=date(2027, 6, 1)))
    assert states_on(told, date(2027, 6, 1)) == [PathState.FRESH]


def test_there_is_nothing_to_confirm_before_it_is_published_or_before_the_last_time(told: World) -> None:
    assert refusal(told, "chef.soc", p.ConfirmContactPath(confirmed_on=TODAY)) == ("path_missing", "confirmed_on")
    told.do("chef.soc", publish())
    early = p.ConfirmContactPath(confirmed_on=TODAY - timedelta(days=1))
    assert refusal(told, "chef.soc", early) == ("date_implausible", "confirmed_on")


def flag(world: World, problem: PathProblem = PathProblem.NO_ANSWER) -> p.FlagContactPath:
    return p.FlagContactPath(contact_path_id=path_of(world).path_id, problem=problem)


def test_an_open_flag_asks_for_confirmation_and_after_ten_working_days_it_is_stale(told: World) -> None:
    told.do("chef.soc", publish())
    told.do("reko.larkan", flag(told))
    assert states_on(told, TODAY) == [PathState.AGEING]
    assert states_on(told, date(2026, 12, 7)) == [PathState.AGEING]
    assert states_on(told, date(2026, 12, 8)) == [PathState.STALE]


def test_one_open_flag_a_reporter_until_they_get_through_or_the_unit_confirms(told: World) -> None:
    told.do("chef.soc", publish())
    told.do("reko.larkan", flag(told))
    assert refusal(told, "reko.larkan", flag(told)) == ("already_flagged", "problem")
    told.do("handlaggare.fk", flag(told))
    told.do("reko.larkan", p.NoteContactPathWorked(contact_path_id=path_of(told).path_id))
    assert len(path_of(told).flags) == 1
    told.do("chef.soc", p.ConfirmContactPath(confirmed_on=TODAY))
    assert path_of(told).flags == []


def test_who_flagged_may_say_once_what_happened_and_the_flag_stays_as_old_as_it_was(told: World) -> None:
    told.do("chef.soc", publish())
    told.do("reko.larkan", flag(told, PathProblem.OTHER))
    told.moment = at(TODAY + timedelta(days=1))
    more = msgspec.structs.replace(flag(told), note="Ringde två gånger.")
    told.do("reko.larkan", more)
    (open_one,) = path_of(told).flags
    assert (open_one.on, open_one.problem, open_one.noted) == (TODAY, PathProblem.NO_ANSWER, True)
    assert refusal(told, "reko.larkan", more) == ("already_flagged", "problem")


@pytest.mark.parametrize(
    ("note", "key"),
    [
        ("a" * 201, "note_too_long"),
        ("Hon har personnummer 19840314-9808", "freetext_blocked"),
        ("Amina väntar.", "freetext_blocked"),
    ],
)
def test_a_note_is_short_and_about_nobody(told: World, note: str, key: str) -> None:
    told.do("chef.soc", publish())
    assert refusal(told, "reko.larkan", msgspec.structs.replace(flag(told), note=note)) == (key, "note")


def test_the_own_unit_cannot_flag_itself_and_nobody_flags_what_is_not_there(told: World) -> None:
    assert refusal(told, "reko.larkan", flag(told)) == ("path_unknown", "contact_path_id")
    told.do("chef.soc", publish())
    assert refusal(told, "handlaggare.soc", flag(told)) == ("own_path", "contact_path_id")


def test_a_note_about_a_path_never_holds_what_could_be_about_a_person(told: World) -> None:
    told.do("chef.soc", publish())
    noted = msgspec.structs.replace(flag(told), note="Det gällde F32.1.", confirmed=frozenset(c.Confirmation))
    assert refusal(told, "reko.larkan", noted) == ("freetext_blocked", "note")


def test_during_absence_the_backup_answers(told: World) -> None:
    told.do("chef.soc", publish())
    away(told, TODAY, date(2026, 11, 27))
    now = answering(path_of(told), told.directory, TODAY)
    assert now is not None and now.contact == NILS and now.standing_in is not None
    assert now.standing_in.last == date(2026, 11, 27)
    after = answering(path_of(told), told.directory, date(2026, 11, 28))
    assert after is not None and after.contact == SIV


def test_absence_without_anybody_present_is_no_way_in(told: World) -> None:
    told.do("chef.soc", publish(backup=None))
    away(told, TODAY, date(2026, 12, 4))
    assert states_on(told, TODAY) == [PathState.UNCOVERED, PathState.VULNERABLE]
    assert states_on(told, date(2026, 12, 5)) == [PathState.FRESH, PathState.VULNERABLE]


def test_absence_of_both_is_no_way_in(told: World) -> None:
    told.do("chef.soc", publish())
    away(told, TODAY, date(2026, 12, 4))
    backup = contact_ids(told)[1]
    told.do("chef.soc", p.RegisterContactAbsence(contact_id=backup, from_=date(2026, 12, 1), to=date(2026, 12, 2)))
    assert PathState.UNCOVERED not in states_on(told, date(2026, 11, 30))
    assert PathState.UNCOVERED in states_on(told, date(2026, 12, 1))


def test_overlapping_absences_become_one_and_others_stay_apart(told: World) -> None:
    told.do("chef.soc", publish())
    away(told, date(2026, 12, 1), date(2026, 12, 4))
    away(told, date(2027, 1, 4), date(2027, 1, 8))
    away(told, date(2026, 12, 3), date(2026, 12, 11))
    periods = [(absence.first, absence.last) for absence in path_of(told).absences]
    assert periods == [(date(2026, 12, 1), date(2026, 12, 11)), (date(2027, 1, 4), date(2027, 1, 8))]


def test_an_absence_that_makes_no_sense_is_refused(told: World) -> None:
    told.do("chef.soc", publish())
    primary, _ = contact_ids(told)

    def absent(**more: Any) -> p.RegisterContactAbsence:
        fields: dict[str, Any] = {"contact_id": primary, "from_": TODAY, "to": TODAY} | more
        return p.RegisterContactAbsence(**fields)

    assert refusal(told, "chef.soc", absent(backup_id=primary)) == ("backup_is_primary", "backup_id")
    assert refusal(told, "chef.soc", absent(to=TODAY - timedelta(days=1))) == ("ends_before_start", "to")
    assert refusal(told, "chef.soc", absent(contact_id=UUID(int=1))) == ("contact_unknown", "contact_id")
    assert refusal(told, "handlaggare.soc", absent()) == ("role_not_allowed", None)


def test_who_is_the_contact_says_so_when_they_are_away(told: World) -> None:
    told.do("chef.soc", publish(msgspec.structs.replace(SIV, display_name=told.officer("handlaggare.soc").name)))
    away(told, TODAY, TODAY, by="handlaggare.soc")
    assert len(path_of(told).absences) == 1


def test_no_backup_is_vulnerable_and_so_is_a_function_of_one(told: World) -> None:
    told.do("chef.soc", publish(DESK, None))
    assert states_on(told, TODAY) == [PathState.FRESH, PathState.VULNERABLE]
    told.do("chef.soc", publish(DESK, NILS))
    assert states_on(told, TODAY) == [PathState.FRESH]
    told.do("chef.soc", publish(msgspec.structs.replace(DESK, staff_count=1), NILS))
    assert states_on(told, TODAY) == [PathState.FRESH, PathState.VULNERABLE]


def test_when_the_last_coordinator_is_gone_there_is_no_way_in_at_once(told: World) -> None:
    told.do("chef.larkan", publish())
    for subject in ("reko.larkan", "reko2.larkan"):
        assert states_on(told, TODAY, "larkan") == [PathState.FRESH]
        told.system(c.EndRole(assignment_id=told.officer(subject).assignment_id, ended_on=TODAY))
    assert states_on(told, TODAY, "larkan") == [PathState.UNCOVERED]


def test_a_unit_that_never_had_a_coordinator_answers_through_its_manager(told: World) -> None:
    told.do("chef.larkan", publish(PER, None, reko_count=0))
    for subject in ("reko.larkan", "reko2.larkan"):
        told.system(c.EndRole(assignment_id=told.officer(subject).assignment_id, ended_on=TODAY))
    assert states_on(told, TODAY, "larkan") == [PathState.FRESH, PathState.VULNERABLE]


def test_a_withdrawn_path_is_none_until_published_anew(told: World) -> None:
    told.do("chef.soc", publish())
    withdraw = p.WithdrawContactPath(reason="Vi byter växel.")
    assert refusal(told, "handlaggare.soc", withdraw) == ("role_not_allowed", None)
    told.do("chef.soc", withdraw)
    assert states_on(told, TODAY) == []
    assert refusal(told, "chef.soc", withdraw) == ("path_missing", "reason")
    told.do("chef.soc", publish())
    assert states_on(told, TODAY) == [PathState.FRESH]


def test_a_contact_that_stays_keeps_its_absence_when_the_path_is_published_anew(told: World) -> None:
    told.do("chef.soc", publish())
    away(told, TODAY, date(2026, 12, 4))
    told.do("chef.soc", publish(SIV, DESK))
    assert len(path_of(told).absences) == 1
    told.do("chef.soc", publish(NILS, DESK))
    assert path_of(told).absences == []


@pytest.mark.parametrize(
    ("local", "open_", "at_"),
    [
        ("2026-11-23 09:00", True, "2026-11-23 16:00"),
        ("2026-11-23 16:00", False, "2026-11-24 08:00"),
        ("2026-11-27 17:00", False, "2026-11-30 08:00"),
        ("2026-12-24 10:00", False, "2026-12-28 08:00"),
    ],
)
def test_hours_are_kept_on_working_days_only(local: str, open_: bool, at_: str) -> None:
    moment = datetime.fromisoformat(local).replace(tzinfo=STOCKHOLM)
    found = opening(SIV, moment)
    assert found is not None and found.at is not None
    assert (found.open, f"{found.at:%Y-%m-%d %H:%M}") == (open_, at_)
    assert opening(PER, NOW) is None


def test_a_saturday_that_is_a_holiday_is_closed_whatever_the_hours_say() -> None:
    open_on_saturdays = msgspec.structs.replace(SIV, hours=(Hours(6, "10:00", "14:00"),))
    for local, open_ in (("2026-12-19 11:00", True), ("2026-12-26 11:00", False)):
        found = opening(open_on_saturdays, datetime.fromisoformat(local).replace(tzinfo=STOCKHOLM))
        assert found is not None and found.open is open_
