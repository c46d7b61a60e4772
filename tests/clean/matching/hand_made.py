"""Customers written by hand, with what the engine has to say of each pair."""

from typing import Any

import polars as pl

from zhike.clean.matching.find import Found, find_matches
from zhike.clean.matching.forms import comparable

COLUMNS = ("name", "phone", "contact", "city", "credit_code", "email")
CODE, OTHER_CODE = "91009900MA4JURQ28L", "91009900MA3FQEFLCU"

# fmt: off
ROWS: tuple[tuple[int, tuple[str | None, ...]], ...] = (
    (1, ("北京华兴科技有限公司", "13911112222", "王建国", "北京", None, None)),
    (2, ("華興（北京）科技有限公司", "+86 139 1111 2222", "王经理", None, None, None)),
    (3, ("北京华星科技有先公司", "13911112222", "王建国", "北京市", None, None)),
    (4, ("北京华兴科技有限公司上海分公司", "13911112222", "王建国", "上海", None, None)),
    (5, ("北京华兴贸易有限公司", "13911112222", "王建国", "北京", None, None)),
    (6, ("上海远洋食品有限公司", "13911112222", "王建国", "上海", None, None)),
    (11, ("深圳蓝海物流有限公司", "13922223333", "李芳", "深圳", None, None)),
    (12, ("深圳蓝海物流", "139****3333", "李芳", "深圳", None, None)),
    (13, ("深圳蓝海物流有限公司", "13922223334", "李芳", "深圳", None, None)),
    (14, ("广州蓝海物流有限公司", None, "赵敏", "广州", None, None)),
    (21, ("成都天工机械设备有限公司", "028-85551234", None, "成都", CODE, None)),
    (22, ("成都新天地机械设备有限公司", None, None, "成都", CODE, None)),
    (23, ("成都天工机械设备有限公司", "028-85551234", "周强", "成都", OTHER_CODE, None)),
    (25, ("武汉明辉环保科技有限公司", "13744445555", "何静", "武汉", None, None)),
    (26, ("明辉（武汉）环保科技有限公司", None, None, None, None, None)),
    (27, ("明辉环保科技", None, None, None, None, None)),
    (31, ("张伟", "13733334444", None, "杭州", None, None)),
    (32, ("張偉", "137 3333 4444", None, None, None, None)),
    (33, ("张伟", None, None, "杭州", None, None)),
    (34, ("刘洋", "13733334444", None, "杭州", None, None)),
    (35, ("张先生", "13733334444", None, "杭州", None, None)),
)
# fmt: on


def table(rows: tuple[tuple[int, tuple[str | None, ...]], ...] = ROWS) -> pl.DataFrame:
    """Return rows as the table of a team."""
    columns: dict[str, Any] = {"id": [at for at, _ in rows]}
    for place, name in enumerate(COLUMNS):
        columns[name] = [values[place] for _, values in rows]
    return pl.DataFrame(columns, schema_overrides=dict.fromkeys(COLUMNS, pl.String))


def found_in(*ids: int) -> Found:
    """Return what is found among some of the rows."""
    return find_matches(comparable(table(tuple(row for row in ROWS if row[0] in ids))))


def judged(found: Found) -> dict[tuple[int, int], tuple[str, str | None]]:
    """Return verdict and relation of each pair."""
    rows = found.pairs.select("a", "b", "verdict", "relation").rows()
    return {(a, b): (verdict, relation) for a, b, verdict, relation in rows}
