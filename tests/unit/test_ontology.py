"""The ontology tables: whole in themselves, true to their sources, and reachable by type."""

from __future__ import annotations

import csv
import os
import pickle
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventx import ontology
from eventx.ontology import (
    ACLED_EVENT_TYPES,
    ACLED_SUB_EVENTS,
    CAMEO_CODES,
    COUNTRY_CODES,
    GROUP_CODES,
    PLOVER_CONTEXTS,
    PLOVER_EVENTS,
    PLOVER_MODES,
    PLOVER_SECTORS,
    ROLE_CODES,
    InvalidActorCode,
    UnknownCode,
    UnknownPloverClass,
    acled_of,
    cameo,
    children,
    goldstein,
    is_a,
    kind_of,
    kinds,
    parent,
    parse_actor_code,
    plover_of,
    quad_class,
    root,
    tense_rule,
    valid_actor_code,
)
from eventx.ontology.crosswalk import load_cameo_acled, load_cameo_plover
from eventx.ontology.tables import read_table
from eventx.ontology.tree import load_goldstein

CODES = sorted(CAMEO_CODES)
NOT_IN_ICEWS = {"1214", "155", "176", "1834", "1951", "1952"}
TABLES = sorted(p.name for p in Path(ontology.__file__).parent.glob("*.tsv"))


def _shared() -> Path:
    named = os.environ.get("EVENTX_SHARED")
    return Path(named) if named else Path(__file__).resolve().parents[3] / "shared"


def _facts(name: str) -> list[dict[str, str]]:
    path = _shared() / "facts" / name
    if not path.is_file():
        pytest.skip(f"no fact sheet {name}; set EVENTX_SHARED")
    lines = [line for line in path.read_text("utf-8").splitlines() if line and line[0] != "#"]
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def _sample(name: str) -> Path:
    path = _shared() / "samples" / name
    if not path.is_file():
        pytest.skip(f"no sample {name}; set EVENTX_SHARED")
    return path


class TestTables:
    """The files themselves."""

    @pytest.mark.parametrize("name", TABLES)
    def test_names_its_source_and_has_clean_cells(self, name: str) -> None:
        text = (Path(ontology.__file__).parent / name).read_text("utf-8")
        assert text.startswith("# ")
        assert text.endswith("\n")
        assert "\r" not in text
        for row in read_table(name):
            assert all(cell == cell.strip() for cell in row.values()), row

    @pytest.mark.parametrize(
        ("name", "size"),
        [
            ("cameo.tsv", 318),
            ("goldstein.tsv", 318),
            ("plover_events.tsv", 16),
            ("plover_modes.tsv", 67),
            ("plover_contexts.tsv", 36),
            ("plover_sectors.tsv", 25),
            ("acled.tsv", 25),
            ("crosswalk_cameo_plover.tsv", 318),
        ],
    )
    def test_has_all_its_rows_once(self, name: str, size: int) -> None:
        rows = read_table(name)
        assert len(rows) == size
        assert len({tuple(row.values()) for row in rows}) == size

    @pytest.mark.parametrize(
        ("name", "keys"),
        [
            ("cameo.tsv", ["code"]),
            ("cameo.tsv", ["name"]),
            ("goldstein.tsv", ["code"]),
            ("plover_modes.tsv", ["event", "mode"]),
            ("acled.tsv", ["sub_event_type"]),
            ("crosswalk_cameo_plover.tsv", ["code"]),
            ("crosswalk_cameo_acled.tsv", ["code"]),
            ("roles.tsv", ["role"]),
            ("groups.tsv", ["code"]),
            ("groups.tsv", ["name"]),
            ("iso3.tsv", ["code"]),
        ],
    )
    def test_keys_are_unique(self, name: str, keys: list[str]) -> None:
        seen = Counter(tuple(row[key] for key in keys) for row in read_table(name))
        assert [key for key, count in seen.items() if count > 1] == []

    def test_definitions_are_given(self) -> None:
        for name in TABLES:
            for row in read_table(name):
                if "definition" in row and name != "cameo.tsv":
                    assert row["definition"].endswith("."), (name, row)


class TestTree:
    """CAMEO codes and their places."""

    def test_twenty_roots(self) -> None:
        assert [c for c in CODES if len(c) == 2] == [f"{n:02d}" for n in range(1, 21)]

    @pytest.mark.parametrize("code", CODES)
    def test_code_hangs_in_the_tree(self, code: str) -> None:
        entry = cameo(code)
        assert entry.code == code
        assert entry.level == {2: 1, 3: 2, 4: 3}[len(code)]
        assert root(code) == code[:2]
        up = parent(code)
        if up is None:
            assert code == entry.root
        else:
            assert up in CAMEO_CODES
            assert code in children(up)
            assert is_a(code, up)
            assert not is_a(up, code)
        assert all(parent(down) == code for down in children(code))

    def test_children_reach_every_code(self) -> None:
        found, todo = set(), [c for c in CODES if parent(c) is None]
        while todo:
            code = todo.pop()
            found.add(code)
            todo.extend(children(code))
        assert found == set(CODES)

    def test_is_a_is_no_mere_likeness(self) -> None:
        assert is_a("0331", "033")
        assert not is_a("031", "033")
        with pytest.raises(UnknownCode):
            is_a("0331", "0")
        with pytest.raises(UnknownCode):
            is_a("9999", "03")

    @pytest.mark.parametrize("code", CODES)
    def test_quad_class_follows_the_root(self, code: str) -> None:
        number = int(code[:2])
        wanted = 1 if number <= 5 else 2 if number <= 8 else 3 if number <= 13 else 4
        assert quad_class(code) == cameo(code).quad_class == wanted

    def test_quad_class_of_the_datasets(self) -> None:
        roots = [code for code in CODES if parent(code) is None]
        gdelt = {
            c: quad_class(c, "gdelt") for c in roots if quad_class(c, "gdelt") != quad_class(c)
        }
        phoenix = {
            c: quad_class(c, "phoenix") for c in roots if quad_class(c, "phoenix") != quad_class(c)
        }
        assert gdelt == {"09": 2, "14": 3}
        assert phoenix == {"01": 0, "02": 0, "16": 3}
        with pytest.raises(ValueError, match=r"^\[E208\]"):
            quad_class("042", "acled")  # type: ignore[arg-type]

    @pytest.mark.parametrize("dropped", ["1883", "0357", "1641", "1642", "1643", "109", "", "4"])
    def test_codes_outside_the_list_are_refused(self, dropped: str) -> None:
        assert dropped not in CAMEO_CODES
        with pytest.raises(UnknownCode, match=r"^\[E201\]"):
            cameo(dropped)

    @pytest.mark.parametrize("look", [parent, children, root, quad_class, goldstein, plover_of])
    def test_every_look_up_refuses_an_unknown_code(self, look: object) -> None:
        assert callable(look)
        with pytest.raises(UnknownCode):
            look("999")

    def test_lost_zero_is_explained(self) -> None:
        with pytest.raises(KeyError) as caught:
            cameo("42")
        assert str(caught.value) == "[E201] unknown CAMEO code '42'; did you mean '042'?"
        with pytest.raises(UnknownCode, match="leading zero"):
            cameo(42)  # type: ignore[arg-type]

    def test_error_survives_a_process_boundary(self) -> None:
        again = pickle.loads(pickle.dumps(UnknownCode("42")))
        assert isinstance(again, UnknownCode)
        assert (again.code, str(again)) == ("42", str(UnknownCode("42")))

    def test_entries_and_tables_are_immutable(self) -> None:
        with pytest.raises(ValueError, match="frozen"):
            cameo("042").name = "x"
        with pytest.raises(TypeError):
            CAMEO_CODES["042"] = cameo("04")  # type: ignore[index]


class TestGoldstein:
    """Scores by dataset."""

    @pytest.mark.parametrize("code", CODES)
    def test_every_code_has_a_house_score(self, code: str) -> None:
        house = goldstein(code, "house")
        assert house is not None
        assert -10 <= house <= 10
        icews = goldstein(code)
        assert (icews is None) == (code in NOT_IN_ICEWS)
        assert house == (icews if icews is not None else _nearest_icews(code))

    def test_datasets_differ_where_they_are_known_to(self) -> None:
        rows = load_goldstein()
        from_icews = {
            code: row.gdelt
            for code, row in rows.items()
            if None not in (row.icews, row.gdelt) and row.icews != row.gdelt
        }
        assert from_icews == {"016": -2.0, "164": -7.0}
        assert goldstein("016") == -5.0
        assert goldstein("163", "phoenix") == -6.5

    def test_other_dataset_is_refused(self) -> None:
        with pytest.raises(ValueError, match=r"^\[E203\].*icews, gdelt, phoenix, house"):
            goldstein("042", "acled")  # type: ignore[arg-type]


def _nearest_icews(code: str) -> float | None:
    up = parent(code)
    return goldstein(up) if up else None


class TestPlover:
    """Classes, modes, contexts and the crosswalk to them."""

    def test_every_class_has_a_place_for_modes(self) -> None:
        assert list(PLOVER_MODES) == list(PLOVER_EVENTS)
        without = {event for event, modes in PLOVER_MODES.items() if not modes}
        assert without == {"AGREE", "SUPPORT", "CONCEDE", "COOPERATE", "AID"}
        unscored = {
            m.mode
            for modes in PLOVER_MODES.values()
            for m in modes.values()
            if not m.score and m.score is None
        }
        assert unscored == {"vandalize"}

    def test_manual_inconsistencies_are_settled(self) -> None:
        assert PLOVER_EVENTS["SANCTION"].quad_class == 4
        assert PLOVER_EVENTS["ACCUSE"].score == -3.0
        for name, event in PLOVER_EVENTS.items():
            signs = {
                m.score < 0 for m in PLOVER_MODES[name].values() if m.score and name != "REQUEST"
            }
            assert len(signs) <= 1, name
            assert not signs or signs == {event.score < 0}, name

    @pytest.mark.parametrize("code", CODES)
    def test_crosswalk_targets_exist(self, code: str) -> None:
        row = load_cameo_plover()[code]
        plover = plover_of(code)
        if root(code) == "01":
            assert plover is None
            assert row.loss
            return
        assert plover is not None
        assert plover.event in PLOVER_EVENTS
        assert plover.mode is None or plover.mode in PLOVER_MODES[plover.event]
        assert set(plover.contexts) <= set(PLOVER_CONTEXTS)
        assert len(set(plover.contexts)) == len(plover.contexts)
        if plover.basis != "table":
            assert plover.loss, "a departure from the table needs its reason"

    @pytest.mark.parametrize(
        ("code", "event", "mode"),
        [
            ("02", "REQUEST", None),
            ("0254", "REQUEST", "yield"),
            ("108", "REQUEST", "meet"),
            ("057", "SUPPORT", None),
            ("163", "SANCTION", "discontinue"),
            ("161", "SANCTION", "withdraw"),
            ("166", "SANCTION", "expel"),
            ("062", "COOPERATE", None),
            ("080", "CONCEDE", None),
            ("0841", "RETREAT", "release"),
            ("0874", "RETREAT", "withdraw"),
            ("0813", "RETREAT", None),
            ("116", "SANCTION", "convict"),
            ("143", "PROTEST", None),
            ("174", "COERCE", "deport"),
            ("175", "ASSAULT", None),
            ("1712", "ASSAULT", "destroy"),
            ("176", "COERCE", "cyber"),
            ("191", "COERCE", "restrict"),
            ("192", "COERCE", "seize"),
            ("201", "ASSAULT", None),
            ("186", "ASSAULT", "targeted"),
            ("1952", "ASSAULT", "drone"),
            ("1831", "ASSAULT", "suicide-attack"),
            ("155", "MOBILIZE", "weapons"),
        ],
    )
    def test_conventions(self, code: str, event: str, mode: str | None) -> None:
        plover = plover_of(code)
        assert plover is not None
        assert (plover.event, plover.mode) == (event, mode)

    @pytest.mark.parametrize("code", [c for c in CODES if c.startswith("10") and len(c) > 2])
    def test_appeals_read_as_their_demands(self, code: str) -> None:
        demand, appeal = plover_of(code), plover_of("02" + code[2:])
        assert demand is not None
        assert appeal is not None
        assert (appeal.event, appeal.mode, appeal.contexts) == (
            demand.event,
            demand.mode,
            demand.contexts,
        )

    def test_tense_rule(self) -> None:
        future = {event: tense_rule(event, "future") for event in PLOVER_EVENTS}
        moved = {event: to for event, to in future.items() if event != to}
        assert moved == {
            "CONSULT": "AGREE",
            "SUPPORT": "AGREE",
            "COOPERATE": "AGREE",
            "AID": "AGREE",
            "RETREAT": "CONCEDE",
        }
        for event in PLOVER_EVENTS:
            assert tense_rule(event, "past") == tense_rule(event, "present") == event
            assert tense_rule(future[event], "future") == future[event]

    def test_tense_rule_refuses_what_it_does_not_know(self) -> None:
        with pytest.raises(UnknownPloverClass, match=r"^\[E204\].*'DEMAND'"):
            tense_rule("DEMAND", "future")
        with pytest.raises(ValueError, match=r"^\[E205\]"):
            tense_rule("AID", "pluperfect")  # type: ignore[arg-type]


class TestKinds:
    """The kind of a record."""

    def test_all_kinds_of_the_record(self) -> None:
        assert set(kinds()) == {
            "consultation",
            "agreement",
            "support",
            "aid",
            "cooperation",
            "concession",
            "retreat",
            "request",
            "accusation",
            "rejection",
            "threat",
            "sanction",
            "protest",
            "mobilization",
            "coercion",
            "assault",
            "statement",
            "appeal",
        }
        assert {kind_of(code) for code in CODES} == set(kinds())

    @pytest.mark.parametrize(
        ("code", "kind"),
        [
            ("010", "statement"),
            ("0231", "appeal"),
            ("1031", "request"),
            ("0331", "agreement"),
            ("042", "consultation"),
            ("057", "support"),
            ("062", "cooperation"),
            ("072", "aid"),
            ("083", "concession"),
            ("0871", "retreat"),
            ("092", "accusation"),
            ("112", "accusation"),
            ("1222", "rejection"),
            ("138", "threat"),
            ("141", "protest"),
            ("154", "mobilization"),
            ("163", "sanction"),
            ("173", "coercion"),
            ("191", "coercion"),
            ("195", "assault"),
            ("202", "assault"),
        ],
    )
    def test_kind_of(self, code: str, kind: str) -> None:
        assert kind_of(code) == kind


class TestAcled:
    """ACLED and the crosswalk to it."""

    def test_six_types_with_their_disorder(self) -> None:
        assert len(ACLED_EVENT_TYPES) == 6
        assert sum(len(subs) for subs in ACLED_EVENT_TYPES.values()) == len(ACLED_SUB_EVENTS) == 25
        single = {"Political violence", "Demonstrations", "Strategic developments"}
        for sub in ACLED_SUB_EVENTS.values():
            assert set(sub.disorder_type.split("; ")) <= single
        both = ACLED_SUB_EVENTS["Excessive force against protesters"].disorder_type
        assert both == "Political violence; Demonstrations"

    @pytest.mark.parametrize("code", sorted(load_cameo_acled()))
    def test_crosswalk_targets_exist(self, code: str) -> None:
        assert code in CAMEO_CODES
        acled = acled_of(code)
        assert acled is not None
        assert acled.event_type in ACLED_EVENT_TYPES
        if acled.sub_event_type is None:
            assert acled.loss
        else:
            assert acled.sub_event_type in ACLED_EVENT_TYPES[acled.event_type]
            assert acled.disorder_type == ACLED_SUB_EVENTS[acled.sub_event_type].disorder_type

    def test_only_realised_acts_have_an_acled_event(self) -> None:
        for code in CODES:
            if acled_of(code) is not None:
                assert root(code) in {"08", "14", "15", "17", "18", "19", "20"}, code

    def test_open_sub_event_keeps_the_shared_disorder(self) -> None:
        clash, dissent = acled_of("190"), acled_of("140")
        assert clash is not None
        assert dissent is not None
        assert (clash.sub_event_type, clash.disorder_type) == (None, "Political violence")
        assert (dissent.sub_event_type, dissent.disorder_type) == (None, "Demonstrations")


class TestActorCodes:
    """The grammar of actor codes."""

    @pytest.mark.parametrize(
        ("code", "country", "roles"),
        [
            ("PRKGOV", "PRK", ("GOV",)),
            ("ITA", "ITA", ()),
            ("COLREB", "COL", ("REB",)),
            ("ISROPPPTY", "ISR", ("OPP", "PTY")),
            ("USAGOVMIL", "USA", ("GOV", "MIL")),
            ("SUNGOV", "SUN", ("GOV",)),
            ("IGOUNO", None, ("IGO", "UNO")),
            ("IGOUNOHLHWHO", None, ("IGO", "UNO", "HLH", "WHO")),
            ("IGOWSTNAT", None, ("IGO", "WST", "NAT")),
            ("NGOHRI", None, ("NGO", "HRI")),
            ("MNCUSAMED", "USA", ("MNC", "MED")),
            ("IMGMOSALQ", None, ("IMG", "MOS", "ALQ")),
            ("IMGSUN", None, ("IMG", "SUN")),
            ("EUR", None, ("EUR",)),
            ("UIS", None, ("UIS",)),
        ],
    )
    def test_parse(self, code: str, country: str | None, roles: tuple[str, ...]) -> None:
        assert parse_actor_code(code) == (country, roles)
        assert valid_actor_code(code)

    @pytest.mark.parametrize(
        ("code", "reason"),
        [
            ("", "three-letter groups"),
            ("prkgov", "capitals"),
            ("PRK GOV", "capitals"),
            ("120]--", "capitals"),
            ("---", "capitals"),
            ("PRKGO", "5 letters"),
            ("XYZGOV", "XYZ opens no code"),
            ("GOV", "GOV opens no code"),
            ("UNO", "UNO opens no code"),
            ("PRKUSA", "USA is no role"),
            ("IGOAEAASN", "AEA is no role"),
            ("NGOEVN", "EVN is no role"),
            ("USAGOVGOV", "twice"),
            ("BRAELICHRCTHGOVLABOPPPTY", "8 groups"),
        ],
    )
    def test_refuse(self, code: str, reason: str) -> None:
        assert not valid_actor_code(code)
        with pytest.raises(InvalidActorCode, match=r"^\[E206\]") as caught:
            parse_actor_code(code)
        assert reason in str(caught.value)

    def test_stateless_codes_on_request(self) -> None:
        assert parse_actor_code("GOVMIL", stateless=True) == (None, ("GOV", "MIL"))
        assert not valid_actor_code("UNO", stateless=True)

    @given(st.sampled_from(sorted(COUNTRY_CODES)), st.permutations(sorted(ROLE_CODES)))
    def test_country_and_roles_come_back(self, country: str, roles: list[str]) -> None:
        chosen = tuple(roles[:4])
        assert parse_actor_code(country + "".join(chosen)) == (country, chosen)

    @given(st.text(max_size=18))
    def test_any_text_is_judged_without_a_crash(self, text: str) -> None:
        assert valid_actor_code(text) in (True, False)
        if valid_actor_code(text):
            assert valid_actor_code(text, stateless=True)

    def test_error_survives_a_process_boundary(self) -> None:
        error = InvalidActorCode("X", "reason")
        assert str(pickle.loads(pickle.dumps(error))) == str(error)

    def test_codes_have_one_reading(self) -> None:
        assert not set(ROLE_CODES) & set(COUNTRY_CODES)
        assert not set(ROLE_CODES) & set(GROUP_CODES)
        # The two that are both a country and a religion are told apart by their place.
        assert set(GROUP_CODES) & set(COUNTRY_CODES) == {"SUN", "SHN"}
        for code in (*ROLE_CODES, *GROUP_CODES, *COUNTRY_CODES):
            assert len(code) == 3
            assert code.isascii()
            assert code.isupper()

    def test_plover_sectors_of_roles_exist(self) -> None:
        named = {role.plover for role in ROLE_CODES.values() if role.plover}
        assert named == set(PLOVER_SECTORS)

    def test_country_list_is_iso_3166(self) -> None:
        pycountry = pytest.importorskip("pycountry")
        iso = {code for code, status in COUNTRY_CODES.items() if status == "iso"}
        assert iso == {country.alpha_3 for country in pycountry.countries}


class TestLaziness:
    """Importing the ontology costs next to nothing."""

    def test_no_spacy_and_no_table_on_import(self) -> None:
        script = (
            "import sys, eventx.ontology as o;"
            "assert 'spacy' not in sys.modules;"
            "from eventx.ontology import tree, plover, acled, crosswalk, actors;"
            "loaders = [f for m in (tree, plover, acled, crosswalk, actors)"
            " for n, f in vars(m).items() if n.startswith('load_')];"
            "assert len(loaders) > 9;"
            "assert not any(f.cache_info().currsize for f in loaders);"
            "assert o.cameo('042').root == '04'"
        )
        subprocess.run([sys.executable, "-c", script], check=True, timeout=60)

    def test_every_public_name_resolves(self) -> None:
        for name in ontology.__all__:
            assert getattr(ontology, name) is not None
        with pytest.raises(AttributeError, match="NO_SUCH_TABLE"):
            _ = ontology.NO_SUCH_TABLE


class TestAgainstTheFacts:
    """The shipped tables against independent fact sheets and real rows, where these are at hand."""

    DROPPED = frozenset({"1883", "0357", "1641", "1642", "1643"})
    SEEN_IN_GDELT = frozenset({"016", "0253", "1014", "124", "1243", "129", "163", "166", "1662"})

    def test_codes_names_and_scores(self) -> None:
        facts = {row["code"]: row for row in _facts("cameo_codes.tsv")}
        assert set(CODES) == set(facts) - self.DROPPED
        for code in CODES:
            fact, entry = facts[code], cameo(code)
            assert (entry.parent or "") == fact["parent"]
            assert entry.quad_class == int(fact["quad_class"])
            if fact["name_icews"]:
                assert entry.name.casefold() == fact["name_icews"].casefold()
            icews, gdelt = fact["goldstein_icews"], fact["goldstein_gdelt"]
            assert goldstein(code) == (float(icews) if icews else None), code
            # The sheet prints the old scale for GDELT, which is that of Phoenix, not of the rows.
            if goldstein(code, "phoenix") is not None and gdelt:
                assert goldstein(code, "phoenix") == float(gdelt), code
            if code not in self.SEEN_IN_GDELT:
                assert goldstein(code, "gdelt") == (float(gdelt) if gdelt else None), code

    def test_crosswalk_departs_from_the_table_only_where_it_says_so(self) -> None:
        table = {
            r["cameo"]: (r["event"], r["mode"], r["context"]) for r in _facts("cameo2plover.tsv")
        }
        for code, (event, mode, context) in table.items():
            ours = plover_of(code)
            assert ours is not None
            same = (ours.event, ours.mode or "", ";".join(ours.contexts)) == (event, mode, context)
            assert same == (ours.basis == "table"), code
            if ours.basis in ("renamed", "mode-dropped"):
                assert ours.event == event, code
        moved = {code for code, row in table.items() if plover_of(code).event != row[0]}  # type: ignore[union-attr]
        assert moved == {"055", "056", "116", "163"}
        assert {c for c in CODES if c not in table and root(c) not in ("01", "02")} == (
            NOT_IN_ICEWS - {"1214"}
        )

    def test_plover_lists(self) -> None:
        events = {r["event"]: r for r in _facts("plover_events.tsv")}
        assert list(events) == list(PLOVER_EVENTS)
        for name, event in PLOVER_EVENTS.items():
            assert event.quad_class == int(events[name]["quad_num"])
            assert event.requires_recipient == (events[name]["requires_recipient"] == "Yes")
            if name != "ACCUSE":
                assert event.score == float(events[name]["score"])
        modes = {(r["event"], r["mode"]): r["score"] for r in _facts("plover_modes.tsv")}
        ours = {(e, m.mode): m.score for e, found in PLOVER_MODES.items() for m in found.values()}
        assert ours == {key: float(score) if score else None for key, score in modes.items()}
        assert set(PLOVER_CONTEXTS) == {r["context"] for r in _facts("plover_contexts.tsv")}
        assert set(PLOVER_SECTORS) == {r["sector"] for r in _facts("plover_sectors.tsv")}

    def test_acled_and_roles(self) -> None:
        facts = {r["sub_event_type"]: r for r in _facts("acled_events.tsv")}
        assert set(facts) == set(ACLED_SUB_EVENTS)
        for name, sub in ACLED_SUB_EVENTS.items():
            assert sub.event_type == facts[name]["event_type"]
            assert sub.disorder_type == facts[name]["disorder_type"]
        assert {r["role"] for r in _facts("cameo_roles.tsv")} <= set(ROLE_CODES)

    def test_scores_and_quads_of_real_gdelt_rows(self) -> None:
        path = _sample("gdelt/gdelt2_events_20151027.export.CSV")
        with path.open(encoding="utf-8", newline="") as handle:
            rows = list(csv.reader(handle, delimiter="\t", quoting=csv.QUOTE_NONE))
        assert len(rows) > 2000
        for row in rows:
            code, root_code, quad, score = row[26], row[28], row[29], row[30]
            assert root(code) == root_code
            assert quad_class(code, "gdelt") == int(quad)
            assert goldstein(code, "gdelt") == float(score), code

    def test_names_and_intensities_of_real_icews_rows(self) -> None:
        path = _sample("icews/events.2018.sample.tab")
        with path.open(encoding="utf-8", newline="") as handle:
            rows = list(csv.DictReader(handle, delimiter="\t"))
        assert len(rows) > 3000
        for row in rows:
            code = row["CAMEO Code"]
            assert goldstein(code) == float(row["Intensity"]), code
            assert cameo(code).name.casefold() == row["Event Text"].casefold()
