"""Fixtures of all tests: a coder that needs no analyzer, the command line, outside material."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

from eventx.article import Article
from eventx.event import Actor, ArticleRef, Event, Evidence, Span, read_event
from eventx.extraction import Extraction

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.vocab import Vocab

    from eventx.components.layers import ActorMention, Draft
    from eventx.lang.pack import LanguagePack
    from eventx.lang.rule import Rule

ROOT = Path(__file__).resolve().parents[1]

# Time limits per example fail on a busy machine, not on wrong code.
settings.register_profile("eventx", deadline=None, max_examples=60)
settings.load_profile("eventx")


class FirstWordCoder:
    """Takes the first word of an article for a statement of its second word."""

    def code(self, article: Article) -> Extraction:
        """One event, or none when the text has one word."""
        if article.text.startswith("BREAK"):
            raise RuntimeError("line one\nline two")
        words = article.text.split()
        if len(words) < 2:
            return Extraction(article)
        return Extraction(article, (statement(article, words[0], words[1]),))


def statement(article: Article, trigger: str, speaker: str) -> Event:
    """A plain event on an article, built as the engine builds it."""
    at, by = article.text.index(trigger), article.text.index(speaker)
    actor = Actor(
        text=speaker, start=by, end=by + len(speaker), name=speaker, type="state",
        country="ITA", code="ITAGOV",
    )  # fmt: skip
    event = {
        "article": ArticleRef(
            id=article.id, lang=article.lang or "it", published=article.published,
            title=article.title, url=article.url,
        ),
        "kind": "statement", "plover": None, "cameo": "010", "cameo_name": "Make statement",
        "quad_class": 1, "goldstein": 0.0, "source": (actor,), "target": (),
        "certainty": "certain", "polarity": "positive", "tense": "past",
        "evidence": Evidence(
            field="text",
            trigger=Span(text=trigger, start=at, end=at + len(trigger)),
            sentence=Span(text=article.text, start=0, end=len(article.text)),
        ),
        "confidence": 0.5, "extractor": "rules:test",
    }  # fmt: skip
    return read_event(event)


@pytest.fixture
def coder_for() -> Callable[[str], FirstWordCoder]:
    """A coder factory as `extract_many` takes it."""
    return lambda lang: FirstWordCoder()


@lru_cache(maxsize=4)
def _vocab(lang: str) -> Vocab:
    import spacy

    # A bare Vocab knows no small letters; a language's own does.
    return spacy.blank(lang).vocab


class ByHand:
    """Makes parts of an analysis by hand, for tests of single steps without the analyzer."""

    @staticmethod
    def doc(rows: str, lang: str = "it", names: dict[str, str] | None = None) -> Doc:
        """A Doc from lines `word lemma POS head dep [morph]`, heads 1-based, 0 the root.

        A blank line ends a sentence; `names` are the analyzer's names with their labels.
        """
        from spacy.tokens import Doc, Span

        table: list[list[str]] = []
        heads: list[int] = []
        for block in rows.strip().split("\n\n"):
            sentence = [line.split() for line in block.strip().splitlines()]
            first = len(table)
            for i, row in enumerate(sentence):
                heads.append(first + (int(row[3]) - 1 if row[3] != "0" else i))
            table += sentence
        doc = Doc(
            _vocab(lang),
            words=[r[0] for r in table],
            lemmas=[r[1] for r in table],
            pos=[r[2] for r in table],
            heads=heads,
            deps=["ROOT" if r[3] == "0" else r[4] for r in table],
            morphs=[r[5] if len(r) > 5 else "" for r in table],
        )
        places = {text: ByHand.place(doc, text) for text in names or {}}
        doc.spans["eventx_names"] = [
            Span(doc, *places[text], label=label) for text, label in (names or {}).items()
        ]
        return doc

    @staticmethod
    def place(doc: Doc, words: str) -> tuple[int, int]:
        """Indices `[start, end)` of the first tokens that read so."""
        size = len(words.split())
        start = next(i for i in range(len(doc)) if doc[i : i + size].text == words)
        return start, start + size

    @staticmethod
    def token(doc: Doc, word: str) -> Token:
        """The first token that reads so."""
        return doc[ByHand.place(doc, word)[0]]

    @staticmethod
    def actor(
        doc: Doc, words: str, code: str, *, basis: str = "name", roles: Sequence[str] = (),
    ) -> ActorMention:  # fmt: skip
        """A mention of the party with this CAMEO-style code, whose first letters are its state."""
        from eventx.components.layers import ActorMention, ActorRef

        start, end = ByHand.place(doc, words)
        span = doc[start:end]
        kind = "state" if len(code) == 3 else "person"
        ref = ActorRef(
            words, kind, code[:3], code, tuple(roles), None, span.start_char, span.end_char
        )
        return ActorMention(start, end, span.root.i, (ref,), basis)

    @staticmethod
    def rule(cameo: str, **fields: Any) -> Rule:
        """A rule of the code; what a test does not name is left at its default."""
        from eventx.lang.rule import Rule

        values = {"id": f"it.{cameo}.test", "cameo": cameo, "nouns": ("x",), "examples": ("x",)}
        return Rule.model_validate({**values, **fields})

    @staticmethod
    def draft(
        doc: Doc, word: str | int, rule: Rule, source: Sequence[ActorMention] = (),
        target: Sequence[ActorMention] = (), **fields: Any,
    ) -> Draft:  # fmt: skip
        """A draft on the token of an index, or on the first that reads so."""
        from eventx.components.layers import Draft, Trigger

        token = doc[word] if isinstance(word, int) else ByHand.token(doc, word)
        trigger = Trigger(token.i, token.i, token.i + 1, rule, verbal=token.pos_ == "VERB")
        return Draft(trigger, source=list(source), target=list(target), **fields)


@pytest.fixture(scope="session")
def by_hand() -> ByHand:
    """Makes Docs, mentions, rules and drafts."""
    return ByHand()


FRAMES = """
[frames.transitive]
source = ["@subj"]
target = ["@obj"]
[frames.deed]
source = ["da parte di", "di", "@adj", "@host"]
target = ["contro", "a"]
"""


@pytest.fixture
def tiny_pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., LanguagePack]:
    """Loads an Italian pack of nothing but the given rules, frames, grammar and word classes."""
    from eventx.lang import pack

    def load(
        rules: str,
        *,
        grammar: str = 'genitive = ["di"]',
        words: str = "",
        extra: Path | None = None,
    ) -> LanguagePack:
        folder = tmp_path / "lang" / "it"
        (folder / "rules").mkdir(parents=True, exist_ok=True)
        (folder / "pack.toml").write_text(f'name = "Italian"\n{grammar}\n', encoding="utf8")
        (folder / "modifiers.toml").write_text("", encoding="utf8")
        (folder / "words.toml").write_text(words, encoding="utf8")
        (folder / "rules" / "rules.toml").write_text(FRAMES + rules, encoding="utf8")
        monkeypatch.setattr(pack, "FOLDER", tmp_path / "lang")
        # Past the cache: the bundled pack of the language stays what it is for other tests.
        return pack.load_pack.__wrapped__("it", extra)

    return load


Run = Callable[..., "subprocess.CompletedProcess[bytes]"]


@pytest.fixture
def eventx(tmp_path: Path) -> Run:
    """Run the command `eventx` in an empty folder: `eventx("extract", "-", stdin=b"...")`."""

    def run(
        *arguments: str | Path, stdin: bytes = b"", env: dict[str, str] | None = None
    ) -> subprocess.CompletedProcess[bytes]:
        path = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
        return subprocess.run(
            [sys.executable, "-m", "eventx", *map(str, arguments)],
            input=stdin,
            capture_output=True,
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": path, "COLUMNS": "160", **(env or {})},
            timeout=300,
            check=False,
        )

    return run


@pytest.fixture(scope="session")
def module_at() -> Callable[[Path], Any]:
    """Loads a module by its path: scripts and outside material are no packages."""

    def load(path: Path) -> Any:
        spec = importlib.util.spec_from_file_location(path.stem, path)
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module

    return load


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """Material that lies beside the repository for its developers; users do not have it."""
    folder = Path(os.environ.get("EVENTX_SHARED", ROOT.parent / "shared"))
    if not folder.is_dir():
        pytest.skip("no folder of shared material (EVENTX_SHARED)")
    return folder
