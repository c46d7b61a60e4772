"""What a form may ask, what must be right before it is published, what its answers say."""

from dataclasses import replace
from datetime import date

import pytest

from zhike.collect.form.design import Design, Item, design_of
from zhike.collect.form.offered import offered, specs_of, troubles
from zhike.collect.form.tally import tallies
from zhike.playbook.load import load_builtin
from zhike.playbook.playbook import Playbook

NAME = Item("a", "field", label="公司", path="customers.name")
PHONE = Item("b", "field", label="电话", path="contacts.phone")
CARD = Item("c", "field", label="身份证号码", path="customers.身份证号码")


def shown(label: str) -> Playbook:
    """Return the default playbook with one hidden field switched on."""
    book = load_builtin("default")
    fields = {
        noun: tuple(
            one.model_copy(update={"hidden": False}) if one.label == label else one
            for one in entries
        )
        for noun, entries in book.field_entries.items()
    }
    fresh = book.revised(field_entries=fields)
    for name in ("_specs", "version"):
        fresh.__dict__.pop(name, None)
    return fresh


def test_internal_hidden_and_retired_fields_are_never_offered() -> None:
    paths = {spec.path for spec in offered(load_builtin("default"))}
    assert {"customers.name", "contacts.phone", "demands.need", "cases.detail"} <= paths
    assert not paths & {
        "customers.owner", "customers.customer_type", "customers.potential",
        "customers.external_id", "customers.身份证号码", "orders.amount_fen", "customers.信用状况",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("design", "said"),
    [
        (Design(items=(NAME,)), "请写表单标题"),
        (Design(title="x"), "请至少加一个"),
        (Design(title="x", items=(PHONE,), consent="y"), "客户名称"),
        (Design(title="x", items=(NAME, PHONE)), "请写同意说明"),
        (Design(title="x", items=(NAME, CARD), consent="y"), "不能在表单里问"),
        (Design(title="x", items=(NAME, NAME)), "问了两次"),
        (Design(title="x", items=(Item("q", "single", "选", choices=("一",)),)), "两个选项"),
        (Design(title="x", items=(Item("q", "text"),)), "没有写题目"),
        (Design(title="x", items=(NAME,), hosts=("javascript:x",)), "不是网站地址"),
        (
            Design(title="x", items=(NAME, Item("d", "field", "预算", path="demands.budget_fen"))),
            "还需要其中一项",
        ),
    ],
)
def test_what_must_be_right_before_publishing(design: Design, said: str) -> None:
    assert [one for one in troubles(design, load_builtin("default")) if said in one]


def test_a_sensitive_field_needs_a_consent_of_its_own() -> None:
    playbook = shown("身份证号码")
    design = Design(title="x", items=(NAME, CARD), consent="同意")
    assert [one for one in troubles(design, playbook) if "单独同意" in one]
    assert troubles(replace(design, sensitive_consent="依法核实身份"), playbook) == []
    assert set(specs_of(design, playbook)) == {"a", "c"}


def test_a_design_is_kept_and_moved() -> None:
    design = Design(
        title="x", items=(NAME, PHONE), closes_on=date(2026, 12, 1), most=9, hosts=("a.cn",)
    )
    assert design_of(design.plain()) == design
    assert [item.key for item in design.moved("b", -1).items] == ["b", "a"]
    assert design.moved("b", 1) == design
    assert design.moved("nobody", 1) == design
    assert design.without("a").items == (PHONE,)
    assert design_of({}) == Design()


def test_answers_are_counted_by_question() -> None:
    design = Design(
        items=(
            Item("s", "satisfaction", "满意"),
            Item("m", "multi", "看重", choices=("价格", "质量")),
            Item("t", "text", "说说"),
        )
    )
    told = [{"s": "5", "m": ["价格", "质量"], "t": "好"}, {"s": "2", "m": ["价格"]}, {"t": ""}]
    score, many, text = tallies(design, told)
    assert (score.n, score.mean, score.wording) == (2, 3.5, "样本不足")
    assert [(one.answer, one.times) for one in score.counts] == [
        ("1", 0), ("2", 1), ("3", 0), ("4", 0), ("5", 1),
    ]  # fmt: skip
    assert [(one.answer, one.times, one.share) for one in many.counts] == [
        ("价格", 2, 1.0), ("质量", 1, 0.5),
    ]  # fmt: skip
    assert text.texts == ("好",)
    enough = tallies(design, [{"s": "4"}] * 10)[0]
    assert (enough.mean, enough.wording) == (4.0, "")
