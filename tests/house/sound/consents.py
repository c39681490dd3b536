"""The consent, from its recording to its end."""

from datetime import timedelta

from events import commands as c
from events.kinds import ConsentForm, HowObtained
from tests.house.county import County
from tests.house.sound.example import Sound, example, of_case
from tests.leave import sick_leave
from tests.world import ALL_PURPOSES, INFORMED, TODAY


@example(c.RecordConsent)
def consent(county: County) -> Sound:
    case_id, world = county.draft(), county.world
    recipients = [{"unit_id": r.unit_id, "categories": r.categories} for r in map(world.recipient, ("larkan", "soc"))]
    fields = {
        "given_on": TODAY,
        "valid_from": TODAY,
        "valid_to": TODAY + timedelta(days=90),
        "form": ConsentForm.WRITTEN,
        "how_obtained": HowObtained.SIGNED_FORM,
        "information_given": INFORMED,
        "purposes": ALL_PURPOSES,
        "recipients": recipients,
        "document_location": "Pärm 4",
        "language": "svenska",
        "interpreter_used": False,
        "copy_given": {"on": TODAY, "how": "in_person"},
        "coordination_services_consented_on": TODAY,
    }
    return Sound("reko.larkan", of_case(case_id, **fields), ("consent_id",))


@example(c.RefuseConsent)
def refuse(county: County) -> Sound:
    return Sound("reko.larkan", of_case(county.draft(), stage="at_opening"))


@example(c.VerifyConsent)
def verify(county: County) -> Sound:
    case_id = county.case(waiting=("af",))
    return Sound("handlaggare.af", of_case(case_id, how="spoke_with_person", consent_id=county.consent_of(case_id)))


@example(c.NarrowConsent)
def narrow(county: County) -> Sound:
    case_id = county.case("soc", "fk")
    removed = [{"unit_id": county.world.unit("fk"), "categories": ["sick_leave"]}]
    return Sound("reko.larkan", of_case(case_id, removed=removed, consent_id=county.consent_of(case_id)))


@example(c.WithdrawConsent)
def withdraw(county: County) -> Sound:
    case_id = county.case("soc")
    fields = {"how_told": "phone", "told_to_unit": county.world.unit("soc"), "consent_id": county.consent_of(case_id)}
    return Sound("handlaggare.soc", of_case(case_id, **fields))


@example(c.NoteConsentCopy)
def copy(county: County) -> Sound:
    case_id = county.case("soc")
    return Sound("reko.larkan", of_case(case_id, on=TODAY, how="in_person", consent_id=county.consent_of(case_id)))


@example(c.ReleaseEarlierEntries)
def release(county: County) -> Sound:
    case_id = county.case("soc")
    county.do("reko.larkan", sick_leave(case_id))
    recipients = tuple(county.world.recipient(s, includes_earlier=s == "fk") for s in ("larkan", "soc", "fk"))
    county.world.consent(case_id, recipients=recipients)
    fields = {"to_unit": county.world.unit("fk"), "categories": ["sick_leave"]}
    return Sound("reko.larkan", of_case(case_id, **fields))
