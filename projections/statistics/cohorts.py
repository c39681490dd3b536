"""What each indicator counts, as SQL over the facts: one row a case (or spell, question, certificate), with its day.

A cohort gives ``case_id`` and ``at``, the day that decides where and how old it is counted, and whatever its measures
ask for; ``kind``, ``pair`` and ``unit`` where it has breakdowns of its own. ``%(first)s`` and ``%(last)s`` are the
period's days. Each measure says in SQL what is in the numerator and in the denominator.
"""

import msgspec


class Measure(msgspec.Struct, frozen=True):
    """``n`` of ``d``; a median has ``value`` instead of ``n``, over the rows of ``d``. ``d`` is left out of a count."""

    n: str = "true"
    d: str = ""
    value: str = ""


class Cohort(msgspec.Struct, frozen=True):
    rows: str
    measures: dict[str, Measure]
    own: frozenset[str] = frozenset()
    """Which of ``kind``, ``pair`` and ``unit`` the rows have."""


_DAY = "%(last)s::date"
_ON_DAY = f"{_DAY} BETWEEN first AND last"
_IN_PERIOD = "BETWEEN %(first)s AND %(last)s"


def _span(what: str) -> str:
    return f"SELECT case_id FROM {{facts}}.stat_span WHERE what = '{what}' AND {_ON_DAY}"


def _happened(what: str) -> str:
    return f"FROM {{facts}}.stat_happening WHERE what = '{what}'"


# A plan may be coded when it is revised: then it is counted as coded, but its day is when it was established.
_SPELL_PLANS = f"""
SELECT s.case_id, {_DAY} AS at,
    bool_or(p.what = 'plan') AS planned,
    bool_or(p.what = 'plan' AND p.day <= s.first + 30) AS soon,
    bool_or(p.good) AS coded
FROM {{facts}}.stat_span s LEFT JOIN {{facts}}.stat_happening p
    ON p.case_id = s.case_id AND p.what IN ('plan', 'plan_revised') AND p.day BETWEEN s.first - 30 AND {_DAY}
WHERE s.what = 'spell' AND s.first <= {_DAY} AND s.last >= %(first)s AND s.last - s.first + 1 > 30
GROUP BY s.case_id
"""
_ASKED = """
SELECT s.case_id, s.first AS at, u.unit, a.kind AS answer
FROM {facts}.stat_span s
JOIN (SELECT DISTINCT p.case_id, p.unit, p.first, p.last FROM {facts}.stat_span p
      JOIN {facts}.stat_unit k ON k.unit_id = p.unit
          AND k.unit_type IN ('primary_care_unit', 'adult_psychiatry_unit', 'other_specialist_unit')
      WHERE p.what = 'party') u
    ON u.case_id = s.case_id AND u.first <= s.last AND s.first <= u.last
LEFT JOIN LATERAL (
    SELECT kind FROM {facts}.stat_happening v
    WHERE v.case_id = s.case_id AND v.what = 'violence' AND v.unit = u.unit
        AND v.day BETWEEN s.first - 30 AND s.first + 30
    ORDER BY v.day DESC, v.number DESC LIMIT 1) a ON true
WHERE s.what = 'spell' AND s.first BETWEEN %(first)s AND %(last)s
"""
# A unit may be party in several stretches, and several units in one case: each unit once, and the spell once over all.
_VIOLENCE = f"""
SELECT case_id, at, unit, bool_or(answer = 'right') AS rightly, bool_or(answer = 'asked') AS only_asked
FROM ({_ASKED}) t GROUP BY GROUPING SETS ((case_id, at, unit), (case_id, at))
"""

COHORTS: tuple[Cohort, ...] = (
    Cohort(
        f"""SELECT a.case_id, {_DAY} AS at, coalesce(e.parties, 0) AS parties
            FROM ({_span("active")}) a LEFT JOIN (
                SELECT case_id, count(DISTINCT unit) AS parties FROM {{facts}}.stat_span
                WHERE what = 'effort' AND {_ON_DAY} GROUP BY case_id) e USING (case_id)""",
        {"I01": Measure(), "I28": Measure("parties >= 2", "true")},
    ),
    Cohort(
        f"""SELECT case_id, {_DAY} AS at, case_id IN (
                SELECT case_id {_happened("sip_held")}
                AND day > ({_DAY} - interval '12 months') AND day <= {_DAY}) AS recent
            FROM ({_span("active")}) a""",
        {"I19.recent": Measure("recent", "true")},
    ),
    Cohort(
        f"""SELECT case_id, day AS at, what, days, good, number = 1 AS complete, done <= day AS in_time
            FROM {{facts}}.stat_happening WHERE what LIKE 'sip\\_%%' AND day {_IN_PERIOD}""",
        {
            "I19.proposed": Measure("what = 'sip_proposed'"),
            "I19.summoned": Measure("what = 'sip_summoned'"),
            "I19.held": Measure("what = 'sip_held'"),
            "I19.median": Measure(d="what = 'sip_held' AND days IS NOT NULL", value="days"),
            "I19.person": Measure("good", "what = 'sip_held'"),
            "I19.all": Measure("complete", "what = 'sip_held'"),
            "I19.followed_up": Measure("in_time", "what = 'sip_follow_up'"),
        },
    ),
    Cohort(
        f"SELECT case_id, opened_on AS at, contact_days, early FROM {{facts}}.stat_case WHERE opened_on {_IN_PERIOD}",
        {
            "I02": Measure(),
            "I16.median": Measure(d="contact_days IS NOT NULL", value="contact_days"),
            "I16.within_5": Measure("contact_days <= 5", "contact_days IS NOT NULL"),
            "I17": Measure("early", "early IS NOT NULL"),
        },
    ),
    Cohort(
        f"""SELECT case_id, {_DAY} AS at FROM ({_span("active")}) a
            WHERE case_id IN ({_span("degree")}) AND case_id IN ({_span("income_support")})""",
        {"I03": Measure()},
    ),
    Cohort(
        _SPELL_PLANS,
        {
            "I05": Measure("planned", "true"),
            "I06": Measure("soon", "true"),
            "I06b": Measure("coded", "planned"),
        },
    ),
    Cohort(
        _VIOLENCE,
        {"I07": Measure("rightly", "true"), "I07b": Measure("only_asked AND NOT rightly", "true")},
        frozenset({"unit"}),
    ),
    Cohort(
        f"""SELECT case_id, {_DAY} AS at, number = 100 AS full_time,
                number = 100 AND case_id IN ({_span("step_down")}) AS falling
            FROM {{facts}}.stat_span WHERE what = 'degree' AND {_ON_DAY}""",
        {"I08": Measure("full_time", "true"), "I10": Measure("falling", "full_time")},
    ),
    Cohort(
        f"""SELECT case_id, first_certificate_on AS at, first_certificate_full AS full_time
            FROM {{facts}}.stat_case WHERE first_certificate_on {_IN_PERIOD}""",
        {"I09": Measure("full_time", "true")},
    ),
    Cohort(
        f"""SELECT case_id, {_DAY} AS at, {_DAY} - first + 1 AS days
            FROM {{facts}}.stat_span WHERE what = 'spell' AND {_ON_DAY}""",
        {
            "I11.median": Measure(d="true", value="days"),
            "I11.over_90": Measure("days > 90", "true"),
            "I11.over_180": Measure("days > 180", "true"),
            "I11.over_365": Measure("days > 365", "true"),
        },
    ),
    Cohort(
        f"""SELECT case_id, day AS at, kind, pair, day {_IN_PERIOD} AS sent, done {_IN_PERIOD} AS answered, days,
                due {_IN_PERIOD} AS owed, done IS NULL OR done > due AS late
            {_happened("inquiry")}
            AND (day {_IN_PERIOD} OR done {_IN_PERIOD} OR due {_IN_PERIOD})""",
        {
            "I20.sent": Measure("sent"),
            "I20.answered": Measure("answered"),
            "I20.median": Measure(d="answered", value="days"),
            "I20.overdue": Measure("late", "owed"),
        },
        frozenset({"kind", "pair"}),
    ),
    Cohort(
        f"SELECT case_id, day AS at, done <= day + 30 AS in_time {_happened('follow_up')} AND day {_IN_PERIOD}",
        {"I21": Measure("in_time", "true")},
    ),
    Cohort(
        f"SELECT case_id, day AS at, kind {_happened('closing')} AND day {_IN_PERIOD}",
        {"I22.closed": Measure()},
        frozenset({"kind"}),
    ),
    Cohort(
        f"SELECT case_id, day AS at, good {_happened('closing_degree')} AND day {_IN_PERIOD}",
        {"I22.lower_degree": Measure("good", "true")},
    ),
    Cohort(
        f"SELECT case_id, day AS at, good {_happened('closing_support')} AND day {_IN_PERIOD}",
        {"I22.without_support": Measure("good", "true")},
    ),
    Cohort(
        f"SELECT case_id, day AS at, kind = 'written' AS written {_happened('consent')} AND day {_IN_PERIOD}",
        {"I23.recorded": Measure(), "I23.written": Measure("written", "true")},
    ),
    Cohort(
        f"""SELECT case_id, day AS at, what FROM {{facts}}.stat_happening
            WHERE day {_IN_PERIOD} AND (what IN ('refused', 'withdrawn', 'narrowed')
                OR what = 'expired' AND (done IS NULL OR done > %(last)s))""",
        {f"I23.{what}": Measure(f"what = '{what}'") for what in ("refused", "withdrawn", "narrowed", "expired")},
    ),
    Cohort(
        f"""SELECT case_id, day AS at, pair AS kind, kind AS status, days
            {_happened("fk")} AND day {_IN_PERIOD}""",
        {
            "I24.applied": Measure("status = 'applied'"),
            "I24.granted": Measure("status = 'granted'"),
            "I24.denied": Measure("status = 'denied'"),
            "I24.median": Measure(d="status IN ('granted', 'denied') AND days IS NOT NULL", value="days"),
        },
        frozenset({"kind"}),
    ),
    Cohort(
        f"""SELECT DISTINCT ON (case_id) case_id, day AS at, good {_happened("municipal_start")} AND day {_IN_PERIOD}
            ORDER BY case_id, day, good DESC""",
        {"I27": Measure("good", "true")},
    ),
    Cohort(
        f"""SELECT case_id, min(first) AS at, unit::text AS kind FROM {{facts}}.stat_span WHERE what = 'funded'
            GROUP BY case_id, unit HAVING min(first) {_IN_PERIOD}""",
        {"F01.new": Measure()},
        frozenset({"kind"}),
    ),
    Cohort(
        f"""SELECT DISTINCT f.case_id, {_DAY} AS at, f.unit::text AS kind
            FROM ({_span("active")}) a JOIN {{facts}}.stat_span f USING (case_id)
            WHERE f.what = 'funded' AND {_DAY} BETWEEN f.first AND f.last""",
        {"F01.ongoing": Measure()},
        frozenset({"kind"}),
    ),
    Cohort(
        f"""SELECT case_id, {_DAY} AS at, done <= {_DAY} AS again {_happened("closing")}
            AND kind IN ('work', 'studies')
            AND day BETWEEN ({_DAY} - interval '12 months') AND ({_DAY} - interval '6 months')""",
        {"I29": Measure("again", "true")},
    ),
)
