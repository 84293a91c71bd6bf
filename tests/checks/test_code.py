"""What the code never does, looked up in all of it: queries and patterns made of input, weak digests, programs, objects out of texts."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

_PACKAGE = Path(__file__).parents[2] / "monproduit"
_OWN_WORDS = {"services/people/mentions.py", "models/service_request.py", "services/people/erasing.py", "integrations/change_log.py"}
_OWN_WORDS |= {"services/backups/restoring.py", "services/backups/taking.py"}
"""Files that put their own constants into SQL: names of tables and triggers, or statements of a tuple; each was read."""
_UNPICKLING = {"pickle", "marshal", "shelve", "dill", "cloudpickle", "jsonpickle"}
_XML = {"xml", "lxml", "defusedxml", "expat", "html5lib", "bs4", "feedparser", "openpyxl"}
_GUESSABLE = {"random", "md5", "sha1", "uuid1", "uuid3", "uuid5"}


@cache
def _files() -> dict[str, ast.Module]:
    return {path.relative_to(_PACKAGE).as_posix(): ast.parse(path.read_text("utf-8")) for path in sorted(_PACKAGE.rglob("*.py"))}


@cache
def _portal() -> dict[str, ast.Module]:
    return {name: tree for name, tree in _files().items() if not name.startswith(("gallery/", "migrations/"))}


@cache
def _nodes(tree: ast.AST) -> list[ast.AST]:
    return list(ast.walk(tree))


def _calls(name: str, tree: ast.AST) -> Iterator[ast.Call]:
    for node in _nodes(tree):
        if isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if called == name:
                yield node


def _imported(tree: ast.AST) -> set[str]:
    names = set[str]()
    for node in _nodes(tree):
        if isinstance(node, ast.Import):
            names |= {part for one in node.names for part in one.name.split(".")}
        elif isinstance(node, ast.ImportFrom):
            names |= {*(node.module or "").split("."), *(one.name for one in node.names)}
    return names


def _is_fixed(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) or (isinstance(node, ast.BinOp) and _is_fixed(node.left) and _is_fixed(node.right))


def test_the_whole_package_is_looked_at() -> None:
    assert len(_portal()) > 250
    assert list(_calls("writing", _portal()["services/logins.py"]))


def test_no_sql_is_made_of_input() -> None:
    made = {
        name
        for name, tree in _portal().items()
        for call in ("text", "exec_driver_sql")
        for one in _calls(call, tree)
        if one.args and not _is_fixed(one.args[0]) and _is_sql(name, one)
    }
    assert made <= _OWN_WORDS


def _is_sql(name: str, call: ast.Call) -> bool:
    """Tell whether `text(…)` is SQLAlchemy's, and not a function of the same name."""
    return "text" not in {node.name for node in ast.walk(_files()[name]) if isinstance(node, ast.FunctionDef)} and (
        isinstance(call.func, ast.Name) or getattr(call.func, "attr", "") == "exec_driver_sql"
    )


def test_no_pattern_is_made_of_input() -> None:
    made = set[str]()
    for name, tree in _portal().items():
        for call in ("compile", "search", "match", "fullmatch", "sub", "findall", "finditer", "split"):
            for one in _calls(call, tree):
                is_re = isinstance(one.func, ast.Attribute) and getattr(one.func.value, "id", "") == "re"
                if is_re and not _is_fixed(one.args[0]):
                    made.add(f"{name}: {ast.unparse(one.args[0])}")
    escaped = {one for one in made if "re.escape" in one}
    assert len(escaped) == 1
    own = {one for one in made - escaped if one.startswith(("services/csaf/schema/fields.py: f", "endpoints/api/application.py: _DOOR"))}
    assert made - escaped - own == set()


def test_no_text_becomes_code_and_no_bytes_become_objects() -> None:
    for name, tree in _portal().items():
        assert not [call for word in ("eval", "exec", "__import__") for call in _calls(word, tree) if isinstance(call.func, ast.Name)], name
        assert not _imported(tree) & _UNPICKLING, name
    loaders = {
        ast.unparse(word.value) for tree in _portal().values() for call in _calls("load", tree) for word in call.keywords if word.arg == "Loader"
    }
    assert loaders == {"yaml.BaseLoader"}


def test_no_xml_is_read() -> None:
    assert {name for name, tree in _portal().items() if _imported(tree) & _XML} == set()


def test_one_program_alone_is_started_and_it_is_fixed() -> None:
    starting = {name for name, tree in _portal().items() if _imported(tree) & {"subprocess", "popen", "system"}}
    assert starting == {"services/purchase_pdf.py"}
    (call,) = _calls("run", _files()["services/purchase_pdf.py"])
    assert ast.unparse(call.args[0]) == "[sys.executable, '-I', '-c', _READER]"
    assert "shell" not in {word.arg for word in call.keywords}


def test_nothing_is_guessable_and_no_digest_is_weak() -> None:
    for name, tree in _portal().items():
        used = _imported(tree) | {node.attr for node in _nodes(tree) if isinstance(node, ast.Attribute)}
        weak = used & _GUESSABLE
        assert not weak or (name, "SystemRandom" in used) == ("services/relay.py", True), name
    short = {
        f"{name}: {ast.unparse(call)}"
        for name, tree in _portal().items()
        for word in ("token_urlsafe", "token_hex", "token_bytes", "urandom")
        for call in _calls(word, tree)
        if not call.args or (isinstance(call.args[0], ast.Constant) and int(call.args[0].value) < 16)
    }
    assert {one.partition(":")[0] for one in short} == {"identity_provider/server.py", "services/alert_drafts.py"}, "a name of a key, and of an alert"


@pytest.mark.parametrize("name", ["core/sealing.py"])
def test_what_is_sealed_is_sealed_by_aes_gcm(name: str) -> None:
    used = _imported(_files()[name])
    assert {"AESGCM", "HKDF", "SHA256"} <= used
    assert not used & {"Cipher", "modes", "algorithms", "padding"}
