"""The free-text guard: what is refused, what must be confirmed, what passes (domain reference 4.2)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.free_text import LONGEST, Finding, Reason, check


def reasons(finding: Finding) -> set[Reason]:
    return {remark.reason for remark in finding.blocked}


def warned(text: str) -> set[str]:
    return {remark.word for remark in check(text).warnings}


@pytest.mark.parametrize(
    "number",
    [
        "19840314-9808", "198403149808", "840314-9808", "8403149808", "840314+9808", "840314 9808", "840314 - 9808",
        "1984-03-14-9808", "1984-03-14 9808", "84-03-14-9808", "1984.03.14-9808", "1984 03 14 98 08", "19 840314 9808",
        "1984 0314 9808", "840314/9808", "840314.9808", "840314_9808", "840314 (9808)", "84 03 14 98 08",
        "84.03.14.9808", "1984/03/14/9808",
        "1 9 8 4 0 3 1 4 9 8 0 8", "8-4-0-3-1-4-9-8-0-8", "19930385-9942", "930385-9942", "9303859942",
        "840314\N{EN DASH}9808", "840314\N{MINUS SIGN}9808", "840314\N{NON-BREAKING HYPHEN}9808",
        "840314\N{SOFT HYPHEN}9808", "840314\N{NO-BREAK SPACE}9808", "84\u200b0314\u200d9808", "84\u2060031\ufeff49808",
        "８４０３１４-９８０８", "٨٤٠٣١٤-٩٨٠٨", "𝟖𝟒𝟎𝟑𝟏𝟒-𝟗𝟖𝟎𝟖", "8\ufe0f\u20e34\ufe0f\u20e30314-9808", "840314\n9808",
        "840314-9808 2026-12-01", "201001-2012",
    ],
)  # fmt: skip
def test_a_personal_number_is_refused_in_any_disguise(number: str) -> None:
    finding = check(f"Se även {number}, tack.")
    assert Reason.PERSONAL_NUMBER in reasons(finding)
    assert finding.key == "freetext_blocked"
    assert "Ta bort personnumret eller samordningsnumret." in finding.sentences


@pytest.mark.parametrize(
    "text",
    [
        "Möte 2026-08-10 2026-08-20", "Sjukskriven 2026-08-10 – 2026-09-10", "Sjukskriven 260810-260910",
        "Plan 20260810-20260910", "2026-08-10 kl. 09.30", "2026-08-10 09.30-10.30", "2026-08-10: 1500 steg per dag",
        "100, 75, 50 och 25 procent", "15 timmar i veckan, vecka 41-49", "841314-9808", "840392-9808",
        "Ärende 2026-000123", "Diarienummer SN 2026/00412", "26-08-10 - 26-09-10", "Org.nr 556036-0793",
        "Tider: 10 11 12", "kl 08.00-09.00 eller 13:00-14:30", "2026-08-10 08:30 och 2026-08-11 08:30",
        "Ni når oss på enhetens kontaktväg", "0-100 %", "Börja med 2 h, sedan 4 h",
        "@ kontoret", "måndag 08-12, tisdag 13-17", "GC001 och DV077",
    ],
)  # fmt: skip
def test_dates_times_and_other_numbers_pass(text: str) -> None:
    assert check(text) == Finding(text)


def test_the_persons_own_number_passes_where_the_caller_allows_it_and_another_does_not() -> None:
    assert not check("Gäller 840314-9808", own_number="198403149808").blocked
    assert not check("Gäller 19840314-9808", own_number="198403149808").blocked
    assert reasons(check("840314-9808 och 681102-9810", own_number="198403149808")) == {Reason.PERSONAL_NUMBER}


@pytest.mark.parametrize(
    "address",
    ["a.b@post.example", "a@b.test", "A @ post.example", "a（at）post.example", "a[at]post.example", "a＠post.example",
     "åsa snabel-a post.example", "a@po\u200bst.example"],
)  # fmt: skip
def test_an_email_address_is_refused(address: str) -> None:
    assert Reason.EMAIL in reasons(check(f"Skriv till {address} i dag"))


@pytest.mark.parametrize(
    "phone",
    ["070-174 06 05", "0701740605", "070 174 06 05", "070/174 06 05", "+46701740605", "+46 70 174 06 05",
     "+46 (0)70-174 06 05", "0046 70 174 06 05", "070.174.06.05", "08-12 34 56", "021-17 40 60", "(070) 174 06 05",
     "０７０-１７４ ０６ ０５", "070\N{EN DASH}174\u200b0605", "+47 22 33 44 55", "tel:0701740605",
     "070-174 06 05 2026-12-01", "070-174 06 05 08"],
)  # fmt: skip
def test_a_phone_number_is_refused(phone: str) -> None:
    assert Reason.PHONE in reasons(check(f"Ring {phone} efter lunch"))


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("skyddat boende", ["skyddat boende", "Skyddat Boendet", "skyddade boenden", "skyddatboende", "skyddat-boende",
                            "skyddsboende", "skyddsboendet", "SKYDDAT\nBOENDE", "skyd\u00addat boende",
                            "sk\u200byddat boende", "ｓｋｙｄｄａｔ boende", "boendet är skyddat"]),
        ("skyddad adress", ["skyddad adress", "skyddade adressen", "skyddade adresser", "skyddad  adress",
                            "skyddad-adress", "adressen är skyddad", "skyddad a\u0336dress"]),
        ("kvinnojour", ["kvinnojour", "Kvinnojouren", "kvinnojourer", "kvinno-jouren", "kvinno jour", "kvinnojourens",
                        "KVINNOJOUR", "kvinnojoursplats"]),
        ("tjejjour", ["tjejjour", "tjejjouren", "tjej-jour", "kvinno- och tjejjouren"]),
        ("hemlig adress", ["hemlig adress", "hemliga adressen", "hemlig\u00a0adress", "hemligadress",
                           "adressen är hemlig"]),
    ],
)  # fmt: skip
def test_protected_places_are_refused_in_every_form(word: str, forms: list[str]) -> None:
    for form in forms:
        assert {remark.word for remark in check(f"Hon har {form} nu").blocked} >= {word}, form


@pytest.mark.parametrize(
    "text",
    ["skyddat arbete", "skyddad anställning hos Samhall", "jourtid på kvällen", "adressen är ny", "boendestöd",
     "en kvinna ringde jouren", "skyddsombud på boendet", "hemlighet"],
)  # fmt: skip
def test_words_that_only_resemble_a_protected_place_pass(text: str) -> None:
    assert not check(text).blocked


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("våld", "våld våldet våldsam våldsutsatt våldtäkt hedersvåld partnervåld VÅLD va\u030ald"),
        ("misshandel", "misshandel misshandeln misshandlad misshandlade barnmisshandel"),
        ("hot", "hot hotet hoten hotad hotade hotar hotas hotats hotelse hotelser hotfull hotbild dödshot mordhot"),
        ("slagen", "slagen slagna ihjälslagen"),
        ("övergrepp", "övergrepp övergreppet sexövergrepp"),
        ("heder", "heder hedern hedersrelaterat hedersvåld hedersförtryck heders-relaterat"),
        ("missbruk", "missbruk missbruket missbrukar missbrukare blandmissbruk missbruksvård"),
        ("beroende", "beroende beroendet alkoholberoende spelberoende medberoende beroendevård beroendemottagning"),
        ("domar", "domar domarna domen dömd dömdes dömts fängelsedom"),
        ("fängelse", "fängelse fängelset fängelsestraff"),
        ("LVU", "LVU lvu lvu-beslut LVU-hem l.v.u."),
        ("LVM", "LVM lvm LVM-vård"),
        ("barn", "barn barnet barnen barns barnens småbarn bonusbarn barnbarn barnomsorg barnbidrag"),
        ("make", "make maken maka makan makar makarna makens ex-make exmaken"),
        ("sambo", "sambo sambon sambos sambor exsambo ex-sambon sambons"),
        ("religion", "religion religionen religiös religiösa"),
        ("sexuell", "sexuell sexuellt sexuella homosexuell sexualitet"),
        ("skyddade personuppgifter", "sekretessmarkering sekretessmarkerad sekretess-markering kvarskrivning"),
    ],
)
def test_sensitive_words_must_be_confirmed_in_every_form(word: str, forms: str) -> None:
    for form in forms.split():
        assert word in warned(f"Nu ({form})."), form
    assert check(f"Nu {forms.split(maxsplit=1)[0]}.").key == "freetext_warning"


@pytest.mark.parametrize(
    "form",
    ["skyddade personuppgifter", "Skyddade uppgifter", "skyddad identitet", "skyddad folkbokföring",
     "skyddade person-\nuppgifter", "fingerade personuppgifter", "fingerat namn", "fingerad identitet"],
)  # fmt: skip
def test_that_somebody_is_protected_must_be_confirmed(form: str) -> None:
    assert warned(f"Hon har {form} sedan i går.") == {"skyddade personuppgifter"}


@pytest.mark.parametrize(
    "text",
    ["Skyddat arbete på Samhall", "Skyddade arbetsplatser", "Uppgifterna skyddas av sekretess", "Markera i planen",
     "Bor på hotell", "Föreslagen åtgärd är nedslagen", "Oberoende av vad som händer", "Planen är beroende på vården",
     "Ungdomar och sjukdomar", "Arbetar som barnmorska", "Är barnskötare", "Make-up artist", "Makten att påverka",
     "En hederlig plan", "Hedersamt uppdrag", "Fotbollsdomare", "Arbetat i hotellreception", "Av det slaget",
     "Sambandet är starkt", "Skriv ut till v45", "Rum A4", "väderberoende arbete",
     "Förslagen är bra", "Roboten", "Flaggan på nedre botten", "Almvägen"],
)  # fmt: skip
def test_ordinary_words_that_hold_the_same_letters_pass(text: str) -> None:
    assert check(text) == Finding(text)


@pytest.mark.parametrize("code", ["F32", "F32.1", "F321", "F43.8A", "M54", "f32.1", "Ｆ32.1", "F\u200b32"])
def test_a_diagnosis_code_must_be_confirmed_outside_the_diagnosis(code: str) -> None:
    text = f"Intyget säger {code}."
    assert [remark.reason for remark in check(text).warnings] == [Reason.DIAGNOSIS_CODE]
    assert not check(text, diagnosis=True).warnings


@pytest.mark.parametrize("character", ["\x00", "\x07", "\x1b", "\x7f", "\x9f", "\ud800"])
def test_control_characters_are_refused(character: str) -> None:
    assert reasons(check(f"Hej{character}då")) == {Reason.CONTROL_CHARACTER}


@pytest.mark.parametrize("character", [chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))])
def test_characters_that_turn_the_direction_are_refused_with_a_sentence(character: str) -> None:
    finding = check(f"Hej{character}då")
    assert reasons(finding) == {Reason.BIDI_OVERRIDE}
    assert "vänder på ordningen" in finding.sentences[0]


@pytest.mark.parametrize("text", ["Bra jobbat 👩‍🔧👍🏽", "مرحبا بك", "שלום", "Rad ett\nRad två\tslut", "Ωmega ñ ß", ""])
def test_emoji_and_other_scripts_are_text(text: str) -> None:
    assert check(text) == Finding(text)


def test_newlines_are_made_alike_before_the_length_is_judged() -> None:
    rows = "\r\n".join(["a" * 99] * 10)
    assert check(rows) == Finding(rows.replace("\r\n", "\n"))
    assert check("a\rb\u2028c").text == "a\nb\nc"
    assert not check("å" * LONGEST).blocked
    assert reasons(check("å" * (LONGEST + 1))) == {Reason.TOO_LONG}


def test_several_things_are_named_at_once_and_nothing_is_repeated() -> None:
    finding = check("Bor på kvinnojouren, 840314-9808, 070-174 06 05, a@b.example. Hotad.")
    assert [remark.reason for remark in finding.blocked] == [
        Reason.PERSONAL_NUMBER, Reason.EMAIL, Reason.PHONE, Reason.BLOCKED_WORD
    ]  # fmt: skip
    assert finding.sentences[-1] == "Ta bort det som handlar om ”kvinnojour”."
    assert [remark.sentence for remark in finding.warnings] == ["Texten handlar om ”hot”."]


def test_a_finding_shows_neither_text_nor_words_in_a_log() -> None:
    finding = check("Hotad. Kvinnojouren, 840314-9808")
    assert "blocked_word" in repr(finding)
    for secret in ("9808", "kvinnojour", "hot", "Hotad"):
        assert secret not in repr(finding)


@given(st.text(max_size=1200) | st.text("0123456789 -.+/\n()@abL", max_size=LONGEST))
def test_any_text_is_judged_without_error(text: str) -> None:
    finding = check(text)
    assert (finding.key is None) == (not finding.sentences)
