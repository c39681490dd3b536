"""The way in to a unit."""

from datetime import date

import msgspec

from events.commands.paths import (
    ConfirmContactPath,
    FlagContactPath,
    NoteContactPathWorked,
    PublishContactPath,
    RegisterContactAbsence,
    WithdrawContactPath,
)
from events.contact_path import ContactPath
from projections import contact_paths
from projections.view import seen_by
from tests.house.county import County
from tests.house.sound.example import Body, Sound, as_sent, example
from tests.world import TODAY


def hours() -> list[Body]:
    return [{"weekday": day, "from": "08:00", "to": "16:00"} for day in (1, 2, 3, 4, 5)]


def way_in() -> Body:
    primary = {"kind": "named", "display_name": "Siv Demoström", "role": "socialsekreterare", "hours": hours()}
    backup = {"kind": "function", "display_name": "Mottagningen", "role": "grupp", "staff_count": 3}
    return {
        "primary": primary | {"phone": "070-174 06 12", "secure_address": "sdk:soc-koping", "staff_count": 1},
        "backup": backup | {"phone": "070-174 06 13", "secure_address": "sdk:soc-koping", "hours": hours()},
        "escalation": {"kind": "named", "display_name": "Per Demoqvist", "role": "enhetschef", "phone": "070-174 06 15"}
        | {"secure_address": "sdk:chef", "staff_count": 1, "hours": hours()},
        "target_group": "zero_sgi",
        "for_whom": ["region", "fk", "af"],
        "visiting_address": "Stora gatan 1",
        "reply_promise_working_days": 2,
        "use_when": "försörjning, gemensam planering, SIP",
        "not_for": "ansökningar",
        "bring": "samtycke dokumenterat innan personen nämns",
        "serves_municipalities": ["1983"],
        "care_scope": "both",
        "municipal_offers": ["arbetsträning"],
        "team_status": "active",
        "reko_count": 0,
        "reko_hours_per_week": 40,
    }


def published(county: County, slug: str = "soc") -> ContactPath:
    county.do(f"chef.{slug}", msgspec.convert(way_in(), PublishContactPath))
    with seen_by(county.world.log.pool, county.world.unit(slug), county.world.moment) as connection:
        return contact_paths.of_units(connection, [county.world.unit(slug)])[county.world.unit(slug)]


@example(PublishContactPath)
def publish(county: County) -> Sound:
    return Sound("chef.soc", way_in(), ("contact_path_id",))


@example(ConfirmContactPath)
def confirm_path(county: County) -> Sound:
    published(county)
    return Sound("chef.soc", as_sent({"confirmed_on": TODAY}))


@example(FlagContactPath)
def flag(county: County) -> Sound:
    path = published(county)
    return Sound(
        "reko.larkan", as_sent({"contact_path_id": path.path_id, "problem": "no_answer", "note": "Ringde två gånger."})
    )


@example(NoteContactPathWorked)
def worked(county: County) -> Sound:
    return Sound("reko.larkan", as_sent({"contact_path_id": published(county).path_id}))


@example(RegisterContactAbsence)
def absence(county: County) -> Sound:
    fact = published(county).published
    assert fact is not None
    days = {"from": TODAY, "to": date(2026, 12, 4)}
    return Sound("chef.soc", as_sent({"contact_id": fact.primary_id, "backup_id": fact.backup_id, **days}))


@example(WithdrawContactPath)
def withdraw_path(county: County) -> Sound:
    published(county)
    return Sound("chef.soc", {"reason": "Vi flyttar till en ny växel."})
