"""What the portal says, on the demo day Monday 23 November 2026."""

from datetime import UTC, date, datetime
from enum import StrEnum

import pytest

from events import kinds
from events.categories import Category, Purpose
from orgs.kinds import OrgType, Party, UnitType
from orgs.roles import Role
from portal import swedish
from portal.swedish import collation_key, due_said, period_said, readers_said, when_said

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def test_dates_are_written_out_with_their_weekday() -> None:
    assert swedish.exact_date(date(2027, 2, 10)) == "onsdag 10 februari 2027"
    assert swedish.short_date(date(2026, 11, 16)) == "mån 16 nov"
    assert swedish.day(TODAY) == "23 november 2026"
    assert swedish.moment_said(datetime(2026, 12, 10, 12, 0, tzinfo=UTC)) == "torsdag 10 december 2026 kl. 13.00"


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (datetime(2026, 11, 23, 7, 5, tzinfo=UTC), "i dag 8.05"),
        (datetime(2026, 11, 22, 13, 5, tzinfo=UTC), "i går 14.05"),
        (datetime(2026, 11, 20, 13, 5, tzinfo=UTC), "i fredags 14.05"),
        (datetime(2026, 11, 16, 13, 5, tzinfo=UTC), "för en vecka sedan"),
        (datetime(2026, 10, 5, 13, 5, tzinfo=UTC), "för 7 veckor sedan"),
        (datetime(2026, 9, 17, 13, 5, tzinfo=UTC), "17 september"),
        (datetime(2025, 9, 17, 13, 5, tzinfo=UTC), "17 september 2025"),
        (datetime(2026, 11, 24, 8, 0, tzinfo=UTC), "i morgon 9.00"),
        (datetime(2026, 11, 26, 8, 0, tzinfo=UTC), "tor 26 nov 9.00"),
    ],
)
def test_a_moment_is_said_as_people_say_it(moment: datetime, said: str) -> None:
    assert when_said(moment, NOW) == said


def test_a_moment_late_in_the_evening_belongs_to_the_day_in_stockholm() -> None:
    assert when_said(datetime(2026, 11, 22, 23, 30, tzinfo=UTC), NOW) == "i dag 0.30"


@pytest.mark.parametrize(
    ("due", "said", "beside"),
    [
        (date(2026, 11, 23), "I dag", "mån 23 nov"),
        (date(2026, 11, 24), "I morgon", "tis 24 nov"),
        (date(2026, 11, 26), "Om 3 arbetsdagar", "tor 26 nov"),
        (date(2026, 12, 10), "Om 13 arbetsdagar", "tor 10 dec"),
        (date(2027, 2, 10), "Om 11 veckor", "ons 10 feb 2027"),
        (date(2026, 11, 16), "Försenad", "sedan mån 16 nov"),
        (None, "Så snart det går", ""),
    ],
)
def test_a_due_date_is_counted_in_working_days(due: date | None, said: str, beside: str) -> None:
    assert (due_said(due, TODAY).said, due_said(due, TODAY).beside) == (said, beside)


def test_a_weekend_ahead_has_no_working_day_and_monday_is_one_away() -> None:
    friday = date(2026, 11, 27)
    assert due_said(date(2026, 11, 29), friday).said == "Om 2 dagar"
    assert due_said(date(2026, 11, 30), friday).said == "Om 1 arbetsdag"


def test_only_what_is_late_says_since_when_in_one_breath() -> None:
    assert str(due_said(date(2026, 11, 16), TODAY)) == "Försenad, sedan mån 16 nov"
    assert str(due_said(date(2026, 11, 26), TODAY)) == "Om 3 arbetsdagar"


def test_days_left_counts_the_last_day_in() -> None:
    assert swedish.days_left(date(2027, 2, 10), TODAY) == "79 dagar kvar"
    assert swedish.days_left(date(2026, 11, 24), TODAY) == "1 dag kvar"
    assert swedish.days_left(TODAY, TODAY) == "sista dagen i dag"
    assert swedish.days_left(date(2026, 11, 9), TODAY) == "upphörde 10 november 2026"


def test_a_period_repeats_no_more_than_it_must() -> None:
    assert period_said(date(2026, 8, 3), date(2026, 9, 30)) == "3 augusti–30 september 2026"
    assert period_said(date(2026, 8, 3), date(2026, 8, 9)) == "3–9 augusti 2026"
    assert period_said(date(2026, 10, 5), date(2027, 1, 29)) == "5 oktober 2026–29 januari 2027"
    assert period_said(date(2026, 8, 10), None) == "från 10 augusti 2026"


def test_lists_and_counts_read_as_sentences() -> None:
    assert swedish.joined(["Arboga", "Köping", "Sala"]) == "Arboga, Köping och Sala"
    assert (swedish.joined(["Arboga"]), swedish.joined([])) == ("Arboga", "")
    assert [swedish.counted(n, "en sak", "saker") for n in (0, 1, 4, 20)] == [
        *("inga saker", "en sak", "fyra saker", "20 saker")
    ]


def test_a_phone_number_is_told_from_the_words_around_it() -> None:
    apart = swedish.phones_apart("Eva Demoslätt, 070-174 06 12, vardagar 8 till 16")
    assert apart == ["Eva Demoslätt, ", "070-174 06 12", ", vardagar 8 till 16"]
    assert swedish.phones_apart("Ring växeln.") == ["Ring växeln."]


def test_all_parties_is_said_only_when_exactly_all_can_read() -> None:
    parties = ["Lärkan", "Försörjningsstöd Köping", "Försäkringskassan"]
    assert readers_said(parties, parties, "Lärkan") == "alla tre parter"
    assert readers_said(parties[:2], parties, "Lärkan") == "Lärkan (ni) och Försörjningsstöd Köping"
    assert readers_said(parties[:1], parties, "Lärkan") == "bara Lärkan (ni)"
    assert readers_said(parties[:2], parties[:2]) == "båda parterna"


def test_swedish_letters_come_last_and_accents_do_not_count() -> None:
    names = ["Ängsö", "Zetterlund", "Åbylund", "Önsta", "Élise", "Erik", "arboga"]
    assert sorted(names, key=collation_key) == ["arboga", "Élise", "Erik", "Zetterlund", "Åbylund", "Ängsö", "Önsta"]


LISTS: list[tuple[str, type[StrEnum]]] = [
    ("role", Role),
    ("unit_type", UnitType),
    ("org_type", OrgType),
    ("party", Party),
    ("category", Category),
    ("purpose", Purpose),
    ("consent_form", kinds.ConsentForm),
    ("how_obtained", kinds.HowObtained),
    ("how_verified", kinds.HowVerified),
    ("given_by", kinds.GivenBy),
    ("status", kinds.Status),
    ("livelihood", kinds.Livelihood),
    ("channel", kinds.Channel),
    ("contact_purpose", kinds.ContactPurpose),
    ("inquiry_type", kinds.InquiryType),
    ("void_reason", kinds.VoidReason),
    ("outcome", kinds.Outcome),
    ("retraction_reason", kinds.RetractionReason),
    ("sgi_status", kinds.SgiStatus),
    ("substitute_reason", kinds.SubstituteReason),
    ("initiating_reason", kinds.InitiatingReason),
]


@pytest.mark.parametrize(("vocabulary", "members"), LISTS, ids=[name for name, _ in LISTS])
def test_every_identifier_has_a_swedish_word_and_no_word_is_left_over(vocabulary: str, members: type[StrEnum]) -> None:
    assert {option["value"] for option in swedish.options(vocabulary)} == {str(member) for member in members}
    assert all("_" not in swedish.label(member, vocabulary) for member in members)


def test_the_person_reads_your_own_description_and_staff_the_persons() -> None:
    assert swedish.label("person_view", "category_for_person") == "Din egen beskrivning"
    assert swedish.label("person_view", "category") == "Personens egen beskrivning"


def test_care_copies_into_a_journal_and_the_others_into_an_akt() -> None:
    assert swedish.into_record(UnitType.PRIMARY_CARE_UNIT) == "journal"
    assert swedish.into_record(UnitType.SOCIAL_SERVICES_UNIT) == "akt"
