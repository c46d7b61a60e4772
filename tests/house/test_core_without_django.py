"""The lower floor runs where Django can't be imported, e.g. in a notebook."""

import os
import subprocess
import sys

from house.repository import DJANGO_FLOOR, ROOT, SOURCE, rooms

SCRIPT = """
import importlib, pkgutil, sys

class Blocked:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] == "django":
            raise ImportError(f"{name} is blocked here")

sys.meta_path.insert(0, Blocked())
for room in sys.argv[1:]:
    package = importlib.import_module(f"zhike.{room}")
    for found in pkgutil.walk_packages(package.__path__, f"zhike.{room}."):
        importlib.import_module(found.name)
assert "django" not in sys.modules
"""


def test_every_lower_module_imports_without_django():
    lower = [room for room in rooms() if room not in DJANGO_FLOOR]
    assert "measure" in lower
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, *lower],
        env={**os.environ, "PYTHONPATH": str(SOURCE.parent)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]


def test_the_block_would_be_noticed():
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, "web"],
        env={**os.environ, "PYTHONPATH": str(SOURCE.parent)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode != 0
    assert "is blocked here" in done.stderr
