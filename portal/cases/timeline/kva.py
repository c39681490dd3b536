"""Which KVÅ code the care unit's own record needs for what it has just done here."""

from events import facts as f
from events.code_lists import KVA_CODES
from events.facts import Entry
from events.facts import sip as s
from events.kinds import FollowUpKind
from orgs.kinds import CARE_UNITS
from orgs.officers import Officer


def kva_line(entry: Entry, officer: Officer) -> list[str]:
    """ "KVÅ DV077 Plan för återgång i arbete", for the unit's own work in care; nothing for all else."""
    own = entry.owner_unit == officer.unit_id and officer.unit.unit_type in CARE_UNITS
    code = _code(entry.fact) if own else ""
    return [f"KVÅ {code} {KVA_CODES[code]}"] if code else []


def _code(fact: f.AnyFact) -> str:
    match fact:
        case f.RehabPlanEstablished():
            return "DV077"
        case f.FollowUpHeld(kind=FollowUpKind.PLAN):
            return "AW026"
        case s.SipHeld() | s.SipPlanFollowedUp():
            return "GC001"
        case f.ContactLogged() | f.InquirySent() | f.InquiryAnswered() | f.FollowUpHeld():
            return "GC001"
    return ""
