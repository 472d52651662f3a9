"""Discourse: which mentions stand for the same actor, read from the first word to the last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eventx.components.actors import ActorFinder, Found
from eventx.components.clause import Syntax
from eventx.components.discourse_reading import Reading
from eventx.components.discourse_scan import Scanner
from eventx.components.layers import ActorMention, Layers
from eventx.components.tree import base, case_of
from eventx.lang.pack import LanguagePack

if TYPE_CHECKING:
    from spacy.tokens import Token


class Discourse:
    """Resolves references and finds the doers of deed nouns.

    Args:
        pack: the language pack.
    """

    def __init__(self, pack: LanguagePack) -> None:
        self.pack = pack
        self.finder = ActorFinder(pack)
        self.words = self.finder.words
        self.syntax = Syntax(pack.grammar)
        self.scanner = Scanner(pack.grammar, self.words, pack.lang)

    def resolve(self, layers: Layers, found: list[Found] | None = None) -> None:
        """Fill `layers.actors` with all mentions, as far as the article tells whom they mean.

        Mentions that their own words resolve keep their actors; titles, pronouns, possessives,
        "the two leaders" and dropped subjects take theirs from what was said before. A mention
        that nothing resolves has no `refs`.

        Args:
            layers: the layers of a Doc; `actors` is replaced.
            found: what the finder read in it, when it has been asked already.
        """
        if found is None:
            found = self.finder.read(layers.doc, layers.published, layers.goods)
        layers.actors = Reading(self, layers).run(found)

    def agent_of(self, noun: Token, layers: Layers) -> ActorMention | None:
        """The doer of a deed that is named as a noun: "the Russian attack", "Kyiv's offensive".

        Args:
            noun: the noun.
            layers: resolved layers.

        Returns:
            The mention of the doer, None when the noun's own words name none.
        """
        grammar = self.pack.grammar
        marked = frozenset(grammar.genitive) | frozenset(grammar.agent)
        owners: list[Token] = []
        others: list[Token] = []
        for child in noun.children:
            dep = base(child.dep_)
            if child.dep_ in ("nmod:poss", "det:poss") or child.morph.get("Poss", []):
                owners.insert(0, child)
            elif dep in ("amod", "compound", "det"):
                owners.append(child)
            elif dep in ("nmod", "obl") and case_of(child) in marked:
                others.append(child)
        for token in (*owners, *others):
            mention = layers.actor_at(token.i)
            if (
                mention is not None
                and mention.refs
                and mention.head != noun.i
                and not (mention.start <= noun.i < mention.end)
            ):
                return mention
        return self._beside(noun, layers)

    @staticmethod
    def _beside(noun: Token, layers: Layers) -> ActorMention | None:
        """A country's adjective that touches the noun, whatever the tree says."""
        for mention in layers.actors:
            touches = mention.start == noun.i + 1 or mention.end == noun.i
            if mention.basis == "demonym" and touches and mention.refs:
                agrees = noun.doc[mention.head].head.i == noun.i
                if agrees or noun.doc[mention.head].pos_ == "ADJ":
                    return mention
        return None
