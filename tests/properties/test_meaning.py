"""Changes of the words that change the meaning, and just so much of it."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import eventx

DAY = dt.date(2025, 6, 18)


class Country(NamedTuple):
    """A country whose names are used as most are: "la Svezia", "svedese", "Sweden", "Swedish"."""

    code: str
    it: str
    it_adjective: str
    en: str
    en_adjective: str


COUNTRIES = tuple(
    Country(*row.split())
    for row in """
    SWE Svezia svedese Sweden Swedish
    NOR Norvegia norvegese Norway Norwegian
    FIN Finlandia finlandese Finland Finnish
    DNK Danimarca danese Denmark Danish
    FRA Francia francese France French
    CHN Cina cinese China Chinese
    THA Thailandia thailandese Thailand Thai
    POL Polonia polacco Poland Polish
    GRC Grecia greco Greece Greek
    TUR Turchia turco Turkey Turkish
    RUS Russia russo Russia Russian
    ESP Spagna spagnolo Spain Spanish
    ROU Romania romeno Romania Romanian
    BGR Bulgaria bulgaro Bulgaria Bulgarian
    LBY Libia libico Libya Libyan
    TUN Tunisia tunisino Tunisia Tunisian
    SYR Siria siriano Syria Syrian
    NGA Nigeria nigeriano Nigeria Nigerian
    SOM Somalia somalo Somalia Somali
    COL Colombia colombiano Colombia Colombian
    BOL Bolivia boliviano Bolivia Bolivian
    MNG Mongolia mongolo Mongolia Mongolian
    """.strip().splitlines()
)


def write(template: str, lang: str, a: Country, b: Country) -> str:
    """The sentence of a template with the two countries' names and adjectives."""
    names = {
        "it": {"A": a.it, "B": b.it, "a": a.it_adjective, "b": b.it_adjective},
        "en": {"A": a.en, "B": b.en, "a": a.en_adjective, "b": b.en_adjective},
    }
    return template.format(**names[lang])


def dyads(text: str, lang: str) -> list[tuple[str, list[str | None], list[str | None]]]:
    events = eventx.extract(text, lang, DAY)
    return [(e.kind, [a.code for a in e.source], [a.code for a in e.target]) for e in events]


# ---- who -------------------------------------------------------------------------------------

# Template, kind, roles of source and target behind the country's code.
WHO = {
    "it": (
        ("La {A} ha fornito missili alla {B}.", "arms_transfer", "", ""),
        ("La {A} potrebbe vendere radar alla {B}.", "arms_transfer_speculation", "", ""),
        ("Il presidente {a} ha visitato la {B}.", "diplomatic_visit", "GOV", ""),
        ("Il ministro degli Esteri {a} ha incontrato il collega {b}.", "consultation",
         "GOV", "GOV"),
        ("La {A} ha condannato la {B}.", "accusation", "", ""),
        ("La {B} è stata condannata dalla {A}.", "accusation", "", ""),
        ("La {A} ha imposto sanzioni alla {B}.", "sanction", "", ""),
        ("La {A} sosterrà la {B}.", "pledge_of_support", "", ""),
        ("La {A} ha minacciato la {B}.", "threat", "", ""),
    ),
    "en": (
        ("{A} supplied missiles to {B}.", "arms_transfer", "", ""),
        ("{A} may sell radars to {B}.", "arms_transfer_speculation", "", ""),
        ("The {a} president visited {B}.", "diplomatic_visit", "GOV", ""),
        ("The {a} foreign minister met his {b} counterpart.", "consultation", "GOV", "GOV"),
        ("{A} condemned {B}.", "accusation", "", ""),
        ("{B} was condemned by {A}.", "accusation", "", ""),
        ("{A} imposed sanctions on {B}.", "sanction", "", ""),
        ("{A} will support {B}.", "pledge_of_support", "", ""),
        ("{A} threatened {B}.", "threat", "", ""),
    ),
}  # fmt: skip


@settings(deadline=None, derandomize=True, max_examples=60)
@given(
    a=st.sampled_from(COUNTRIES), b=st.sampled_from(COUNTRIES), case=st.integers(0, 8),
    lang=st.sampled_from(("it", "en")),
)  # fmt: skip
def test_other_countries_give_other_codes_and_nothing_else(
    a: Country, b: Country, case: int, lang: str
) -> None:
    assume(a != b)
    template, kind, source, target = WHO[lang][case]
    assert dyads(write(template, lang, a, b), lang) == [
        (kind, [a.code + source], [b.code + target])
    ]


# ---- whether ---------------------------------------------------------------------------------

# A sentence, its kind, and ways to deny it.
WHETHER = {
    "it": (
        ("La {A} ha inviato missili alla {B}.", "arms_transfer",
         "La {A} non ha inviato missili alla {B}.",
         "La {A} non ha mai inviato missili alla {B}.",
         "La {A} ha smentito di aver inviato missili alla {B}.",
         "La {A} nega di aver inviato missili alla {B}.",
         "La {A} non invierà missili alla {B}."),
        ("Il presidente {a} visiterà la {B}.", "diplomatic_visit",
         "Il presidente {a} non visiterà la {B}.",
         "Nessun presidente {a} visiterà la {B}.",
         "Il presidente {a} ha annullato la visita in {B}.",
         "Il presidente {a} ha smentito di voler visitare la {B}.",
         "Il presidente {a} ha rinunciato alla visita in {B}."),
        ("La {A} sosterrà la {B}.", "pledge_of_support",
         "La {A} non sosterrà la {B}.",
         "La {A} si è rifiutata di sostenere la {B}.",
         "La {A} non sosterrà mai la {B}."),
        ("La {A} ha bombardato la {B}.", "assault",
         "La {A} non ha bombardato la {B}.",
         "La {A} ha smentito di aver bombardato la {B}."),
        ("La {A} ha accusato la {B}.", "accusation",
         "La {A} non ha accusato la {B}.",
         "La {A} nega di aver accusato la {B}."),
    ),
    "en": (
        ("{A} sent missiles to {B}.", "arms_transfer",
         "{A} did not send missiles to {B}.",
         "{A} has never sent missiles to {B}.",
         "{A} denied sending missiles to {B}.",
         "{A} denies that it sent missiles to {B}.",
         "{A} won't send missiles to {B}."),
        ("The {a} president will visit {B}.", "diplomatic_visit",
         "The {a} president will not visit {B}.",
         "No {a} president will visit {B}.",
         "The {a} president has cancelled a visit to {B}.",
         "The {a} president ruled out visiting {B}.",
         "The {a} president called off his visit to {B}."),
        ("{A} will support {B}.", "pledge_of_support",
         "{A} will not support {B}.",
         "{A} refused to support {B}.",
         "{A} will never support {B}."),
        ("{A} attacked {B}.", "assault",
         "{A} did not attack {B}.",
         "{A} denied having attacked {B}."),
        ("{A} accused {B}.", "accusation",
         "{A} did not accuse {B}.",
         "{A} never accused {B}."),
    ),
}  # fmt: skip


def polarities(text: str, lang: str, kind: str) -> set[str]:
    return {e.polarity for e in eventx.extract(text, lang, DAY) if e.kind == kind}


DENIALS = [
    (lang, kind, plain, denied)
    for lang, cases in WHETHER.items()
    for plain, kind, *denials in cases
    for denied in denials
]


@settings(deadline=None, derandomize=True, max_examples=50)
@given(a=st.sampled_from(COUNTRIES), b=st.sampled_from(COUNTRIES), case=st.sampled_from(DENIALS))
def test_what_is_denied_is_never_told_as_true(
    a: Country, b: Country, case: tuple[str, str, str, str]
) -> None:
    assume(a != b)
    lang, kind, _, denied = case
    assert "positive" not in polarities(write(denied, lang, a, b), lang, kind)


@pytest.mark.parametrize(("lang", "kind", "plain", "denied"), DENIALS)
def test_a_denial_is_an_event_of_its_own(lang: str, kind: str, plain: str, denied: str) -> None:
    a, b = COUNTRIES[0], COUNTRIES[7]
    assert polarities(write(denied, lang, a, b), lang, kind) == {"negative"}


@pytest.mark.parametrize(("lang", "kind", "plain"), sorted({d[:3] for d in DENIALS}))
def test_what_is_not_denied_is_told_as_true(lang: str, kind: str, plain: str) -> None:
    a, b = COUNTRIES[0], COUNTRIES[7]
    assert polarities(write(plain, lang, a, b), lang, kind) == {"positive"}


# ---- when ------------------------------------------------------------------------------------

# A sentence, and by which multiples of days the publication date may move for the event to move
# along: any, whole weeks for weekdays, none for dates that are told.
WHEN = {
    "it": (
        ("Ieri la Svezia ha condannato la Polonia.", 1),
        ("Tre giorni fa il premier turco è arrivato a Tunisi.", 1),
        ("Il premier turco visiterà domani la Tunisia.", 1),
        ("Lunedì il premier turco ha incontrato il collega greco.", 7),
        ("Venerdì prossimo il premier turco visiterà la Grecia.", 7),
        ("La Svezia ha espulso due diplomatici russi il 3 marzo 2024.", 0),
        ("Nel maggio 2021 la Svezia ha condannato la Polonia.", 0),
    ),
    "en": (
        ("Sweden condemned Poland yesterday.", 1),
        ("Three days ago the Turkish premier arrived in Tunis.", 1),
        ("The Turkish premier will visit Tunisia tomorrow.", 1),
        ("The Turkish premier met his Greek counterpart on Monday.", 7),
        ("The Turkish premier will visit Greece next Friday.", 7),
        ("Sweden expelled two Russian diplomats on 3 March 2024.", 0),
        ("In May 2021 Sweden accused Poland.", 0),
    ),
}
TIMED = [(lang, text, step) for lang, cases in WHEN.items() for text, step in cases]


def dates(text: str, lang: str, published: dt.date | None) -> list[eventx.event.When | None]:
    return [e.when for e in eventx.extract(text, lang, published)]


@settings(deadline=None, derandomize=True, max_examples=30)
@given(
    case=st.sampled_from(TIMED), count=st.integers(-400, 400),
    day=st.dates(dt.date(2023, 1, 1), dt.date(2027, 12, 31)),
)  # fmt: skip
def test_only_relative_dates_move_with_the_publication_date(
    case: tuple[str, str, int], count: int, day: dt.date
) -> None:
    lang, text, step = case
    shift = dt.timedelta(count * (step or 1))
    (first,), (second,) = dates(text, lang, day), dates(text, lang, day + shift)
    assert first is not None
    assert second is not None
    moved = shift if step else dt.timedelta(0)
    assert (second.start, second.end) == (first.start + moved, first.end + moved)
    assert first.basis == second.basis == ("published" if step else "text")


@pytest.mark.parametrize(("lang", "text", "step"), TIMED)
def test_without_a_publication_date_only_told_dates_are_known(
    lang: str, text: str, step: int
) -> None:
    (when,) = dates(text, lang, None)
    assert (when is None) == bool(step)
