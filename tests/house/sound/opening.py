"""Opening a case, and who takes part in it."""

from events import commands as c
from tests.house.county import County
from tests.house.sound.example import Sound, example, of_case
from tests.leave import sick_leave
from tests.world import TODAY


@example(c.DraftCase)
def draft(county: County) -> Sound:
    person = {"personnummer": county.number(), "name": "Testa Testsson", "phone": "070-174 06 41"}
    more = {"interpreter_language": "somaliska", "reach_safely": "ring efter tolv"}
    return Sound(
        "reko.larkan",
        {
            "person": person | more,
            "municipality_code": "1983",
            "initiating_reason": "early_contact",
            "protected_identity_checked": True,
        },
        ("case_id",),
    )


@example(c.NoteGuardianConsent)
def guardian(county: County) -> Sound:
    case_id = county.draft()
    fields = {"guardian": "Vera Vårdnad", "given_on": TODAY, "form": "written", "guardians_in_all": 1}
    return Sound("reko.larkan", of_case(case_id, **fields))


@example(c.ChangeContactDetails)
def contact_details(county: County) -> Sound:
    fields = {"name": "Testa Nysson", "phone": "070-174 06 42", "interpreter_language": "arabiska"}
    more = {"reach_safely": "bara sms", "municipality_code": "1980"}
    return Sound("reko.larkan", of_case(county.case("soc"), **fields, **more))


@example(c.ConfirmParty)
def confirm_party(county: County) -> Sound:
    both = [county.world.officer(each).user_id for each in ("handlaggare.soc", "handlaggare2.soc")]
    return Sound("handlaggare.soc", of_case(county.case("soc"), caseworkers=both))


@example(c.NameContactPerson)
def contact_person(county: County) -> Sound:
    fields = {"name": "Karin Kontakt", "role": "handläggare", "phone": "0221-174 06 43"}
    return Sound("handlaggare.soc", of_case(county.case("soc"), **fields))


@example(c.LogContact)
def contact(county: County) -> Sound:
    fields = {
        "with_unit": county.world.unit("fk"),
        "channel": "phone",
        "purpose": "planning",
        "text": "Vi talades vid.",
    }
    return Sound("reko.larkan", of_case(county.case("soc", "fk"), dated=TODAY, **fields))


@example(c.RetractEntry)
def retract(county: County) -> Sound:
    case_id = county.case("soc")
    entry = county.do("reko.larkan", sick_leave(case_id)).entries[0]
    return Sound("reko.larkan", of_case(case_id, event_id=entry.event_id, reason="wrong_fact"))


@example(c.NoteProtectedIdentity)
def protected(county: County) -> Sound:
    return Sound("reko.larkan", of_case(county.case("soc")))
