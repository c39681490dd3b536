"""Swedish labels for the code lists: what a person reads instead of an identifier.

A vocabulary is a dict from identifier to label, or to (label, help). Identifiers repeat between vocabularies
("planning", "other"), so a label is always asked for by vocabulary: ``label("planning", "category")``.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from orgs.kinds import CARE_UNITS
from portal import labels_of_sip, labels_of_work

Vocabulary = Mapping[str, str | tuple[str, str]]

ROLE: Vocabulary = {
    "rehab_coordinator": "rehabkoordinator",
    "physician": "läkare",
    "care_unit_manager": "verksamhetschef",
    "social_worker": "socialsekreterare",
    "caseworker": "handläggare",
    "unit_manager": "enhetschef",
    "liaison_officer": "samverkansansvarig",
    "process_leader": "processledare",
    "insurance_medicine_expert": "sakkunnig läkare",
    "association_director": "förbundschef",
    "org_admin": "administratör",
    "system_admin": "systemadministratör",
    "log_reviewer": "loggranskare",
}
UNIT_TYPE: Vocabulary = {
    "primary_care_unit": "vårdcentral",
    "adult_psychiatry_unit": "vuxenpsykiatri",
    "other_specialist_unit": "annan specialistvård",
    "insurance_medicine_office": "försäkringsmedicinska enheten",
    "social_services_unit": "försörjningsstöd",
    "labour_market_unit": "arbetsmarknadsenhet",
    "fk_office": "Försäkringskassan",
    "af_office": "Arbetsförmedlingen",
    "association_office": "samordningsförbund",
    "administration": "administration",
}
ORG_TYPE: Vocabulary = {
    "region": "region",
    "private_care_provider": "privat vårdgivare",
    "municipality": "kommun",
    "social_insurance_agency": "Försäkringskassan",
    "employment_service": "Arbetsförmedlingen",
    "coordination_association": "samordningsförbund",
    "portal_operator": "portalens drift",
}
PARTY: Vocabulary = {
    "region": "Region",
    "social_services": "Kommun",
    "labour_market": "Kommun",
    "fk": "Försäkringskassan",
    "af": "Arbetsförmedlingen",
}
CATEGORY: Vocabulary = {
    "identity_contact": ("Namn och kontaktuppgifter", "namn, personnummer, telefon, tolk"),
    "planning": ("Planering", "kontakter, frågor, möten, uppföljning"),
    "sick_leave": ("Sjukskrivning", "perioder, grad, beräknat slut"),
    "functional_status": ("Funktion och aktivitet", "vad som är svårt, vad som går, anpassning"),
    "diagnosis": ("Diagnos", "kräver skriftligt samtycke"),
    "rehab_plan": ("Sjukskrivnings- och rehabiliteringsplan", "mål, aktiviteter, nedtrappning"),
    "livelihood": ("Försörjning", "vad personen lever på, inga belopp"),
    "municipal_interventions": ("Kommunens insatser", "slag, start, omfattning"),
    "social_insurance": ("Försäkringskassan", "SGI, samordning, kontakt"),
    "employment_services": ("Arbetsförmedlingen", "inskriven eller inte, program"),
    "person_view": ("Personens egen beskrivning", "mål, styrkor, önskemål"),
    "structure": "Samtycke och parter",
    "violence_question": "Frågan om våld",
}
CATEGORY_FOR_PERSON: Vocabulary = {
    **CATEGORY,
    "livelihood": ("Försörjning", "vad du lever på, inga belopp"),
    "person_view": ("Din egen beskrivning", "mål, styrkor, önskemål"),
}
PURPOSE: Vocabulary = {
    "contact": ("Kontakt med varandra", "Ingår alltid"),
    "rehab_planning": "Planera din rehabilitering",
    "sip": "Kalla till SIP",
    "inform_fk": (
        "Berätta för Försäkringskassan att du kan behöva rehabilitering",
        "Behövs för att Försäkringskassan ska kunna vara med",
    ),
}
HOW_OBTAINED: Vocabulary = {
    "in_person": "Vid besök",
    "phone": "På telefon",
    "video": "På video",
    "letter": "Med brev",
    "signed_form": "På påskriven blankett",
}
HOW_VERIFIED: Vocabulary = {
    "seen_form": "Jag har sett blanketten",
    "spoke_with_person": "Jag har pratat med personen",
    "own_form": "Vi har ett eget samtycke",
}
GIVEN_BY: Vocabulary = {
    "person": "Personen själv",
    "guardian": "Vårdnadshavare",
    "legal_representative": "God man eller förvaltare",
}
STATUS: Vocabulary = {
    "draft": "Utkast, inväntar samtycke",
    "active": "Pågående",
    "suspended": "Vilande – samtycke saknas",
    "closed": "Avslutat",
    "refused": "Samtycke ej lämnat",
    "locked": "Spärrat",
    "purged": "Gallrat",
}

VOCABULARIES: Mapping[str, Vocabulary] = {
    "role": ROLE,
    "unit_type": UNIT_TYPE,
    "org_type": ORG_TYPE,
    "party": PARTY,
    "category": CATEGORY,
    "category_for_person": CATEGORY_FOR_PERSON,
    "purpose": PURPOSE,
    "consent_form": {"written": ("Skriftligt", "blanketten är påskriven"), "oral": "Muntligt"},
    "how_obtained": HOW_OBTAINED,
    "how_verified": HOW_VERIFIED,
    "given_by": GIVEN_BY,
    "status": STATUS,
    **labels_of_work.VOCABULARIES,
    **labels_of_sip.VOCABULARIES,
}


def label(value: str, vocabulary: str) -> str:
    """The word for an identifier; KeyError for one that has none, so that no identifier ever reaches a page."""
    found = VOCABULARIES[vocabulary][value]
    return found if isinstance(found, str) else found[0]


def help_of(value: str, vocabulary: str) -> str:
    """What stands under the word where it is chosen; empty when nothing does."""
    found = VOCABULARIES[vocabulary][value]
    return "" if isinstance(found, str) else found[1]


def options(vocabulary: str, only: Iterable[str] | None = None) -> list[dict[str, Any]]:
    """Choices for a form field, ``[{value, label, help}]``, in the order of the list; ``only`` narrows."""
    allowed = None if only is None else set(only)
    return [
        {"value": str(value), "label": label(value, vocabulary), "help": help_of(value, vocabulary)}
        for value in VOCABULARIES[vocabulary]
        if allowed is None or value in allowed
    ]


def role_label(role: str) -> str:
    return label(role, "role")


def into_record(unit_type: str) -> str:
    """Where the own unit keeps its record, as in "Kopiera text till journal"."""
    return "journal" if unit_type in CARE_UNITS else "akt"
