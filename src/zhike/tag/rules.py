"""Give customers their tags by the playbook's rules, each with the numbers that speak for it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import ibis

from zhike.formula.tree import Formula
from zhike.playbook.bands import Band
from zhike.playbook.catalogue import customer_formula, units
from zhike.playbook.per_customer import customer_values
from zhike.playbook.playbook import Playbook
from zhike.playbook.tagging import TagRule
from zhike.tag.evidence import Piece, band_said, label_said, slots, worded
from zhike.tag.ranks import ranked, within

HAND = "手工标注"


@dataclass(frozen=True, slots=True)
class _Given:
    """The customers who get a tag, the tag, and the evidence: values and a closing text."""

    rows: Any
    tag: Any
    family: str
    pieces: Sequence[Piece]
    after: str = ""

    def columns(self, width: int) -> Any:
        """Return the rows in the shape all tags share."""
        told = slots(self.pieces, self.after, width=width)
        return self.rows.select(
            "customer_id", tag=self.tag, family=ibis.literal(self.family), **told
        )


def tag_customers(tables: Any, *, playbook: Playbook, as_of: date) -> Any:
    """Return customer_id, tag, family, evidence: one row a tag, by the rules (S3-14…S3-20).

    A family gives each customer one tag at most; a scale's rest takes only who has a value.
    `evidence` is a Chinese sentence with the numbers. Raises FormulaRefused for unknown names.
    """
    wanted = dict(_wanted(playbook))
    values = customer_values(tables, wanted, as_of=as_of, playbook=playbook)
    values = values.alias("values_of_customers")
    given = [
        one for number, rule in enumerate(playbook.tags)
        for one in _given(values, rule, number, playbook)
    ]  # fmt: skip
    if not given:
        return _none(tables)
    width = max(len(one.pieces) for one in given)
    found = _together([one.columns(width) for one in given])
    said = found.select("customer_id", "tag", "family", evidence=worded(found, width=width))
    hand = [
        _by_hand(tables, values, rule, number)
        for number, rule in enumerate(playbook.tags)
        if rule.by_hand and "tags" in tables
    ]
    return _together([said, *hand])


def _together(parts: Sequence[Any]) -> Any:
    return ibis.union(*parts) if len(parts) > 1 else parts[0]


def _wanted(playbook: Playbook) -> Iterator[tuple[str, Formula]]:
    """Yield the formulas of the rules under the names of their columns, and all they mention."""
    for number, rule in enumerate(playbook.tags):
        texts = {f"value_{number}": rule.attribute or rule.value, f"when_{number}": rule.when}
        texts |= {f"when_{number}_{place}": band.when for place, band in enumerate(rule.bands)}
        for name, text in texts.items():
            if text:
                yield name, customer_formula(playbook, text)
        for text in (rule.when, *(band.when for band in rule.bands)):
            for leaf in customer_formula(playbook, text).leaves if text else ():
                yield leaf.label, customer_formula(playbook, leaf.label)


def _given(values: Any, rule: TagRule, number: int, playbook: Playbook) -> Iterator[_Given]:
    column = f"value_{number}"
    if rule.attribute:
        known = values.filter(values[column].notnull() & (values[column] != ""))
        word = Piece(f"{rule.attribute}为 ", known[column], "")
        yield _Given(known, known[column], rule.family, [word])
    elif rule.tag:
        rows = values.filter(values[f"when_{number}"].fill_null(False))
        yield _conditional(rows, rule.tag, rule, rule.when, playbook)
    elif rule.tops:
        yield from _by_rank(ranked(values, column), rule, column, playbook)
    else:
        yield from _on_scale(values, rule, number, playbook)


def _conditional(rows: Any, tag: str, rule: TagRule, text: str, playbook: Playbook) -> _Given:
    """Return a tag by a condition: the values it looked at, then the condition."""
    formula = customer_formula(playbook, text)
    pieces = [
        Piece(
            f"{'，' if place else ''}{leaf.window.said if leaf.window else ''}{leaf.name} ",
            rows[leaf.label],
            units(playbook)[leaf.name],
        )
        for place, leaf in enumerate(formula.leaves)
    ]
    after = f"，符合 {formula.canonical}"
    return _Given(rows, ibis.literal(tag), rule.family, pieces, after)


def _by_rank(rows: Any, rule: TagRule, column: str, playbook: Playbook) -> Iterator[_Given]:
    label = label_said(customer_formula(playbook, rule.value))
    smaller = None
    for top in rule.tops:
        inside = within(rows, top.share)
        some = rows.filter(inside if smaller is None else inside & ~smaller)
        pieces = [
            Piece(f"{label} ", some[column], rule.unit),
            Piece("，在 ", some.ranked, ""),
            Piece(" 家里排第 ", some["rank"], ""),
        ]
        yield _Given(some, ibis.literal(top.word), rule.family, pieces)
        smaller = inside


def _on_scale(values: Any, rule: TagRule, number: int, playbook: Playbook) -> Iterator[_Given]:
    """Yield each band with those it holds and no band before it does."""
    column = f"value_{number}"
    label = label_said(customer_formula(playbook, rule.value))
    stepped = values.mutate(step=_step(values, rule, number))
    above = None
    for place, band in enumerate(rule.bands):
        rows = stepped.filter(stepped.step == place)
        if band.word and band.when:
            yield _conditional(rows, band.word, rule, band.when, playbook)
        elif band.word:
            value = Piece(f"{label} ", rows[column], rule.unit)
            yield _Given(
                rows, ibis.literal(band.word), rule.family, [value], band_said(band, above)
            )
        above = above if band.when else band


def _step(values: Any, rule: TagRule, number: int) -> Any:
    """Return which band of a scale holds first, null for none."""
    steps = [
        (_holds(values, values[f"value_{number}"], band, f"when_{number}_{place}"), place)
        for place, band in enumerate(rule.bands)
    ]
    return ibis.cases(*steps, else_=ibis.null("int64"))


def _holds(values: Any, value: Any, band: Band, name: str) -> Any:
    holds = values[name].fill_null(False) if band.when else value.notnull()
    if band.at_least is not None:
        holds = holds & (value >= band.at_least)
    return holds & (value > band.above) if band.above is not None else holds


def _by_hand(tables: Any, values: Any, rule: TagRule, number: int) -> Any:
    """Return the tag for whom somebody set it by hand and the rule doesn't give it anyway."""
    hand = tables["tags"]
    set_by_hand = hand.filter(hand.tag == rule.tag).select("customer_id").distinct()
    ruled = values.filter(values[f"when_{number}"].fill_null(False))
    more = set_by_hand.anti_join(ruled, "customer_id")
    return more.select(
        "customer_id",
        tag=ibis.literal(rule.tag),
        family=ibis.literal(rule.family),
        evidence=ibis.literal(HAND),
    )


def _none(tables: Any) -> Any:
    nothing = ibis.literal("")
    rows = tables["customers"].select("customer_id", tag=nothing, family=nothing, evidence=nothing)
    return rows.filter(ibis.literal(False))
