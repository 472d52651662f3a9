"""What a rule file holds: rules that say which words evoke which event, with whom in which slot."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from eventx.ontology import CAMEO_CODES, PLOVER_CONTEXTS

Kind = Literal["diplomatic_visit", "pledge_of_support", "arms_transfer"]

# Slots that are no preposition; see docs/rules.md.
KEYWORDS = frozenset({
    "@subj", "@obj", "@iobj", "@agent", "@poss", "@adj", "@compound", "@host", "@host.obj",
    "@host.iobj", "@head", "@clause",
})  # fmt: skip


class Closed(BaseModel):
    """Base: frozen, unknown keys are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Frame(Closed):
    """Where the arguments of a verb or noun stand.

    Each slot is a list in order of preference: keywords such as `@subj` (logical subject,
    passives undone) or prepositions, which may be of several words. `companions` holds persons
    who take part on the source's side: "arrived with the Latvian prime minister".
    """

    source: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    companions: tuple[str, ...] = ()
    symmetric: bool = False

    @field_validator("source", "target", "items", "place", "companions")
    @classmethod
    def _slots(cls, slots: tuple[str, ...]) -> tuple[str, ...]:
        unknown = [s for s in slots if s.startswith("@") and s not in KEYWORDS]
        if unknown:
            raise ValueError(f"unknown slot {unknown[0]!r}; known: {', '.join(sorted(KEYWORDS))}")
        return slots


class Recast(Closed):
    """What a deed told in the future is: "will send instructors" is a pledge.

    Attributes:
        cameo: its code.
        kind: its kind, if it is of one.
    """

    cameo: str
    kind: Kind | None = None

    @field_validator("cameo")
    @classmethod
    def _code(cls, code: str) -> str:
        if code not in CAMEO_CODES:
            raise ValueError(f"{code!r} is no CAMEO code")
        return code


class Rule(Closed):
    """Words that evoke one kind of event.

    Attributes:
        id: unique, `<lang>.<cameo>.<name>`.
        cameo: code of the event.
        kind: one of the three kinds that the library exists for, or None.
        verbs: lemmas; a reflexive ending (`recarsi`, `reunirse`, `sich treffen`, `se rendre`)
            asks for the pronoun; German separable verbs in one word.
        nouns: lemmas.
        adjectives: lemmas of predicative adjectives ("è favorevole a").
        phrases: several words, as lemmas in order, a verb first or a noun first; a few words may
            stand between ("dare il via libera" is written `dare via libera`).
        frame: name of the frame for verbs and verbal phrases.
        noun_frame: name of the frame for nouns and nominal phrases.
        object: the logical object must be one of these: lemmas or `%class`.
        subject: the logical subject must be one of these, if it is told at all.
        prep: for a preposition, its filler must be one of these; at least one entry must hold.
        unless_object: the rule is silent when the object is one of these.
        unless_subject: the rule is silent when the subject is one of these.
        unless_prep: the rule is silent when the preposition has one of these as filler.
        needs: slots that must be filled by actors (places count for targets of visits).
        polarity: negative when the words themselves deny (`disertare`).
        tense: when the words themselves fix it.
        certainty: when the words themselves fix it: in "can count on" the modal hedges nothing.
        status: status or stage of the kind that the words themselves fix.
        mode: PLOVER mode, when the words say more than the code's crosswalk.
        future: what the deed is when it is told in the future, if something else.
        contexts: PLOVER contexts.
        examples: sentences in which the rule must fire.
        not_: sentences in which it must not.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    id: str = Field(pattern=r"^[a-z]{2}\.\d{2,4}\.[a-z0-9_]+$")
    cameo: str
    kind: Kind | None = None
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    frame: str = "transitive"
    noun_frame: str = "deed"
    object: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    prep: dict[str, tuple[str, ...]] = {}
    unless_object: tuple[str, ...] = ()
    unless_subject: tuple[str, ...] = ()
    unless_prep: dict[str, tuple[str, ...]] = {}
    needs: tuple[Literal["source", "target", "items", "either", "both"], ...] = ("either",)
    polarity: Literal["positive", "negative"] = "positive"
    tense: Literal["past", "present", "future"] | None = None
    certainty: Literal["certain", "probable", "possible"] | None = None
    status: str | None = None
    mode: str | None = None
    future: Recast | None = None
    contexts: tuple[str, ...] = ()
    examples: tuple[str, ...] = Field(min_length=1)
    not_: tuple[str, ...] = Field(default=(), alias="not")

    @field_validator("cameo")
    @classmethod
    def _code(cls, code: str) -> str:
        if code not in CAMEO_CODES:
            raise ValueError(f"{code!r} is no CAMEO code")
        return code

    @field_validator("contexts")
    @classmethod
    def _contexts(cls, contexts: tuple[str, ...]) -> tuple[str, ...]:
        unknown = set(contexts) - set(PLOVER_CONTEXTS)
        if unknown:
            raise ValueError(f"unknown PLOVER context {sorted(unknown)[0]!r}")
        return contexts

    @model_validator(mode="after")
    def _speaks(self) -> Self:
        if not (self.verbs or self.nouns or self.adjectives or self.phrases):
            raise ValueError("a rule needs verbs, nouns, adjectives or phrases")
        if self.id.split(".")[1] != self.cameo:
            raise ValueError(f"the id's code differs from cameo = {self.cameo!r}")
        return self

    @property
    def strength(self) -> int:
        """How much the rule asks for: of two rules that fit, the more demanding one speaks."""
        asked = bool(self.object) + bool(self.subject) + bool(self.prep) + len(self.needs)
        return 4 * asked + 2 * bool(self.phrases) + len(self.cameo)


class RuleFile(Closed):
    """One TOML file of rules."""

    frames: dict[str, Frame] = {}
    rule: tuple[Rule, ...] = ()


class Words(Closed):
    """words.toml of a pack: classes of lemmas that rules name as `%class`."""

    classes: dict[str, tuple[str, ...]] = {}


class Effect(Closed):
    """What an operator does to the events in its scope.

    Attributes:
        certainty: what the scope becomes at most.
        polarity: `negative` and `flip` turn the scope, so that a denial of a refusal is positive
            again; `positive` sets it.
        tense: tense that a scope takes which has none of its own (infinitives, nouns).
        status: status for the kinds (`planned`, `postponed`, `cancelled`, `denied`, `halted` ...).
        blocks: the scope is no event at all (wish, purpose, question, metaphor).
    """

    certainty: Literal["certain", "probable", "possible"] | None = None
    polarity: Literal["negative", "positive", "flip"] | None = None
    tense: Literal["past", "present", "future"] | None = None
    status: str | None = None
    blocks: bool = False


class Operator(Effect):
    """Words that change how an event is presented; the effect's fields say how.

    Attributes:
        id: name shown by `explain`.
        verbs: lemmas of embedding verbs (reflexive as in rules), of several words if need be
            ("prendere in considerazione"); their clause, object, infinitive or passive subject
            is the scope.
        subject_verbs: lemmas of verbs whose subject is the scope ("slittare", "fall through").
        nouns: lemmas of embedding nouns; their complement is the scope, and their subject when
            they are a predicate ("la visita è in programma").
        adjectives: adjectives at the trigger noun, or predicative with it, or with a clause as
            subject or complement ("likely to").
        adverbs: words or fixed phrases, as written, that stand at the trigger or above it.
        auxiliaries: modal verbs, lemmas or forms as written.
        moods: moods of the trigger or of its auxiliary (`Cnd`).
        cases: words, as written, right before the trigger's phrase ("senza", "in vista di").
        negated: the effect when the operator itself is negated, in place of its own; without it
            a negated operator only loses its polarity.
        absorbs: the operator is an event of its own that stands for the scope; the scope counts
            only where its rule has one of the three kinds.
        hearsay: the certainty falls only where no source is named.
        needs_date: without a new date the scope is negative (postponement).
        claims: the subject is given as the source of the claim (reporting, denying).
    """

    id: str
    verbs: tuple[str, ...] = ()
    subject_verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    adverbs: tuple[str, ...] = ()
    auxiliaries: tuple[str, ...] = ()
    moods: tuple[str, ...] = ()
    cases: tuple[str, ...] = ()
    negated: Effect | None = None
    absorbs: bool = False
    hearsay: bool = False
    needs_date: bool = False
    claims: bool = False


class Modifiers(Closed):
    """modifiers.toml of a pack. Lemmas unless said otherwise.

    Attributes:
        operator: the operators.
        according_to: prepositions and phrases, as written, that introduce the source of a claim.
        reporting: verbs that report (`riferire`, `say`); also used for parentheses.
        reporting_nouns: nouns that do ("dichiarazione", "report").
        not_sources: nouns that "according to" may have without giving a source ("plan", "law").
        citing: verbs by which one source gives another ("cite", "rilanciare").
        as_marks: words, as written, that open a reporting clause ("come", "as").
        media_nouns: nouns for media ("agenzia", "daily").
        hearsay_speakers: speakers after whom a conditional is hearsay, not the future of a
            past ("fonte", "media").
        refers: pronouns, as written, that take up the sentence before ("lo", "this").
        negations: words of negation, as written.
        only: words after which a negation is none ("non solo"), as written.
        conditionals: conjunctions of condition, as written.
        condition_exceptions: words, as written, that make a condition a concession ("anche").
        questions: conjunctions that open an indirect question, as written.
        complement_cases: prepositions of nouns that are complements ("di", "of").
        complement_marks: words, as written, that open an infinitive complement ("di", "de").
        purpose: words, as written, that open a clause of purpose.
        goal_cases: prepositions of a plan's or journey's goal ("atteso per una visita").
        motion: verbs of motion, whose purposes count as events.
        transparent: verbs and nouns that add nothing of their own to the scope.
        inchoative: verbs of beginning, whose perfect tells an act under way.
        ongoing: verbs whose present tense tells an act under way.
        now: words and phrases, as written, that mark an act under way.
        speech: verbs of acts done by speaking, past even when told in the present.
        new_date: prepositions, as written, of the date to which something is postponed.
        progressive: auxiliaries of the progressive.
        counterfactual: forms, as written, of auxiliaries that with a participle make the unreal.
        future_auxiliaries: auxiliaries of the future, lemmas or forms.
        future_in_past: forms of the future seen from the past: `simple` or `compound`
            conditional, or `auxiliary` for words such as "would".
        past_future_auxiliaries: those words.
        endings: endings of verb forms that give a mood or tense away (`Cnd`, `Fut`).
    """

    operator: tuple[Operator, ...] = ()
    according_to: tuple[str, ...] = ()
    reporting: tuple[str, ...] = ()
    reporting_nouns: tuple[str, ...] = ()
    not_sources: tuple[str, ...] = ()
    citing: tuple[str, ...] = ()
    as_marks: tuple[str, ...] = ()
    media_nouns: tuple[str, ...] = ()
    hearsay_speakers: tuple[str, ...] = ()
    refers: tuple[str, ...] = ()
    negations: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    conditionals: tuple[str, ...] = ()
    condition_exceptions: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    complement_cases: tuple[str, ...] = ()
    complement_marks: tuple[str, ...] = ()
    purpose: tuple[str, ...] = ()
    goal_cases: tuple[str, ...] = ()
    motion: tuple[str, ...] = ()
    transparent: tuple[str, ...] = ()
    inchoative: tuple[str, ...] = ()
    ongoing: tuple[str, ...] = ()
    now: tuple[str, ...] = ()
    speech: tuple[str, ...] = ()
    new_date: tuple[str, ...] = ()
    progressive: tuple[str, ...] = ()
    counterfactual: tuple[str, ...] = ()
    future_auxiliaries: tuple[str, ...] = ()
    future_in_past: Literal["simple", "compound", "auxiliary"] = "simple"
    past_future_auxiliaries: tuple[str, ...] = ()
    endings: dict[Literal["Cnd", "Fut"], tuple[str, ...]] = {}


class Grammar(Closed):
    """pack.toml of a pack: closed word lists that the engine needs of a language.

    Attributes:
        name: English name of the language.
        relative: relative pronouns.
        reflexive: reflexive pronouns and clitics.
        genitive: prepositions of possession ("di", "of").
        agent: prepositions of the agent in passives.
        light_verbs: verbs that lend a noun their subject ("effettuare", "make").
        carrier_verbs: verbs whose subject is the doer of the noun they govern ("annunciare",
            "rinviare", "plan").
        object_control: verbs whose object or addressee does what the infinitive says.
        particles: adverbs that belong to the verb right before them ("pull back").
        nobody: subjects that are nobody in particular ("chi", "whoever", "nobody").
        containers: nouns that count or hold ("carico di", "decine di"): one looks through them.
        pronouns: personal and demonstrative pronouns that may stand for actors.
        own_country: phrases such as "suo Paese" whose possessor's state is meant.
        homeland: phrases such as "il nostro Paese" that stand for the medium's country.
        counterpart: nouns such as "omologo" that take the office of the other party.
        pair: phrases such as "i due leader", "le parti", "entrambi".
        capital: nouns for a capital used with a country ("capitale").
        compounds: whether a noun may be the last part of a longer one ("Friedensabkommen").
    """

    name: str
    compounds: bool = False
    relative: tuple[str, ...] = ()
    reflexive: tuple[str, ...] = ()
    genitive: tuple[str, ...] = ()
    agent: tuple[str, ...] = ()
    light_verbs: tuple[str, ...] = ()
    carrier_verbs: tuple[str, ...] = ()
    object_control: tuple[str, ...] = ()
    particles: tuple[str, ...] = ()
    nobody: tuple[str, ...] = ()
    containers: tuple[str, ...] = ()
    pronouns: tuple[str, ...] = ()
    own_country: tuple[str, ...] = ()
    homeland: dict[str, str] = {}
    counterpart: tuple[str, ...] = ()
    pair: tuple[str, ...] = ()
    capital: tuple[str, ...] = ()
