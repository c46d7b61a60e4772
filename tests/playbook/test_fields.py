"""Fields know the heads of the printed tables; word lists know how people write a word."""

import pytest

from zhike.playbook.load import load_builtin
from zhike.playbook.vocabulary import folded
from zhike.words.problem import Refused

PLAYBOOK = load_builtin()

T0 = "客户编号 客户名称 联系人 联系方式 所属行业 企业规模 客户类型 需求类型 需求描述 接触渠道"
T0 += " 首次接触时间 最近跟进时间 跟进人 跟进记录 当前状态 潜在价值评分 备注"
T1_1 = (
    "客户ID 客户名称 行业 企业规模(员工数) 成立时间 关键联系人 联系人职位 首次合作时间 累计交易金额"
)
T1_2 = "互动ID 客户ID 互动时间 互动方式 沟通内容摘要 跟进人 客户反馈 下一步行动"
T3_1 = "客户编号 客户名称 联系人 联系电话 所属行业 客户类型 首次接触时间 最近跟进时间"
T3_1 += " 累计交易金额 客户状态 备注"
SEED = "客户编号 客户名称 区域 企业规模 首次接触时间 客户类型 订单号 订单日期 金额"
TRADITIONAL = "客戶編號 客戶名稱 聯繫人 聯繫電話 所屬行業 客戶類型 首次接觸時間 最近跟進時間"
TRADITIONAL += " 累計交易金額 客戶狀態 備註"


@pytest.mark.parametrize("heads", [T0, T1_1, T1_2, T3_1, SEED, TRADITIONAL])
def test_every_head_of_the_printed_tables_is_known(heads: str) -> None:
    nouns = ("customers", "contacts", "interactions", "orders")
    known = {
        folded(text)
        for noun in nouns
        for spec in PLAYBOOK.fields(noun)
        for text in (spec.label, *spec.synonyms)
    }
    assert [head for head in heads.split() if folded(head) not in known] == []


@pytest.mark.parametrize("noun", ["customers", "contacts", "interactions", "orders", "order_lines"])
def test_no_head_means_two_fields_of_one_noun(noun: str) -> None:
    """But for an address: it says the city, and only where another head does is it the address."""
    seen: dict[str, list[str]] = {}
    for spec in PLAYBOOK.fields(noun):
        for text in {folded(text) for text in (spec.label, *spec.synonyms)}:
            seen.setdefault(text, []).append(spec.name)
    twice = {text: names for text, names in seen.items() if len(names) > 1}
    addresses = ("地址", "公司地址", "联系地址", "address") if noun == "customers" else ()
    assert twice == {text: ["city", "详细地址"] for text in addresses}


def test_a_field_is_found_by_its_path() -> None:
    assert PLAYBOOK.field("customers.potential").high == 5
    assert PLAYBOOK.field("contacts.phone").mask == "phone"
    assert PLAYBOOK.field("customers.行业潜力").own
    with pytest.raises(Refused, match="没有字段"):
        PLAYBOOK.field("customers.abc")


def test_completeness_counts_the_wanted_cells() -> None:
    assert {spec.path for spec in PLAYBOOK.key_fields} == {
        "customers.name",
        "customers.customer_type",
        "customers.industry",
        "contacts.name",
        "contacts.phone",
    }


@pytest.mark.parametrize(
    ("vocabulary", "written", "word"),
    [
        ("企业性质", "国企", "国有"),
        ("企业性质", "民营企业", "民营"),
        ("客户类型", "潛在客戶", "潜在"),
        ("规模", " 大型 ", "大型企业"),
        ("互动方式", "线上会议", "线上会议"),
        ("接触渠道", "行业展会推荐", "展会问卷"),
        ("客户性质", "公司", "organisation"),
        ("客户反馈", "Positive", "积极"),
        ("客户类型", "月亮", None),
    ],
)
def test_a_word_is_found_however_written(vocabulary: str, written: str, word: str | None) -> None:
    assert PLAYBOOK.vocabulary(vocabulary).standard(written) == word


def test_no_way_of_writing_means_two_words() -> None:
    for vocabulary in PLAYBOOK.vocabularies:
        seen: dict[str, str] = {}
        for word in vocabulary.words:
            for text in {folded(text) for text in (word.word, word.label, *word.synonyms)}:
                assert seen.setdefault(text, word.word) == word.word, (vocabulary.name, text)


def test_every_vocabulary_of_a_field_exists() -> None:
    nouns = ("customers", "contacts", "interactions", "orders", "order_lines")
    named = {s.vocabulary for noun in nouns for s in PLAYBOOK.fields(noun) if s.vocabulary}
    assert all(PLAYBOOK.vocabulary(name) for name in named)
