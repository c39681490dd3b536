"""I18 and I19: departures from the routines, and joint plans."""

from projections.statistics.indicator import BY_KIND, Indicator, count, halves, median, rate, share
from projections.statistics.tables import Breakdown, Over

_DEVIATIONS: tuple[Breakdown, ...] = (*BY_KIND, *halves(("org_type",), ("municipality_group",)))
_NO_SUM = frozenset({"municipality_group"})

MEETINGS = (
    Indicator(
        "I18",
        "Avvikelser",
        "Hur ofta någon rapporterar att rutinen inte följdes, och hur snabbt svaren kommer. Synpunkter, där ingen rutin"
        " gäller, räknas för sig. Återtagna rapporter räknas inte.",
        "Avvikelser som rapporterades, var öppna eller besvarades under perioden.",
        (
            count("I18.reported", "Rapporterade avvikelser", Over.FLOW, _DEVIATIONS, apart=_NO_SUM),
            count("I18.remarks", "Synpunkter", Over.FLOW, BY_KIND),
            count("I18.open", "Obesvarade vid periodens slut", Over.STOCK, BY_KIND[:1]),
            median("I18.median", "Mediantid till svar", Over.FLOW, "dagar", BY_KIND[:1]),
            share("I18.in_time", "Besvarade inom 30 dagar", Over.FLOW, BY_KIND[:1]),
            rate("I18.per_100", "Per 100 pågående ärenden", Over.NEITHER, BY_KIND[:1]),
        ),
        "För andelen: avvikelser vars 30 dagar gick ut under perioden. Per 100: pågående ärenden (I01).",
        kinds=(
            ("no_answer_on_contact_path", "Ingen svarade på vägen in"),
            ("late_reply", "Sent svar"),
            ("no_early_contact", "Ingen tidig kontakt"),
            ("full_time_without_contact", "Sjukskriven på heltid utan kontakt"),
            ("missing_rehab_plan", "Plan saknas"),
            ("insufficient_information", "För lite information"),
            ("party_absent_at_sip", "Part saknades på SIP"),
            ("sip_not_summoned", "SIP kallades inte"),
            ("routine_follow_up_not_called", "Rutinen följdes inte upp"),
            ("outside_assignment", "Utanför uppdraget"),
            ("consent_not_verified", "Samtycket inte kontrollerat"),
            ("shared_without_consent", "Delat utan samtycke"),
            ("staff_not_informed", "Personalen inte informerad"),
            ("other", "Annat"),
        ),
        cases=False,
    ),
    Indicator(
        "I19",
        "SIP",
        "Hur ofta samordnade individuella planer föreslås och blir av, hur snabbt, och vilka som är med. Gemensamma"
        " planeringsmöten räknas inte.",
        "SIP som föreslogs, kallades till eller hölls under perioden.",
        (
            count("I19.proposed", "Föreslagna", Over.FLOW),
            count("I19.summoned", "Kallade", Over.FLOW),
            count("I19.held", "Hållna", Over.FLOW),
            share("I19.recent", "Pågående ärenden med SIP senaste året", Over.STOCK),
            median("I19.median", "Mediantid från förslag till möte", Over.FLOW, "dagar"),
            share("I19.person", "Personen var med", Over.FLOW),
            share("I19.all", "Alla kallade enheter var med", Over.FLOW),
            share("I19.followed_up", "Följda upp i tid", Over.FLOW),
        ),
        "För andelarna: pågående ärenden, hållna SIP, respektive uppföljningar vars dag infaller under perioden.",
    ),
)
