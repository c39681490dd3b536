"""One case in work with a valid form of every kind, shared by tests that leave it as it was."""

from datetime import date
from typing import Any

from events import commands as c
from events.facts import DegreeRow
from events.kinds import InquiryType
from tests.house.county import County

LONG, NULL, MIRRORED = "å" * 1001, "hej\x00då", "hej\u202edå"


class Scene:
    """One case in work, shared by all tests: what is refused leaves it as it was."""

    def __init__(self, home: County) -> None:
        self.home, world = home, home.world
        self.case_id = world.active("soc", "fk")
        rows = (DegreeRow(date(2026, 11, 2), date(2026, 12, 31), 75),)
        certificate: dict[str, Any] = {"first_or_continued": "first", "physician_name": "Olof", "transcribed": True}
        issued = date(2026, 11, 2)
        world.do("reko.larkan", c.RecordSickLeave(case_id=self.case_id, issued_on=issued, rows=rows, **certificate))
        question = c.SendInquiry(
            case_id=self.case_id, to_unit=world.unit("larkan"), type=InquiryType.GENERAL, text="När?"
        )
        self.inquiry = world.do("handlaggare.soc", question).entries[0].fact.inquiry_id  # type: ignore[union-attr]
        self.units = {slug: str(world.unit(slug)) for slug in ("soc", "fk", "af", "larkan")}
        home.catch_up()

    def valid(self, form: str) -> dict[str, Any]:
        soc = self.units["soc"]
        return {
            "kontakter": {"with_unit": soc, "channel": "phone", "purpose": "planning", "dated": "2026-11-23"},
            "sjukskrivningar": {
                "issued_on": "2026-11-23",
                "first_or_continued": "continued",
                "physician_name": "Olof Demodal",
                "transcribed": "true",
                "rows.0.from": "2026-11-23",
                "rows.0.to": "2026-12-31",
                "rows.0.degree": "50",
            },
            "nedtrappningar": {"steps.0.from": "2027-01-04", "steps.0.degree": "25"},
            "forsorjning": {"source": "wage", "from": "2026-11-01", "source_reported_by_person": "true"},
            "sgi": {"status": "zero", "as_of": "2026-11-01"},
            "egen-beskrivning": {"goals": "Jobba halvtid.", "confirmed_by_person": "true"},
            "funktion": {
                "assessed_by": "Olof Demodal",
                "assessed_on": "2026-11-20",
                "impairments.0.area": "concentration",
                "impairments.0.grade": "moderate",
                "limitations.0.area": "work_education",
                "limitations.0.grade": "severe",
                "limitations.0.because_of": "concentration",
            },
            "planer": {
                "established_on": "2026-11-20",
                "responsible_physician": "Olof Demodal",
                "occupation_description": "Kök, tidigare yrke.",
                "overall_goal": "Heltid.",
                "activities.0.kind": "Arbetsträning",
                "activities.0.who": "Kommunen",
                "activities.0.from": "2026-11-20",
                "activities.0.to": "2027-01-29",
                "step_down_reason_none": "Läkaren bedömer i januari.",
                "follow_up_on": "2026-12-10",
                "collaboration_needs": "municipality",
                "made_with_person": "true",
            },
            "insatser": {"kind": "Fysioterapi", "status": "started", "from": "2026-11-20"},
            "samordning": {"status": "applied", "on": "2026-11-20"},
            "inskrivning": {"enrolled": "true", "from": "2026-11-20"},
            "uppfoljningar": {"on": "2026-12-10", "kind": "plan"},
            "valdsfraga": {"asked": "true", "asked_on": "2026-11-20", "documented_per_routine": "false"},
            "fragor": {"to_unit": soc, "type": "general", "text": "När kan ni ses?", "due_on": ""},
            f"fragor/{self.inquiry}/svar": {"text": "På torsdag."},
            "kontaktpersoner": {"name": "Rebecka Demolund", "role": "rehabkoordinator", "phone": "010-12 34 56"},
            "kontaktuppgifter": {"phone": "070-174 06 42", "municipality_code": "1983"},
            "handlaggare": {"caseworkers": str(self.home.world.officer("reko.larkan").user_id)},
            "avslut": {"outcome": "studies", "closed_on": "2026-11-23", "void_inquiries": "true"},
        }[form]

    def send(self, form: str, fields: dict[str, Any], by: str = "reko.larkan") -> Any:
        return self.home.hand(by).form(f"/arenden/{self.case_id}/{form}", fields)

    def unit(self, slug: str) -> str:
        return self.units[slug]
