"""What is done in each journey of the manual, step by step, as the manual tells it: filled in, sent, and seen done."""

from typing import NamedTuple

from portal.demo.ids import unit_id
from tests.browser.handbook import REKO

SOC, AME, FK = "handlaggare.soc-koping", "handlaggare.ame-koping", "handlaggare.fk-vastmanland"
FORBUND, BOSS = "chef.forbund-vastmanland", "chef.larkan"


class Doing(NamedTuple):
    """One page: where, what is filled in there, what is pressed, and words that then stand on the page.

    Without a path it goes on where the one before ended. ``{draft}`` and ``{case}`` are cases made for the walk: a
    draft, and one with a consent where everybody but Försäkringskassan has made sure of it; ``{number}`` is the case's
    number, ``{free}`` a number of nobody, ``{walk}`` tells one walk from another.
    """

    subject: str
    path: str
    fields: tuple[tuple[str, str], ...] = ()
    press: str = ""
    says: str = ""
    """Words that were not there before; with a question mark first, the end of the address."""
    status: int = 200
    saves: tuple[str, ...] = ()
    """What is pressed saves a file, where these words stand, and the figures of women and men that the page shows."""


DOINGS: dict[str, tuple[Doing, ...]] = {
    "min-dag": (
        Doing(REKO, "/arenden/urval/nytt?vantar=oss", (("name", "Vår tur {walk}"),), "Spara urvalet", "Vår tur {walk}"),
    ),
    "oppna-arende": (
        Doing(REKO, "/", (), "Öppna ett ärende", "Öppna ett ärende"),
        Doing(
            REKO,
            "",
            (
                ("person.personnummer", "{free}"),
                ("person.name", "Prov Testhandbok {walk}"),
                ("municipality_code", "Köping"),
                ("initiating_reason", "sick_leave_without_sgi"),
                ("protected_identity_checked", "true"),
            ),
            "Öppna ärendet",
            "Prov Testhandbok {walk}",
        ),
    ),
    "samtycke": (
        Doing(
            REKO,
            "{draft}/samtycken",
            (
                ("informed", "true"),
                ("purposes", "rehab_planning"),
                ("recipients", str(unit_id("soc-koping"))),
                ("consent_form", "oral"),
                ("how_obtained", "Vid besök"),
            ),
            "Förhandsgranska",
            "Så här ser ärendet ut för",
        ),
        Doing(REKO, "", (), "Spara samtycket", "Samtycket är sparat"),
    ),
    "kontrollera": (
        Doing(FK, "{case}", (("how", "seen_form"),), "Bekräfta och öppna ärendet", "Samtycket gäller till och med"),
    ),
    "dela": (
        Doing(
            REKO,
            "{case}/kontakter/ny",
            (
                ("with_unit", "Försörjningsstöd Köping"),
                ("channel", "phone"),
                ("purpose", "planning"),
                ("text", "Vi planerar ett första möte {walk}."),
            ),
            "Dela",
            "Vi planerar ett första möte {walk}.",
        ),
    ),
    "fragor": (
        Doing(
            SOC,
            "{case}/fragor/ny",
            (("to_unit", "Vårdcentralen Lärkan"), ("type", "planning"), ("text", "Vilken dag passar {walk}?")),
            "Skicka frågan",
            "Vilken dag passar {walk}?",
        ),
        Doing(REKO, "{case}", (), "Svara", "Vilken dag passar {walk}?"),
        Doing(REKO, "", (("text", "Torsdag passar bra."),), "Skicka svaret", "Torsdag passar bra."),
    ),
    "plan": (
        Doing(
            REKO,
            "{case}/planer/ny",
            (
                ("occupation_description", "Arbete i butik, tidigare yrke."),
                ("overall_goal", "Arbeta halvtid {walk}."),
                ("activities.0.kind", "Fysioterapi"),
                ("activities.0.who", "Lärkan"),
                ("activities.0.from", "2026-12-01"),
                ("activities.0.to", "2027-02-26"),
                ("step_down_reason_none", "Det är för tidigt att säga."),
                ("follow_up_on", "2027-01-12"),
                ("collaboration_needs", "municipality"),
                ("made_with_person", "true"),
            ),
            "Dela planen",
            "Arbeta halvtid {walk}.",
        ),
    ),
    "sip": (
        Doing(
            REKO,
            "{case}/sip/forslag/nytt",
            (
                ("purpose", "Komma överens om vem som gör vad i vår {walk}."),
                ("reason", "several_parties"),
                ("kind", "sip"),
            ),
            "Föreslå",
            "Komma överens om vem som gör vad i vår {walk}.",
        ),
    ),
    "andra-sig": (
        Doing(
            REKO,
            "{case}/samtycken/begransning",
            (("remove", str(unit_id("fk-vastmanland"))),),
            "Ta bort det som är ikryssat",
            "Samtycket gäller till och med",
        ),
        Doing(
            SOC, "{case}/samtycken/aterkallelse", (("how_told", "phone"),), "Avsluta samtycket nu", "Samtycket upphörde"
        ),
    ),
    "ersattare": (
        Doing(
            "reko2.larkan",
            "{case}/ersattare",
            (("reason", "absence"),),
            "Gå in i ärendet",
            "Samtycket gäller till och med",
        ),
    ),
    "lamna-over": (
        Doing(
            REKO,
            "{case}/ansvar/ny",
            (("kind", "lead"), ("to_unit", "Försörjningsstöd Köping"), ("reason", "other")),
            "Lämna över",
            "är överlämnat",
        ),
    ),
    "utdrag": (Doing(REKO, "{case}", (), "Skriv ut till personen", "Vilka har läst om mig"),),
    "uppgifter": (
        Doing(
            REKO, "/uppgifter/epost", (("how", "daily"), ("address", "rebecka{walk}@region.example")), "Spara", "Sparat"
        ),
    ),
    "kontaktvagar": (
        Doing(SOC, "/kontaktvagar", (("q", "Tranan"),), "Visa", "?q=Tranan"),
        Doing(SOC, "", (), "Fungerade", "Vilka som svarar, och när"),
    ),
    "rutiner": (
        Doing(
            "chef.soc-{town}",
            "{routine}/kallelse",
            (("at", "2026-12-1{walk}"), ("invited", "{party}")),
            "Kalla",
            "december 2026",
        ),
    ),
    "avvikelser": (
        Doing(
            "reko.ugglan",
            "/avvikelser/ny",
            (
                ("about_unit", "Försörjningsstöd Hallstahammar"),
                ("type", "Svaret kom för sent"),
                ("description", "Svaret kom två veckor efter den dag vi hade sagt {walk}."),
                ("consequence_for_person", "delay"),
            ),
            "Skicka",
            "två veckor efter den dag vi hade sagt {walk}",
        ),
    ),
    "administration": (
        Doing(
            "admin.region",
            f"/administration/enheter/{unit_id('larkan')}/uppdrag/nytt",
            (
                ("name", "Ny Demohandbok {walk}"),
                ("subject", "ny-{walk}"),
                ("role", "physician"),
            ),
            "Ge uppdraget",
            "Ny Demohandbok {walk}",
        ),
    ),
    "folja-upp": (
        Doing(
            BOSS,
            "/administration/kvalitetsuppdrag/nytt",
            (
                ("assignee", "{colleague}"),
                ("purpose", "Följa upp att planerna har alla delar."),
                ("registry_number", "RV 2026/10{walk}"),
            ),
            "Ge uppdraget",
            "RV 2026/10{walk}",
        ),
        Doing("{theirs}", "/", (), "Kvalitetsuppföljning", "Kvalitetsuppföljning"),
    ),
    "granska-loggen": (
        Doing("logg.larkan", "/logg", (("ogranskade", "true"),), "Visa", "?nummer=&person=&ogranskade=true"),
        Doing("logg.larkan", "", (), "Kontrollpunkter", "Så kontrollerar ni"),
    ),
    "gallring": (
        Doing(
            "admin.region",
            "/administration/gallring",
            (("number", "{number}"), ("decision_ref", "RV 2026/20{walk}"), ("sure", "true")),
            "Gallra ärendet",
            "Lägg till en enhet",
        ),
        Doing(REKO, "{case}", says="Vi hittar inget ärende", status=404),
    ),
    "statistik": (
        Doing(
            "chef.soc-koping",
            "/statistik/underlag/ny",
            (("indicator", "Sjukskrivna"), ("gender", "woman"), ("count", "47{walk}")),
            "Rapportera",
            "47{walk}",
        ),
        Doing(
            FORBUND,
            "/statistik/I05?period=2026H1",
            press="CSV",
            says="Kvinnor och män",
            saves=(
                "Andel med plan, sjukskrivna mer än 30 dagar;",
                "Område;Västmanlands län",
                "Period;första halvåret 2026",
                "Utgåvans kontrollsumma;",
                "Område;Antal;Av dem;Andel i procent",
                "Område;Kvinnor, antal;Kvinnor, av dem;Kvinnor, andel i procent;Män, antal;",
            ),
        ),
    ),
    "statistik-rapport": (
        Doing(FORBUND, "/statistik", (), "Rapporter", "Varje rapport görs ur"),
        Doing(
            FORBUND,
            "/statistik/rapporter",
            press="PDF",
            says="Är en rapport äkta?",
            saves=(
                "Underlag till årsredovisningen, år 2025",
                "Västmanlands län",
                "Utgåvans kontrollsumma",
                "Rapportens kontrollsumma",
                "Pågående ärenden, kvinnor och män",
                "färre än 5",
            ),
        ),
    ),
    "processkarta": (
        Doing(REKO, "/om", (), "Processkarta", "Vem gör vad"),
        Doing(REKO, "{case}", (), "Vad var och en gör i varje fas", "Vem gör vad"),
    ),
}
