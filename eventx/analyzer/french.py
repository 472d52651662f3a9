"""French verb lemmas beyond the table: irregular families by their stems, -er verbs by rule.

The families are in `verbs_fr.tsv`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache

from eventx.analyzer.conjugation import irregular_forms

_FUTURE = "ai as a ons ez ont ais ait ions iez aient"
_TENSES = {
    "{future}": _FUTURE,
    "{imperfect}": "ais ait ions iez aient",
    "{past_i}": "is it îmes îtes irent isse isses ît issions issiez issent",
    "{past_u}": "us ut ûmes ûtes urent usse usses ût ussions ussiez ussent",
    "{past_in}": "ins int înmes întes inrent insse înt inssent",
}
_SECOND_ENDINGS = (
    "is it issons issez issent issais issait issions issiez issaient isse isses issant i ie ies "
    "îmes îtes irent ît " + " ".join(f"ir{x}" for x in _FUTURE.split())
)
# Endings of -er verbs, the longest first; those marked stand behind a stem with an open vowel.
_FIRST = sorted(
    (
        "e es ent ons ez ais ait ions iez aient ai as a âmes âtes èrent ât "
        "é ée és ées ant er " + " ".join(f"er{x}" for x in _FUTURE.split())
    ).split(),
    key=len,
    reverse=True,
)
# Ends of stems with a mute e: "lever, lève"; the others have é.
_LEVER = (
    "lev", "nev", "sev", "crev", "men", "pes", "sem", "gel", "pel", "cel", "del", "tel", "chet",
    "jet", "let", "net", "ques", "ciel",
)  # fmt: skip


@lru_cache(maxsize=1)
def _irregular() -> dict[str, str]:
    return irregular_forms("verbs_fr.tsv", {**_TENSES, "{second}": _SECOND_ENDINGS})


def verb_lemma(form: str, known: Callable[[str], bool]) -> str | None:
    """The infinitive of a form; None where only the network can tell.

    Args:
        form: the form in lower case.
        known: whether a lemma is a verb of the table.

    Examples:
        >>> verbs = {"geler", "céder", "rejeter", "payer", "annoncer"}
        >>> forms = "enverra maintiendront promis gèle cède rejettent paiera annonçait dissous"
        >>> [verb_lemma(f, verbs.__contains__) for f in forms.split()][:5]
        ['envoyer', 'maintenir', 'promettre', 'geler', 'céder']
        >>> [verb_lemma(f, verbs.__contains__) for f in forms.split()][5:]
        ['rejeter', 'payer', 'annoncer', 'dissoudre']
        >>> verb_lemma("bombarda", verbs.__contains__), verb_lemma("limogent", verbs.__contains__)
        ('bombarder', 'limoger')
    """
    if form.endswith(("er", "ir", "re")) and known(form):
        return form
    irregular = _irregular().get(form)
    if irregular is not None:
        return irregular
    if form.endswith(("ie", "ies", "ue", "ues")) and not known(form + "r"):
        return None
    for ending in _FIRST:
        stem = form.removesuffix(ending)
        if stem == form or len(stem) < 2:
            continue
        candidates = [c + "er" for c in _stems(stem, ending)]
        found = next((c for c in candidates if known(c)), None)
        if found:
            return found
        return (
            candidates[-1]
            if ending not in ("e", "es", "ent", "ai", "as") or len(stem) > 3
            else None
        )
    return None


def _stems(stem: str, ending: str) -> Iterator[str]:
    """Stems that may stand behind a written one, the least likely first to be believed alone."""
    if ending == "èrent" and stem.endswith(
        ("p", "d", "lib", "l", "op", "éf", "g", "n", "t", "b", "v")
    ):
        # "espèrent" beside "bombardèrent".
        yield stem + "ér"
    if ending[0] in "aâo" and stem.endswith("ge"):
        yield stem[:-1]
        return
    if stem.endswith("ç"):
        yield stem[:-1] + "c"
        return
    head, accent, tail = stem.rpartition("è")
    if accent and 0 < len(tail) <= 2 and ending[0] == "e":
        open_e, closed_e = head + "e" + tail, head + "é" + tail
        first, last = (closed_e, open_e) if open_e.endswith(_LEVER) else (open_e, closed_e)
        yield from (first, last)
        return
    if ending[0] == "e" and stem.endswith(("ell", "ett")):
        yield stem
        yield stem[:-1]
        return
    if ending[0] == "e" and stem.endswith(("ai", "oi", "ui")):
        yield stem
        yield stem[:-1] + "y"
        return
    yield stem
