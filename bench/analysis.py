"""Time the analysis pass on generated order lines against hand-written SQL, pandas and a bare scan.

    python bench/analysis.py [--lines 10000000] [--rounds 5] [--without pandas]

Each contestant is a whole process: interpreter, imports, reading Parquet, RFM, ABC, sales by month
and region, writing the answers. CPU is user + system time, memory the peak resident set, both from
the kernel. Contestants of one round run one after the other and only their ratio is used; the
medians over the rounds are printed, after the answers were compared. Each also runs on a few
thousand lines, which is what starting up costs; the last column compares what is left.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from time import perf_counter
from typing import Any

import duckdb

AS_OF = date(2024, 6, 30)
LINES_PER_ORDER = 2.5
FEW_LINES = 5_000
ORDERS_PER_CUSTOMER = 20
ANSWERS = {"rfm": ("customer_id",), "abc": ("customer_id",), "months": ("month", "region")}

MAKE = """
CREATE MACRO chance(n, salt) AS (hash(n * 7919 + salt) % 1000000) / 1000000.0;

CREATE TABLE made AS
SELECT i AS line_id,
       CAST(floor(i / {per_order}) AS BIGINT) AS order_id,
       CAST(1 + chance(i, 1) * 9 AS INT) AS quantity,
       CAST(5000 + power(chance(i, 2), 4) * 3000000 AS BIGINT) AS amount_fen,
       '产品' || (hash(i) % 200) AS product,
       '品类' || (hash(i) % 200 % 12) AS category
FROM range({lines}) AS t(i);

CREATE TABLE chosen AS
SELECT i AS order_id,
       1 + CAST(floor(power(chance(i, 3), 1.7) * {customers}) AS BIGINT) AS customer_id,
       date '2021-07-01' + CAST(floor(chance(i, 4) * 1096) AS INT) AS ordered_on
FROM range({orders}) AS t(i);

COPY (
    SELECT line_id, order_id, customer_id, ordered_on, product, category,
           CAST(quantity AS DOUBLE) AS quantity, amount_fen,
           CAST(amount_fen * 0.7 AS BIGINT) AS cost_fen
    FROM made JOIN chosen USING (order_id) ORDER BY line_id
) TO '{folder}/order_lines.parquet' (FORMAT parquet, COMPRESSION lz4);

COPY (
    SELECT order_id, customer_id, ordered_on, sum(amount_fen)::BIGINT AS amount_fen,
           CASE WHEN order_id % 50 = 0 THEN 5000 ELSE 0 END::BIGINT AS refund_fen,
           CAST(sum(amount_fen) * 0.7 AS BIGINT) AS cost_fen
    FROM made JOIN chosen USING (order_id)
    GROUP BY ALL ORDER BY customer_id, ordered_on, order_id
) TO '{folder}/orders.parquet' (FORMAT parquet, COMPRESSION lz4);

COPY (
    SELECT i AS customer_id, ['华东', '华北', '华南', '华中', '西南', '西北', '东北',
           NULL][1 + i % 8] AS region
    FROM range(1, {customers} + 1) AS t(i)
) TO '{folder}/customers.parquet' (FORMAT parquet, COMPRESSION lz4);
"""

HAND = {
    "rfm": """
        WITH c AS (
            SELECT customer_id,
                   date_diff('day', max(ordered_on) FILTER (amount_fen >= 0),
                             date '{until}')::BIGINT AS R,
                   (count(*) FILTER (amount_fen >= 0))::BIGINT AS F,
                   sum(amount_fen - coalesce(refund_fen, 0))::BIGINT AS M_fen
            FROM read_parquet('{folder}/orders.parquet')
            WHERE ordered_on < date '{until}' GROUP BY customer_id HAVING F > 0),
        q AS (
            SELECT quantile_cont(R, [0.2, 0.4, 0.6, 0.8]) AS rq, avg(R) AS r_mean,
                   quantile_cont(F, [0.2, 0.4, 0.6, 0.8]) AS fq, avg(F) AS f_mean,
                   quantile_cont(M_fen, [0.2, 0.4, 0.6, 0.8]) AS mq, avg(M_fen) AS m_mean
            FROM c),
        s AS (
            SELECT c.*, 5 - (R > rq[1])::INT - (R > rq[2])::INT - (R > rq[3])::INT
                          - (R > rq[4])::INT AS r_score,
                   1 + (F > fq[1])::INT + (F > fq[2])::INT + (F > fq[3])::INT
                     + (F > fq[4])::INT AS f_score,
                   1 + (M_fen > mq[1])::INT + (M_fen > mq[2])::INT + (M_fen > mq[3])::INT
                     + (M_fen > mq[4])::INT AS m_score,
                   CASE WHEN M_fen > m_mean THEN '重要' ELSE '一般' END ||
                   CASE WHEN R < r_mean AND F > f_mean THEN '价值' WHEN R < r_mean THEN '发展'
                        WHEN F > f_mean THEN '保持' ELSE '挽留' END AS segment
            FROM c, q)
        SELECT customer_id, R, F, M_fen, r_score, f_score, m_score,
               concat(r_score, f_score, m_score) AS rfm, segment FROM s""",
    "abc": """
        WITH c AS (
            SELECT customer_id, sum(amount_fen - coalesce(refund_fen, 0))::BIGINT AS amount_fen
            FROM read_parquet('{folder}/orders.parquet')
            WHERE ordered_on < date '{until}' GROUP BY customer_id),
        w AS (
            SELECT *, sum(amount_fen) OVER () AS total,
                   sum(amount_fen) OVER (ORDER BY amount_fen DESC, customer_id
                                         ROWS UNBOUNDED PRECEDING) - amount_fen AS before_fen
            FROM c)
        SELECT customer_id, amount_fen, amount_fen / total AS share, before_fen / total AS before,
               CASE WHEN before_fen * 1000 < total * 700 THEN 'A'
                    WHEN before_fen * 1000 < total * 900 THEN 'B' ELSE 'C' END AS abc
        FROM w""",
    "months": """
        SELECT strftime(ordered_on, '%Y-%m') AS month, region,
               sum(amount_fen - coalesce(refund_fen, 0))::BIGINT AS sold_fen,
               (count(*) FILTER (amount_fen >= 0))::BIGINT AS orders,
               count(DISTINCT customer_id)::BIGINT AS customers
        FROM read_parquet('{folder}/orders.parquet') AS o
             LEFT JOIN read_parquet('{folder}/customers.parquet') AS c USING (customer_id)
        WHERE ordered_on < date '{until}' GROUP BY 1, 2""",
}
UNTIL = "2024-07-01"


def make_data(folder: Path, lines: int) -> None:
    """Write order_lines, orders and customers as Parquet; equal on every machine."""
    orders = int(lines / LINES_PER_ORDER)
    with duckdb.connect() as con:
        con.execute(
            MAKE.format(
                folder=folder,
                lines=lines,
                orders=orders,
                per_order=LINES_PER_ORDER,
                customers=orders // ORDERS_PER_CUSTOMER,
            )
        )


def run_ours(folder: Path, out: Path) -> None:
    """Run the product's own analyses over the files bound as a snapshot."""
    from zhike.analyse.abc import abc  # noqa: PLC0415 - each contestant pays for its imports
    from zhike.analyse.rfm import rfm  # noqa: PLC0415
    from zhike.store.engine import fresh_cursor  # noqa: PLC0415
    from zhike.store.manifest import Manifest, StoredTable  # noqa: PLC0415
    from zhike.store.tables import tables_for  # noqa: PLC0415
    from zhike.words.viewer import Sight, Viewer  # noqa: PLC0415

    tables = tables_for(
        Sight(Viewer(1, "bench", "管理员", "all")),
        Manifest(
            folder=folder,
            generation=1,
            token=0,
            shape="",
            made_at=datetime(2024, 7, 1, tzinfo=UTC),
            tables=tuple(
                StoredTable(name, columns, (f"{name}.parquet",), 0)
                for name, columns in COLUMNS.items()
            ),
        ),
    )
    for name, expr in (("rfm", rfm(tables, as_of=AS_OF)), ("abc", abc(tables, as_of=AS_OF))):
        with fresh_cursor() as cursor:
            cursor.register("answer", tables.run(expr))
            cursor.execute(f"COPY answer TO '{out}/{name}.parquet' (FORMAT parquet)")
    keep_months(months_by_region(tables), out)


COLUMNS = {
    "orders": {
        "order_id": "int64",
        "customer_id": "int64",
        "ordered_on": "date",
        "amount_fen": "int64",
        "refund_fen": "int64",
        "cost_fen": "int64",
    },
    "customers": {"customer_id": "int64", "region": "string"},
}


def months_by_region(tables: Any) -> list[dict[str, Any]]:
    """Return sales, orders and buying customers by month and region, as people ask for them."""
    from zhike.measure.measure import measure  # noqa: PLC0415
    from zhike.playbook.load import load_builtin  # noqa: PLC0415

    asked = ["总销售额", "订单数", "成交客户数"]
    return list(measure(tables, asked, by=["月", "区域"], playbook=load_builtin()).rows)


def keep_months(rows: list[dict[str, Any]], out: Path) -> None:
    """Write the answer in the others' columns; through JSON, which costs next to nothing."""
    (out / "months.json").write_text(json.dumps(rows), encoding="utf-8")
    with duckdb.connect() as con:
        con.execute(
            "COPY (SELECT 月 AS month, 区域 AS region, round(总销售额 * 100)::BIGINT AS sold_fen,"
            " 订单数::BIGINT AS orders, 成交客户数::BIGINT AS customers"
            f" FROM read_json('{out}/months.json')) TO '{out}/months.parquet' (FORMAT parquet)"
        )


def run_hand(folder: Path, out: Path) -> None:
    """Run the SQL a person would write for DuckDB."""
    with duckdb.connect() as con:
        for name, sql in HAND.items():
            query = sql.format(folder=folder, until=UNTIL)
            con.execute(f"COPY ({query}) TO '{out}/{name}.parquet' (FORMAT parquet)")


def run_scan(folder: Path, _out: Path) -> None:
    """Read the four columns of the order lines the pass is about, once, and add them up."""
    with duckdb.connect() as con:
        con.execute(
            "SELECT sum(order_id), sum(customer_id), max(ordered_on), sum(amount_fen)"
            f" FROM read_parquet('{folder}/order_lines.parquet')"
        ).fetchall()


def run_pandas(folder: Path, out: Path) -> None:
    """Run the pass the way a notebook would."""
    import pandas as pd  # noqa: PLC0415

    columns = ["customer_id", "ordered_on", "amount_fen", "refund_fen"]
    orders = pd.read_parquet(folder / "orders.parquet", columns=columns)
    orders["ordered_on"] = pd.to_datetime(orders["ordered_on"])
    orders = orders[orders["ordered_on"] < pd.Timestamp(UNTIL)]
    orders["net_fen"] = orders["amount_fen"] - orders["refund_fen"].fillna(0)
    orders["real"] = orders["amount_fen"] >= 0
    _pandas_rfm(orders).to_parquet(out / "rfm.parquet")
    _pandas_abc(orders).to_parquet(out / "abc.parquet")
    customers = pd.read_parquet(folder / "customers.parquet")
    _pandas_months(orders, customers).to_parquet(out / "months.parquet")


def _pandas_rfm(orders: Any) -> Any:
    import numpy as np  # noqa: PLC0415
    import pandas as pd  # noqa: PLC0415

    real = orders["real"]
    spent = orders.groupby("customer_id")["net_fen"].sum()
    days = (pd.Timestamp(UNTIL) - orders[real].groupby("customer_id")["ordered_on"].max()).dt.days
    rfm = pd.DataFrame(
        {"R": days, "F": orders[real].groupby("customer_id").size(), "M_fen": spent}
    ).dropna()
    for name, score in (("R", "r_score"), ("F", "f_score"), ("M_fen", "m_score")):
        limits = rfm[name].quantile([0.2, 0.4, 0.6, 0.8]).to_numpy()
        above = (rfm[name].to_numpy()[:, None] > limits).sum(axis=1)
        rfm[score] = 5 - above if name == "R" else 1 + above
    rfm["rfm"] = (rfm["r_score"] * 100 + rfm["f_score"] * 10 + rfm["m_score"]).astype(str)
    recent, often = rfm["R"] < rfm["R"].mean(), rfm["F"] > rfm["F"].mean()
    kind = np.select([recent & often, recent, often], ["价值", "发展", "保持"], "挽留")
    big = np.where(rfm["M_fen"] > rfm["M_fen"].mean(), "重要", "一般")
    rfm["segment"] = [a + b for a, b in zip(big, kind, strict=True)]
    return rfm.reset_index()


def _pandas_abc(orders: Any) -> Any:
    import numpy as np  # noqa: PLC0415

    spent = orders.groupby("customer_id")["net_fen"].sum()
    abc = spent.rename("amount_fen").reset_index()
    abc = abc.sort_values(["amount_fen", "customer_id"], ascending=[False, True])
    before, total = abc["amount_fen"].cumsum() - abc["amount_fen"], abc["amount_fen"].sum()
    abc["share"], abc["before"] = abc["amount_fen"] / total, before / total
    classes = [before * 1000 < total * 700, before * 1000 < total * 900]
    abc["abc"] = np.select(classes, ["A", "B"], "C")
    return abc


def _pandas_months(orders: Any, customers: Any) -> Any:
    placed = orders.merge(customers, on="customer_id", how="left")
    placed["month"] = placed["ordered_on"].dt.strftime("%Y-%m")
    months = placed.groupby(["month", "region"], dropna=False).agg(
        sold_fen=("net_fen", "sum"), orders=("real", "sum"), customers=("customer_id", "nunique")
    )
    return months.reset_index()


CONTESTANTS: dict[str, Callable[[Path, Path], None]] = {
    "ours": run_ours,
    "hand": run_hand,
    "pandas": run_pandas,
    "scan": run_scan,
}


@dataclass(frozen=True, slots=True)
class Cost:
    """What one whole process cost."""

    cpu: float
    wall: float
    peak_mib: float


def cost_of(name: str, folder: Path, out: Path) -> Cost:
    """Run one contestant in a process of its own and read its bill from the kernel."""
    out.mkdir(exist_ok=True)
    command = [sys.executable, __file__, "--as", name, "--folder", str(folder), "--out", str(out)]
    began = perf_counter()
    process = subprocess.Popen(command)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{name} failed with {process.returncode}")
    return Cost(used.ru_utime + used.ru_stime, perf_counter() - began, used.ru_maxrss / 1024)


def differences(ours: Path, theirs: Path) -> int:
    """Count the rows of each answer that the other side doesn't have; floats to 1e-9."""
    found = 0
    with duckdb.connect() as con:
        for name, keys in ANSWERS.items():
            mine, other = (f"read_parquet('{side}/{name}.parquet')" for side in (ours, theirs))
            columns = con.execute(f"DESCRIBE SELECT * FROM {mine}").fetchall()
            same = " AND ".join(
                f"abs(a.{c} - b.{c}) <= 1e-9" if kind == "DOUBLE" else f"a.{c} = b.{c}::{kind}"
                for c, kind, *_ in columns
                if c not in keys
            )
            on = " AND ".join(f"a.{key} IS NOT DISTINCT FROM b.{key}" for key in keys)
            counted = con.execute(
                f"SELECT count(*) FILTER (NOT coalesce({same}, false))"
                f" FROM {mine} AS a FULL JOIN {other} AS b ON {on}"
            ).fetchone()
            found += counted[0] if counted else 0
    return found


def main() -> None:
    """Make the data, run the rounds, compare the answers, print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, default=10_000_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--full", action="store_true", help="100 M lines, 2 rounds, no pandas")
    parser.add_argument("--without", choices=["pandas"], action="append", default=[])
    parser.add_argument("--as", dest="name", choices=["make", *CONTESTANTS])
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--out", type=Path)
    given = parser.parse_args()
    if given.name == "make":
        make_data(given.folder, given.lines)
        return
    if given.name:
        CONTESTANTS[given.name](given.folder, given.out)
        return
    if given.full:
        given.lines, given.rounds, given.without = 100_000_000, 2, ["pandas"]
    with tempfile.TemporaryDirectory() as place:
        chosen = [name for name in CONTESTANTS if name not in given.without]
        run_rounds(Path(place), chosen, given.lines, given.rounds)


def run_rounds(place: Path, chosen: list[str], lines: int, rounds: int) -> None:
    """Run every contestant in each round and print medians and paired ratios."""
    big, few = (made(place / name, count) for name, count in (("big", lines), ("few", FEW_LINES)))
    costs: dict[str, list[Cost]] = {name: [] for name in chosen}
    starts: dict[str, list[Cost]] = {name: [] for name in chosen}
    for _ in range(rounds):
        for name in chosen:
            starts[name].append(cost_of(name, few, place / f"few-{name}"))
            costs[name].append(cost_of(name, big, place / name))
    for other in {"hand", "pandas"} & set(chosen):
        print(f"rows that differ from {other}: {differences(place / 'ours', place / other)}")
    print(f"\n{lines:,} order lines, {rounds} rounds, whole processes\n")
    print("| contestant | CPU s | start-up | wall s | peak MiB |", end="")
    print(" ours ÷ it: CPU | wall | memory | CPU after start-up |")
    print("|---|--:|--:|--:|--:|--:|--:|--:|--:|")
    for name in chosen:
        print(row_of(name, costs, starts))


def made(folder: Path, lines: int) -> Path:
    """Make data in a process of its own: a child's peak memory starts from its parent's."""
    folder.mkdir()
    make = [sys.executable, __file__, "--as", "make", "--folder", str(folder)]
    subprocess.run([*make, "--lines", str(lines)], check=True)
    return folder


def row_of(name: str, costs: dict[str, list[Cost]], starts: dict[str, list[Cost]]) -> str:
    """Return one line of the table: medians, then the medians of the paired ratios."""
    median, done, ours = statistics.median, costs[name], costs["ours"]
    start = median(cost.cpu for cost in starts[name])
    kinds = ("cpu", "wall", "peak_mib")
    cpu, wall, peak = (median(getattr(cost, kind) for cost in done) for kind in kinds)
    ratios = [
        median(getattr(a, kind) / getattr(b, kind) for a, b in zip(ours, done, strict=True))
        for kind in kinds
    ]
    pairs = zip(ours, starts["ours"], done, starts[name], strict=True)
    ratios.append(median((a.cpu - a0.cpu) / (b.cpu - b0.cpu) for a, a0, b, b0 in pairs))
    said = [f"{cpu:.2f}", f"{start:.2f}", f"{wall:.2f}", f"{peak:.0f}"]
    return f"| {name} | {' | '.join(said + [f'{ratio:.2f}' for ratio in ratios])} |"


if __name__ == "__main__":
    main()
