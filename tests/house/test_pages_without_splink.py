"""Pages answer without what only comparing all customers needs: it costs a second to load."""

import os
import subprocess
import sys

from house.repository import SOURCE

SCRIPT = """
import sys
from zhike.jobs.boot import start_django
start_django()
import zhike.web.urls
print("splink" in sys.modules)
import zhike.jobs.errands.find_matches
print("splink" in sys.modules)
"""


def test_no_page_loads_it_and_the_errand_does() -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        env={**os.environ, "PYTHONPATH": str(SOURCE.parent)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == ["False", "True"]
