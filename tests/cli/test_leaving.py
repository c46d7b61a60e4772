"""A command's process ends at once, but not before its answer is out and its exit work done."""

import subprocess
import sys

import pytest

SCRIPT = """
import atexit, sys
from zhike.cli.leaving import leaving_at_once

class Last:
    def __del__(self):
        print("taken apart")

kept = Last()
with leaving_at_once():
    atexit.register(print, "exit work")
    sys.stdout.write("answer\\n")
    {end}
"""


@pytest.mark.parametrize(
    ("end", "status", "told"),
    [
        ("pass", 0, ""),
        ("sys.exit(2)", 2, ""),
        ("1 / 0", 1, "ZeroDivisionError: division by zero\n"),
    ],
)
def test_the_answer_is_out_and_the_status_is_kept(end: str, status: int, told: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT.format(end=end)], capture_output=True, text=True, check=False
    )
    assert done.returncode == status
    assert done.stdout == "answer\nexit work\n"  # "taken apart" would be Python's own long way
    assert done.stderr.endswith(told)
