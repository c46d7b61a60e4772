"""The default playbook reads, goes out and comes back, and says what is wrong with a bad one."""

import pytest

from zhike.playbook.load import PlaybookRefused, check, dump, load_builtin, load_text
from zhike.words.problem import Refused


def test_the_default_playbook_survives_a_round_trip() -> None:
    playbook = load_builtin()
    again = load_text(dump(playbook))
    assert again == playbook
    assert again.version == playbook.version
    assert playbook.version.startswith("default@")


def test_a_changed_playbook_has_another_version() -> None:
    text = dump(load_builtin())
    assert load_text(text.replace("近90天(跟进次数)", "近60天(跟进次数)")).version != (
        load_text(text).version
    )


def test_there_is_no_playbook_of_that_name() -> None:
    with pytest.raises(Refused, match="没有自带的手册“abc”"):
        load_builtin("abc")


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("权重: 0.5\n", "权重: 0.4\n", "评分模型 → 客户价值评分：权重合计要等于 1，现在是 0.9"),
        ("取: 合计", "取: 总和", "指标 → 总销售额 → 取"),
        ("- 族: 战略\n", "- 族: 战略\n  颜色: 红\n", "标签 → 战略 → 颜色：不认识的项，请检查拼写"),
        ("类型: 信用代码", "类型: 代码", "不认识的类型“代码”"),
        ("关键: 是", "关键: 对", "应当写 是 或 否"),
    ],
)
def test_a_mistake_is_said_with_its_place(before: str, after: str, said: str) -> None:
    text = dump(load_builtin())
    assert before in text
    found = check(text.replace(before, after, 1))
    assert any(said in sentence for sentence in found), found


def test_yaml_that_cannot_be_read_says_the_line() -> None:
    assert check("手册: [a\n字段: {") == [
        "第 2 行第 3 列：YAML 读不懂（expected ',' or ']', but got ':'）"
    ]
    assert check("只有文字") == ["手册应当是“名称: 内容”形式的 YAML"]


def test_a_key_written_twice_is_refused() -> None:
    with pytest.raises(PlaybookRefused, match="“手册”写了两次"):
        load_text("手册: a\n手册: b\n字段: {}\n")
