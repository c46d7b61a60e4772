"""Every analysis can be asked of every engine we name."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
import sqlglot
from measure.service_book import tables_of

from zhike.analyse.abc import abc
from zhike.analyse.churn import churn
from zhike.analyse.rfm import rfm
from zhike.analyse.scores import score
from zhike.measure.counting import counted
from zhike.measure.question import ask
from zhike.playbook.load import load_builtin
from zhike.store.tables import Source, Tables
from zhike.tag.rules import tag_customers
from zhike.words.period import Period

AS_OF = date(2024, 6, 30)
BOOK = load_builtin()
TABLES = Tables(
    {
        "customers": Source(
            {
                "customer_id": "int64",
                "cooperation_started": "date",
                "行业潜力": "int64",
                "续约次数": "int64",
                "官网访问次数": "int64",
                "参与活动次数": "int64",
            },
            "",
        ),
        "orders": Source(
            {
                "order_id": "int64",
                "customer_id": "int64",
                "ordered_on": "date",
                "amount_fen": "int64",
                "refund_fen": "int64",
                "cost_fen": "int64",
            },
            "",
        ),
    }
)
SERVICE = tables_of()
MEDIANS = ask(
    ["响应时长中位数", "复购周期", "连续拒绝报价次数"],
    by=["周", "区域"],
    period=Period.parse("2024Q2"),
    playbook=BOOK,
)
ANALYSES: dict[str, Callable[[], Any]] = {
    "rfm": lambda: rfm(TABLES, as_of=AS_OF),
    "abc": lambda: abc(TABLES, as_of=AS_OF),
    "churn": lambda: churn(TABLES, as_of=AS_OF),
    "S1": lambda: score(TABLES, BOOK.score_model("S1"), as_of=AS_OF, playbook=BOOK),
    "S2": lambda: score(TABLES, BOOK.score_model("S2"), as_of=AS_OF, playbook=BOOK),
    "complaints": lambda: churn(SERVICE, as_of=AS_OF),
    "medians": lambda: counted(SERVICE, MEDIANS),
    "tags": lambda: tag_customers(SERVICE, playbook=BOOK, as_of=AS_OF),
}
PARSED_AS = {"pyspark": "spark"}


@pytest.mark.parametrize("dialect", ["duckdb", "postgres", "clickhouse", "pyspark"])
@pytest.mark.parametrize("name", ANALYSES)
def test_compiles(name: str, dialect: str) -> None:
    sql = TABLES.sql(ANALYSES[name](), dialect)
    assert sqlglot.parse_one(sql, read=PARSED_AS.get(dialect, dialect)) is not None
    assert "quantile" not in sql.lower()
    assert "ntile" not in sql.lower()
