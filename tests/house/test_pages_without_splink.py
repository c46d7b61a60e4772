"""Pages answer without what only comparing all customers needs: it costs a second to load."""

import os
import subprocess
import sys

from house.repository import SOURCE

SCRIPT = """
import sys
from zhike.jobs.boot import start_django
start_django()
import {module}
print("splink" in sys.modules)
"""


def loads_splink(module: str) -> bool:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT.format(module=module)],
        env={**os.environ, "PYTHONPATH": str(SOURCE.parent)},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip() == "True"


def test_no_page_loads_it_and_the_errand_does() -> None:
    assert not loads_splink("zhike.web.urls")
    assert loads_splink("zhike.jobs.errands.find_matches")
