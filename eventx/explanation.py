"""Why an event was coded: the rule, the words in its slots, the operators, what was merged."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from eventx.article import Article
from eventx.components.layers import Draft
from eventx.errors import ArticleError
from eventx.event import Event
from eventx.pipeline import Coder, load


@dataclass(frozen=True)
class Explanation:
    """The steps that made an event.

    Attributes:
        event: the event.
        lines: the steps in words, in the order in which they were taken.
    """

    event: Event
    lines: tuple[str, ...]

    def __str__(self) -> str:
        return "\n".join([str(self.event), *(f"  {line}" for line in self.lines)])


def explain(
    event_id: str, article: Article, *, lang: str | None = None, pack: Path | None = None
) -> Explanation:
    """Code an article again and tell how one of its events came about.

    Args:
        event_id: id of the event, or its first characters when they are unambiguous.
        article: the article it was coded from.
        lang: language; the article's own when not given.
        pack: folder of own rules that took part.

    Raises:
        ArticleError: E114 when the article gives no such event, E110 without a language.
    """
    language = lang or article.lang
    if language is None:
        from eventx.language import detect

        language = detect(article.text)
    if language is None:
        from eventx.lang.pack import available

        raise ArticleError("E110", supported=", ".join(available()))
    return _explain(event_id, article, load(language, pack=pack))


def _explain(event_id: str, article: Article, coder: Coder) -> Explanation:
    found = [(e, g) for e, g in coder.groups(article) if e.id.startswith(event_id)]
    if len(found) != 1:
        raise ArticleError("E114", event=event_id, path=f"article {article.id}")
    event, (lead, rest) = found[0]
    lines = [*_steps(lead)]
    for other in rest:
        lines.append(f"the same happening again: {other.trigger.rule.id}")
        lines.extend(f"  {step}" for step in other.steps)
    lines.append(f"confidence {event.confidence} from a model over these features")
    return Explanation(event, tuple(lines))


def _steps(draft: Draft) -> list[str]:
    modality = draft.modality
    judged = f"{modality.certainty}, {modality.polarity}, {modality.tense}"
    reasons = ", ".join(modality.operators) or "no operator in scope"
    lines = [*draft.steps, f"{judged}: {reasons}"]
    lines.extend(f"attributed to {c.name!r} by {c.operator}" for c in draft.claims)
    return lines
