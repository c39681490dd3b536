"""What each kind of task in a case is called, why it is there, and where it is done (the kinds of ``events.due``)."""

from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from events.inquiries import PHYSICIAN_ONLY
from events.kinds import InquiryType
from orgs.directory import Directory
from orgs.roles import Role
from portal import swedish
from projections.due import DueRow


class Said(NamedTuple):
    """``place`` goes after the address of the case."""

    what: str
    why: str
    verb: str
    place: str = ""


class Telling(NamedTuple):
    """A row with what turns its codes into words."""

    row: DueRow
    directory: Directory
    role: Role

    def day(self, name: str) -> date:
        return date.fromisoformat(self.row.about[name])

    def unit(self, name: str) -> str:
        return self.directory.name_of(UUID(self.row.about[name]))

    def units(self, name: str) -> list[str]:
        found = [self.directory.name_of(UUID(unit)) for unit in self.row.about[name]]
        return sorted(found, key=swedish.collation_key)

    def get(self, name: str) -> Any:
        return self.row.about[name]

    def reminded(self) -> str:
        """Who asked once more, and when; nothing when nobody has."""
        if "reminded_on" not in self.row.about:
            return ""
        return f" {self.unit('convener')} påminde {swedish.day_and_month(self.day('reminded_on'))}."


def _record_consent(t: Telling) -> Said:
    until = f" senast {swedish.day(t.row.due_on)}" if t.row.due_on else ""
    why = f"Utan samtycke ska utkastet bort{until}. Säger personen nej skriver du in det."
    return Said("fråga om samtycke", why, "Skriv in", "/samtycken")


def _verify_consent(t: Telling) -> Said:
    why = f"{t.unit('recorder')} har skrivit in samtycket. Er enhet behöver försäkra sig om det innan ni kan läsa."
    return Said("kontrollera samtycket", why, "Kontrollera")


def _name_caseworkers(t: Telling) -> Said:
    why = "Samtycket är kontrollerat, men ingen på enheten handlägger ärendet."
    return Said("bestäm vem som handlägger", why, "Välj", "/handlaggare")


def _awaited_verification(t: Telling) -> Said:
    units = t.units("units")
    verb = "har" if len(units) == 1 else "har ännu"
    what = f"{swedish.joined(units)} {verb} inte kontrollerat samtycket"
    return Said(what, "Varje enhet behöver försäkra sig om att samtycket finns innan den kan läsa.", "Se ärendet")


def _written_form(t: Telling) -> Said:
    why = f"Personen sa ja muntligt {swedish.day_and_month(t.day('given_on'))}. Skriftligt bör finnas inom 14 dagar."
    return Said("skriv in det skriftliga samtycket", why, "Skriv in", "/samtycken")


def _consent_copy(t: Telling) -> Said:
    return Said("ge en kopia av samtycket", "Personen har rätt till en kopia av sitt samtycke.", "Öppna", "/samtycken")


def _renew_consent(t: Telling) -> Said:
    until = swedish.exact_date(t.day("valid_to"))
    why = f"Samtycket gäller till och med {until}. Sedan läser var och en bara det egna."
    return Said("fråga om samtycket ska förnyas", why, "Förnya", "/samtycken")


def _renew_ended_consent(t: Telling) -> Said:
    why = f"Samtycket gick ut {swedish.day_and_month(t.day('valid_to'))}. Ärendet vilar tills det förnyas."
    return Said("fråga om förnyat samtycke", why, "Förnya", "/samtycken")


def _release_earlier_entries(t: Telling) -> Said:
    about = swedish.joined(sorted(swedish.label(each, "category") for each in t.get("categories")))
    why = f"Personen tillåter det. Det gäller det ni har skrivit om: {about}."
    return Said(f"öppna tidigare uppgifter för {t.unit('unit')}", why, "Välj", "/samtycken/frislappande")


def _review_suspended(t: Telling) -> Said:
    why = f"Ärendet har vilat sedan {swedish.day(t.day('ended_on'))}. Efter tolv månader avslutas det av sig självt."
    return Said("förnya samtycket eller avsluta ärendet", why, "Öppna")


def _make_plan(t: Telling) -> Said:
    since = swedish.day_and_month(t.day("since"))
    why = f"Sjukskriven sedan {since} utan plan. Den bör finnas senast dag 30."
    return Said("gör en sjukskrivnings- och rehabiliteringsplan", why, "Skriv plan", "/planer/ny")


def _step_down(t: Telling) -> Said:
    degree = t.get("degree")
    lower = f"sänkning till {degree} %" if degree else "återgång i arbete"
    why = f"Planerad till {swedish.exact_date(t.row.due_on)}. Inget intyg visar det än." if t.row.due_on else ""
    return Said(f"stäm av planerad {lower}", why, "Öppna")


def _hold_follow_up(t: Telling) -> Said:
    kind = swedish.label(t.get("kind"), "follow_up_kind")
    return Said(
        f"håll {kind[:1].lower()}{kind[1:]}",
        "Ni kallar. Skriv in hur det gick.",
        "Skriv in",
        "/uppfoljningar/hallna/ny",
    )


def _follow_up_plan(t: Telling) -> Said:
    why = "Planen ska följas upp den här dagen. Boka uppföljningen så att de andra vet."
    return Said("följ upp planen", why, "Boka", "/uppfoljningar/ny")


def _book_case_follow_up(t: Telling) -> Said:
    why = "Det har snart gått sex månader. Boka en uppföljning av hela ärendet, gärna när samtycket förnyas."
    return Said("boka uppföljning av ärendet", why, "Boka", "/uppfoljningar/ny")


def _does_case_fit(t: Telling) -> Said:
    why = f"Personen har SGI enligt Försäkringskassan, {swedish.day(t.day('as_of'))}. Prata med personen och de andra."
    return Said("passar ärendet fortfarande här?", why, "Öppna")


def _answer_inquiry(t: Telling) -> Said:
    kind = InquiryType(t.get("type"))
    why = f"{t.unit('from')} frågade {swedish.day_and_month(t.day('sent_on'))}."
    if kind in PHYSICIAN_ONLY and t.role is not Role.PHYSICIAN:
        why += " Bara läkare kan svara."
    return Said(f"svara på {swedish.label(kind, 'inquiry_type').lower()}", why, "Svara", f"#fraga-{t.row.ref}")


def _awaited_answer(t: Telling) -> Said:
    why = f"Ni frågade {swedish.day_and_month(t.day('sent_on'))}."
    return Said(f"svar från {t.unit('to')}", why, "Se frågan", f"#fraga-{t.row.ref}")


def _summon_sip(t: Telling) -> Said:
    by = swedish.day_and_month(t.day("meet_by"))
    why = f"Föreslaget {swedish.day_and_month(t.day('proposed_on'))}. Mötet bör hållas senast {by}."
    return Said("kalla till SIP", why, "Kalla", f"/sip/{t.get('sip')}/kallelse")


def _answer_sip(t: Telling) -> Said:
    why = f"{t.unit('convener')} kallar till möte {swedish.exact_date(t.day('on'))}."
    return Said("svara på kallelsen", why + t.reminded(), "Svara", f"/sip/{t.get('sip')}/svar")


def _prepare_sip(t: Telling) -> Said:
    why = f"Mötet är {swedish.exact_date(t.day('on'))}. Förberedelsen lämnas två arbetsdagar före."
    return Said("förbered mötet", why + t.reminded(), "Förbered", f"/sip/{t.get('sip')}/forberedelse/var")


def _awaited_preparation(t: Telling) -> Said:
    units = t.units("units")
    ready = "klar" if len(units) == 1 else "klara"
    why = f"{swedish.joined(units)} har svar eller förberedelse kvar. Mötet är {swedish.exact_date(t.day('on'))}."
    what = f"{swedish.counted(len(units), 'en part', 'parter')} är inte {ready} inför mötet"
    return Said(what, why, "Se mötet", f"/sip/{t.get('sip')}")


def _hold_sip(t: Telling) -> Said:
    return Said("möte i dag", "Skriv in vilka som var med.", "Öppna mötet", f"/sip/{t.get('sip')}")


def _sip_without_consent(t: Telling) -> Said:
    why = f"Samtycket har gått ut. Mötet {swedish.exact_date(t.day('on'))} kan inte hållas utan ett nytt."
    return Said("fråga om samtycket ska förnyas före mötet", why, "Förnya", "/samtycken")


def _write_sip_plan(t: Telling) -> Said:
    why = f"Mötet hölls {swedish.day_and_month(t.day('held_on'))}. Planen saknas."
    return Said("skriv planen från mötet", why, "Skriv plan", f"/sip/{t.get('sip')}/plan")


def _confirm_sip_measure(t: Telling) -> Said:
    why = f"Åtgärden är er i planen från mötet {swedish.day_and_month(t.day('held_on'))}."
    return Said("bekräfta er åtgärd", why, "Bekräfta", f"/sip/{t.get('sip')}/atgard")


def _copy_sip_to_person(t: Telling) -> Said:
    why = f"Personen ska få planen från mötet {swedish.day_and_month(t.day('held_on'))} inom fem arbetsdagar."
    return Said("ge personen planen", why, "Skriv in", f"/sip/{t.get('sip')}/kopia")


def _copy_sip_to_record(t: Telling) -> Said:
    why = f"Planen från mötet {swedish.day_and_month(t.day('held_on'))} ska finnas hos var och en."
    return Said("för in planen i er egen journal eller akt", why, "Skriv in", f"/sip/{t.get('sip')}/kopia")


def _follow_up_sip(t: Telling) -> Said:
    why = "Ni har huvudansvaret för planen."
    return Said("följ upp planen från mötet", why, "Följ upp", f"/sip/{t.get('sip')}/uppfoljning")


MEETINGS: dict[str, Callable[[Telling], Said]] = {
    "summon_sip": _summon_sip,
    "answer_sip": _answer_sip,
    "prepare_sip": _prepare_sip,
    "awaited_preparation": _awaited_preparation,
    "hold_sip": _hold_sip,
    "sip_without_consent": _sip_without_consent,
    "write_sip_plan": _write_sip_plan,
    "confirm_sip_measure": _confirm_sip_measure,
    "copy_sip_to_person": _copy_sip_to_person,
    "copy_sip_to_record": _copy_sip_to_record,
    "follow_up_sip": _follow_up_sip,
}
OF_PRINCIPALS = frozenset({"summon_sip", "copy_sip_to_record"})
"""Only region and municipality call, and keep the plan in a record of their own."""

WORDS: dict[str, Callable[[Telling], Said]] = {
    "record_consent": _record_consent,
    "verify_consent": _verify_consent,
    "name_caseworkers": _name_caseworkers,
    "awaited_verification": _awaited_verification,
    "written_form": _written_form,
    "consent_copy": _consent_copy,
    "renew_consent": _renew_consent,
    "renew_consent_soon": _renew_consent,
    "renew_ended_consent": _renew_ended_consent,
    "release_earlier_entries": _release_earlier_entries,
    "review_suspended": _review_suspended,
    "make_plan": _make_plan,
    "step_down": _step_down,
    "hold_follow_up": _hold_follow_up,
    "follow_up_plan": _follow_up_plan,
    "book_case_follow_up": _book_case_follow_up,
    "does_case_fit": _does_case_fit,
    "answer_inquiry": _answer_inquiry,
    "awaited_answer": _awaited_answer,
    **MEETINGS,
}
