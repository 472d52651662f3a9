"""News text in, typed political events out, with the words that prove them.

    import eventx

    result = eventx.extract(text, published="2025-06-17")
    for event in result:
        print(event)

Names are imported when they are first used, so that `import eventx` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

__version__ = "0.1.0"

# Public name -> module that holds it.
_HOMES = {
    "extract": "eventx.batch",
    "extract_many": "eventx.batch",
    "load": "eventx.pipeline",
    "explain": "eventx.explanation",
    "sample": "eventx.samples",
    "Article": "eventx.article",
    "Extraction": "eventx.extraction",
    "EventxError": "eventx.errors",
    **dict.fromkeys(
        (
            "Event", "DiplomaticVisit", "PledgeOfSupport", "ArmsTransfer",
            "ArmsTransferSpeculation", "Consultation", "Agreement", "Support", "Aid",
            "Cooperation", "Concession", "Retreat", "Request", "Appeal", "Accusation",
            "Rejection", "Threat", "Sanction", "Protest", "Mobilization", "Coercion", "Assault",
            "Statement", "read_event",
        ),
        "eventx.event",
    ),
}  # fmt: skip

__all__ = ["__version__", *_HOMES]

if TYPE_CHECKING:
    from eventx.article import Article as Article
    from eventx.batch import extract as extract
    from eventx.batch import extract_many as extract_many
    from eventx.errors import EventxError as EventxError
    from eventx.event import Accusation as Accusation
    from eventx.event import Agreement as Agreement
    from eventx.event import Aid as Aid
    from eventx.event import Appeal as Appeal
    from eventx.event import ArmsTransfer as ArmsTransfer
    from eventx.event import ArmsTransferSpeculation as ArmsTransferSpeculation
    from eventx.event import Assault as Assault
    from eventx.event import Coercion as Coercion
    from eventx.event import Concession as Concession
    from eventx.event import Consultation as Consultation
    from eventx.event import Cooperation as Cooperation
    from eventx.event import DiplomaticVisit as DiplomaticVisit
    from eventx.event import Event as Event
    from eventx.event import Mobilization as Mobilization
    from eventx.event import PledgeOfSupport as PledgeOfSupport
    from eventx.event import Protest as Protest
    from eventx.event import Rejection as Rejection
    from eventx.event import Request as Request
    from eventx.event import Retreat as Retreat
    from eventx.event import Sanction as Sanction
    from eventx.event import Statement as Statement
    from eventx.event import Support as Support
    from eventx.event import Threat as Threat
    from eventx.event import read_event as read_event
    from eventx.explanation import explain as explain
    from eventx.extraction import Extraction as Extraction
    from eventx.pipeline import load as load
    from eventx.samples import sample as sample


def __getattr__(name: str) -> object:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'eventx' has no attribute {name!r}")
    value: object = getattr(import_module(home), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOMES})
