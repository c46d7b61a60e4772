"""How long people wait who write while a big file is taken in, and many writers at once; SQLite.

    python bench/writer_wait.py [--rows 300000] [--seconds 6] [--engine sqlite|postgres]

One process accepts a batch of customers; another edits a customer or writes a follow-up every
50 ms, as the pages do, and measures each call. Gate on SQLite: p95 ≤ 200 ms. Then 16 writers (four
processes of four threads) write follow-ups as fast as they can: no error, and nothing lost.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from customers_workbook import make_csv
from houses import House, start_postgres

HERE = Path(__file__).parent
EVERY_S = 0.05
SMALL = 2_000
ACCEPT = """
from zhike.cli.entry import start_django
start_django()
from zhike.cli.options import acting, errand
viewer = acting(None)
print("begin", flush=True)
errand("accept_import", viewer, quiet=True, batch={batch})
"""
CHECK = """
import json
from zhike.jobs.boot import start_django; start_django()
from zhike.records.interaction.models import Interaction
from zhike.records.revision.lookups import current_token
rows = Interaction.objects.filter(identity__startswith="手工:")
print(json.dumps([rows.count(), rows.values("rev").distinct().count(), current_token()]))
"""


def import_small(house: House, place: Path) -> None:
    """Fill the home with customers to write to."""
    command = [sys.executable, "-m", "zhike.cli", "import", str(make_csv(place / "小.csv", SMALL))]
    subprocess.run(command, env=house.environment, check=True, stdout=subprocess.DEVNULL)


def waiting_batch(house: House, file: Path) -> int:
    """Propose a file and return its batch."""
    command = [sys.executable, "-m", "zhike.cli", "import", str(file), "--check", "--json"]
    done = subprocess.run(command, env=house.environment, check=True, stdout=subprocess.PIPE)
    return int(json.loads(done.stdout)["batch"])


def writer(house: House, *arguments: str) -> "subprocess.Popen[str]":
    """Start a process that writes; it answers with one JSON line when its input is closed."""
    return subprocess.Popen(
        [sys.executable, str(HERE / "writing.py"), *arguments],
        env=house.environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip


def answer_of(process: "subprocess.Popen[str]") -> dict[str, list[float]]:
    """End a writer and return the seconds of its calls and what went wrong."""
    out, _ = process.communicate()
    return dict(json.loads(out.splitlines()[-1]))


def waits_while(house: House, command: list[str]) -> dict[str, list[float]]:
    """Write every 50 ms while a command runs."""
    busy = subprocess.Popen(command, env=house.environment, stdout=subprocess.PIPE, text=True)
    assert busy.stdout is not None
    busy.stdout.readline()
    process = writer(house, "--every", str(EVERY_S))
    if busy.wait():
        raise SystemExit("the acceptance failed")
    return answer_of(process)


def said(what: str, answer: dict[str, list[float]]) -> str:
    """Return one line of the table."""
    times = sorted(seconds * 1000 for seconds in answer["seconds"])
    p95 = times[int(len(times) * 0.95)]
    numbers = [statistics.median(times), p95, times[-1]]
    cells = [f"{number:.0f}" for number in numbers]
    return f"| {what} | {len(times):,} | {len(answer['errors'])} | {' | '.join(cells)} |"


def sixteen(house: House, seconds: float) -> str:
    """Let 16 writers write for a while and return their line; stops when a write was lost."""
    before = json.loads(house.python(CHECK))
    writers = [writer(house, "--threads", "4", "--seconds", str(seconds)) for _ in range(4)]
    answers = [answer_of(process) for process in writers]
    whole = {name: [each for one in answers for each in one[name]] for name in answers[0]}
    after = json.loads(house.python(CHECK))
    grown = [new - old for new, old in zip(after, before, strict=True)]
    if grown != [len(whole["seconds"])] * 3 or whole["errors"]:
        raise SystemExit(f"lost or failed: {grown} of {len(whole['seconds'])}, {whole['errors']}")
    return said(f"16 writers for {seconds:.0f} s", whole)


def main() -> None:
    """Print how long writers wait: alone, during an acceptance, sixteen at once."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=300_000)
    parser.add_argument("--seconds", type=float, default=6)
    parser.add_argument("--full", action="store_true", help="1,000,000 rows")
    parser.add_argument("--engine", choices=["sqlite", "postgres"], default="sqlite")
    given = parser.parse_args()
    rows = 1_000_000 if given.full else given.rows
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        server = start_postgres(place) if given.engine == "postgres" else None
        house = (server.house(place / "home") if server else House(place / "home")).ready()
        import_small(house, place)
        batch = waiting_batch(house, make_csv(place / "大.csv", rows))
        print(f"\n{house.engine}: a write every 50 ms, whole calls in ms\n")
        print("| while | writes | errors | p50 | p95 | longest |\n|---|--:|--:|--:|--:|--:|")
        alone = "import time; print('begin', flush=True); time.sleep(5)"
        print(said("nothing else", waits_while(house, [sys.executable, "-c", alone])))
        accept = [sys.executable, "-c", ACCEPT.format(batch=batch)]
        print(said(f"{rows:,} rows are accepted", waits_while(house, accept)))
        print(sixteen(house, given.seconds))


if __name__ == "__main__":
    main()
