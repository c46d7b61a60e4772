"""Contacts whose name and number stand in one cell: each fills its own column if that is empty."""

from collections.abc import Collection, Iterator

import polars as pl

from zhike.clean.person_beside import RULE
from zhike.clean.row_rules import RowRule

FILLS = {"name": ("name", "title"), "phone": ("phone", "phone_kind")}
"""The columns that a name, and a number, beside the other fill."""
_COLUMN = {"name": "phone", "phone": "name"}  # in whose cells a value stands beside
_OTHER = {
    "name": "电话格里写的是另一个人，号码照存在联系人栏的人名下；请核对",
    "phone": "联系人格里的号码与电话栏不同，没有采用；要都留请另列一行",
}


def people_together(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the rows with names and numbers that stand beside each other in their own columns.

    `contacts._name_follows` and `contacts._phone_follows` say where they come from the other's
    cell: they fill what is empty and write over nothing.
    """
    for what, columns in FILLS.items():
        if f"contacts._beside_{what}" not in frame.columns:
            continue
        follows = _own(frame, what).is_null() & pl.col(f"contacts._beside_{what}").is_not_null()
        frame = frame.with_columns(follows.alias(f"contacts._{what}_follows"))
        frame = frame.with_columns(_filled(frame, what, name) for name in columns)
    return frame


def _filled(frame: pl.DataFrame, what: str, name: str) -> pl.Expr:
    """Return a column with what stands beside, where `what` follows from there."""
    own, beside = _own(frame, name), pl.col(f"contacts._beside_{name}")
    chosen = beside if name == what else pl.coalesce(own, beside)
    follows = pl.col(f"contacts._{what}_follows")
    return pl.when(follows).then(chosen).otherwise(own).alias(f"contacts.{name}")


def _own(frame: pl.DataFrame, name: str) -> pl.Expr:
    path = f"contacts.{name}"
    return pl.col(path) if path in frame.columns else pl.lit(None, pl.String)


def people_rules(columns: Collection[str]) -> Iterator[RowRule]:
    """Give the checks that a cell names the person, or the number, that its row has elsewhere."""
    for what, said in _OTHER.items():
        if f"contacts._beside_{what}" in columns:
            own, beside = pl.col(f"contacts.{what}"), pl.col(f"contacts._beside_{what}")
            other = own != beside
            if what == "name":  # 张三 and 张经理 may be one
                other &= own.str.slice(0, 1) != beside.str.slice(0, 1)
            yield RowRule(RULE, other, f"contacts.{_COLUMN[what]}", said)
