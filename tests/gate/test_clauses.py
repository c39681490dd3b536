"""Each clause of the gate is there for a reason: taken away, in the database or in the code, somebody reads too much
or too little, and the comparison with the expectation tells."""

import inspect
import re
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

import events.grants
import events.migrations
from events.calendar import day_of
from events.case import Case
from events.grants import EVER, Gate
from events.reading import SETTINGS, settings
from tests.conftest import Servers, fresh_copy
from tests.events.conftest import world_on
from tests.gate.comparison import Comparison, moments_of
from tests.gate.states import STATES
from tests.world import NOW

SQL = (Path(events.migrations.__file__).parent / "migrations" / "0001_log.sql").read_text()
GATE = re.search(r"CREATE POLICY gate ON vault\.key .*?\n\);", SQL, re.DOTALL)
IDENTITY = re.search(r"CREATE POLICY read ON vault\.identity .*?\n\);", SQL, re.DOTALL)
assert GATE and IDENTITY
MIN_CASES = 20

KEY_CLAUSES = {
    "the grant is of this case": ("g.case_id = key.case_id\n", "true\n"),
    "the grant is the asking unit's": ("g.unit_id = (SELECT vault.unit())\n", "true\n"),
    "the grant has begun": ("g.valid_from <= (SELECT vault.moment())", "true"),
    "the grant is not over": ("(SELECT vault.moment()) < g.valid_to\n", "true\n"),
    "own entries only with the door to them": ("(g.category = 'own' AND (", "(true AND ("),
    "own entries are the unit's own": ("key.owner_unit = g.unit_id\n", "true\n"),
    "own entries stay": ("key.owner_unit = g.unit_id\n", "false\n"),
    "what addresses a unit is structure": ("(key.category = 'structure' AND g.unit_id", "(true AND g.unit_id"),
    "structure is read by those addressed": (
        "key.category = 'structure' AND g.unit_id = ANY (key.recipients)",
        "key.category = 'structure'",
    ),
    "the grant is of the entry's category": ("g.category = key.category AND", "true AND"),
    "the violence question goes nowhere": (" AND key.category <> 'violence_question'", ""),
    "identity is current state": ("key.category = 'identity_contact'", "false"),
    "entries from before the consent are closed": ("key.version >= g.since AND ", ""),
    "only chosen recipients": (
        "(key.version >= g.since AND g.unit_id = ANY (key.recipients))",
        "key.version >= g.since",
    ),
    "a release opens": ("OR EXISTS (\n", "OR false AND EXISTS (\n"),
    "a release holds in its case": ("r.case_id = key.case_id", "true"),
    "a release is to one unit": ("r.unit_id = g.unit_id", "true"),
    "a release is of one owner's": ("r.owner_unit = key.owner_unit", "true"),
    "a release is of one category": ("r.category = key.category", "true"),
    "a release looks back only": ("key.version <= r.upto", "true"),
    "a retracted content is hidden": ("NOT key.retracted", "true"),
}
IDENTITY_CLAUSES = {
    "the grant is of this case": ("g.case_id = identity.case_id\n", "true\n"),
    "the grant is the asking unit's": ("g.unit_id = (SELECT vault.unit())\n", "true\n"),
    "the grant has begun": ("g.valid_from <= (SELECT vault.moment())", "true"),
    "the grant is not over": ("(SELECT vault.moment()) < g.valid_to\n", "true\n"),
    "each part has its door": ("g.category = CASE", "'name' <> CASE"),
    "the name is not enough for contact details": ("ELSE 'identity_contact' END", "ELSE 'name' END"),
}
CODE_CLAUSES = {
    "the first door": ("not self.knows or ", ""),
    "named or stepping in": ("or not self.inside ", ""),
    "a locked case": (" or case.locked", ""),
    "a retracted content": ("entry.version in case.retracted and not own", "False"),
    "following up is of own entries": ("return own and self.knows and", "return self.knows and"),
    "following up needs the first door": ("own and self.knows and not", "own and not"),
    "a locked case is not followed up": (" and not case.locked and", " and"),
    "the violence question is not followed up": (
        " and entry.category is not Category.VIOLENCE_QUESTION",
        "",
    ),
    "following up is apart": ("if self.under_quality:", "if False:"),
    "the violence question stays with its unit": ("return own and self.named and", "return self.named and"),
    "the violence question is for the named": ("own and self.named and", "own and"),
    "the violence question is for care": (" and self.officer.role in CARE_CASE_ROLES", ""),
    "the violence question is asked for first": ("if entry.category is Category.VIOLENCE_QUESTION:", "if False:"),
    "own entries stay": ("if own:", "if False:"),
    "structure is apart": ("if entry.category is Category.STRUCTURE:", "if False:"),
    "structure is read by those addressed": ("return unit in entry.recipients and", "return"),
    "structure is for units that take part": (" and OWN in self.held", ""),
    "a grant is needed": ("if grant is None:\n        return False", "if grant is None:\n        return True"),
    "identity is current state": ("if entry.category is Category.IDENTITY_CONTACT:", "if False:"),
    "only chosen recipients": ("unit in entry.recipients and entry.version", "entry.version"),
    "entries from before the consent are closed": (" and entry.version >= grant.since", ""),
    "a release opens": ("return shared or", "return shared and"),
    "a release looks back only": ("entry.version <= self._released", "0 < self._released"),
}


@pytest.fixture(scope="module")
def asked(servers: Servers) -> Iterator[tuple[Comparison, psycopg.Connection[Any]]]:
    """All states in one store, where also a grant lies that no code would make."""
    with (
        fresh_copy(servers("embedded")) as store,
        psycopg.connect(store.web, autocommit=True) as web,
        psycopg.connect(store.admin, autocommit=True) as admin,
    ):
        world = world_on(store)
        comparison = Comparison(world, web)
        for make in STATES.values():
            world.moment = NOW
            case_id = make(world)
            asked_about.append((case_id, moments_of(world, case_id)))
        rogue = [(case_id, world.unit("soc"), "violence_question", 1, *EVER) for case_id, _ in asked_about]
        admin.cursor().executemany("INSERT INTO vault.grant VALUES (%s, %s, %s, %s, %s, %s)", rogue)
        yield comparison, admin
        world.log.close()
        asked_about.clear()


asked_about: list[Any] = []


def differences(asked: Comparison, *, only_units: bool = True, enough: bool = True) -> list[str]:
    """Asked as a reader does, and, where that shows nothing, as an append does with the case in its hand."""
    asked.wrong = []
    for asked.in_hand in (False, True):
        for case_id, moments in asked_about:
            for moment in moments:
                asked.case(case_id, moment, str(day_of(moment)), only_units=only_units)
            if enough and asked.wrong:
                return asked.wrong
    return asked.wrong


def without(clause: tuple[str, str], text: str) -> str:
    was, becomes = clause
    assert text.count(was) == 1, was
    return text.replace(was, becomes)


def test_with_every_clause_in_place_nothing_differs(asked: tuple[Comparison, Any]) -> None:
    assert len(STATES) > MIN_CASES
    assert differences(asked[0], enough=False) == []


@pytest.mark.parametrize("clause", KEY_CLAUSES)
def test_without_this_clause_the_database_releases_wrong_keys(asked: tuple[Comparison, Any], clause: str) -> None:
    assert GATE
    with_policy(asked, "gate ON vault.key", GATE[0], KEY_CLAUSES[clause])


@pytest.mark.parametrize("clause", IDENTITY_CLAUSES)
def test_without_this_clause_the_database_shows_wrong_identities(asked: tuple[Comparison, Any], clause: str) -> None:
    assert IDENTITY
    with_policy(asked, "read ON vault.identity", IDENTITY[0], IDENTITY_CLAUSES[clause])


def with_policy(asked: tuple[Comparison, Any], name: str, text: str, clause: tuple[str, str]) -> None:
    comparison, admin = asked
    weaker = without(clause, text)
    admin.execute(f"DROP POLICY {name}; {weaker}")
    try:
        assert differences(comparison) != []
    finally:
        admin.execute(f"DROP POLICY {name}; {text}")


@pytest.mark.parametrize("clause", CODE_CLAUSES)
def test_without_this_clause_the_gate_lets_wrong_entries_through(
    asked: tuple[Comparison, Any], clause: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = without(CODE_CLAUSES[clause], textwrap.dedent(inspect.getsource(Gate.may_read)))
    made: dict[str, Any] = {}
    exec(source, vars(events.grants), made)
    monkeypatch.setattr(Gate, "may_read", made["may_read"])
    assert differences(asked[0], only_units=False) != []


def test_without_the_thirty_days_the_unit_that_handed_over_reads_on(
    asked: tuple[Comparison, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(events.grants, "_leaves", lambda case, unit_id: EVER[1])
    assert differences(asked[0]) != []


def test_without_a_new_beginning_who_comes_back_reads_what_was_shared_meanwhile(
    asked: tuple[Comparison, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Case, "has_left", lambda case, unit_id, moment: False)
    assert differences(asked[0]) != []


def test_a_retracted_key_is_reached_only_by_its_owner_with_the_case_in_hand(asked: tuple[Comparison, Any]) -> None:
    comparison, world = asked[0], asked[0].world
    case_id = asked_about[list(STATES).index("retracted_as_wrong")][0]
    retracted = {entry.version for entry in world.log.load(case_id).entries.values()} & set(
        world.log.load(case_id).retracted
    )
    for subject in ("larkan", "soc"):
        own = {v for v in retracted if world.log.load(case_id).entries[v].owner_unit == world.unit(subject)}
        with comparison.web.transaction():
            comparison.web.execute(SETTINGS, settings(world.unit(subject), NOW))
            comparison.web.execute("SELECT set_config('portal.in_hand', %s, true)", (str(case_id),))
            rows = comparison.web.execute("SELECT version FROM vault.key WHERE case_id = %s", (case_id,)).fetchall()
        assert {version for (version,) in rows} & retracted == own
        assert own
