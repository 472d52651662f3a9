"""Reading the tree: who does what to whom, with passives, relatives, control and ellipsis undone.

All functions speak Universal Dependencies with the subtypes that `eventx.analyzer.relations`
sets; none knows a language, the words come from the pack's grammar.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from eventx.components.tree import NOMINAL, ancestors, base, case_of, is_finite, kids

if TYPE_CHECKING:
    from spacy.tokens import Token

    from eventx.lang.rule import Grammar

SUBJECTS = frozenset({"nsubj", "nsubj:outer", "csubj"})
PASSIVE_SUBJECTS = frozenset({"nsubj:pass", "csubj:pass"})
EMBEDDED = frozenset({"xcomp", "advcl", "ccomp", "acl"})
# Prepositions with which a light verb lends a noun its doer: "procedere alla consegna".
LENT_CASES = frozenset(
    {"", "a", "in", "di", "to", "on", "for", "with", "en", "de", "à", "em", "zu", "auf", "con",
     "per"}
)  # fmt: skip
# Prepositions of place that a relative adverb may stand for, in all six languages.
PLACE_CASES = frozenset({"in", "a", "to", "at", "en", "à", "dans", "em", "nach"})


def _is_marked_particle(token: Token, verb: Token) -> bool:
    if token.dep_ == "compound:prt":
        return True
    return token.dep_ == "compound" and verb.pos_ == "VERB" and token.pos_ in ("ADP", "ADV")


def _may_be_lent(noun: Token) -> bool:
    """Whether a noun may take the verb's doer: not in "after the attack"."""
    return base(noun.dep_) != "obl" or case_of(noun) in LENT_CASES


@dataclass(frozen=True)
class Filler:
    """A token that fills a slot, and how it was found (for `explain`)."""

    token: Token
    path: str


class Syntax:
    """Argument search with the word lists of one language.

    Args:
        grammar: the pack's closed word lists.
    """

    def __init__(self, grammar: Grammar) -> None:
        self.grammar = grammar

    @cached_property
    def _relative(self) -> frozenset[str]:
        return frozenset(self.grammar.relative)

    @cached_property
    def _lenders(self) -> frozenset[str]:
        return frozenset(self.grammar.light_verbs) | frozenset(self.grammar.carrier_verbs)

    # ---- words ---------------------------------------------------------------------------

    def lemma(self, token: Token) -> str:
        """Lower-case lemma with a separated particle in front (German, English)."""
        lemma = token.lemma_.lower()
        particles = [c for c in token.children if self._is_particle(c, token)]
        if not particles:
            return lemma
        particle = particles[0].lemma_.lower()
        if self.grammar.name == "English":
            return f"{lemma} {particle}"
        # The bundled analyzer has joined them already; another pipeline may not have.
        return lemma if lemma.startswith(particle) else particle + lemma

    def _is_particle(self, token: Token, verb: Token) -> bool:
        if _is_marked_particle(token, verb):
            return True
        return token.i == verb.i + 1 and token.lower_ in self.grammar.particles

    def is_reflexive(self, verb: Token) -> bool:
        """Whether the verb has a reflexive pronoun or clitic."""
        marks = set(self.grammar.reflexive)
        if marks.intersection(m.lower() for m in verb.morph.get("Clitic", [])):
            return True
        return any(
            c.lower_ in marks and (base(c.dep_) in ("expl", "obj", "iobj") or c.pos_ == "PRON")
            for c in verb.children
        )

    def is_passive(self, verb: Token) -> bool:
        """Passive by auxiliary or passive subject."""
        return any(c.dep_ in ("aux:pass", "nsubj:pass", "csubj:pass") for c in verb.children)

    def is_bare_participle(self, verb: Token) -> bool:
        """A past participle without auxiliary that modifies a noun or stands alone."""
        return (
            "Part" in verb.morph.get("VerbForm", [])
            and "Pres" not in verb.morph.get("Tense", [])
            and not kids(verb, "aux", "cop")
            and not any(c.dep_ in SUBJECTS for c in verb.children)
        )

    def antecedent(self, token: Token) -> Token:
        """A relative pronoun's antecedent, the token itself when it is none."""
        if token.lower_ not in self._relative and "Rel" not in token.morph.get("PronType", []):
            return token
        for head, child in ancestors(token):
            if base(child.dep_) == "acl" and head.pos_ in NOMINAL:
                return head
        return token

    # ---- verbs ---------------------------------------------------------------------------

    def subject(self, verb: Token, *, transitive: bool = True, depth: int = 0) -> Filler | None:
        """The logical subject: the agent of a passive, the controller of an infinitive.

        Args:
            verb: the verb.
            transitive: whether its bare participle speaks of the object ("arrested" against
                "arrived").
            depth: guard against cyclic control.
        """
        if depth > 4:
            return None
        if self.is_passive(verb) or (transitive and self.is_bare_participle(verb)):
            agent = self.agent(verb)
            return Filler(agent, "agent") if agent is not None else None
        for child in verb.children:
            if child.dep_ in SUBJECTS and child.pos_ != "VERB":
                return Filler(self.antecedent(child), child.dep_)
        if verb.dep_.startswith("conj") and not self._starts_clause(verb):
            found = self.subject(verb.head, depth=depth + 1, transitive=transitive)
            if found is None and self.is_passive(verb.head):
                found = self.object(verb.head, depth=depth + 1)
            return Filler(found.token, f"conj>{found.path}") if found else None
        return self._controller(verb, depth)

    def _starts_clause(self, verb: Token) -> bool:
        return verb.pos_ not in ("VERB", "AUX", "ADJ") or verb.head.pos_ not in (
            "VERB",
            "AUX",
            "ADJ",
        )

    def _controller(self, verb: Token, depth: int) -> Filler | None:
        """Who does what an infinitive, gerund or participle says."""
        head, dep = verb.head, base(verb.dep_)
        if head.i == verb.i or dep not in EMBEDDED:
            return None
        if dep == "acl" and head.pos_ in NOMINAL:
            form = set(verb.morph.get("VerbForm", []))
            if form & {"Ger", "Part"} and not is_finite(verb):
                return Filler(head, "acl")
            if verb.dep_ == "acl:relcl" or is_finite(verb):
                return self._of_main_clause(verb, depth)
            owner = self.owner(head) or self.host(head, depth=depth + 1)
            return Filler(owner.token, f"acl>{owner.path}") if owner else None
        if is_finite(verb):
            return None
        if self.lemma(head) in self.grammar.object_control:
            target = self.object(head, depth=depth + 1) or self.addressee(head)
            if target is not None:
                return Filler(target.token, f"control>{target.path}")
        if head.pos_ in NOMINAL:
            return None
        found = self.subject(head, depth=depth + 1)
        if found is None and self.is_passive(head):
            found = self.object(head, depth=depth + 1)
        return Filler(found.token, f"control>{found.path}") if found else None

    def _of_main_clause(self, verb: Token, depth: int) -> Filler | None:
        """The subject of "a Tbilisi, dove era arrivato" is that of the main clause."""
        if not any(c.pos_ == "ADV" and c.lower_ in self._relative for c in verb.children):
            return None
        main = next((h for h, _ in ancestors(verb) if h.pos_ in ("VERB", "AUX")), None)
        found = self.subject(main, depth=depth + 1) if main is not None else None
        return Filler(found.token, f"relative>{found.path}") if found else None

    def object(self, verb: Token, *, depth: int = 0) -> Filler | None:
        """The logical object: the subject of a passive, the head of a participle."""
        if depth > 4:
            return None
        for child in verb.children:
            if child.dep_ in PASSIVE_SUBJECTS and child.pos_ != "VERB":
                return Filler(self.antecedent(child), "nsubj:pass")
        if self.is_passive(verb):
            if verb.dep_.startswith("conj") and self.is_passive(verb.head):
                found = self.object(verb.head, depth=depth + 1)
                return Filler(found.token, f"conj>{found.path}") if found else None
            for child in verb.children:
                if child.dep_ in SUBJECTS and child.pos_ != "VERB":
                    return Filler(self.antecedent(child), child.dep_)
            if base(verb.dep_) == "acl" and verb.head.pos_ in NOMINAL and not is_finite(verb):
                return Filler(verb.head, "acl")
            found = self._controller(verb, depth)
            return found
        if self.is_bare_participle(verb):
            if base(verb.dep_) in ("acl", "amod") and verb.head.pos_ in NOMINAL:
                return Filler(verb.head, "acl")
            if base(verb.dep_) == "advcl":
                found = self._controller(verb, depth)
                if found:
                    return found
        objects = self._objects(verb)
        if objects:
            return Filler(self.antecedent(objects[-1]), "obj")
        if verb.dep_.startswith("conj") and not any(
            base(c.dep_) in ("ccomp", "xcomp", "obl") for c in verb.children
        ):
            shared = [c for c in verb.head.children if base(c.dep_) == "obj" and c.i > verb.i]
            if shared:
                return Filler(shared[0], "conj>obj")
        return None

    def _objects(self, verb: Token) -> list[Token]:
        """Bare objects in the text's order; of two, the first is the addressee."""
        return [
            c
            for c in verb.children
            if base(c.dep_) == "obj" and c.pos_ != "VERB" and not self._is_clitic_si(c)
        ]

    def _is_clitic_si(self, token: Token) -> bool:
        return token.lower_ in self.grammar.reflexive

    def agent(self, verb: Token) -> Token | None:
        """The agent of a passive or participle."""
        for child in verb.children:
            if child.dep_ == "obl:agent":
                return self.antecedent(child)
        return None

    def addressee(self, verb: Token) -> Filler | None:
        """The indirect object, also as a clitic."""
        for child in verb.children:
            if base(child.dep_) == "iobj" and not self._is_clitic_si(child):
                return Filler(self.antecedent(child), "iobj")
        for child in verb.children:
            if self._is_dative(child):
                return Filler(child, "dative")
        objects = self._objects(verb)
        # "sold Kenya twelve drones" is often read as two direct objects.
        if len(objects) > 1 and objects[0].pos_ in ("PROPN", "PRON", "NOUN"):
            return Filler(self.antecedent(objects[0]), "iobj")
        return None

    @staticmethod
    def _is_dative(noun: Token) -> bool:
        """A bare dative that the parser took for an adverbial: "liefert der Armee Panzer"."""
        return (
            noun.dep_ == "obl"
            and noun.pos_ in ("NOUN", "PROPN")
            and "Dat" in noun.morph.get("Case", [])
            and not case_of(noun)
            and noun.ent_type_ not in ("DATE", "TIME")
        )

    def clause_subject(self, verb: Token) -> Filler | None:
        """The subject of the clause that the verb takes: "demands that Moscow withdraw"."""
        for child in verb.children:
            if base(child.dep_) in ("ccomp", "csubj", "xcomp") and child.pos_ in (
                "VERB",
                "AUX",
                "ADJ",
            ):
                for inner in child.children:
                    if inner.dep_ in SUBJECTS | PASSIVE_SUBJECTS:
                        return Filler(inner, "clause")
        return None

    # ---- prepositions --------------------------------------------------------------------

    def with_case(self, head: Token, wanted: Iterable[str]) -> list[Filler]:
        """Dependents of a verb or noun introduced by one of the prepositions, in the text's order.

        A preposition of several words is found whether the parser took it as one ("a nome di" as
        case + fixed) or as a noun with a complement ("da parte" > "di ...").
        """
        wanted = frozenset(wanted)
        fillers = []
        for child in head.children:
            if base(child.dep_) not in (
                "obl",
                "nmod",
                "iobj",
                "advmod",
                "advcl",
                "obj",
                "xcomp",
                "appos",
            ):
                continue
            if child.pos_ == "VERB" and base(child.dep_) not in ("obl", "nmod"):
                continue
            if child.pos_ == "ADV" and child.lower_ in self._relative:
                # "Tbilisi, where he had arrived": the place is the antecedent.
                place = self.antecedent(child)
                if place.i != child.i and wanted & PLACE_CASES:
                    fillers.append(Filler(place, child.lower_))
                continue
            case = case_of(child)
            if case and case in wanted:
                fillers.append(Filler(self.antecedent(child), case))
                continue
            if (
                not case
                and self._is_genitive(child, head)
                and wanted.intersection(self.grammar.genitive)
            ):
                fillers.append(Filler(child, "genitive"))
                continue
            for inner in child.children:
                if base(inner.dep_) in ("nmod", "obl") and case_of(inner):
                    long = " ".join(x for x in (case, child.lemma_.lower(), case_of(inner)) if x)
                    if long in wanted:
                        fillers.append(Filler(self.antecedent(inner), long))
        return sorted(fillers, key=lambda f: f.token.i)

    @staticmethod
    def _is_genitive(noun: Token, head: Token) -> bool:
        """A bare genitive: "der Besuch des Ministers", "Russlands Angriff"."""
        return (
            base(noun.dep_) == "nmod"
            and head.pos_ in NOMINAL
            and noun.pos_ in ("NOUN", "PROPN")
            and "Gen" in noun.morph.get("Case", [])
        )

    # ---- nouns ---------------------------------------------------------------------------

    def owner(self, noun: Token) -> Filler | None:
        """The possessor of a noun: possessive, genitive."""
        for child in noun.children:
            if child.dep_ in ("nmod:poss", "det:poss") or child.morph.get("Poss", []):
                return Filler(child, "poss")
        found = self.with_case(noun, self.grammar.genitive)
        return found[0] if found else None

    def host(self, noun: Token, depth: int = 0) -> Filler | None:
        """The subject of the verb that lends it to a noun ("ha effettuato una visita")."""
        governor = self.governor(noun)
        if governor is None or depth > 4:
            return None
        found = self.subject(governor, depth=depth + 1)
        return Filler(found.token, f"host>{found.path}") if found else None

    def governor(self, noun: Token) -> Token | None:
        """The light or carrier verb that a noun is object, passive subject or complement of."""
        head, child = noun.head, noun
        for _ in range(3):
            if head.pos_ in ("VERB", "AUX") and base(child.dep_) in (
                "obj", "nsubj", "obl", "xcomp", "ccomp"
            ):  # fmt: skip
                lends = self.lemma(head) in self._lenders and _may_be_lent(child)
                passive = child.dep_ in PASSIVE_SUBJECTS
                if lends and (base(child.dep_) != "nsubj" or passive):
                    return head
                return None
            if base(child.dep_) not in ("nmod", "conj") or head.pos_ not in NOMINAL:
                return None
            head, child = head.head, head
        return None

    def copula_subject(self, predicate: Token) -> Filler | None:
        """The subject of a nominal or prepositional predicate ("è in visita")."""
        for child in predicate.children:
            if child.dep_ in SUBJECTS and any(c.dep_ == "cop" for c in predicate.children):
                return Filler(self.antecedent(child), "cop")
        return None

    def through_containers(self, token: Token) -> list[Token]:
        """The token, or what it counts or holds ("decine di droni" gives "droni" too)."""
        found = [token]
        if self.lemma(token) in self.grammar.containers or token.pos_ in ("NUM", "SYM"):
            for child in token.children:
                if base(child.dep_) in ("nmod", "obl", "compound", "appos", "flat"):
                    found.extend(self.through_containers(child))
        return found
