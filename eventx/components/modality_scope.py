"""The path from a trigger up the tree: which words have it in their scope, and how."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from eventx.components.modality_words import OperatorWords
from eventx.components.tree import base, case_of, is_finite, kids
from eventx.lang.pack import LanguagePack
from eventx.lang.rule import Operator

if TYPE_CHECKING:
    from spacy.tokens import Token

Role = Literal["own", "operator", "report", "other", "host", "adverbial", "purpose"]
Link = Literal["complement", "object", "oblique", "subject", "noun", "predicate", "adverbial"]
VERBAL = frozenset({"VERB", "AUX"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "X", "SYM", "DET"})
LONGEST = 14


@dataclass(frozen=True, slots=True)
class Level:
    """One stop on the way up.

    Attributes:
        token: the word.
        child: the word below it on the path; the trigger itself on the first level.
        role: `own`, when its modifiers speak of the trigger as well (the trigger, a light verb);
            `operator`; `report`, a reporting verb or noun; `other`, an embedding word without
            effect; `host`, the verb that an event noun is the subject of; `adverbial`, the main
            verb of a participle or gerund; `purpose`, that of a clause of purpose.
        operator: the operator.
    """

    token: Token
    child: Token
    role: Role
    operator: Operator | None = None


class Scope:
    """Walks from triggers upwards.

    Args:
        pack: the language pack.
        words: its operators.
    """

    def __init__(self, pack: LanguagePack, words: OperatorWords) -> None:
        self.pack = pack
        self.words = words
        self.syntax = words.syntax
        modifiers = pack.modifiers
        self.cases = frozenset(modifiers.complement_cases) | frozenset(pack.grammar.genitive)
        self.marks = frozenset(modifiers.complement_marks)
        self.purpose = frozenset(modifiers.purpose)
        self.goals = frozenset(modifiers.goal_cases)
        self.motion = frozenset(modifiers.motion)
        self.reporting = frozenset(modifiers.reporting)
        self._report_phrases = [tuple(v.split()) for v in modifiers.reporting if " " in v]
        self.reporting_nouns = frozenset(modifiers.reporting_nouns)
        self.transparent = frozenset(modifiers.transparent) | frozenset(pack.grammar.containers)
        self.light = frozenset(pack.grammar.light_verbs)
        self.citing = frozenset(modifiers.citing)
        self.according = frozenset(w.split()[0] for w in modifiers.according_to)

    def path(self, token: Token) -> list[Level]:
        """The levels from the trigger outwards."""
        levels = [Level(token, token, "own")]
        child = token
        while child.head.i != child.i and len(levels) < LONGEST:
            head = child.head
            if self._passes(child, head):
                if child is token and self._shares(child, head):
                    levels.append(Level(head, child, "own"))
                child = head
                continue
            level = self._level(child, head)
            if level is None:
                break
            levels.append(level)
            if level.role in ("host", "purpose", "adverbial"):
                break
            child = head
        return levels

    # ---- coordination and apposition ---------------------------------------------------------

    def _passes(self, child: Token, head: Token) -> bool:
        """Coordinated words and appositions share what governs the first of them."""
        dep = base(child.dep_)
        if dep == "conj":
            return (child.pos_ in NOMINAL) == (head.pos_ in NOMINAL)
        return dep == "appos" and child.pos_ in NOMINAL and head.pos_ in NOMINAL

    def _shares(self, child: Token, head: Token) -> bool:
        """Whether a coordinated verb takes the first one's auxiliaries ("ha visto e firmato")."""
        return (
            child.pos_ in VERBAL
            and not kids(child, "aux", "cop")
            and not is_finite(child)
            and bool(kids(head, "aux"))
            and not any(base(c.dep_) in ("nsubj", "mark") for c in child.children)
        )

    # ---- one step ----------------------------------------------------------------------------

    def _level(self, child: Token, head: Token) -> Level | None:
        link = self.link(child, head)
        if link is None:
            return None
        if link == "adverbial":
            return self._adverbial(child, head)
        if link == "noun" and self._is_goal(head):
            return Level(head.head, head, "purpose")
        operator = self.operator(child, head, link)
        if operator is not None:
            return Level(head, child, "operator", operator)
        if self.reports(head) and link in ("complement", "noun"):
            return Level(head, child, "report")
        if link == "complement":
            own = base(child.dep_) == "xcomp" and self.adds_nothing(head)
            return Level(head, child, "own" if own else "other")
        if link in ("object", "oblique") and head.pos_ in VERBAL:
            lemma = self.syntax.lemma(head)
            moves = link == "oblique" and lemma in self.motion
            if lemma in self.light or lemma in self.transparent or moves:
                return Level(head, child, "own")
            return Level(head, child, "report") if self.reports(head) else None
        if link == "subject":
            return Level(head, child, "host")
        if link == "predicate":
            return None
        lemma = head.lemma_.lower()
        if lemma in self.transparent or head.pos_ == "NUM" or lemma in self.reporting_nouns:
            return Level(head, child, "other")
        return None

    def _is_goal(self, noun: Token) -> bool:
        """Whether a noun is part of a phrase of purpose ("al fine di")."""
        if not 0 < noun.i < len(noun.doc) - 1:
            return False
        around = [t.lower_ for t in noun.doc[max(0, noun.i - 2) : noun.i + 2]]
        return any(" ".join(around[-n:]) in self.purpose for n in (3, 4))

    def adds_nothing(self, verb: Token) -> bool:
        """Whether a verb adds nothing of its own to its infinitive."""
        lemma = self.syntax.lemma(verb)
        return lemma in self.transparent or lemma in self.words.pack.modifiers.progressive

    def reports(self, token: Token) -> bool:
        """Whether a verb or noun is one of reporting."""
        lemma = self.syntax.lemma(token) if token.pos_ in VERBAL else token.lemma_.lower()
        if token.pos_ in NOMINAL:
            return lemma in self.reporting_nouns
        if lemma in self.reporting:
            return True
        return any(
            p[0] == token.lemma_.lower() and _below(token, p[1:]) for p in self._report_phrases
        )

    def _adverbial(self, child: Token, head: Token) -> Level | None:
        marks = opening_of(child)
        if self.purpose.intersection(marks):
            if any("Part" in t.morph.get("VerbForm", []) for t in [child] if kids(child, "aux")):
                return None  # "per aver sparato" gives a reason, no purpose
            return Level(head, child, "purpose")
        return Level(head, child, "adverbial")

    def link(self, child: Token, head: Token) -> Link | None:
        """How a word hangs on the one above, None where scopes end."""
        dep, whole = base(child.dep_), child.dep_
        predicate = bool(kids(head, "cop"))
        if head.pos_ in VERBAL or head.pos_ == "ADJ" or (head.pos_ == "ADV" and predicate):
            return self._verbal_link(child, head, dep, whole)
        if head.pos_ not in NOMINAL:
            return None
        if dep in ("nsubj", "csubj") and predicate:
            return "predicate"
        if dep in ("nmod", "obl", "compound"):
            case = case_of(child)
            return "noun" if dep == "compound" or not case or case in self.cases else None
        if whole == "acl:relcl":
            return "noun" if self._told(child) else None
        if dep in ("acl", "ccomp", "xcomp", "csubj", "advcl"):
            infinitive = "Inf" in child.morph.get("VerbForm", [])
            told = infinitive or bool(self.marks.intersection(opening_of(child)))
            return "noun" if told or dep == "ccomp" else None
        return None

    def _verbal_link(self, child: Token, head: Token, dep: str, whole: str) -> Link | None:
        if dep in ("ccomp", "xcomp", "csubj"):
            return "complement"
        if dep == "acl" and head.pos_ == "ADJ":
            return "complement"
        if dep == "advcl":
            opening = opening_of(child)
            marked = self.marks.intersection(opening)
            close = not opening and child.i - head.i <= 3 and not is_finite(child)
            near = close and not any(t.is_punct for t in child.doc[head.i : child.i])
            if (marked or near) and self.operator(child, head, "complement") is not None:
                return "complement"
            if is_finite(child):
                return None
            return "adverbial"
        if dep in ("obj", "dislocated") or whole == "nsubj:pass":
            return "object"
        if dep == "nsubj":
            if self.words.subject_verb(head) is not None or head.pos_ == "ADJ":
                return "subject"
            passive = self.syntax.is_reflexive(head) or self.syntax.is_passive(head)
            return "object" if passive else "subject"
        if dep in ("obl", "iobj", "nmod", "advmod", "root"):
            if whole == "obl:agent":
                return None
            case = case_of(child)
            return "oblique" if case in self.cases or case in self.goals else None
        return None

    def _told(self, verb: Token) -> bool:
        """Whether a relative clause gives what its noun says: "le voci secondo cui ..."."""
        before = [t.lower_ for t in verb.doc[verb.left_edge.i : verb.left_edge.i + 3]]
        return bool(self.according.intersection(before))

    # ---- operators ---------------------------------------------------------------------------

    def operator(self, child: Token, head: Token, link: Link) -> Operator | None:
        """The operator that a governing word is for what hangs on it."""
        words = self.words
        if head.pos_ in NOMINAL:
            if link in ("noun", "predicate", "complement"):
                found = words.noun(head) or words.phrase_verb_of(head)
                if found is not None:
                    return found
            if link == "predicate" and "be" not in head.lemma_:
                return words.adjective(head)
            return None
        if link in ("subject", "object"):
            found = words.subject_verb(head)
            if found is not None:
                return found
            for other in head.children:
                if other.pos_ == "ADJ" and base(other.dep_) in ("xcomp", "obl", "advmod", "obj"):
                    found = words.adjective(other)
                    if found is not None:
                        return found
        if head.pos_ == "ADJ" or (head.pos_ == "ADV" and link in ("subject", "complement")):
            found = words.adjective(head)
            if found is not None or head.pos_ == "ADV":
                return found
        if link == "subject" and head.pos_ != "ADJ":
            return None
        found = words.verb(head)
        if found is None and link == "complement" and base(child.dep_) == "xcomp":
            found = words.auxiliary(head)
        if link == "oblique" and found is not None and case_of(child) in self.goals - self.cases:
            # "is expected in Ankara for a visit": only plans reach their purpose.
            return found if found.status == "planned" else None
        return found


def opening_of(verb: Token) -> list[str]:
    """The conjunctions and prepositions that open a clause, as written, alone and as a phrase."""
    marks = sorted(
        (c for c in verb.children if base(c.dep_) in ("mark", "case") and c.i < verb.i),
        key=lambda t: t.i,
    )
    found = [m.lower_ for m in marks]
    for mark in marks:
        fixed = [c.lower_ for c in mark.children if c.dep_ == "fixed"]
        if fixed:
            found.append(" ".join([mark.lower_, *fixed]))
    if len(marks) > 1:
        found.append(" ".join(m.lower_ for m in marks))
    return found


def _below(verb: Token, parts: tuple[str, ...]) -> bool:
    near = [t for c in verb.children for t in (c, *c.children)]
    return all(any(part in (t.lower_, t.lemma_.lower()) for t in near) for part in parts)
