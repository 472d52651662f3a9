"""The gazetteer: looking names up, and the integrity of its tables."""

from __future__ import annotations

import time
from collections import defaultdict
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventx.gazetteer import (
    Entry,
    NameIndex,
    actor_index,
    ambiguity,
    country,
    demonym_country,
    place_index,
    tables,
)
from eventx.gazetteer.matching import pieces

LANGUAGES = tables.LANGUAGES
ROLES = {"GOV", "MIL", "REB", "INS", "SEP", "SPY", "COP", "JUD", "LEG", "OPP", "CRM", "MED"}
ROLES |= {"BUS", "NGO"}


def codes(text: str, lang: str) -> list[tuple[str, str | None]]:
    """The actors found, each with its first code."""
    return [(hit.text, hit.entries[0].code) for hit in actor_index(lang).find(text)]


def index(*names: str, words: frozenset[str] = frozenset()) -> NameIndex:
    return NameIndex([(name, Entry("country", name, "XXX")) for name in names], words=words)


class TestMatching:
    @pytest.mark.parametrize(
        "text",
        [
            "Kim Jong Un",
            "Kim Jong-un",
            "KIM JONG-UN",
            "Kim\u00a0Jong\u00a0Un",
            "Kim Jong\nUn",
            "Kim Jong\u2011un",
        ],
    )
    def test_joints_and_case_make_no_difference(self, text: str) -> None:
        assert [hit.text for hit in index("Kim Jong-un").find(f"da {text}.")] == [text]

    def test_elided_article(self) -> None:
        assert codes("Il rapporto dell'Onu e dell’Aiea", "it") == [
            ("Onu", "IGOUNO"),
            ("Aiea", "IGOIAE"),
        ]

    def test_no_name_across_punctuation(self) -> None:
        assert index("Corea Nord").find("Corea, Nord e Sud. Corea. Nord") == []

    def test_abbreviation_inside_a_name(self) -> None:
        assert [h.text for h in index("St. Lucia").find("St. Lucia and St Lucia")] == [
            "St. Lucia",
            "St Lucia",
        ]

    def test_longest_name_wins(self) -> None:
        hits = index("Corea", "Corea del Nord").find("in Corea del Nord e in Corea del Sud")
        assert [hit.text for hit in hits] == ["Corea del Nord", "Corea"]

    def test_all_bearers_of_a_name(self) -> None:
        assert {e.country for e in actor_index("it").get("Congo")} == {"COD", "COG"}

    def test_capital_initial(self) -> None:
        assert index("Cremlino").find("cremlino") == []
        assert len(index("russo").find("Russo russo RUSSO")) == 3

    @pytest.mark.parametrize(
        ("text", "lang"),
        [
            ("They told us to go. Help us.", "en"),
            ("Let them who can, do.", "en"),
            ("TELL US THE TRUTH NOW", "en"),
            ("Una ue finale, un aie.", "it"),
            ("Un uomo usa la forza.", "it"),
        ],
    )
    def test_words_are_no_acronyms(self, text: str, lang: str) -> None:
        assert codes(text, lang) == []

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("the US and the U.S. Army", [("US", "USA"), ("U.S. Army", "USAMIL")]),
            ("The U.S. said", [("U.S.", "USA")]),
            ("EU leaders", [("EU", "IGOEEC")]),
            ("WHO officials said", [("WHO", "IGOWHO")]),
        ],
    )
    def test_acronyms(self, text: str, expected: list[tuple[str, str]]) -> None:
        assert codes(text, "en") == expected

    def test_ordinary_words(self) -> None:
        nato = index("Nato", words=frozenset({"nato"}))
        assert [h.start for h in nato.find("Nato a Bari. Il vertice Nato. Nato: ecco")] == [24, 30]
        assert len(nato.find("NATO troops")) == 1

    def test_compound_parts(self) -> None:
        assert codes("un vertice franco-tedesco", "it") == [("franco", "FRA"), ("tedesco", "DEU")]
        assert codes("un discorso franco", "it") == []

    def test_accentless_writing(self) -> None:
        found = place_index("es").find("en Bogota y Medellin")
        assert [hit.entries[0].country for hit in found] == ["COL", "COL"]

    def test_decomposed_accents(self) -> None:
        hit = actor_index("fr").find("la Core\u0301e du Nord")[0]
        assert (hit.text, hit.entries[0].code) == ("Core\u0301e du Nord", "PRK")

    def test_exact_mark(self) -> None:
        assert index("=Die Welt").find("die Welt") == []
        assert len(index("=Die Welt").find("Die Welt, DIE WELT")) == 2

    def test_a_name_needs_letters(self) -> None:
        with pytest.raises(ValueError, match="without letters"):
            index("...")

    @given(st.text(max_size=200), st.sampled_from(LANGUAGES))
    def test_hits_are_verbatim_and_apart(self, text: str, lang: str) -> None:
        for names in (actor_index(lang), place_index(lang)):
            end = 0
            for hit in names.find(text):
                assert hit.start >= end
                assert text[hit.start : hit.end] == hit.text
                assert hit.entries
                end = hit.end

    @given(
        st.sampled_from(LANGUAGES).flatmap(
            lambda lang: st.tuples(
                st.just(lang),
                st.lists(
                    st.sampled_from([n for n, e in tables.country_names(lang) if e.kind != "x"]),
                    max_size=6,
                ),
            )
        ),
        st.sampled_from([" e ", ", ", " \u2014 ", "; "]),
    )
    def test_listed_names_are_found(self, drawn: tuple[str, list[str]], joint: str) -> None:
        lang, names = drawn
        text = "xx " + joint.join(f"({name})" for name in names if not name.endswith("-"))
        found = {hit.text for hit in actor_index(lang).find(text)}
        for name in names:
            assert name.endswith("-") or name in found

    def test_speed(self) -> None:
        text = "Il presidente russo ha incontrato a Pyongyang il leader della Corea del Nord. " * 51
        names = actor_index("it")
        names.find(text)
        start = time.process_time()
        for _ in range(20):
            names.find(text)
        assert (time.process_time() - start) / 20 < 0.02  # a guard against blunders, not a measure


class TestLanguages:
    @pytest.mark.parametrize(
        ("lang", "text", "expected"),
        [
            ("it", "Farnesina e Quai d'Orsay", ["ITAGOV", "FRAGOV"]),
            ("it", "le nordcoreane e gli statunitensi", ["PRK", "USA"]),
            ("it", "Pechino, L'Avana e Leopoli", ["CHN", "CUB"]),
            ("en", "The Kremlin and the White House", ["RUSGOV", "USAGOV"]),
            ("en", "The Dutch, a Frenchman and two Poles", ["NLD", "FRA", "POL"]),
            ("es", "EEUU, la OTAN y los norcoreanos", ["USA", "IGONAT", "PRK"]),
            ("fr", "l'Otan, la Maison Blanche, les Sud-Coréennes", ["IGONAT", "USAGOV", "KOR"]),
            ("de", "Russlands Präsident und die Vereinten Nationen", ["RUS", "IGOUNO"]),
            ("de", "der nordkoreanische Staatschef im Kreml", ["PRK", "RUSGOV"]),
            ("pt", "os EUA, a Coreia do Norte e a União Europeia", ["USA", "PRK", "IGOEEC"]),
        ],
    )
    def test_names(self, lang: str, text: str, expected: list[str]) -> None:
        assert [code for _, code in codes(text, lang)] == expected

    def test_a_region_hides_the_actor_in_its_name(self) -> None:
        assert codes("Latin America and the Korean Peninsula", "en") == [
            ("Latin America", None),
            ("Korean Peninsula", None),
        ]

    def test_places(self) -> None:
        hits = place_index("it").find("Da Leopoli a Bengasi, dal Donbass allo Stretto di Hormuz")
        assert [(h.text, h.entries[0].kind, h.entries[0].country) for h in hits] == [
            ("Leopoli", "city", "UKR"),
            ("Bengasi", "city", "LBY"),
            ("Donbass", "region", "UKR"),
            ("Stretto di Hormuz", "region", None),
        ]
        lviv = hits[0].entries[0]
        assert lviv.geonames_id == 702550
        assert lviv.latitude == pytest.approx(49.84, abs=0.05)

    def test_unknown_language(self) -> None:
        with pytest.raises(ValueError, match="no name tables for 'xx'"):
            actor_index("xx")

    def test_demonyms(self) -> None:
        assert demonym_country("Nigerien", "en") == "NER"
        assert demonym_country("nigeriano", "it") == "NGA"
        assert demonym_country("nigériane", "fr") == "NGA"
        assert demonym_country("nigérienne", "fr") == "NER"
        assert demonym_country("sovietico", "it") is None  # a state that is no more

    def test_former_states_have_ends(self) -> None:
        union = next(e for e in actor_index("it").get("Urss") if e.kind == "country")
        assert union.held_on(date(1985, 3, 11))
        assert not union.held_on(date(2025, 6, 17))

    def test_country(self) -> None:
        assert country("PRK").capital == "Pyongyang"
        assert country("XKX").cameo == "KOS"
        with pytest.raises(KeyError):
            country("XXX")


class TestTables:
    def test_countries(self) -> None:
        every = tables.countries().values()
        status = defaultdict(set)
        for state in every:
            status[state.status].add(state.iso3)
        assert len(status["member"]) == 193
        assert status["observer"] == {"PSE", "VAT"}
        assert status["former"] == {"SUN", "YUG", "CSK", "DDR", "SCG"}
        for state in every:
            if state.status in ("member", "observer", "partial"):
                assert state.capital, state.iso3
                assert state.capital_geonames_id is not None, state.iso3
                assert state.latitude is not None, state.iso3
            assert (state.until is not None) == (state.status == "former")

    @pytest.mark.parametrize("lang", LANGUAGES)
    def test_every_member_has_names_people_and_capital(self, lang: str) -> None:
        kinds = defaultdict(set)
        for name, entry in tables.country_names(lang):
            assert name
            assert name == name.strip()
            kinds[entry.country].add(entry.kind)
        for state in tables.countries().values():
            if state.status in ("member", "observer", "partial"):
                missing = {"country", "demonym", "capital"} - kinds[state.iso3]
                assert not missing, (state.iso3, missing)
            elif state.iso3 != "SCG":
                assert "country" in kinds[state.iso3], state.iso3

    @pytest.mark.parametrize("lang", LANGUAGES)
    def test_no_form_means_two_countries_unless_listed(self, lang: str) -> None:
        bearers = defaultdict(set)
        for name, entry in tables.country_names(lang):
            if entry.until is None:
                bearers[" ".join(pieces(name))].add(entry.country)
        for form, found in bearers.items():
            if len(found) > 1:
                choice = ambiguity(form, lang)
                assert choice is not None, (form, found)
                assert set(choice.codes) == found

    @pytest.mark.parametrize("lang", LANGUAGES)
    def test_ambiguous_forms_are_known_names(self, lang: str) -> None:
        for form, choice in tables.ambiguous_forms(lang):
            assert choice.prefer in (None, *choice.codes)
            assert choice.rule
            known = {entry.code for entry in actor_index(lang).get(form)}
            assert set(choice.codes) <= known, form

    @pytest.mark.parametrize("lang", LANGUAGES)
    def test_codes_and_roles(self, lang: str) -> None:
        pairs = [*tables.country_names(lang), *tables.organisation_names(lang)]
        pairs += [*tables.group_names(lang), *tables.body_names(lang), *tables.media_names()]
        for name, entry in pairs:
            assert entry.code, name
            assert entry.country is None or entry.country in tables.countries(), name
            if entry.country:
                assert entry.code.startswith(entry.country), (name, entry.code)
            else:
                assert entry.code[:3] in ("IGO", "NGO", "IMG", "MED"), (name, entry.code)
            assert set(entry.roles) <= ROLES, name
            assert entry.since is None or entry.until is None or entry.since <= entry.until, name

    def test_sizes(self) -> None:
        def rows(name: str) -> int:
            return sum(1 for _ in tables.read_rows(name))

        assert rows("organisations.tsv") >= 300
        assert rows("groups.tsv") >= 200
        assert rows("bodies.tsv") >= 150
        assert rows("media.tsv") >= 500
        assert rows("cities.tsv.xz") >= 34_000

    def test_rows_are_not_told_twice(self) -> None:
        for table in ("organisations", "groups", "bodies", "media", "regions"):
            seen = set()
            for row in tables.read_rows(f"{table}.tsv"):
                key = (row["name"], row.get("country"), row.get("until"))
                assert key not in seen, (table, key)
                seen.add(key)

    def test_exonyms_point_to_cities(self) -> None:
        known = {line.split("\t", 1)[0] for line in tables.read_lines("cities.tsv.xz")[1:]}
        for row in tables.read_rows("exonyms.tsv"):
            assert row["id"] in known, row
            assert row["lang"] in LANGUAGES

    def test_regions_lie_on_the_globe(self) -> None:
        for row in tables.read_rows("regions.tsv"):
            if row["lat"]:
                assert -90 <= float(row["lat"]) <= 90
                assert -180 <= float(row["lon"]) <= 180
            assert row["country"] == "" or row["country"] in tables.countries()

    def test_capitals_are_cities(self) -> None:
        by_id = {}
        for _, city in tables.city_names("en"):
            by_id[city().geonames_id] = city()
        for state in tables.countries().values():
            if state.status == "member" and state.capital_geonames_id is not None:
                assert by_id[state.capital_geonames_id].country == state.iso3
