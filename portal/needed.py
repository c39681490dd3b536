"""What a form must hold though its command could do without: told at once with every other fault, in one round.

The decision is still who refuses, one thing at a time and for the API too; the sentences are those of its refusals.
What is needed only because of another answer is told when that answer is there.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from events.commands import (
    Command,
    DraftCase,
    EstablishRehabPlan,
    LogContact,
    PlanStepDown,
    RecordFkCoordination,
    RecordPersonView,
    RecordSickLeave,
    ReleaseEarlierEntries,
    ReviseRehabPlan,
    ShareFunctionalAssessment,
)
from events.commands import agreements as r
from events.commands import association as a
from events.commands import organisations as o
from events.commands import paths as p
from events.commands import sip as s
from events.plans import WRITTEN
from portal.sentences import sentence_of

Sent = Mapping[str, Sequence[str]]
Lacks = Callable[[Sent], bool]
ONE = "Välj minst ett av alternativen."
PROTECTED = "Kontrollera att personen inte har skyddade personuppgifter, och kryssa i rutan."


class Need(NamedTuple):
    field: str
    said: str
    lacks: Lacks


def blank(*fields: str) -> Lacks:
    """Whether none of them, nor any of their rows, holds anything."""
    starts = tuple(f"{field}." for field in fields)
    return lambda sent: (
        not any(
            value.strip()
            for name, values in sent.items()
            if name in fields or name.startswith(starts)
            for value in values
        )
    )


def unticked(field: str) -> Lacks:
    return lambda sent: "true" not in sent.get(field, ())


def none_ticked(field: str) -> Lacks:
    """Of many boxes none; a form that does not ask takes what the command takes by itself."""
    return lambda sent: field in sent and blank(field)(sent)


def asked_and_unticked(field: str) -> Lacks:
    """A form that does not ask for it, of who need not say so, lacks nothing."""
    return lambda sent: field in sent and unticked(field)(sent)


def when(field: str, value: str, lacks: Lacks) -> Lacks:
    return lambda sent: value in sent.get(field, ()) and lacks(sent)


def half_filled(group: str, *fields: str) -> Lacks:
    """Something stands in the group, but in none of these."""
    return lambda sent: not blank(group)(sent) and blank(*(f"{group}.{field}" for field in fields))(sent)


def need(field: str, key: str, lacks: Lacks | None = None) -> Need:
    """``key``: of the refusal whose sentence it is."""
    return Need(field, sentence_of(key, {}), lacks or blank(field))


def reachable(whose: str) -> Need:
    return need(f"{whose}.phone", "contact_unreachable", half_filled(whose, "phone", "secure_address"))


_PLAN = (
    *(Need(field, sentence_of("plan_item_missing", {"del": what}), blank(field)) for field, what in WRITTEN.items()),
    need("step_down_reason_none", "step_down_missing", blank("step_down_reason_none", "step_down_ref")),
    need("made_with_person", "made_with_person_missing", unticked("made_with_person")),
)
_VIEW = ("what_matters", "goals", "strengths", "worries")
NEEDED: dict[type[Command], tuple[Need, ...]] = {
    DraftCase: (Need("protected_identity_checked", PROTECTED, unticked("protected_identity_checked")),),
    LogContact: (need("with_unit", "contact_between_two", blank("with_unit", "between")),),
    RecordSickLeave: (
        need("rows", "rows_missing"),
        need("transcribed", "transcribed_missing", asked_and_unticked("transcribed")),
    ),
    PlanStepDown: (need("steps", "steps_missing"),),
    ShareFunctionalAssessment: (need("impairments", "impairments_missing"),),
    RecordPersonView: (
        need("what_matters", "text_missing", blank(*_VIEW)),
        need("confirmed_by_person", "read_back_missing", unticked("confirmed_by_person")),
    ),
    EstablishRehabPlan: _PLAN,
    ReviseRehabPlan: _PLAN,
    RecordFkCoordination: (
        need("denial_ground", "denial_ground_missing", when("status", "denied", blank("denial_ground"))),
    ),
    ReleaseEarlierEntries: (Need("categories", ONE, blank("categories")),),
    r.DraftAgreement: (need("parties", "parties_missing", none_ticked("parties")),),
    r.ReviseAgreement: (need("parties", "parties_missing", none_ticked("parties")),),
    r.CallAgreementFollowUp: (need("invited", "unit_unknown", none_ticked("invited")),),
    r.HoldAgreementFollowUp: (need("present", "unit_unknown", none_ticked("present")),),
    o.AssignRole: (
        need(
            "licensed_or_care_staff",
            "care_staff_only",
            when("role", "rehab_coordinator", unticked("licensed_or_care_staff")),
        ),
    ),
    p.PublishContactPath: (
        need("primary.phone", "contact_unreachable", blank("primary.phone", "primary.secure_address")),
        reachable("backup"),
        reachable("escalation"),
    ),
    a.PublishAssociationOffer: (need("municipalities", "municipality_missing"),),
    s.SummonSip: (
        need("units", "sip_needs_both"),
        need(
            "guests", "sip_person_uninvited", lambda sent: unticked("person_declined")(sent) and blank("guests")(sent)
        ),
    ),
    s.RevokeSipInvitation: (need("unit_id", "sip_revoke_one", blank("unit_id", "guest")),),
    s.EstablishSipPlan: (
        need("goals_person", "sip_goal_missing"),
        need("measures", "sip_measure_missing"),
        need("measures.*.responsible_unit", "sip_measure_owner"),
    ),
    s.FollowUpSipPlan: (
        need("next_on", "sip_next_or_closed", lambda sent: blank("next_on")(sent) and unticked("closed")(sent)),
    ),
    s.PlanTeamItem: (need("units", "team_nobody"),),
}
"""``*`` in a field: in each row that holds anything."""


def lacking(kind: type[Command], sent: Sent) -> Iterator[tuple[str, str]]:
    """Field and sentence of everything needed that the form does not hold."""
    for each in NEEDED.get(kind, ()):
        if "*" in each.field:
            yield from ((field, each.said) for field in _of_rows(each.field, sent) if blank(field)(sent))
        elif each.lacks(sent):
            yield each.field, each.said


def _of_rows(field: str, sent: Sent) -> list[str]:
    group, _, rest = field.partition(".*.")
    numbered = (re.match(rf"{re.escape(group)}\.(\d{{1,2}})\.", name) for name, values in sent.items() if any(values))
    return [f"{group}.{n}.{rest}" for n in sorted({found.group(1) for found in numbered if found})]
