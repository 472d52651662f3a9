"""Details of visits, pledges and arms transfers: hand-built trees, then analysed sentences."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from eventx.components.details import DetailsReader, details_for
from eventx.components.items import ItemFinder
from eventx.components.layers import (
    ActorMention,
    ActorRef,
    Draft,
    ItemMention,
    Layers,
    Modality,
    Trigger,
)
from eventx.components.times import find_times
from eventx.errors import AnalyzerError
from eventx.event import ArmsDetails, Details, FieldName, PledgeDetails, VisitDetails
from eventx.lang.rule import Rule

CODES = {"diplomatic_visit": "042", "pledge_of_support": "05", "arms_transfer": "06"}


def rule(kind: str, cameo: str | None = None, **more: Any) -> Rule:
    code = cameo or CODES[kind]
    return Rule.model_validate({
        "id": f"it.{code}.test", "cameo": code, "kind": kind, "nouns": ("x",), "examples": ("x",),
        **more,
    })  # fmt: skip


def read(
    layers: Layers, start: int, end: int, kind: str, modality: Modality, *,
    cameo: str | None = None, items: list[ItemMention] | None = None, status: str | None = None,
) -> Details:  # fmt: skip
    doc = layers.doc
    head = doc[start:end].root
    trigger = Trigger(head.i, start, end, rule(kind, cameo, status=status), head.pos_ == "VERB")
    draft = Draft(trigger, items=items or [], modality=modality)

    def to_span(first: int, last: int) -> tuple[str, int, int, FieldName]:
        span = doc[first:last]
        return span.text, span.start_char, span.end_char, "text"

    return details_for(kind, draft, layers, source=(), target=(), where=None, to_span=to_span)


# ---- hand-built trees ------------------------------------------------------------------------


def tree(*words: tuple[str, str, int, str]) -> Doc:
    return Doc(
        Vocab(), words=[w for w, *_ in words], pos=[p for _, p, _, _ in words],
        heads=[h for _, _, h, _ in words], deps=[d for _, _, _, d in words],
    )  # fmt: skip


VISITED = tree(
    ("He", "PRON", 1, "nsubj"), ("visited", "VERB", 1, "ROOT"), ("Rome", "PROPN", 1, "obj")
)


@pytest.mark.parametrize(
    ("polarity", "tense", "status", "wanted"),
    [
        ("positive", "past", None, "made"),
        ("positive", "present", None, "under way"),
        ("positive", "future", None, "planned"),
        ("positive", "past", "planned", "planned"),
        ("positive", "future", "postponed", "postponed"),
        ("negative", "future", "postponed", "postponed"),
        ("negative", "future", "cancelled", "cancelled"),
        ("negative", "past", "denied", "denied"),
        ("negative", "past", None, "denied"),
        ("negative", "future", None, "cancelled"),
        ("negative", "future", "refused", "cancelled"),
    ],
)
def test_visit_status(polarity: Any, tense: Any, status: str | None, wanted: str) -> None:
    layers = Layers(VISITED, "en", None)
    modality = Modality(polarity=polarity, tense=tense, status=status)
    details = read(layers, 1, 2, "diplomatic_visit", modality)
    assert isinstance(details, VisitDetails)
    assert details.status == wanted
    assert details.purpose is details.ordinal is None


SENT = tree(("They", "PRON", 1, "nsubj"), ("sent", "VERB", 1, "ROOT"), ("arms", "NOUN", 1, "obj"))


@pytest.mark.parametrize(
    ("certainty", "polarity", "tense", "status", "cameo", "wanted"),
    [
        ("certain", "positive", "past", None, "072", "delivered"),
        ("certain", "positive", "future", None, "072", "announced"),
        ("certain", "positive", "future", "planned", "072", "announced"),
        ("possible", "positive", "past", None, "072", "speculated"),
        ("probable", "positive", "future", "negotiated", "072", "speculated"),
        ("certain", "positive", "future", "negotiated", "072", "negotiated"),
        ("certain", "positive", "past", None, "057", "agreed"),
        ("certain", "positive", "past", None, "046", "negotiated"),
        ("certain", "positive", "past", None, "1042", "requested"),
        ("certain", "negative", "past", "denied", "072", "denied"),
        ("certain", "negative", "past", "refused", "072", "denied"),
        ("certain", "negative", "past", "halted", "072", "halted"),
        ("certain", "negative", "future", "postponed", "072", "halted"),
        ("certain", "negative", "past", None, "072", "denied"),
    ],
)
def test_arms_stage(
    certainty: Any, polarity: Any, tense: Any, status: str | None, cameo: str, wanted: str
) -> None:
    layers = Layers(SENT, "en", None)
    modality = Modality(certainty, polarity, tense, status)
    details = read(layers, 1, 2, "arms_transfer", modality, cameo=cameo)
    assert isinstance(details, ArmsDetails)
    assert details.stage == wanted


def test_the_stage_of_the_rule_counts() -> None:
    layers = Layers(SENT, "en", None)
    details = read(layers, 1, 2, "arms_transfer", Modality(), cameo="072", status="agreed")
    assert isinstance(details, ArmsDetails)
    assert details.stage == "agreed"


def test_items_are_verbatim_without_the_full_stop() -> None:
    doc = tree(("Invia", "VERB", 0, "ROOT"), ("Samp-T.", "PROPN", 0, "obj"))
    items = [ItemMention(1, 2, 1, "air defence")]
    details = read(Layers(doc, "it", None), 0, 1, "arms_transfer", Modality(), items=items)
    assert isinstance(details, ArmsDetails)
    (item,) = details.items
    assert doc.text[item.start : item.end] == item.text == "Samp-T"


@pytest.mark.parametrize(
    ("status", "wanted"),
    [("withdrawn", "withdrawn"), ("halted", "withdrawn"), ("denied", "refused"), (None, "refused")],
)
def test_negative_pledges(status: str | None, wanted: str) -> None:
    doc = tree(("He", "PRON", 1, "nsubj"), ("backs", "VERB", 1, "ROOT"), ("us", "PRON", 1, "obj"))
    modality = Modality(polarity="negative", status=status)
    details = read(Layers(doc, "en", None), 1, 2, "pledge_of_support", modality)
    assert isinstance(details, PledgeDetails)
    assert details.status == wanted
    assert details.support == ("unspecified",)
    assert details.conditionality == "unspecified"


def test_the_code_tells_the_kind_of_aid() -> None:
    doc = tree(("He", "PRON", 1, "nsubj"), ("helps", "VERB", 1, "ROOT"))
    details = read(Layers(doc, "en", None), 1, 2, "pledge_of_support", Modality(), cameo="0333")
    assert isinstance(details, PledgeDetails)
    assert details.support == ("humanitarian",)


def test_other_kinds_have_no_details() -> None:
    layers = Layers(SENT, "en", None)
    draft = Draft(Trigger(1, 1, 2, rule("arms_transfer"), verbal=True))
    with pytest.raises(ValueError, match="no details"):
        DetailsReader("en").read(
            "protest", draft, layers, source=(), target=(), where=None,
            to_span=lambda a, b: ("", a, b, "text"),
        )  # fmt: skip


# ---- analysed sentences ----------------------------------------------------------------------


@lru_cache(maxsize=8)
def _analysis(lang: str) -> Callable[[str], Doc]:
    from eventx.analyzer.component import build_nlp

    try:
        nlp = build_nlp(lang)
        nlp("x")
    except AnalyzerError as error:
        pytest.skip(str(error))
    return nlp


def said(
    lang: str, text: str, trigger: str, kind: str, actors: tuple[str, ...] = (),
    **modality: Any,
) -> Details:  # fmt: skip
    doc = _analysis(lang)(text)
    layers = Layers(doc, lang, None, items=ItemFinder(lang).find(doc))
    layers.times = find_times(text, lang)
    for name in actors:
        at = text.index(name)
        span = doc.char_span(at, at + len(name), alignment_mode="expand")
        assert span is not None
        ref = ActorRef(name, "person", None, None, (), None, at, at + len(name))
        layers.actors.append(ActorMention(span.start, span.end, span.root.i, (ref,), "name"))
    at = text.index(trigger)
    span = doc.char_span(at, at + len(trigger), alignment_mode="expand")
    assert span is not None
    cameo = "072" if kind == "arms_transfer" else None
    return read(
        layers, span.start, span.end, kind, Modality(**modality), cameo=cameo, items=layers.items
    )


VISITS = [
    ("it", "Shoigu è arrivato a Pyongyang per incontrare Kim Jong-un, la seconda visita in meno di "
     "tre mesi.", "arrivato", "per incontrare Kim Jong-un",
     "la seconda visita in meno di tre mesi"),
    ("it", "L'inviato è volato ad Amman con l'obiettivo di rilanciare i colloqui.", "volato",
     "con l'obiettivo di rilanciare i colloqui", None),
    ("it", "La sua prima visita ufficiale a Pechino dal 2019 è durata due giorni.", "visita", None,
     "La sua prima visita ufficiale a Pechino dal 2019"),
    ("it", "Prima della visita il premier ha incontrato gli imprenditori.", "visita", None, None),
    ("en", "The minister travelled to Beijing to discuss trade, his third trip this year.",
     "travelled", "to discuss trade", "his third trip this year"),
    ("en", "He flew to Doha for talks with the emir.", "flew", "for talks with the emir", None),
    ("en", "The second day of the visit was quiet.", "visit", None, None),
    ("es", "El canciller viajó a Pekín para reunirse con su homólogo.", "viajó",
     "para reunirse con su homólogo", None),
    ("fr", "Le ministre s'est rendu à Kiev afin de discuter de la reconstruction, sa première "
     "visite depuis 2022.", "rendu", "afin de discuter de la reconstruction",
     "sa première visite depuis 2022"),
    ("de", "Der Minister reiste nach Kiew, um über Waffenhilfe zu sprechen.", "reiste",
     "um über Waffenhilfe zu sprechen", None),
    ("pt", "O presidente viajou a Lisboa para discutir o comércio.", "viajou",
     "para discutir o comércio", None),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "text", "trigger", "purpose", "ordinal"), VISITS)
def test_visits(
    lang: str, text: str, trigger: str, purpose: str | None, ordinal: str | None
) -> None:
    details = said(lang, text, trigger, "diplomatic_visit")
    assert isinstance(details, VisitDetails)
    assert (details.purpose, details.ordinal) == (purpose, ordinal)


@pytest.mark.parametrize(
    ("lang", "text", "trigger", "actors", "wanted"),
    [
        ("it", "Shoigu si è recato a Pyongyang a nome di Putin.", "recato", ("Shoigu", "Putin"),
         "Putin"),
        ("en", "Li arrived on behalf of President Xi for a summit.", "arrived", ("President Xi",),
         "President Xi"),
    ],
)  # fmt: skip
def test_on_behalf_of(
    lang: str, text: str, trigger: str, actors: tuple[str, ...], wanted: str
) -> None:
    details = said(lang, text, trigger, "diplomatic_visit", actors)
    assert isinstance(details, VisitDetails)
    (actor,) = details.on_behalf_of
    assert text[actor.start : actor.end] == actor.text == wanted


PLEDGES: list[tuple[str, str, str, dict[str, Any]]] = [
    ("it", "Kim ha ribadito il sostegno incondizionato alla Russia nella guerra con l'Ucraina.",
     "sostegno", {"conditionality": "unconditional", "regarding": "guerra con l'Ucraina",
                  "status": "reaffirmed"}),
    ("it", "Roma ha promesso aiuti economici e umanitari a Tunisi a condizione che fermi le "
     "partenze.", "promesso", {"support": ("economic", "humanitarian"), "status": "pledged",
                               "conditionality": "conditional",
                               "condition": "a condizione che fermi le partenze"}),
    ("it", "Pechino ha espresso sostegno politico a Islamabad sul Kashmir.", "sostegno",
     {"support": ("political",), "regarding": "Kashmir", "conditionality": "unspecified"}),
    ("en", "China pledged unwavering support for Pakistan on Kashmir.", "support",
     {"regarding": "Kashmir", "status": "pledged", "support": ("unspecified",)}),
    ("en", "Washington promised military aid to Kyiv provided that corruption is tackled.",
     "promised", {"support": ("military",), "conditionality": "conditional",
                  "condition": "provided that corruption is tackled"}),
    ("en", "London vowed to back Ukraine for as long as it takes.", "vowed",
     {"conditionality": "unspecified", "condition": None}),
    ("es", "Corea del Norte reiteró su apoyo incondicional a Rusia.", "apoyo",
     {"conditionality": "unconditional", "status": "reaffirmed"}),
    ("fr", "Pékin a promis une aide économique à condition que les réformes avancent.", "promis",
     {"support": ("economic",), "condition": "à condition que les réformes avancent"}),
    ("de", "Peking bekräftigte seine bedingungslose Unterstützung für Moskau.", "Unterstützung",
     {"conditionality": "unconditional", "status": "reaffirmed"}),
    ("pt", "Washington prometeu ajuda militar a Kiev se houver reformas.", "prometeu",
     {"support": ("military",), "condition": "se houver reformas"}),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "text", "trigger", "wanted"), PLEDGES)
def test_pledges(lang: str, text: str, trigger: str, wanted: dict[str, Any]) -> None:
    details = said(lang, text, trigger, "pledge_of_support").model_dump()
    assert {k: details[k] for k in wanted} == wanted


TRANSFERS: list[tuple[str, str, str, str, str]] = [
    ("it", "Berlino ha firmato un contratto per la fornitura di munizioni a Kiev.", "fornitura",
     "agreed", "munizioni"),
    ("it", "Berlino ha consegnato munizioni per i semoventi Caesar.", "consegnato", "delivered",
     "munizioni"),
    ("it", "Kiev ha chiesto l'invio di missili Taurus.", "invio", "requested", "missili Taurus"),
    ("it", "Parigi ha annunciato la consegna di sei Mirage.", "consegna", "announced", "Mirage"),
    ("en", "Poland signed a deal to buy K2 tanks.", "buy", "agreed", "K2 tanks"),
    ("en", "The US sent ammunition for Leopard tanks.", "sent", "delivered", "ammunition"),
    ("en", "They are in talks over the supply of frigates.", "supply", "negotiated", "frigates"),
    ("es", "Berlín firmó un contrato para el suministro de misiles.", "suministro", "agreed",
     "misiles"),
    ("fr", "Paris a annoncé la livraison de six Mirage.", "livraison", "announced", "Mirage"),
    ("de", "Berlin hat die Lieferung von Taurus-Marschflugkörpern angekündigt.", "Lieferung",
     "announced", "Taurus-Marschflugkörpern"),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "text", "trigger", "stage", "items"), TRANSFERS)
def test_transfers(lang: str, text: str, trigger: str, stage: str, items: str) -> None:
    tense = "present" if stage == "negotiated" else "past"
    details = said(lang, text, trigger, "arms_transfer", tense=tense)
    assert isinstance(details, ArmsDetails)
    assert details.stage == stage
    assert "|".join(i.text for i in details.items) == items
    assert all(text[i.start : i.end] == i.text for i in details.items)
