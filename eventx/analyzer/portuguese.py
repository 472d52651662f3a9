"""Portuguese verb lemmas beyond the table: irregular families by their stems, the rest by rule.

The families are in `verbs_pt.tsv`; a regular form is believed when it leads to a known verb.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache

from eventx.analyzer.conjugation import irregular_forms

_FUTURE = "ei ás á emos eis ão ia ias íamos íeis iam"
_TENSES = {
    "{future}": _FUTURE,
    "{strong}": "e emos estes eram era eras êramos éramos esse esses essem êssemos er eres erem "
    "ermos",
}
_ENDINGS = {
    "ar": "o as a amos ais am ei aste ou ámos astes aram ava avas ávamos áveis avam ara aras "
    "áramos e es emos eis em asse asses ássemos assem ares armos ardes arem ando ado ada ados adas "
    + " ".join(f"ar{x}" for x in _FUTURE.split()),
    "er": "o es e emos eis em i este eu estes eram ia ias íamos íeis iam era eras êramos a as amos "
    "ais am esse esses êssemos essem eres ermos erdes erem endo ido ida idos idas "
    + " ".join(f"er{x}" for x in _FUTURE.split()),
    "ir": "o es e imos is em i í iste iu imos istes iram ia ias íamos íeis iam ira iras íramos "
    "a as amos ais am isse isses íssemos issem ires irmos irdes irem indo ido ida idos idas ído "
    "ída ídos ídas ísse íram iu " + " ".join(f"ir{x}" for x in _FUTURE.split()),
}
_BY_LENGTH = sorted(
    {(ending, kind) for kind, endings in _ENDINGS.items() for ending in endings.split()},
    key=lambda pair: (-len(pair[0]), pair),
)


# Infinitive; beginnings of the verbs of the family; forms, some as stem|endings.
@lru_cache(maxsize=1)
def _irregular() -> dict[str, str]:
    return irregular_forms("verbs_pt.tsv", _TENSES)


def verb_lemma(form: str, known: Callable[[str], bool]) -> str | None:
    """The infinitive of a form, None when no known verb has it.

    Args:
        form: the form in lower case, without clitics behind a hyphen.
        known: whether a lemma is a verb.

    Examples:
        >>> verbs = {"rechaçar", "incendiar", "impor", "destituir", "entregar"}
        >>> [verb_lemma(f, verbs.__contains__) for f in ("rechaçou", "incendeia", "impusera")]
        ['rechaçar', 'incendiar', 'impor']
        >>> [verb_lemma(f, verbs.__contains__) for f in ("destituí", "entreguem")]
        ['destituir', 'entregar']
        >>> verb_lemma("mesa", verbs.__contains__) is None
        True
    """
    if form.endswith(("ar", "er", "ir", "or", "ôr")) and known(form):
        return form
    irregular = _irregular().get(form)
    if irregular is not None:
        return irregular
    for ending, kind in _BY_LENGTH:
        stem = form.removesuffix(ending)
        if stem == form or len(stem) < 2:
            continue
        for candidate in _stems(stem, kind, ending):
            if known(candidate + kind):
                return candidate + kind
    return None


def _stems(stem: str, kind: str, ending: str) -> Iterator[str]:
    """Stems that may stand behind a written one: spelling keeps the sound."""
    yield stem
    if kind == "ar":
        if ending[0] in "eé":
            if stem.endswith("qu"):
                yield stem[:-2] + "c"
            if stem.endswith("gu"):
                yield stem[:-1]
            if stem.endswith("c"):
                yield stem[:-1] + "ç"
        if stem.endswith("ei"):
            # "semeia" and "incendeia"
            yield stem[:-1]
            yield stem[:-2] + "i"
    elif ending[0] in "oaâ":
        if stem.endswith("ç"):
            yield stem[:-1] + "c"
        if stem.endswith("j"):
            yield stem[:-1] + "g"
        if stem.endswith("g"):
            yield stem + "u"
