"""The role nouns of every language: the tables' integrity and what they must hold."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

import pytest

from eventx.gazetteer.tables import names_of, read_rows

LEAST_ROWS = {"it": 300, "en": 300, "es": 220, "fr": 220, "de": 220, "pt": 220}
LANGUAGES = tuple(LEAST_ROWS)
# role codes that CAMEO knows as the first part of a code, not in its list of domestic roles
ORGANISED = {"NGO"}
FROM_COMPLEMENT = "-"


@cache
def table(lang: str) -> list[dict[str, str]]:
    return list(read_rows(f"{lang}/roles.tsv", "eventx.lang"))


@cache
def by_form(lang: str) -> dict[str, dict[str, str]]:
    return {form.casefold(): row for row in table(lang) for form in names_of(row["forms"])}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_columns_and_size(lang: str) -> None:
    assert list(table(lang)[0]) == ["forms", "role", "type", "office", "collective", "note"]
    assert len(table(lang)) >= LEAST_ROWS[lang]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_codes_and_flags(lang: str) -> None:
    known = {row["role"] for row in read_rows("roles.tsv", "eventx.ontology")}
    for row in table(lang):
        assert row["role"] in known | ORGANISED | {FROM_COMPLEMENT}, row
        assert row["type"] in {"person", "group", "organisation", "people"}, row
        assert row["office"] in {"yes", "no"}, row
        assert row["collective"] in {"yes", "no"}, row
        assert not (row["office"] == "yes" and row["type"] != "person"), row
        assert (row["collective"] == "yes") == (row["type"] != "person"), row


@pytest.mark.parametrize("lang", LANGUAGES)
def test_forms_are_clean_and_stand_in_one_row(lang: str) -> None:
    forms = [form for row in table(lang) for form in names_of(row["forms"])]
    folded = [form.casefold() for form in forms]
    assert len(set(folded)) == len(folded)
    for form in forms:
        assert re.fullmatch(r"[\w .'-]+", form), form
        assert form == " ".join(form.split()), form
        assert unicodedata.is_normalized("NFC", form), form


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_row_has_forms(lang: str) -> None:
    assert all(row["forms"] for row in table(lang))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_all_main_roles_are_served(lang: str) -> None:
    served = {row["role"] for row in table(lang)}
    wanted = "GOV MIL REB INS SEP OPP COP CVL JUD LEG BUS MED NGO REF CRM SPY LAB EDU ELI UAF SET"
    assert set(wanted.split()) <= served
    assert FROM_COMPLEMENT in served


@pytest.mark.parametrize(
    ("lang", "form", "role", "office"),
    [
        ("it", "ministro degli Esteri", "GOV", "yes"),
        ("it", "presidente", "GOV", "yes"),
        ("it", "presidente della Camera", "LEG", "yes"),
        ("it", "capo di Stato maggiore", "MIL", "yes"),
        ("it", "capo della diplomazia", "GOV", "yes"),
        ("it", "capo dei servizi segreti", "SPY", "yes"),
        ("it", "segretario del Consiglio di sicurezza", "GOV", "yes"),
        ("it", "ministero della Difesa", "GOV", "no"),
        ("it", "forze di sicurezza", "COP", "no"),
        ("it", "guardia costiera", "COP", "no"),
        ("it", "corte suprema", "JUD", "no"),
        ("it", "manifestanti", "OPP", "no"),
        ("it", "profughi", "REF", "no"),
        ("it", "coloni", "SET", "no"),
        ("it", "portavoce", "-", "yes"),
        ("it", "ex presidente", "ELI", "yes"),
        ("en", "foreign minister", "GOV", "yes"),
        ("en", "chief of staff", "MIL", "yes"),
        ("en", "house speaker", "LEG", "yes"),
        ("en", "militia", "REB", "no"),
        ("en", "gunmen", "UAF", "no"),
        ("en", "settlers", "SET", "no"),
        ("en", "envoy", "-", "yes"),
        ("es", "canciller", "GOV", "yes"),
        ("es", "policía", "COP", "no"),
        ("es", "guerrilleros", "REB", "no"),
        ("fr", "chef de la diplomatie", "GOV", "yes"),
        ("fr", "insurgés", "INS", "no"),
        ("fr", "forces de l'ordre", "COP", "no"),
        ("de", "Außenminister", "GOV", "yes"),
        ("de", "Aussenministerin", "GOV", "yes"),
        ("de", "Verteidigungsministerium", "GOV", "no"),
        ("de", "Kremlsprecher", "GOV", "yes"),
        ("de", "Rebellen", "REB", "no"),
        ("pt", "primeira-ministra", "GOV", "yes"),
        ("pt", "porta-voz do Kremlin", "GOV", "yes"),
        ("pt", "deputados", "LEG", "yes"),
    ],
)
def test_role_of(lang: str, form: str, role: str, office: str) -> None:
    row = by_form(lang)[form.casefold()]
    assert row["role"] == role
    assert row["office"] == office


@pytest.mark.parametrize(
    ("lang", "bodies"),
    [
        ("it", "governo esercito polizia ministero parlamento opposizione tribunale guerriglia"),
        ("en", "government army police ministry parliament opposition court militia delegation"),
        ("es", "gobierno ejército policía ministerio parlamento oposición tribunal guerrilla"),
        ("fr", "gouvernement armée police ministère parlement opposition tribunal guérilla"),
        ("de", "Regierung Armee Polizei Ministerium Parlament Opposition Gericht Guerilla"),
        ("pt", "governo exército polícia ministério parlamento oposição tribunal guerrilha"),
    ],
)
def test_bodies_act_as_one(lang: str, bodies: str) -> None:
    for body in bodies.split():
        assert by_form(lang)[body.casefold()]["collective"] == "yes", body
