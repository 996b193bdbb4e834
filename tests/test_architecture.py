"""The shape of the house: imports point down, rooms are small, no word of the subject."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY

PACKAGE = REPOSITORY / "tools" / "smatlas"
FLOORS = [
    {"problems", "reports", "identifiers", "names", "text"},
    {"records", "tables"},
    {"validation", "model", "taxonomy", "canonical", "guide", "essays", "datasets"},
    {"knowledge_base"},
    {
        *("checks", "citations", "neighbours", "statistics", "duplicates", "moves", "evidence", "search"),
        *("authors", "reading_list", "brief", "comparison", "gaps", "snapshot", "changes", "layout"),
    },
    {"sources", "exports", "site", "verification", "watch"},
    {"commands"},
    {"cli", "api"},
]
FLOOR = {room: number for number, rooms in enumerate(FLOORS, start=1) for room in rooms}
MODULES = sorted(PACKAGE.rglob("*.py"))


def room_of(path):
    parts = path.relative_to(PACKAGE).parts
    return parts[0].removesuffix(".py") if len(parts) == 1 else parts[0]


def imports(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            if node.module == "smatlas":
                yield from (f"smatlas.{alias.name}" for alias in node.names)
            else:
                yield node.module or ""


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_imports_point_down_only(path):
    room = room_of(path)
    if room == "__init__":
        return
    for name in imports(path):
        if name.startswith("smatlas."):
            target = name.split(".")[1]
            if target != "__version__" and target != room:
                assert FLOOR[target] <= FLOOR[room], f"{room} (floor {FLOOR[room]}) imports {target}"


def test_search_knows_neither_yaml_nor_the_knowledge_base():
    allowed = {"smatlas.search", "smatlas.text", "smatlas.identifiers", "smatlas.problems"}
    for path in (PACKAGE / "search").glob("*.py"):
        ours = {".".join(name.split(".")[:2]) for name in imports(path) if name.startswith("smatlas")}
        assert ours <= allowed


def test_only_records_knows_yaml():
    assert {room_of(path) for path in MODULES if "yaml" in set(imports(path))} <= {"records", "canonical"}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_rooms_are_small(path):
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 400
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            body = node.body[1:] if ast.get_docstring(node) else node.body
            length = body[-1].end_lineno - body[0].lineno + 1 if body else 0
            assert length <= 40, f"{node.name} has {length} lines"


def test_no_vague_names():
    assert not {"utils", "helpers", "common", "manager"} & {path.stem for path in MODULES}


@pytest.mark.parametrize(
    "path",
    [p for p in MODULES if room_of(p) not in ("commands", "cli")],
    ids=lambda p: p.relative_to(PACKAGE).as_posix(),
)
def test_below_the_commands_nothing_prints_exits_or_reads_the_clock_or_the_environment(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in {"print", "exit", "input"}
        if isinstance(node, ast.Attribute):
            chain = ast.unparse(node)
            assert chain not in {
                "sys.exit",
                "os.environ",
                "os.getenv",
                "time.time",
                "datetime.now",
                "date.today",
            }
    if path.name != "transport.py":  # the one room that knows the network
        assert not {"time", "socket", "urllib.request", "http.client"} & set(imports(path))


@pytest.mark.real
def test_the_package_holds_no_word_of_the_subject(real):
    phrases = {"llm", "language model", "small model", "large model", "distillation"}
    for role in real.taxonomy.roles.values():
        phrases |= {
            text.casefold() for text in (role.id, role.name, *role.synonyms) if re.search(r"[ -]", text)
        }
    for facet in ("techniques", "tasks"):
        for term in real.taxonomy.terms(facet).values():
            phrases |= {text.casefold() for text in (term.id, *term.synonyms) if re.search(r"[ -]", text)}
    sources = [p for p in PACKAGE.rglob("*") if p.suffix in {".py", ".html", ".css"}]
    for path in sources:
        text = path.read_text(encoding="utf-8").casefold()
        found = [phrase for phrase in phrases if re.search(rf"\b{re.escape(phrase)}\b", text)]
        assert not found, f"{path.name} speaks of {found}"


def test_a_search_imports_nothing_heavy(bread_root):
    code = f"""
import sys
from smatlas.cli import main
main(["--root", {str(bread_root)!r}, "search", "steam"])
before = set(sys.modules)
heavy = {{"yaml", "pydantic", "networkx", "jinja2", "mkdocs", "rich", "numpy"}} & before
sys.exit(f"imported {{heavy}}" if heavy else 0)
"""
    subprocess.run([sys.executable, "-m", "smatlas.cli", "--root", str(bread_root), "search", "x"], check=False,
                   capture_output=True)  # fmt: skip
    result = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, text=True)
    assert result.returncode == 0, result.stderr


def test_the_package_and_its_command_line_import_each_other_lightly():
    code = "import sys, smatlas, smatlas.cli; sys.exit(str({'yaml', 'pydantic', 'networkx', 'whoosh'} & {*sys.modules} or ''))"
    result = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, text=True)
    assert result.stderr.strip() == ""


def test_nothing_names_a_path_of_the_machine_that_wrote_it():
    for path in (*MODULES, *(REPOSITORY / "docs").glob("*.md"), *Path(REPOSITORY / "papers").glob("*.yaml")):
        assert "/work/" not in path.read_text(encoding="utf-8"), path
