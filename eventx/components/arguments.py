"""Arguments: the tokens in a trigger's slots, and the actors, places and items that they are."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from eventx.components.antecedents import nouns_meant
from eventx.components.clause import Filler, Syntax
from eventx.components.layers import ActorMention, Layers, Trigger
from eventx.components.tree import ancestors, base, case_of, coordinated, kids
from eventx.lang.pack import LanguagePack

if TYPE_CHECKING:
    from spacy.tokens import Token

MONEY = frozenset({"€", "$", "£", "¥", "euro", "dollaro", "dollar", "sterlina", "pound", "yen",
                   "yuan", "rublo", "ruble", "rouble", "dólar", "dollars", "libra", "franc",
                   "franco", "real", "peso", "rubel", "corona", "krone", "rupia",
                   "rupee", "krona", "kronor", "dirham", "dinar", "dinaro", "zloty", "won", "riyal",
                   "shekel",
                   "lira", "rand", "naira", "rial"})  # fmt: skip


# Signs with a country before them or a sum behind: "A$190", "US$".
CURRENCY = re.compile(r"^[A-Z]{0,3}[$€£¥]\d*")


class Fillers:
    """Finds what stands in a slot.

    Args:
        pack: the language pack.
    """

    def __init__(self, pack: LanguagePack) -> None:
        self.pack = pack
        self.syntax = Syntax(pack.grammar)

    def slot(self, trigger: Trigger, token: Token, slot: str) -> list[Filler]:
        """Fillers of one slot: a keyword or a preposition.

        Coordinated fillers are all given.
        """
        found = self._verbal(token, slot, trigger) if trigger.verbal else self._nominal(token, slot)
        return [Filler(t, f.path) for f in found for t in coordinated(f.token)]

    def slots(self, trigger: Trigger, token: Token, slots: Iterable[str]) -> list[Filler]:
        """Fillers of several slots, in the slots' order."""
        return [f for s in slots for f in self.slot(trigger, token, s)]

    def _verbal(self, verb: Token, slot: str, trigger: Trigger) -> list[Filler]:
        syntax = self.syntax
        frame = self.pack.frames[trigger.rule.frame]
        transitive = "@obj" in (*frame.target, *frame.source, *frame.items) or bool(
            trigger.rule.object
        )
        if slot == "@subj":
            found = syntax.subject(verb, transitive=transitive) or syntax.copula_subject(verb)
            return [found] if found else []
        if slot == "@obj":
            found = syntax.object(verb)
            inner = self._inner_verb(verb, trigger) if found is None else None
            if inner is not None:
                found = syntax.object(inner)
            return [found] if found else []
        if slot == "@iobj":
            found = syntax.addressee(verb)
            return [found] if found else []
        if slot == "@agent":
            agent = syntax.agent(verb)
            return [Filler(agent, "agent")] if agent is not None else []
        if slot == "@clause":
            found = syntax.clause_subject(verb)
            return [found] if found else []
        if slot.startswith("@"):
            return []
        found_here = syntax.with_case(verb, (slot,))
        for child in self._phrase_words(verb, trigger):
            found_here += syntax.with_case(child, (slot,))
        return found_here

    @staticmethod
    def _phrase_words(verb: Token, trigger: Trigger) -> list[Token]:
        """The object or complement inside a phrase: its complements are the phrase's too."""
        named = {w for phrase in trigger.rule.phrases for w in phrase.lower().split()[1:]}
        inside = [
            c
            for c in verb.children
            # In German the words of a phrase stand before the verb: "an einem Gipfel teilnehmen".
            if trigger.start <= c.i < trigger.end
            or (named and c.i < verb.i and named.intersection((c.lemma_.lower(), c.lower_)))
        ]
        direct = [*kids(verb, "obj"), *kids(verb, "nsubj:pass")]
        kinds = ("obj", "obl", "xcomp", "nsubj:pass")
        words = dict.fromkeys([*inside, *direct])
        return [t for t in words if base(t.dep_) in kinds or t.dep_ in kinds]

    @staticmethod
    def _inner_verb(verb: Token, trigger: Trigger) -> Token | None:
        """The infinitive inside a phrase: "threatened to expel"."""
        inside = (c for c in verb.children if trigger.start <= c.i < trigger.end)
        return next((c for c in inside if c.pos_ == "VERB" and base(c.dep_) == "xcomp"), None)

    def _nominal(self, noun: Token, slot: str) -> list[Filler]:
        syntax = self.syntax
        if slot == "@poss":
            poss = [
                c
                for c in noun.children
                if c.dep_ in ("nmod:poss", "det:poss") or c.morph.get("Poss", [])
            ]
            return [Filler(t, "poss") for t in poss]
        if slot == "@adj":
            return [Filler(c, "adj") for c in kids(noun, "amod")]
        if slot == "@compound":
            return [Filler(c, "compound") for c in kids(noun, "compound")]
        if slot == "@host":
            found = syntax.host(noun) or syntax.copula_subject(noun)
            return [found] if found else []
        if slot == "@head":
            return self._head(noun)
        if slot in ("@host.obj", "@host.iobj"):
            governor = syntax.governor(noun)
            if governor is None:
                return []
            found = syntax.addressee(governor) if slot == "@host.iobj" else syntax.object(governor)
            return [found] if found and found.token.i != noun.i else []
        if slot.startswith("@"):
            return []
        for head in self._noun_heads(noun):
            found_here = syntax.with_case(head, (slot,))
            if found_here and slot not in syntax.grammar.genitive:
                return found_here
            if found_here and head.i == noun.i:
                return found_here
        if noun.head.pos_ == "VERB" and base(noun.dep_) == "nsubj":
            # "Salta la visita di Lula a Roma": the place behind the noun hangs on the verb.
            return [f for f in syntax.with_case(noun.head, (slot,)) if f.token.i > noun.i]
        return []

    def _noun_heads(self, noun: Token) -> list[Token]:
        """The noun, what hangs between it and its complements, and the verb that lends it.

        "the trip planned to Rome", "manovre congiunte tra A e B", "la firma del patto tra A e B".
        """
        heads = [noun]
        for child in noun.children:
            if base(child.dep_) in ("acl", "amod") and not kids(child, "nsubj"):
                heads.append(child)
        for filler in self.syntax.with_case(noun, self.pack.grammar.genitive)[:1]:
            heads += self.syntax.through_containers(filler.token)
        governor = self.syntax.governor(noun)
        return heads if governor is None else [*heads, governor]

    def stray_items(self, trigger: Trigger, verb: Token, layers: Layers) -> list[Token]:
        """Goods below a verb of transfer that the parser hung elsewhere than on its object."""
        if trigger.rule.kind != "arms_transfer":
            return []
        found = []
        for item in layers.items:
            token = layers.doc[item.head]
            for head, child in ancestors(token):
                if head.i == verb.i:
                    found.append(token)
                if head.i == verb.i or head.pos_ == "VERB" or base(child.dep_) in ("acl", "advcl"):
                    break
        return found

    def _head(self, noun: Token) -> list[Filler]:
        """Whom a noun with a preposition speaks of: "Shoigu, in visita a"."""
        head = noun.head
        if head.i == noun.i or not case_of(noun) or base(noun.dep_) not in ("nmod", "obl", "appos"):
            return []
        if head.pos_ in ("VERB", "AUX", "ADJ"):
            found = self.syntax.subject(head, transitive=False)
            return [Filler(found.token, f"head>{found.path}")] if found else []
        return [Filler(head, "head")]

    def actor(self, token: Token, layers: Layers) -> ActorMention | None:
        """The actor that a token is, or whose title it is ("gen. Khalifa Haftar")."""
        mention = layers.actor_at(token.i)
        if mention is not None:
            return mention
        for child in token.children:
            named = child.pos_ == "PROPN" and base(child.dep_) in (
                "flat",
                "appos",
                "nmod",
                "compound",
            )
            if named and not case_of(child) and layers.actor_at(child.i) is not None:
                return layers.actor_at(child.i)
        return None

    # ---- what a filler is ------------------------------------------------------------------

    def any_in(
        self,
        tokens: Iterable[Token],
        names: tuple[str, ...],
        layers: Layers,
        *,
        proper: bool = True,
    ) -> bool:
        """Whether one of the tokens is one of the lemmas, `%classes` or built-in classes.

        Args:
            tokens: fillers.
            names: lemmas and classes.
            layers: all mentions.
            proper: whether heads of names count: the "Court" of the Criminal Court is a court,
                but the "Union" of the African Union must not silence a rule as a trade union.
        """
        lemmas = self.pack.members(names)
        built_in = [n[1:] for n in names if n.startswith("%")]
        for token in tokens:
            for inner in self.syntax.through_containers(token):
                named = (
                    not proper and inner.pos_ == "PROPN" and layers.actor_at(inner.i) is not None
                )
                if not named and (self.syntax.lemma(inner) in lemmas or inner.lower_ in lemmas):
                    return True
                if any(self._is(inner, name, layers) for name in built_in):
                    return True
            if proper and any(
                self.syntax.lemma(noun) in lemmas
                or ("weapon" in built_in and self._is(noun, "weapon", layers))
                for noun in nouns_meant(token)
            ):
                return True
        return False

    def _is(self, token: Token, name: str, layers: Layers) -> bool:
        if name == "weapon":
            return layers.item_at(token.i) is not None
        if name == "place" and layers.place_at(token.i) is not None:
            return True
        if name == "money":
            words = [token, *token.children]
            return any(
                t.text in MONEY or t.lemma_.lower() in MONEY or CURRENCY.match(t.text)
                for t in words
            )
        actor = self.actor(token, layers)
        if actor is None:
            return False
        if name == "actor" or (name == "person" and not actor.refs):
            return True
        if name == "place":
            return actor.basis == "place" or all(r.type == "state" for r in actor.refs)
        if name == "state":
            return any(r.type == "state" for r in actor.refs)
        if name == "person":
            return any(r.type in ("person", "people", "group") for r in actor.refs)
        if name == "individual":
            return any(r.type == "person" for r in actor.refs)
        if name == "armed":
            return any(
                {"MIL", "REB", "INS", "SEP", "COP", "UAF"}.intersection(r.roles) for r in actor.refs
            )
        return False
