"""A county small enough to count by hand: forty cases, routines and ways in, two reporting municipalities.

The half-year that is counted is 2026H1; its reference day is Tuesday 30 June 2026. Beside it the year 2025, for what is
counted by calendar year and as the base of the index between women and men (I12). Each case says in its comment what
it adds, worked out from domain.md 7.4 and the calendar alone. "D" is in a denominator, "N" in the numerator too.
"""

from uuid import uuid5

from events import facts as f
from events.facts import agreements as a
from events.facts import deviations as d
from events.facts import paths as p
from events.facts.association import FundedInterventionRegistered
from events.facts.baselines import Baseline, BaselineFigureReported
from events.kinds import Gender
from events.sealing import Sealed
from orgs.roles import Role
from tests.statistics.tales import SPACE, CaseTale, Tale, day, funded, organisations, unit

YEAR_END = "2026-12-31"


def w(number: int, born: int, municipality: str = "1983", opener: str = "larkan") -> CaseTale:
    return CaseTale(f"{number}", "woman", born, municipality, opener)


def m(number: int, born: int, municipality: str = "1983", opener: str = "larkan") -> CaseTale:
    return CaseTale(f"{number}", "man", born, municipality, opener)


def cases() -> list[CaseTale]:
    return [*spells_and_plans(), *left_out(), *endings(), *doings(), *consents(), *contacts(), *the_year_before()]


def spells_and_plans() -> list[CaseTale]:
    # 1 woman, 42. A gap of five days (1-5 March) does not end the spell: 10 Jan to 31 July, on 30 June day
    # 22+28+31+30 +31+30 = 172. Plan 1 Feb, within 30 days of 10 Jan, coded. 50 percent on 30 June with income
    # support: I03. Contact Thursday 15 Jan, three working days after Monday 12 Jan, but after the first full-time
    # day: I17 no. Violence: asked and recorded rightly on 20 Jan.
    one = w(1, 1984).consent("2026-01-12", YEAR_END, "soc-koping")
    one.leave("2026-01-10", "2026-01-10 2026-02-28 100")
    one.leave("2026-03-05", "2026-03-06 2026-07-31 50")
    one.support("2026-01-01")
    one.plan("2026-02-01", kva=True)
    one.contact("2026-01-15")
    one.asked("2026-01-20", True, True)

    # 2 man, 36. A gap of six days (1-6 March) makes two spells: 10 Jan - 28 Feb and 7 March - 31 July, both longer
    # than 30 days; the plan of 1 Feb belongs to the first (the second reaches back to 5 Feb). The case counts once in
    # I05: D, N, and in I06. Ongoing spell on 30 June: 25+30+31+30 = 116 days. Contact 20 Jan: six working days.
    # Violence, two spells started: on 4 Feb asked but not recorded rightly, within 30 days of 10 Jan only: I07b once.
    two = m(2, 1990).consent("2026-01-12", YEAR_END, "soc-koping")
    two.leave("2026-01-10", "2026-01-10 2026-02-28 100")
    two.leave("2026-03-07", "2026-03-07 2026-07-31 50")
    two.plan("2026-02-01")
    two.contact("2026-01-20")
    two.asked("2026-02-04", True, False)

    # 3 woman, 56. Exactly 30 days, 1-30 March: not in I05. Never full-time: early (I17). Contact the same day: 0.
    # Violence: the later of two answers, rightly on 15 March, holds.
    three = w(3, 1970).consent("2026-03-02", YEAR_END, "soc-koping")
    three.leave("2026-03-01", "2026-03-01 2026-03-30 25")
    three.contact("2026-03-02")
    three.asked("2026-03-10", True, False)
    three.asked("2026-03-15", True, True)

    # 4 woman, 25. 31 days, 1-31 March: I05 D, no plan. Never full-time, no contact: I17 N, I16 nothing. Not asked.
    four = w(4, 2001).consent("2026-03-02", YEAR_END, "soc-koping")
    four.leave("2026-03-01", "2026-03-01 2026-03-31 25")
    four.asked("2026-03-05", False, False)

    # 5 man, 58. Overlapping certificates: from 16 May the later one holds, so 50 percent on 30 June (I08 D). One
    # spell from 1 April: 91 days. Plan 5 March, 27 days before: I05 N, I06 N. Contact 7 April: with Good Friday and
    # Easter Monday between, two working days. Violence recorded 5 May: 34 days after the start, too late.
    five = m(5, 1968).consent("2026-04-01", YEAR_END, "soc-koping")
    five.leave("2026-04-01", "2026-04-01 2026-06-30 100")
    five.leave("2026-05-15", "2026-05-16 2026-07-15 50")
    five.support("2026-03-01")
    five.plan("2026-03-05")
    five.contact("2026-04-07")
    five.asked("2026-05-05", True, True)

    # 6 man, 46. Plan 1 March is 31 days before 1 April: I05 D, not N. Full-time on 30 June with a step ahead on 15
    # July: I08 N, I10 N. Contact on the first full-time day: early. Violence 2 March, exactly 30 days before:
    # rightly.
    six = m(6, 1980).consent("2026-04-01", YEAR_END, "soc-koping")
    six.leave("2026-04-01", "2026-04-01 2026-07-31 100")
    six.plan("2026-03-01")
    six.step_down("2026-06-01", "2026-07-15 50")
    six.contact("2026-04-01")
    six.asked("2026-03-02", True, True)

    # 7 woman, 42. Plan 25 June, 31 days after 25 May: I05 N, I06 not, coded. Step-down of 1 June has passed: I10 D.
    # Income support ended the day before: not I03. 37 days. Violence rightly, but retracted: counts nowhere.
    seven = w(7, 1984).consent("2026-05-25", YEAR_END, "soc-koping")
    seven.leave("2026-05-25", "2026-05-25 2026-07-31 100")
    seven.support("2026-01-01", "2026-06-29")
    seven.step_down("2026-05-26", "2026-06-01 50")
    seven.contact("2026-05-26")
    seven.retract("2026-05-28", seven.asked("2026-05-27", True, True))
    seven.plan("2026-06-25", kva=True)

    # 8 woman, 31. Moves from Köping to Sala on 10 April: a new case in Köping, active and sick-listed in Sala. 25
    # percent since 1 Feb: 28+31+30+31+30 = 150 days, no plan. Contact 9 Feb: five working days. Psychiatry is a party
    # too and has asked and recorded rightly; Lärkan has not.
    eight = w(8, 1995).consent("2026-02-02", YEAR_END, "soc-koping psyk")
    eight.leave("2026-02-01", "2026-02-01 2026-07-31 25")
    eight.support("2026-02-01")
    eight.contact("2026-02-09")
    eight.asked("2026-02-10", True, True, owner="psyk")
    eight.moved("2026-04-10", "1981")
    return [one, two, three, four, five, six, seven, eight]


def left_out() -> list[CaseTale]:
    # 9 a draft; 10 refused at opening: I23 alone, a man.
    nine, ten = w(9, 1984).draft("2026-02-01"), m(10, 1984).draft("2026-03-02")
    ten.refused("2026-03-03")
    # 12 has objected, 14 was a wrong registration, 39 got protected identity: nowhere.
    twelve = w(12, 1984).consent("2026-01-12", YEAR_END, "soc-koping")
    twelve.leave("2026-01-10", "2026-01-10 2026-07-31 100")
    twelve.tell("2026-02-01", f.StatisticsObjectionNoted())
    fourteen = m(14, 1984).consent("2026-01-12", YEAR_END, "soc-koping")
    fourteen.purged("2026-02-01", "wrong_registration")
    thirty_nine = m(39, 1984).consent("2026-06-01", YEAR_END, "soc-koping")
    thirty_nine.tell("2026-06-02", f.ProtectedIdentityNoted())
    # 13 man, 34. The only certificate is retracted: active and new, but not sick-listed. Contact 13 Jan: 1 day.
    thirteen = m(13, 1992).consent("2026-01-12", YEAR_END, "soc-koping")
    thirteen.retract("2026-01-20", thirteen.leave("2026-01-12", "2026-01-10 2026-07-31 100"))
    thirteen.contact("2026-01-13")
    # 15 woman. Purged when its time was out: the skeleton still counts in 2024H1, as new.
    fifteen = w(15, 1960).consent("2024-02-05", "2025-02-04", "soc-koping")
    fifteen.leave("2024-02-05", "2024-02-01 2024-04-30 100")
    fifteen.close("2025-01-15", "moved")
    fifteen.purged("2026-03-01", "retention")
    return [nine, ten, twelve, thirteen, fourteen, fifteen, thirty_nine]


def endings() -> list[CaseTale]:
    # 11 man, 51. Withdrawn on 5 May; sick-listed full-time from 1 May: I05 D (92 days), I08 N, I10 D, I09 N; 61 days.
    # Lärkan was party until the day before: I07 D. Not active, new in 2025.
    eleven = m(11, 1975).consent("2025-11-03", "2026-11-02", "soc-koping")
    eleven.leave("2026-05-01", "2026-05-01 2026-07-31 100")
    eleven.withdrawn("2026-05-05", "2025-11-03")
    # 16 woman, 38. Closed to studies nine months before, opened again in February: I29 D, N; active.
    sixteen = w(16, 1988).consent("2025-09-20", "2026-09-19", "soc-koping")
    sixteen.close("2025-10-01", "studies")
    sixteen.tell("2026-02-01", f.CaseReopened(Sealed("Ny sjukskrivning")))
    # 17 man. Work on 15 Nov 2025: I29 D. 18: on 31 Dec, less than six months before 30 June: not yet.
    seventeen = m(17, 1970).consent("2025-06-02", "2026-06-01", "soc-koping")
    seventeen.close("2025-11-15", "regular_work")
    eighteen = m(18, 1970).consent("2025-06-02", "2026-06-01", "soc-koping")
    eighteen.close("2025-12-31", "regular_work")
    # 19 woman. Closed 20 May to a programme: 100 at first, 50 then; income support first, none then. A spell of 182
    # days touches the period: I05 D.
    nineteen = w(19, 1979).consent("2025-12-01", "2026-11-30", "soc-koping")
    nineteen.leave("2025-12-01", "2025-12-01 2026-03-31 100")
    nineteen.leave("2026-04-01", "2026-04-01 2026-05-31 50")
    nineteen.support("2025-11-01", "2026-05-01")
    nineteen.close("2026-05-20", "labour_market_programme")
    # 20 man. Closed 10 June as moved, still full-time to 30 June and with support: I22 other, neither lower nor
    # without. I08 and I10 ask for the degree alone: N, D. 31+31+28+31+30+31+30 = 212 days; I05 D.
    twenty = m(20, 1985).consent("2025-12-01", "2026-11-30", "soc-koping")
    twenty.leave("2025-12-01", "2025-12-01 2026-06-30 100")
    twenty.support("2025-11-01")
    # Nobody had booked its follow-up of 1 June: booked afterwards and held a week late, in time.
    twenty.follow_up("2026-06-05", "2026-06-08", "2026-06-08")
    twenty.close("2026-06-10", "moved")
    # In Gröna rummet since before the year: not new in 2025, ongoing on 31 December.
    twenty.effort("odling", "ame-koping", "2024-12-20", paid_for="Gröna hagen")
    return [eleven, sixteen, seventeen, eighteen, nineteen, twenty]


def doings() -> list[CaseTale]:
    # 21 man, 61. Five questions to the municipality. Answered after 3 working days in time and after 7, late; one due
    # 29 June without answer; one due in July; one voided. Sent 5, answered 2, owed 3 of which late 2.
    questions = m(21, 1965).consent("2026-02-02", YEAR_END, "soc-koping")
    questions.question("2026-02-03", "2026-02-10", answered="2026-02-06")
    questions.question("2026-02-03", "2026-02-10", "medical", answered="2026-02-12")
    questions.question("2026-03-02", "2026-03-09", voided="2026-03-04")
    questions.question("2026-06-22", "2026-06-29")
    questions.question("2026-06-25", "2026-07-03")
    # 22 woman, 27. Due 10 March, held 30 days after: in time. Due 10 April, held 31 days after: not. Due in July:
    # later. Of those that nobody had booked, six months after the first consent: 11 on 3 May, 16 on 20 March, 20 on 1
    # June, 30 on 1 April, 31 on 30 June. 19 was closed by then, 28 and 29 stood without a consent that day.
    follow_ups = w(22, 1999).consent("2026-01-12", YEAR_END, "soc-koping")
    follow_ups.follow_up("2026-01-12", "2026-03-10", "2026-04-09")
    follow_ups.follow_up("2026-01-12", "2026-04-10", "2026-05-11")
    follow_ups.follow_up("2026-01-12", "2026-07-10")
    # 23 man, 27. Granted after 30 days. 24 woman, 27: denied after 20 days, applied again.
    granted = m(23, 1999).consent("2026-01-12", YEAR_END, "soc-koping fk")
    granted.fk("2026-02-01", "applied")
    granted.fk("2026-03-03", "granted")
    denied = w(24, 1999).consent("2026-01-12", YEAR_END, "soc-koping fk")
    denied.fk("2026-02-01", "applied")
    denied.fk("2026-02-21", "denied", "not_insured")
    denied.fk("2026-05-01", "applied")
    # 25 woman, 18. Written consent. Efforts of the municipality and of the care at once: I28 N. Assessed nine days
    # after the start: I27 N. 26 man, 21: assessed fifteen days after: I27 D; the other effort is completed: one party
    # only. 27 man, 21: only offered: no start, no effort.
    parallel = w(25, 2008).consent("2026-05-04", YEAR_END, "soc-koping ame-koping", form="written")
    parallel.effort("praktik", "ame-koping", "2026-05-11")
    parallel.assessment("2026-05-20", "ame-koping")
    parallel.effort("behandling", "larkan", "2026-06-01")
    serial = m(26, 2005).consent("2026-05-04", YEAR_END, "soc-koping ame-koping")
    serial.effort("praktik", "ame-koping", "2026-05-11")
    serial.effort("stod", "soc-koping", "2026-05-12")
    serial.assessment("2026-05-26", "ame-koping soc-koping")
    serial.effort("stod", "soc-koping", "2026-05-12", "completed", "2026-06-15")
    offered = m(27, 2005).consent("2026-05-04", YEAR_END, "soc-koping ame-koping")
    offered.effort("praktik", "ame-koping", "2026-05-11", "offered")
    return [questions, follow_ups, granted, denied, parallel, serial, offered]


def consents() -> list[CaseTale]:
    # 28 woman. Ran out on 31 March, not renewed: I23 expired. 29 man, 46: renewed on 4 May: not expired, given once
    # more. 30 woman, 46: narrowed.
    over = w(28, 1980).consent("2025-10-01", "2026-03-31", "soc-koping")
    over.tell("2026-04-01", f.ConsentExpired(uuid5(over.stream_id, "consent 2025-10-01")))
    renewed = m(29, 1980).consent("2025-10-01", "2026-03-31", "soc-koping")
    renewed.tell("2026-04-01", f.ConsentExpired(uuid5(renewed.stream_id, "consent 2025-10-01")))
    renewed.consent("2026-05-04", YEAR_END, "soc-koping")
    narrowed = w(30, 1980).consent("2025-10-01", "2026-09-30", "soc-koping fk")
    removed = (f.Removal(unit("fk")),)
    narrowed.tell("2026-03-01", f.ConsentNarrowed(uuid5(narrowed.stream_id, "consent 2025-10-01"), removed))
    # 30's follow-up was due on 1 April, whatever was booked in May: 49 days late.
    narrowed.follow_up("2026-05-02", "2026-05-20", "2026-05-20")
    # 31 man, 52. Given 30 Dec, recorded 2 Jan: new in 2025, active in 2026. 32 woman, 52: valid to and including 30
    # June: active. 33 man: to 29 June: not. 34 woman: withdrawn on 30 June: not active at the end of that day.
    given_before = m(31, 1974).consent("2025-12-30", YEAR_END, "soc-koping", on="2026-01-02")
    last_day = w(32, 1974).consent("2026-01-01", "2026-06-30", "soc-koping")
    day_before = m(33, 1974).consent("2026-01-01", "2026-06-29", "soc-koping")
    withdrawn = w(34, 1974).consent("2026-01-01", YEAR_END, "soc-koping")
    withdrawn.withdrawn("2026-06-30", "2026-01-01")
    # 31: proposed 2 March, held ten days later with the person and both units; to be followed up 1 June, done that
    # day. Joint meetings are no SIP (31 had one too).
    given_before.sip("2026-03-02", "2026-03-04", "2026-03-12", person=True, follow_up="2026-06-01", done="2026-06-01")
    given_before.sip("2026-04-01", "2026-04-02", "2026-04-20", kind="joint_meeting", person=True)
    return [over, renewed, narrowed, given_before, last_day, day_before, withdrawn]


def the_year_before() -> list[CaseTale]:
    # Valid to and including 31 December 2025 and nothing after it: in no figure of 2026. On that day there are besides
    # them 19 (woman, 100 percent since 1 Dec) and 20 (man, the same), both with support and without plan.
    # 41 woman. 50 percent, 1 Nov - 31 Dec: 61 days; support; plan. Steget since 10 Oct: new and ongoing.
    one = w(41, 1980).consent("2025-10-01", "2025-12-31", "soc-koping ame-koping")
    one.leave("2025-11-01", "2025-11-01 2025-12-31 50")
    one.support("2025-10-01")
    one.plan("2025-11-05")
    one.effort("start", "ame-koping", "2025-10-10", paid_for="Steget")
    # 42 woman. 100 percent, 1 Oct - 31 Dec: 92 days; support; no plan. Steget 10 Oct - 30 Nov: new alone. Gröna
    # rummet since 15 Nov: new and ongoing.
    two = w(42, 1980).consent("2025-10-01", "2025-12-31", "soc-koping ame-koping")
    two.leave("2025-10-01", "2025-10-01 2025-12-31 100")
    two.support("2025-10-01")
    two.effort("start", "ame-koping", "2025-10-10", paid_for="Steget")
    two.effort("odling", "ame-koping", "2025-11-15", paid_for="Gröna hagen")
    two.effort("start", "ame-koping", "2025-10-10", "completed", "2025-11-30", paid_for="Steget")
    # 43 man. 50 percent, 1 Nov - 31 Dec: 61 days; support; plan. Steget twice, the second time ongoing: new once.
    # Gröna rummet only offered: nothing.
    three = m(43, 1980).consent("2025-10-01", "2025-12-31", "soc-koping ame-koping")
    three.leave("2025-11-01", "2025-11-01 2025-12-31 50")
    three.support("2025-10-01")
    three.plan("2025-11-05")
    three.effort("start", "ame-koping", "2025-11-01", paid_for="Steget")
    three.effort("odling", "ame-koping", "2025-12-01", "offered", paid_for="Gröna hagen")
    three.effort("start", "ame-koping", "2025-11-01", "completed", "2025-11-20", paid_for="Steget")
    three.effort("igen", "ame-koping", "2025-12-01", paid_for="Steget")
    return [one, two, three]


def contacts() -> list[CaseTale]:
    # 35 man, 66. No municipality in the case: the opener's contact with Försäkringskassan counts, 2 working days.
    alone = m(35, 1960).consent("2026-06-01", YEAR_END, "fk")
    alone.contact("2026-06-03", b="fk")
    # 36 woman, 66. With region and municipality in the case that contact is no answer to I16, but it is one between
    # organisations, before the first full-time day: I17 N. 17 days, certificate of 100: I09 N, I07 D.
    other = w(36, 1960).consent("2026-06-01", YEAR_END, "soc-koping fk")
    other.contact("2026-06-02", b="fk")
    other.leave("2026-06-04", "2026-06-04 2026-06-20 100")
    # 37 man, 68: counted with 55-66. 38 woman, 36: opened by Sala's income support, Tranan the care unit.
    old = m(37, 1958).consent("2026-06-01", YEAR_END, "soc-koping")
    from_sala = w(38, 1990, "1981", "soc-sala").consent("2026-06-01", YEAR_END, "tranan")
    # 40 man, 36, Sala, Tranan. One certificate, 100 then 75: first row 100 (I09 N), 75 on 30 June (I08 D). 4 May to
    # 31 July is 89 days: I05 D; on 30 June day 28+30 = 58. Full-time and no contact: I17 D. 37: a SIP proposed 1
    # June, held 22 June, 21 days, without the person and without the municipality; its follow-up of 29 June has not
    # been held. 38: proposed only.
    old.sip("2026-06-01", "2026-06-03", "2026-06-22", absent=True, follow_up="2026-06-29")
    from_sala.sip("2026-06-10")
    falling = m(40, 1990, "1981", "tranan").consent("2026-05-04", YEAR_END, "soc-sala")
    falling.leave("2026-05-04", "2026-05-04 2026-05-31 100", "2026-06-01 2026-07-31 75", owner="tranan")
    return [alone, other, old, from_sala, falling]


def structure() -> list[Tale]:
    """Routines, ways in, staff and baseline figures."""
    return [*organisations(), *routines(), *ways_in(), staff(), baselines(), *deviations(), paid_for()]


def routines() -> list[Tale]:
    # Köping: both kinds of care, in force since 10 Jan 2025; first follow-up held on its day, the next due 10 July
    # 2026.
    koping = _routine("koping", "1983", p.CareScope.BOTH, "2025-01-10", ("larkan", "soc-koping", "ame-koping"))
    koping.tell("2025-07-10", a.AgreementFollowUpHeld(day("2025-07-10"), (), ()), "soc-koping")
    # Sala: primary care only, so partly covered. In force 15 Dec 2025: due 15 June 2026, held 25 days after.
    sala = _routine("sala", "1981", p.CareScope.PRIMARY_CARE, "2025-12-15", ("tranan", "soc-sala"))
    sala.tell("2026-07-10", a.AgreementFollowUpHeld(day("2026-07-10"), (), ()), "soc-sala")
    return [koping, sala]


def _routine(name: str, code: str, scope: p.CareScope, signed: str, parties: tuple[str, ...]) -> Tale:
    tale = Tale(f"routine {name}")
    tale.tell("2025-01-02", a.AgreementDrafted(code, scope, a.Terms(parties=tuple(unit(slug) for slug in parties))))
    for slug in parties:
        tale.tell(signed, a.AgreementSigned(unit(slug), 1, uuid5(SPACE, slug), day(signed)), slug)
    return tale


def ways_in() -> list[Tale]:
    # Lärkan: 60 days old, with backup: fresh. Köping: 149 days, nobody behind: ageing, vulnerable; away 1-12 June,
    # ten working days. Försäkringskassan: 71 days: fresh, vulnerable; away 4-8 May, five working days: not more than
    # five.
    larkan = _way_in("larkan", "2026-05-01", backup=True, team=p.TeamStatus.ACTIVE)
    koping = _way_in("soc-koping", "2026-02-01")
    away = p.ContactAbsenceRegistered(uuid5(SPACE, "primary soc-koping"), day("2026-06-01"), day("2026-06-12"))
    koping.tell("2026-05-29", away, "soc-koping")
    fk = _way_in("fk", "2026-04-20")
    away = p.ContactAbsenceRegistered(uuid5(SPACE, "primary fk"), day("2026-05-04"), day("2026-05-08"))
    fk.tell("2026-05-03", away, "fk")
    return [larkan, koping, fk]


def _way_in(slug: str, on: str, backup: bool = False, team: p.TeamStatus = p.TeamStatus.NONE) -> Tale:
    tale = Tale(f"way in {slug}")
    contact = p.Contact(kind=p.ContactKind.NAMED, display_name="Siv Demoström", phone="070-174 06 05")
    fact = p.ContactPathPublished(
        path_id=tale.stream_id,
        unit_id=unit(slug),
        target_group=p.TargetGroup.ZERO_SGI,
        for_whom=frozenset(),
        primary_id=uuid5(SPACE, f"primary {slug}"),
        primary=contact,
        backup_id=uuid5(SPACE, f"backup {slug}") if backup else None,
        backup=contact if backup else None,
        escalation=None,
        visiting_address=None,
        reply_promise_working_days=2,
        use_when=None,
        not_for=None,
        bring="",
        serves_municipalities=(),
        care_scope=None,
        municipal_offers=(),
        team_status=team,
        reko_count=0,
        reko_hours_per_week=None,
    )
    tale.tell(on, fact, slug)
    return tale


def staff() -> Tale:
    # Lärkan has two coordinators; Tranan's only one ended on 1 March. Three there on 1 Jan, two on 30 June: on
    # average 2.5, one ended: 40 per 100.
    tale = Tale("staff")
    for number, slug in enumerate(("larkan", "larkan", "tranan")):
        assignment = uuid5(SPACE, f"assignment {number}")
        person = uuid5(SPACE, f"reko {number}")
        span = (day("2025-01-01"), day("2026-12-31"))
        role = f.RoleAssigned(assignment, person, "i", f"{number}", "Demo", Role.REHAB_COORDINATOR, unit(slug), *span)
        tale.tell("2025-01-02", role)
    tale.tell("2026-03-01", f.RoleEnded(uuid5(SPACE, "assignment 2"), day("2026-03-01")))
    return tale


def baselines() -> Tale:
    # Köping reports 8 women and, corrected from 9, 12 men for June; Sala only its 4 women; nobody else reports.
    tale = Tale("baseline")
    for on, code, gender, count in (
        ("2026-06-28", "1983", "woman", 8),
        ("2026-06-28", "1983", "man", 9),
        ("2026-06-29", "1983", "man", 12),
        ("2026-06-29", "1981", "woman", 4),
    ):
        tale.tell(on, BaselineFigureReported(Baseline.B1, day("2026-06-01"), Gender(gender), count, code))
    return tale


def paid_for() -> Tale:
    # Nobody takes part in Lugna veckan, so it has a row of noughts. Nästa steg is not of 2025 and has none.
    tale = Tale("paid for")
    association = uuid5(SPACE, "org forbund")
    for name, first, last in (
        ("Steget", "2025-01-01", "2026-12-31"),
        ("Lugna veckan", "2025-01-01", "2025-12-31"),
        ("Gröna hagen", "2024-01-01", "2026-12-31"),
        ("Nästa steg", "2026-01-01", "2026-12-31"),
    ):
        fact = FundedInterventionRegistered(funded(name), association, name, day(first), day(last))
        tale.tell("2025-01-03", fact)
    # It has another name since.
    span = (day("2024-01-01"), day("2026-12-31"))
    tale.tell("2026-03-01", FundedInterventionRegistered(funded("Gröna hagen"), association, "Gröna rummet", *span))
    return tale


def deviations() -> list[Tale]:
    # Of Sala's routine: reported 5 Jan, answered 15 Jan: ten days, in time. Reported 1 March, not answered by 31
    # March nor by 30 June: open. Reported 2 March and withdrawn: nowhere. A remark on 3 March.
    answered, silent, withdrawn, remark = (Tale(f"deviation {n}") for n in range(4))
    answered.tell("2026-01-05", _departure(d.DeviationKind.DEVIATION), "soc-sala")
    answered.tell("2026-01-15", d.DeviationAnswered("Ny tid", None, "Tack"), "tranan")
    silent.tell("2026-03-01", _departure(d.DeviationKind.DEVIATION), "soc-sala")
    withdrawn.tell("2026-03-02", _departure(d.DeviationKind.DEVIATION), "soc-sala")
    withdrawn.tell("2026-03-03", d.DeviationWithdrawn(), "soc-sala")
    remark.tell("2026-03-03", _departure(d.DeviationKind.REMARK), "soc-sala")
    return [answered, silent, withdrawn, remark]


def _departure(kind: d.DeviationKind) -> d.DeviationReported:
    routine = Tale("routine sala").stream_id if kind is d.DeviationKind.DEVIATION else None
    return d.DeviationReported(
        kind=kind,
        type=d.DeviationType.LATE_REPLY,
        about_unit=unit("tranan"),
        by_unit=unit("soc-sala"),
        county_code="19",
        concerns_fk=False,
        happened_on=day("2026-01-02"),
        description="Svaret kom sent.",
        consequence_for_person=d.Consequence.DELAY,
        agreement_id=routine,
    )
