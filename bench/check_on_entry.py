"""Ask of a new customer whether it is kept already: how long, and how often it is found.

    python bench/check_on_entry.py [--rows 100000] [--full] [--asked 2000] [--seed 1]

Rows of the invented book (duplicate_book.py) are put into a fresh SQLite home and keyed once, as
after a first import; then customers are asked about as somebody else would type them. Times are
whole: forms, look-up, reading the candidates, weighing, sentences. Before that the weights of one
pair at a time are compared with Splink's on a book of 20,000. `--full` takes 1,000,000 rows.
Goals: p95 ≤ 5 ms, found among the first ten ≥ 95 %, weights equal to 0.01 bit ≥ 99.9 %.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator
from random import Random
from time import perf_counter, process_time

import polars as pl
from duplicate_book import USUAL, Book, Row, _Maker, invented_book

from zhike.clean.matching.forms import comparable
from zhike.clean.matching.keys import KEYS, candidates
from zhike.clean.matching.models import MODELS
from zhike.clean.matching.one_score import Crowd, shipped_scorer
from zhike.clean.matching.phone_forms import parted_phones
from zhike.clean.matching.scoring import scored
from zhike.clean.matching.typed import Typed
from zhike.clean.matching.weights import shipped_weights
from zhike.clean.phones import clean_phones
from zhike.jobs.boot import start_django

HOME = tempfile.TemporaryDirectory()
os.environ["ZHIKE_HOME"] = HOME.name
start_django()

from django.db import connection, transaction  # noqa: E402 - settings first
from django.utils import timezone  # noqa: E402

from zhike.jobs.ready import make_ready  # noqa: E402
from zhike.records.blocking.catching_up import catch_up  # noqa: E402
from zhike.records.blocking.lookups import alike_customers  # noqa: E402
from zhike.records.contact.models import Contact  # noqa: E402
from zhike.records.customer.models import Customer  # noqa: E402
from zhike.records.inserting import insert_rows  # noqa: E402
from zhike.records.revision.changes import next_rev  # noqa: E402
from zhike.records.rows import moment  # noqa: E402

P95_MS, RECALL, EQUAL = 5.0, 0.95, 0.999
STEP, MOST_PEOPLE = 50_000, 10
Times = list[float]


def phones_of(rows: pl.DataFrame) -> pl.DataFrame:
    """Return id and phone, each number of a row in stored form."""
    each = rows.select("id", phone=parted_phones(pl.col("phone"))).explode("phone").drop_nulls()
    return each.with_columns(phone=clean_phones(each["phone"]).values).drop_nulls()


@transaction.atomic
def keep(rows: pl.DataFrame) -> None:
    """Put rows into the book as customers with their people, one for each phone."""
    usual = {"created_at": moment(timezone.now()), "rev": pl.lit(next_rev(), pl.Int64)}
    customers = rows.select(
        "id", "kind", "name", "credit_code", "city",
        number_month=pl.lit(202405), number_seq="id", number=pl.format("C{}", "id"),
        identity=pl.format("编号:{}", "id"), **usual,
    )  # fmt: skip
    people = rows.select("id", "contact", "email").join(phones_of(rows), on="id", how="left")
    running = pl.int_range(pl.len()) + rows["id"].min() * MOST_PEOPLE
    contacts = people.select(
        "email", "phone", name="contact", customer_id="id",
        identity=pl.format("联系人:{}", running), **usual,
    )  # fmt: skip
    insert_rows(Customer, customers)
    insert_rows(Contact, contacts)


def typed(row: Row, phones: list[str]) -> Typed:
    """Return a row as a form has it."""
    return Typed(
        name=row["name"], kind=row["kind"], credit_code=row["credit_code"] or "", phones=phones,
        emails=[row["email"]] if row["email"] else [],
        contacts=[row["contact"]] if row["contact"] else [], city=row["city"] or "",
    )  # fmt: skip


def typed_again(book: Book, asked: int, seed: int) -> Iterator[tuple[Typed, int]]:
    """Yield customers of the book as somebody else types them, each with who it is."""
    maker = _Maker(Random(seed + 1), USUAL)
    originals = [row for row in book.rows if row["id"] == row["customer"]]
    chosen = Random(seed).sample(originals, asked)
    again = [{**maker.again(one), "id": at} for at, one in enumerate(chosen)]
    phones: dict[int, list[str]] = {}
    for at, phone in phones_of(pl.DataFrame(again, infer_schema_length=None)).iter_rows():
        phones.setdefault(at, []).append(phone)
    for at, row in enumerate(again):
        yield typed(row, phones.get(at, [])), row["customer"]


def one_number(sql: str) -> float:
    """Return the number a query gives."""
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return float(cursor.fetchone()[0])


def build(book: Book) -> None:
    """Fill the book and key it; print what the keys cost."""
    for some in book.frame().drop("parts", "place").iter_slices(STEP):
        keep(some)
    begun, cpu = perf_counter(), process_time()
    catch_up()
    built, cpu = perf_counter() - begun, process_time() - cpu
    keys = one_number("SELECT COUNT(*) FROM blocking_key")
    size = one_number("SELECT SUM(pgsize) FROM dbstat WHERE name LIKE 'blocking%'") / 1e6
    print(
        f"{len(book.rows):,} kept: {keys:,.0f} keys in {built:.1f} s (CPU {cpu:.1f}), {size:.0f} MB"
    )


def ask(book: Book, asked: int, seed: int) -> bool:
    """Ask about customers; print times and recall and say whether the goals are met."""
    whose = {row["id"]: row["customer"] for row in book.rows}
    times, cpus, ranks = Times(), Times(), []
    for question, customer in typed_again(book, asked, seed):
        begun, cpu = perf_counter(), process_time()
        found = [whose[one.id] for one in alike_customers(question, most=10)]
        times.append((perf_counter() - begun) * 1000)
        cpus.append((process_time() - cpu) * 1000)
        ranks.append(found.index(customer) if customer in found else None)
    recall = sum(rank is not None for rank in ranks) / asked
    first = sum(rank == 0 for rank in ranks) / asked
    print(f"{asked:,} asked: {said('wall', times)}; {said('CPU', cpus)}")
    print(f"found among ten {recall:.1%}, as the first {first:.1%}")
    return share_of(times, 0.95) <= P95_MS and recall >= RECALL


def share_of(times: Times, share: float) -> float:
    """Return the time that a share of them doesn't exceed."""
    return sorted(times)[min(int(len(times) * share), len(times) - 1)]


def said(what: str, times: Times) -> str:
    """Return p50, p95 and p99 of times in ms."""
    told = (f"p{share * 100:.0f} {share_of(times, share):.2f}" for share in (0.5, 0.95, 0.99))
    return f"{what} {', '.join(told)} ms"


def equal_weights(seed: int) -> bool:
    """Weigh every candidate pair of a book both ways; print the share that is equal."""
    forms = comparable(invented_book(20_000, seed=seed).frame().drop("customer", "parts", "place"))
    near = [off <= 0.01 for off in differences(forms)]
    share = sum(near) / len(near)
    print(f"{len(near):,} pairs weighed one at a time: {share:.2%} within 0.01 bit of Splink's")
    return share >= EQUAL


def differences(forms: pl.DataFrame) -> Iterator[float]:
    """Yield how far the two weights of each candidate pair are apart."""
    for model in MODELS:
        mine = forms.filter(pl.col("is_person") == (model.name == "person"))
        pairs = candidates(mine, KEYS[model.name])
        met = scored(mine, pairs, model, shipped_weights()[model.name], where="true")
        held = {
            column: dict(mine.drop_nulls(column).group_by(column).len().iter_rows())
            for column in model.columns()
        }
        crowd = Crowd(mine.height, lambda column, value, held=held: held[column][value])
        row = {one["id"]: one for one in mine.iter_rows(named=True)}
        scorer = shipped_scorer(is_person=model.name == "person")
        for a, b, weight in met.select("a", "b", "weight").iter_rows():
            yield abs(scorer.likeness(row[a], row[b], crowd).weight - weight)


def main() -> None:
    """Measure in a home of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--full", action="store_true", help="1,000,000 rows")
    parser.add_argument("--asked", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    make_ready()
    equal = equal_weights(given.seed)
    book = invented_book(1_000_000 if given.full else given.rows, seed=given.seed)
    build(book)
    met = ask(book, given.asked, given.seed) and equal
    print("goals met" if met else "a goal is missed")
    sys.exit(not met)


if __name__ == "__main__":
    main()
