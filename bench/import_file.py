"""Import a messy customers workbook against the bare load of it and against the naive way.

    python bench/import_file.py [--rows 100000] [--rounds 3] [--naive-rounds 1] [--full]
                                [--engine sqlite|postgres]

Contestants are whole processes, interpreter and imports included, each on a fresh database whose
tables stand already; one round runs them one after the other and only their ratios count. CPU is
user + system, on PostgreSQL with the server's own. See bare_import.py and naive_import.py for what
ours is compared with. Goals: ours ÷ bare ≤ 3, naive ÷ ours ≥ 8.
"""

import argparse
import secrets
import sys
import tempfile
from pathlib import Path

from costs import Cost, cost_of, paired, table
from customers_workbook import make_workbook
from houses import House, Postgres, start_postgres

HERE = Path(__file__).parent
SAID = {
    "ours": "`zhike import`",
    "bare": "bare read + load",
    "naive": "openpyxl + checks + `bulk_create`",
}
COUNT = """
from zhike.jobs.boot import start_django; start_django()
from zhike.records.customer.models import Customer
from zhike.records.contact.models import Contact
print(Customer.objects.count(), Contact.objects.count())
"""


def command_of(name: str, book: Path, place: Path) -> list[str]:
    """Return the command line of a contestant."""
    match name:
        case "ours":
            return [sys.executable, "-m", "zhike.cli", "import", str(book)]
        case "bare":
            return [sys.executable, str(HERE / "bare_import.py"), str(book), str(place / "bare.db")]
        case _:
            return [sys.executable, str(HERE / "naive_import.py"), str(book)]


def run_once(name: str, book: Path, place: Path, server: Postgres | None) -> Cost:
    """Run one contestant in a fresh home and see that all rows arrived."""
    place = place / secrets.token_hex(4)
    place.mkdir()
    house = server.house(place) if server else House(place)
    if name != "bare":
        house.ready()
    cost = cost_of(command_of(name, book, place), env=house.environment, server=house.server)
    if name != "bare":
        print(f"  {name}: customers and contacts kept: {house.python(COUNT)}", file=sys.stderr)
    if server:
        server.drop(house)
    return cost


def compare(book: Path, place: Path, server: Postgres | None, rounds: dict[str, int]) -> None:
    """Run the rounds on one database and print the table and the two ratios that count."""
    costs: dict[str, list[Cost]] = {name: [] for name, count in rounds.items() if count}
    for at in range(max(rounds.values())):
        for name in costs:
            if at < rounds[name]:
                costs[name].append(run_once(name, book, place, server))
    print(table(costs, ours="ours", said=SAID.__getitem__), "\n")
    bare = {kind: paired(costs["ours"], costs["bare"], kind) for kind in ("cpu", "wall")}
    print(f"ours ÷ bare: CPU {bare['cpu']:.2f}, wall {bare['wall']:.2f} (goal ≤ 3)")
    if "naive" in costs:
        naive = {kind: paired(costs["naive"], costs["ours"], kind) for kind in ("cpu", "wall")}
        print(f"naive ÷ ours: CPU {naive['cpu']:.1f}, wall {naive['wall']:.1f} (goal ≥ 8)")


def main() -> None:
    """Make the workbook and compare on both databases."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--naive-rounds", type=int, default=1)
    parser.add_argument("--full", action="store_true", help="1,000,000 rows, without the naive way")
    parser.add_argument("--engine", choices=["sqlite", "postgres"], action="append")
    given = parser.parse_args()
    rows = 1_000_000 if given.full else given.rows
    rounds = {"ours": given.rounds, "bare": given.rounds}
    rounds["naive"] = 0 if given.full else given.naive_rounds
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        book = make_workbook(place / "客户.xlsx", rows)
        for engine in given.engine or ["sqlite", "postgres"]:
            server = start_postgres(place) if engine == "postgres" else None
            if engine == "postgres" and server is None:
                print("\npostgres: not measured, the test wheel is not installed")
                continue
            print(f"\n{engine}: {rows:,} rows, {given.rounds} rounds, whole processes\n")
            compare(book, place, server, rounds)


if __name__ == "__main__":
    main()
