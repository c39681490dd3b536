"""The template components: what they promise every screen, rendered without a server."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from minijinja import Environment, load_from_path

from portal.swedish import FILTERS, Due

TEMPLATES = Path(__file__).parents[2] / "templates"
Render = Callable[..., str]
PARTS = {"forms", "actions", "feedback", "lists", "case", "icons"}
IMPORTS = "".join(f'{{% import "components/{part}.html" as {part} %}}' for part in sorted(PARTS))


@pytest.fixture(scope="module")
def environment() -> Environment:
    found = Environment(
        loader=load_from_path(str(TEMPLATES)), auto_escape_callback=lambda name: True, undefined_behavior="strict"
    )
    found.add_global("asset", lambda name: f"/assets/0/{name}")
    found.add_global("csrf_token", lambda: "a-token")
    for name, function in FILTERS.items():
        found.add_filter(name, function)
    return found


@pytest.fixture
def render(environment: Environment) -> Render:
    return lambda source, **context: environment.render_str(IMPORTS + source, "part.html", **context)


OFFICER = {
    "name": "Rebecka Demolund",
    "role_label": "rehabkoordinator",
    "unit_name": "Vårdcentralen Lärkan",
    "other_assignments": True,
}


@pytest.fixture
def frame(environment: Environment) -> Render:
    menu = [{"label": "Min dag", "href": "/", "current": True}]
    return lambda **context: environment.render_template(
        "errors/404.html", **({"title": "Fel", "officer": OFFICER, "menu": menu, "may_search": True} | context)
    )


def test_an_error_is_told_at_its_field_and_tied_to_it(render: Render) -> None:
    drawn = render('{{ forms.text("on", "När?", help="Dagen", error="Skriv ett datum.") }}')
    assert 'aria-describedby="on-fel on-hjalp" aria-invalid="true"' in drawn
    assert re.search(r'<p class="field-error" id="on-fel">.*Skriv ett datum\.', drawn)


def test_a_field_without_error_says_nothing_of_errors(render: Render) -> None:
    drawn = render('{{ forms.text("on", "När?") }}')
    assert "fel" not in drawn and "aria-invalid" not in drawn
    assert 'aria-required="true"' in drawn


def test_only_what_may_be_left_out_is_marked(render: Render) -> None:
    assert "(frivilligt)" in render('{{ forms.text("more", "Mer", required=false) }}')
    assert "(frivilligt)" not in render('{{ forms.text("more", "Mer") }}')


def test_what_was_typed_comes_back_escaped(render: Render) -> None:
    drawn = render('{{ forms.textarea("what", "Vad?", value) }}', value='<b>"hej"</b>')
    assert "&lt;b&gt;&quot;hej&quot;&lt;" in drawn and "<b>" not in drawn


def test_an_option_that_is_always_included_is_sent_although_it_cannot_be_unticked(render: Render) -> None:
    options = [{"value": "own", "label": "Vår enhet", "disabled": True}, {"value": "other", "label": "Annan"}]
    drawn = render('{{ forms.checkboxes("units", "Vilka?", options, ["own"]) }}', options=options)
    assert '<input type="hidden" name="units" value="own">' in drawn
    assert 'type="hidden" name="units" value="other"' not in drawn


def test_the_error_summary_takes_focus_and_leads_to_the_fields(render: Render) -> None:
    drawn = render('{{ feedback.error_summary("Inte än", [{"field": "on", "text": "Skriv ett datum"}]) }}')
    assert 'tabindex="-1" autofocus' in drawn and '<a href="#on">Skriv ett datum</a>' in drawn
    assert "Det du skrev finns kvar" in drawn


@pytest.mark.parametrize("state", ["draft", "active", "suspended", "closed", "refused", "locked", "purged"])
def test_a_state_is_a_word_and_an_icon(render: Render, state: str) -> None:
    drawn = render("{{ feedback.case_badge(state) }}", state=state)
    assert "<use href=" in drawn and re.sub("<[^>]+>", "", drawn).strip()


def test_each_icon_that_is_asked_for_is_in_the_sprite(render: Render) -> None:
    known = set(re.findall(r'<symbol id="i-([a-z]+)"', render("{{ icons.sprite() }}")))
    asked: set[str] = set()
    for file in TEMPLATES.rglob("*.html"):
        asked |= set(re.findall(r'icon\("([a-z]+)"', file.read_text()))
    assert asked and asked <= known


def test_the_first_line_of_a_task_says_that_it_is_late_in_words(render: Render) -> None:
    late = {"due": Due("Försenad", "sedan mån 16 nov", late=True), "what": "Skriv in samtycket", "href": "/arenden/1"}
    drawn = render("{{ lists.tasks([task]) }}", task=late)
    assert "Försenad" in drawn and "sedan mån 16 nov" in drawn


def test_the_text_to_copy_is_there_without_script(render: Render) -> None:
    drawn = render('{{ case.copy_text("Möte hölls.", "7", into="akt") }}')
    assert "<details" in drawn and "Kopiera text till akt" in drawn and ">Möte hölls.</pre>" in drawn


def test_a_personal_number_is_searched_by_post_never_in_an_address(frame: Render) -> None:
    form = re.search(r"<form[^>]*role=.search.*?</form>", frame(), re.DOTALL)
    assert form and 'method="post"' in form.group() and 'name="_csrf_token" value="a-token"' in form.group()


def test_nobody_logged_in_sees_no_name_no_menu_and_no_search(frame: Render) -> None:
    assert "Rebecka Demolund" in frame() and "Huvudmeny" in frame()
    stranger = frame(officer=None, menu=[], may_search=False)
    assert not any(word in stranger for word in ("Rebecka", "Huvudmeny", "Logga ut", "role=search", "csrf"))


def test_the_frame_holds_no_inline_style_or_script(frame: Render) -> None:
    drawn = frame(demo_day="måndag 23 november 2026", printed_for="Vårdcentralen Lärkan, 23 november 2026")
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]* src=)|javascript:", drawn)
    assert '"allowEval":false' in drawn and '"historyCacheSize":0' in drawn


@pytest.mark.parametrize("page", ["403", "404", "409", "422", "503"])
def test_an_error_page_says_what_to_do_in_swedish_and_shows_no_number(environment: Environment, page: str) -> None:
    drawn = environment.render_template(f"errors/{page}.html", title="Fel", officer=None)
    assert f">{page}" not in drawn and "<h1>" in drawn and 'class="lead"' in drawn


MOST_UNLABELLED = 4
"""Columns: who, one or two facts of it, and its state or what to do. More than that needs a label beside each."""


def test_a_table_of_many_columns_labels_its_cells_on_a_phone() -> None:
    found = {}
    for path in TEMPLATES.rglob("*.html"):
        for head in re.findall(r'<table class="table rows".*?</thead>', path.read_text(encoding="utf-8"), re.DOTALL):
            found[f"{path.parent.name}/{path.name}", head[:80]] = head.count('<th scope="col"')
    assert len(found) > 5, "the control"
    assert {table: columns for table, columns in found.items() if columns > MOST_UNLABELLED} == {}
