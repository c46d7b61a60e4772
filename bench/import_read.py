"""Read, check and standardise a 100,000 x 20 workbook, against the bare read of the same file.

Run: `python bench/import_read.py [ROWS | --full]`; full is 1,000,000 rows. Prints one JSON line:
seconds of the bare fastexcel read, of our word-for-word read and of the whole proposal, and their
ratios (medians of three, in turns).
"""

import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import fastexcel
import polars as pl
from customers_workbook import make_workbook

from zhike.playbook.load import load_builtin
from zhike.runs.intake import propose
from zhike.runs.judging import Kept
from zhike.runs.understanding import read_files

NOTHING = pl.DataFrame(schema={"_identity": pl.String, "_id": pl.Int64, "_mine": pl.Boolean})


def bare_read(path: Path) -> pl.DataFrame:
    """Return the first sheet as text, unchecked."""
    return fastexcel.read_excel(path).load_sheet(0, dtypes="string").to_polars()


def seconds(work: Callable[[], object]) -> float:
    """Return how long a piece of work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main(rows: int) -> None:
    """Time the three ways in turns and print the medians."""
    playbook = load_builtin("default")
    kept = Kept(known=lambda *_: NOTHING, owners={"李明": 1})
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "客户.xlsx"
        make_workbook(path, rows)
        ways: dict[str, Callable[[], object]] = {
            "bare_read": lambda: bare_read(path),
            "read": lambda: read_files([path], playbook=playbook),
            "propose": lambda: propose(
                read_files([path], playbook=playbook), playbook=playbook, kept=kept
            ),
        }
        times: dict[str, list[float]] = {name: [] for name in ways}
        for _ in range(3):
            for name, work in ways.items():
                times[name].append(seconds(work))
    medians = {name: round(statistics.median(each), 3) for name, each in times.items()}
    ratio = round(medians["propose"] / medians["bare_read"], 2)
    print(json.dumps({"rows": rows, **medians, "propose_to_bare_read": ratio}))


if __name__ == "__main__":
    numbers = [int(word) for word in sys.argv[1:] if word.isdigit()]
    main(numbers[0] if numbers else 1_000_000 if "--full" in sys.argv else 100_000)
