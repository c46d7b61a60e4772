"""One violation of every wall is planted in a copy of the house, and every one is caught."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from house.repository import ROOT

PLANTED = {
    "measure/planted_django.py": "import django\n",
    "measure/planted_sibling.py": "import zhike.clean.planted_upwards\n",
    "clean/planted_upwards.py": "import zhike.records.planted_fine\n",
    "records/planted_fine.py": "",
    "web/planted_models.py": "import zhike.records.customer.models\n",
    "cli/planted_models.py": "import zhike.records.models\n",
    "attic/__init__.py": "",
    "tag/planted_inside.py": "def look():\n    import json\n    return json\n",
    "tag/planted_clock.py": "import datetime\n\nNOW = datetime.date.today()\n",
    "tag/planted_moment.py": "from datetime import datetime\n\nNOW = datetime.now()\n",
    "tag/planted_pandas.py": "import pandas as pd\n\nFRAME = pd.DataFrame()\n",
    "tag/planted_relative.py": "from . import planted_clock\n\n__all__ = ['planted_clock']\n",
    "words/planted_room.py": "import zhike.reckon.planted_room\n",
    "reckon/planted_room.py": "",
}


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the house with every violation planted."""
    house = tmp_path_factory.mktemp("house")
    bulky = shutil.ignore_patterns("static", "templates", "__pycache__", "*.csv")
    shutil.copytree(ROOT / "src", house / "src", ignore=bulky)
    shutil.copy(ROOT / "pyproject.toml", house)
    for name, text in PLANTED.items():
        path = house / "src/zhike" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f'"""Planted."""\n\n{text}', encoding="utf-8")
    return house


def said(house: Path, *command: str) -> str:
    """Return what a checker says about the house."""
    done = subprocess.run(
        [str(Path(sys.executable).parent / command[0]), *command[1:]],
        cwd=house,
        env={**os.environ, "PYTHONPATH": "src", "COLUMNS": "300"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode, f"{command[0]} found nothing"
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def walls(copy: Path) -> str:
    """Return what import-linter says."""
    return said(copy, "lint-imports", "--no-cache")


@pytest.fixture(scope="module")
def rules(copy: Path) -> str:
    """Return what ruff says, a line a finding."""
    return said(copy, "ruff", "check", "--no-cache", "--output-format=concise", "src")


@pytest.mark.parametrize(
    "caught",
    [
        "zhike.measure.planted_django -> django",
        "zhike.measure.planted_sibling -> zhike.clean.planted_upwards",
        "zhike.clean.planted_upwards -> zhike.records.planted_fine",
        "zhike.web.planted_models -> zhike.records.customer.models",
        "zhike.cli.planted_models -> zhike.records.models",
        "zhike.words.planted_room -> zhike.reckon.planted_room",
        "attic",
    ],
)
def test_import_linter_catches(walls, caught):
    assert caught in walls, walls[-3000:]


@pytest.mark.parametrize(
    ("file", "rule"),
    [
        ("measure/planted_django.py", "TID251"),
        ("tag/planted_inside.py", "PLC0415"),
        ("tag/planted_clock.py", "TID251"),
        ("tag/planted_moment.py", "TID251"),
        ("tag/planted_pandas.py", "TID251"),
        ("tag/planted_relative.py", "TID252"),
    ],
)
def test_ruff_catches(rules, file, rule):
    found = [line for line in rules.splitlines() if line.startswith(f"src/zhike/{file}")]
    assert any(rule in line for line in found), "\n".join(found)
