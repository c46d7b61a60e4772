"""Pairs that a team's rules of equality tie together, whatever the weights say (S3-09)."""

from collections.abc import Sequence

import polars as pl

from zhike.clean.matching.keys import Key, pairs_of
from zhike.playbook.same_rules import SameRule

_COLUMNS = {
    "统一社会信用代码": "credit_code",
    "客户名称": "name_key",
    "联系电话": "phones",
    "邮箱": "email",
    "联系人": "contacts",
    "所在城市": "place",
}
_LARGEST = 10  # a value shared by more is a switchboard or a common name: nothing to look through
_NAME = ("客户名称",)
SAID = "规则：{}"


def ruled_pairs(
    forms: pl.DataFrame, rules: Sequence[SameRule], *, changed: pl.Series | None = None
) -> pl.DataFrame:
    """Return the pairs a < b of ids that a rule asks to be looked at, each once.

    `forms` is from `comparable`; retired rules say nothing. With `changed`, only the pairs with one
    of these ids. A name alone says nothing of persons, and a value that more than ten customers
    share is nothing to look through one by one.
    """
    schema = {"a": forms.schema["id"], "b": forms.schema["id"]}
    found = [_pairs(forms, rule, changed) for rule in rules if not rule.retired]
    return pl.concat([pl.DataFrame(schema=schema), *found]).unique().sort("a", "b")


def _pairs(forms: pl.DataFrame, rule: SameRule, changed: pl.Series | None) -> pl.DataFrame:
    columns = (pl.col(_COLUMNS[value]) for value in rule.equal)
    mine = forms.filter(~pl.col("is_person")) if rule.equal == _NAME else forms
    largest = None if rule.is_same else _LARGEST
    return pairs_of(
        mine, Key(tuple(columns), strong=rule.is_same), changed=changed, largest=largest
    )


def with_rules(
    pairs: pl.DataFrame, rules: Sequence[SameRule], *, are_persons: bool
) -> pl.DataFrame:
    """Return pairs with `rules` (the names of those that hold) and `ruled_same` (one says 同一家).

    `pairs` has the forms of both sides, with `_a` and `_b`.
    """
    told = [one for one in rules if not (one.retired or (are_persons and one.equal == _NAME))]
    named = [pl.when(_holds(rule)).then(pl.lit(rule.name)) for rule in told]
    same = [_holds(rule) for rule in told if rule.is_same]
    none = pl.lit([], pl.List(pl.String))
    return pairs.with_columns(
        rules=pl.concat_list(named).list.drop_nulls() if named else none,
        ruled_same=pl.any_horizontal(same) if same else pl.lit(value=False),
    )


def _holds(rule: SameRule) -> pl.Expr:
    return pl.all_horizontal(_agree(_COLUMNS[value]) for value in rule.equal)


def _agree(column: str) -> pl.Expr:
    one, other = pl.col(f"{column}_a"), pl.col(f"{column}_b")
    if column in ("phones", "contacts"):
        return (one.list.set_intersection(other).list.len() > 0).fill_null(value=False)
    return (one == other).fill_null(value=False)
