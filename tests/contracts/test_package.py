"""What users may rely on: lazy imports, published schemas, shipped files, error codes."""

from __future__ import annotations

import ast
import importlib
import importlib.util
import json
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import eventx
from eventx.article import Article
from eventx.batch import extract_many
from eventx.errors import MESSAGES, ArticleError
from eventx.event import KINDS
from eventx.extraction import ErrorRecord
from eventx.io.schemas import NAMES, dump, file_name, schema
from eventx.lang.pack import available

HEAVY = ("spacy", "onnxruntime", "numpy", "pandas", "tokenizers", "torch")


def modules_after(code: str, root: Path) -> set[str]:
    """The modules that a fresh interpreter has loaded after some code."""
    run = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys; print(*sys.modules)"],
        capture_output=True, text=True, cwd=root, check=True,
    )  # fmt: skip
    return set(run.stdout.split())


def sources(root: Path) -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted((root / "eventx").rglob("*.py")):
        yield path, ast.parse(path.read_text("utf8"))


def test_importing_eventx_loads_nothing_else(root: Path) -> None:
    loaded = modules_after("import eventx; eventx.__version__; dir(eventx)", root)
    assert not {m for m in loaded if m.startswith("eventx.")}
    assert not loaded & {*HEAVY, "pydantic", "typer"}


@pytest.mark.parametrize(
    "module", ["eventx.cli.app", "eventx.article", "eventx.event", "eventx.batch", "eventx.io.rows"]
)
def test_spacy_is_loaded_only_to_code(root: Path, module: str) -> None:
    assert not modules_after(f"import {module}", root) & set(HEAVY)


def test_every_public_name_can_be_had() -> None:
    for name in eventx.__all__:
        assert getattr(eventx, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        eventx.nothing  # noqa: B018


def test_every_kind_of_event_is_public() -> None:
    assert {cls.__name__ for cls in KINDS.values()} <= set(eventx.__all__)


def test_no_public_name_is_hidden_by_a_submodule() -> None:
    # `import eventx.x` sets the attribute `x`, whatever stood there before.
    taken = [name for name in eventx.__all__ if importlib.util.find_spec(f"eventx.{name}")]
    assert not taken


@pytest.mark.parametrize("name", NAMES)
def test_schemas_are_fresh_and_valid(root: Path, name: str) -> None:
    path = root / "schemas" / file_name(name)
    assert path.read_text("utf8") == dump(name), "run: eventx schema --write schemas"
    jsonschema.Draft202012Validator.check_schema(json.loads(path.read_text("utf8")))


def test_records_fit_their_schemas(coder_for: Callable[[str], Any]) -> None:
    articles = [{"text": "dice Roma", "lang": "it", "published": "2025-06-18"}, {"text": ""}]
    good, bad = extract_many(articles, coder_for=coder_for)
    for record, name in ((good.to_records()[0], "event"), (bad.to_records()[0], "error"),
                         (articles[0], "article")):  # fmt: skip
        jsonschema.Draft202012Validator(schema(name)).validate(record)
    broken = {**good.to_records()[0], "certainty": "sure"}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(schema("event")).validate(broken)


def test_error_codes_are_used_and_tell_something(root: Path) -> None:
    text = "".join(path.read_text("utf8") for path, _ in sources(root) if path.name != "errors.py")
    used = set(re.findall(r'"(E\d{3})"', text))
    assert used == set(MESSAGES)
    source = (root / "eventx" / "errors.py").read_text("utf8")
    assert len(re.findall(r'^    "E\d{3}":', source, re.MULTILINE)) == len(MESSAGES)
    assert len(set(MESSAGES.values())) == len(MESSAGES)
    assert all(message == message.strip() and "\n" not in message for message in MESSAGES.values())


def test_error_records_carry_code_and_message() -> None:
    record = ErrorRecord.of(ArticleError("E102", path="a.txt"), path="a.txt").to_record()
    assert record["error"] == {"code": "E102", "message": "a.txt: no such file"}


def test_nothing_is_printed_outside_the_command(root: Path) -> None:
    found = [
        f"{path.relative_to(root)}:{node.lineno}"
        for path, tree in sources(root)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "print"
        and not {"cli", "training"} & set(path.parts)
    ]
    assert not found


def test_no_fault_is_swallowed_unnamed(root: Path) -> None:
    found = [
        f"{path.relative_to(root)}:{node.lineno}"
        for path, tree in sources(root)
        for node in ast.walk(tree)
        if isinstance(node, ast.ExceptHandler) and node.type is None
    ]
    assert not found


def test_docs_tables_are_fresh(root: Path, module_at: Callable[[Path], Any]) -> None:
    for path, content in module_at(root / "scripts/docs_tables.py").pages().items():
        assert path.read_text("utf8") == content, "run: python scripts/docs_tables.py"


def test_the_readme_shows_what_comes_out(root: Path, module_at: Callable[[Path], Any]) -> None:
    shown = (root / "README.md").read_text("utf8").split("<!-- sample -->\n")[1]
    table = module_at(root / "scripts/readme_sample.py").table()
    assert shown.split("\n<!-- /sample -->")[0] == table


def test_the_readme_has_its_commands(root: Path) -> None:
    readme = (root / "README.md").read_text("utf8")
    commands = [
        line.strip() for line in readme.splitlines() if line.startswith("    python3 -m venv")
    ]
    install = "python3 -m venv .venv && .venv/bin/pip install "
    assert commands == [
        f"{install}. && .venv/bin/eventx extract --sample it",
        f"{install}'.[dev]' && .venv/bin/python -m pytest",
    ]


def test_the_wheel_holds_code_and_data(root: Path, tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=root, check=True, capture_output=True,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
    )  # fmt: skip
    (wheel,) = tmp_path.glob("eventx_coder-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        entry_points = archive.read(
            next(name for name in names if name.endswith("entry_points.txt"))
        ).decode()
    kinds = {
        ".py",
        ".typed",
        ".tsv",
        ".toml",
        ".json",
        ".jsonl",
        ".xz",
        ".onnx",
        ".npz",
        ".txt",
        ".md",
    }
    here = {
        path.relative_to(root).as_posix()
        for path in (root / "eventx").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert {Path(name).suffix for name in here} <= kinds
    assert {name for name in names if ".dist-info/" not in name} == here
    assert any(name.startswith("eventx/analyzer/weights/") for name in names)
    assert {f"eventx/lang/{lang}/compiled.json" for lang in available()} <= names
    assert any(name.endswith("licenses/NOTICE.md") for name in names)
    assert "eventx = eventx.cli.app:main" in entry_points
    assert "eventx_analyzer = eventx.analyzer.component:create_analyzer" in entry_points


def test_entry_points_lead_somewhere(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text("utf8"))["project"]
    targets = [*project["scripts"].values(), *project["entry-points"]["spacy_factories"].values()]
    for target in targets:
        module, _, name = target.partition(":")
        assert callable(getattr(importlib.import_module(module), name))


@pytest.mark.engine
@pytest.mark.parametrize("name", ["it", "en"])
def test_offsets_are_verbatim_and_runs_agree(name: str, root: Path) -> None:
    article: Article = eventx.sample(name)
    first = eventx.load(name).code(article)
    assert len(first) >= 4
    fields = {"text": article.text, "title": article.title or ""}
    for event in first:
        parts: list[tuple[str, Any]] = [
            (evidence.field, span)
            for evidence in (event.evidence, *event.mentions)
            for span in (evidence.trigger, evidence.sentence)
        ]
        parts += [(span.field, span) for span in (*event.source, *event.target, *event.attribution)]
        for field, span in parts:
            assert fields[field][span.start : span.end] == span.text
        jsonschema.Draft202012Validator(schema("event")).validate(event.to_record())
    code = f"import eventx; print(eventx.load({name!r}).code(eventx.sample({name!r})).to_jsonl())"
    again = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, cwd=root, check=True,
        env={**os.environ, "PYTHONHASHSEED": "1", "PYTHONIOENCODING": "utf8"},
    )  # fmt: skip
    assert again.stdout.decode("utf8").strip() == first.to_jsonl().strip()
