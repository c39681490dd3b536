"""Swedish labels for joint planning; read through ``portal.labels``."""

from collections.abc import Mapping

Vocabulary = Mapping[str, str | tuple[str, str]]

VOCABULARIES: Mapping[str, Vocabulary] = {
    "sip_kind": {
        "sip": ("SIP", "Samordnad individuell plan enligt hälso- och sjukvårdslagen och socialtjänstlagen (2025:400)"),
        "joint_meeting": ("Gemensamt planeringsmöte", "När kommunen inte räknar det som SIP. Samma formulär."),
    },
    "sip_reason": {
        "several_parties": "Insatser från flera behöver samordnas",
        "person_wish": "Personen vill ha ett möte",
        "change_ahead": "En förändring är på gång",
        "stuck": "Det har kört fast",
    },
    "declined_by": {
        "person": ("Personen", "Fråga inte varför"),
        "region": "Regionen",
        "municipality": "Kommunen",
    },
    "guest": {
        "person": "Personen själv",
        "relative": "Närstående",
        "representative": "God man, förvaltare eller ombud",
    },
    "meeting_way": {"room": "I ett rum", "video": "Videomöte", "phone": "Telefonmöte"},
    "invitation_answer": {
        "accepted": "Kommer",
        "substitute_sent": "Skickar en ersättare",
        "declined": "Kan inte komma",
    },
    "cancel_reason": {
        "consent_ended": "Samtycket gäller inte längre för mötet",
        "person_wish": "Personen vill det",
        "illness": "Sjukdom",
        "party_absent": "En part kan inte komma",
        "other": "Annat",
    },
    "revoke_reason": {
        "consent_narrowed": "Samtycket gäller inte längre för mötet",
        "person_wish": "Personen vill det",
    },
    "measure_status": {
        "done": "Klart",
        "ongoing": "Pågår",
        "not_started": "Inte påbörjat",
        "dropped": "Ska inte göras",
    },
    "copy_to": {
        "person": "Personen har fått planen",
        "own_record": "Planen finns i er egen journal eller akt",
    },
    "sip_question": {
        "attending": ("Vem kommer från er?", "Namn och roll"),
        "our_questions": ("Era frågor till mötet", "Högst tre, en på varje rad"),
        "offer": "Vad kan ni erbjuda, och från när?",
        "need": "Vad behöver ni från andra?",
        "hinders": "Vad hindrar?",
        "can_decide": ("Kan ni besluta på mötet?", "Ja eller nej, och i så fall vem"),
        "degree": "Sjukskrivning nu och intyg till och med",
        "step_down": "Planerad nedtrappning",
        "plan_goals": "Mål i planen",
        "treatment": ("Behandling som pågår", "Slag av behandling, inte innehållet"),
        "function": "Funktion och aktivitet i korthet",
        "suitable_activity": ("Vad passar medicinskt?", "Aktivitet och timmar i veckan"),
        "livelihood": "Försörjning, och till när",
        "agreed_planning": "Planering som ni har gjort med personen",
        "other_efforts": ("Andra insatser från er", "Bara slag av insats"),
        "activity": "Aktivitet, erbjuden eller pågående, och timmar i veckan",
        "adaptation": "Vilken anpassning är möjlig?",
        "start": "Startdatum och kontaktperson",
        "sgi": "SGI",
        "fk_coordination": "Samordning hos Försäkringskassan",
        "can_apply_for": "Vad kan personen ansöka om?",
        "enrolled": "Inskrivning och program",
        "required_to_start": "Vad krävs för att börja?",
        "matters_most": "Vad är viktigast för dig?",
        "works_well": "Vad fungerar bra?",
        "is_hard": "Vad är svårt?",
        "wanted_result": "Vad vill du att mötet ska leda till?",
        "bring_along": ("Vem vill du ha med?", "Skriv bara om det är närstående eller ombud, inga namn"),
        "practical": "Behöver du tolk, pauser eller en annan plats?",
    },
}
