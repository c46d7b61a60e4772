"""What must hold between the cells of one row, and what a row cannot do without."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import polars as pl

from zhike.clean import no_firm
from zhike.clean.plain_kinds import PLAIN, PlainKind
from zhike.words.problem import Severity

_MONTH_LETTERS = 7  # of 2024-05
_DAY_LETTERS = 10  # of 2024-05-01; a moment with a clock time has more
_TOTALS = ("合计", "总计", "小计", "共计", "累计", "合 计", "总 计", "total", "sum")
_TOTAL = "这是合计行，没有导入"
_ASIDE = "这一行只有一格，像小标题、说明或空行，没有导入"
FIRST = "_first"  # a row's first filled cell, whatever its column is read as
FILLED = "_filled"  # how many cells of a row are filled


@dataclass(frozen=True, slots=True)
class RowRule:
    """One check: where it holds (`broken`), whose cell it points at and what it says."""

    rule: str
    broken: pl.Expr
    column: str  # <noun>.<column> of the cell pointed at; empty for the whole row
    message: str
    severity: Severity = "warn"
    drops: bool = False  # the cell pointed at is left out


def rules_for(kind: str, columns: set[str]) -> list[RowRule]:
    """Return the checks for a sheet of this kind that has these `<noun>.<column>` columns.

    They read the cleaned columns, as `<path>!` the raw text of the same cell, FIRST and FILLED.
    """
    return [*_totals(columns), *_keys(kind, columns), *_NEEDS[kind](columns), *_between(columns)]


def _totals(columns: set[str]) -> Iterator[RowRule]:
    """Give the checks for rows that add up the others: those are no records."""
    numbered = ("customers", "orders", *PLAIN)
    named = ("customers.name", *(f"{k.noun}.{k.called[0]}" for k in PLAIN.values()))
    for path in (*named, *(f"{noun}.external_id" for noun in numbered)):
        if path in columns:
            said = pl.col(path).str.to_lowercase().is_in(_TOTALS).fill_null(value=False)
            yield RowRule("S3-07", said, path, _TOTAL, "reject")


def _keys(kind: str, columns: set[str]) -> Iterator[RowRule]:
    if kind in PLAIN and not PLAIN[kind].of_customer:
        yield from _own_key(kind, columns)
        return
    keys = sorted({"customers.external_id", "customers.number", "customers.name"} & columns)
    empty = pl.all_horizontal([pl.lit(value=True), *(pl.col(path).is_null() for path in keys)])
    if kind == "customers":
        said = "客户编号和客户名称都没有填，不知道是哪个客户，没有导入；请补上其中一项"
    else:
        said = "没有写明是哪个客户，没有导入；请补上客户编号或客户名称"
    yield from _keyless(empty, columns, keys[0] if keys else "", said)


def _own_key(kind: str, columns: set[str]) -> Iterator[RowRule]:
    called, words = PLAIN[kind].called
    keys = sorted({f"{kind}.external_id", f"{kind}.{called}"} & columns)
    empty = pl.all_horizontal([pl.lit(value=True), *(pl.col(path).is_null() for path in keys)])
    said = f"{PLAIN[kind].said}的编号和{words}都没有填，没有导入；请补上其中一项"
    yield from _keyless(empty, columns, keys[0] if keys else "", said)


def _keyless(empty: pl.Expr, columns: set[str], path: str, said: str) -> Iterator[RowRule]:
    """Give the checks for rows nobody can tell of whom: 合计, 华东区 and 注：… need no key."""
    total = pl.col(FIRST).str.to_lowercase().is_in(_TOTALS).fill_null(value=False)
    yield RowRule("S3-07", empty & total, path, _TOTAL, "reject")
    read = [pl.col(one).is_null() for one in columns if "." in one and "._" not in one]
    aside = pl.all_horizontal(pl.col(FILLED) == 1, *read)
    yield RowRule("S3-07", aside, path, _ASIDE, "reject")
    yield RowRule("S3-05", empty, path, said, "reject")


def _contacts(columns: set[str]) -> Iterator[RowRule]:
    named = ("contacts.name", "contacts.phone", "contacts.email", "contacts.external_id")
    given = [path for path in named if path in columns]
    empty = pl.all_horizontal([pl.lit(value=True), *(pl.col(path).is_null() for path in given)])
    said = "联系人的姓名、电话和邮箱都没有填，没有导入"
    yield RowRule("S3-05", empty, given[0] if given else "", said, "reject")


def _dated(path: str, what: str) -> Callable[[set[str]], Iterator[RowRule]]:
    def rules(columns: set[str]) -> Iterator[RowRule]:
        yield _needed(
            path, columns, "S0-08", f"{what}的日期没有填或看不懂，没有导入；请写成 2024-05-01"
        )

    return rules


def _orders(columns: set[str]) -> Iterator[RowRule]:
    yield from _dated("orders.ordered_on", "订单")(columns)
    yield _needed("orders.amount_fen", columns, "S0-09", "订单的金额没有填或看不懂，没有导入")


def _order_lines(columns: set[str]) -> Iterator[RowRule]:
    yield from _dated("orders.ordered_on", "订单")(columns)
    amount = "order_lines.amount_fen"
    amount = amount if amount in columns else "orders.amount_fen"
    yield _needed(amount, columns, "S0-09", "明细的金额没有填或看不懂，没有导入")


def _plain(kind: PlainKind) -> Callable[[set[str]], Iterator[RowRule]]:
    """Return the checks of a plain kind: one of its days, what it needs, days in their order."""

    def rules(columns: set[str]) -> Iterator[RowRule]:
        if kind.days:
            yield _dated_by_one(kind, columns)
        for name, said in kind.needs:
            message = f"{kind.said}的{said}没有填或看不懂，没有导入"
            yield _needed(f"{kind.noun}.{name}", columns, "S0-09", message)
        yield from _monthly(kind, columns)
        for earlier, later, wrong in kind.in_turn:
            first = [f"{kind.noun}.{name}" for name in earlier.split("/")]
            first = [path for path in first if path in columns]
            last = f"{kind.noun}.{later}"
            if first and last in columns:
                broken = _reversed(first, last)
                yield RowRule("S0-29", broken, last, wrong, drops=True)

    return rules


def _monthly(kind: PlainKind, columns: set[str]) -> Iterator[RowRule]:
    for path in (f"{kind.noun}.{name}" for name in kind.months):
        if path in columns:
            rough = (pl.col(path).str.len_chars() < _MONTH_LETTERS).fill_null(value=False)
            said = f"{kind.said}的月份只写到年，没有导入；请写成 2024-05"
            yield RowRule("S0-08", rough, path, said, "reject")


def _dated_by_one(kind: PlainKind, columns: set[str]) -> RowRule:
    paths = [f"{kind.noun}.{name}" for name in kind.days]
    given = [path for path in paths if path in columns]
    empty = pl.all_horizontal([pl.lit(value=True), *(pl.col(path).is_null() for path in given)])
    said = f"{kind.said}的日期没有填或看不懂，没有导入；请写成 2024-05-01"
    return RowRule("S0-08", empty, (given or paths)[0], said, "reject")


def _reversed(first: list[str], last: str) -> pl.Expr:
    """Say where the later day lies before the earlier one, or the clock time of one day."""
    a, b = pl.coalesce(first).cast(pl.String), pl.col(last).cast(pl.String)
    clocked = (a.str.len_chars() > _DAY_LETTERS) & (b.str.len_chars() > _DAY_LETTERS)
    days = b.str.slice(0, _DAY_LETTERS) < a.str.slice(0, _DAY_LETTERS)
    return (days | (clocked & (b < a))).fill_null(value=False)


def _needed(path: str, columns: set[str], rule: str, message: str) -> RowRule:
    empty = pl.col(path).is_null() if path in columns else pl.lit(value=True)
    return RowRule(rule, empty, path, message, "reject")


def _noted_customers(columns: set[str]) -> Iterator[RowRule]:
    """Give the check that a note beside a customer has a day, to become a follow-up."""
    summary, day = "interactions.summary", "interactions.happened_on"
    if summary in columns:
        undated = pl.col(day).is_null() if day in columns else pl.lit(value=True)
        said = "有跟进记录但没有跟进时间，这条跟进没有导入；请补上最近跟进时间"
        yield RowRule("S1-07", pl.col(summary).is_not_null() & undated, summary, said)


def _customers(columns: set[str]) -> Iterator[RowRule]:
    yield from _noted_customers(columns)
    name, kind = "customers.name", "customers.kind"
    if name in columns:
        person = pl.col(kind).eq_missing("person") if kind in columns else pl.lit(value=False)
        vague = no_firm.says_no_firm(pl.col(name)) & ~person
        yield RowRule(no_firm.RULE, vague, name, no_firm.SAID)


def _between(columns: set[str]) -> Iterator[RowRule]:
    first, last = "customers.first_contact_on", "customers.stated_follow_up_on"
    if {first, last} <= columns:
        reversed_ = (pl.col(last) < pl.col(first)).fill_null(value=False)
        yield RowRule("S0-29", reversed_, last, "最近跟进时间早于首次接触时间", drops=True)
    feedback = "interactions.feedback"
    if feedback in columns:
        texts = ("interactions.feedback_words", "interactions.summary")
        words = [pl.col(path).is_null() for path in texts if path in columns]
        silent = pl.all_horizontal([pl.lit(value=True), *words])
        broken = (pl.col(feedback) == "消极").fill_null(value=False) & silent
        yield RowRule("S1-09", broken, feedback, "反馈是消极却没有写客户怎么说，请补上原话")


_NEEDS: dict[str, Callable[[set[str]], Iterator[RowRule]]] = {
    "customers": _customers,
    "contacts": _contacts,
    "interactions": _dated("interactions.happened_on", "跟进"),
    "orders": _orders,
    "order_lines": _order_lines,
    **{noun: _plain(kind) for noun, kind in PLAIN.items()},
}
