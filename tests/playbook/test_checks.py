"""A playbook whose parts don't fit together is said to be so, with the place."""

import pytest

from zhike.playbook.load import check, dump, load_builtin

TEXT = dump(load_builtin())


def test_the_default_playbook_fits_together() -> None:
    assert check(TEXT) == []


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("公式: 总销售额 ÷ 订单数", "公式: 总销量额 ÷ 订单数",
         "指标 → 笔单价 → 公式：公式第 1 个字：不认识“总销量额”，是不是 总销售额"),
        ("公式: 总销售额 ÷ 订单数", "公式: 总销售额 + 订单数", "“+”两边单位不同：元 和 笔"),
        ("公式: 总销售额 ÷ 订单数", "公式: 笔单价 ÷ 2", "指标的公式互相引用：笔单价"),
        ("公式: 有成本销售额 − 成本额", "公式: 毛利率 − 毛利额",
         "指标的公式互相引用：毛利额 → 毛利额"),
        ("条件: 客户反馈 = \"消极\"", "条件: 客户反应 = \"消极\"", "不认识“客户反应”"),
        ("当: 潜在价值评分 >= 4", "当: 潜在价值评分", "标签 → 潜力 → 当：这里要写条件"),
        ("当: 近12个月(总销售额) >= 50万", "当: 近12个月(区域) = \"华东\"",
         "“区域”是客户属性，没有时间"),
        ("来自: 行业\n", "来自: 行当\n", "标签 → 行业 → 来自：没有客户属性“行当”"),
        ("等级方案: 优先级\n  因子", "等级方案: 优先\n  因子", "没有等级方案“优先”"),
        ("  - 叫: C\n    说明: 暂缓跟进\n", "", "等级方案 → 优先级：最后一档不要写条件"),
        ("  - 指标: 复购率\n", "  - 指标: 合作时长\n", "“合作时长”只对单个客户有意义"),
        ("按:\n    - 规模\n", "按:\n    - 体量\n", "手册里没有维度“体量”"),
        ("  - 高潜力\n", "  - 高潜\n", "没有哪条规则会打标签“高潜”"),
        ("    价值分层:\n    - D", "    价值分层:\n    - E", "等级方案“价值分层”里没有“E”"),
        ("词表: 性别", "词表: 男女", "字段 → 联系人 → 性别：没有词表“男女”"),
        ("- 名称: 笔单价\n", "- 名称: 客单价\n", "指标：“客单价”出现了 2 次"),
        ("  加:\n  - sold_fen\n", "  加:\n  - paid_fen\n", "没有可以相加的栏“paid_fen”"),
        ("- 名称: 城市\n  列: city", "- 名称: 城市", "维度 → 城市：“时间”与“列”要且只要写一个"),
        ("  - 客户.客户类型", "  - 客户.类型", "完整率：没有字段“客户.类型”"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_said(before: str, after: str, said: str) -> None:
    assert before in TEXT
    found = check(TEXT.replace(before, after, 1))
    assert any(said in sentence for sentence in found), found
