"""Every rule's examples and counter-examples, through the whole coder."""

from __future__ import annotations

import pytest

from eventx.article import Article
from eventx.lang.pack import available, load_pack
from eventx.lang.rule import Rule
from eventx.pipeline import load

PUBLISHED = "2025-06-18"


def fired(sentence: str, lang: str) -> set[str]:
    """Ids of the rules that made an event of the sentence."""
    article = Article(text=sentence, lang=lang, published=PUBLISHED)
    spoken = set()
    for _, (lead, rest) in load(lang).groups(article):
        spoken.update(d.trigger.rule.id for d in [lead, *rest])
    return spoken


def cases(field: str) -> list[object]:
    """One case a sentence, named by its rule."""
    found: list[object] = []
    for lang in available():
        for rule in load_pack(lang).rules:
            sentences: tuple[str, ...] = getattr(rule, field)
            for n, sentence in enumerate(sentences):
                found.append(pytest.param(rule, sentence, id=f"{rule.id}-{n}"))
    return found


@pytest.mark.parametrize(("rule", "sentence"), cases("examples"))
def test_rule_fires(rule: Rule, sentence: str) -> None:
    assert rule.id in fired(sentence, rule.id[:2])


@pytest.mark.parametrize(("rule", "sentence"), cases("not_"))
def test_rule_is_silent(rule: Rule, sentence: str) -> None:
    assert rule.id not in fired(sentence, rule.id[:2])
