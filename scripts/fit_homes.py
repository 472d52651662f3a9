"""Learn the weights of `eventx/components/homes.json` on the corpus's train part.

Which country an actor without one has is read off the annotated events: the side that the actor
stands in, by the slot of a rule's words or by its role. Cross-validation by article is printed.
Usage: PYTHONPATH=. python scripts/fit_homes.py
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from logit import Choice, learn

import eventx.components.discourse_focus as focus
import eventx.components.homes as homes
from eventx.components.layers import Layers
from eventx.corpus import CorpusArticle, GoldEvent, languages, load, split_sentences
from eventx.lang.pack import available
from eventx.ontology import plover_of
from eventx.pipeline import Coder

OUT = Path(__file__).parents[1] / "eventx/components/homes.json"

Asked = dict[tuple[int, int], tuple[Any, list[homes.Candidate], frozenset[str]]]


def choices(lang: str) -> Iterator[Choice]:
    """The choices of a language of which the annotation knows the answer."""
    coder, decide = Coder(lang), focus.home
    for gold in load(lang, part="train"):
        asked: Asked = {}

        def ask(found, reading, excluded=(), asked=asked):  # type: ignore[no-untyped-def]
            options = [c for c in homes.candidates(found, reading) if c.country not in excluded]
            roles = frozenset(reading.refs.roles(found.phrase))
            asked[found.mention.start, found.mention.end] = (found.mention, options, roles)
            return decide(found, reading, excluded)

        focus.home = ask  # type: ignore[assignment]
        layers = coder.layers(gold.bare)
        focus.home = decide
        for key, countries in answers(gold, layers, asked, coder).items():
            options = asked[key][1]
            if options:
                right = [c.country in countries for c in options]
                features = [*(c.features for c in options), {}]
                yield Choice(gold.id, features, [*right, not any(right)])


def answers(
    gold: CorpusArticle, layers: Layers, asked: Asked, coder: Coder
) -> dict[tuple[int, int], set[str]]:
    """The countries of the mentions that were asked for, where the annotation tells."""
    spans = split_sentences(gold.text, gold.lang)
    found: dict[tuple[int, int], set[str]] = {}
    shift = layers.offset + (2 if layers.offset else 0)
    for event in gold.events:
        start = gold.text.index(event.trigger, spans[event.sentence].start) + shift
        for side, mention in _in_slots(event, start, layers, coder):
            if (mention.start, mention.end) in asked:
                found.setdefault((mention.start, mention.end), countries_of(side))
    for key, (mention, _, roles) in asked.items():
        if key in found or not roles:
            continue
        place = layers.doc[mention.head].idx - shift
        near = [e for e in gold.events if spans[e.sentence].start <= place < spans[e.sentence].end]
        codes = [c for e in near for c in (*e.source, *e.target) if c.split(":")[-1] in roles]
        if len(countries_of(codes)) == 1:
            found[key] = countries_of(codes)
    return found


def _in_slots(event: GoldEvent, start: int, layers: Layers, coder: Coder) -> Iterator[Any]:
    """The actors in the slots of the rules that know the event's words, with its sides."""
    fillers = coder._drafter.fillers
    for token in layers.doc:
        if not start <= token.idx < start + len(event.trigger):
            continue
        for trigger in coder._triggers._candidates(token):
            known = plover_of(trigger.rule.cameo)
            if known is None or known.event != event.type:
                continue
            name = trigger.rule.frame if trigger.verbal else trigger.rule.noun_frame
            frame = coder.pack.frames[name]
            for side, slots in ((event.source, frame.source), (event.target, frame.target)):
                for filler in fillers.slots(trigger, layers.doc[trigger.head], slots):
                    for inner in fillers.syntax.through_containers(filler.token):
                        mention = fillers.actor(inner, layers)
                        if mention is not None:
                            yield side, mention


def countries_of(codes: Any) -> set[str]:
    """The countries of codes."""
    return {c.split(":")[0] for c in codes if not c.startswith("IGO")}


def main() -> None:
    """Cross-validate, fit on everything, write."""
    found = [c for lang in languages() if lang in available() for c in choices(lang)]

    def guess(choice: Choice, weights: Mapping[str, float]) -> int | None:
        options = [homes.Candidate("", dict(o)) for o in choice.options[:-1]]
        return homes.likeliest(options, weights)

    learn(found, guess, OUT, Path(__file__).name)


if __name__ == "__main__":
    main()
