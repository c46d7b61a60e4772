"""Where things stand in this repository, for the tests that guard its shape."""

import ast
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "zhike"
DJANGO_FLOOR = {"records", "access", "jobs", "web", "cli", "book"}


def rooms() -> list[str]:
    """Return the rooms of the house by listing their folders."""
    return sorted(path.parent.name for path in SOURCE.glob("*/__init__.py"))


def modules() -> list[Path]:
    """Return every module people wrote (migrations are written by Django)."""
    return sorted(path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts)


def told(path: Path) -> str:
    """Return a module's docstring."""
    return ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""


def shown(path: Path) -> str:
    """Return a path the way messages show it."""
    return path.relative_to(ROOT).as_posix()
