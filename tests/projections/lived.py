"""A store in which something of every kind has happened, so that every projection has rows."""

from collections.abc import Callable
from typing import Any

import psycopg

from events import commands as c
from events.commands.agreements import DraftAgreement
from events.commands.deidentified import SendDeidentifiedInquiry
from events.commands.paths import FlagContactPath, PublishContactPath
from events.contact_path import path_id_of
from events.facts import Removal
from events.facts.paths import CareScope, PathProblem
from events.kinds import InquiryType, RetractionReason
from projections.runner import PROJECTIONS
from tests.events.test_deviations import report
from tests.events.test_paths import SIV
from tests.leave import sick_leave
from tests.world import World

CatchUp = Callable[[], int]


def live(world: World, catch_up: CatchUp) -> None:
    """Projected now and then, as in life."""
    case_id = world.active("soc", "fk")
    catch_up()
    question = "När börjar hon?"
    asked = c.SendInquiry(case_id=case_id, to_unit=world.unit("larkan"), type=InquiryType.PLANNING, text=question)
    world.do("handlaggare.soc", asked)
    catch_up()
    view = world.do("reko.larkan", c.RecordPersonView(case_id=case_id, goals="Arbeta", confirmed_by_person=True))
    mistaken = c.RetractEntry(case_id=case_id, event_id=view.entries[0].event_id, reason=RetractionReason.WRONG_PERSON)
    world.do("reko.larkan", mistaken)
    world.do("reko.larkan", c.NarrowConsent(case_id=case_id, removed=(Removal(world.unit("fk")),)))
    world.do("reko.larkan", sick_leave(case_id))
    world.do("chef.soc", PublishContactPath(primary=SIV))
    world.do("reko.larkan", FlagContactPath(contact_path_id=path_id_of(world.unit("soc")), problem=PathProblem.OTHER))
    scope, parties = CareScope.PRIMARY_CARE, (world.unit("larkan"), world.unit("soc"))
    world.do("chef.soc", DraftAgreement(municipality_code="1983", care_scope=scope, parties=parties))
    world.do("reko.larkan", SendDeidentifiedInquiry(to_unit=world.unit("soc"), text="Hur långa är köerna?"))
    catch_up()
    world.do("reko.larkan", report(world, case_id=case_id))
    catch_up()


def rows_of(dsn: str) -> dict[str, list[Any]]:
    """Every table of every projection."""
    with psycopg.connect(dsn) as connection:
        return {
            table: sorted(connection.execute(f"SELECT v::text FROM {table} v").fetchall())
            for projection in PROJECTIONS
            for table in projection.places
        }
