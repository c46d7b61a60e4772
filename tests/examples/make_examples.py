"""Write the printed tables T0, T1-1, T1-2 and T3-1 (rules.md §2) as workbooks and text.

Run it by hand after a change: `python tests/examples/make_examples.py`. The heads and sample rows
are the seeds' own; cells the seeds lost are empty.
"""

import csv
from pathlib import Path

import xlsxwriter

HERE = Path(__file__).parent

TABLES: dict[str, tuple[str, list[str], list[list[str | int | None]]]] = {
    "T0": (
        "客户信息收集与动态跟踪表",
        [
            *("客户编号", "客户名称", "联系人", "联系方式", "所属行业", "企业规模", "客户类型"),
            *("需求类型", "需求描述", "接触渠道", "首次接触时间", "最近跟进时间", "跟进人"),
            *("跟进记录", "当前状态", "潜在价值评分(1-5分)", "备注"),
        ],
        [
            [
                *("C202405001", "科技有限公司", "*经理", "139****5678", "软件和信息技术服务业"),
                *("100-500人", "潜在客户", "企业办公软件定制", "提升团队协作效率,需支持多终端同步"),
                *(
                    "行业展会推荐",
                    "2024-05-10",
                    "2024-05-20",
                    None,
                    "客户对产品功能",
                    None,
                    None,
                    None,
                ),
            ]
        ],
    ),
    "T1-1": (
        "表1：客户基础信息表（示例）",
        [
            *("客户ID", "客户名称", "行业", "企业规模(员工数)", "成立时间"),
            *("关键联系人(*经理)", "联系人职位", "首次合作时间", "累计交易金额(万元)"),
        ],
        [
            [
                *("C001", "A科技有限公司", "互联网-电商", "200-500人", "2018年"),
                *("*总", "CEO", "2020-03", 120),
            ],
            [
                *("C002", "B制造有限公司", "制造业-汽车零部件", "500-1000人", "2015年"),
                *("*经理", "采购总监", "2021-07", 85),
            ],
        ],
    ),
    "T1-2": (
        "表2：客户互动记录表（示例）",
        [
            *("互动ID", "客户ID", "互动时间", "互动方式", "沟通内容摘要", "跟进人(*销售)"),
            *("客户反馈", "下一步行动"),
        ],
        [
            [
                *("I001", "C001", "2023-09-10", "线上会议", "客户提出仓储系统升级需求"),
                *("*顾问", "积极", "3日内提供定制方案"),
            ],
            [
                *("I002", "C002", "2023-10-15", "上门拜访", "反馈竞品报价更低,需解释价格优势"),
                *("*销售", "中性", "准备成本对比表,约定下次沟通"),
            ],
        ],
    ),
    "T3-1": (
        "模板1：客户信息管理表（示例）",
        [
            *("客户编号", "客户名称", "联系人", "联系电话", "所属行业", "客户类型", "首次接触时间"),
            *("最近跟进时间", "累计交易金额(元)", "客户状态", "备注"),
        ],
        [
            [
                *("C2024001", "科技有限公司", "张*", "138****", "IT服务", "潜在", "2024-03-15"),
                *("2024-05-20", 0, "需跟进报价方案", "对云存储产品感兴趣"),
            ],
            [
                *("C2024002", "集团有限公司", "李*", "139****5678", "制造业", "成交", "2023-11-08"),
                *("2024-05-18", "125,000", "维护中", "年度合作客户"),
            ],
            [
                *("C2024003", "商贸有限公司", "王*", "137****9012", "零售业", "流失", "2024-01-10"),
                *("2024-02-28", "8,500", "暂停跟进", "竞品价格更低"),
            ],
        ],
    ),
}


def write_workbook(name: str) -> None:
    """Write one table under two title rows, the first one merged over the table."""
    title, heads, rows = TABLES[name]
    with xlsxwriter.Workbook(HERE / f"{name}.xlsx") as book:
        sheet = book.add_worksheet(title.partition("：")[2].partition("（")[0] or title)
        sheet.merge_range(0, 0, 0, len(heads) - 1, title, book.add_format({"bold": True}))
        sheet.write_string(1, 0, "填表部门：销售一部")
        sheet.write_row(2, 0, heads)
        for at, row in enumerate(rows, start=3):
            sheet.write_row(at, 0, row)


def write_text(name: str, encoding: str) -> None:
    """Write one table as comma-separated text without title rows."""
    _, heads, rows = TABLES[name]
    with (HERE / f"{name}.csv").open("w", encoding=encoding, newline="") as file:
        csv.writer(file).writerows([heads, *rows])


if __name__ == "__main__":
    for table in TABLES:
        write_workbook(table)
        write_text(table, "gb18030" if table == "T3-1" else "utf-8-sig")
