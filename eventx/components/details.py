"""What the three kinds add to an event, read from the words around the trigger.

Every field is words of the article or follows from the draft's modality; what the article does not
say stays None.
"""

from __future__ import annotations

from functools import lru_cache

from eventx.components.details_arms import ArmsReader
from eventx.components.details_pledge import PledgeReader
from eventx.components.details_scope import Scope, ToSpan
from eventx.components.details_visit import VisitReader
from eventx.components.details_words import load_detail_words
from eventx.components.layers import Draft, Layers
from eventx.event import Actor, Details, Where

VISIT, PLEDGE = "diplomatic_visit", "pledge_of_support"
ARMS = ("arms_transfer", "arms_transfer_speculation")


class DetailsReader:
    """Reads the details of visits, pledges and arms transfers.

    Args:
        lang: language code.

    Raises:
        PackError: when the language's details.toml is missing or has a fault.
    """

    def __init__(self, lang: str) -> None:
        words = load_detail_words(lang)
        self._visit = VisitReader(words.visit)
        self._pledge = PledgeReader(words.pledge)
        self._arms = ArmsReader(words.arms)

    def read(
        self, kind: str, draft: Draft, layers: Layers, *, source: tuple[Actor, ...],
        target: tuple[Actor, ...], where: Where | None, to_span: ToSpan,
    ) -> Details:  # fmt: skip
        """The details of a draft.

        Args:
            kind: one of the three kinds, or `arms_transfer_speculation`.
            draft: the draft with its modality.
            layers: what was found in the Doc.
            source: the record's source actors.
            target: the record's target actors.
            where: the place.
            to_span: turns a range of tokens into words, offsets and field.

        Raises:
            ValueError: when the kind has no details.
        """
        scope = Scope(draft, layers)
        if kind == VISIT:
            return self._visit.read(
                scope, source=source, target=target, where=where, to_span=to_span
            )
        if kind == PLEDGE:
            return self._pledge.read(scope, to_span=to_span)
        if kind in ARMS:
            return self._arms.read(scope, to_span=to_span)
        raise ValueError(f"kind {kind!r} has no details")


@lru_cache(maxsize=8)
def _reader(lang: str) -> DetailsReader:
    return DetailsReader(lang)


def details_for(
    kind: str, draft: Draft, layers: Layers, *, source: tuple[Actor, ...],
    target: tuple[Actor, ...], where: Where | None, to_span: ToSpan,
) -> Details:  # fmt: skip
    """The details of a draft; arguments and errors as in `DetailsReader.read`."""
    return _reader(layers.lang).read(
        kind, draft, layers, source=source, target=target, where=where, to_span=to_span
    )
