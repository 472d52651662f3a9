"""Italian verb lemmas beyond the table: regular forms, believed when they lead to a known verb."""

from __future__ import annotations

from collections.abc import Callable

_FUTURE = "rò rai rà remo rete ranno rei resti rebbe remmo reste rebbero"
_ENDINGS = {
    "are": (
        "o i a iamo ate ano avo avi ava avamo avate avano ai asti ò ammo aste arono ino assi asse "
        "assimo assero ando ato ata ati ate ante anti " + " ".join(f"e{x}" for x in _FUTURE.split())
    ),
    "ere": (
        "o i e iamo ete ono evo evi eva evamo evate evano ei etti esti é è ette emmo este erono "
        "ettero a ano essi esse essimo essero endo uto uta uti ute ente enti "
        + " ".join(f"e{x}" for x in _FUTURE.split())
    ),
    "ire": (
        "o i e iamo ite ono isco isci isce iscono isca iscano ivo ivi iva ivamo ivate ivano ii "
        "isti ì immo iste irono a ano issi isse issimo issero endo ito ita iti ite "
        + " ".join(f"i{x}" for x in _FUTURE.split())
    ),
}
_BY_LENGTH = sorted(
    {(ending, kind) for kind, endings in _ENDINGS.items() for ending in endings.split()},
    key=lambda pair: (-len(pair[0]), pair),
)


def verb_lemma(form: str, known: Callable[[str], bool]) -> str | None:
    """The infinitive of a regular form, None when no known verb has it.

    Args:
        form: the form in lower case.
        known: whether a lemma is a verb.

    Examples:
        >>> verbs = {"appoggiare", "caricare", "punire"}
        >>> [verb_lemma(f, verbs.__contains__) for f in ("appoggerà", "caricheranno", "puniscono")]
        ['appoggiare', 'caricare', 'punire']
        >>> verb_lemma("tavolo", verbs.__contains__) is None
        True
    """
    for ending, kind in _BY_LENGTH:
        stem = form.removesuffix(ending)
        if stem == form or len(stem) < 2:
            continue
        stems = [stem]
        if kind == "are":
            # Spelling keeps the sound: "carico, carichi", "appoggio, appoggerà".
            stems += [stem.removesuffix("h")] if stem.endswith(("ch", "gh")) else [stem + "i"]
        for candidate in stems:
            if known(candidate + kind):
                return candidate + kind
    return None
