""" "Läget nu": the degree of sick leave today and over time, livelihood and SGI, from what this reader may read."""

import re
from datetime import date, timedelta
from functools import cached_property
from itertools import pairwise

from events import facts as f
from events.calendar import day_of
from events.categories import Category
from events.degrees import degree_on
from events.facts import Entry
from events.facts.sip import SipHeld
from events.follow_ups import caller, proposed_on
from events.kinds import FollowUpKind, Status
from events.livelihood import prevailing
from events.reading import Reading
from events.sip.fold import Sip, sips_of
from orgs.directory import Directory
from orgs.kinds import Party
from portal.cases.efforts import Effort, authorities_drawn, drawn, efforts_of
from portal.curves.drawing import LANES, Certified, Chart, Meeting, Planned, Track, draw
from portal.swedish import counted, day, day_and_month, exact_date, joined, label, short_date, upper_first

HYPHENS = re.compile("(?<=ings|tets)(?=[a-zåäö]{4})")
"""Where a long compound may be broken on a narrow screen."""


class Present:
    """What stands now, of the entries of one reading that are not retracted."""

    def __init__(self, reading: Reading, directory: Directory) -> None:
        self.reading, self.directory, self.today = reading, directory, day_of(reading.moment)
        self.standing = [entry for entry in reading.entries if entry.version not in reading.case.retracted]

    @cached_property
    def facts(self) -> list[dict[str, str]]:
        """``[{term, value, note}]``; a category that this reader has nothing of and no right to is absent."""
        shown = (
            (Category.SICK_LEAVE, self._sick_leave),
            (Category.LIVELIHOOD, self._livelihood),
            (Category.SOCIAL_INSURANCE, self._sgi),
            (Category.REHAB_PLAN, self._plan),
        )
        held = set(self.reading.gate.held) | {entry.category for entry in self.standing}
        told = [told() for category, told in shown if category in held]
        told += [self._running()] if self.running else []
        return _four(told)

    @cached_property
    def degree(self) -> int | None:
        return degree_on(self.reading.case, self.today, self.standing)

    @cached_property
    def chart(self) -> Chart | None:
        tracks = [track for entry in self.standing if (track := self._track(entry))]
        certified, planned, efforts = self.certified, self.planned, drawn(self.efforts, self.directory, self.today)
        decided = authorities_drawn(self.reading, self.standing)
        shown = certified or planned or efforts or decided
        return draw(certified, planned, [*tracks, *efforts, *decided], self.meetings, self.today) if shown else None

    @cached_property
    def meetings(self) -> list[Meeting]:
        """Follow-ups that have been held, and those that are booked."""
        held = [entry.fact for entry in self.standing if isinstance(entry.fact, f.FollowUpHeld)]
        done = {fact.scheduled for fact in held}
        booked = [
            entry.fact
            for entry in self.standing
            if isinstance(entry.fact, f.FollowUpScheduled) and entry.event_id not in done
        ]
        joint = [meeting for sip in sips_of(self.standing).values() for meeting in _joint(sip)]
        called = {meeting.on for meeting in joint}
        booked = [x for x in booked if x.on not in called]  # the follow-up is what the joint meeting is for
        ahead = joint + [Meeting(x.on, label(x.kind, "follow_up_kind"), _short(x.on), held=False) for x in booked]
        return ahead + [Meeting(x.on, label(x.kind, "follow_up_kind"), _short(x.on), held=True) for x in held]

    @cached_property
    def efforts(self) -> list[Effort]:
        return efforts_of(self.reading, self.standing)

    @cached_property
    def running(self) -> list[Effort]:
        return [effort for effort in self.efforts if effort.runs_on(self.today)]

    @cached_property
    def certified(self) -> list[Certified]:
        """Stretches of one degree each: what the latest certificate says of every day."""
        rows = [r for e in self.standing if isinstance(e.fact, f.SickLeaveRecorded) for r in e.fact.rows]
        days = sorted({edge for row in rows for edge in (row.from_, row.to + timedelta(days=1))})
        stretches: list[Certified] = []
        for first, after in pairwise(days):
            degree = degree_on(self.reading.case, first, self.standing)
            if degree is None:
                continue
            before = stretches[-1] if stretches else None
            if before and before.degree == degree and before.last + timedelta(days=1) == first:
                stretches[-1] = Certified(before.first, after - timedelta(days=1), degree)
            else:
                stretches.append(Certified(first, after - timedelta(days=1), degree))
        return stretches

    @cached_property
    def planned(self) -> list[Planned]:
        """The steps still ahead of the latest plan."""
        plans = [e.fact for e in self.standing if isinstance(e.fact, f.StepDownPlanned)]
        return [Planned(s.from_, s.degree) for s in plans[-1].steps if s.from_ > self.today] if plans else []

    def ahead(self) -> list[dict[str, str]]:
        """Dates to come: the certificate ends, a step down, a follow-up, the consent ends."""
        plans = [entry.fact for entry in self.standing if isinstance(entry.fact, f.RehabPlanEstablished)]
        dates: list[tuple[date, str]] = [
            (step.first, f"Planerad nedtrappning till {step.degree} procent") for step in self.planned
        ]
        booked = [(m.on, m.name) for m in self.meetings if not m.held and m.on >= self.today]
        dates += booked
        if plans and plans[-1].follow_up_on >= self.today and plans[-1].follow_up_on not in dict(booked):
            dates.append((plans[-1].follow_up_on, "Planen följs upp"))
        if self.certified and self.certified[-1].last >= self.today:
            dates.append((self.certified[-1].last, "Läkarintyget går ut"))
        consent = self.reading.case.consent
        if consent and consent.active_on(self.today):
            dates.append((consent.fact.valid_to, "Samtycket går ut"))
        proposed = self._proposed() if self.reading.gate.shown_status is Status.ACTIVE else {}
        return [
            {"heading": upper_first(exact_date(on)), "text": text} | proposed.get((on, text), {})
            for on, text in sorted([*dates, *proposed])
        ]

    def _proposed(self) -> dict[tuple[date, str], dict[str, str]]:
        """The follow-up of the case as a whole, from the beginning and until somebody has booked it (domain.md 5.7)."""
        case, gate = self.reading.case, self.reading.gate
        on = proposed_on(case, gate)
        if on is None or on < self.today:
            return {}
        kind = FollowUpKind.CASE_SIX_MONTHS
        calls = self.directory.name_of(caller(case, kind, gate.officer.unit_id, self.directory))
        return {(on, label(kind, "follow_up_kind")): {"note": f"Förslag, inte bokat. {calls} kallar."}}

    def _sick_leave(self) -> dict[str, str]:
        now = next((s for s in self.certified if s.first <= self.today <= s.last), None)
        if now is None:
            last = max((s.last for s in self.certified if s.last < self.today), default=None)
            return _fact("Sjukskriven", "Inget intyg i dag", f"det senaste gällde till {day(last)}" if last else "")
        return _fact("Sjukskriven", f"{now.degree} %", f"sedan {day_and_month(now.first)}, intyg till {day(now.last)}")

    def _livelihood(self) -> dict[str, str]:
        running = [f_ for f_ in self._livelihoods() if f_.from_ <= self.today <= (f_.to or self.today)]
        if not running:
            return _fact("Försörjning", "Ingen uppgift", "")
        sources = list(dict.fromkeys(label(fact.source, "livelihood") for fact in running))
        since = min(fact.from_ for fact in running)
        told = ", enligt personen" if all(fact.source_reported_by_person for fact in running) else ""
        return _fact("Försörjning", HYPHENS.sub("\u00ad", upper_first(joined(sources))), f"sedan {day(since)}{told}")

    def _livelihoods(self) -> list[f.LivelihoodRecorded]:
        return prevailing(self.standing)

    def _sgi(self) -> dict[str, str]:
        """Försäkringskassan's word prevails; otherwise the latest."""
        known = [entry.fact for entry in self.standing if isinstance(entry.fact, f.SgiStatusRecorded)]
        if not known:
            return _fact("SGI", "Ingen uppgift", "")
        latest = max(known, key=lambda fact: (fact.source == "fk", fact.as_of))
        by = "Försäkringskassan" if latest.source == "fk" else "enligt personen"
        return _fact("SGI", label(latest.status, "sgi_status"), f"{day(latest.as_of)}, {by}")

    def _plan(self) -> dict[str, str]:
        plans = [entry.fact for entry in self.standing if isinstance(entry.fact, f.RehabPlanEstablished)]
        if not plans:
            return _fact("Plan", "Ingen plan", "")
        made, again = plans[0].established_on, plans[-1].established_on
        changed = f", ändrad {day_and_month(again)}" if len(plans) > 1 else ""
        note = f"upprättad {day_and_month(made)}{changed}, följs upp {day_and_month(plans[-1].follow_up_on)}"
        return _fact("Plan", "Gäller", note) | {"href": f"/arenden/{self.reading.case.case_id}/plan"}

    def _running(self) -> dict[str, str]:
        """Side by side is what is wanted: how many at once, and with how many."""
        parties = {LANES[party] for effort in self.running if (party := self.directory.units[effort.owner].party)}
        count = len(self.running)
        value = self.running[0].name if count == 1 else f"{count} samtidigt"
        return _fact("Pågående insatser", value, f"hos {counted(len(parties), 'en part', 'parter')}")

    def _track(self, entry: Entry) -> Track | None:
        if not isinstance(entry.fact, f.LivelihoodRecorded):
            return None
        party = self.directory.units[entry.owner_unit].party or Party.SOCIAL_SERVICES
        return Track(party, label(entry.fact.source, "livelihood"), entry.fact.from_, entry.fact.to)


def _joint(sip: Sip) -> list[Meeting]:
    """A joint meeting on the axis of time: held, or called and still to come."""
    if isinstance(held := sip.held.fact if sip.held else None, SipHeld):
        return [Meeting(held.held_on, "SIP-möte", f"SIP {short_date(held.held_on).partition(' ')[2]}", held=True)]
    if sip.called and not sip.over:
        on = day_of(sip.called.at)
        return [Meeting(on, "SIP-möte", f"SIP {short_date(on).partition(' ')[2]}", held=False)]
    return []


def _short(on: date) -> str:
    """uppföljning 10 dec"""
    return f"uppföljning {short_date(on).partition(' ')[2]}"


def _four(told: list[dict[str, str]]) -> list[dict[str, str]]:
    """There is room for four: SGI then stands in the line under what the person lives on."""
    by_term = {fact["term"]: fact for fact in told}
    if len(told) <= 4 or not {"Försörjning", "SGI"} <= by_term.keys():
        return told
    living, sgi = by_term["Försörjning"], by_term["SGI"]
    if sgi["note"]:
        living["note"] = ", ".join(filter(None, [living["note"], sgi["value"][:1].lower() + sgi["value"][1:]]))
    return [fact for fact in told if fact is not sgi]


def _fact(term: str, value: str, note: str) -> dict[str, str]:
    return {"term": term, "value": value, "note": note}
