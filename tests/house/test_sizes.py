"""Functions and files stay small enough to read in one go."""

import ast
from pathlib import Path

from house.repository import modules, shown, told

FUNCTION_LINES = 60
FILE_LINES = 400
WHY = "one file because"  # what a long file's docstring has to say, and then why


def too_long(path: Path, limit: int) -> list[str]:
    """Return the functions of a module whose text is longer than the limit."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]
    lengths = [(f.name, (f.end_lineno or f.lineno) - f.lineno + 1) for f in functions]
    return [f"{path} {name}: {lines}" for name, lines in lengths if lines > limit]


def test_no_function_is_longer_than_a_screen():
    assert not [long for path in modules() for long in too_long(path, FUNCTION_LINES)]


def test_a_long_file_says_why():
    counted = [(path, len(path.read_text(encoding="utf-8").splitlines())) for path in modules()]
    silent = [
        f"{shown(path)}: {lines}"
        for path, lines in counted
        if lines > FILE_LINES and WHY not in " ".join(told(path).lower().split())
    ]
    assert not silent


def test_the_measure_finds_a_long_function(tmp_path):
    path = tmp_path / "long.py"
    path.write_text("def walk():\n" + "    pass\n" * 60 + "\n\ndef step():\n    pass\n")
    assert too_long(path, FUNCTION_LINES) == [f"{path} walk: 61"]
