"""The table of leaders, and the look-up of their names and terms."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventx.gazetteer.leaders import (
    PeopleIndex,
    Term,
    office_at,
    offices_at,
    people_index,
    terms,
)
from eventx.gazetteer.matching import fold, pieces, without_accents
from eventx.gazetteer.tables import names_of, read_rows

_DAY = re.compile(r"\d{4}(-\d\d){0,2}\Z")
_ORGANISATION = re.compile(r"(IGO|IMG)([A-Z]{3})?\Z")
# offices that one person holds at a time; collective heads and disputed years are named below
_SINGLE = (
    "president",
    "prime minister",
    "chancellor",
    "king",
    "foreign minister",
    "supreme leader",
)
_SHARED = {("BIH", "president"), ("NIC", "president")}
_DISPUTED_DAYS = 150  # Côte d'Ivoire 2010 to 2011, Madagascar 2002


@lru_cache(maxsize=1)
def rows() -> list[dict[str, str]]:
    return list(read_rows("leaders.tsv"))


@lru_cache(maxsize=1)
def people() -> dict[str, tuple[Term, ...]]:
    return {person_id: terms(person_id) for person_id in {row["person_id"] for row in rows()}}


def plain(name: str) -> str:
    return " ".join(without_accents(piece) for piece in pieces(name))


def ids(text: str) -> list[tuple[str, tuple[str, ...], bool]]:
    return [(hit.text, hit.person_ids, hit.by_surname) for hit in people_index().find(text)]


# --- the table ------------------------------------------------------------------------------------


def test_table_is_large_enough() -> None:
    assert len(rows()) >= 2500
    assert len(people()) >= 2000


def test_every_member_of_the_united_nations_has_a_leader() -> None:
    led = {row["country"] for row in rows()}
    members = {row["iso3"] for row in read_rows("countries.tsv") if row["status"] == "member"}
    assert members <= led


def test_countries_and_organisations_are_known() -> None:
    countries = {row["iso3"] for row in read_rows("countries.tsv")}
    organisations = {row["code"] for row in read_rows("organisations.tsv")}
    for row in rows():
        code = row["country"]
        if _ORGANISATION.match(code):
            assert not code.startswith("IGO") or code in organisations, row
        else:
            assert code in countries, row


def test_roles_are_codes_of_the_ontology() -> None:
    known = {row["role"] for row in read_rows("roles.tsv", "eventx.ontology")}
    for row in rows():
        if row["role"]:
            assert row["role"] in known, row
        else:
            assert _ORGANISATION.match(row["country"]), row


def test_dates_parse_and_are_in_order() -> None:
    for row in rows():
        for cell in (row["start"], row["end"]):
            assert not cell or _DAY.match(cell), row
    for person in people().values():
        for term in person:
            assert term.start is not None, term
            assert term.end is None or term.start <= term.end, term
            assert date(1940, 1, 1) < term.start < date(2027, 1, 1), term


def test_terms_of_a_person_stand_together_and_names_stand_once() -> None:
    seen: set[str] = set()
    last = ""
    for row in rows():
        if row["person_id"] != last:
            assert row["person_id"] not in seen, row
            seen.add(row["person_id"])
            last, name = row["person_id"], row["name"]
        else:
            assert row["name"] == name, row
            assert not row["aliases"], row
            assert not row["short"], row


def test_identifiers_are_the_names_in_plain_letters() -> None:
    for row in rows():
        letters = re.findall(r"[a-z0-9]+", without_accents(fold(row["name"])))
        assert row["person_id"] == "-".join(letters)


def test_full_names_mean_one_person() -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for row in rows():
        for name in (row["name"], *names_of(row["aliases"])):
            owners[plain(name)].add(row["person_id"])
    assert {name: own for name, own in owners.items() if len(own) > 1} == {}


def test_names_are_clean() -> None:
    for row in rows():
        full, short = [row["name"], *names_of(row["aliases"])], names_of(row["short"])
        assert len(set(full)) == len(full), row
        assert len(set(short)) == len(short), row
        for form in full + short:
            assert form == form.strip(), row
            assert "  " not in form, row
            assert unicodedata.is_normalized("NFC", form), row
            assert any(character.isupper() for character in form), row


def test_an_office_has_one_holder_at_a_time() -> None:
    holders: dict[tuple[str, str], list[Term]] = defaultdict(list)
    for person in people().values():
        for term in person:
            if term.office in _SINGLE and (term.country, term.office) not in _SHARED:
                holders[term.country, term.office].append(term)
    for held in holders.values():
        held.sort(key=lambda term: term.start or date.min)
        for before, after in pairwise(held):
            assert before.end is not None, (before, after)
            assert after.start is not None
            assert before.end - after.start < timedelta(_DISPUTED_DAYS), (before, after)


# --- finding names --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Sergej Šojgu", "sergei-shoigu"),
        ("Sergueï Choïgou", "sergei-shoigu"),
        ("Sergej Schoigu", "sergei-shoigu"),
        ("Wolodymyr Selenskyj", "volodymyr-zelensky"),
        ("Volodymyr Zelenskyy", "volodymyr-zelensky"),
        ("Sergej Lawrow", "sergei-lavrov"),
        ("Kim Jong-un", "kim-jong-un"),
        ("Kim Jong Un", "kim-jong-un"),
        ("Recep Tayyip Erdogan", "recep-tayyip-erdogan"),
        ("RECEP TAYYIP ERDOĞAN", "recep-tayyip-erdogan"),
        ("Abdel Fattah al-Sisi", "abdel-fattah-el-sisi"),
        ("Massimo D’Alema", "massimo-d-alema"),
        ("H. R. McMaster", "h-r-mcmaster"),
        ("J.D. Vance", "jd-vance"),
        ("Joaquín “El Chapo” Guzmán", "joaquin-guzman"),
        ("Papa Francesco", "pope-francis"),
        ("papa Francesco", "pope-francis"),
        ("Wladimir Putins", "vladimir-putin"),
        ("Miguel Diaz-Canel", "miguel-diaz-canel"),
        (unicodedata.normalize("NFD", "Gérald Darmanin"), "gerald-darmanin"),
    ],
)
def test_full_names(text: str, person: str) -> None:
    assert ids(f"Ieri {text}, ha detto.") == [(text, (person,), False)]


def test_every_full_name_finds_its_person() -> None:
    index = people_index()
    for row in rows():
        for name in (row["name"], *names_of(row["aliases"])):
            hits = index.find(f"Then {name} spoke.")
            assert [row["person_id"] in hit.person_ids for hit in hits] == [True], name


def test_every_short_form_finds_its_person() -> None:
    index = people_index()
    for row in rows():
        for name in names_of(row["short"]):
            found = {p for hit in index.find(f"Then {name} spoke.") for p in hit.person_ids}
            assert row["person_id"] in found, name


def test_a_shared_surname_gives_all_who_share_it() -> None:
    [(text, found, by_surname)] = ids("President Bush vetoed the bill.")
    assert (text, by_surname) == ("Bush", True)
    assert set(found) == {"george-h-w-bush", "george-w-bush"}


def test_the_longest_name_wins() -> None:
    assert ids("Hun Sen and George W. Bush") == [
        ("Hun Sen", ("hun-sen",), False),
        ("George W. Bush", ("george-w-bush",), False),
    ]


def test_hyphen_between_two_people_joins_nothing() -> None:
    assert [text for text, _, _ in ids("Il vertice Putin-Trump in Alaska")] == ["Putin", "Trump"]


@pytest.mark.parametrize(
    "text",
    [
        "you may trump this",
        "i modi di dire",
        "il nuovo duque",
        "the store was shut",
        "Store managers met.",  # not Støre
        "A sentence ends with Xi. jinping is small.",
        "",
        "...",
    ],
)
def test_small_or_accentless_words_are_no_names(text: str) -> None:
    assert [hit for hit in ids(text) if hit[0] != "Xi"] == []


def test_a_sentence_end_parts_two_names() -> None:
    assert [text for text, _, _ in ids("Ha parlato con Angela. Merkel ha taciuto.")] == ["Merkel"]


def test_an_index_of_nameless_people_is_refused() -> None:
    with pytest.raises(ValueError, match="without letters"):
        PeopleIndex([("nobody", ("-",), ())])


_words = st.sampled_from(
    ["Putin", "Kim", "Jong-un", "Lula", "da", "Silva", "von", "der", "Leyen", "ha", "a", "Merkels"]
)
_gaps = st.sampled_from([" ", "-", ", ", ". ", "\n", "\u00a0", "’", " «", "» ", ""])


@given(st.lists(st.tuples(_words, _gaps), max_size=30))
def test_offsets_hold_in_texts_full_of_names(parts: list[tuple[str, str]]) -> None:
    check_offsets("".join(word + gap for word, gap in parts))


@given(st.text(max_size=200))
def test_offsets_hold_in_any_text(text: str) -> None:
    check_offsets(text)


def check_offsets(text: str) -> None:
    end = 0
    for hit in people_index().find(text):
        assert end <= hit.start < hit.end <= len(text)
        assert text[hit.start : hit.end] == hit.text
        assert hit.person_ids
        assert len(set(hit.person_ids)) == len(hit.person_ids)
        end = hit.end


@given(st.integers(0, 2**32), st.text(alphabet=" .,;\n“”()«»", max_size=20))
def test_padding_moves_a_name_and_changes_nothing_else(choice: int, padding: str) -> None:
    row = rows()[choice % len(rows())]
    bare = people_index().find(row["name"])
    moved = people_index().find(padding + " " + row["name"])
    shift = len(padding) + 1
    assert [(hit.start + shift, hit.person_ids) for hit in bare] == [
        (hit.start, hit.person_ids) for hit in moved
    ]


# --- terms ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("person", "day", "country", "office", "former"),
    [
        ("sergei-shoigu", date(2023, 7, 27), "RUS", "defence minister", False),
        ("sergei-shoigu", date(2025, 6, 17), "RUS", "security council secretary", False),
        ("antonio-guterres", date(2000, 1, 1), "PRT", "prime minister", False),
        ("antonio-guterres", date(2024, 1, 1), "IGOUNO", "secretary-general", False),
        ("donald-trump", date(2023, 1, 1), "USA", "president", True),
        ("donald-trump", date(2025, 6, 17), "USA", "president", False),
        ("marco-rubio", date(2025, 6, 17), "USA", "secretary of state", False),
        ("xi-jinping", date(2025, 9, 3), "CHN", "president", False),
        ("angela-merkel", date(2021, 12, 8), "DEU", "chancellor", False),
        ("angela-merkel", date(2021, 12, 9), "DEU", "chancellor", True),
    ],
)
def test_office_at(person: str, day: date, country: str, office: str, former: bool) -> None:
    term = office_at(person, day)
    assert term is not None
    assert (term.country, term.office, term.former) == (country, office, former)


def test_no_office_before_the_first_term() -> None:
    assert office_at("emmanuel-macron", date(2010, 1, 1)) is None


def test_roles_tell_governments_from_oppositions_and_organisations() -> None:
    def role(person: str, day: date) -> str | None:
        term = office_at(person, day)
        assert term is not None
        return term.role

    assert role("imran-khan", date(2020, 1, 1)) == "GOV"
    assert role("imran-khan", date(2023, 1, 1)) == "OPP"
    assert role("ahmed-al-sharaa", date(2020, 1, 1)) == "REB"
    assert role("ahmed-al-sharaa", date(2025, 6, 1)) == "GOV"
    assert role("jens-stoltenberg", date(2020, 1, 1)) is None


def test_unknown_people_raise() -> None:
    with pytest.raises(KeyError):
        terms("nobody")
    with pytest.raises(KeyError):
        office_at("nobody", date(2020, 1, 1))


@given(st.integers(0, 2**32), st.dates(date(1985, 1, 1), date(2027, 1, 1)))
def test_office_at_agrees_with_the_terms(choice: int, day: date) -> None:
    person = rows()[choice % len(rows())]["person_id"]
    own = terms(person)
    term = office_at(person, day)
    if term is None:
        assert all(other.start is not None and day < other.start for other in own)
    elif term.former:
        assert not offices_at(person, day)
        assert term.end is not None
        assert term.end < day
    else:
        assert term in own
        assert term.covers(day)
