"""Give customers their tags by the playbook's rules, each with the numbers that speak for it."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import ibis

from zhike.formula.tree import Formula, Name
from zhike.playbook.bands import Band
from zhike.playbook.catalogue import customer_formula, units
from zhike.playbook.per_customer import customer_values
from zhike.playbook.playbook import Playbook
from zhike.playbook.tagging import TagRule
from zhike.tag.evidence import band_said, label_said, said_of, with_texts

HAND = "手工标注"


def tag_customers(tables: Any, *, playbook: Playbook, as_of: date) -> Any:
    """Return customer_id, tag, family, evidence: one row a tag, by the rules (S3-14…S3-20).

    A family gives each customer one tag at most; a scale's rest takes only who has a value.
    `evidence` is a Chinese sentence with the numbers. Raises FormulaRefused for unknown names.
    """
    wanted = dict(_wanted(playbook))
    values = customer_values(tables, wanted, as_of=as_of, playbook=playbook)
    values = with_texts(values, _units(playbook))
    parts = [_tagged(values, rule, number, playbook) for number, rule in enumerate(playbook.tags)]
    parts += [_by_hand(tables, rule, part) for rule, part in zip(playbook.tags, parts, strict=True)
              if rule.by_hand and "tags" in tables]  # fmt: skip
    if not parts:
        return _none(tables)
    return ibis.union(*parts) if len(parts) > 1 else parts[0]


def _wanted(playbook: Playbook) -> Iterator[tuple[str, Formula]]:
    """Yield the formulas of the rules under the names of their columns, and all they mention."""
    for number, rule in enumerate(playbook.tags):
        texts = {f"value_{number}": rule.attribute or rule.value, f"when_{number}": rule.when}
        texts |= {f"when_{number}_{place}": band.when for place, band in enumerate(rule.bands)}
        for name, text in texts.items():
            if text:
                yield name, customer_formula(playbook, text)
    for leaf in _mentioned(playbook):
        yield leaf.label, customer_formula(playbook, leaf.label)


def _mentioned(playbook: Playbook) -> list[Name]:
    texts = [rule.when for rule in playbook.tags]
    texts += [band.when for rule in playbook.tags for band in rule.bands]
    formulas = (customer_formula(playbook, text) for text in texts if text)
    return list(dict.fromkeys(leaf for formula in formulas for leaf in formula.leaves))


def _units(playbook: Playbook) -> dict[str, str]:
    """Return the columns whose values stand in the evidence, with their units."""
    found = {f"value_{n}": rule.unit for n, rule in enumerate(playbook.tags) if rule.bands}
    return found | {leaf.label: units(playbook)[leaf.name] for leaf in _mentioned(playbook)}


def _tagged(values: Any, rule: TagRule, number: int, playbook: Playbook) -> Any:
    if rule.attribute:
        tag = values[f"value_{number}"]
        evidence = ibis.literal(f"{rule.attribute}为 ").concat(tag)
    elif rule.tag:
        holds = values[f"when_{number}"].fill_null(False)
        tag = holds.ifelse(ibis.literal(rule.tag), ibis.null("string"))
        evidence = _condition_said(values, rule.when, playbook)
    else:
        tag, evidence = _on_scale(values, rule, number, playbook)
    rows = values.select("customer_id", tag=tag, evidence=evidence)
    given = rows.filter(rows.tag.notnull() & (rows.tag != ""))
    return given.select(
        "customer_id", "tag", family=ibis.literal(rule.family), evidence=given.evidence
    )


def _on_scale(values: Any, rule: TagRule, number: int, playbook: Playbook) -> tuple[Any, Any]:
    column = f"value_{number}"
    label = label_said(customer_formula(playbook, rule.value))
    said = ibis.literal(f"{label} ").concat(values[said_of(column)])
    words, evidence, above = [], [], None
    for place, band in enumerate(rule.bands):
        holds = _holds(values, values[column], band, f"when_{number}_{place}")
        words.append((holds, ibis.literal(band.word)))
        if band.when:
            evidence.append((holds, _condition_said(values, band.when, playbook)))
        else:
            evidence.append((holds, said.concat(band_said(band, above))))
            above = band
    nothing = ibis.null("string")
    return ibis.cases(*words, else_=nothing), ibis.cases(*evidence, else_=nothing)


def _holds(values: Any, value: Any, band: Band, name: str) -> Any:
    holds = values[name].fill_null(False) if band.when else value.notnull()
    if band.at_least is not None:
        holds = holds & (value >= band.at_least)
    return holds & (value > band.above) if band.above is not None else holds


def _condition_said(values: Any, text: str, playbook: Playbook) -> Any:
    """Return the values a condition looked at, then the condition."""
    formula = customer_formula(playbook, text)
    said: list[Any] = []
    for leaf in formula.leaves:
        window = leaf.window.said if leaf.window else ""
        said += [f"{'，' if said else ''}{window}{leaf.name} ", values[said_of(leaf.label)]]
    return ibis.literal(said[0]).concat(*said[1:], f"，符合 {formula.canonical}")


def _by_hand(tables: Any, rule: TagRule, ruled: Any) -> Any:
    """Return the tag for whom somebody set it by hand and the rule doesn't give it anyway."""
    hand = tables["tags"]
    set_by_hand = hand.filter(hand.tag == rule.tag).select("customer_id").distinct()
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
