"""A workbook of 100,000 rows with 3 % planted errors of twenty kinds: found, all and only those.

    python bench/planted.py [--rows 100000] [--full]

Through `zhike import --check`, as a person would; prints how long it took and what was missed or
found too much (both must be 0). Ends with 1 when they are not.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from houses import House

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
from planted import ERRORS, PEOPLE, plant

HIRED = """
from zhike.jobs.boot import start_django; start_django()
from django.utils import timezone
from zhike.records.account.changes import create_account
for at, name in enumerate({people!r}):
    create_account(f"u{{at}}", name=name, role="销售顾问", by=None, at=timezone.now())
"""


def checked(house: House, file: Path) -> str:
    """Return what the import says it would do with a file."""
    command = [sys.executable, "-m", "zhike.cli", "import", str(file), "--check", "--json"]
    done = subprocess.run(command, env=house.environment, check=True, stdout=subprocess.PIPE)
    return done.stdout.decode()


def main() -> None:
    """Plant, import, compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--full", action="store_true", help="1,000,000 rows")
    asked = parser.parse_args()
    rows = 1_000_000 if asked.full else asked.rows
    with tempfile.TemporaryDirectory(prefix="zhike-planted-") as folder:
        house = House(Path(folder) / "home").ready()
        house.python(HIRED.format(people=PEOPLE))
        planted = plant(Path(folder) / "客户.xlsx", rows)
        begun = time.perf_counter()
        answer = json.loads(checked(house, Path(folder) / "客户.xlsx"))
        took = time.perf_counter() - begun
    wanted = Counter((one.row, one.column, one.rule) for one in planted)
    found = Counter((one["row"], one["column"], one["rule"]) for one in answer["problems"])
    missed, too_many = (wanted - found).total(), (found - wanted).total()
    print(f"{rows:,} rows, {len(planted):,} errors of {len(ERRORS)} kinds, {took:.1f} s")
    print(f"missed {missed}, found too many {too_many}")
    sys.exit(1 if missed or too_many else 0)


if __name__ == "__main__":
    main()
