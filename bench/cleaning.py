"""Cleaning a column against cleaning it a cell at a time, field by field.

    python bench/cleaning.py [--rows 200000] [--rounds 5] [FIELD …]

The columns are invented: cells in the common forms, three in a hundred from the hand-made cases of
tests/corpora. CPU of one process, the two ways in turn; the figure is the median of the ratios.
"""

import argparse
import csv
import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import polars as pl
from cell_by_cell import READ
from stdnum.cn import uscc

from zhike.clean.field_cells import clean_field
from zhike.clean.names import match_keys
from zhike.playbook.load import load_builtin

CORPORA = Path(__file__).resolve().parent.parent / "tests" / "corpora"
PLAYBOOK = load_builtin("default")
ODD = 0.03  # as in bench/planted.py
_DIGITS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_BRANDS = "华兴天成明远博雅科创信达恒瑞嘉宏泰盛通联宇航"
Draw = random.Random


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its path in the playbook, its corpus, and how its common cells are written."""

    path: str
    corpus: str
    common: Callable[[Draw], str]


def _day(draw: Draw) -> str:
    year, month, day = draw.randint(2015, 2026), draw.randint(1, 12), draw.randint(1, 28)
    form = draw.choice(("{}-{:02}-{:02}",) * 3 + ("{}/{}/{}", "{}.{}.{}", "{}年{}月{}日"))
    return form.format(year, month, day)


def _money(draw: Draw) -> str:
    whole, forms = draw.randint(1, 10**6), ("{}", "{:,}", "{}元", "¥{:,}.50", "{}万")
    return draw.choice(forms).format(whole)


def _phone(draw: Draw) -> str:
    mobile = f"1{draw.choice((38, 39, 50, 86, 77))}{draw.randint(0, 99_999_999):08}"
    landline = f"021-{draw.randint(20_000_000, 89_999_999)}"
    spaced = f"{mobile[:3]} {mobile[3:7]} {mobile[7:]}"
    return draw.choice((mobile,) * 6 + (f"+86{mobile}", spaced, landline, f"{landline}转801"))


def _email(draw: Draw) -> str:
    return f"u{draw.randint(0, 10**7)}@{draw.choice(('163.com', 'qq.com', 'acme.com.cn'))}"


def _code(draw: Draw) -> str:
    body = "91310115" + "".join(draw.choice(_DIGITS) for _ in range(9))
    return body + uscc.calc_check_digit(body)


def _size(draw: Draw) -> str:
    low = draw.randint(1, 40) * 10
    return draw.choice(("100-500人", "50-99人", "500人以上", f"{low}-{2 * low}人", f"{low}人"))


def _place(draw: Draw) -> str:
    return draw.choice(("上海", "江苏省苏州市", "广东深圳", "北京市海淀区", "浙江杭州", "成都市"))


def _firm(draw: Draw) -> str:
    brand = "".join(draw.choice(_BRANDS) for _ in range(3))
    trade = draw.choice(("科技", "机械", "贸易", "生物医药", "信息技术"))
    form = draw.choice(("有限公司",) * 4 + ("股份有限公司", "有限责任公司"))
    return f"{draw.choice(('上海', '北京市', '苏州', ''))}{brand}{trade}{form}"


FIELDS = {
    "dates": Field("customers.first_contact_on", "dates", _day),
    "money": Field("customers.stated_amount_fen", "money", _money),
    "phones": Field("contacts.phone", "phones", _phone),
    "emails": Field("contacts.email", "phones", _email),
    "codes": Field("customers.credit_code", "codes", _code),
    "ranges": Field("customers.size_text", "sizes", _size),
    "regions": Field("customers.region", "regions", _place),
    "names": Field("customers.name", "names", _firm),
}


def column_of(field: Field, rows: int, *, seed: int) -> pl.Series:
    """Return a column of cells as text."""
    draw = Draw(seed)
    with (CORPORA / f"{field.corpus}.csv").open(encoding="utf-8") as file:
        odd = [row["raw"] for row in csv.DictReader(file)]
    cells = [draw.choice(odd) if draw.random() < ODD else field.common(draw) for _ in range(rows)]
    return pl.Series(cells, dtype=pl.String)


def _ours(name: str, field: Field, cells: pl.Series) -> None:
    cleaned, _ = clean_field(PLAYBOOK.field(field.path), cells, unit="", playbook=PLAYBOOK)
    if name == "names":
        match_keys(cleaned.values)


def _cpu(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def _rates(name: str, rows: int, rounds: int) -> str:
    field, ours, theirs = FIELDS[name], [], []
    cells = column_of(field, rows, seed=rounds)
    texts = cells.to_list()
    for _ in range(rounds):
        ours.append(_cpu(lambda: _ours(name, field, cells)))
        theirs.append(_cpu(lambda: [READ[name](text) for text in texts]))
    ratio = median(b / a for a, b in zip(ours, theirs, strict=True))
    speeds = [rows / median(costs) / 1e6 for costs in (ours, theirs)]
    return f"{name:8} {speeds[0]:7.2f} {speeds[1]:7.3f} {ratio:7.1f} ×"


def main() -> None:
    """Print rows a second (millions) of both ways and their ratio, a line a field."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("fields", nargs="*", default=list(FIELDS))
    asked.add_argument("--rows", type=int, default=200_000)
    asked.add_argument("--rounds", type=int, default=5)
    asked.add_argument("--full", action="store_true", help="1,000,000 rows")
    told = asked.parse_args()
    print("field    ours M/s  row M/s   ratio")
    for name in told.fields:
        print(_rates(name, 1_000_000 if told.full else told.rows, told.rounds), flush=True)


if __name__ == "__main__":
    main()
